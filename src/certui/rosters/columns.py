"""What the headings of school files mean: one table for every format.

Accents, case, apostrophes, blanks, a trailing ``*`` and an explanation in brackets do not count.
"""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING, Final

from certui.domain.search import fold

if TYPE_CHECKING:
    from collections.abc import Sequence


class Column(enum.Enum):
    """What certui takes from a table; the values are how faults name them."""

    INE = "INE"
    FULL_NAME = "nom et prénom"
    LAST_NAME = "nom"
    FIRST_NAME = "prénom"
    SEX = "sexe"
    BIRTH_DATE = "date de naissance"
    CLASS = "classe"
    CITY_CODE = "code commune de naissance"
    CITY = "commune de naissance"
    DEPARTMENT = "département de naissance"
    COUNTRY = "pays de naissance"
    STATUS = "statut"
    MEF = "code MEF"


# The most telling first: where a file has several of them, the first serves. « Identifiant élève »
# is left out: it is the software's own number, not the INE.
_ALIASES: Final = {
    Column.INE: (
        "ine",
        "identifiant national eleve",
        "identifiant national",
        "numero ine",
        "n° ine",
        "no ine",
        "code ine",
        "numero national",
        "numero national d identification",
        "id national",
        "identifiant unique",
    ),
    Column.FULL_NAME: (
        "nom et prenom",
        "nom, prenom",
        "nom prenom",
        "nom et prenom de l eleve",
        "nom prenom de l eleve",
        "nom et prenom eleve",
        "nom prenom eleve",
        "noms et prenoms",
        "nom complet",
        "eleve",
        "eleves",
    ),
    Column.LAST_NAME: (
        "nom de famille",
        "nom de naissance",
        "nom de famille de l eleve",
        "nom de famille eleve",
        "nom eleve",
        "nom de l eleve",
        "nom",
    ),
    Column.FIRST_NAME: (
        "premier prenom",
        "prenom 1",
        "prenom1",
        "prenom eleve",
        "prenom de l eleve",
        "prenom",
        "prenoms",
    ),
    Column.SEX: ("sexe", "code sexe", "genre"),
    Column.BIRTH_DATE: (
        "date de naissance",
        "date naissance",
        "date de naiss",
        "date naiss",
        "ne(e) le",
        "ne le",
        "nee le",
        "naissance",
        "ddn",
    ),
    Column.CLASS: (
        "division",
        "libelle classe",
        "libelle de la classe",
        "nom de la classe",
        "nom classe",
        "code classe",
        "code division",
        "libelle division",
        "classe",
        "classes",
    ),
    Column.CITY_CODE: (
        "code commune naissance",
        "code commune de naissance",
        "code insee commune de naissance",
        "code insee de naissance",
        "code insee naissance",
    ),
    Column.CITY: (
        "libelle commune naissance",
        "libelle commune de naissance",
        "commune de naissance",
        "commune naissance",
        "ville de naissance",
        "ville naissance",
        "lieu de naissance",
        "lieu naissance",
    ),
    Column.DEPARTMENT: (
        "departement de naissance",
        "departement naissance",
        "code departement naissance",
        "code departement de naissance",
    ),
    Column.COUNTRY: (
        "pays de naissance",
        "pays naissance",
        "code pays naissance",
        "code pays de naissance",
    ),
    Column.STATUS: ("statut",),
    Column.MEF: ("code mef",),
}
_MEANINGS: Final = {
    alias: (column, rank)
    for column, aliases in _ALIASES.items()
    for rank, alias in enumerate(aliases)
}
# No heading is longer: folding a whole file's cells takes time.
_LONGEST: Final = 100
_EXPLANATION: Final = re.compile(r"\s*\([^()]*\)\s*$")


def heading(cell: str) -> str:
    """A heading as it is compared."""
    plain = fold(cell.replace("*", " ").rstrip(" :."))
    return plain if plain in _MEANINGS else _EXPLANATION.sub("", plain)


def known(cells: Sequence[str]) -> dict[Column, int]:
    """Which columns a line names, and where each stands.

    Args:
        cells: of one line, as written.
    """
    found: dict[Column, tuple[int, int]] = {}
    for position, cell in enumerate(cells):
        meaning = _MEANINGS.get(heading(cell)) if 0 < len(cell) <= _LONGEST else None
        if meaning:
            column, rank = meaning
            if column not in found or rank < found[column][0]:
                found[column] = (rank, position)
    return {column: position for column, (_rank, position) in found.items()}


def twice(cells: Sequence[str]) -> str:
    """The first known heading that a line has twice; empty when none."""
    seen: set[str] = set()
    for cell in cells:
        plain = heading(cell)
        if plain in seen and plain in _MEANINGS:
            return cell
        seen.add(plain)
    return ""
