"""The database's file and folder: made with narrow rights whatever the umask, and recognised."""

from __future__ import annotations

import contextlib
import os
import stat
from typing import TYPE_CHECKING, Final

from certui.errors import StoreDamaged, StoreIsAFolder, StoreReplaced

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FOLDER_MODE: Final = 0o700
_FILE_MODE: Final = 0o600
# What SQLite puts beside a database, after its name.
LOGS: Final = ("-wal", "-shm", "-journal")


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, for their owner alone.

    Raises:
        OSError: it cannot be made.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    # Another process may be making it too.
    with contextlib.suppress(FileExistsError):
        folder.mkdir(_FOLDER_MODE)
        folder.chmod(_FOLDER_MODE)


def make_file(path: Path) -> None:
    """Make an empty file for its owner alone.

    Raises:
        FileExistsError: there is one already.
        OSError: it cannot be made.
    """
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _FILE_MODE)
    try:
        os.fchmod(file, _FILE_MODE)
    finally:
        os.close(file)


@contextlib.contextmanager
def appearing_whole(path: Path) -> Iterator[Path]:
    """Make a file under another name, and give it its own when it is finished.

    Nobody ever sees half of it, and a crash leaves no file of that name.

    Args:
        path: where it will be; the caller holds the lock that keeps others from making it.

    Yields:
        An empty file, 0600, to fill and let go of.

    Raises:
        OSError: it cannot be made.
    """
    unfinished = path.with_name(f"{path.name}-new")
    unfinished.unlink(missing_ok=True)
    make_file(unfinished)
    try:
        yield unfinished
        sync(unfinished)
        unfinished.rename(path)
        sync(path.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Wait until a file's content, or a folder's list of names, is on the disk."""
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def check_regular(path: Path) -> None:
    """Refuse a folder, a FIFO or a device where a database should be.

    Raises:
        StoreIsAFolder: it is a folder.
        StoreDamaged: it is no file.
        OSError: it cannot be looked at.
    """
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise StoreIsAFolder(path=path)
    if not stat.S_ISREG(mode):
        raise StoreDamaged(path=path)


class Identity:
    """Which file a path led to when it was opened (hazards F14).

    The caller keeps a connection open meanwhile, so that the inode cannot be given to another.

    Args:
        path: an existing file.

    Raises:
        OSError: it cannot be looked at.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = path.stat()

    def check(self) -> None:
        """Make sure that the path still leads there.

        Raises:
            StoreReplaced: it leads to another file, or to none.
        """
        try:
            same = os.path.samestat(self._known, self._path.stat())
        except FileNotFoundError:
            same = False
        if not same:
            raise StoreReplaced(path=self._path)
