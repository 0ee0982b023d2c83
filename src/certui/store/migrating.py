"""Bringing an older database up to date, with a copy kept of what it was.

Loads Alembic, which takes 120 ms: imported only when there is something to migrate.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from certui.errors import StoreDamaged
from certui.store import migrations, schema
from certui.store.engine import bare_connection, build_engine
from certui.store.files import appearing_whole

if TYPE_CHECKING:
    from certui.store.engine import DriverConnection

_SCRIPTS: Final = Path(migrations.__path__[0])
# The folders that revisions are looked for in.
LOCATIONS: Final = [_SCRIPTS / "versions"]


def migrate(path: Path, patience: float) -> Path | None:
    """Apply the revisions that a database lacks: all of them, or none.

    Args:
        path: the database; the caller holds the write lock.
        patience: how long SQLite itself waits for a lock, in seconds.

    Returns:
        The copy made before; None when somebody else migrated it meanwhile.

    Raises:
        StoreNewer: it has had revisions that this program does not know.
        StoreDamaged: references between its tables are broken.
        OSError: the copy cannot be made; nothing was changed.
        sqlite3.Error: or pysqlite3's, or SQLAlchemy's.
    """
    with contextlib.closing(bare_connection(path, patience)) as connection:
        found = schema.revision(connection, path)
        if not schema.is_behind(found, path):
            return None
        copy = _copy_before(path, found)
        back_up(connection, copy)
    apply(path, patience, schema.REVISIONS[-1])
    return copy


def back_up(connection: DriverConnection, copy: Path) -> None:
    """Copy a database, whatever others do to it meanwhile; the copy is for its owner alone.

    Args:
        connection: of the driver, outside a transaction.
        copy: a file that does not exist.

    Raises:
        OSError: the copy cannot be made.
        sqlite3.Error: or pysqlite3's.
    """
    with appearing_whole(copy) as unfinished:
        connection.execute("VACUUM INTO ?", (str(unfinished),))


def apply(path: Path, patience: float, target: str) -> None:
    """Run the revisions up to one of them, in one transaction.

    Args:
        path: the database; the caller holds the write lock.
        patience: how long SQLite itself waits for a lock, in seconds.
        target: the revision wanted.
    """
    config = Config()
    config.set_main_option("script_location", _escaped(_SCRIPTS))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(map(_escaped, LOCATIONS)))
    engine = build_engine(path, "BEGIN IMMEDIATE", patience, pool_size=1)
    try:
        # Tables are remade under other names: no reference may be followed meanwhile. This
        # pragma does nothing inside a transaction.
        sa.event.listen(engine, "connect", _follow_no_reference)
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, target)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise StoreDamaged(path=path)
    finally:
        engine.dispose()


def _follow_no_reference(connection: DriverConnection, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys=OFF")


def _copy_before(path: Path, revision: str) -> Path:
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S")
    return path.with_name(f"{path.name}-{revision}-{stamp}")


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")
