"""Frames made of the lines that changed, and of no others.

Textual paints once the queues of all widgets are empty, and then asks every widget of the screen
for all its lines, however small the change. Here a screen paints when it is told to, and asks only
for the lines that are to be sent.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from textual.geometry import Region

from certui.terminal.picture import ChangedLines, Frame, Picture, Piece
from certui.terminal.pointing import pointed
from certui.terminal.privates import frames as privates
from certui.terminal.privates import keys
from certui.terminal.roles import Dress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType
    from textual import events
    from textual.filter import LineFilter
    from textual.geometry import Size
    from textual.screen import Screen
    from textual.strip import Strip
    from textual.widget import Widget

T = TypeVar("T")


class Painted(privates.ScreenHooks[T]):
    """A screen that paints when it is told to, and sends what changed."""

    def __init__(self) -> None:
        super().__init__()
        self.draw_by(LineCompositor())

    def paint(self) -> None:
        """Paint now what has changed.

        Where widgets are to be arranged anew, that comes in its time, and painting with it. What
        the queues of the widgets still hold is done after the frame instead of before it.
        """
        app = self.app
        if privates.is_batching(app) or app.screen is not self:
            return
        changed: list[Widget] = []
        for one in privates.drawn(self):
            if keys.must_be_arranged(one):
                return
            if privates.must_be_painted(one):
                changed.append(one)
        privates.paint(self, changed)

    def fit(self, size: Size) -> None:
        """Forget what a terminal shows that changes its size; one just opened comes here too."""
        changed = cast("PaintedApp[object]", self.app).picture.resize(size)
        super().fit(size)
        if changed and self.app.screen is self:
            self.refresh()


class PaintedApp(privates.DisplayHooks[T]):
    """An application that sends its terminal what this does not show yet.

    Attributes:
        dress: how all that is sent is drawn.
        shown_at: when the first frame was sent, by the monotonic clock; None before.
    """

    def __init__(self) -> None:
        super().__init__()
        self.picture = Picture()
        self.dress = Dress()
        self.shown_at: float | None = None

    def get_line_filters(self) -> Sequence[LineFilter]:
        """None: what is sent has the colours of the theme, and of NO_COLOR that has none."""
        return ()

    def wear(self, dress: Dress) -> None:
        """Draw in another way from now on; what is shown already is sent again."""
        if dress != self.dress:
            self.dress = dress
            if self.is_running:
                self.action_redraw()

    def on_resize(self, event: events.Resize) -> None:
        """A terminal that changes its size moves, cuts or clears what it shows.

        Of the size that it had already Textual takes no notice; of another its screens do.
        """
        if privates.known_size(self) == event.size:
            self.action_redraw()

    def on_driver_signal_resume(self) -> None:
        """After a suspension the terminal shows nothing of ours."""
        self.action_redraw()

    def action_redraw(self) -> None:
        """Send the whole screen: something else may have written over it."""
        self.picture.forget()
        self.screen.refresh()

    def send(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Of lines, send what the terminal does not show yet; its cursor goes to the focus."""
        if (where := pointed(screen)) is not None:
            self.cursor_position = screen.outer_size.clamp_offset(where)
        if isinstance(renderable, ChangedLines) and not privates.is_batching(self):
            if self.shown_at is None:
                self.shown_at = time.monotonic()
            news = self.picture.news(renderable.pieces)
            renderable = Frame(news, self.dress)
            if not news and self.cursor_position == privates.sent_cursor(self):
                renderable = None
        elif isinstance(renderable, privates.CompositorUpdate):
            self.picture.forget()
        super().send(screen, renderable)


class _Stretch(NamedTuple):
    """Part of a line of the screen, and who is seen there.

    Attributes:
        left: its first column.
        right: the column after its last.
        widget: the foremost there.
        shown: what of the widget's region is not clipped.
        origin: where the widget begins.
    """

    left: int
    right: int
    widget: Widget
    shown: Region
    origin: tuple[int, int]


class LineCompositor(privates.Compositor):
    """Asks for the lines that changed, and for no others."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[int, list[_Stretch]] = {}
        self._lines_of: object = None

    def update_widgets(self, widgets: set[Widget]) -> None:
        """Take note of the regions to be drawn again.

        Of a widget that has no place yet there is none: its layout will draw it. Told of one,
        Textual arranges all widgets anew when next asked for a region, and no longer knows
        afterwards which of them have moved: what stood there before stays on the terminal.
        """
        super().update_widgets(widgets & self.visible_widgets.keys())

    def render_full_update(self, simplify: bool = False) -> ChangedLines:  # type: ignore[override]  # noqa: FBT001, FBT002, ARG002 - Textual's signature
        """All lines."""
        privates.mark_all(self)
        return self.render_partial_update() or ChangedLines(())

    def render_partial_update(self) -> ChangedLines | None:  # type: ignore[override]  # a frame too
        """The lines of the regions that have changed; None where none has."""
        regions = privates.take_marked(self)
        if not regions:
            return None
        parts: list[tuple[int, int, int, _Stretch]] = []
        rows: dict[Widget, tuple[int, int]] = {}
        for y, x1, x2 in privates.spans(self, regions):
            for stretch in self._stretches(y):
                left, right = max(stretch.left, x1), min(stretch.right, x2)
                if left < right:
                    parts.append((y, left, right, stretch))
                    first, _ = rows.get(stretch.widget, (y, y))
                    rows[stretch.widget] = (first, y)
        drawn: dict[Widget, list[Strip]] = {}
        pieces: list[Piece] = []
        for y, left, right, stretch in parts:
            widget, shown = stretch.widget, stretch.shown
            first, last = rows[widget]
            if widget not in drawn:
                x0, y0 = stretch.origin
                crop = Region(shown.x - x0, first - y0, shown.width, last - first + 1)
                drawn[widget] = widget.render_lines(crop)
            strip = drawn[widget][y - first]
            if right - left != shown.width:
                strip = strip.crop(left - shown.x, right - shown.x)
            pieces.append(Piece(left, y, strip))
        return ChangedLines(pieces)

    def _stretches(self, y: int) -> list[_Stretch]:
        """Who is seen where on a line; worked out once while the layout stays."""
        widgets = self.visible_widgets
        if self._lines_of is not widgets:
            self._lines_of = widgets
            self._lines.clear()
        known = self._lines.get(y)
        if known is None:
            known = self._lines[y] = self._look(y)
        return known

    def _look(self, y: int) -> list[_Stretch]:
        free = [(0, self.size.width)]
        found: list[_Stretch] = []
        for widget, (region, clip) in self.visible_widgets.items():
            shown = region.intersection(clip)
            if not shown.y <= y < shown.bottom:
                continue
            left_over: list[tuple[int, int]] = []
            for x1, x2 in free:
                left, right = max(x1, shown.x), min(x2, shown.right)
                if left >= right:
                    left_over.append((x1, x2))
                    continue
                found.append(_Stretch(left, right, widget, shown, region.offset))
                left_over += [gap for gap in ((x1, left), (right, x2)) if gap[0] < gap[1]]
            free = left_over
            if not free:
                break
        return sorted(found, key=lambda stretch: stretch.left)
