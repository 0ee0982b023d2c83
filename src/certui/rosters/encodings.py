"""Which encoding a file is in: by BOM, by what it declares, else strict UTF-8, else its letters.

Statistical detectors got 238 of 240 French rosters wrong (hazards D10): none is used. What French
names hold tells Windows-1252 from what old programs write (:mod:`certui.rosters.letters`).
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from certui import errors
from certui.rosters import letters

if TYPE_CHECKING:
    from pathlib import Path


# Bytes of two letters of two bytes.
_TWO_LETTERS: Final = 4


class Encoding(NamedTuple):
    """An encoding.

    Attributes:
        codec: Python's name for it, which drops a BOM.
        shown: as people know it.
        single: one byte a character, so that any bytes decode to something.
    """

    codec: str
    shown: str
    single: bool = False


UTF8: Final = Encoding("utf-8-sig", "UTF-8")
UTF16: Final = Encoding("utf-16", "UTF-16")
UTF16_LE: Final = Encoding("utf-16-le", "UTF-16")
UTF16_BE: Final = Encoding("utf-16-be", "UTF-16")
CP1252: Final = Encoding("cp1252", "Windows-1252", single=True)
LATIN9: Final = Encoding("iso8859-15", "ISO-8859-15", single=True)
MACROMAN: Final = Encoding("mac_roman", "MacRoman", single=True)
# The letters of code page 437 stand at the same places.
DOS: Final = Encoding("cp850", "DOS (CP850)", single=True)
_SINGLE: Final = {one.codec: one for one in (CP1252, LATIN9, MACROMAN, DOS)}

# What Python's codecs answer for the names that school software declares.
_DECLARED: Final = {
    "utf-8": UTF8,
    "ascii": UTF8,
    "cp1252": CP1252,
    # What calls itself ISO-8859-1 is in practice Windows-1252, which has œ where the former has
    # control characters that no name contains.
    "iso8859-1": CP1252,
    "iso8859-15": LATIN9,
}
_UTF32: Final = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_XML_ENCODING: Final = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._\-]+)["']""")
# é, œ, ’ and the like in UTF-8: in Windows-1252 these bytes would be pairs such as Ã©, Å“, â€™.
_UTF8_LETTER: Final = re.compile(rb"\xc3[\x80-\xbf]|\xc5[\x92\x93]|\xe2\x80[\x98\x99]")
_TWO_SCRIPTS: Final = re.compile(r"[A-Za-z][\u0370-\u07ff]|[\u0370-\u07ff][A-Za-z]")
# Control characters that the ISO encodings have and French does not: the sign of another encoding.
C1: Final = re.compile(r"[\x80-\x9f]")


def by_mark(head: bytes) -> Encoding | None:
    """The encoding that a file's byte order mark tells; None without a mark."""
    if head.startswith(codecs.BOM_UTF8):
        return UTF8
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and head[:4] not in _UTF32:
        return UTF16
    return None


def of_xml(head: bytes, path: Path) -> Encoding:
    """The encoding of an XML file: its mark, else its declaration, else UTF-8.

    Args:
        head: the file's first bytes.
        path: for the refusal.

    Raises:
        BadEncoding: the declaration names none that school files use, or a false one.
    """
    marked = by_mark(head) or _unmarked_utf16(head)
    if marked:
        return marked
    declared = _XML_ENCODING.search(head)
    if declared is None:
        return UTF8
    try:
        encoding = _DECLARED.get(codecs.lookup(declared[1].decode("ascii")).name)
    except LookupError:
        encoding = None
    if encoding is None:
        raise errors.BadEncoding(path=path)
    return encoding


def text_of(content: bytes, path: Path) -> tuple[str, Encoding]:
    """Decode a whole text file.

    Args:
        content: its bytes.
        path: for the refusal.

    Returns:
        The text, without a BOM, and the encoding it was in.

    Raises:
        BadEncoding: in none of the encodings known, or mixing two.
        DoubtfulLetters: a word may be two, by the encoding.
        NulBytes: text does not hold NUL.
    """
    encoding = by_mark(content[:4]) or _unmarked_utf16(content[:4])
    # Without its mark, so that the place of a wrong byte is that in the content.
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        if encoding:
            text = content.decode(encoding.codec)
        else:
            _check_nul(content, path)
            text, encoding = _by_letters(content, path)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise errors.BadEncoding(path=path, line=line) from error
    if "\0" in text:
        raise errors.NulBytes(path=path, line=text.count("\n", 0, text.index("\0")) + 1)
    return text, encoding


def _by_letters(content: bytes, path: Path) -> tuple[str, Encoding]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        # Two files pasted together: the half in UTF-8 would be spoilt without a word.
        if _UTF8_LETTER.search(content):
            raise
        answer = letters.told(content, tuple(_SINGLE))
        if answer is None:
            raise
    else:
        # « LՃtrange » is « L’Étrange » in MacRoman: no name has letters of two scripts in a word.
        answer = letters.told(content, tuple(_SINGLE)) if _TWO_SCRIPTS.search(text) else None
        if answer is None:
            return text, UTF8
    if isinstance(answer, letters.Doubt):
        line = content.count(b"\n", 0, answer.position) + 1
        raise errors.DoubtfulLetters(path=path, line=line, readings=list(answer.readings))
    return content.decode(answer), _SINGLE[answer]


def _check_nul(content: bytes, path: Path) -> None:
    position = content.find(b"\0")
    if position >= 0:
        raise errors.NulBytes(path=path, line=content.count(b"\n", 0, position) + 1)


def _unmarked_utf16(head: bytes) -> Encoding | None:
    """UTF-16 without a mark, told by the NUL beside its first, always ASCII, letter."""
    if len(head) < _TWO_LETTERS or head[:2] == b"\0\0":
        return None
    if head[1] == head[3] == 0 and head[0] and head[2]:
        return UTF16_LE
    if head[0] == head[2] == 0 and head[1] and head[3]:
        return UTF16_BE
    return None
