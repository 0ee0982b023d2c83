"""A zip that somebody sent: what is looked at before a byte of it is trusted.

Sizes are checked as declared, and again as counted while reading.
"""

from __future__ import annotations

import contextlib
import errno
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from certui import errors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from certui.rosters.guard import Source

_ENTRIES: Final = 200
# Two hundred entries' names and comments fit many times over; reading more is only a way to fill
# the memory before the entries are counted.
_DIRECTORY: Final = 1_000_000
_RATIO: Final = 100
_RATIO_FROM: Final = 1_000_000
_ENCRYPTED: Final = 0x1
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_END: Final = struct.Struct("<4s4H2LH")
_END_MARK: Final = b"PK\x05\x06"
_LONGEST_COMMENT: Final = 65_535
# The 64-bit form, which some tools write whatever the size: where its record stands, and from that
# record how many entries there are and how large the directory is.
_LOCATOR: Final = struct.Struct("<4sLQL")
_LOCATOR_MARK: Final = b"PK\x06\x07"
_END_64: Final = struct.Struct("<4sQ2H2L4Q")
_END_64_MARK: Final = b"PK\x06\x06"
# All that zipfile raises on bytes that are no sound archive.
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)

DAMAGED: Final = "damaged"
UNUSUAL: Final = "unusual"
ENCRYPTED: Final = "encrypted"
METHOD: Final = "method"
MANY: Final = "many"
NESTED: Final = "nested"
RATIO: Final = "ratio"


class Member:
    """One file of an archive, counted while it is read.

    Attributes:
        size: bytes once unfolded, as declared.
    """

    def __init__(
        self, path: Path, archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int
    ) -> None:
        self.size = info.file_size
        self._path = path
        self._limit = limit
        self._folded = info.compress_size
        self._seen = 0
        with _damage_told(path):
            self._file = archive.open(info)

    def read(self, size: int = -1) -> bytes:
        """The next bytes; empty at the end.

        Raises:
            BadArchive: damaged (the checksum too), or unfolding out of proportion.
            FileTooLarge: more than allowed.
        """
        with _damage_told(self._path):
            data = self._file.read(self._limit - self._seen + 1 if size < 0 else size)
        self._seen += len(data)
        _check_size(self._path, self._seen, self._folded, self._limit)
        return data

    def drain(self) -> None:
        """Read to the end, so that a wrong checksum is told rather than what it broke.

        Raises:
            BadArchive: damaged.
        """
        while self.read(1 << 16):
            pass


class Archive:
    """A zip with its directory checked.

    Args:
        source: the open file.
        limit: how many bytes all of it may unfold to.

    Raises:
        BadArchive: damaged, encrypted, with too many files or out of proportion.
        FileTooLarge: it declares too much.
    """

    def __init__(self, source: Source, limit: int) -> None:
        self._path = source.path
        self._limit = limit
        _check_directory(source)
        with _damage_told(source.path):
            self._zip = zipfile.ZipFile(source.file)
        self.infos = {info.filename: info for info in self._zip.infolist()}
        if len(self._zip.infolist()) > _ENTRIES:
            raise errors.BadArchive(path=source.path, reason=MANY)
        self._declared = sum(info.file_size for info in self.infos.values())
        _check_size(source.path, self._declared, None, limit)
        for info in self.infos.values():
            if info.flag_bits & _ENCRYPTED:
                raise errors.BadArchive(path=source.path, reason=ENCRYPTED)
            if info.compress_type not in _METHODS:
                raise errors.BadArchive(path=source.path, reason=METHOD)
            _check_size(source.path, info.file_size, info.compress_size, limit)

    def limit(self, most: int) -> None:
        """Lower what it may unfold to, once its kind is known.

        Raises:
            FileTooLarge: it declares more.
        """
        self._limit = most
        _check_size(self._path, self._declared, None, most)

    def open(self, name: str) -> Member:
        """One of its files.

        Args:
            name: a key of ``infos``.
        """
        return Member(self._path, self._zip, self.infos[name], self._limit)

    def names(self) -> list[str]:
        """What somebody put into it, in its order: no folders, nor what macOS adds."""
        return [name for name in self.infos if not name.endswith("/") and not _is_hidden(name)]


@contextlib.contextmanager
def _damage_told(path: Path) -> Iterator[None]:
    """Whatever zipfile raises on a damaged archive, as one refusal."""
    try:
        yield
    except _DAMAGE as error:
        raise errors.BadArchive(path=path, reason=DAMAGED) from error
    except OSError as error:
        # A place before the file's beginning; anything else is the disk's fault, not the file's.
        if error.errno != errno.EINVAL:
            raise
        raise errors.BadArchive(path=path, reason=DAMAGED) from error


def _is_hidden(name: str) -> bool:
    parts = name.split("/")
    return parts[0] == "__MACOSX" or any(part.startswith(".") for part in parts)


def _check_size(path: Path, size: int, folded: int | None, limit: int) -> None:
    if size > limit:
        raise errors.FileTooLarge(path=path, limit=limit)
    if folded is not None and size > _RATIO_FROM and size > folded * _RATIO:
        raise errors.BadArchive(path=path, reason=RATIO)


def _check_directory(source: Source) -> None:
    """Look at the size of the directory before zipfile reads it whole into memory."""
    start = max(0, source.size - _END.size - _LONGEST_COMMENT - _LOCATOR.size)
    source.file.seek(start)
    tail = source.file.read(source.size - start)
    position = tail.rfind(_END_MARK)
    if position < 0 or len(tail) - position < _END.size:
        raise errors.BadArchive(path=source.path, reason=DAMAGED)
    _, _, _, _, count, size, _, _ = _END.unpack_from(tail, position)
    before = position - _LOCATOR.size
    if before >= 0 and tail.startswith(_LOCATOR_MARK, before):
        _, _, place, _ = _LOCATOR.unpack_from(tail, before)
        count, size = _directory_64(source, place)
    if count > _ENTRIES or size > _DIRECTORY:
        raise errors.BadArchive(path=source.path, reason=MANY)


def _directory_64(source: Source, place: int) -> tuple[int, int]:
    """How many entries, and how large a directory, the 64-bit record at a place tells."""
    if place > source.size - _END_64.size:
        raise errors.BadArchive(path=source.path, reason=DAMAGED)
    source.file.seek(place)
    record = source.file.read(_END_64.size)
    if not record.startswith(_END_64_MARK):
        raise errors.BadArchive(path=source.path, reason=DAMAGED)
    _, _, _, _, _, _, _, count, size, _ = _END_64.unpack(record)
    return count, size
