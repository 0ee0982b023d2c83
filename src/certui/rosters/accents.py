"""Letters that were spoilt before the file was written: encoded twice, or lost.

« NoÃ©mie » is « Noémie » in UTF-8, read by a program as if it were in another encoding and written
again: what the pairs stand for is certain, and no name holds them. What became « ? » or U+FFFD is
lost.
"""

from __future__ import annotations

import functools
import re
import string
from typing import Final

# By what else UTF-8 is taken for; where a codec has no letter for a byte, ISO-8859-1 has a control.
_CODECS: Final = ("cp1252", "iso8859-1", "mac_roman", "cp850")
# The bytes that begin é, œ, ’, – and the like in UTF-8, and those that go on. In the last codec
# they begin with letters that capitals may hold: « ÔÇ ».
_LEADS: Final = (0xC2, 0xC3, 0xC4, 0xC5)
_LONG_LEAD: Final = 0xE2
_REST: Final = range(0x80, 0xC0)
# Letters encoded twice are decoded twice, and « ÃƒÂ© » has been met.
_TIMES: Final = 3


def _letter(codec: str, byte: int) -> str:
    return bytes([byte]).decode(codec, errors="ignore") or chr(byte)


def _spoilt(codec: str) -> tuple[re.Pattern[str], dict[int, int]]:
    """What a codec makes of UTF-8, and the bytes behind its letters."""
    rest = "".join(re.escape(_letter(codec, byte)) for byte in _REST)
    leads = "".join(re.escape(_letter(codec, byte)) for byte in _LEADS)
    long = "" if codec == "cp850" else f"|{re.escape(_letter(codec, _LONG_LEAD))}[{rest}]{{2}}"
    letters = {ord(_letter(codec, byte)): byte for byte in range(0x80, 0x100)}
    return re.compile(f"[{leads}][{rest}]{long}"), letters


_SPOILT: Final = {codec: _spoilt(codec) for codec in _CODECS}
# What é and its like begin with in two codecs, and nothing else has: these are tried first there,
# before two letters of theirs are taken for one of another's.
_TELLS: Final = {"√": "mac_roman", "├": "cp850"}
# What UTF-8 letters begin with in one of these codecs: most texts have none.
_SIGNS: Final = re.compile(
    "[" + "".join(_letter(codec, byte) for codec in _CODECS for byte in (*_LEADS, 0xE2)) + "]"
)
# What they may stand for: what Windows-1252 has, and the other letters of the Latin script.
_MEANT: Final = re.compile(
    r"[\u00a0-\u017f\u0192\u02c6\u02dc\u2010-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
_SMALL: Final = frozenset(string.ascii_lowercase)
# In ISO-8859-15 other letters stand behind these; which is meant, what stands before them tells.
_LATIN9: Final = {"Ã€": "ä", "ÃŠ": "æ", "Ãš": "è", "ÃŽ": "ô", "Ãž": "ø", "ÃŒ": "ü", "Ãœ": "ý"}
# « Ä » may stand before these letters in capitals.
_IN_CAPITALS: Final = re.compile(r"Ä[ŒŸŽŠœžš’‘]")
# Signs that stand in no name, and are what is left of its letters.
_REMAINS: Final = re.compile(
    r"[?\ufffd\u00a1-\u00a9\u00ac\u00ae\u00af\u00b1-\u00b3\u00b6\u00b8\u00b9\u00bc-\u00bf\u0192"
    r"\u2020-\u2022\u2030\u2039\u203a\u20ac\u2122\u221a\u2248\u2260\u2500-\u259f\u25ca]"
    r"|(?<=[a-z])[\u00c2\u00c3](?=\s|$)|ÔÇ[^\s\w]|ÔÇ[ÖÿôöÉ]"
)
# U+0085 ends a line, U+009B begins what acts on a terminal, and is a French letter in none of them.
_CONTROLS: Final = re.compile(r"[\x80-\x84\x86-\x9a\x9c-\x9f]")
_LOST_INSIDE: Final = re.compile(r"\ufffd|(?<=[^\W\d_])\?|\?(?=[^\W\d_])")


def mended(raw: str) -> str:
    """A text whose letters were encoded twice, or three times, as it was meant; else as it is.

    A control of C1 is no letter, yet one stood there: the text was read in ISO-8859-1, which has
    none for these bytes, and was in Windows-1252, MacRoman or an encoding of MS-DOS. Which, nothing
    tells; it becomes U+FFFD, and is told as lost.
    """
    value = raw
    for _ in range(_TIMES):
        if value.isascii() or not _SIGNS.search(value):
            break
        again = value
        first = [codec for sign, codec in _TELLS.items() if sign in value]
        for codec in (*first, *_CODECS):
            pattern, letters = _SPOILT[codec]
            again = pattern.sub(functools.partial(_once, letters), again)
        if again == value:
            break
        value = again
    return value if value.isascii() else _CONTROLS.sub("\ufffd", value)


def _once(letters: dict[int, int], found: re.Match[str]) -> str:
    pair, text = found[0], found.string
    before, after = text[: found.start()][-1:], text[found.end() :][:1]
    small = before in _SMALL or (before.isalpha() and after in _SMALL)
    if small and pair in _LATIN9:
        return _LATIN9[pair]
    if not small and _IN_CAPITALS.fullmatch(pair):
        return pair
    try:
        meant = bytes(letters[ord(letter)] for letter in pair).decode()
    except UnicodeDecodeError:
        return pair
    return meant if _MEANT.fullmatch(meant) else pair


def lost_in_name(name: str) -> bool:
    """Whether letters of a person's name are lost."""
    return "?" in name or (not name.isascii() and _REMAINS.search(name) is not None)


def lost(value: str) -> bool:
    """Whether letters of a class or a place are lost."""
    return ("\ufffd" in value or "?" in value) and _LOST_INSIDE.search(value) is not None
