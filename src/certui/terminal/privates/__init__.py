"""The only package that names what is private to Textual, to Rich or to asyncio.

Each name stands once in :data:`LEANT_ON`, below the part of the engine that leans on it, and has a
test of what is relied on, by its name (``tests/ui/test_privates.py``). A part of which one is
missing is not used: Textual's own way stands in its place (:mod:`certui.terminal.engine`). Each
part has a module here, of the same name.

Methods of Textual's that a part replaces have public names here: ``…Hooks`` are mixed in, and their
subclasses override those.
"""

from __future__ import annotations

import enum
import functools
import importlib
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


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
OF_THE_MOUSE: Final = (
    "last_x",
    "last_y",
    "mouse_pixels",
    "terminal_size",
    "terminal_pixel_size",
)
"""What a parser of keys knows of the mouse."""

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
    },
    Part.DRIVER: {
        _APP: ("_handle_exception",),
        "textual.drivers.linux_driver.LinuxDriver": ("_run_input_thread",),
        _PARSER: ("feed", *OF_THE_MOUSE),
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
