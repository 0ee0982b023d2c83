"""Settings: where the data is, who is at the keyboard."""

from __future__ import annotations

import os
import pwd
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import platformdirs

from certui.errors import InvalidConfiguration

DATABASE_NAME: Final = "certui.sqlite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What certui runs with.

    Attributes:
        database: path or SQLAlchemy URL; None for the user's data folder.
        who: the person at the keyboard, for attribution and the header.
    """

    database: str | None
    who: str


def load(database: str | None) -> Settings:
    """Settings from the command line, the environment and the user's configuration file.

    Args:
        database: what ``--db`` says; it wins over ``CERTUI_DB``.

    Raises:
        InvalidConfiguration: the configuration file is not readable TOML, or a key has no text.
    """
    path = platformdirs.user_config_path("certui") / "config.toml"
    try:
        written = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        written = {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidConfiguration(path=path, reason=str(error)) from error
    who = written.get("name", "")
    if not isinstance(who, str):
        raise InvalidConfiguration(path=path, reason="name")
    return Settings(
        database=database or os.environ.get("CERTUI_DB") or None, who=who or signed_in_name()
    )


def default_database() -> Path:
    """The database in the platform's data folder; nothing is created."""
    return platformdirs.user_data_path("certui") / DATABASE_NAME


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
