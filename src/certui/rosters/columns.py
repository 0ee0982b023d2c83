"""What the headings of school files mean: one table for every format.

Accents, case, apostrophes, blanks, a trailing ``*``, « de l’élève » and an explanation in brackets
do not count; abbreviations are those that SIECLE, PRONOTE, ONDE, Charlemagne, Cyclades and the
lists of schools use.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from certui.domain.search import fold
from certui.rosters.fields import text
from certui.rosters.headings import ALIASES, IDLE, IN_FULL, OTHER, Column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


# The product's list of candidates says « birth » of none of these; elsewhere they are an address.
_CANDIDATES: Final = {
    "code insee": (Column.CITY_CODE, 99),
    "nom commune": (Column.CITY, 99),
    "pays": (Column.COUNTRY, 99),
}
_MEANINGS: Final = {
    alias: (column, rank)
    for column, aliases in ALIASES.items()
    for rank, alias in enumerate(aliases)
}
_NO_MEANING: Final = (None, 0)
# No heading is longer: folding a whole file's cells takes time.
_LONGEST: Final = 100
_ENDINGS: Final = re.compile(r"(?<=\w)\((?:e|s|es|x)\)")
_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_WORDS: Final = re.compile(r"[a-z0-9]+°?|n°")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_EXPLANATION: Final = re.compile(r"\s*\([^()]*\)\s*$")
_BLANKS: Final = re.compile(r"\s+")


def heading(cell: str) -> str:
    """A heading without its dress; « Élèves » and « Nom élève » stay themselves."""
    return _EXPLANATION.sub("", fold(text(cell).replace("*", " ").rstrip(" :.")))


def known(cells: Sequence[str]) -> dict[Column, int]:
    """Which columns a line names, and where the most telling of each stands.

    Args:
        cells: of one line, as written.
    """
    return {column: places[0] for column, places in every(cells).items()}


def every(cells: Sequence[str]) -> dict[Column, list[int]]:
    """Which columns a line names, and where they stand, the most telling first.

    Args:
        cells: of one line, as written.
    """
    keys = [_key(cell) if 0 < len(cell) <= _LONGEST else "" for cell in cells]
    meanings: Mapping[str, tuple[Column, int]] = _MEANINGS
    if _CANDIDATES.keys() <= set(keys):
        meanings = _MEANINGS | _CANDIDATES
    found: dict[Column, list[tuple[int, int]]] = {}
    for position, key in enumerate(keys):
        if key in meanings:
            column, rank = meanings[key]
            found.setdefault(column, []).append((rank, position))
    return {
        column: [position for _rank, position in sorted(places)] for column, places in found.items()
    }


def is_candidates(cells: Sequence[str]) -> bool:
    """Whether these headings are those of the product's list of candidates."""
    return _CANDIDATES.keys() <= {_key(cell) for cell in cells}


def twice(cells: Sequence[str]) -> str:
    """The first known heading that a line has twice; empty when none.

    That of a name in use may be: nothing depends on it, and the first one is the pupil's. Two that
    differ in their blanks only are one column written for two programs.
    """
    seen: dict[str, str] = {}
    for cell in cells:
        column, _ = _MEANINGS.get(_key(cell) if 0 < len(cell) <= _LONGEST else "", _NO_MEANING)
        if column in {None, Column.USAGE_NAME}:
            continue
        # Of two years, which one is meant cannot be known.
        plain = _key(cell) if _YEAR.search(cell) else heading(cell)
        first = seen.setdefault(plain, cell)
        blanks_only = first != cell and _BLANKS.sub("", first) == _BLANKS.sub("", cell)
        if plain in seen and first is not cell and not blanks_only:
            return cell
    return ""


def _key(cell: str) -> str:
    """A heading as it is looked up; empty when it says nothing."""
    plain = _ENDINGS.sub("", fold(text(cell).replace("*", " ")))
    whole = _words(plain)
    if whole in _MEANINGS or "(" not in plain:
        return whole
    if any(
        OTHER & {_words(inside), *_words(inside).split()} for inside in _BRACKETS.findall(plain)
    ):
        return whole
    return _words(_BRACKETS.sub(" ", plain))


def _words(plain: str) -> str:
    words = [IN_FULL.get(word, word) for word in _WORDS.findall(plain)]
    words = [word for word in words if not _YEAR.fullmatch(word)]
    telling = [word for word in words if word not in IDLE]
    return " ".join(telling or words)
