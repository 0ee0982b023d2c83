"""The list of sessions, read by the driver alone.

SQLAlchemy and the tables take half a second to load; the first screen does not wait for them. What
it shows is read here by plain SQL, and held against :class:`certui.store.reading.SqlReading` by the
tests. Anything out of the ordinary is left to who opens the store.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from certui import errors
from certui.domain.models import Centre, ExamSession
from certui.store import schema
from certui.store.address import database_path
from certui.store.centres import CENTRE_COLUMNS, UNKNOWN, centre
from certui.store.engine import DRIVER, bare_connection, set_up

if TYPE_CHECKING:
    from pathlib import Path

    from certui.store.engine import DriverConnection

# Whoever writes does so for milliseconds; for longer the store is opened in the ordinary way.
_PATIENCE: Final = 0.25
_CENTRE: Final = f"SELECT {', '.join(CENTRE_COLUMNS)} FROM centre"  # noqa: S608 - names of columns
_SESSIONS: Final = """
SELECT number, name, site, room, invigilators, date, time, notes, access_code,
       finalised_at, finalised_by,
       (SELECT count(*) FROM candidate WHERE session_number = number)
FROM exam_session ORDER BY date DESC, time DESC, number
"""
_JOINED: Final = "SELECT DISTINCT session_number FROM candidate WHERE joined_at IS NOT NULL"


@dataclass(frozen=True, slots=True)
class DriverOverview:
    """The list, read; see :class:`certui.services.ports.Overview`."""

    _centre: Centre
    _sessions: list[tuple[ExamSession, int]]
    _joined: frozenset[int]

    def centre(self) -> Centre:
        """The centre; its name and UAI are empty until known."""
        return self._centre

    def sessions(self) -> list[tuple[ExamSession, int]]:
        """Every session with its number of candidates, newest date and hour first, then number."""
        return self._sessions

    def joined_sessions(self) -> frozenset[int]:
        """The numbers of the sessions that somebody has joined."""
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
    path = database_path(target)
    try:
        if not path.is_file():
            return None
        with contextlib.closing(bare_connection(path, _PATIENCE)) as connection:
            if schema.is_behind(schema.revision(connection, path), path):
                return None
            set_up(connection, read_only=True)
            connection.execute("BEGIN")
            return _read(connection)
    except (OSError, DRIVER.Error, errors.StoreError):
        return None


def _read(connection: DriverConnection) -> DriverOverview:
    found = connection.execute(_CENTRE).fetchone()
    known = UNKNOWN if found is None else centre(found)
    rows = connection.execute(_SESSIONS)
    sessions = [(_session(facts, known.time_zone), heads) for *facts, heads in rows]
    joined = frozenset(number for (number,) in connection.execute(_JOINED))
    return DriverOverview(known, sessions, joined)


def _session(facts: list[Any], zone: str) -> ExamSession:
    number, name, site, room, invigilators, date, time, notes, code, finalised_at, by = facts
    return ExamSession(
        number=number,
        name=name,
        site=site,
        room=room,
        invigilators=invigilators,
        date=dt.date.fromisoformat(date),
        time=dt.time.fromisoformat(time),
        time_zone=zone,
        notes=notes,
        access_code=code,
        finalised_at=finalised_at
        and dt.datetime.fromisoformat(finalised_at).replace(tzinfo=dt.UTC),
        finalised_by=by,
    )
