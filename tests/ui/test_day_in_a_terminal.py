"""The day in real terminals: two at one session, and what an idle one sends."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from typing import TYPE_CHECKING

from tests.integration.store.builders import draft, person

from certui.services.day import DayService
from certui.services.sessions import SessionService
from certui.store.sql import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.terminal import Terminal

    Opening = Callable[..., Terminal]

NUMBER = 208
# Runs the application by a clock of which a second is a minute.
_FAST = """
import datetime as dt, sys, time
from certui import bootstrap, config
began, first = time.monotonic(), dt.datetime.now(dt.UTC)
bootstrap.now = lambda: first + 60 * dt.timedelta(seconds=time.monotonic() - began)
sys.exit(bootstrap.run_app(bootstrap.connect(config.load(sys.argv[1]))))
"""


def held(path: Path, pupils: int, *, started: bool) -> None:
    """A session that began an hour ago, by UTC, with so many candidates."""
    now = dt.datetime.now(dt.UTC)
    begun = now - dt.timedelta(hours=1)
    with closing(open_store(path)) as store:
        with store.writing() as work:
            work.set_centre(work.centre().__class__(name="C", uai="", time_zone="UTC"))
            when = {"date": begun.date(), "time": begun.time().replace(second=0, microsecond=0)}
            work.add_session(draft(**when), access_code="BCDF23", number=NUMBER)
            work.insert_pupils(person(number) for number in range(pupils))
            ids = [pupil.id for pupil in work.pupils()]
            work.add_candidates(NUMBER, ids, op_id="held", who="Ada", at=begun)
        day = DayService(store, lambda: now, "Ada")
        if started:
            ids = [
                one.id for one in SessionService(store, lambda: now, "Ada").view(NUMBER).candidates
            ]
            day.arrive(NUMBER, ids)
            day.start_all_arrived(NUMBER)


def on_the_day(terminal: Opening, *arguments: str) -> Terminal:
    """A terminal on the third tab of that session."""
    opened = terminal(*arguments)
    opened.wait_for("›208")
    opened.press("enter")
    opened.wait_for("3 Surveillance")
    opened.press("3")
    opened.wait_for("présent", "F Finaliser")
    return opened


def test_two_terminals_hold_one_session(terminal: Opening, tmp_path: Path) -> None:
    """From the first arrival to the end, each sees the other’s keys without one of its own."""
    path = tmp_path / "day.sqlite"
    held(path, 3, started=False)
    one = on_the_day(terminal, "-m", "certui", "--db", str(path))
    two = on_the_day(terminal, "-m", "certui", "--db", str(path))
    one.press("space", "space", "p")
    two.wait_for("2/3 présents")
    two.press("D")
    two.wait_for("des 2 candidats présents")
    two.press("o")
    one.wait_for("2 en cours")
    two.wait_for("2 tests commencés.")
    two.press("i", *"focus", "enter", *"Écran noir", "enter")
    one.wait_for("!1", "1 incident")
    one.press("*", "e")
    two.wait_for("2 terminés")
    two.press("F")
    two.wait_for("Finaliser la session 208")
    two.press("o")
    two.wait_for("lecture seule")
    one.wait_for("lecture seule", "1 absent")
    one.press("p")
    one.wait_for("elle ne peut plus changer")


def test_an_idle_day_sends_next_to_nothing(terminal: Opening, tmp_path: Path) -> None:
    """Two hundred run: each minute sends the cells that it changes, and a second sends nothing."""
    path = tmp_path / "day.sqlite"
    held(path, 200, started=True)
    idle = on_the_day(terminal, "-c", _FAST, str(path))
    idle.wait_for("200 en cours")
    idle.sent_within(1.0)
    minutes = 4
    sent = len(idle.sent_within(minutes))
    # Fifteen lines of 80 cells, and the hour: the whole screen would be twice as much.
    assert 0 < sent < (minutes + 1) * 1_700
