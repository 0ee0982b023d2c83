"""What the machine says of itself, for ``certui doctor``: nothing is created, nothing changed."""

from __future__ import annotations

import importlib.metadata
import locale
import os
import platform
import shlex
import shutil
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from certui import __version__, colours, config, errors, incidents, themes
from certui.domain import doctor
from certui.late import late
from certui.store import doctor as store
from certui.terminal import start

if TYPE_CHECKING:
    import curses

    from certui.terminal import asking, privates
else:
    # Not every Python has it.
    curses = late("curses")
    asking = late("certui.terminal.asking")
    privates = late("certui.terminal.privates")

# What certui does not run without; the first is what its screens are made with.
_LIBRARIES: Final = (
    "textual",
    "rich",
    "sqlmodel",
    "SQLAlchemy",
    "alembic",
    "babel",
    "typst",
    "python-calamine",
    "defusedxml",
    "platformdirs",
    "tzdata",
)
_FONTS: Final = "manimgx-fonts"
_LOCALES: Final = ("LC_ALL", "LC_CTYPE", "LANG")


def program() -> doctor.Program:
    """What certui is made of."""
    libraries = {name: _version(name) for name in _LIBRARIES}
    return doctor.Program(
        version=__version__,
        python=f"{platform.python_version()} ({sys.executable})",
        libraries=libraries,
        sqlite=store.sqlite(),
        fonts=bool(_version(_FONTS)),
        parts=_parts() if libraries["textual"] else (),
    )


def configuration() -> doctor.Configuration:
    """What is settled, or why it cannot be used."""
    path = config.configuration_file()
    wrong: str | None = None
    settings = config.Settings(database=None, who="")
    unknown: tuple[str, ...] = ()
    try:
        settings = config.load(None)
        unknown = config.unknown_keys()
    except errors.InvalidConfiguration as error:
        wrong = error.key or (str(error.line) if error.line else "")
    folder = config.templates_folder()
    words = shlex.split(settings.print_command) if settings.print_command else []
    return doctor.Configuration(
        path=str(path),
        present=path.exists(),
        wrong=wrong,
        unknown=unknown,
        mode=_mode(path),
        templates=tuple(sorted(one.name for one in folder.glob("*.typ"))),
        print_command=settings.print_command,
        print_found=bool(words) and shutil.which(words[0]) is not None,
        export_folder=settings.export_folder,
        export_found=Path(settings.export_folder).expanduser().is_dir(),
    )


def database(named: str | None) -> doctor.Database | str:
    """What the database is seen to be, without opening it as one that is used.

    Args:
        named: what ``--db`` says.

    Returns:
        What was seen; or what was named, where that is no database's name.
    """
    chosen = named or os.environ.get("CERTUI_DB") or None
    try:
        return store.look(chosen or config.default_database(), chosen=chosen is not None)
    except errors.InvalidDatabase as error:
        return error.value


def incidents_log() -> doctor.Incidents:
    """The log of unexpected errors."""
    seen = incidents.seen()
    return doctor.Incidents(
        path=str(seen.path), count=seen.count, last=seen.last, mode=_mode(seen.path)
    )


def terminal() -> doctor.Terminal:
    """What the person sees certui in."""
    name = os.environ.get("TERM", "")
    depth = start.depth(os.environ)
    is_one = sys.stdout is not None and sys.stdout.isatty()
    chosen = _chosen_theme()
    looks = themes.Looks(depth, chosen)
    ground = _ground() if is_one and looks.asks else None
    columns, lines = _size()
    variable = next((one for one in _LOCALES if os.environ.get(one)), "")
    return doctor.Terminal(
        is_one=is_one,
        name=name,
        known=_is_described(name),
        columns=columns,
        lines=lines,
        colours=int(depth),
        no_color=bool(os.environ.get("NO_COLOR")),
        theme=(looks.theme if ground is None else looks.suited(ground)).key,
        chosen=chosen is not None,
        ground="" if ground is None else "#" + "".join(f"{one:02x}" for one in ground),
        within="tmux" if os.environ.get("TMUX") else "screen" if os.environ.get("STY") else "",
        ssh=bool(os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY")),
        encoding=locale.getencoding(),
        locale=f"{variable}={os.environ[variable]}" if variable else "",
    )


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _parts() -> tuple[str, ...]:
    return tuple(one.value for one in privates.Part if privates.missing(one))


def _mode(path: Path) -> int:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return 0


def _size() -> tuple[int, int]:
    try:
        size = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return 0, 0
    return size.columns, size.lines


def _is_described(name: str) -> bool:
    """Whether the machine has a description of a terminal; it has where nothing can tell."""
    try:
        curses.setupterm(name or "unknown", 1)
    except ImportError:
        return True
    except curses.error:
        return False
    return True


def _chosen_theme() -> themes.Theme | None:
    try:
        return themes.THEMES.get(config.load(None).theme)
    except errors.InvalidConfiguration:
        return None


def _ground() -> colours.Rgb | None:
    """The ground that the terminal tells, where it is heard too."""
    if sys.stdin is None or not sys.stdin.isatty():
        return None
    return asking.ask_ground(sys.stdin.fileno(), sys.stdout.fileno())
