"""Why the database cannot be used, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui import errors
from certui.wording.sentences import said
from certui.wording.system import because
from certui.wording.typography import NO_BREAK, quoted

if TYPE_CHECKING:
    from certui.wording.sentences import Said


def _busy(error: errors.StoreBusy) -> str:
    holder = f" par {quoted(error.holder)}" if error.holder else ""
    return f"La base de données est occupée{holder}{NO_BREAK}: réessayez dans un instant."


def _unreadable(error: errors.StoreUnreadable) -> str:
    why = because(error.reason)
    return f"La base de données {quoted(error.path)} ne peut pas être utilisée{why}."


SENTENCES: Final[tuple[Said, ...]] = (
    said(errors.StoreError, "La base de données ne peut pas être utilisée."),
    said(errors.StoreBusy, _busy),
    said(
        errors.StoreNewer,
        lambda error: (
            f"La base de données {quoted(error.path)} vient d’une version plus récente de certui"
            f"{NO_BREAK}: mettez certui à jour."
        ),
    ),
    said(
        errors.StoreReplaced,
        lambda error: (
            f"La base de données {quoted(error.path)} a été remplacée ou supprimée pendant son"
            f" utilisation{NO_BREAK}: quittez certui et ouvrez-le de nouveau."
        ),
    ),
    said(errors.StoreUnreadable, _unreadable),
    said(
        errors.StoreMissing,
        lambda error: (
            f"Il n’y a pas de base de données {quoted(error.path)}{NO_BREAK}: vérifiez le chemin"
            " (--db ou CERTUI_DB), ou créez-la avec certui import ou certui session new."
        ),
    ),
    said(
        errors.StoreIsAFolder,
        lambda error: (
            f"{quoted(error.path)} est un dossier{NO_BREAK}: donnez le chemin d’un fichier de base"
            " de données."
        ),
    ),
    said(
        errors.StoreForbidden,
        lambda error: f"Vous n’avez pas le droit d’ouvrir la base de données {quoted(error.path)}.",
    ),
    said(
        errors.StoreReadOnly,
        lambda error: (
            f"La base de données {quoted(error.path)} ne peut pas être modifiée"
            f"{NO_BREAK}: elle est en lecture seule."
        ),
    ),
    said(
        errors.StoreFull,
        lambda error: (
            f"Il n’y a plus de place sur le disque de la base de données {quoted(error.path)}"
            f"{NO_BREAK}: rien n’a changé."
        ),
    ),
    said(
        errors.StoreRefused,
        lambda error: (
            "La base de données a refusé le changement"
            f" (contrainte {quoted(error.constraint)}){NO_BREAK}: rien n’a changé."
        ),
    ),
    said(
        errors.StoreDamaged,
        lambda error: (
            f"Le fichier {quoted(error.path)} n’est pas une base de données de certui, ou il est"
            " abîmé."
        ),
    ),
)
