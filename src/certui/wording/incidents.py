"""What is said when certui itself fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.wording.typography import NARROW, NO_BREAK

if TYPE_CHECKING:
    from pathlib import Path

NO_REFERENCE: Final = "aucune, car le journal ne peut pas être écrit"


def crashed(reference: str, path: Path | None) -> str:
    """The one sentence of a crash.

    Args:
        reference: what to quote to who repairs.
        path: where the details are; None when they could not be written.
    """
    where = f" (détails dans {path})" if path else ""
    return (
        f"certui s’est arrêté sur une erreur imprévue{NARROW}; l’action en cours est faite en"
        f" entier ou pas du tout. Référence{NO_BREAK}: {reference}{where}."
    )
