"""A session on its day, kept in a real database of each test’s own."""

from __future__ import annotations

import datetime as dt
import shutil
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

import pytest
from tests.integration.store.builders import NUMBER, draft, person

from certui.services.day import DayService
from certui.services.enrolment import EnrolmentService
from certui.services.sessions import SessionService
from certui.services.undoing import UndoService
from certui.store.sql import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from certui.domain.models import Candidate
    from certui.services.sessions import SessionView
    from certui.store.sql import SqlStore

PUPILS = 5
START = dt.datetime(2027, 2, 14, 14, 30, tzinfo=dt.UTC)


class Day:
    """Session 208, of five candidates, and two people who hold it on connections of their own.

    Attributes:
        adas_list: the sessions, as Ada sees them.
        bobs_list: the same of Bob.
        adas: what Ada can undo.
        bobs: what Bob can.

    Args:
        path: the database.
        opened: closes what is opened.
    """

    def __init__(self, path: Path, opened: ExitStack) -> None:
        self.now = START
        self.stores: list[SqlStore] = [
            opened.enter_context(closing(open_store(path, who=who))) for who in ("Ada", "Bob")
        ]
        first, second = self.stores
        self.ada = DayService(first, self.clock, "Ada", administrator=True)
        self.bob = DayService(second, self.clock, "Bob")
        self.adas_list = SessionService(first, self.clock, "Ada")
        self.bobs_list = SessionService(second, self.clock, "Bob")
        self.enrolment = EnrolmentService(second, self.clock, "Bob")
        self.adas = UndoService(first, self.clock, "Ada")
        self.bobs = UndoService(second, self.clock, "Bob")

    def clock(self) -> dt.datetime:
        """The present, until it is told otherwise."""
        return self.now

    @property
    def view(self) -> SessionView:
        """The session as it stands."""
        return self.adas_list.view(NUMBER)

    @property
    def ids(self) -> list[int]:
        """The candidates, by name."""
        return [one.id for one in self.view.candidates]

    def candidate(self, candidate_id: int) -> Candidate:
        """One of them as they stand."""
        (found,) = (one for one in self.view.candidates if one.id == candidate_id)
        return found

    def journal(self) -> list[tuple[str, str, int | None]]:
        """Who did what to whom, in order."""
        with self.stores[0].reading() as reading:
            rows = reading._connection.exec_driver_sql(
                "SELECT who, action, candidate_id FROM journal ORDER BY id"
            )
            return [tuple(row) for row in rows]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with that session, to be copied."""
    path = tmp_path_factory.mktemp("day") / "prepared.sqlite"
    with closing(open_store(path)) as store, store.writing() as work:
        work.add_session(draft(), access_code="BCDF23", number=NUMBER)
        work.insert_pupils(person(number) for number in range(PUPILS))
        ids = [pupil.id for pupil in work.pupils()]
        at = START - dt.timedelta(days=9)
        work.add_candidates(NUMBER, ids, op_id="prepared", who="Ada", at=at)
    return path


@pytest.fixture
def path(prepared: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    copy = tmp_path / "day.sqlite"
    shutil.copyfile(prepared, copy)
    copy.chmod(0o600)
    return copy


@pytest.fixture
def day(path: Path) -> Iterator[Day]:
    """The session, held by two."""
    with ExitStack() as opened:
        yield Day(path, opened)
