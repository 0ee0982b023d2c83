"""Days and hours as people type them in French, read by the wall clock of the centre.

``14/02``, ``14 fév 2027``, ``lundi prochain``, ``demain``; ``15h30``, ``1530``, ``midi``. What is
read is shown as one types, so the reading may be generous, but it never guesses: a day that does
not exist, or that is not the weekday it is said to be, is a fault.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from certui.domain.faults import Fault
from certui.domain.search import fold
from certui.domain.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

# The first session of the product was in 2019; nobody plans a lifetime ahead.
FIRST_YEAR: Final = 2019
LAST_YEAR: Final = 2100

_WEEKDAYS: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS: Final = (
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
)
"""The months, in French, folded, the first one first."""
# By what stands between the words once folded: hyphens and apostrophes are blanks.
_FROM_TODAY: Final = {"aujourd hui": 0, "demain": 1, "apres demain": 2}
_CENTURY: Final = 2000
# 29 February comes back after eight years at most, around a century that is no leap year.
_LONGEST_WAIT: Final = 8
_SHORTEST_ABBREVIATION: Final = 3
_POINTS: Final = re.compile(r"[/.,]")
_ISO: Final = re.compile(r"(?P<year>[0-9]{4}) (?P<month>[0-9]{1,2}) (?P<day>[0-9]{1,2})")
_DAY: Final = re.compile(
    r"(?:le )?(?:(?P<weekday>[a-z]+) )?(?:le )?"
    r"(?P<day>[0-9]{1,2})(?:er)? (?P<month>[0-9]{1,2}|[a-z]+)(?: (?P<year>[0-9]{4}|[0-9]{2}))?"
)
_WEEKDAY: Final = re.compile(r"(?P<weekday>[a-z]+)(?P<after> prochain)?")
_HOUR: Final = re.compile(r"(?P<hour>[0-9]{1,2})(?: ?h(?:eures?)? ?(?P<minute>[0-9]{2})?)?")
_HOUR_AND_MINUTE: Final = re.compile(r"(?P<hour>[0-9]{1,2}):?(?P<minute>[0-9]{2})")
_NOON: Final = {"midi": dt.time(12), "midi et demi": dt.time(12, 30)}


# Figures of a year whose century is left out.
_SHORT_YEAR: Final = 2


def read_day(typed: str, today: dt.date) -> dt.date | Fault:
    """The day that somebody means.

    A day without its year, or a weekday, is the next one, today included; ``lundi prochain`` never
    is today. A year of two figures is of this century.

    Args:
        typed: ``2027-02-14``, ``14/02``, ``14/02/27``, ``1er février``, ``lundi 14 févr. 2027``,
            ``lundi``, ``lundi prochain``, ``aujourd’hui``, ``demain``, ``après-demain``; case,
            accents and the signs between figures do not matter.
        today: the day it is at the centre.

    Returns:
        The day, from :data:`FIRST_YEAR` to :data:`LAST_YEAR`, or what is wrong with it.
    """
    text = clean(typed)
    if not text:
        return Fault.MISSING
    if _has_foreign_figures(text):
        return Fault.MALFORMED
    found = _day(" ".join(fold(_POINTS.sub(" ", text)).split()), today)
    if isinstance(found, dt.date) and not FIRST_YEAR <= found.year <= LAST_YEAR:
        return Fault.OUT_OF_RANGE
    return found


def read_hour(typed: str) -> dt.time | Fault:
    """The hour that somebody means.

    Args:
        typed: ``15:30``, ``15h30``, ``15 h 30``, ``1530``, ``15h``, ``15``, ``9h05``, ``midi``.

    Returns:
        The hour, to the minute, or what is wrong with it.
    """
    text = clean(typed)
    if not text:
        return Fault.MISSING
    if _has_foreign_figures(text):
        return Fault.MALFORMED
    text = text.casefold()
    if text in _NOON:
        return _NOON[text]
    parts = _HOUR.fullmatch(text) or _HOUR_AND_MINUTE.fullmatch(text)
    if parts is None:
        return Fault.MALFORMED
    try:
        return dt.time(int(parts["hour"]), int(parts["minute"] or 0))
    except ValueError:
        return Fault.NO_SUCH_HOUR


def _has_foreign_figures(text: str) -> bool:
    """Figures of other scripts, or raised ones: folding would make plain ones of them."""
    return any(char.isnumeric() and not char.isascii() for char in text)


def _day(text: str, today: dt.date) -> dt.date | Fault:
    if text in _FROM_TODAY:
        return today + dt.timedelta(days=_FROM_TODAY[text])
    if parts := _WEEKDAY.fullmatch(text):
        weekday = _position(parts["weekday"], _WEEKDAYS)
        if weekday is None:
            return Fault.MALFORMED
        first = today + dt.timedelta(days=1 if parts["after"] else 0)
        return first + dt.timedelta(days=(weekday - first.weekday()) % len(_WEEKDAYS))
    if parts := _ISO.fullmatch(text):
        return _dated(int(parts["day"]), int(parts["month"]), int(parts["year"]))
    if parts := _DAY.fullmatch(text):
        return _written(parts, today)
    return Fault.MALFORMED


def _written(parts: re.Match[str], today: dt.date) -> dt.date | Fault:
    """A day and a month, perhaps with a weekday before and a year after."""
    month = int(parts["month"]) if parts["month"].isdigit() else _month(parts["month"])
    weekday = parts["weekday"] and _position(parts["weekday"], _WEEKDAYS)
    if month is None or (parts["weekday"] and weekday is None):
        return Fault.MALFORMED
    day = int(parts["day"])
    if year := parts["year"]:
        found = _dated(day, month, int(year) + (_CENTURY if len(year) == _SHORT_YEAR else 0))
    else:
        found = _next(day, month, today)
    if parts["weekday"] and isinstance(found, dt.date) and found.weekday() != weekday:
        return Fault.WRONG_WEEKDAY
    return found


def _next(day: int, month: int, today: dt.date) -> dt.date | Fault:
    """The next such day of any year, today included."""
    for year in range(today.year, today.year + _LONGEST_WAIT + 1):
        found = _dated(day, month, year)
        if isinstance(found, dt.date) and found >= today:
            return found
    return Fault.NO_SUCH_DAY


def _dated(day: int, month: int, year: int) -> dt.date | Fault:
    if year < dt.MINYEAR:
        return Fault.OUT_OF_RANGE
    try:
        return dt.date(year, month, day)
    except ValueError:
        return Fault.NO_SUCH_DAY


def _month(word: str) -> int | None:
    position = _position(word, MONTHS)
    return None if position is None else position + 1


def _position(word: str, names: Sequence[str]) -> int | None:
    """The one name that a word is, or begins; ``jui`` begins two, and so is none."""
    if word in names:
        return names.index(word)
    found = [at for at, name in enumerate(names) if name.startswith(word)]
    return found[0] if len(found) == 1 and len(word) >= _SHORTEST_ABBREVIATION else None
