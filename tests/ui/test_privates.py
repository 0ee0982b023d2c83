"""What certui relies on that each private name of Textual does: one test a name, told by its own.

Where one fails with a new release of Textual, its name says what was dropped or does another thing.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

import pytest
from textual import events
from textual._animator import Animator
from textual._queue import Queue
from textual._styles_cache import StylesCache
from textual.app import App
from textual.containers import VerticalScroll
from textual.geometry import Offset, Region, Size
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.widgets._toast import Toast, ToastRack

from certui.terminal import privates
from certui.terminal.privates import LEANT_ON, crash, driver, field, frames, keys, memory, toasts
from certui.terminal.privates.driver import XTermParser
from certui.terminal.privates.frames import Compositor, CompositorUpdate

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console, RenderableType
    from tests.ui.terminal import Terminal
    from textual.app import ComposeResult
    from textual.widgets.input import Selection

_MOVED: Final = "\x1b[<35;10;5M"
_TURNS: Final = 10_000
_SIZES: Final = "\x1b[48;24;80;480;800t"


class Drawing(Compositor):
    """Notes what it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def update_widgets(self, widgets: set[Widget]) -> None:
        """Note that widgets are to be drawn again."""
        self.asked.append("update_widgets")
        super().update_widgets(widgets)

    def render_full_update(self, simplify: bool = False) -> Any:  # noqa: FBT002 - Textual's signature
        """Note that all is drawn."""
        self.asked.append("render_full_update")
        return super().render_full_update(simplify)

    def render_partial_update(self) -> Any:
        """Note that a part is drawn."""
        self.asked.append("render_partial_update")
        return super().render_partial_update()


class Front(frames.ScreenHooks[None], Screen[None]):
    """A screen with hooks."""

    def __init__(self) -> None:
        super().__init__()
        self.compositor = Drawing()
        self.draw_by(self.compositor)
        self.sizes: list[Size] = []

    def fit(self, size: Size) -> None:
        """Note a size."""
        self.sizes.append(size)
        super().fit(size)

    def compose(self) -> ComposeResult:
        """A text, a field, and something to scroll."""
        yield Static("Ligne", id="text")
        yield Field(id="field")
        with VerticalScroll():
            yield Static("\n" * 99)


class Field(field.InputHooks, Input):
    """A field with hooks."""

    def __init__(self, id: str | None = None) -> None:
        self.noted: list[object] = []
        super().__init__(id=id)

    def value_changed(self, value: str) -> None:
        """Note a value."""
        self.noted.append(value)
        super().value_changed(value)

    def selection_changed(self, selection: Selection) -> None:
        """Note a selection."""
        self.noted.append(selection)
        super().selection_changed(selection)


class Small(frames.DisplayHooks[None], crash.CrashHooks[None], App[None]):
    """An application with hooks."""

    BINDINGS: ClassVar = [("f9", "bell", "Sonner")]

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[object] = []
        self.crashes = 0
        self.headless = True

    @property
    def is_headless(self) -> bool:
        """Whether nothing is written to a terminal; a test may want it to be."""
        return self.headless

    def get_default_screen(self) -> Front:
        """The screen with hooks."""
        return Front()

    def send(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Note what is sent."""
        self.sent.append(renderable)
        super().send(screen, renderable)

    def crash(self) -> None:
        """Note that it leaves."""
        self.crashes += 1
        super().crash()

    @property
    def front(self) -> Front:
        """Its screen."""
        assert isinstance(self.screen, Front)
        return self.screen

    @property
    def text(self) -> Static:
        """A widget."""
        return self.screen.query_one("#text", Static)

    @property
    def field(self) -> Field:
        """A field."""
        return self.screen.query_one(Field)


class Words(CompositorUpdate):
    """A frame of one word."""

    console: Console

    def render_segments(self, console: Console) -> str:
        """The word."""
        self.console = console
        return "MOT"


async def _until(right: Callable[[], object]) -> None:
    """Let the loop turn until something is right."""
    turns = 0
    while not right():
        turns += 1
        assert turns < _TURNS
        await asyncio.sleep(0)


def test_every_name_has_a_test_by_its_name() -> None:
    """``test_`` owner ``_`` name: what is not tested is not known to be there."""
    wanted = {
        f"test_{owner.rpartition('.')[2].strip('_')}_{name.strip('_')}_".lower()
        for owners in LEANT_ON.values()
        for owner, names in owners.items()
        for name in names
    }
    tests = [one for one in globals() if one.startswith("test_")]
    assert [one for one in sorted(wanted) if not any(test.startswith(one) for test in tests)] == []


@pytest.mark.parametrize("part", privates.Part)
def test_nothing_is_missing_to_the_toolkit_that_is_installed(part: privates.Part) -> None:
    """Every part of the engine is in use."""
    assert privates.missing(part) == ()


def test_a_name_that_is_not_there_is_missing() -> None:
    """Of a class, of a module, and of what does not exist."""
    for owner in ("textual.app.App", "textual.app", "textual.app.Nothing", "textual._nothing.App"):
        assert not privates.Private(owner, "_otherwise").is_there


# The application


async def test_app_exit_is_set_once_it_leaves() -> None:
    """Not before; what is typed afterwards has no effect."""
    app = Small()
    async with app.run_test():
        assert not keys.is_leaving(app)
        app.exit()
        assert keys.is_leaving(app)


async def test_app_handle_exception_leaves_with_a_crash() -> None:
    """As if a task of Textual's had failed."""
    app = Small()
    with pytest.raises(ZeroDivisionError):
        async with app.run_test():
            keys.report(app, ZeroDivisionError())
    assert app.return_code == 1


async def test_app_registry_has_every_screen_and_widget() -> None:
    """And no longer those that were removed."""
    app = Small()
    async with app.run_test():
        text = app.text
        assert {app.screen, *app.screen.query("*")} <= set(keys.registry(app))
        await text.remove()
        assert text not in set(keys.registry(app))


async def test_app_batch_count_is_above_zero_in_a_batch() -> None:
    """Nothing is painted then."""
    app = Small()
    async with app.run_test():
        assert not frames.is_batching(app)
        with app.batch_update():
            assert frames.is_batching(app)
        assert not frames.is_batching(app)


async def test_app_display_is_asked_to_send_every_frame() -> None:
    """Whatever a screen paints comes by."""
    app = Small()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert any(isinstance(one, CompositorUpdate) for one in app.sent)


async def test_app_previous_cursor_position_is_where_the_cursor_was_sent() -> None:
    """With the frame before."""
    app = Small()
    async with app.run_test() as pilot:
        await pilot.pause()
        app.headless = False
        app.cursor_position = Offset(3, 2)
        assert frames.sent_cursor(app) != app.cursor_position
        app.send(app.screen, cast("Any", Words()))
        assert frames.sent_cursor(app) == app.cursor_position


async def test_app_size_is_what_the_terminal_told_last() -> None:
    """None before it told anything."""
    app = Small()
    assert frames.known_size(app) is None
    async with app.run_test(size=(80, 24)) as pilot:
        assert frames.known_size(app) in {None, Size(80, 24)}
        await pilot.resize_terminal(70, 20)
        assert frames.known_size(app) == Size(70, 20)


async def test_app_check_bindings_does_what_a_key_is_bound_to() -> None:
    """And says whether it is bound to anything."""
    app = Small()
    async with app.run_test():
        assert not await toasts.is_bound(app, "f8")
        assert await toasts.is_bound(app, "f9")


async def test_app_notifications_are_what_is_told() -> None:
    """Until it is over."""
    app = Small()
    async with app.run_test(notifications=True) as pilot:
        assert list(toasts.notifications(app)) == []
        app.notify("Fait")
        await pilot.pause()
        assert [one.message for one in toasts.notifications(app)] == ["Fait"]


async def test_app_unnotify_closes_one_toast() -> None:
    """That, and no other."""
    app = Small()
    async with app.run_test(notifications=True) as pilot:
        app.notify("Fait")
        app.notify("Refusé")
        await pilot.pause()
        first, _ = toasts.notifications(app)
        toasts.put_away(app, first)
        await pilot.pause()
        assert [one.message for one in toasts.notifications(app)] == ["Refusé"]
        assert len(app.screen.query(Toast)) == 1


async def test_app_fatal_error_is_asked_to_leave_after_an_error() -> None:
    """So that what is shown of it can be chosen."""
    app = Small()
    with pytest.raises(ZeroDivisionError):
        async with app.run_test():
            keys.report(app, ZeroDivisionError())
    assert app.crashes == 1


async def test_animator_idle_event_is_clear_while_something_moves() -> None:
    """A scroll takes effect in a turn of it."""
    app = Small()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.animator, Animator)
        assert not keys.is_scrolling(app)
        app.text.styles.animate("opacity", 0.5, duration=60)
        assert keys.is_scrolling(app)
        await app.text.stop_animation("opacity", complete=True)


# Queues


async def test_messagepump_message_queue_has_what_is_not_handled_yet() -> None:
    """Who has a message is busy."""
    app = Small()
    async with app.run_test() as pilot:
        await pilot.pause()
        await _until(lambda: not keys.is_busy(app.text))
        app.text.post_message(events.Enter(app.text))
        assert isinstance(app.text._message_queue, Queue)
        assert app.text.message_queue_size == 1
        assert keys.is_busy(app.text)
        await _until(lambda: not keys.is_busy(app.text))


async def test_messagepump_next_callbacks_are_what_is_called_next() -> None:
    """Who is to call something is busy."""
    app = Small()
    async with app.run_test() as pilot:
        await pilot.pause()
        called: list[int] = []
        app.text.call_next(called.append, 1)
        assert app.text._next_callbacks
        assert keys.is_busy(app.text)
        await _until(lambda: called)
        await _until(lambda: not keys.is_busy(app.text))


async def test_messagepump_is_mounted_is_false_while_a_widget_is_made() -> None:
    """Who is being made is busy."""
    app = Small()
    async with app.run_test():
        widget = Widget()
        assert not widget._is_mounted
        assert keys.is_busy(widget)
        await app.mount(widget)
        await _until(lambda: not keys.is_busy(widget))
        assert widget._is_mounted


async def test_messagepump_closing_is_true_once_a_widget_goes() -> None:
    """Not before: who is going is busy."""
    app = Small()
    async with app.run_test():
        text = app.text
        await _until(lambda: not keys.is_busy(text))
        assert not text._closing
        await text.remove()
        assert text._closing


async def test_messagepump_closed_is_true_once_a_widget_is_gone() -> None:
    """It takes no message any more: nobody waits for it."""
    app = Small()
    async with app.run_test():
        text = app.text
        assert not text._closed
        await text.remove()
        assert text._closed
        assert not keys.is_busy(text)


async def test_queue_ready_event_is_set_while_a_message_waits() -> None:
    """And waited for while none does."""
    queue: Queue[int] = Queue()
    assert not queue.ready_event.is_set()
    queue.put_nowait(1)
    assert queue.ready_event.is_set()
    assert await queue.get() == 1
    assert not queue.ready_event.is_set()


async def test_event_waiters_are_the_tasks_that_wait() -> None:
    """None, while the one there is does something else."""
    event = asyncio.Event()
    assert not event._waiters
    waits = asyncio.create_task(event.wait())
    await asyncio.sleep(0)
    assert event._waiters
    event.set()
    await waits
    assert not event._waiters


# Screens and widgets


async def test_screen_callbacks_are_what_is_called_after_a_frame() -> None:
    """A screen that has some is busy."""
    app = Small()
    async with app.run_test() as pilot:
        await pilot.pause()
        called: list[int] = []
        app.screen.refresh(layout=True)
        app.screen.call_after_refresh(called.append, 1)
        await _until(lambda: app.screen._callbacks or called)
        assert not called
        assert keys.is_busy(app.screen)
        await pilot.pause()
        await _until(lambda: called)


async def test_screen_compositor_draws_it() -> None:
    """The one that it was given."""
    app = Small()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.front.compositor.asked
        assert app.text in frames.drawn(app.screen)


async def test_screen_dirty_widgets_are_painted() -> None:
    """Those that were added, and there are none afterwards."""
    app = Small()
    async with app.run_test() as pilot:
        await pilot.pause()
        app.front.compositor.asked.clear()
        frames.paint(app.screen, [app.text])
        assert app.front.compositor.asked == ["update_widgets", "render_partial_update"]
        assert not app.screen._dirty_widgets


async def test_screen_on_timer_update_paints_at_once() -> None:
    """When it returns the frame was sent."""
    app = Small()
    async with app.run_test() as pilot:
        await pilot.pause()
        app.sent.clear()
        app.text.refresh()
        app.screen._dirty_widgets.add(app.text)
        app.screen._on_timer_update()
        (frame,) = app.sent
        assert isinstance(frame, CompositorUpdate)


async def test_screen_screen_resized_is_told_every_size() -> None:
    """Of the terminal's."""
    app = Small()
    async with app.run_test() as pilot:
        await pilot.resize_terminal(70, 20)
        await pilot.pause()
        assert app.front.sizes[-1] == Size(70, 20)


async def test_widget_layout_required_marks_what_moves() -> None:
    """Until it has its place."""
    app = Small()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert not keys.must_be_arranged(app.text)
        app.text.refresh(layout=True)
        assert app.text._layout_required
        assert keys.must_be_arranged(app.text)
        await pilot.pause()
        assert not keys.must_be_arranged(app.text)


async def test_widget_scroll_required_marks_what_scrolls() -> None:
    """Until it has."""
    app = Small()
    async with app.run_test() as pilot:
        await pilot.pause()
        scroll = app.screen.query_one(VerticalScroll)
        assert not keys.must_be_arranged(scroll)
        scroll.scroll_to(y=5, animate=False, immediate=True)
        assert scroll._scroll_required
        assert keys.must_be_arranged(scroll)
        await pilot.pause()
        assert not keys.must_be_arranged(scroll)


async def test_widget_recompose_required_marks_what_is_made_anew() -> None:
    """Until it is."""
    app = Small()
    async with app.run_test() as pilot:
        await pilot.pause()
        app.text.refresh(recompose=True)
        assert app.text._recompose_required
        assert keys.must_be_arranged(app.text)
        await pilot.pause()
        assert not keys.must_be_arranged(app.text)


async def test_widget_repaint_required_marks_what_is_painted_again() -> None:
    """Until it is; or until it is painted by who was told so."""
    app = Small()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert not frames.must_be_painted(app.text)
        app.text.refresh()
        assert frames.must_be_painted(app.text)
        frames.paint(app.screen, [app.text])
        assert not frames.must_be_painted(app.text)


# The compositor


async def test_compositor_dirty_regions_are_what_is_drawn_again() -> None:
    """All of it, when so marked; nothing, once taken."""
    app = Small()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        compositor = app.front.compositor
        assert frames.take_marked(compositor) == []
        app.text.refresh()
        compositor.update_widgets({app.text})
        assert frames.take_marked(compositor) == [app.text.region]
        frames.mark_all(compositor)
        assert frames.take_marked(compositor) == [Region(0, 0, 80, 24)]
        assert frames.take_marked(compositor) == []


def test_compositor_regions_to_spans_covers_each_cell_once() -> None:
    """Line, first column, column after the last; what overlaps is one."""
    regions = [Region(0, 1, 5, 1), Region(3, 1, 5, 1), Region(9, 2, 1, 1)]
    assert sorted(frames.spans(Compositor(), regions)) == [(1, 0, 8), (2, 9, 10)]


async def test_compositor_update_widgets_is_told_what_to_draw() -> None:
    """Before anything of it is drawn."""
    app = Small()
    async with app.run_test() as pilot:
        await pilot.pause()
        app.front.compositor.asked.clear()
        app.text.refresh()
        await pilot.pause()
        assert app.front.compositor.asked[0] == "update_widgets"


async def test_compositor_render_partial_update_draws_what_changed() -> None:
    """A widget drawn again is a part."""
    app = Small()
    async with app.run_test() as pilot:
        await pilot.pause()
        app.front.compositor.asked.clear()
        frames.paint(app.screen, [app.text])
        assert app.front.compositor.asked[-1] == "render_partial_update"


async def test_compositor_render_full_update_draws_the_whole_screen() -> None:
    """As when all of it is drawn again."""
    app = Small()
    async with app.run_test() as pilot:
        await pilot.pause()
        app.front.compositor.asked.clear()
        app.screen.refresh()
        await pilot.pause()
        assert "render_full_update" in app.front.compositor.asked


async def test_compositor_size_is_that_of_the_screen() -> None:
    """In cells."""
    app = Small()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.front.compositor.size == Size(80, 24)


async def test_compositor_visible_widgets_have_their_places() -> None:
    """The region of a widget and what it is clipped to, the foremost first."""
    app = Small()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        seen = app.front.compositor.visible_widgets
        assert seen[app.text] == (Region(0, 0, 80, 1), Region(0, 0, 80, 24))
        order = list(seen)
        assert order.index(app.text) < order.index(app.screen)


async def test_compositorupdate_render_segments_is_what_the_terminal_is_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As it is, and then the place of the cursor."""
    app = Small()
    async with app.run_test() as pilot:
        await pilot.pause()
        written: list[str] = []
        driver = app._driver
        assert driver is not None
        monkeypatch.setattr(driver, "write", written.append)
        app.headless = False
        app.send(app.screen, cast("Any", Words()))
        app.headless = True
        assert any(one.startswith("MOT\x1b[") for one in written)


# The driver


def test_linuxdriver_run_input_thread_reads_the_keys(terminal: Callable[..., Terminal]) -> None:
    """In a thread of its own, once the terminal is ready; who replaces it reads them."""
    program = (
        "import os\n"
        "from textual.app import App\n"
        "from certui.terminal.privates.driver import DriverHooks\n"
        "class Driver(DriverHooks):\n"
        "    def read_keys(self): os.write(1, b'READS:' + os.read(self.fileno, 1))\n"
        "App(driver_class=Driver).run()"
    )
    opened = terminal("-c", program)
    opened.wait_for_bytes(b"\x1b[?1049h")
    opened.send(b"k")
    opened.wait_for_bytes(b"READS:k")


def test_xtermparser_feed_gives_events() -> None:
    """Of a letter and of a sequence."""
    parsed = list(XTermParser().feed("a\x1b[A"))
    assert [one.key for one in parsed if isinstance(one, events.Key)] == ["a", "up"]


def _moved() -> XTermParser:
    parser = XTermParser()
    assert list(parser.feed(_MOVED))
    return parser


def test_xtermparser_last_x_is_where_the_mouse_was() -> None:
    """A parser that follows knows it."""
    assert driver.parser_after(_moved()).last_x == 9


def test_xtermparser_last_y_is_where_the_mouse_was() -> None:
    """A parser that follows knows it."""
    assert driver.parser_after(_moved()).last_y == 4


def _told() -> XTermParser:
    parser = XTermParser()
    assert list(parser.feed(_SIZES))
    return parser


def test_xtermparser_mouse_pixels_is_whether_the_mouse_tells_them() -> None:
    """A parser that follows knows it."""
    assert not XTermParser().mouse_pixels
    assert driver.parser_after(_told()).mouse_pixels


def test_xtermparser_terminal_size_is_what_the_terminal_told() -> None:
    """A parser that follows knows it."""
    assert driver.parser_after(_told()).terminal_size == (80, 24)


def test_xtermparser_terminal_pixel_size_is_what_the_terminal_told() -> None:
    """A parser that follows knows it."""
    assert driver.parser_after(_told()).terminal_pixel_size == (800, 480)


# Toasts


async def test_toast_toast_is_what_is_told() -> None:
    """One for each message."""
    app = Small()
    async with app.run_test(notifications=True) as pilot:
        app.notify("Fait")
        await pilot.pause()
        assert len(app.screen.query(Toast)) == 1


async def test_toastrack_show_closes_what_is_no_longer_told() -> None:
    """On the screen that it is on, in front or not."""
    app = Small()
    async with app.run_test(notifications=True) as pilot:
        below = app.screen
        app.notify("Fait")
        await pilot.pause()
        app.push_screen(Screen())
        await pilot.pause()
        assert below.get_child_by_type(ToastRack).query(Toast)
        toasts.put_all_away(app)
        await pilot.pause()
        assert not below.query(Toast)
        assert not app.screen.query(Toast)
        assert list(toasts.notifications(app)) == []


# The field


async def test_input_initial_value_brings_the_cursor_to_the_end_of_the_first_text() -> None:
    """Unless the field has begun empty."""
    app = Small()
    async with app.run_test():
        begun = Field()
        await app.mount(begun)
        begun.begin_empty()
        begun.value = app.field.value = "abc"
        assert app.field.cursor_position == 3
        assert begun.cursor_position == 0


async def test_input_watch_value_is_told_each_value() -> None:
    """Within the change itself."""
    app = Small()
    async with app.run_test():
        app.field.noted.clear()
        app.field.value = "abc"
        assert "abc" in app.field.noted


async def test_input_watch_selection_is_told_where_the_cursor_is() -> None:
    """Within the change itself."""
    app = Small()
    async with app.run_test():
        app.field.value = "abc"
        app.field.noted.clear()
        app.field.cursor_position = 1
        assert app.field.noted == [app.field.selection]


# Memory


async def test_stylescache_get_inner_outer_remembers_until_it_is_told_to_forget() -> None:
    """The widgets that it was asked about, whether they are gone or not."""
    app = Small()
    async with app.run_test() as pilot:
        await pilot.pause()
        app.text.styles.border = ("solid", "red")
        await pilot.pause()
        assert StylesCache.get_inner_outer.cache_info().currsize
        memory.forget_drawn()
        assert not StylesCache.get_inner_outer.cache_info().currsize
