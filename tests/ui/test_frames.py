"""Only what changed is sent, and what was sent is what the screen is."""

from __future__ import annotations

import random
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from tests.ui.seen import press, settled
from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.strip import Strip

from certui.terminal.picture import Frame, Picture, Piece

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from rich.console import RenderableType
    from tests.ui.conftest import School
    from textual.pilot import Pilot
    from textual.screen import Screen

# Keys of the picker and of what opens over it; nothing that leaves it.
_KEYS = (
    *("3", "e", "b", "a", "m", "backspace", "down", "up", "enter", "space", "pagedown", "pageup"),
    *("slash", "tab", "shift+tab", "shift+down", "home", "end", "ctrl+s", "question_mark", "c"),
)


class Far:
    """The terminal at the other end: what it was sent, and what it shows."""

    def __init__(self) -> None:
        self.frames: list[str] = []
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.Stream(self._screen)

    def take(self, frame: str) -> None:
        """Be sent a frame."""
        self.frames.append(frame)
        self._stream.feed(frame)

    @property
    def text(self) -> str:
        """What it shows."""
        return "\n".join(line.rstrip() for line in self._screen.display)


@pytest.fixture
def far(monkeypatch: pytest.MonkeyPatch) -> Far:
    """A terminal that every frame of the application goes to."""
    terminal = Far()
    display = App._display  # noqa: SLF001 - no public way to what is sent

    def sent(app: App[None], screen: Screen[Any], renderable: RenderableType | None) -> None:
        if isinstance(renderable, CompositorUpdate) and not app._batch_count:  # noqa: SLF001 - as there
            terminal.take(renderable.render_segments(app.console))
        display(app, screen, renderable)

    monkeypatch.setattr(App, "_display", sent)
    return terminal


@asynccontextmanager
async def picker(school: School) -> AsyncIterator[Pilot[None]]:
    """The picker of an empty session, its pupils shown."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "enter", "a")
        yield pilot


# With 8, a message comes while the keys below take a second line: all above it moves.
@pytest.mark.parametrize("seed", [0, 1, 2, 8])
async def test_what_was_sent_is_what_the_screen_is(school: School, far: Far, seed: int) -> None:
    """Whatever is pressed: ticks, filters, modals, toasts over the table."""
    draw = random.Random(seed)
    async with picker(school) as pilot:
        for _ in range(15):
            keys = draw.choices(_KEYS, k=draw.randint(1, 4))
            shown = await press(pilot, *keys)
            assert far.text == shown, keys


_STYLES = (Style(), Style(bold=True), Style(reverse=True), Style.parse("default on default"))
_LETTERS = st.sampled_from("aé  中")
_WIDTH = 24
_CUTS = st.sampled_from([(0, _WIDTH), (0, 10), (10, _WIDTH), (2, 9), (9, 12), (12, _WIDTH)])


@st.composite
def pieces(draw: st.DrawFn) -> list[Piece]:
    """Pieces of two lines, which lie beside or over one another."""
    made = []
    for _ in range(draw(st.integers(1, 4))):
        left, right = draw(_CUTS)
        runs = st.tuples(st.text(_LETTERS, max_size=12), st.sampled_from(_STYLES))
        segments = [Segment(text, style) for text, style in draw(st.lists(runs, max_size=3))]
        strip = Strip(segments).adjust_cell_length(right - left, _STYLES[0])
        made.append(Piece(left, draw(st.integers(0, 1)), strip))
    return made


def _cells(screen: pyte.Screen) -> list[tuple[str, bool, bool]]:
    """Each cell as it looks: a blank has no weight."""
    cells = [screen.buffer[y][x] for y in range(2) for x in range(_WIDTH)]
    return [(one.data, one.bold and one.data != " ", one.reverse) for one in cells]


@given(st.lists(st.one_of(pieces(), st.none()), max_size=8))
def test_the_news_show_what_all_of_it_would(frames: list[list[Piece] | None]) -> None:
    """Whatever stood there: other styles, wide letters, pieces cut otherwise, a wiped screen."""
    picture = Picture()
    screens = pyte.Screen(_WIDTH, 2), pyte.Screen(_WIDTH, 2)
    console = Console(color_system="256")
    for frame in frames:
        if frame is None:
            picture.forget()
            screens[1].reset()
            screens[0].reset()
            continue
        whole = "".join(f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for x, y, strip in frame)
        news = Frame(picture.news(frame)).render_segments(console)
        assert len(news) <= len(whole) + 8 * len(frame)
        for screen, sent in zip(screens, (whole, news), strict=True):
            pyte.Stream(screen).feed(sent)
        assert _cells(screens[0]) == _cells(screens[1])


def test_what_stands_there_is_not_sent_again() -> None:
    """The same line twice; and of one that differs in a letter, the letter."""
    picture, console = Picture(), Console(color_system="256")
    one, same, other = (Strip([Segment(text)]) for text in ("MARTIN", "MARTIN", "MARTEN"))
    assert picture.news([Piece(0, 0, one)])
    assert picture.news([Piece(0, 0, same)]) == []
    assert Frame(picture.news([Piece(0, 0, other)])).render_segments(console) == "\x1b[1;5HE"


@pytest.mark.parametrize(("key", "lines"), [("down", 2), ("pagedown", 15)])
async def test_a_key_sends_the_lines_that_it_changed(
    school: School, far: Far, key: str, lines: int
) -> None:
    """The cursor goes down: two lines, and nothing else; a page: its rows. Both in one frame."""
    async with picker(school) as pilot:
        before = (await press(pilot, "enter", "down")).split("\n")
        far.frames.clear()
        after = (await press(pilot, key)).split("\n")
        changed = [y for y in range(24) if after[y] != before[y]]
        (frame,) = far.frames
        assert len(changed) == lines
        assert [y for y in range(24) if f"\x1b[{y + 1};" in frame] == changed


async def test_a_screen_that_opens_sends_what_differs(school: School, far: Far) -> None:
    """Not the whole screen over and over: 19 kB once for a session, and nothing for what stays."""
    async with school.run() as pilot:
        await settled(pilot)
        far.frames.clear()
        await press(pilot, "enter")
        assert sum(map(len, far.frames)) < 2500
        assert not any("Collège de la Démonstration" in frame for frame in far.frames)
        far.frames.clear()
        await press(pilot, "a")
        assert sum(map(len, far.frames)) < 3500


async def test_a_letter_is_painted_once_and_at_once(
    school: School, far: Far, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the letter has been handled its frame has gone: no queue is waited for."""
    async with picker(school) as pilot:
        app = pilot.app
        far.frames.clear()
        painted: list[int] = []
        handle = app.on_event

        async def watched(event: events.Event) -> None:
            await handle(event)
            if isinstance(event, events.Key):
                painted.append(len(far.frames))

        monkeypatch.setattr(app, "on_event", watched)
        await press(pilot, "3")
        assert painted == [1]
        assert len(far.frames) == 1
