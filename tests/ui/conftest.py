"""The application over a real database: the invented school, as it stands on a given Monday."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest
from tests.ui.terminal import Terminal

from certui import bootstrap
from certui.app import CertuiApp
from certui.config import Settings
from certui.services import demo
from certui.store.sql import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from textual.pilot import Pilot

    from certui.bootstrap import Services
    from certui.services.demo import Lists

WHO = "Camille Benhamur"


class Clock:
    """The present, until it is told otherwise."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        """The present instant, aware."""
        return self.now


class School:
    """A database, what can be done to it, and its present.

    Args:
        path: the database.
        services: the use cases over it.
        clock: their present.
    """

    def __init__(self, path: Path, services: Services, clock: Clock) -> None:
        self.path = path
        self.use_cases = services
        self.sessions = services.sessions
        self.enrolment = services.enrolment
        self.store = services.store
        self.clock = clock

    def app(self) -> CertuiApp:
        """The application, not yet running."""
        return CertuiApp(self.use_cases)

    def run(self, width: int = 80, height: int = 24) -> AbstractAsyncContextManager[Pilot[None]]:
        """The application, running without a terminal."""
        return self.app().run_test(size=(width, height), notifications=True)


@pytest.fixture(scope="session")
def present() -> dt.datetime:
    """The Monday on which the invented school is made."""
    return dt.datetime(2026, 11, 23, 14, 30, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, lists: Lists, present: dt.datetime) -> Path:
    """A database with the invented school, to be copied."""
    path = tmp_path_factory.mktemp("template") / "certui.sqlite"
    store = open_store(path)
    demo.fill(store, lists, Clock(present))
    store.close()
    return path


@pytest.fixture
def school(
    template: Path, tmp_path: Path, present: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> Iterator[School]:
    """The invented school: sessions 208 and 209 to come, 210 begun, 207 finalised."""
    path = tmp_path / "school.sqlite"
    shutil.copyfile(template, path)
    path.chmod(0o600)
    yield from _school(path, Clock(present), monkeypatch)


@pytest.fixture
def empty_school(
    tmp_path: Path, present: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> Iterator[School]:
    """A database that nothing was put into."""
    yield from _school(tmp_path / "empty.sqlite", Clock(present), monkeypatch)


def _school(path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[School]:
    monkeypatch.setattr(bootstrap, "now", clock)
    with bootstrap.opened(Settings(database=str(path), who=WHO)) as services:
        yield School(path, services, clock)


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
