"""Values that the tests of the store put into it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from certui.domain.models import Action, Person, SessionDraft, Sex
from certui.domain.undoing import UndoEntry
from certui.store.engine import DRIVER, journal_mode

if TYPE_CHECKING:
    from collections.abc import Callable

    from certui.services.ports.store import Writing
    from certui.store.sql import SqlStore
    from certui.store.work import SqlWriting

NOW = dt.datetime(2026, 11, 23, 14, 30, 5, 250, tzinfo=dt.UTC)
NUMBER = 208
IN_WAL = journal_mode(DRIVER.sqlite_version_info) == "WAL"
needs_wal = pytest.mark.skipif(not IN_WAL, reason="this SQLite keeps to the rollback journal")


def person(number: int, **facts: object) -> Person:
    """A pupil of 3EB, unlike all others by number."""
    known: dict[str, Any] = {
        "ine": f"{number:010}A",
        "last_name": f"NOM-{number:04}",
        "first_name": "Chloé",
        "sex": Sex.FEMALE,
        "birth_date": dt.date(2011, 5, 20),
        "class_name": "3EB",
        "birth_city": "Besançon",
        "birth_city_code": "25056",
        "birth_department": "Doubs",
        "birth_country": "France",
    }
    return Person(**known | facts)


def draft(**facts: object) -> SessionDraft:
    """A session on 14 February 2027 at 15:30."""
    known: dict[str, Any] = {
        "name": "Troisièmes A, B",
        "site": "Collège",
        "room": "B204",
        "invigilators": "Ada",
        "date": dt.date(2027, 2, 14),
        "time": dt.time(15, 30),
        "notes": "",
    }
    return SessionDraft(**known | facts)


def fill(store: SqlStore, pupils: int) -> list[int]:
    """Give an empty store session 208 and so many pupils; answers their ids."""
    with store.writing() as work:
        work.add_session(draft(), access_code="BCDF23", number=NUMBER)
        work.insert_pupils(person(number) for number in range(pupils))
        return [pupil.id for pupil in work.pupils()]


def add(store: SqlStore, pupil_ids: list[int], op_id: str = "op") -> int:
    """Enrol pupils in session 208, in a unit of work of their own."""
    with store.writing() as work:
        return work.add_candidates(NUMBER, pupil_ids, op_id=op_id, who="Ada", at=NOW)


def attempt(store: SqlStore, *actions: Callable[[SqlWriting], object]) -> None:
    """Do several things in one unit of work."""
    with store.writing() as work:
        for action in actions:
            action(work)


def fail(_work: SqlWriting) -> None:
    """Fail inside a unit of work."""
    raise LookupError


def added(work: Writing, number: int, op_id: str) -> list[int]:
    """The ids of the candidates whom one addition added, as undoing it learns them."""
    entry = UndoEntry(op_id=op_id, action=Action.ADD, number=number, who="Ada", at=NOW, count=1)
    kept = work.keep_added(entry)
    parts = work.undo_parts(kept)
    work.forget_undo(kept)
    return [part.candidate_id for part in parts if part.candidate_id is not None]
