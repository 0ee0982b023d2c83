"""The compound files of Microsoft's older programs: which streams one has, hence what it is.

Documents, workbooks, messages, and workbooks under a password all begin alike ([MS-CFB]). Only the
entries of the directory are looked for; whoever reads the workbook follows the sectors.
"""

from __future__ import annotations

import struct
from typing import Final

MARK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# An entry is 128 bytes long: a name of 64, its length in bytes with the NUL at its end, its type.
_ENTRY: Final = 128
_NAME: Final = 64
_HEADER: Final = 512
_TYPES: Final = (b"\x01", b"\x02")  # a storage, a stream

# Where its first sector stands in an entry, and how large sectors are in the header.
_START: Final = 116
_SECTOR_SHIFT: Final = 30
_LARGEST_SHIFT: Final = 12
# Of a binary workbook: each record's kind and length, and the kind that follows the first ones when
# the others are encrypted.
_RECORD: Final = struct.Struct("<HH")
_FILEPASS: Final = 0x2F
_FIRST_RECORDS: Final = 4

WORKBOOK: Final = "workbook"
ENCRYPTED: Final = "encrypted"
# Which stream makes which kind of file, the most telling first.
_KINDS: Final = (
    ("EncryptedPackage", ENCRYPTED),
    ("__properties_version1.0", "mail"),
    ("Workbook", WORKBOOK),
    ("Book", WORKBOOK),
    ("WordDocument", "word"),
    ("PowerPoint Document", "slides"),
    ("VisioDocument", "drawing"),
)


def kind(content: bytes) -> str:
    """What a compound file is: a workbook, one under a password, or another kind of document.

    Args:
        content: all of it.

    Returns:
        :data:`WORKBOOK`, :data:`ENCRYPTED`, a word of
        :data:`certui.wording.roster_kinds.FOREIGN_KINDS`, or nothing when it is none of these.
    """
    for name, kind in _KINDS:
        entry = _entry(content, name)
        if entry:
            return ENCRYPTED if kind == WORKBOOK and _is_encrypted(content, entry) else kind
    return ""


def _is_encrypted(content: bytes, entry: bytes) -> bool:
    """Whether the first records of a workbook say that the others are encrypted ([MS-XLS])."""
    (shift,) = struct.unpack_from("<H", content, _SECTOR_SHIFT)
    (sector,) = struct.unpack_from("<L", entry, _START)
    # They stand in its first sector; a record says its kind and its length.
    place = (sector + 1) << min(shift, _LARGEST_SHIFT)
    for _ in range(_FIRST_RECORDS):
        if place + _RECORD.size > len(content):
            return False
        kind, length = _RECORD.unpack_from(content, place)
        if kind == _FILEPASS:
            return True
        place += _RECORD.size + length
    return False


def _entry(content: bytes, name: str) -> bytes:
    """The entry of the directory that has this name; empty when none has."""
    written = name.encode("utf-16-le")
    length = len(written) + 2
    sought = written.ljust(_NAME, b"\0") + length.to_bytes(2, "little")
    place = content.find(sought, _HEADER)
    while place >= 0:
        is_entry = (place - _HEADER) % _ENTRY == 0
        if is_entry and content[place + _NAME + 2 : place + _NAME + 3] in _TYPES:
            return content[place : place + _ENTRY].ljust(_ENTRY, b"\0")
        place = content.find(sought, place + 1)
    return b""
