"""Which schema a database has, and how a new one gets the newest without Alembic.

Alembic takes 120 ms to load: a new database is made from the tables themselves and stamped, and
one that is up to date is recognised by a query. That both ways give the same schema is tested.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from certui.errors import StoreDamaged, StoreNewer
from certui.late import late
from certui.store.engine import DRIVER

if TYPE_CHECKING:
    from pathlib import Path

    import sqlalchemy as sa

    from certui.store import tables
    from certui.store.engine import DriverConnection
else:
    # Half a second that only a new database takes.
    tables = late("certui.store.tables")
    sa = late("sqlalchemy")

# Every revision there has been, oldest first; the last is that of the tables.
REVISIONS: Final = ("0001", "0002", "0003", "0004", "0005", "0006")
# "CERT": stands in the file's header and says whose it is.
APPLICATION_ID: Final = 0x43455254

FOUND: Final = "SELECT version_num FROM alembic_version"


def create(connection: sa.Connection) -> None:
    """Make every table in an empty database, and say which revision this is."""
    # As Alembic itself makes it.
    version = sa.Table(
        "alembic_version",
        sa.MetaData(),
        sa.Column("version_num", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
    )
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    tables.METADATA.create_all(connection, checkfirst=False)
    version.create(connection)
    connection.execute(version.insert().values(version_num=REVISIONS[-1]))


def revision(connection: DriverConnection, path: Path) -> str:
    """The revision of a database.

    Args:
        connection: of the driver.
        path: for the error.

    Raises:
        StoreDamaged: a sound SQLite file that is not certui's.
        sqlite3.Error: or pysqlite3's; the file is no database, or is locked.
    """
    [(owner,)] = connection.execute("PRAGMA application_id").fetchall()
    if owner != APPLICATION_ID:
        raise StoreDamaged(path=path)
    try:
        found = connection.execute(FOUND).fetchall()
    except DRIVER.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # no such table
            raise StoreDamaged(path=path) from error
        raise
    if len(found) != 1:
        raise StoreDamaged(path=path)
    return str(found[0][0])


def is_behind(found: str, path: Path) -> bool:
    """Whether a database needs migrations.

    Raises:
        StoreNewer: it has had migrations that this program does not know.
    """
    if found not in REVISIONS:
        raise StoreNewer(path=path, revision=found)
    return found != REVISIONS[-1]
