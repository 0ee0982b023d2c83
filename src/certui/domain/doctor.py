"""Where certui runs: what is known of it, and what may be wrong with it.

Nothing here looks at the machine, and no fact is one of a pupil's. What is wrong is said by the
rules of :mod:`certui.domain.doctor_rules`.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping


class Level(enum.Enum):
    """How grave something is."""

    FINE = "ok"
    NOTE = "note"
    WARNING = "warning"
    FAULT = "fault"


class Check(enum.Enum):
    """What is looked at, in the order in which it is told."""

    PROGRAM = "certui"
    PYTHON = "python"
    LIBRARIES = "libraries"
    SQLITE = "sqlite"
    FONTS = "fonts"
    CONFIGURATION = "configuration"
    TEMPLATES = "templates"
    PRINTING = "printing"
    EXPORT_FOLDER = "export_folder"
    DATABASE = "database"
    SCHEMA = "schema"
    RIGHTS = "rights"
    FILE_SYSTEM = "file_system"
    FREE_ROOM = "free_room"
    TIME = "time"
    INCIDENTS = "incidents"
    TERMINAL = "terminal"
    SIZE = "size"
    COLOURS = "colours"
    THEME = "theme"
    ENCODING = "encoding"
    CONNECTION = "connection"


class Trouble(enum.Enum):
    """What may be wrong; each with how grave it is."""

    LIBRARY_MISSING = ("library_missing", Level.FAULT)
    PARTS_MISSING = ("parts_missing", Level.WARNING)
    OLD_SQLITE = ("old_sqlite", Level.WARNING)
    CONFIGURATION_WRONG = ("configuration_wrong", Level.FAULT)
    KEYS_UNKNOWN = ("keys_unknown", Level.WARNING)
    CONFIGURATION_OPEN = ("configuration_open", Level.WARNING)
    PRINT_COMMAND_UNKNOWN = ("print_command_unknown", Level.WARNING)
    EXPORT_FOLDER_GONE = ("export_folder_gone", Level.WARNING)
    NO_DATABASE_YET = ("no_database_yet", Level.NOTE)
    NO_DATABASE = ("no_database", Level.FAULT)
    NOT_AN_ADDRESS = ("not_an_address", Level.FAULT)
    NOT_A_FILE = ("not_a_file", Level.FAULT)
    NOT_OURS = ("not_ours", Level.FAULT)
    DAMAGED = ("damaged", Level.FAULT)
    UNREADABLE = ("unreadable", Level.FAULT)
    BUSY = ("busy", Level.NOTE)
    LEFT_OPEN = ("left_open", Level.NOTE)
    SCHEMA_OLDER = ("schema_older", Level.NOTE)
    SCHEMA_NEWER = ("schema_newer", Level.FAULT)
    FOLDER_CLOSED = ("folder_closed", Level.FAULT)
    READ_ONLY = ("read_only", Level.FAULT)
    OPEN_TO_OTHERS = ("open_to_others", Level.WARNING)
    ON_THE_NETWORK = ("on_the_network", Level.WARNING)
    LITTLE_ROOM = ("little_room", Level.WARNING)
    NO_ROOM = ("no_room", Level.FAULT)
    CLOCK_BEHIND = ("clock_behind", Level.WARNING)
    ZONE_UNKNOWN = ("zone_unknown", Level.FAULT)
    INCIDENTS_SEEN = ("incidents_seen", Level.NOTE)
    INCIDENTS_OPEN = ("incidents_open", Level.WARNING)
    NO_TERMINAL = ("no_terminal", Level.NOTE)
    DUMB = ("dumb", Level.FAULT)
    TERMINAL_UNKNOWN = ("terminal_unknown", Level.WARNING)
    TOO_SMALL = ("too_small", Level.WARNING)
    NO_COLOUR = ("no_colour", Level.NOTE)
    GROUND_UNTOLD = ("ground_untold", Level.NOTE)
    NOT_UTF8 = ("not_utf8", Level.WARNING)

    def __init__(self, code: str, level: Level) -> None:
        self.code = code
        self.level = level


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one thing.

    Attributes:
        check: what was looked at.
        value: what was seen there: a version, a path, a mode; a machine's word, no sentence.
        trouble: what is wrong; None where nothing is.
        detail: what it is wrong with: a name, a line.
    """

    check: Check
    value: str
    trouble: Trouble | None = None
    detail: str = ""

    @property
    def level(self) -> Level:
        """How grave it is."""
        return Level.FINE if self.trouble is None else self.trouble.level


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """What certui is made of.

    Attributes:
        version: certui's.
        python: of the interpreter, and where it is.
        libraries: the versions of those that it needs, by name; empty for one that is missing.
        sqlite: its version, and whether several processes may trust it with a write-ahead log.
        fonts: whether the letters of other scripts are installed.
        parts: the parts of the screen's engine that are not used, because something is missing.
    """

    version: str
    python: str
    libraries: Mapping[str, str]
    sqlite: tuple[str, bool]
    fonts: bool
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What is settled.

    Attributes:
        path: of the file.
        present: whether there is one.
        wrong: the key, or the line, that cannot be used; None where all can.
        unknown: keys that mean nothing.
        mode: of the file.
        templates: the names of the centre's own templates.
        print_command: as written; empty for none.
        print_found: whether its first word is a program here.
        export_folder: as written; empty for none.
        export_found: whether it is a folder.
    """

    path: str
    present: bool
    wrong: str | None
    unknown: tuple[str, ...]
    mode: int
    templates: tuple[str, ...]
    print_command: str
    print_found: bool
    export_folder: str
    export_found: bool


class State(enum.Enum):
    """What a look at the database's file found."""

    SOUND = "sound"
    ABSENT = "absent"
    NOT_A_FILE = "not_a_file"
    NOT_OURS = "not_ours"
    DAMAGED = "damaged"
    UNREADABLE = "unreadable"
    BUSY = "busy"
    LEFT_OPEN = "left_open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """What a look at the database saw, without opening it as one that is used.

    Attributes:
        path: of the file.
        chosen: whether somebody named it; else it is where certui keeps it.
        state: what it is.
        revision: its schema's; empty where it could not be read.
        revisions: all that this certui knows, the newest last.
        modes: of the folder, of the file and of its logs, by path; those that are there.
        writable: whether the file and its folder can be written to.
        file_system: the kind it stands on; empty where it is not known.
        free: bytes that are free there.
        time_zone: the centre's; empty where it could not be read.
        zone_known: whether this machine knows that zone.
        changed: when the file was last written.
    """

    path: str
    chosen: bool
    state: State
    revision: str
    revisions: tuple[str, ...]
    modes: Mapping[str, int]
    writable: bool
    file_system: str
    free: int
    time_zone: str
    zone_known: bool
    changed: dt.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incidents:
    """The log of unexpected errors.

    Attributes:
        path: of the file.
        count: how many are in it.
        last: when the last was, and its reference; empty where there is none.
        mode: of the file.
    """

    path: str
    count: int
    last: str
    mode: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """What a person sees certui in.

    Attributes:
        is_one: whether what is printed is seen on one.
        name: ``TERM``.
        known: whether the machine has its description.
        columns: its width; 0 where there is none.
        lines: its height.
        colours: how many are used: none, 16 or 256.
        no_color: whether ``NO_COLOR`` is set.
        theme: the name of the theme that is used.
        chosen: whether the configuration names it.
        ground: the terminal's ground, as ``#rrggbb``; empty where it was not told.
        within: ``tmux`` or ``screen``, where it is seen through one.
        ssh: whether it is at the far end of an SSH connection.
        encoding: the locale's.
        locale: the variable that says so, with its value.
    """

    is_one: bool
    name: str
    known: bool
    columns: int
    lines: int
    colours: int
    no_color: bool
    theme: str
    chosen: bool
    ground: str
    within: str
    ssh: bool
    encoding: str
    locale: str
