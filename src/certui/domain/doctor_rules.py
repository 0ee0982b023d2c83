"""What is right and what is wrong with where certui runs."""

from __future__ import annotations

import zoneinfo
from typing import TYPE_CHECKING, Final

from certui.domain.doctor import Check, Finding, State, Trouble

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from certui.domain.doctor import Configuration, Database, Incidents, Program, Terminal

NARROWEST: Final = 80
LOWEST: Final = 24
"""The smallest terminal, in columns and lines."""
LITTLE_ROOM: Final = 200 * 1024 * 1024
NO_ROOM: Final = 20 * 1024 * 1024
"""In bytes: an import of a large school writes some ten million."""
# Those that have themes of their own.
_MANY_COLOURS: Final = 256
_OTHERS: Final = 0o077
_OTHERS_WRITE: Final = 0o022
# Where locks and a write-ahead log are not to be trusted between machines (hazards F5).
_NETWORK: Final = frozenset(
    {
        "9p",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.rclone",
        "fuse.sshfs",
        "glusterfs",
        "lustre",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
    }
)


def judged(
    *,
    program: Program,
    configuration: Configuration,
    database: Database | str,
    incidents: Incidents,
    terminal: Terminal,
    now: dt.datetime,
) -> list[Finding]:
    """What is found of each thing, in the order of :class:`Check`.

    Args:
        program: what certui is made of.
        configuration: what is settled.
        database: what it was seen to be; or what somebody named, when that is no database's name.
        incidents: the log of them.
        terminal: where it is seen.
        now: aware.
    """
    return [
        *_program(program),
        *_configuration(configuration),
        *(
            [Finding(Check.DATABASE, database, Trouble.NOT_AN_ADDRESS)]
            if isinstance(database, str)
            else _database(database, now)
        ),
        _incidents(incidents),
        *_terminal(terminal),
    ]


def _program(seen: Program) -> Iterator[Finding]:
    yield Finding(Check.PROGRAM, seen.version)
    yield Finding(Check.PYTHON, seen.python)
    gone = ", ".join(name for name, version in seen.libraries.items() if not version)
    there = ", ".join(f"{name} {one}" for name, one in seen.libraries.items() if one)
    if gone:
        yield Finding(Check.LIBRARIES, there, Trouble.LIBRARY_MISSING, gone)
    elif seen.parts:
        yield Finding(Check.LIBRARIES, there, Trouble.PARTS_MISSING, ", ".join(seen.parts))
    else:
        yield Finding(Check.LIBRARIES, there)
    version, trusted = seen.sqlite
    yield Finding(Check.SQLITE, version, None if trusted else Trouble.OLD_SQLITE)
    yield Finding(Check.FONTS, "1" if seen.fonts else "0")


def _configuration(seen: Configuration) -> Iterator[Finding]:
    trouble, detail = None, ""
    if seen.wrong is not None:
        trouble, detail = Trouble.CONFIGURATION_WRONG, seen.wrong
    elif seen.unknown:
        trouble, detail = Trouble.KEYS_UNKNOWN, ", ".join(seen.unknown)
    elif seen.present and seen.mode & _OTHERS_WRITE:
        trouble, detail = Trouble.CONFIGURATION_OPEN, seen.path
    value = seen.path if seen.present else ""
    yield Finding(Check.CONFIGURATION, value, trouble, detail)
    yield Finding(Check.TEMPLATES, ", ".join(seen.templates))
    lost = seen.print_command and not seen.print_found
    yield Finding(
        Check.PRINTING, seen.print_command, Trouble.PRINT_COMMAND_UNKNOWN if lost else None
    )
    gone = seen.export_folder and not seen.export_found
    yield Finding(
        Check.EXPORT_FOLDER, seen.export_folder, Trouble.EXPORT_FOLDER_GONE if gone else None
    )


_OF_STATE: Final = {
    State.SOUND: None,
    State.NOT_A_FILE: Trouble.NOT_A_FILE,
    State.NOT_OURS: Trouble.NOT_OURS,
    State.DAMAGED: Trouble.DAMAGED,
    State.UNREADABLE: Trouble.UNREADABLE,
    State.BUSY: Trouble.BUSY,
    State.LEFT_OPEN: Trouble.LEFT_OPEN,
}


def _database(seen: Database, now: dt.datetime) -> Iterator[Finding]:
    if seen.state is State.ABSENT:
        absent = Trouble.NO_DATABASE if seen.chosen else Trouble.NO_DATABASE_YET
        yield Finding(Check.DATABASE, seen.path, absent)
    else:
        yield Finding(Check.DATABASE, seen.path, _OF_STATE[seen.state])
    if seen.revision:
        yield Finding(Check.SCHEMA, seen.revision, _schema(seen))
    yield _rights(seen)
    far = seen.file_system in _NETWORK
    yield Finding(Check.FILE_SYSTEM, seen.file_system, Trouble.ON_THE_NETWORK if far else None)
    little = Trouble.LITTLE_ROOM if seen.free < LITTLE_ROOM else None
    yield Finding(
        Check.FREE_ROOM, str(seen.free), Trouble.NO_ROOM if seen.free < NO_ROOM else little
    )
    yield _time(seen, now)


def _schema(seen: Database) -> Trouble | None:
    if seen.revision not in seen.revisions:
        return Trouble.SCHEMA_NEWER
    return None if seen.revision == seen.revisions[-1] else Trouble.SCHEMA_OLDER


def _rights(seen: Database) -> Finding:
    value = ", ".join(f"{mode:04o}" for mode in seen.modes.values())
    if not seen.writable:
        absent = seen.state is State.ABSENT
        return Finding(Check.RIGHTS, value, Trouble.FOLDER_CLOSED if absent else Trouble.READ_ONLY)
    if seen.state is not State.ABSENT:
        for path, mode in seen.modes.items():
            if mode & _OTHERS:
                return Finding(Check.RIGHTS, value, Trouble.OPEN_TO_OTHERS, path)
    return Finding(Check.RIGHTS, value)


def _time(seen: Database, now: dt.datetime) -> Finding:
    if seen.time_zone and not seen.zone_known:
        return Finding(Check.TIME, seen.time_zone, Trouble.ZONE_UNKNOWN)
    behind = seen.changed is not None and seen.changed > now
    here = now.astimezone(zoneinfo.ZoneInfo(seen.time_zone)) if seen.time_zone else now
    value = f"{seen.time_zone} {here:%Y-%m-%dT%H:%M%z}".strip()
    return Finding(Check.TIME, value, Trouble.CLOCK_BEHIND if behind else None)


def _incidents(seen: Incidents) -> Finding:
    if not seen.count:
        return Finding(Check.INCIDENTS, "")
    if seen.mode & _OTHERS:
        return Finding(Check.INCIDENTS, seen.path, Trouble.INCIDENTS_OPEN, str(seen.count))
    return Finding(Check.INCIDENTS, seen.path, Trouble.INCIDENTS_SEEN, seen.last)


def _terminal(seen: Terminal) -> Iterator[Finding]:
    if seen.name in {"", "dumb"}:
        trouble: Trouble | None = Trouble.DUMB if seen.is_one else Trouble.NO_TERMINAL
    elif not seen.is_one:
        trouble = Trouble.NO_TERMINAL
    else:
        trouble = None if seen.known else Trouble.TERMINAL_UNKNOWN
    within = f" ({seen.within})" if seen.within else ""
    yield Finding(Check.TERMINAL, f"{seen.name}{within}", trouble)
    if seen.is_one:
        small = 0 < seen.columns < NARROWEST or 0 < seen.lines < LOWEST
        size = f"{seen.columns}×{seen.lines}"
        yield Finding(Check.SIZE, size, Trouble.TOO_SMALL if small else None)
    colourless = Trouble.NO_COLOUR if seen.no_color else None
    yield Finding(Check.COLOURS, str(seen.colours), colourless)
    untold = seen.is_one and seen.colours >= _MANY_COLOURS and not (seen.chosen or seen.ground)
    theme = f"{seen.theme} ({seen.ground})" if seen.ground else seen.theme
    yield Finding(Check.THEME, theme, Trouble.GROUND_UNTOLD if untold else None)
    utf8 = seen.encoding.replace("-", "").lower() == "utf8"
    value = f"{seen.encoding} ({seen.locale})" if seen.locale else seen.encoding
    yield Finding(Check.ENCODING, value, None if utf8 else Trouble.NOT_UTF8)
    yield Finding(Check.CONNECTION, "ssh" if seen.ssh else "")
