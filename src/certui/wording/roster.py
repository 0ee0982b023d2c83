"""The words of roster files: why one is refused, and what is wrong with a pupil."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.domain.roster_files import FaultKind
from certui.domain.text import clean
from certui.wording.typography import (
    NARROW,
    NO_BREAK,
    capital,
    elided,
    plural,
    quoted,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from certui.domain.roster_files import RosterFault


def fault(one: RosterFault) -> str:
    """One line on one fault of a roster file, after the product's import messages."""
    text = _SAID[one.kind](one)
    where = _where(one)
    return where + (text if where else capital(text)) + "."


def at_fault(faults: Collection[RosterFault], participle: str = "") -> str:
    """``1 ligne en anomalie``: a line may have several faults; faults without a line are counted.

    Args:
        faults: of one table.
        participle: in the feminine singular, what becomes of them; it agrees.
    """
    lines = {(one.sheet, one.line) for one in faults}
    one, many = "ligne en anomalie", "lignes en anomalie"
    if any(not line for _, line in lines):
        one, many = "anomalie", "anomalies"
    counted = len(faults) if one == "anomalie" else len(lines)
    if participle:
        one, many = f"{one}, {participle}", f"{many}, {participle}s"
    return plural(counted, one, many)


def _where(one: RosterFault) -> str:
    line = f"ligne {one.line}" if one.line else ""
    sheet = f"feuille {quoted(one.sheet)}" if one.sheet else ""
    place = ", ".join(part for part in (sheet, line) if part)
    return f"{capital(place)}{NO_BREAK}: " if place else ""


def _who(one: RosterFault) -> str:
    """Whom a fault is about, by all that is known of them; empty when nothing is."""
    name, ine, class_name = clean(one.pupil), clean(one.ine), clean(one.class_name)
    if name:
        known = ", ".join(part for part in (class_name, f"INE {ine}" if ine else "") if part)
        return f"l’élève {name} ({known})" if known else f"l’élève {name}"
    if not ine:
        return ""
    return f"l’élève ayant pour INE {ine}" + (f" ({class_name})" if class_name else "")


def _values(one: RosterFault) -> str:
    found = f"{NO_BREAK}: {quoted(one.found)}" if one.found else ""
    return found + (f", attendu{NO_BREAK}: {one.expected}" if one.expected else "")


def _not_given(one: RosterFault) -> str:
    if who := _who(one):
        return f"{who} n’a pas le champ {one.field} renseigné"
    return f"le champ {one.field} n’est pas renseigné"


def _unknown(one: RosterFault) -> str:
    if who := _who(one):
        return f"{who} a une valeur inconnue dans le champ {one.field}{_values(one)}"
    return f"le champ {one.field} a une valeur inconnue{_values(one)}"


def _malformed(one: RosterFault) -> str:
    if who := _who(one):
        return f"{who} n’a pas le bon format {elided('de', one.field)}{_values(one)}"
    return f"le champ {one.field} n’a pas le bon format{_values(one)}"


def _no_such_day(one: RosterFault) -> str:
    who = _who(one)
    of = f" de {who}" if who else ""
    return f"la {one.field}{of} est un jour qui n’existe pas{_values(one)}"


def _yet_to_come(one: RosterFault) -> str:
    who = _who(one)
    of = f" de {who}" if who else ""
    return f"la {one.field}{of} est un jour encore à venir{_values(one)}"


def _lost_letters(one: RosterFault) -> str:
    who = _who(one)
    of = f" de {who}" if who else ""
    return (
        f"le champ {one.field}{of} a perdu des lettres{_values(one)}{NARROW}; corrigez-le, ou"
        " exportez de nouveau le fichier en UTF-8"
    )


def _spreadsheet(one: RosterFault) -> str:
    who = _who(one)
    of = f" de {who}" if who else ""
    return (
        f"un tableur a transformé le champ {one.field}{of} en date ou en nombre{_values(one)}"
        f"{NARROW}; reprenez l’export d’origine sans l’ouvrir, ou mettez la colonne au format Texte"
    )


def _two_classes(one: RosterFault) -> str:
    who = _who(one) or "cet élève"
    return f"{who} est déjà dans le fichier, dans une autre classe{NO_BREAK}: {clean(one.found)}"


def _duplicate(one: RosterFault) -> str:
    first = f"{NO_BREAK}: {clean(one.found)}" if one.found else ""
    return f"{_who(one) or 'cet élève'} est déjà dans le fichier, dans la même classe{first}"


def _shared_ine(one: RosterFault) -> str:
    of = f" ({clean(one.class_name)})" if one.class_name else ""
    return (
        f"l’INE {clean(one.ine)} est celui de deux élèves du fichier{NO_BREAK}:"
        f" {clean(one.found)}, et {clean(one.pupil)}{of}"
    )


_SAID: Final[dict[FaultKind, Callable[[RosterFault], str]]] = {
    FaultKind.MISSING: _not_given,
    FaultKind.UNKNOWN: _unknown,
    FaultKind.MALFORMED: _malformed,
    FaultKind.NO_SUCH_DAY: _no_such_day,
    FaultKind.YET_TO_COME: _yet_to_come,
    FaultKind.LOST_LETTERS: _lost_letters,
    FaultKind.SPREADSHEET: _spreadsheet,
    FaultKind.TWO_CLASSES: _two_classes,
    FaultKind.DUPLICATE: _duplicate,
    FaultKind.SHARED_INE: _shared_ine,
}
