"""Where a database is: a path, or an SQLAlchemy URL of SQLite."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from certui.domain.text import clean
from certui.errors import InvalidDatabase

# What stands for an engine even without its slashes would else become the name of a file.
_SCHEME: Final = re.compile(
    r"[a-z][a-z0-9+._-]*:/|(?:file|mariadb|mssql|mysql|oracle|postgres|postgresql|sqlite)[+\w]*:",
    re.IGNORECASE,
)
_SQLITE: Final = re.compile(r"sqlite(?:\+(?:pysqlite|pysqlite3))?:///(?P<path>[^?#]+)")
# From the scheme to the last @: a password may itself hold @, : or /.
_CREDENTIALS: Final = re.compile(r"(?<=//).*@")


def database_path(target: str | Path) -> Path:
    """The file a database is in, its links followed; nothing is opened or created.

    Args:
        target: a path (``~`` is known), or ``sqlite:///relative`` or ``sqlite:////absolute``.

    Raises:
        InvalidDatabase: empty, in memory, with options, or of another engine. The value in the
            error never holds a password.
    """
    written = os.fspath(target)
    if isinstance(target, str) and _SCHEME.match(written):
        url = _SQLITE.fullmatch(written)
        if not url or url["path"].startswith((":memory:", "file:")):
            raise InvalidDatabase(value=_without_secrets(written))
        written = url["path"]
    if not written or "\0" in written or written == ":memory:":
        raise InvalidDatabase(value=clean(written))
    # Not Path.expanduser, which fails for who has no home.
    return Path(os.path.realpath(os.path.expanduser(written)))


def _without_secrets(url: str) -> str:
    return clean(_CREDENTIALS.sub("***@", url.partition("?")[0]))
