"""The store over one SQLite file."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from certui import errors
from certui.late import late
from certui.services.ports.store import Store
from certui.store import schema
from certui.store.address import database_path
from certui.store.engine import DRIVER, bare_connection, build_engine, set_up
from certui.store.faults import system_translated, translated
from certui.store.files import LOGS, Identity, appearing_whole, check_regular, make_folder
from certui.store.locking import WriteLock
from certui.store.work import SqlReading, SqlWriting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import sqlalchemy as sa

    from certui.store import migrating
    from certui.store.engine import DriverConnection
else:
    migrating = late("certui.store.migrating")

# A write lasts milliseconds; who waits longer than this is told who holds them up (hazards F5).
PATIENCE: Final = 5.0
# How long tidying up waits for others, in seconds: they, or a later time, can do it as well.
_TIDYING_PATIENCE: Final = 0.25


class SqlStore(Store):
    """Where everything is kept.

    Any thread may call any method; a unit of work belongs to the thread that began it. Writers,
    in this process and others, take turns; readers wait for nobody.

    Args:
        path: an existing database, its schema up to date.
        lock: the right to write to it.
        watcher: a connection kept open as long as the store.
        patience: how long SQLite itself waits for a lock, in seconds.
    """

    def __init__(
        self, path: Path, lock: WriteLock, watcher: DriverConnection, patience: float
    ) -> None:
        self.path = path
        self._lock = lock
        self._watcher = watcher
        self._watching = threading.Lock()
        self._identity = Identity(path)
        self._reader = build_engine(path, "BEGIN", patience)
        # The lock lets one writer in at a time.
        self._writer = build_engine(path, "BEGIN IMMEDIATE", patience, pool_size=1)
        self._closed = False
        self._leftovers = False
        watcher.execute(f"PRAGMA busy_timeout={int(_TIDYING_PATIENCE * 1000)}").fetchall()

    @override
    @contextlib.contextmanager
    def reading(self) -> Iterator[SqlReading]:
        with translated(self.path):
            self._check()
            with self._reader.begin() as connection:
                yield SqlReading(connection)

    @override
    def overview(self) -> contextlib.AbstractContextManager[SqlReading]:
        # An open store has no quicker one.
        return self.reading()

    @override
    @contextlib.contextmanager
    def writing(self) -> Iterator[SqlWriting]:
        with translated(self.path), self._lock.held():
            self._check()
            with self._writer.begin() as connection:
                self._check_schema(connection)
                work = SqlWriting(connection)
                yield work
            self._leftovers = self._leftovers or work.erased > 0
            if self._leftovers:
                # What was asked is done and stays done: this is tried again after the next write.
                with contextlib.suppress(DRIVER.OperationalError):
                    self._leftovers = not self._truncate_log()

    @override
    def version(self) -> int:
        # Microseconds: nothing is read but a counter.
        with translated(self.path), self._watching:
            self._check()
            [(version,)] = self._watcher.execute("PRAGMA data_version").fetchall()
        return int(version)

    @override
    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        with contextlib.ExitStack() as stack:
            # The last connection to go empties the log: in turn, as any writer, if that is soon.
            with contextlib.suppress(errors.StoreError):
                stack.enter_context(self._lock.held(_TIDYING_PATIENCE))
            self._reader.dispose()
            self._writer.dispose()
            with self._watching:
                self._watcher.close()

    def _check(self) -> None:
        if self._closed:
            raise errors.StoreUnreadable(path=self.path, reason="CLOSED")
        with system_translated(self.path):
            self._identity.check()

    def _check_schema(self, connection: sa.Connection) -> None:
        """Somebody may have migrated the database since it was opened."""
        found = connection.exec_driver_sql(schema.FOUND).scalar_one()
        if found != schema.REVISIONS[-1]:
            raise errors.StoreNewer(path=self.path, revision=found)

    def _truncate_log(self) -> bool:
        """Empty the write-ahead log into the database, so that nothing erased is left in it (F15).

        Returns:
            False when a reader of an older state stands in the way.
        """
        with self._watching:
            [(busy, *_)] = self._watcher.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return not busy


def open_store(
    target: str | Path, *, create: bool = True, who: str = "", patience: float = PATIENCE
) -> SqlStore:
    """Open a database, made first where there is none, migrated first where it is behind.

    Args:
        target: a path, or an SQLAlchemy URL of SQLite (``sqlite:///…``).
        create: whether to make the database, and its folder, where there is none.
        who: the person at the keyboard, named to those whom they keep waiting.
        patience: how long to wait for other writers, in seconds.

    Raises:
        certui.errors.InvalidDatabase: the target names no SQLite file.
        certui.errors.StoreMissing: there is no database, and none is to be made.
        certui.errors.StoreDamaged: the file is not a sound certui database.
        certui.errors.StoreNewer: its schema is newer than this program.
        certui.errors.StoreError: it cannot be used.
    """
    path = database_path(target)
    with translated(path):
        with system_translated(path):
            lock = WriteLock(path, who, patience)
            if not path.exists():
                if not create:
                    raise errors.StoreMissing(path=path)
                make_folder(path.parent)
                with lock.held():
                    _create(path, patience)
            check_regular(path)
        connection = bare_connection(path, patience)
        try:
            if schema.is_behind(schema.revision(connection, path), path):
                _migrate(path, lock, patience)
            set_up(connection, read_only=False)
            with system_translated(path):
                return SqlStore(path, lock, connection, patience)
        except BaseException:
            connection.close()
            raise


def _create(path: Path, patience: float) -> None:
    """Make a database, unless somebody else has just done so."""
    if path.exists():
        return
    for suffix in LOGS:
        leftover = path.with_name(path.name + suffix)
        if leftover.exists():
            # SQLite would play what is left of an older database into the new one.
            raise errors.StoreDamaged(path=leftover)
    with appearing_whole(path) as unfinished:
        engine = build_engine(unfinished, "BEGIN IMMEDIATE", patience, pool_size=1)
        try:
            with engine.begin() as connection:
                schema.create(connection)
        finally:
            engine.dispose()


def _migrate(path: Path, lock: WriteLock, patience: float) -> None:
    with lock.held(), system_translated(path):
        migrating.migrate(path, patience)
