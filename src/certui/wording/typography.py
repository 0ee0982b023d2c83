"""French typography: plurals, figures, dates, quotation marks.

U+202F before ``; ! ?`` and inside « », U+00A0 before ``:``, the curly apostrophe; 0 and 1 are
singular; U+202F groups thousands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.domain.text import clean

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

NARROW: Final = "\u202f"
NO_BREAK: Final = "\u00a0"
# As CLDR has them, to the point; held against Babel by the tests. The list of sessions does not
# wait for Babel, which takes 25 ms to load.
_WEEKDAYS: Final = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche")
_SHORT_WEEKDAYS: Final = ("Lun.", "Mar.", "Mer.", "Jeu.", "Ven.", "Sam.", "Dim.")
_MONTHS: Final = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin",
    "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip


def number(value: int) -> str:
    """A whole number with its thousands grouped: ``1 284``."""
    return f"{value:,}".replace(",", NARROW)


def plural(count: int, one: str, many: str) -> str:
    """A counted noun; 0 and 1 are singular in French.

    Args:
        count: zero or more.
        one: the words that follow 0 and 1.
        many: the words that follow 2 and more.
    """
    return f"{number(count)} {one if abs(count) < 2 else many}"  # noqa: PLR2004 - French grammar


def quoted(value: object) -> str:
    """Text from outside, cleaned, cut to 60 characters, in French quotation marks."""
    text = clean(str(value))
    shown = text if len(text) <= 60 else text[:59] + "…"  # noqa: PLR2004 - one line of a terminal
    return f"«{NARROW}{shown}{NARROW}»"


def capital(text: str) -> str:
    """A sentence's first letter in capitals, the rest as it is."""
    return text[:1].upper() + text[1:]


def long_date(value: dt.date) -> str:
    """``Lundi 14 févr. 2027`` (CLDR)."""
    return _date(_WEEKDAYS, value)


def short_date(value: dt.date) -> str:
    """``Lun. 14 févr. 2027`` (CLDR)."""
    return _date(_SHORT_WEEKDAYS, value)


def _date(weekdays: Sequence[str], value: dt.date) -> str:
    return f"{weekdays[value.weekday()]} {value.day} {_MONTHS[value.month - 1]} {value.year}"


def numeric_date(value: dt.date) -> str:
    """``20/05/2011``."""
    return f"{value.day:02}/{value.month:02}/{value.year:04}"


def hour(value: dt.time) -> str:
    """``15:30``."""
    return f"{value.hour:02}:{value.minute:02}"
