"""A database of before the day of a session becomes one of after, and neither forgets anything."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.integration.store.builders import NOW, NUMBER, add, fill

from certui.domain.models import Centre
from certui.services.sessions import SessionService
from certui.services.undoing import UndoService
from certui.store import schema
from certui.store.engine import DRIVER, bare_connection, build_engine
from certui.store.files import make_file
from certui.store.migrating import apply
from certui.store.overview import read_overview
from certui.store.sql import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from certui.store.sql import SqlStore


def _migrated(path: Path, revision: str) -> None:
    """Make a database by its revisions alone, up to one of them."""
    path.parent.mkdir(exist_ok=True)
    make_file(path)
    engine = build_engine(path, "BEGIN IMMEDIATE", 1.0, pool_size=1)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id={schema.APPLICATION_ID}")
    engine.dispose()
    apply(path, 1.0, revision)


def _schema(path: Path) -> dict[str, object]:
    """All that a schema is: statements but for their blanks, and what SQLite makes of them."""
    with closing(bare_connection(path, 1.0)) as connection:
        made = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
        schema: dict[str, object] = {
            f"{kind} {name}": (
                table,
                re.sub(r"\s*([,()])\s*", r"\1", " ".join((text or "").split())),
            )
            for kind, name, table, text in made
        }
        for kind, name, _, _ in made:
            asked = {"table": ("table_xinfo", "foreign_key_list"), "index": ("index_xinfo",)}
            for pragma in asked.get(kind, ()):
                schema[f"{pragma} {name}"] = connection.execute(
                    f"PRAGMA {pragma}('{name}')"
                ).fetchall()
    return schema


def _differing(one: Path, other: Path) -> set[str]:
    """What two schemas do not share."""
    mine, theirs = _schema(one), _schema(other)
    return {name for name in mine.keys() | theirs.keys() if mine.get(name) != theirs.get(name)}


def test_a_migrated_schema_is_that_of_a_new_database(tmp_path: Path) -> None:
    """Tables, columns, types, constraints, indexes, triggers: whichever way it was made."""
    open_store(tmp_path / "new.sqlite").close()
    _migrated(tmp_path / "old.sqlite", schema.REVISIONS[-1])
    assert _differing(tmp_path / "old.sqlite", tmp_path / "new.sqlite") == set()


@pytest.mark.parametrize(
    ("otherwise", "told"),
    [
        ("ALTER TABLE pupil ADD COLUMN nickname VARCHAR", "table pupil"),
        ("ALTER TABLE centre DROP COLUMN prepayment_code", "table_xinfo centre"),
        ("ALTER TABLE exam_session RENAME COLUMN room TO place", "table_xinfo exam_session"),
        ("DROP INDEX ix_undo_at", "index ix_undo_at"),
        ("CREATE INDEX more ON journal (who)", "index_xinfo more"),
        ("CREATE TABLE more (id INTEGER)", "table more"),
        (
            "CREATE TRIGGER more AFTER DELETE ON pupil BEGIN DELETE FROM undo; END",
            "trigger more",
        ),
        ("CREATE VIEW more AS SELECT 1", "view more"),
    ],
)
def test_a_schema_that_differs_is_told(path: Path, otherwise: str, told: str) -> None:
    """What the test above compares sees each of these."""
    open_store(path).close()
    other = path.with_name("other.sqlite")
    _migrated(other, schema.REVISIONS[-1])
    with closing(bare_connection(other, 1.0)) as connection:
        connection.execute(otherwise)
    assert told in _differing(path, other)


@pytest.mark.parametrize(
    ("declared", "otherwise"),
    [
        ("room VARCHAR NOT NULL", "room VARCHAR"),
        ("room VARCHAR NOT NULL", "room TEXT NOT NULL"),
        ("DEFAULT '' NOT NULL", "DEFAULT 'x' NOT NULL"),
        ("AUTOINCREMENT", ""),
    ],
    ids=["nothing allowed", "another type", "another default", "ids given again"],
)
def test_a_column_that_differs_is_told(path: Path, declared: str, otherwise: str) -> None:
    """To the last word of its statement."""
    open_store(path).close()
    other = path.with_name("other.sqlite")
    _migrated(other, schema.REVISIONS[-1])
    with closing(bare_connection(other, 1.0)) as connection:
        asked = "SELECT sql FROM sqlite_master WHERE name = 'exam_session'"
        [(text,)] = connection.execute(asked).fetchall()
        text = " ".join(text.split())
        assert declared in text
        connection.execute("DROP TABLE exam_session")
        connection.execute(text.replace(declared, otherwise))
    assert "table exam_session" in _differing(path, other)


def test_a_database_of_before_keeps_all_it_holds(path: Path) -> None:
    """Its candidates are there, expected as before, and an id given once is not given again."""
    _migrated(path, "0001")
    with closing(bare_connection(path, 1.0)) as old:
        old.execute(
            "INSERT INTO exam_session VALUES"
            " (208, 'N', 'S', 'R', 'I', '2027-02-14', '15:30:00.000000', '', 'BCDF23', NULL)"
        )
        old.execute(
            "INSERT INTO pupil VALUES ('1A', 'NOM', 'P', 'F', '2011-05-20', '3EB', '', '', '',"
            " 'France', 'nom', 1, 1, '3eb', '3eb')"
        )
        for number in (40, 41):
            old.execute("DELETE FROM candidate")
            old.execute(
                "INSERT INTO candidate VALUES ('1A', 'NOM', 'P', 'F', '2011-05-20', '3EB', '', '',"
                " '', 'France', 'nom', ?, 208, 1, NULL, '2027-02-14 14:00:00.000000', 'op', 'Ada',"
                " '2027-02-01 14:00:00.000000')",
                (number,),
            )
    with closing(open_store(path)) as store, store.writing() as work:
        (one,) = work.candidates(NUMBER)
        assert (one.id, one.joined_at is None, one.started_at, one.absent_at) == (
            41,
            False,
            None,
            None,
        )
        assert (one.unfinished_reason, one.accessibility) == (None, False)
        assert work.session(NUMBER).finalised_by == ""
    with closing(bare_connection(path, 1.0)) as new:
        new.execute("DELETE FROM candidate")
        rows = new.execute("SELECT seq FROM sqlite_sequence WHERE name = 'candidate'").fetchall()
    assert rows == [(41,)]


def test_a_centre_of_before_is_a_school_that_holds_pix_alone(path: Path) -> None:
    """Nothing else was known of it; its name and zone stay."""
    _migrated(path, "0002")
    with closing(bare_connection(path, 1.0)) as old:
        old.execute("INSERT INTO centre VALUES (1, 'C', '0690001A', 'Indian/Reunion')")
    with closing(open_store(path)) as store, store.reading() as reading:
        assert reading.centre() == Centre(name="C", uai="0690001A", time_zone="Indian/Reunion")


def test_pupils_of_before_have_no_name_in_use(path: Path) -> None:
    """Until a file says one: then they and their candidacies to come have it, and are found."""
    _migrated(path, "0005")
    with closing(bare_connection(path, 1.0)) as old:
        old.execute(
            "INSERT INTO exam_session VALUES (208, 'N', 'S', 'R', 'I', '2027-02-14',"
            " '15:30:00.000000', '', 'BCDF23', NULL, '')"
        )
        old.execute(
            "INSERT INTO pupil VALUES ('1A', 'NOM', 'P', 'F', '2011-05-20', '3EB', '', '', '',"
            " 'France', 'nom', 1, 1, '3eb', '3eb')"
        )
    with closing(open_store(path)) as store:
        add(store, [1])
        with store.writing() as work:
            (pupil,), (entry,) = work.pupils(), work.roster()
            assert (pupil.person.usage_name, entry.usage_name, entry.haystack) == ("", "", "3eb")
            work.update_pupils([(1, replace(pupil.person, usage_name="Éluard"))])
            assert [one.usage_name for one in work.roster()] == ["Éluard"]
            assert "eluard" in work.roster()[0].haystack
            assert [one.person.usage_name for one in work.candidates(NUMBER)] == ["Éluard"]


@pytest.mark.parametrize("facts", ["sco = 2", "billing = 'GIFT'", "sco = NULL"])
def test_the_schema_refuses_what_a_centre_may_not_be(
    store: SqlStore, path: Path, facts: str
) -> None:
    """Whatever a program says."""
    with store.writing() as work:
        work.set_centre(Centre(name="C", uai="", time_zone="Europe/Paris"))
    with closing(bare_connection(path, 1.0)) as connection:
        with pytest.raises(DRIVER.IntegrityError):
            connection.execute(f"UPDATE centre SET {facts}")
        connection.execute("UPDATE centre SET sco = 0, billing = 'PREPAID'")


def test_a_database_of_before_undoing_learns_it(path: Path) -> None:
    """The first glance leaves it to who migrates; then all it held is there, and can be undone."""
    _migrated(path, "0002")
    with closing(bare_connection(path, 1.0)) as old:
        old.execute(
            "INSERT INTO exam_session VALUES (208, 'N', 'S', 'R', 'I', '2027-02-14',"
            " '15:30:00.000000', '', 'BCDF23', NULL, '')"
        )
    assert read_overview(path) is None
    with closing(open_store(path)) as store:
        sessions = SessionService(store, lambda: NOW, "Ada")
        sessions.delete(NUMBER)
        undoing = UndoService(store, lambda: NOW, "Ada")
        last = undoing.next(None)
        assert last is not None
        undoing.undo(last.id)
    seen = read_overview(path)
    assert seen is not None
    assert [session.number for session, _ in seen.sessions()] == [NUMBER]


@pytest.mark.parametrize(
    "facts",
    [
        "started_at = '2027-02-14 15:00:00.000000'",
        "joined_at = '2027-02-14 15:00:00.000000', started_at = '2027-02-14 14:59:59.000000'",
        "joined_at = '2027-02-14 15:00:00.000000', ended_at = '2027-02-14 15:00:00.000000'",
        "absent_at = '2027-02-14 15:00:00.000000', joined_at = '2027-02-14 15:00:00.000000'",
        "unfinished_reason = 'technical'",
        "joined_at = '2027-02-14 15:00:00.000000', unfinished_reason = 'ennui'",
        "accessibility = 2",
    ],
)
def test_the_schema_refuses_what_may_not_be(store: SqlStore, path: Path, facts: str) -> None:
    """Whatever a program says: no start without an arrival, no absence beside one."""
    add(store, fill(store, 1))
    with closing(bare_connection(path, 1.0)) as connection:
        with pytest.raises(DRIVER.IntegrityError):
            connection.execute(f"UPDATE candidate SET {facts}")
        connection.execute(
            "UPDATE candidate SET joined_at = '2027-02-14 15:00:00.000000',"
            " started_at = joined_at, unfinished_reason = 'technical', accessibility = 1"
        )
