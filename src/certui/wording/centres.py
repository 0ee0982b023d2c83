"""The words of a centre: its fields, and what it is to Pix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.domain.pix_settings import CERTIFICATIONS
from certui.domain.text import clean
from certui.wording.typography import NO_BREAK

if TYPE_CHECKING:
    from certui.domain.models import Centre

TITLE: Final = "Centre de certification"
SAVE: Final = "Enregistrer"
SAVED: Final = "Le centre a été modifié avec succès."
LABELS: Final = {
    "name": "Nom",
    "uai": "UAI",
    "time_zone": "Fuseau horaire",
    "billing": "Tarification",
    "prepayment_code": "Code prépaiement",
    "others": "Autres intitulés",
}
EXAMPLES: Final = {
    "uai": "0690001B",
    "time_zone": "Europe/Paris",
    "billing": "gratuite, payante ou prépayée, hors SCO seulement",
    "prepayment_code": "si la tarification est prépayée",
    "others": "tels que Pix les écrit, séparés par des virgules",
}
SCO: Final = "Établissement scolaire (SCO), sans tarification"
COLUMN: Final = "Colonnes de la liste pour Pix Certif"


def saved(before: Centre, after: Centre) -> str:
    """The toast of a change; a clock that followed the code is told, for all sessions follow it."""
    if before.time_zone == after.time_zone:
        return SAVED
    return f"{SAVED} Fuseau horaire{NO_BREAK}: {clean(after.time_zone)}."


def certification(label: str) -> str:
    """A complementary certification; one that certui does not know is told from the others."""
    known = label in CERTIFICATIONS
    return clean(label) if known else f"{clean(label)} (intitulé à vérifier lettre à lettre)"
