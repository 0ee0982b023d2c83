"""The list of sessions, and the names of the classes, read by the driver alone.

SQLAlchemy and the tables take half a second to load; the first screen does not wait for them. What
it shows is asked by the store's own statements, written beforehand as the driver takes them
(:mod:`certui.store.declared`). Anything out of the ordinary is left to who opens the store.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from typing_extensions import override

from certui import errors
from certui.late import late
from certui.services.ports.sessions import Overview
from certui.store import declared, schema
from certui.store.address import database_path
from certui.store.engine import DRIVER, bare_connection, set_up
from certui.store.kinds import reader
from certui.store.values import CENTRE_COLUMNS, SESSION_COLUMNS, UNKNOWN, centre, session

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from certui.domain import search
    from certui.domain.models import Centre, ExamSession
    from certui.store.engine import DriverConnection
else:
    # The list of sessions orders no classes.
    search = late("certui.domain.search")

T = TypeVar("T")

# Whoever writes does so for milliseconds; for longer the store is opened in the ordinary way.
_PATIENCE: Final = 0.25
_CENTRE: Final = reader("centre", CENTRE_COLUMNS)
_SESSION: Final = reader("exam_session", SESSION_COLUMNS)


@dataclass(frozen=True, slots=True)
class DriverOverview(Overview):
    """The list, read."""

    _centre: Centre
    _sessions: list[tuple[ExamSession, int]]
    _joined: frozenset[int]

    @override
    def centre(self) -> Centre:
        return self._centre

    @override
    def sessions(self) -> list[tuple[ExamSession, int]]:
        return self._sessions

    @override
    def joined_sessions(self) -> frozenset[int]:
        return self._joined


def read_overview(target: str | Path) -> DriverOverview | None:
    """The list of sessions in a database.

    Args:
        target: as for :func:`certui.store.sql.open_store`.

    Returns:
        The list; None where there is no database, or none that can be read at once: to open the
        store then makes it, brings it up to date, or says what is wrong.

    Raises:
        certui.errors.InvalidDatabase: the target names no SQLite file.
    """
    return _glance(target, _read)


def nothing_yet(target: str | Path) -> DriverOverview | None:
    """The list of a database that nobody has made yet; nothing is made here either.

    To make one takes as long as to load all that it is made with: who begins need not wait for it
    to see that there is nothing.

    Args:
        target: as for :func:`read_overview`.

    Returns:
        An empty list; None where something stands there, or where no file can be made: to open the
        store then says what is wrong.

    Raises:
        certui.errors.InvalidDatabase: the target names no SQLite file.
    """
    path = database_path(target)
    try:
        if os.path.lexists(path):
            return None
        folder = next(one for one in path.parents if one.exists())
        can_be_made = folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
    except OSError:
        return None
    return DriverOverview(UNKNOWN, [], frozenset()) if can_be_made else None


def read_classes(target: str | Path) -> tuple[str, ...]:
    """The names of the classes that have a pupil, ``9e`` before ``10e``.

    Args:
        target: as for :func:`read_overview`.

    Returns:
        The names; none where the database cannot be read at once.

    Raises:
        certui.errors.InvalidDatabase: the target names no SQLite file.
    """
    return _glance(target, _classes) or ()


def _glance(target: str | Path, read: Callable[[DriverConnection], T]) -> T | None:
    path = database_path(target)
    try:
        if not path.is_file():
            return None
        with contextlib.closing(bare_connection(path, _PATIENCE)) as connection:
            if schema.is_behind(schema.revision(connection, path), path):
                return None
            set_up(connection, read_only=True)
            connection.execute("BEGIN")
            return read(connection)
    except (OSError, DRIVER.Error, errors.StoreError):
        return None


def _read(connection: DriverConnection) -> DriverOverview:
    found = connection.execute(declared.CENTRE).fetchone()
    known = UNKNOWN if found is None else centre(_CENTRE(found))
    rows = connection.execute(declared.SESSIONS)
    sessions = [
        (session({**_SESSION(facts), "time_zone": zone}), heads) for *facts, zone, heads in rows
    ]
    joined = frozenset(number for (number,) in connection.execute(declared.JOINED_SESSIONS))
    return DriverOverview(known, sessions, joined)


def _classes(connection: DriverConnection) -> tuple[str, ...]:
    found = (name for (name,) in connection.execute(declared.CLASSES))
    return tuple(sorted(found, key=search.natural))
