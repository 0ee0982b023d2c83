"""The application over a real database: the invented school, as it stands on a given Monday."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest
from tests.ui.terminal import Terminal

from certui.app import CertuiApp
from certui.services import demo
from certui.services.enrolment import EnrolmentService
from certui.services.rosters import RosterService
from certui.services.sessions import SessionService
from certui.store.sql import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from textual.pilot import Pilot

    from certui.domain.models import RosterFile
    from certui.services.demo import Lists
    from certui.store.sql import SqlStore

WHO = "Camille Benhamur"
STUDENTS = 600


class Clock:
    """The present, until it is told otherwise."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        """The present instant, aware."""
        return self.now


class School:
    """A database, its services and its clock; the application over them.

    Args:
        store: the database.
        clock: its present.
    """

    def __init__(self, store: SqlStore, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self.sessions = SessionService(store, clock, WHO)
        self.enrolment = EnrolmentService(store, clock, WHO)
        self.rosters = RosterService(store, no_roster, clock, WHO)

    def app(self) -> CertuiApp:
        """The application, not yet running."""
        return CertuiApp(self.sessions, self.enrolment, self.rosters)

    def run(self, width: int = 80, height: int = 24) -> AbstractAsyncContextManager[Pilot[None]]:
        """The application, running without a terminal."""
        return self.app().run_test(size=(width, height), notifications=True)


def no_roster(path: Path) -> RosterFile:
    """No screen reads a roster file yet."""
    raise AssertionError(path)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, lists: Lists) -> Path:
    """A database with the invented school, to be copied."""
    path = tmp_path_factory.mktemp("school") / "certui.sqlite"
    store = open_store(path)
    monday = dt.datetime(2026, 11, 23, 14, 30, tzinfo=dt.UTC)
    demo.fill(store, lists, Clock(monday), STUDENTS)
    store.close()
    return path


@pytest.fixture
def school(template: Path, tmp_path: Path, monday: dt.datetime) -> Iterator[School]:
    """The invented school: sessions 208 and 209 to come, 210 begun, 207 finalised."""
    path = tmp_path / "school.sqlite"
    shutil.copyfile(template, path)
    path.chmod(0o600)
    store = open_store(path)
    yield School(store, Clock(monday))
    store.close()


@pytest.fixture
def empty_school(tmp_path: Path, monday: dt.datetime) -> Iterator[School]:
    """A database that nothing was put into."""
    store = open_store(tmp_path / "empty.sqlite")
    yield School(store, Clock(monday))
    store.close()


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    """Opens real terminals, and closes them at the end."""
    opened: list[Terminal] = []

    def opening(*arguments: str, **options: object) -> Terminal:
        opened.append(Terminal(arguments, **options))  # type: ignore[arg-type]  # as Terminal's
        return opened[-1]

    yield opening
    for one in opened:
        one.__exit__(None, None, None)
