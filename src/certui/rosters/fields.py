"""Reading one field as schools write it: dates, sexes, national ids, texts."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from certui.domain.models import FaultKind, RosterFault, Sex
from certui.domain.search import fold
from certui.domain.text import clean

# Longer is no name, place or class (hazards, Files); every real one is far below.
LONGEST: Final = 500
# A file with more faults than this is no roster; listing them all would fill the memory.
MOST_FAULTS: Final = 10_000
# How many different texts are remembered at once.
_REMEMBERED: Final = 20_000
# How much of a wrong value a fault shows.
_SHOWN: Final = 80
# Nobody in school was born before (the product's own bound).
_OLDEST: Final = dt.date(1900, 1, 1)
# Ages, in whole calendar years, that make a two-digit year unambiguous.
_YOUNGEST_AGE: Final = 3
_OLDEST_AGE: Final = 30

# A spreadsheet that thinks of days as instants writes midnight after them.
_FRENCH: Final = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?: 0?0:00(?::00)?)?", re.ASCII)
_FRENCH_SHORT: Final = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{2})", re.ASCII)
_STRICT: Final = re.compile(r"(\d{2})/(\d{2})/(\d{4})", re.ASCII)
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)

_SEXES: Final = {
    "m": Sex.MALE,
    "masculin": Sex.MALE,
    "g": Sex.MALE,
    "garcon": Sex.MALE,
    "h": Sex.MALE,
    "homme": Sex.MALE,
    "1": Sex.MALE,
    "f": Sex.FEMALE,
    "feminin": Sex.FEMALE,
    "fille": Sex.FEMALE,
    "femme": Sex.FEMALE,
    "2": Sex.FEMALE,
}


class Cleaned(dict[str, str]):
    """Cleaned texts by raw text: a roster repeats its classes, towns and first names."""

    def __missing__(self, raw: str) -> str:
        """Clean a text met for the first time; what is too long to be one is not remembered."""
        value = clean(raw)
        if len(raw) <= LONGEST:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[raw] = value
        return value


def ine(raw: str) -> str:
    """A national pupil id, in capitals and without blanks."""
    return clean(raw).replace(" ", "").upper()


def sex(raw: str) -> Sex | None:
    """A sex as M/F, G/F, Masculin/Féminin, 1/2; None when it is none of these."""
    return _SEXES.get(fold(raw))


def strict_date(raw: str, today: dt.date) -> dt.date | None:
    """A birth date written JJ/MM/AAAA, as SIECLE has it; None when it is no such day."""
    found = _STRICT.fullmatch(raw)
    return _day(found[3], found[2], found[1], today) if found else None


def date(raw: str, today: dt.date) -> dt.date | None:
    """A birth date in any form that school software writes.

    JJ/MM/AAAA, JJ/MM/AA, AAAA-MM-JJ, AAAAMMJJ; ``/``, ``.`` and ``-`` separate alike. A year of
    two digits is the one in which a person of 3 to 30 years was born; when there is none, the date
    is refused rather than guessed.

    Args:
        raw: as written, without blanks at its ends.
        today: years of two digits are read against it, and nobody is born after it.

    Returns:
        The day; None when it does not exist, lies in the future or before 1900.
    """
    if found := _FRENCH.fullmatch(raw):
        return _day(found[3], found[2], found[1], today)
    if (found := _ISO.fullmatch(raw)) or (found := _COMPACT.fullmatch(raw)):
        return _day(found[1], found[2], found[3], today)
    if found := _FRENCH_SHORT.fullmatch(raw):
        for year in range(today.year - _YOUNGEST_AGE, today.year - _OLDEST_AGE - 1, -1):
            if year % 100 == int(found[3]):
                return _day(str(year), found[2], found[1], today)
    return None


def fault(kind: FaultKind, field: str, **details: str | int) -> RosterFault:
    """A fault whose texts are cleaned and cut.

    Args:
        kind: what is wrong.
        field: which field, in French.
        **details: ``ine``, ``line``, ``found``, ``expected``.
    """
    found = clean(str(details.get("found", "")))
    return RosterFault(
        kind=kind,
        field=field,
        ine=clean(str(details.get("ine", "")))[:_SHOWN],
        line=int(details.get("line", 0)),
        found=found if len(found) <= _SHOWN else found[: _SHOWN - 1] + "…",
        expected=str(details.get("expected", "")),
    )


def _day(year: str, month: str, day: str, today: dt.date) -> dt.date | None:
    try:
        value = dt.date(int(year), int(month), int(day))
    except ValueError:  # no such day: 31/02/2011, 00/00/0000
        return None
    return value if _OLDEST < value <= today else None
