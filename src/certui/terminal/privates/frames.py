"""What frames of the lines that changed lean on."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, TypeVar

from certui.terminal.mixins import AppMixin, ScreenMixin

# Where one of these is gone, nobody asks for it: see LEANT_ON.
with contextlib.suppress(ImportError):
    from textual._compositor import Compositor as Compositor
    from textual._compositor import CompositorUpdate as CompositorUpdate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import RenderableType
    from textual.app import App
    from textual.geometry import Offset, Region, Size
    from textual.screen import Screen
    from textual.widget import Widget

T = TypeVar("T")


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
