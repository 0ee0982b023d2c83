"""Who is erased is gone: from the answers, and from the disk."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from tests.integration.store.builders import (
    NUMBER,
    add,
    added,
    attempt,
    draft,
    fail,
    fill,
    needs_wal,
    person,
)

from certui.store.engine import bare_connection
from certui.store.sql import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from certui.store.sql import SqlStore

PUPILS = 300
NAME = "OUBLIE"


def _enter(store: SqlStore) -> list[int]:
    """Pupils whose name stands nowhere else; answers their ids."""
    with store.writing() as work:
        work.add_session(draft(), access_code="", number=NUMBER)
        work.insert_pupils(
            person(number, ine=None, last_name=NAME, birth_city=NAME) for number in range(PUPILS)
        )
        return [pupil.id for pupil in work.pupils()]


def _left(path: Path) -> int:
    """How many times the name stands in the database's files."""
    files = [one.read_bytes().lower() for one in path.parent.iterdir()]
    return sum(content.count(NAME.lower().encode()) for content in files)


def test_only_who_left_and_is_in_no_session_is_erased(store: SqlStore) -> None:
    """Active pupils, candidates and unknown ids are passed over."""
    ids = fill(store, 4)
    add(store, ids[:1])
    with store.writing() as work:
        work.disable_pupils(ids[:3])
        assert work.erase_pupils([*ids[:2], ids[3], 404]) == 1
        assert [pupil.id for pupil in work.pupils()] == [ids[0], ids[2], ids[3]]
        assert work.erase_pupils([]) == 0


def test_the_id_of_an_erased_pupil_is_not_given_again(store: SqlStore) -> None:
    """A tick made before must not become a tick of somebody else."""
    ids = fill(store, 2)
    with store.writing() as work:
        work.disable_pupils(ids[1:])
        work.erase_pupils(ids[1:])
        work.insert_pupils([person(7)])
        assert [pupil.id for pupil in work.pupils()] == [ids[0], ids[1] + 1]


def test_nothing_is_left_of_who_was_erased(store: SqlStore, path: Path) -> None:
    """Neither in the database nor in its log, as soon as it is done (F15)."""
    ids = _enter(store)
    assert _left(path) >= PUPILS
    with store.writing() as work:
        work.disable_pupils(ids)
        assert work.erase_pupils(ids) == PUPILS
    assert _left(path) == 0


def test_what_a_candidate_was_called_goes_too(store: SqlStore, path: Path) -> None:
    """A candidate who was removed leaves no trace once their pupil is erased."""
    ids = _enter(store)
    add(store, ids)
    with store.writing() as work:
        work.remove_candidates(NUMBER, added(work, NUMBER, "op"))
        work.disable_pupils(ids)
        work.erase_pupils(ids)
    assert _left(path) == 0


@needs_wal
def test_what_a_reader_keeps_goes_after_the_next_write(store: SqlStore, path: Path) -> None:
    """A view of before stands in the way of emptying the log; it does not make erasing fail."""
    ids = _enter(store)
    with closing(bare_connection(path, 0.0)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM pupil").fetchall()
        with store.writing() as work:
            work.disable_pupils(ids)
            work.erase_pupils(ids)
        assert _left(path) > 0
    with store.writing() as work:
        work.insert_pupils([person(1)])
    assert _left(path) == 0


def test_an_erasure_that_fails_erases_nothing(store: SqlStore, path: Path) -> None:
    """It is a unit of work as any other."""
    ids = _enter(store)
    with pytest.raises(LookupError):
        attempt(
            store,
            lambda work: work.disable_pupils(ids),
            lambda work: work.erase_pupils(ids),
            fail,
        )
    with store.reading() as reading:
        assert len(reading.roster()) == PUPILS
    assert _left(path) >= PUPILS


def test_an_erasure_in_the_rollback_journal_leaves_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where SQLite cannot be trusted with WAL, the same holds."""
    monkeypatch.setattr("certui.store.engine.journal_mode", lambda _: "DELETE")
    with closing(open_store(path)) as store:
        ids = _enter(store)
        with store.writing() as work:
            work.disable_pupils(ids)
            work.erase_pupils(ids)
        assert _left(path) == 0
