"""Opening a file that somebody named: it must be a plain file, readable, and stay as it is."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final

from certui import errors
from certui.files.paths import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MEGABYTE: Final = 1_000_000
# Tables are held whole while they are read (hazards, Files).
TABLE_LIMIT: Final = 10 * MEGABYTE
# SIECLE is streamed: 100,000 pupils with all that a real file says of them fit.
XML_LIMIT: Final = 300 * MEGABYTE
# What a format is recognised by.
_HEAD: Final = 4096
_PIECE: Final = 1 << 20

_MISSING: Final = frozenset({errno.ENOENT, errno.ENOTDIR})
# What opening a socket, or a FIFO or device that nobody serves, answers.
_SPECIAL: Final = frozenset({errno.ENXIO, errno.ENODEV, errno.EISDIR})
_REASONS: Final = {
    errno.EACCES: "forbidden",
    errno.EPERM: "forbidden",
    errno.ELOOP: "loop",
    errno.ENAMETOOLONG: "name",
    # A drive that was pulled out, a share that no longer answers.
    **dict.fromkeys(
        (errno.EIO, errno.ESTALE, errno.ENOTCONN, errno.ETIMEDOUT, errno.EHOSTDOWN, errno.ENXIO),
        "device",
    ),
}


@dataclass(frozen=True, slots=True)
class Source:
    """An open plain file.

    Attributes:
        path: as the person named it.
        file: positioned at its start, unbuffered position shared by all readers.
        size: bytes.
        progress: told the fraction done, 0.0 to 1.0.
    """

    path: Path
    file: BinaryIO
    size: int
    progress: Callable[[float], None]

    def head(self) -> bytes:
        """The first bytes, by which a format is recognised."""
        self.file.seek(0)
        head = self.file.read(_HEAD)
        self.file.seek(0)
        return head

    def rewound(self) -> BinaryIO:
        """The file at its start, for another process, which shares its position but no buffer."""
        # From its end, since the buffer would only move within itself.
        self.file.seek(0, os.SEEK_END)
        self.file.seek(0)
        return self.file

    def limit(self, most: int) -> None:
        """Refuse a file larger than this.

        Raises:
            FileTooLarge: it is.
        """
        if self.size > most:
            raise errors.FileTooLarge(path=self.path, limit=most)

    def whole(self, most: int = TABLE_LIMIT) -> bytes:
        """The content of a small file.

        Raises:
            FileTooLarge: it is not small, or grew meanwhile.
        """
        self.limit(most)
        self.file.seek(0)
        content = self.file.read(most + 1)
        if len(content) > most:
            raise errors.FileTooLarge(path=self.path, limit=most)
        return content

    def digest(self) -> str:
        """What tells the content from any other."""
        told = hashlib.blake2b()
        self.file.seek(0)
        while piece := self.file.read(_PIECE):
            told.update(piece)
        return told.hexdigest()


def digest(path: Path) -> str:
    """What tells a file's content from any other; raises as :func:`opened`."""
    with opened(path, _untold) as source:
        return source.digest()


def _untold(_fraction: float) -> None:
    """Nobody wants to know."""


@contextlib.contextmanager
def opened(path: Path, progress: Callable[[float], None]) -> Iterator[Source]:
    """Open a roster file, and check at the end that it did not change while it was read.

    A FIFO or a device neither blocks nor is read from.

    Args:
        path: as the person named it.
        progress: told the fraction done.

    Raises:
        FileMissing: no such file.
        FileIsFolder: a folder.
        FileNotRegular: a FIFO, a device, a socket.
        FileUnreadable: no right to read it, or the disk refuses.
        FileEmpty: zero bytes.
        FileChanged: it changed or was replaced while it was read; wins over any other refusal of
            the content, which may be due to it.
    """
    with _descriptor(path) as file:
        before = os.fstat(file.fileno())
        if not stat.S_ISREG(before.st_mode):
            raise errors.FileNotRegular(path=path)
        if not before.st_size:
            raise errors.FileEmpty(path=path)
        try:
            yield Source(path, file, before.st_size, progress)
        except errors.RosterError as error:
            if _changed(path, file, before):
                raise errors.FileChanged(path=path) from error
            raise
        except OSError as error:
            # One that names a file is about another: this one is open.
            if error.filename is not None:
                raise
            raise _unreadable(path, error) from error
        if _changed(path, file, before):
            raise errors.FileChanged(path=path)


@contextlib.contextmanager
def _descriptor(path: Path) -> Iterator[BinaryIO]:
    try:
        number = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except ValueError as error:  # a NUL in the name: no file can have it
        raise errors.FileMissing(path=path, folder=None, near=[]) from error
    except OSError as error:
        if error.errno in _MISSING:
            raise _missing(path) from error
        if error.errno in _SPECIAL:
            raise errors.FileNotRegular(path=path) from error
        raise _unreadable(path, error) from error
    if stat.S_ISDIR(os.fstat(number).st_mode):
        os.close(number)
        raise errors.FileIsFolder(path=path)
    with os.fdopen(number, "rb") as file:
        yield file


def _missing(path: Path) -> errors.FileMissing:
    """What of a path is not there, and what comes near it."""
    absent = [folder for folder in path.parents if not folder.is_dir()]
    near = [] if absent else nearest(path)
    return errors.FileMissing(path=path, folder=absent[-1] if absent else None, near=near)


def _unreadable(path: Path, error: OSError) -> errors.FileUnreadable:
    return errors.FileUnreadable(path=path, reason=_REASONS.get(error.errno or 0, ""))


def _changed(path: Path, file: BinaryIO, before: os.stat_result) -> bool:
    """Whether the open file was written to, or its name now leads to another file."""
    now = os.fstat(file.fileno())
    if (now.st_size, now.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        return True
    try:
        named = path.stat()
    except OSError:
        return True
    return (named.st_dev, named.st_ino) != (before.st_dev, before.st_ino)
