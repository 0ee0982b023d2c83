"""Cleaning of text that comes from outside: nothing in it may act on a terminal."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# C0 and C1 controls, bidi controls, zero-width and other invisible format characters (category Cc
# and Cf), line and paragraph separators, surrogates and private use: hazards F6.
_DROPPED_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_BLANKS: Final = re.compile(r"\s+")
# More than three stacked marks on a letter are an attack on the lines above and below, not a name.
_STACKED_MARKS: Final = re.compile(
    r"([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{3})"
    r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)


def clean(value: str) -> str:
    """Text safe to show on one line of a terminal.

    Drops control, bidi and zero-width characters, makes each run of blanks one blank, strips the
    ends and composes accents (NFC). Idempotent.

    Args:
        value: any text.

    Returns:
        Cleaned text, never longer in meaning than ``value``; may be empty.
    """
    if value.isascii() and value.isprintable() and "  " not in value:
        return value.strip()
    blanked = _BLANKS.sub(" ", value)
    kept = "".join(
        char for char in blanked if unicodedata.category(char) not in _DROPPED_CATEGORIES
    )
    composed = unicodedata.normalize("NFC", _STACKED_MARKS.sub(r"\1", kept))
    return _BLANKS.sub(" ", composed).strip()


_OTHER_BLANKS: Final = re.compile(r"[^\S\u00a0\u202f]+")


def harmless(value: str) -> str:
    """A whole sentence safe to show on one line, its French no-break blanks kept.

    What :func:`clean` drops is dropped, but U+00A0 and U+202F stay: sentences are made of cleaned
    values and typography, values are made of words. Idempotent.

    Args:
        value: any text.

    Returns:
        Text that acts on no terminal; may be empty.
    """
    if value.isascii() and value.isprintable() and "  " not in value:
        return value.strip(" ")
    blanked = _OTHER_BLANKS.sub(" ", value)
    kept = "".join(
        char for char in blanked if unicodedata.category(char) not in _DROPPED_CATEGORIES
    )
    composed = unicodedata.normalize("NFC", _STACKED_MARKS.sub(r"\1", kept))
    return _OTHER_BLANKS.sub(" ", composed).strip(" ")
