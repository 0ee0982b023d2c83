"""Bursts of keys, in any pieces, on a store that answers late: the same as keys typed slowly.

The long form: ``make bursts``.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import os
import random
import shutil
import time
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

import pytest
from tests.ui.conftest import WHO, Clock
from tests.ui.seen import paint, sent_text

from certui import bootstrap
from certui.app import CertuiApp
from certui.config import Settings
from certui.screens.roster_reading import ReadingPage
from certui.services import demo
from certui.store.engine import DRIVER
from certui.store.sql import open_store
from certui.terminal.reader import KeyReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from textual.message import Message
    from textual.pilot import Pilot

    from certui.bootstrap import Services
    from certui.services.demo import Lists
    from certui.services.ports.sessions import Overview
    from certui.services.ports.store import Reading, Store, Writing

T = TypeVar("T")

BURSTS: Final = int(os.environ.get("CERTUI_BURSTS", "500"))
# Bursts that two applications are given one after another, each going on from where they are.
_RUN: Final = 25
# An application is at rest when it has been for so many turns of its loop.
_TURNS: Final = 20
_PAUSE: Final = 0.001
_NOON: Final = dt.datetime(2026, 11, 23, 14, 30, tzinfo=dt.UTC)
_SENT: Final = {
    "escape": b"\x1b",
    "enter": b"\r",
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "space": b" ",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "left": b"\x1b[D",
    "right": b"\x1b[C",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
    "delete": b"\x1b[3~",
    "backspace": b"\x7f",
    "shift+down": b"\x1b[1;2B",
    "shift+up": b"\x1b[1;2A",
    "f1": b"\x1b[11~",
    "f2": b"\x1b[12~",
    "ctrl+s": b"\x13",
    "ctrl+p": b"\x10",
    "ctrl+l": b"\x0c",
    "slash": b"/",
    "question_mark": b"?",
    "asterisk": b"*",
}
# What moves is as likely as what does; what leaves the program ends a run, and is left out.
_EVERYWHERE: Final = ("down", "up", "space", "enter", "escape", "tab", "slash", "u", "u")
_LEAVE: Final = frozenset({"q", "ctrl+q", "ctrl+c"})
_WRITTEN: Final = ("centre", "pupil", "exam_session", "candidate", "incident")
_DRAWN_BY_LOT: Final = frozenset({"access_code", "op_id"})


class LateStore:
    """A store that answers when it likes.

    Args:
        store: the real one.
        late: seconds to wait before each answer.
    """

    def __init__(self, store: Store, late: Callable[[], float]) -> None:
        self._store = store
        self._late = late

    def reading(self) -> AbstractContextManager[Reading]:
        """Open a view, late."""
        return self._after(self._store.reading)

    def overview(self) -> AbstractContextManager[Overview]:
        """Open a view of the list, late."""
        return self._after(self._store.overview)

    def writing(self) -> AbstractContextManager[Writing]:
        """Begin a unit of work, late."""
        return self._after(self._store.writing)

    def version(self) -> int:
        """What it says, at once."""
        return self._store.version()

    def close(self) -> None:
        """Let go of it."""
        self._store.close()

    @contextlib.contextmanager
    def _after(self, opens: Callable[[], AbstractContextManager[T]]) -> Iterator[T]:
        time.sleep(self._late())
        with opens() as opened:
            yield opened


@pytest.fixture(scope="module")
def small_school(tmp_path_factory: pytest.TempPathFactory, lists: Lists) -> Path:
    """A small invented school, to be copied."""
    path = tmp_path_factory.mktemp("small") / "certui.sqlite"
    store = open_store(path)
    demo.fill(store, lists, Clock(_NOON), 90)
    store.close()
    return path


def services_over(path: Path, late: Callable[[], float]) -> Services:
    """The use cases over a store that is late."""
    services = bootstrap.connect(Settings(database=str(path), who=WHO))
    services.store = LateStore(services.store, late)
    return services


async def rest(pilot: Pilot[None]) -> None:
    """Wait until no key waits and nothing is read or done."""
    app = pilot.app
    assert isinstance(app, CertuiApp)
    turns = 0
    while app.is_running and turns < _TURNS:
        # A loop that turned without a pause would leave the threads that read hardly any time.
        await asyncio.sleep(0 if turns else _PAUSE)
        reads = any(one.group == "read" and not one.is_finished for one in app.workers)
        turns = turns + 1 if app.at_rest and not reads else 0


async def shown(pilot: Pilot[None]) -> str:
    """What the terminal shows of an application at rest, but messages: they go by the clock."""
    app = pilot.app
    assert isinstance(app, CertuiApp)
    text = ""
    while app.is_running:
        app.clear_notifications()
        await rest(pilot)
        app.action_redraw()
        paint(app)
        before, text = text, sent_text(app)
        told = any(one.query("Toast") for one in app.screen_stack)
        if text.strip() and before == text and not told:
            break
    return text


async def type_slowly(pilot: Pilot[None], key: str) -> None:
    """A key, and what it does."""
    for event in _events([key]):
        pilot.app.post_message(event)
    await rest(pilot)


async def type_at_once(pilot: Pilot[None], keys: Sequence[str], lot: random.Random) -> None:
    """All keys in one packet, or in pieces cut anywhere with hardly a pause between them."""
    sent = b"".join(_bytes(key) for key in keys)
    reader = KeyReader()
    cuts = sorted(lot.randint(0, len(sent)) for _ in range(lot.choice((0, 0, 1, 3))))
    for start, end in zip([0, *cuts], [*cuts, len(sent)], strict=True):
        for event in reader.feed(sent[start:end]):
            pilot.app.post_message(event)
        for _ in range(lot.choice((0, 0, 5, 100))):
            await asyncio.sleep(0)
    for event in reader.idle():
        pilot.app.post_message(event)
    await rest(pilot)


def _bytes(key: str) -> bytes:
    return _SENT.get(key, key.encode())


def _events(keys: Sequence[str]) -> list[Message]:
    reader = KeyReader()
    return [event for key in keys for event in (*reader.feed(_bytes(key)), *reader.idle())]


def keys_of(app: CertuiApp) -> list[str]:
    """All keys that have a meaning on the present screen, and letters."""
    bound = [key for key in app.screen.active_bindings if key in _SENT or len(key) == 1]
    return [*sorted(set(bound) - _LEAVE), *"ae3", *_EVERYWHERE]


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that is stored, but what is drawn by lot."""
    # The store's own library: a second one in this process would drop the first one's locks.
    with contextlib.closing(DRIVER.connect(path)) as database:
        found: dict[str, list[tuple[object, ...]]] = {}
        for table in _WRITTEN:
            names = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            kept = ", ".join(name for name in names if name not in _DRAWN_BY_LOT)
            rows = database.execute(f"SELECT {kept} FROM {table} ORDER BY 1")
            found[table] = rows.fetchall()
        acts = "SELECT who, action, session_number, done, skipped, candidate_id FROM journal"
        found["journal"] = database.execute(f"{acts} ORDER BY id").fetchall()
    return found


class Burst(NamedTuple):
    """Keys, and what typing them slowly leaves behind."""

    keys: list[str]
    shown: str
    content: dict[str, list[tuple[object, ...]]]


async def typed_slowly(path: Path, lot: random.Random) -> list[Burst]:
    """Bursts of keys that have a meaning where they are typed."""
    services = services_over(path, lambda: 0)
    bursts: list[Burst] = []
    async with CertuiApp(services).run_test(size=(80, 24), notifications=True) as pilot:
        await shown(pilot)
        for _ in range(_RUN):
            keys: list[str] = []
            for _ in range(lot.randint(1, 10)):
                assert isinstance(pilot.app, CertuiApp)
                keys.append(lot.choice(keys_of(pilot.app)))
                await type_slowly(pilot, keys[-1])
                if isinstance(pilot.app.screen, ReadingPage) and keys[-1] == "enter":
                    # That a file is being read is seen, and what it forbids meanwhile is refused.
                    break
            bursts.append(Burst(keys, await shown(pilot), content(path)))
    services.store.close()
    return bursts


@pytest.mark.parametrize("seed", range(-(-BURSTS // _RUN)))
async def test_a_burst_does_what_the_same_keys_do_typed_slowly(
    small_school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Same store, same screen, never an exception: whatever the pieces, however late the store."""
    monkeypatch.setattr(bootstrap, "now", Clock(_NOON))
    # Documents go to a folder of the same name each time, with nothing in it.
    home = tmp_path / "home"
    monkeypatch.setenv("HOME", str(home))
    home.mkdir()
    lot = random.Random(seed)
    # Some sentences name the database.
    paths = [tmp_path / folder / "school.sqlite" for folder in ("1", "2")]
    for path in paths:
        path.parent.mkdir()
        shutil.copyfile(small_school, path)
    bursts = await typed_slowly(paths[0], lot)
    shutil.rmtree(home)
    home.mkdir()
    services = services_over(paths[1], lambda: lot.choice((0, 0, 0.001, 0.004)))
    async with CertuiApp(services).run_test(size=(80, 24), notifications=True) as pilot:
        await shown(pilot)
        for count, burst in enumerate(bursts):
            await type_at_once(pilot, burst.keys, lot)
            seen = await shown(pilot)
            typed = f"{burst.keys} after {[one.keys for one in bursts[:count]]}"
            assert seen == burst.shown, f"{typed}\n{seen}\nbut slowly:\n{burst.shown}"
            assert content(paths[1]) == burst.content, typed
    services.store.close()
