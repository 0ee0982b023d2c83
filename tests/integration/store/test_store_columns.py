"""SQLModel's tables are the one declaration: all that is known of them elsewhere is theirs."""

from __future__ import annotations

import ast
import datetime as dt
import enum
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from tests.integration.store.builders import draft, person
from tools import declare

import certui.store
from certui.domain.models import Candidate, Centre, ExamSession, SessionDraft
from certui.domain.pix_settings import Billing, PixSettings
from certui.store import coding, columns, kinds, values
from certui.store.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Iterator

SEEN = {one.name: one for one in vars(columns).values() if isinstance(one, sa.Table)}
ROOM = Path(certui.store.__path__[0])


def test_what_statements_know_is_written_from_the_tables() -> None:
    """Whoever changed a table has run ``make schema``; the first glance's statements come too."""
    assert declare.FILE.read_text("utf-8") == declare.written(), "run make schema"


def test_a_column_more_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the table, in what statements know of it."""
    session = METADATA.tables["exam_session"]
    known = declare.tables()
    more = sa.MetaData()
    changed = session.to_metadata(more)
    changed.append_column(sa.Column("phone", sa.String))
    monkeypatch.setattr(declare, "METADATA", more)
    assert declare.tables() == {"exam_session": {**known["exam_session"], "phone": "String"}}
    assert declare.keys() == {"exam_session": "number"}


def test_every_table_is_there() -> None:
    """None more, none less."""
    assert set(SEEN) == set(METADATA.tables)


@pytest.mark.parametrize("name", sorted(METADATA.tables))
def test_columns_agree(name: str) -> None:
    """The same names in the same order, the same types to the database, the same key."""

    def shape(table: sa.Table) -> list[tuple[object, ...]]:
        dialect = sqlite.dialect()
        return [(one.name, one.type.compile(dialect), one.primary_key) for one in table.columns]

    assert shape(SEEN[name]) == shape(METADATA.tables[name])


def _constants() -> Iterator[tuple[str, str]]:
    """The texts of the room's modules, but for their docstrings and what is written for it."""
    for file in sorted(ROOM.glob("*.py")):
        if file == declare.FILE:
            continue
        tree = ast.parse(file.read_text("utf-8"))
        said = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
        for one in ast.walk(tree):
            if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in said:
                yield file.name, one.value


def test_no_statement_on_the_tables_is_written_by_hand() -> None:
    """Only what is not of them: pragmas, transactions, the revision that Alembic keeps."""
    verbs = ("SELECT ", "INSERT ", "UPDATE ", "DELETE ", "CREATE ", "ALTER ")
    found = [(file, text) for file, text in _constants() if text.lstrip().startswith(verbs)]
    assert found == [("schema.py", "SELECT version_num FROM alembic_version")]


@pytest.mark.parametrize("kind", sorted(coding.TYPES))
def test_a_kind_is_read_by_the_driver_as_by_sqlalchemy(kind: str) -> None:
    """The first glance and the open store give the same value of the same column."""
    samples: dict[str, Any] = {
        "Boolean": True,
        "Date": dt.date(2027, 2, 14),
        "Integer": 7,
        "String": "été",
        "Time": dt.time(15, 30, 1, 5),
        "UtcDateTime": dt.datetime(2027, 2, 14, 15, 30, 1, 5, tzinfo=dt.UTC),
        "BillingName": Billing.PREPAID,
        "Lines": ("CléA", "Pix+"),
        "Json": {"é": [1, None]},
    }
    coded = kinds.FROM_DRIVER.get(kind)
    every = list(coded) if isinstance(coded, enum.EnumMeta) else [samples[kind]]
    table = sa.Table("t", sa.MetaData(), sa.Column("c", coding.TYPES[kind]))
    engine = sa.create_engine("sqlite://")
    with engine.begin() as connection:
        table.create(connection)
        connection.execute(sa.insert(table), [{"c": one} for one in every])
        raw = [one for (one,) in connection.exec_driver_sql("SELECT c FROM t")]
        read = list(connection.execute(sa.select(table.c.c)).scalars())
    engine.dispose()
    assert read == every
    assert [(coded or (lambda one: one))(one) for one in raw] == every
    assert {type(one) for one in read} == {type(one) for one in every}
    if kind in kinds.TO_DRIVER:
        assert [kinds.TO_DRIVER[kind](one) for one in every] == raw


def test_every_field_of_a_value_has_its_column() -> None:
    """But for those that stand otherwise: the zone, the person, what a centre is to Pix."""
    for table, kind, apart in (
        ("exam_session", ExamSession, {"time_zone"}),
        ("exam_session", SessionDraft, set()),
        ("candidate", Candidate, {"person"}),
        ("centre", Centre, {"pix"}),
        ("centre", PixSettings, set()),
    ):
        names = {field.name for field in fields(kind)}
        assert names - declare.tables()[table].keys() == apart
    for table in ("pupil", "candidate"):
        assert set(values.PERSON_COLUMNS) <= declare.tables()[table].keys()
    assert values.of(draft(), values.DRAFT_COLUMNS)["room"] == draft().room
    row = {**values.of(person(1), values.PERSON_COLUMNS), "more": 1}
    assert values.person(row) == person(1)


def test_an_instant_without_a_zone_is_refused() -> None:
    """It would be stored as if it were UTC."""
    with pytest.raises(ValueError, match="time zone"):
        coding.UtcDateTime().process_bind_param(dt.datetime(2027, 2, 14), sqlite.dialect())  # noqa: DTZ001 - that is the mistake


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
