"""Cleaning of text that comes from outside: nothing in it may act on a terminal."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

# Printable characters up to U+02FF: all of them composed, none of them a mark or a control. Nearly
# every name of a French school is made of these alone.
_PLAIN: Final = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u02ff]*")
# Nothing to see, yet no control either: fillers, variation selectors (they change how wide a glyph
# is drawn), the braille blank.
_INVISIBLE: Final = re.compile(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    r"\U000e0100-\U000e01ef]+"
)
_BREAKING_BLANKS: Final = re.compile(r"[^\S\u00a0\u202f]+")
_LOST: Final = "\ufffd"
# By Unicode category: C0 and C1 controls and format characters (bidi, zero width, BOM, tags) act
# or hide, and go (hazards F6); what means nothing here (surrogates of undecodable bytes, private
# use, unassigned: their width is anyone's guess) is shown as lost, not silently left out.
_REPLACED: Final = {"Cc": "", "Cf": "", "Cs": _LOST, "Co": _LOST, "Cn": _LOST}
_UNTYPABLE: Final = frozenset({*_REPLACED, "Zl", "Zp"})
_MARKS: Final = frozenset({"Mn", "Me"})
# Vietnamese stacks two marks on a letter; more than three is an attack on the lines around.
_MOST_MARKS: Final = 3


def clean(value: str) -> str:
    """Text safe to show on one line of a terminal.

    Drops control, bidi and invisible characters, composes accents (NFC), leaves at most three
    marks on a letter and none on a blank, makes each run of blanks or line ends one blank and
    strips the ends. What cannot be shown at all becomes U+FFFD. Idempotent.

    Args:
        value: any text, of any length; it is not cut.

    Returns:
        Printable text on one line; may be empty.
    """
    return " ".join(_printable(value).split())


def harmless(value: str) -> str:
    """A whole sentence made safe as :func:`clean` does, its French no-break blanks kept.

    Values are cleaned; sentences are made of cleaned values and of typography, in which U+00A0
    and U+202F are meant.
    """
    return _BREAKING_BLANKS.sub(" ", _printable(value)).strip(" ")


def typable(value: str) -> str:
    """What of a text a keyboard can type on one line; its blanks stay as they are.

    For paths: « Liste  3A.csv » has two blanks, or is another file.
    """
    return "".join(char for char in value if unicodedata.category(char) not in _UNTYPABLE)


def _printable(value: str) -> str:
    if _PLAIN.fullmatch(value):
        return value
    spaced = _INVISIBLE.sub("", _BREAKING_BLANKS.sub(" ", value))
    shown = "".join(_REPLACED.get(unicodedata.category(char), char) for char in spaced)
    return "".join(_unstacked(unicodedata.normalize("NFC", shown)))


def _unstacked(value: str) -> Iterator[str]:
    """Leave out the marks beyond the third on one letter, and any on a blank or on nothing."""
    marks = _MOST_MARKS
    for char in value:
        if unicodedata.category(char) in _MARKS:
            marks += 1
        else:
            marks = _MOST_MARKS if char.isspace() else 0
        if marks <= _MOST_MARKS:
            yield char
