"""What the driver, SQLAlchemy and the system raise, told by name as errors of the store."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from certui import errors, incidents
from certui.store.engine import DRIVER, bare_connection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PRIMARY: Final = 0xFF
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_NO_RIGHT: Final = frozenset({errno.EACCES, errno.EPERM})


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what the driver and SQLAlchemy raise into errors of the store.

    Raises:
        certui.errors.StoreError: of the class that says what happened.
    """
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise _named(error.orig, path) from error
    except sa.exc.SQLAlchemyError as error:
        incidents.note(error)
        raise errors.StoreUnreadable(path=path, reason="") from error
    except DRIVER.Error as error:
        raise _named(error, path) from error


@contextlib.contextmanager
def system_translated(path: Path) -> Iterator[None]:
    """Turn what the system says of the database's files into errors of the store.

    Raises:
        certui.errors.StoreError: of the class that says what happened.
    """
    try:
        yield
    except OSError as error:
        raise _named_by_system(error, path) from error


def _named_by_system(error: OSError, path: Path) -> errors.StoreError:
    if error.errno in _NO_ROOM:
        return errors.StoreFull(path=path)
    if error.errno in _NO_RIGHT:
        return errors.StoreForbidden(path=path)
    if error.errno == errno.EROFS:
        return errors.StoreReadOnly(path=path)
    incidents.note(error)
    return errors.StoreUnreadable(path=path, reason=errno.errorcode.get(error.errno or 0, ""))


def _named(error: BaseException | None, path: Path) -> errors.StoreError:
    """The refusal that a driver's error stands for."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    name: str = getattr(error, "sqlite_errorname", "") or type(error).__name__
    refusal: errors.StoreError = errors.StoreUnreadable(path=path, reason=name)
    match code & _PRIMARY:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            refusal = errors.StoreBusy(holder="")
        case sqlite3.SQLITE_FULL:
            refusal = errors.StoreFull(path=path)
        case sqlite3.SQLITE_CONSTRAINT:
            refusal = errors.StoreRefused(constraint=name)
        case sqlite3.SQLITE_READONLY if code == sqlite3.SQLITE_READONLY_DBMOVED:
            refusal = errors.StoreReplaced(path=path)
        case sqlite3.SQLITE_READONLY:
            refusal = errors.StoreReadOnly(path=path)
        case sqlite3.SQLITE_CANTOPEN if not path.exists():
            refusal = errors.StoreReplaced(path=path)
        case sqlite3.SQLITE_CANTOPEN if not os.access(path, os.R_OK | os.W_OK):
            refusal = errors.StoreForbidden(path=path)
        # A read error says the same as a damaged file: only a second look can tell.
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB if _is_damaged(path):
            refusal = errors.StoreDamaged(path=path)
        case _ if error is not None:
            incidents.note(error)
    return refusal


def _is_damaged(path: Path) -> bool:
    """Whether a fresh connection finds the damage too."""
    try:
        connection = bare_connection(path, 0.0)
    except DRIVER.Error:
        return False
    try:
        [(verdict,)] = connection.execute("PRAGMA quick_check(1)").fetchall()
    except DRIVER.OperationalError:
        return False
    except DRIVER.DatabaseError:
        return True
    finally:
        connection.close()
    return bool(verdict != "ok")
