"""Connections to one SQLite file, each set up the same way, and the two engines over them."""

from __future__ import annotations

import importlib
import sqlite3
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import quote_from_bytes

from certui.errors import StoreBusy
from certui.late import late

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    import sqlalchemy as sa
    from sqlalchemy import pool

    # pysqlite3 has the same interface, and no types of its own.
    DriverConnection = sqlite3.Connection
    Begin = Literal["BEGIN", "BEGIN IMMEDIATE"]
else:
    # 200 ms that the list of sessions is read without.
    sa = late("sqlalchemy")
    pool = late("sqlalchemy.pool")

# Several processes in WAL can corrupt the database by these versions, the system's of Debian 12
# among them (hazards F3).
_FIRST_FAULTY: Final = (3, 7, 0)
_LAST_FAULTY: Final = (3, 51, 2)
# After a large import, what the write-ahead log keeps on disk, in bytes.
_JOURNAL_KEPT: Final = 8 * 1024 * 1024


def _driver() -> ModuleType:
    """The SQLite bundled with pysqlite3 where it is installed, else that of Python."""
    try:
        return importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        return sqlite3


DRIVER: Final[Any] = _driver()


def journal_mode(version: tuple[int, ...]) -> str:
    """The journal that a SQLite can be trusted with: WAL, or the rollback journal."""
    return "DELETE" if _FIRST_FAULTY <= version <= _LAST_FAULTY else "WAL"


def bare_connection(path: Path, patience: float) -> DriverConnection:
    """A connection that has changed nothing in the file yet, in autocommit.

    Never creates the file: a database that was removed must not come back empty (hazards F14).

    Args:
        path: an existing database.
        patience: how long SQLite itself waits for a lock, in seconds.
    """
    uri = f"file:{quote_from_bytes(bytes(path))}?mode=rw"
    connection: DriverConnection = DRIVER.connect(
        uri, uri=True, timeout=patience, isolation_level=None, check_same_thread=False
    )
    return connection


def set_up(connection: DriverConnection, *, read_only: bool) -> None:
    """Give a bare connection its pragmas (hazards D1).

    Raises:
        StoreBusy: others use a journal that this SQLite cannot be trusted with.
        sqlite3.Error: or pysqlite3's; the database is locked, or damaged.
    """
    wanted = journal_mode(DRIVER.sqlite_version_info)
    [(actual,)] = connection.execute(f"PRAGMA journal_mode={wanted}").fetchall()
    if actual == "wal" != wanted.lower():
        # Another process, with a sounder SQLite, has the file open in WAL.
        raise StoreBusy(holder="")
    for pragma in (
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        # A file from elsewhere may carry triggers and views: none may call what it should not.
        "trusted_schema=OFF",
        # Nothing of a pupil in a temporary file.
        "temp_store=MEMORY",
        f"journal_size_limit={_JOURNAL_KEPT}",
        f"query_only={int(read_only)}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def build_engine(path: Path, begin: Begin, patience: float, *, pool_size: int = 5) -> sa.Engine:
    """An engine whose transactions begin as said.

    Args:
        path: an existing database.
        begin: reads are deferred, writes immediate: one that reads first and then writes would
            be refused at once (hazards F4).
        patience: how long SQLite itself waits for a lock, in seconds.
        pool_size: how many connections stay open.
    """

    def connect() -> DriverConnection:
        connection = bare_connection(path, patience)
        try:
            set_up(connection, read_only=begin == "BEGIN")
        except BaseException:
            connection.close()
            raise
        return connection

    engine = sa.create_engine(
        "sqlite://",
        module=DRIVER,
        creator=connect,
        poolclass=pool.QueuePool,
        pool_size=pool_size,
        max_overflow=-1,
        pool_reset_on_return=None,
        # Names and birth dates must not stand in the text of an error (hazards F8).
        hide_parameters=True,
    )

    def begin_so(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    sa.event.listen(engine, "begin", begin_so)
    sa.event.listen(engine, "reset", _roll_back)
    return engine


def _roll_back(connection: DriverConnection, *_record: object) -> None:
    """Leave no transaction: a refused COMMIT stays open, and the next would store it (F1)."""
    if connection.in_transaction:
        connection.rollback()
