"""Values as French papers print them.

On paper a date is written out and an hour is « 15 h 30 »; the screen's own forms are in
:mod:`certui.wording.typography`, a room beside this one.
"""

from __future__ import annotations

import re
import unicodedata
import zoneinfo
from typing import TYPE_CHECKING, Final

from certui.domain.text import clean
from certui.late import late

if TYPE_CHECKING:
    import datetime as dt

    from babel import dates
else:
    dates = late("babel.dates")

NO_BREAK: Final = "\u00a0"
NARROW: Final = "\u202f"
ELLIPSIS: Final = "…"
# The combining class of what binds a consonant to the next one (Unicode Standard, 12.1).
_VIRAMA: Final = 9
_BEFORE_NARROW: Final = re.compile(r" (?=[;!?»])")
_BEFORE_COLON: Final = re.compile(r" (?=:)")
_AFTER_QUOTE: Final = re.compile(r"(?<=«) ")


def long_day(value: dt.date, *, with_weekday: bool = True) -> str:
    """``lundi 14 février 2027`` (CLDR); the first of a month is ``1er``, as French has it."""
    day = "1er" if value.day == 1 else str(value.day)
    month = dates.format_date(value, "MMMM", locale="fr")
    written = f"{day} {month} {value.year}"
    return f"{dates.format_date(value, 'EEEE', locale='fr')} {written}" if with_weekday else written


def numeric_day(value: dt.date) -> str:
    """``20/05/2011``."""
    return f"{value.day:02}/{value.month:02}/{value.year:04}"


def hour(value: dt.time) -> str:
    """``15 h 30``, unbreakable."""
    return f"{value.hour:02}{NO_BREAK}h{NO_BREAK}{value.minute:02}"


def length(value: dt.timedelta) -> str:
    """``1 h 45``, unbreakable; whole minutes, those begun."""
    minutes = -(-int(value.total_seconds()) // 60)
    return f"{minutes // 60}{NO_BREAK}h{NO_BREAK}{minutes % 60:02}"


def local_hour(instant: dt.datetime, time_zone: str, day: dt.date) -> str:
    """The wall-clock hour of an instant; its day stands before it when it is another day.

    Args:
        instant: aware.
        time_zone: IANA name, the centre's.
        day: the session's day.
    """
    local = instant.astimezone(zoneinfo.ZoneInfo(time_zone))
    clock = hour(local.time())
    return clock if local.date() == day else f"{numeric_day(local.date())[:5]} {clock}"


def percent(value: int | None) -> str:
    """``33 %``, unbreakable; empty for None."""
    return "" if value is None else f"{value}{NO_BREAK}%"


def spaced(value: str) -> str:
    """A person's own words with French blanks: no line begins with ``;``, ``?`` or ``»``."""
    narrow = _BEFORE_NARROW.sub(NARROW, value)
    return _AFTER_QUOTE.sub(NARROW, _BEFORE_COLON.sub(NO_BREAK, narrow))


def cut(value: str, longest: int) -> str:
    """Cleaned text of at most ``longest`` characters, plus an ellipsis when something is lost.

    No letter is cut from its marks.
    """
    text = clean(value)
    if len(text) <= longest:
        return text
    end = longest
    while end and _goes_on(text, end):
        end -= 1
    return text[: end or longest] + ELLIPSIS


def _goes_on(text: str, at: int) -> bool:
    """Whether the character there belongs to the letter before it: a mark, or a bound consonant."""
    return (
        unicodedata.category(text[at])[0] == "M" or unicodedata.combining(text[at - 1]) == _VIRAMA
    )
