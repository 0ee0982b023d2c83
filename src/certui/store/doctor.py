"""A look at a database that changes nothing: neither its file, nor what stands beside it.

To open a database in the ordinary way makes a lock and a write-ahead log beside it, and brings it
up to date. Here its file is read as it stands.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import zoneinfo
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote_from_bytes

from certui import errors
from certui.domain.doctor import Database, State
from certui.store import declared, schema
from certui.store.address import database_path
from certui.store.engine import DRIVER, journal_mode
from certui.store.files import LOGS, check_regular
from certui.store.values import CENTRE_COLUMNS

if TYPE_CHECKING:
    from certui.store.engine import DriverConnection

_PATIENCE: Final = 0.25
_MOUNTS: Final = Path("/proc/self/mountinfo")
_ZONE: Final = tuple(CENTRE_COLUMNS).index("time_zone")


def sqlite() -> tuple[str, bool]:
    """The version of the SQLite that is used, and whether its write-ahead log can be trusted."""
    version: str = DRIVER.sqlite_version
    return version, journal_mode(DRIVER.sqlite_version_info) == "WAL"


def look(target: str | Path, *, chosen: bool) -> Database:
    """What a database is, and where it stands.

    Args:
        target: as for :func:`certui.store.address.database_path`.
        chosen: whether somebody named it.

    Raises:
        certui.errors.InvalidDatabase: it names no SQLite file.
    """
    path = database_path(target)
    state, revision, zone = _inside(path)
    there = [one for one in (path.parent, path, *_logs(path)) if one.exists()]
    place = _nearest(path)
    return Database(
        path=str(path),
        chosen=chosen,
        state=state,
        revision=revision,
        revisions=schema.REVISIONS,
        modes={str(one): one.stat().st_mode & 0o7777 for one in there},
        writable=_writable(path, place),
        file_system=file_system(place, _mounts()),
        free=_free(place),
        time_zone=zone,
        zone_known=zone in zoneinfo.available_timezones(),
        changed=dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC) if path.is_file() else None,
    )


def file_system(path: Path, mounts: str) -> str:
    """The kind of file system that a path stands on; empty where the machine does not say.

    Args:
        path: that exists.
        mounts: what Linux says in ``/proc/self/mountinfo`` (proc(5)).
    """
    found, kind = "", ""
    real = os.path.realpath(path)
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields, kinds = before.split(), after.split()
        if len(fields) > 4 and kinds:  # noqa: PLR2004 - the fifth field is the place
            place = fields[4].encode().decode("unicode_escape")
            within = real == place or real.startswith(place.rstrip("/") + "/")
            # What is mounted later upon the same place hides what was there.
            if within and len(place) >= len(found):
                found, kind = place, kinds[0]
    return kind


def _inside(path: Path) -> tuple[State, str, str]:
    """What a file is, its schema's revision and the centre's time zone."""
    try:
        check_regular(path)
        with contextlib.closing(_connection(path)) as connection:
            return _read(connection, path)
    except (OSError, errors.StoreError, DRIVER.DatabaseError) as error:
        return _why(error, path), "", ""


def _why(error: Exception, path: Path) -> State:
    match error:
        case FileNotFoundError():
            return State.ABSENT
        case errors.StoreIsAFolder():
            return State.NOT_A_FILE
        case errors.StoreDamaged():
            return State.NOT_OURS
        case DRIVER.OperationalError() if os.access(path, os.R_OK):
            return State.BUSY
        case DRIVER.DatabaseError() if not isinstance(error, DRIVER.OperationalError):
            return State.DAMAGED
        case _:
            return State.UNREADABLE


def _read(connection: DriverConnection, path: Path) -> tuple[State, str, str]:
    revision = schema.revision(connection, path)
    zone = ""
    if revision == schema.REVISIONS[-1]:
        centre = connection.execute(declared.CENTRE).fetchone()
        zone = "" if centre is None else str(centre[_ZONE])
    [(said,)] = connection.execute("PRAGMA quick_check(1)").fetchall()
    if said != "ok":
        return State.DAMAGED, revision, zone
    return (State.LEFT_OPEN if _left_open(path) else State.SOUND), revision, zone


def _connection(path: Path) -> DriverConnection:
    """A connection that makes no file beside the database and waits for nobody.

    Where nobody has it open, no log is made for it either.
    """
    in_use = any(map(_holds_something, _logs(path))) and not _left_open(path)
    how = "mode=ro" if in_use else "mode=ro&immutable=1"
    uri = f"file:{quote_from_bytes(bytes(path))}?{how}"
    connection: DriverConnection = DRIVER.connect(
        uri, uri=True, timeout=_PATIENCE, isolation_level=None
    )
    return connection


def _left_open(path: Path) -> bool:
    """Whether a log waits to be taken in, and who wrote it is gone: no index stands beside it."""
    wal, shared, journal = _logs(path)
    return _holds_something(journal) or (_holds_something(wal) and not shared.exists())


def _holds_something(log: Path) -> bool:
    return log.exists() and log.stat().st_size > 0


def _logs(path: Path) -> tuple[Path, Path, Path]:
    wal, shared, journal = (path.with_name(path.name + suffix) for suffix in LOGS)
    return wal, shared, journal


def _nearest(path: Path) -> Path:
    """The path, or the nearest folder above it that is there."""
    return next(one for one in (path, *path.parents) if one.exists())


def _writable(path: Path, place: Path) -> bool:
    wanted = os.R_OK | os.W_OK
    if place != path:
        return os.access(place, wanted | os.X_OK)
    return os.access(path, wanted) and os.access(path.parent, wanted | os.X_OK)


def _free(place: Path) -> int:
    seen = os.statvfs(place)
    return seen.f_bavail * seen.f_frsize


def _mounts() -> str:
    try:
        return _MOUNTS.read_text("utf-8", errors="replace")
    except OSError:
        return ""
