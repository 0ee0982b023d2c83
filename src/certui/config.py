"""Settings: where the data is, who is at the keyboard."""

from __future__ import annotations

import os
import pwd
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import platformdirs

from certui.errors import InvalidConfiguration
from certui.late import late
from certui.themes import THEMES

if TYPE_CHECKING:
    import shlex
    import tomllib
else:
    shlex = late("shlex")
    tomllib = late("tomllib")

DATABASE_NAME: Final = "certui.sqlite"
KEYS: Final = frozenset(
    {
        "name",
        "administrators",
        "print",
        "server",
        "forced_command",
        "export_folder",
        "theme",
        "ascii",
    }
)
"""What the configuration file may say."""
_LINE: Final = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What certui runs with.

    Attributes:
        database: path or SQLAlchemy URL; None for the user's data folder.
        who: the person at the keyboard, for attribution and the header.
        administrators: the names of those who may reopen a finished session.
        print_command: what prints a PDF given on its standard input; empty for none.
        server: this machine's name as people who reach it by SSH know it; empty for its address.
        forced_command: whether SSH accounts here run nothing but certui.
        export_folder: where documents are saved unless said otherwise; empty for Downloads.
        theme: the name of a theme; empty to go by the terminal's ground.
        ascii: whether signs are drawn in ASCII, whatever the locale.
    """

    database: str | None
    who: str
    administrators: tuple[str, ...] = ()
    print_command: str = ""
    server: str = ""
    forced_command: bool = False
    export_folder: str = ""
    theme: str = ""
    ascii: bool = False

    @property
    def administrator(self) -> bool:
        """Whether the person at the keyboard may reopen a finished session."""
        return self.who in self.administrators


def load(database: str | None, *, ascii_signs: bool = False) -> Settings:
    """Settings from the command line, the environment and the user's configuration file.

    Args:
        database: what ``--db`` says; it wins over ``CERTUI_DB``.
        ascii_signs: what ``--ascii`` says; the configuration may say so too.

    Raises:
        InvalidConfiguration: the configuration file is not readable TOML, or a key has not the
            value that it needs.
    """
    path = configuration_file()
    written = _configuration(path)
    name = _text(path, written, "name")
    administrators = written.get("administrators", [])
    if not (isinstance(administrators, list) and all(isinstance(x, str) for x in administrators)):
        raise InvalidConfiguration(path=path, line=0, key="administrators")
    return Settings(
        database=database or os.environ.get("CERTUI_DB") or None,
        who=name or signed_in_name(),
        administrators=tuple(administrators),
        print_command=_command(path, written, "print"),
        server=_text(path, written, "server"),
        forced_command=_switch(path, written, "forced_command"),
        export_folder=_text(path, written, "export_folder"),
        theme=_theme(path, written),
        ascii=_switch(path, written, "ascii") or ascii_signs,
    )


def configuration_file() -> Path:
    """Where the user's configuration is read; nothing is created."""
    return platformdirs.user_config_path("certui") / "config.toml"


def unknown_keys() -> tuple[str, ...]:
    """What the user's configuration file says that means nothing.

    Raises:
        InvalidConfiguration: it is not readable TOML.
    """
    return tuple(sorted(_configuration(configuration_file()).keys() - KEYS))


def default_database() -> Path:
    """The database in the platform's data folder; nothing is created."""
    return platformdirs.user_data_path("certui") / DATABASE_NAME


def templates_folder() -> Path:
    """Where a centre keeps its own templates of documents; nothing is created."""
    return platformdirs.user_config_path("certui") / "templates"


def documents_folder(settings: Settings, *, far: bool) -> str:
    """The folder proposed for a document.

    Args:
        settings: where one may be named.
        far: whether the person is at the far end of an SSH connection: the downloads of this
            machine are then not theirs.
    """
    if settings.export_folder:
        return settings.export_folder
    downloads = platformdirs.user_downloads_path()
    return str(downloads) if not far and downloads.is_dir() else "~"


def signed_in_name() -> str:
    """The account's full name, else its login."""
    try:
        account = pwd.getpwuid(os.getuid())
    except KeyError:
        return str(os.getuid())
    return account.pw_gecos.split(",")[0].strip() or account.pw_name


def data_file(name: str) -> Path:
    """A file that travels with certui: inside the installed package, or beside the sources."""
    package = Path(__file__).parent
    installed = package / "data"
    return (installed if installed.is_dir() else package.parents[1] / "data") / name


def _text(path: Path, written: dict[str, object], key: str) -> str:
    value = written.get(key, "")
    if not isinstance(value, str):
        raise InvalidConfiguration(path=path, line=0, key=key)
    return value


def _switch(path: Path, written: dict[str, object], key: str) -> bool:
    value = written.get(key, False)
    if not isinstance(value, bool):
        raise InvalidConfiguration(path=path, line=0, key=key)
    return value


def _theme(path: Path, written: dict[str, object]) -> str:
    theme = _text(path, written, "theme")
    if theme and theme not in THEMES:
        raise InvalidConfiguration(path=path, line=0, key="theme")
    return theme


def _command(path: Path, written: dict[str, object], key: str) -> str:
    """A command, written as one text or as the list of its words; as a shell would read it."""
    value = written.get(key, "")
    if isinstance(value, list):
        words = [word for word in value if isinstance(word, str)]
        if len(words) != len(value):
            raise InvalidConfiguration(path=path, line=0, key=key)

        return shlex.join(words)
    return _text(path, written, key)


def _configuration(path: Path) -> dict[str, object]:
    """The keys of the configuration file; none where there is no file."""
    try:
        written = path.read_text("utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidConfiguration(path=path, line=0, key="") from error

    try:
        return tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else 0
        raise InvalidConfiguration(path=path, line=line, key="") from error
