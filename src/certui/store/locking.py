"""One writer at a time, in this process and among all others, and in turn.

SQLite's own busy handler is unfair and refuses late (hazards F4, F5): a lock on a file beside the
database is asked for first. The system frees it when its holder dies, however that happens.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import random
import threading
import time
from typing import TYPE_CHECKING, Final

from certui.domain.text import clean
from certui.errors import StoreBusy
from certui.store.faults import system_translated
from certui.store.files import make_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Between two attempts, in seconds. Who writes again and again lets go for a tenth of a millisecond:
# longer naps miss it, and the unlucky wait five times as long.
_SHORTEST_NAP: Final = 0.0001
_LONGEST_NAP: Final = 0.0006
_MOST_READ: Final = 512


class WriteLock:
    """The right to write to one database.

    Args:
        database: the database's path, its links followed; the lock file stands beside it.
        who: shown to those who wait too long; the process number when empty.
        patience: how long to wait, in seconds.
    """

    def __init__(self, database: Path, who: str, patience: float) -> None:
        self._database = database
        self._path = database.with_name(f"{database.name}-lock")
        self._holder = who or f"pid {os.getpid()}"
        self._patience = patience
        self._threads = threading.Lock()

    @contextlib.contextmanager
    def held(self, patience: float | None = None) -> Iterator[None]:
        """Hold the lock.

        Args:
            patience: how long to wait this time, in seconds.

        Raises:
            StoreBusy: somebody else held it all the while.
            StoreError: the lock file cannot be made.
        """
        patience = self._patience if patience is None else patience
        deadline = time.monotonic() + patience
        if not self._threads.acquire(timeout=patience):
            raise StoreBusy(holder=self._holder)
        try:
            with system_translated(self._database):
                file = self._taken(deadline)
            try:
                yield
            finally:
                # Emptied, so that nobody is named who has long finished; closing frees the lock.
                os.ftruncate(file, 0)
                os.close(file)
        finally:
            self._threads.release()

    def _taken(self, deadline: float) -> int:
        while True:
            with contextlib.suppress(FileExistsError):
                make_file(self._path)
            file = os.open(self._path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
            try:
                if self._attempt(file, deadline):
                    os.ftruncate(file, 0)
                    os.pwrite(file, f"{self._holder}\n{os.getpid()}\n".encode(errors="replace"), 0)
                    return file
            except BaseException:
                os.close(file)
                raise
            os.close(file)

    def _attempt(self, file: int, deadline: float) -> bool:
        """Lock an open file; False when it is no longer the one that others would open."""
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise StoreBusy(holder=_holder(file)) from None
                time.sleep(random.uniform(_SHORTEST_NAP, _LONGEST_NAP))  # noqa: S311 - no secret
            else:
                return self._still_there(file)

    def _still_there(self, file: int) -> bool:
        try:
            return os.path.samestat(os.fstat(file), self._path.stat())
        except FileNotFoundError:
            return False


def _holder(file: int) -> str:
    first_line = os.pread(file, _MOST_READ, 0).decode(errors="replace").partition("\n")[0]
    return clean(first_line)
