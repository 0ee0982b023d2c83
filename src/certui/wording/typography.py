"""French typography: plurals, figures, dates, quotation marks.

U+202F before ``; ! ?`` and inside « », U+00A0 before ``:``, the curly apostrophe; 0 and 1 are
singular; U+202F groups thousands; a final vowel is elided before another.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from certui.domain.text import clean
from certui.late import late

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from certui.domain import search
else:
    search = late("certui.domain.search")

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

# A mute h too, as most of those that begin a name here; an aspirate one is in no spelling.
_MUTE: Final = ("a", "e", "i", "o", "u", "h")
# « d’Yves », but « de Yannick »: before a vowel y is a consonant.
_VOWELS: Final = "aeiouy"


# One line of a terminal.
_LONGEST_QUOTED: Final = 60


# French grammar: 0 and 1 are singular.
_SEVERAL: Final = 2


def number(value: int) -> str:
    """A whole number with its thousands grouped: ``1 284``."""
    return f"{value:,}".replace(",", NARROW)


def several(count: int) -> bool:
    """Whether a count calls for the plural: 0 and 1 are singular in French."""
    return abs(count) >= _SEVERAL


def plural(count: int, one: str, many: str) -> str:
    """A counted noun; 0 and 1 are singular in French.

    Args:
        count: zero or more.
        one: the words that follow 0 and 1.
        many: the words that follow 2 and more.
    """
    return f"{number(count)} {many if several(count) else one}"


def elided(word: str, following: str) -> str:
    """A word that ends in a mute vowel, and what follows it: ``d’Apolline``, ``de YANNICK``.

    Figures and what is no letter call for no elision.

    Args:
        word: ``de``, ``que``, ``le``, ``la``…
        following: a name, or any text from outside.
    """
    # Not for the first frame, which reads dates and counts here.

    first = search.fold(following[:2]) if following[:1].isalpha() else ""
    if first.startswith("y"):
        mute = first[1:].isalpha() and first[1] not in _VOWELS
    else:
        mute = first.startswith(_MUTE)
    return f"{word[:-1]}’{following}" if mute else f"{word} {following}"


def quoted(value: object) -> str:
    """Text from outside, cleaned, cut to 60 characters, in French quotation marks.

    Of a path the end is kept: it is what tells it from others.
    """
    text = clean(str(value))
    if len(text) > _LONGEST_QUOTED:
        kept = _LONGEST_QUOTED - 1
        text = f"…{text[-kept:]}" if isinstance(value, PurePath) else f"{text[:kept]}…"
    return f"«{NARROW}{text}{NARROW}»"


def capital(text: str) -> str:
    """A sentence's first letter in capitals, the rest as it is."""
    return text[:1].upper() + text[1:]


def long_date(value: dt.date) -> str:
    """``Lundi 14 févr. 2027`` (CLDR)."""
    return _date(_WEEKDAYS, value)


def short_date(value: dt.date) -> str:
    """``Lun. 14 févr. 2027`` (CLDR)."""
    return _date(_SHORT_WEEKDAYS, value)


def full_date(value: dt.date) -> str:
    """``lundi 14 févr. 2027``: a day inside a sentence."""
    return long_date(value).lower()


def _date(weekdays: Sequence[str], value: dt.date) -> str:
    return f"{weekdays[value.weekday()]} {value.day} {_MONTHS[value.month - 1]} {value.year}"


def numeric_date(value: dt.date) -> str:
    """``20/05/2011``."""
    return f"{value.day:02}/{value.month:02}/{value.year:04}"


def hour(value: dt.time) -> str:
    """``15:30``."""
    return f"{value.hour:02}:{value.minute:02}"
