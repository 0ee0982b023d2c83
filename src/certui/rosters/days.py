"""Birth dates in every form that school software, spreadsheets and people write."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from certui.domain.roster_files import FaultKind
from certui.domain.search import fold

# Nobody in school was born before (the product's own bound).
_OLDEST: Final = dt.date(1900, 1, 1)
# Ages, in whole calendar years, that make a two-digit year unambiguous.
_YOUNGEST_AGE: Final = 3
_OLDEST_AGE: Final = 30
# Spreadsheets count days from here; 1 is 31 December 1899, but for a leap day that 1900 had not.
_EPOCH: Final = dt.date(1899, 12, 30)
# Years of age beyond which a number of five figures is no count of days to a birth.
_OLDEST_COUNT: Final = 100

# An hour says when the software wrote a day down; one with a zone may be that of the day before.
_HOUR: Final = r"(?:(?:\s+|T)\d{1,2}(?::|h)\d{2}(?::\d{2}(?:[.,]\d+)?)?)?"
_FRENCH: Final = re.compile(rf"(\d{{1,2}})([/.\- ])(\d{{1,2}})\2(\d{{4}}){_HOUR}", re.ASCII)
_FRENCH_SHORT: Final = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{2})", re.ASCII)
_STRICT: Final = re.compile(r"(\d{2})/(\d{2})/(\d{4})", re.ASCII)
_ISO: Final = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_HOUR}", re.ASCII)
_MIDNIGHT: Final = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d\d:?\d\d)", re.ASCII
)
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\.0)?", re.ASCII)
# Each with the groups of its year, month and day.
_ORDERS: Final = (
    (_FRENCH, (4, 3, 1)),
    (_ISO, (1, 3, 4)),
    (_COMPACT, (1, 2, 3)),
    (_MIDNIGHT, (1, 2, 3)),
)
_COUNT: Final = re.compile(r"(\d{5})(?:[.,]\d+)?", re.ASCII)
_LETTERS: Final = re.compile(
    rf"(?:[a-z]+\.?,? )?(\d{{1,2}})(?:er)?[ /.]([a-z]+)\.?[ /.,]*(\d{{4}}|\d{{2}}){_HOUR.lower()}",
    re.ASCII,
)
_MONTHS: Final = {
    "janvier": 1, "janv": 1, "jan": 1, "fevrier": 2, "fevr": 2, "fev": 2, "mars": 3, "mar": 3,
    "avril": 4, "avr": 4, "mai": 5, "juin": 6, "jun": 6, "juillet": 7, "juil": 7, "jul": 7,
    "aout": 8, "aou": 8, "septembre": 9, "sept": 9, "sep": 9, "octobre": 10, "oct": 10,
    "novembre": 11, "nov": 11, "decembre": 12, "dec": 12,
}  # fmt: skip


# Figures of a year whose century is left out.
_SHORT_YEAR: Final = 2


def strict(raw: str, today: dt.date) -> dt.date | FaultKind:
    """A birth date written JJ/MM/AAAA, as SIECLE has it; what is wrong when it is no such day."""
    found = _STRICT.fullmatch(raw)
    return _day(found[3], found[2], found[1], today) if found else FaultKind.MALFORMED


def free(raw: str, today: dt.date) -> dt.date | FaultKind:
    """A birth date in any form that school software writes.

    JJ/MM/AAAA, JJ/MM/AA, AAAA-MM-JJ, AAAAMMJJ, with or without an hour; « 12 mai 2012 »; a
    spreadsheet's count of days. A year of two digits is the one in which a person of 3 to 30 years
    was born; when there is none, the date is refused rather than guessed.

    Args:
        raw: as written, without blanks at its ends.
        today: years of two digits are read against it, and nobody is born after it.

    Returns:
        The day; or that it is no date, does not exist, or is yet to come.
    """
    for pattern, (year, month, day) in _ORDERS:
        if found := pattern.fullmatch(raw):
            return _day(found[year], found[month], found[day], today)
    if found := _FRENCH_SHORT.fullmatch(raw):
        return _short(found[3], found[2], found[1], today)
    if found := _COUNT.fullmatch(raw):
        return _counted(int(found[1]), today)
    return _in_letters(raw, today)


def _in_letters(raw: str, today: dt.date) -> dt.date | FaultKind:
    found = _LETTERS.fullmatch(fold(raw))
    month = _MONTHS.get(found[2]) if found else None
    if not found or not month:
        return FaultKind.MALFORMED
    if len(found[3]) == _SHORT_YEAR:
        return _short(found[3], str(month), found[1], today)
    return _day(found[3], str(month), found[1], today)


def _short(year: str, month: str, day: str, today: dt.date) -> dt.date | FaultKind:
    for full in range(today.year - _YOUNGEST_AGE, today.year - _OLDEST_AGE - 1, -1):
        if full % 100 == int(year):
            return _day(str(full), month, day, today)
    return FaultKind.MALFORMED


def _counted(days: int, today: dt.date) -> dt.date | FaultKind:
    born = _EPOCH + dt.timedelta(days=days)
    oldest = today.year - _OLDEST_COUNT
    return born if born <= today and born.year >= oldest else FaultKind.MALFORMED


def _day(year: str, month: str, day: str, today: dt.date) -> dt.date | FaultKind:
    try:
        value = dt.date(int(year), int(month), int(day))
    except ValueError:  # 31/02/2011, 00/00/0000
        return FaultKind.NO_SUCH_DAY
    if value > today:
        return FaultKind.YET_TO_COME
    return value if value > _OLDEST else FaultKind.MALFORMED
