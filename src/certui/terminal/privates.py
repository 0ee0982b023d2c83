"""The only module that names what is private to Textual, to Rich or to asyncio.

Each name stands once in :data:`LEANT_ON`, below the part of the engine that leans on it, and has a
test of what is relied on, by its name (``tests/ui/test_privates.py``). A part of which one is
missing is not used: Textual's own way stands in its place (:mod:`certui.terminal.engine`).

Methods of Textual's that a part replaces have public names here: ``…Hooks`` are mixed in, and their
subclasses override those.
"""

from __future__ import annotations

import contextlib
import enum
import functools
import importlib
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from textual.drivers.linux_driver import LinuxDriver
from textual.screen import Screen

from certui.terminal.mixins import AppMixin, InputMixin, ScreenMixin

# Where one of these is gone, nobody asks for it: see LEANT_ON.
with contextlib.suppress(ImportError):
    from textual._compositor import Compositor as Compositor
    from textual._compositor import CompositorUpdate as CompositorUpdate
with contextlib.suppress(ImportError):
    from textual._xterm_parser import XTermParser as XTermParser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.color import ColorSystem
    from rich.console import Console, RenderableType
    from textual.app import App
    from textual.geometry import Offset, Region, Size
    from textual.message_pump import MessagePump
    from textual.notifications import Notification
    from textual.widget import Widget
    from textual.widgets.input import Selection

T = TypeVar("T")


class Part(enum.Enum):
    """A part of the engine that can be done without."""

    KEYS = "keys"
    FRAMES = "frames"
    DRIVER = "driver"
    TOASTS = "toasts"
    FIELD = "field"
    MEMORY = "memory"
    CRASH = "crash"


class Private(NamedTuple):
    """A name that its owner may drop.

    Attributes:
        owner: a class, with its module; or a module.
        name: its attribute; of a class, whether it has it or its instances do from the beginning.
    """

    owner: str
    name: str

    @property
    def is_there(self) -> bool:
        """Whether the owner has it still."""
        module, _, name = self.owner.rpartition(".")
        try:
            owner = getattr(importlib.import_module(module), name)
        except (ImportError, AttributeError):
            return False
        return hasattr(owner, self.name) or self.name in _set_at_first(owner)


_APP: Final = "textual.app.App"
_PUMP: Final = "textual.message_pump.MessagePump"
_SCREEN: Final = "textual.screen.Screen"
_WIDGET: Final = "textual.widget.Widget"
_COMPOSITOR: Final = "textual._compositor.Compositor"
_PARSER: Final = "textual._xterm_parser.XTermParser"
_TO_ARRANGE: Final = ("_layout_required", "_scroll_required", "_recompose_required")
_OF_THE_MOUSE: Final = (
    "last_x",
    "last_y",
    "mouse_pixels",
    "terminal_size",
    "terminal_pixel_size",
)

LEANT_ON: Final[Mapping[Part, Mapping[str, Sequence[str]]]] = {
    Part.KEYS: {
        _APP: ("_exit", "_handle_exception", "_registry"),
        "textual._animator.Animator": ("_idle_event",),
        _PUMP: ("_closed", "_closing", "_is_mounted", "_message_queue", "_next_callbacks"),
        "textual._queue.Queue": ("ready_event",),
        _SCREEN: ("_callbacks",),
        _WIDGET: _TO_ARRANGE,
        "asyncio.Event": ("_waiters",),
    },
    Part.FRAMES: {
        _APP: ("_batch_count", "_display", "_previous_cursor_position", "_size"),
        _SCREEN: ("_compositor", "_dirty_widgets", "_on_timer_update", "_screen_resized"),
        _WIDGET: (*_TO_ARRANGE, "_repaint_required"),
        _COMPOSITOR: (
            "_dirty_regions",
            "_regions_to_spans",
            "render_full_update",
            "render_partial_update",
            "size",
            "update_widgets",
            "visible_widgets",
        ),
        "textual._compositor.CompositorUpdate": ("render_segments",),
        "rich.console.Console": ("_color_system",),
    },
    Part.DRIVER: {
        _APP: ("_handle_exception",),
        "textual.drivers.linux_driver.LinuxDriver": ("_run_input_thread",),
        _PARSER: ("feed", *_OF_THE_MOUSE),
    },
    Part.TOASTS: {
        _APP: ("_check_bindings", "_notifications", "_unnotify"),
        "textual.widgets._toast": ("Toast",),
        "textual.widgets._toast.ToastRack": ("show",),
    },
    Part.FIELD: {
        "textual.widgets.Input": ("_initial_value", "_watch_selection", "_watch_value"),
    },
    Part.MEMORY: {"textual._styles_cache.StylesCache": ("get_inner_outer",)},
    Part.CRASH: {_APP: ("_fatal_error",)},
}


@functools.cache
def missing(part: Part) -> tuple[Private, ...]:
    """What a part of the engine leans on and is not there."""
    wanted = (Private(owner, name) for owner, names in LEANT_ON[part].items() for name in names)
    return tuple(one for one in wanted if not one.is_there)


def _set_at_first(owner: object) -> set[str]:
    """What the instances of a class have from the beginning."""
    bases: Iterable[type] = getattr(owner, "__mro__", ())
    makers = (getattr(vars(one).get("__init__"), "__code__", None) for one in bases)
    return {name for code in makers if code is not None for name in code.co_names}


# Keys in order


def is_leaving(app: App[Any]) -> bool:
    """Whether an application was told to leave."""
    return app._exit


def report(app: App[Any], error: Exception) -> None:
    """Let an application crash, as an error in a task of its own does."""
    app._handle_exception(error)


def registry(app: App[Any]) -> Iterable[MessagePump]:
    """The screens and widgets of an application."""
    return app._registry


def is_scrolling(app: App[Any]) -> bool:
    """Whether the animator works: a scroll takes effect in a turn of it."""
    return not app.animator._idle_event.is_set()


def must_be_arranged(widget: Widget) -> bool:
    """Whether a widget, or what it holds, is to get another place."""
    return widget._layout_required or widget._scroll_required or widget._recompose_required


def is_busy(pump: MessagePump) -> bool:
    """Whether a queue has a message, or what it belongs to is being made, or handles one."""
    if pump._closed:  # it takes no message any more
        return False
    if isinstance(pump, Screen) and pump._callbacks:  # what follows its frame
        return True
    if pump.message_queue_size or pump._closing or not pump._is_mounted or pump._next_callbacks:
        return True
    # Who handles a message does not wait for one.
    comes: Any = pump._message_queue.ready_event
    return not comes._waiters


# Frames


class ScreenHooks(ScreenMixin[T]):
    """A screen that can be told how it is drawn."""

    def draw_by(self, compositor: Compositor) -> None:
        """Let another compositor draw it."""
        self._compositor = compositor

    def fit(self, size: Size) -> None:
        """Arrange it for a size of the terminal."""
        super()._screen_resized(size)

    def _screen_resized(self, size: Size) -> None:
        self.fit(size)


class DisplayHooks(AppMixin[T]):
    """An application that can change what its terminal is sent."""

    def send(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Send the terminal what a screen shows."""
        super()._display(screen, renderable)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        self.send(screen, renderable)


def is_batching(app: App[Any]) -> bool:
    """Whether nothing is painted for the moment."""
    return bool(app._batch_count)


def known_size(app: App[Any]) -> Size | None:
    """The size that the terminal had when it last told; None before."""
    return app._size


def sent_cursor(app: App[Any]) -> Offset:
    """Where the terminal's cursor was sent last."""
    return app._previous_cursor_position


def drawn(screen: Screen[Any]) -> Mapping[Widget, object]:
    """The widgets that are seen of a screen."""
    return screen._compositor.visible_widgets


def must_be_painted(widget: Widget) -> bool:
    """Whether a widget is marked to be painted again."""
    return widget._repaint_required


def paint(screen: Screen[Any], widgets: Iterable[Widget]) -> None:
    """Paint now what is to be painted of a screen.

    Args:
        screen: the one in front.
        widgets: those marked to be painted; they are no longer.
    """
    for one in widgets:
        one._repaint_required = False
        screen._dirty_widgets.add(one)
    if screen._dirty_widgets:
        screen._on_timer_update()


def mark_all(compositor: Compositor) -> None:
    """Draw everything again."""
    compositor._dirty_regions = {compositor.size.region}


def take_marked(compositor: Compositor) -> list[Region]:
    """The regions that are to be drawn again; they are no longer."""
    found = [region.intersection(compositor.size.region) for region in compositor._dirty_regions]
    compositor._dirty_regions.clear()
    return found


def spans(compositor: Compositor, regions: Iterable[Region]) -> Iterable[tuple[int, int, int]]:
    """The line, the first column and the column after the last of what regions cover."""
    return compositor._regions_to_spans(regions)


def colours(console: Console) -> ColorSystem | None:
    """The colours that a terminal has."""
    return console._color_system


# Driver


class DriverHooks(LinuxDriver):
    """A driver whose way of reading keys can be replaced."""

    def read_keys(self) -> None:
        """Read keys until there are no more, in a thread."""
        super()._run_input_thread()

    def _run_input_thread(self) -> None:
        self.read_keys()


def parser_after(earlier: XTermParser) -> XTermParser:
    """A parser that knows of the mouse what an earlier one did, and nothing else."""
    parser = XTermParser()
    for name in _OF_THE_MOUSE:
        setattr(parser, name, getattr(earlier, name))
    return parser


# Toasts


def notifications(app: App[Any]) -> Iterator[Notification]:
    """What an application tells at the moment."""
    return iter(app._notifications)


def put_away(app: App[Any], notification: Notification) -> None:
    """Close a toast."""
    app._unnotify(notification)


def put_all_away(app: App[Any]) -> None:
    """Close every toast, of whatever screen."""
    from textual.widgets._toast import Toast, ToastRack

    app._notifications.clear()
    for one in app.screen_stack:
        if one.query(Toast):
            one.get_child_by_type(ToastRack).show(app._notifications)


async def is_bound(app: App[Any], key: str) -> bool:
    """Do what a key is bound to, for what has the focus; whether it is bound to anything."""
    return await app._check_bindings(key)


# Field


class InputHooks(InputMixin):
    """A field whose way of taking a value can be replaced."""

    def value_changed(self, value: str) -> None:
        """Take note of another value."""
        super()._watch_value(value)

    def selection_changed(self, selection: Selection) -> None:
        """Take note of another place of the cursor."""
        super()._watch_selection(selection)

    def begin_empty(self) -> None:
        """Treat the first value as any other; Textual does not bring its end in sight."""
        self._initial_value = False

    def _watch_value(self, value: str) -> None:
        self.value_changed(value)

    def _watch_selection(self, selection: Selection) -> None:
        self.selection_changed(selection)


# Memory


def forget_drawn() -> None:
    """Forget the last thousand widgets that the cache of styles was asked about."""
    if not missing(Part.MEMORY):
        from textual._styles_cache import StylesCache

        StylesCache.get_inner_outer.cache_clear()


# Crash


class CrashHooks(AppMixin[T]):
    """An application that can say how it leaves after an error that nobody expected."""

    def crash(self) -> None:
        """Leave, and show what is known of the error that is being handled."""
        super()._fatal_error()

    def _fatal_error(self) -> None:
        self.crash()
