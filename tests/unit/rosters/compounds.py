"""A writer of compound files ([MS-CFB], version 3), for tests."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SECTOR = 512
_END = 0xFFFFFFFE
_FREE = 0xFFFFFFFF
_FAT = 0xFFFFFFFD
# Shorter streams stand elsewhere: this writer makes them as long.
_SHORTEST = 4096


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of some streams, each padded to 4,096 bytes.

    Args:
        streams: contents by name; the names of at most 31 letters.
    """
    padded = {name: content.ljust(_SHORTEST, b"\0") for name, content in streams.items()}
    lengths = [-(-len(content) // _SECTOR) for content in padded.values()]
    directory = -(-(len(padded) + 1) * 128 // _SECTOR)
    total = directory + sum(lengths)
    tables = 1
    while tables * (_SECTOR // 4) < total + tables:
        tables += 1
    # First the tables, then the directory, then the streams, each a run of sectors.
    fat = [_FAT] * tables
    starts = []
    for length in (directory, *lengths):
        starts.append(len(fat))
        fat += [*range(len(fat) + 1, len(fat) + length), _END]
    fat += [_FREE] * (tables * (_SECTOR // 4) - len(fat))
    entries = [_entry("Root Entry", 5, _END, 0, child=1 if padded else _FREE)]
    names = list(padded)
    for place, name in enumerate(names, start=1):
        # Each is the next one's left brother: a crooked tree, yet one that all readers walk.
        following = place + 1 if place < len(names) else _FREE
        entries.append(_entry(name, 2, starts[place], len(padded[name]), right=following))
    header = struct.pack(
        "<8s16s5H6s9L",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        bytes(16),
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        bytes(6),
        0,
        tables,
        starts[0],
        0,
        _SHORTEST,
        _END,
        0,
        _END,
        0,
    )
    difat = [*range(tables), *[_FREE] * (109 - tables)]
    body = struct.pack(f"<{len(fat)}L", *fat) + b"".join(entries).ljust(directory * _SECTOR, b"\0")
    for content, length in zip(padded.values(), lengths, strict=True):
        body += content.ljust(length * _SECTOR, b"\0")
    return header + struct.pack("<109L", *difat) + body


def _entry(
    name: str, kind: int, start: int, size: int, *, child: int = _FREE, right: int = _FREE
) -> bytes:
    written = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBLLL16sL8s8sLQ",
        written,
        len(written) + 2,
        kind,
        1,
        _FREE,
        right,
        child,
        bytes(16),
        0,
        bytes(8),
        bytes(8),
        start,
        size,
    )
