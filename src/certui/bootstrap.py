"""The only composition root: settings → store → services → application."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import gc
import os
import signal
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from typing_extensions import override

from certui import config
from certui.deferred import deferred
from certui.domain.text import clean
from certui.late import late
from certui.services.use_cases import UseCases
from certui.store.waiting import DeferredStore
from certui.terminal import start
from certui.themes import THEMES, Looks

if TYPE_CHECKING:
    import tempfile
    from collections.abc import Callable, Iterator
    from types import FrameType

    from certui import app as application
    from certui.config import Settings
    from certui.dialogue import talk as dialogue
    from certui.documents import printing, renderer, saving
    from certui.domain.pix_list import Nomenclature
    from certui.files import paths
    from certui.rosters import listed_places, school_files
    from certui.services import (
        day,
        demo,
        enrolment,
        fetching,
        leavers,
        needs,
        papers,
        roster,
        sessions,
        undoing,
    )
    from certui.services.day import DayService
    from certui.services.demo import Lists
    from certui.services.enrolment import EnrolmentService
    from certui.services.fetching import Delivery
    from certui.services.leavers import LeaverService
    from certui.services.needs import NeedsService
    from certui.services.papers import PaperService
    from certui.services.ports.roster import RosterFiles
    from certui.services.ports.sessions import Overview
    from certui.services.ports.store import Store
    from certui.services.roster import RosterService
    from certui.services.sessions import SessionService
    from certui.services.undoing import UndoService
    from certui.store import overview, sql
else:
    application = late("certui.app")
    dialogue = late("certui.dialogue.talk")
    printing = late("certui.documents.printing")
    renderer = late("certui.documents.renderer")
    saving = late("certui.documents.saving")
    paths = late("certui.files.paths")
    listed_places = late("certui.rosters.listed_places")
    school_files = late("certui.rosters.school_files")
    day = late("certui.services.day")
    demo = late("certui.services.demo")
    enrolment = late("certui.services.enrolment")
    fetching = late("certui.services.fetching")
    leavers = late("certui.services.leavers")
    needs = late("certui.services.needs")
    papers = late("certui.services.papers")
    roster = late("certui.services.roster")
    sessions = late("certui.services.sessions")
    undoing = late("certui.services.undoing")
    overview = late("certui.store.overview")
    sql = late("certui.store.sql")
    tempfile = late("tempfile")


class Services(UseCases):
    """The use cases, and the store that they work on.

    Each is loaded and made when it is first asked for: the first frame needs none of them.

    Attributes:
        store: where everything is kept.

    Args:
        store: where everything is kept.
        settings: what certui runs with.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self.who = clean(settings.who) or "?"
        self._settings = settings

    @property
    def looks(self) -> Looks:
        """What is settled of the looks before the first frame."""
        return Looks(
            start.depth(os.environ),
            THEMES.get(self._settings.theme),
            ascii=self._settings.ascii or start.needs_ascii(os.environ),
        )

    @cached_property
    @override
    def sessions(self) -> SessionService:
        return sessions.SessionService(self.store, now, self.who)

    @cached_property
    @override
    def enrolment(self) -> EnrolmentService:
        return enrolment.EnrolmentService(self.store, now, self.who)

    @cached_property
    @override
    def needs(self) -> NeedsService:
        return needs.NeedsService(self.store, now, self.who)

    @cached_property
    @override
    def day(self) -> DayService:
        administrator = self._settings.administrator
        return day.DayService(self.store, now, self.who, administrator=administrator)

    @cached_property
    @override
    def roster(self) -> RosterService:
        files = deferred(_school_files)
        return roster.RosterService(self.store, files, _save_document, now, self.who)

    @cached_property
    @override
    def leavers(self) -> LeaverService:
        return leavers.LeaverService(self.store, now, self.who)

    @cached_property
    @override
    def papers(self) -> PaperService:
        command = self._settings.print_command
        return papers.PaperService(
            self.store,
            deferred(lambda: renderer.DocumentRenderer(config.templates_folder())),
            _save_document,
            now,
            deferred(lambda: printing.CommandPrinter(command)) if command else None,
            nomenclature=deferred(_listed_places),
        )

    @cached_property
    @override
    def delivery(self) -> Delivery:
        return _delivery(self._settings)

    @cached_property
    @override
    def undoing(self) -> UndoService:
        return undoing.UndoService(self.store, now, self.who)


def now() -> dt.datetime:
    """The present instant, aware UTC."""
    return dt.datetime.now(dt.UTC)


def connect(settings: Settings, *, seeded: int | None = None, create: bool = True) -> Services:
    """The services over the database that the settings name; nothing is opened yet.

    Args:
        settings: where the database is, and who is at the keyboard.
        seeded: when given, the database is filled with an invented school of so many pupils as it
            is opened.
        create: whether a database is made where there is none.
    """
    # A database that was shown and is gone must not come back empty (hazards F14).
    shown = False

    def opener() -> Store:
        store = _open_store(settings.database, clean(settings.who), create=create and not shown)
        if seeded is not None:
            fill(store, seeded)
        return store

    def glance() -> Overview | None:
        nonlocal shown
        target = settings.database or config.default_database()
        seen = overview.read_overview(target)
        shown = shown or seen is not None
        return overview.nothing_yet(target) if create and not shown else seen

    store = DeferredStore(opener, None if seeded is not None else glance)
    return Services(cast("Store", store), settings)


@contextlib.contextmanager
def opened(settings: Settings, *, create: bool = True) -> Iterator[Services]:
    """The services for the length of one ``with``; the store is closed at its end.

    Args:
        settings: as for :func:`connect`.
        create: as for :func:`connect`.
    """
    services = connect(settings, create=create)
    try:
        yield services
    finally:
        services.store.close()


@contextlib.contextmanager
def opened_apart() -> Iterator[Services]:
    """The services over an empty school, which is thrown away at the end."""
    with tempfile.TemporaryDirectory(prefix="certui-empty-") as folder:
        settings = config.load(str(Path(folder) / config.DATABASE_NAME))
        with opened(settings) as services:
            yield services


def fill(store: Store, students: int) -> None:
    """Fill an empty store with the invented school.

    Raises:
        certui.errors.NotEmpty: it holds something already.
    """
    demo.fill(store, demo_lists(), now, students)


def demo_lists() -> Lists:
    """The lists that the invented school is drawn from."""
    return demo.Lists.parse(
        config.data_file("demo-last-names.txt").read_text("utf-8"),
        config.data_file("demo-first-names.txt").read_text("utf-8"),
        config.data_file("demo-birth-places.txt").read_text("utf-8"),
    )


def run_app(services: Services) -> int:
    """Run the application until the person leaves it.

    Returns:
        The exit status.
    """
    start.set_toolkit()
    # Nothing that is imported goes away: the collector would walk it in vain. The first screen lets
    # it begin again, once all that comes with the others is there.
    gc.disable()
    app = application.CertuiApp(services, services.looks)
    try:
        app.run(mouse=start.has_mouse())
    finally:
        services.store.close()
    return app.return_code or 0


def run_dialogue(services: Services) -> int:
    """Talk a line at a time until the person leaves it.

    Returns:
        The exit status.
    """
    try:
        dialogue.talk(services, start.heard(), sys.stdout)
    finally:
        services.store.close()
    return 0


def run_demo(
    students: int,
    run: Callable[[Services], int] | None = None,
    *,
    ascii_signs: bool = False,
) -> int:
    """Run the application on the invented school, which is thrown away at the end.

    Args:
        students: how many pupils it has.
        run: the application unless given.
        ascii_signs: whether signs are drawn in ASCII.

    Returns:
        The exit status.
    """
    with leaving_on_signals(), tempfile.TemporaryDirectory(prefix="certui-demo-") as folder:
        database = str(Path(folder) / config.DATABASE_NAME)
        settings = dataclasses.replace(
            config.load(database, ascii_signs=ascii_signs), who=demo.WHO, administrators=(demo.WHO,)
        )
        return (run or run_app)(connect(settings, seeded=students))


def _open_store(database: str | None, who: str, *, create: bool) -> Store:
    return sql.open_store(database or config.default_database(), create=create, who=who)


def _school_files() -> RosterFiles:
    return school_files.SchoolFiles()


def _listed_places() -> Nomenclature:
    return listed_places.ListedPlaces()


def _save_document(content: bytes, folder: str, name: str, *, overwrite: bool) -> Path:
    return saving.save_in(content, folder, name, overwrite=overwrite)


def _complete_folder(typed: str) -> str:
    return paths.completed(typed, folders_only=True).text


def _delivery(settings: Settings) -> Delivery:
    far = bool(os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"))
    return fetching.Delivery(
        environ=dict(os.environ),
        folder=lambda: config.documents_folder(settings, far=far),
        complete=_complete_folder,
        host=settings.server,
        forced=settings.forced_command,
    )


@contextlib.contextmanager
def leaving_on_signals() -> Iterator[None]:
    """Turn a hang-up or a termination into an exit, so that what is temporary is removed."""

    def leave(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    earlier = {one: signal.signal(one, leave) for one in (signal.SIGHUP, signal.SIGTERM)}
    try:
        yield
    finally:
        for one, handler in earlier.items():
            signal.signal(one, handler)
