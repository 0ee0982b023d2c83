"""Frames made of the lines that changed, and of no others.

Textual paints once the queues of all widgets are empty, and then asks every widget of the screen
for all its lines, however small the change. Here a screen paints when it is told to, and asks only
for the lines that are to be sent.

It leans on these privates of Textual 8.2: ``Screen._compositor``, ``Screen._on_timer_update`` and
``Screen._dirty_widgets``; the marks of a widget that is to be painted or arranged anew; and
``Compositor._dirty_regions``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from textual._compositor import Compositor, CompositorUpdate
from textual.geometry import Region

T = TypeVar("T")

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console
    from textual.screen import Screen
    from textual.strip import Strip
    from textual.widget import Widget

    Base = Screen
else:

    class Base(Generic[T]):
        """Textual takes a screen's styles from its first base that is one: this must not be."""


class Painted(Base[T]):
    """A screen that paints when it is told to, and sends what changed."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = LineCompositor()

    def paint(self) -> None:
        """Paint now what has changed.

        Where widgets are to be arranged anew, that comes in its time, and painting with it. What
        the queues of the widgets still hold is done after the frame instead of before it.
        """
        app = self.app
        if app._batch_count or app.screen is not self:  # noqa: SLF001 - as Screen does
            return
        changed: list[Widget] = []
        for one in self._compositor.visible_widgets:
            if one._layout_required or one._scroll_required or one._recompose_required:  # noqa: SLF001
                return
            if one._repaint_required:  # noqa: SLF001 - a mark
                changed.append(one)
        for one in changed:
            one._repaint_required = False  # noqa: SLF001 - a mark
        self._dirty_widgets.update(changed)
        if self._dirty_widgets:
            self._on_timer_update()


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


class _Piece(NamedTuple):
    """A piece of a line, to be sent.

    Attributes:
        x: its first column.
        y: its line.
        strip: what stands there.
    """

    x: int
    y: int
    strip: Strip


class ChangedLines(CompositorUpdate):
    """The pieces of a frame.

    Args:
        pieces: from the top left to the bottom right.
    """

    def __init__(self, pieces: Sequence[_Piece]) -> None:
        self._pieces = pieces

    def render_segments(self, console: Console) -> str:
        """What the terminal is sent."""
        return "".join(
            f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for x, y, strip in self._pieces
        )


class LineCompositor(Compositor):
    """Asks for the lines that changed, and for no others."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[int, list[_Stretch]] = {}
        self._lines_of: object = None

    def render_partial_update(self) -> ChangedLines | None:  # type: ignore[override]  # a frame too
        """The lines of the regions that have changed; None where none has."""
        if not self._dirty_regions:
            return None
        regions = [region.intersection(self.size.region) for region in self._dirty_regions]
        self._dirty_regions.clear()
        parts: list[tuple[int, int, int, _Stretch]] = []
        rows: dict[Widget, tuple[int, int]] = {}
        for y, x1, x2 in self._regions_to_spans(regions):
            for stretch in self._stretches(y):
                left, right = max(stretch.left, x1), min(stretch.right, x2)
                if left < right:
                    parts.append((y, left, right, stretch))
                    first, _ = rows.get(stretch.widget, (y, y))
                    rows[stretch.widget] = (first, y)
        drawn: dict[Widget, list[Strip]] = {}
        pieces: list[_Piece] = []
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
            pieces.append(_Piece(left, y, strip))
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
