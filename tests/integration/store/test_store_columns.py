"""The tables as statements see them are those that SQLModel makes."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.dialects import sqlite

from certui.store import columns
from certui.store.tables import METADATA

if TYPE_CHECKING:
    from pathlib import Path

    import sqlalchemy as sa

SEEN = {
    one.name: one
    for one in (
        columns.CENTRE,
        columns.ROSTER,
        columns.PUPIL,
        columns.SESSION,
        columns.CANDIDATE,
        columns.INCIDENT,
        columns.JOURNAL,
        columns.UNDO,
        columns.UNDO_PART,
    )
}


def shape(column: sa.Column[object]) -> tuple[object, ...]:
    """What a statement's meaning depends on."""
    kind = column.type
    return (
        column.name,
        kind.compile(sqlite.dialect()),
        isinstance(kind, columns.UtcDateTime),
        column.primary_key,
    )


def test_every_table_is_there() -> None:
    """None more, none less."""
    assert set(SEEN) == set(METADATA.tables)


@pytest.mark.parametrize("name", sorted(METADATA.tables))
def test_columns_agree(name: str) -> None:
    """The same names, and the same types on both sides."""
    assert set(map(shape, SEEN[name].columns)) == set(map(shape, METADATA.tables[name].columns))


def test_an_instant_without_a_zone_is_refused() -> None:
    """It would be stored as if it were UTC."""
    with pytest.raises(ValueError, match="time zone"):
        columns.UtcDateTime().process_bind_param(dt.datetime(2027, 2, 14), sqlite.dialect())  # noqa: DTZ001 - that is the mistake


def test_a_database_that_exists_is_used_without_sqlmodel(path: Path) -> None:
    """Only making or migrating one takes SQLModel and its models."""
    program = (
        "import sys\n"
        "from certui.store.sql import open_store\n"
        "store = open_store(sys.argv[1])\n"
        "with store.writing() as work: work.roster_stamp()\n"
        "with store.reading() as view: view.sessions()\n"
        "store.close()\n"
        "print(*sys.modules)\n"
    )
    run = [sys.executable, "-c", program, str(path)]
    for made in (True, False):
        done = subprocess.run(run, check=True, capture_output=True, text=True, timeout=60)
        heavy = {"sqlmodel", "pydantic", "sqlalchemy.orm"} & set(done.stdout.split())
        assert bool(heavy) == made
