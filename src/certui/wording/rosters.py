"""The words of roster files: faults and what an import changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from certui.domain.models import FaultKind
from certui.domain.text import clean
from certui.wording.typography import NO_BREAK, capital, quoted

if TYPE_CHECKING:
    from certui.domain.models import RosterFault


def fault(one: RosterFault) -> str:
    """One line on one fault of a roster file, after the product's import messages."""
    where = f"Ligne {one.line}{NO_BREAK}: " if one.line else ""
    who = f"l’élève ayant pour INE {clean(one.ine)}" if one.ine else "un élève"
    if one.kind is FaultKind.DUPLICATE:
        text = (
            f"l’INE {clean(one.ine)} est présent plusieurs fois dans le fichier"
            " pour plusieurs élèves"
        )
    elif one.kind is FaultKind.MISSING:
        text = f"{who} n’a pas le champ {one.field} renseigné"
    elif one.kind is FaultKind.UNKNOWN:
        text = f"{who} a une valeur inconnue dans le champ {one.field}"
    else:
        text = f"{who} n’a pas le bon format de {one.field}"
    if one.found:
        text += f"{NO_BREAK}: {quoted(one.found)}"
    if one.expected:
        text += f", attendu{NO_BREAK}: {one.expected}"
    return where + (text if where else capital(text)) + "."
