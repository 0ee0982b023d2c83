"""The compound files of Microsoft's older programs: which streams one has, hence what it is.

Documents, workbooks, messages, and workbooks under a password all begin alike ([MS-CFB]). Only the
entries of the directory are looked for; whoever reads the workbook follows the sectors.
"""

from __future__ import annotations

from typing import Final

MARK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# An entry is 128 bytes long: a name of 64, its length in bytes with the NUL at its end, its type.
_ENTRY: Final = 128
_NAME: Final = 64
_HEADER: Final = 512
_TYPES: Final = (b"\x01", b"\x02")  # a storage, a stream

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
    return next((kind for name, kind in _KINDS if _has(content, name)), "")


def _has(content: bytes, name: str) -> bool:
    """Whether an entry of the directory has this name."""
    written = name.encode("utf-16-le")
    length = len(written) + 2
    sought = written.ljust(_NAME, b"\0") + length.to_bytes(2, "little")
    place = content.find(sought, _HEADER)
    while place >= 0:
        is_entry = (place - _HEADER) % _ENTRY == 0
        if is_entry and content[place + _NAME + 2 : place + _NAME + 3] in _TYPES:
            return True
        place = content.find(sought, place + 1)
    return False
