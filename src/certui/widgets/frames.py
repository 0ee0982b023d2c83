"""Frames made of the lines that changed, and of no others.

Textual paints once the queues of all widgets are empty, and then asks every widget of the screen
for all its lines, however small the change. Here a screen paints when it is told to, and asks only
for the lines that are to be sent.

It leans on these privates of Textual 8.2: ``Screen._compositor``, ``Screen._on_timer_update`` and
``Screen._dirty_widgets``; the marks of a widget that is to be painted or arranged anew; and
``Compositor._dirty_regions``.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

from rich.color import ColorSystem
from rich.segment import Segment
from textual._compositor import Compositor, CompositorUpdate
from textual.geometry import Region
from textual.strip import Strip

# Erasing costs as many bytes.
_FEW_BLANKS: Final = 6
# Each of these letters takes one cell, whatever stands beside it.
_NARROW: Final = re.compile(r"[ -~\u00a0-\u02ff]*")

T = TypeVar("T")

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console, RenderableType
    from rich.style import Style
    from textual.app import App
    from textual.screen import Screen
    from textual.widget import Widget

    Base = Screen
    BaseApp = App
else:

    class Base(Generic[T]):
        """Textual takes a screen's styles from its first base that is one: this must not be."""

    BaseApp = Base


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


class PaintedApp(BaseApp[T]):
    """An application that sends its terminal what this does not show yet."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = Picture()

    def on_resize(self) -> None:
        """A terminal that changes its size moves what it shows."""
        self.picture.forget()

    def on_driver_signal_resume(self) -> None:
        """After a suspension the terminal shows nothing."""
        self.action_redraw()

    def action_redraw(self) -> None:
        """Send the whole screen: something else may have written over it."""
        self.picture.forget()
        self.screen.refresh()

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        if isinstance(renderable, ChangedLines) and not self._batch_count:
            news = self.picture.news(renderable.pieces)
            renderable = Frame(news)
            if not news and self.cursor_position == self._previous_cursor_position:
                renderable = None
        super()._display(screen, renderable)


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


# A column, a line, and what is sent there.
_News = tuple[int, int, "Iterable[Segment]"]


class Picture:
    """What the terminal shows, as far as it was sent."""

    def __init__(self) -> None:
        self._lines: dict[int, dict[int, Strip]] = {}

    def forget(self) -> None:
        """The terminal may show something else."""
        self._lines = {}

    def news(self, pieces: Iterable[_Piece]) -> list[_News]:
        """What of some pieces the terminal does not show yet; it is to be sent."""
        return [news for piece in pieces if (news := self._news(piece)) is not None]

    def _news(self, piece: _Piece) -> _News | None:
        x, y, strip = piece
        line = self._lines.setdefault(y, {})
        old = line.get(x)
        if old is strip:
            return None
        if old is not None and old.cell_length == strip.cell_length:
            line[x] = strip
            return _difference(piece, old)
        right = x + strip.cell_length
        for left, other in list(line.items()):
            if left < right and x < left + other.cell_length:
                del line[left]
        line[x] = strip
        return piece


def _difference(piece: _Piece, old: Strip) -> _News | None:
    """The part of a piece that differs from what stood there, as wide; None where nothing does."""
    x, y, strip = piece
    new, was = list(strip), list(old)
    first, last, gone = 0, len(new), len(was)
    while first < min(last, gone) and new[first] == was[first]:
        x += new[first].cell_length
        first += 1
    while first < min(last, gone) and new[last - 1] == was[gone - 1]:
        last -= 1
        gone -= 1
    if first == last:
        return None
    if first + 1 == last == gone:
        (text, style, _), (before, style_before, _) = new[first], was[first]
        if style == style_before and _NARROW.fullmatch(text) and _NARROW.fullmatch(before):
            same = _common(text, before)
            end = len(text) - _common(text[:same:-1], before[:same:-1])
            return x + same, y, (Segment(text[same:end], style),)
    return x, y, new[first:last]


def _common(text: str, other: str) -> int:
    """How many letters two texts of one length, which differ, have in common at their beginning."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


class Frame(CompositorUpdate):
    """What a terminal is sent.

    Args:
        news: from the top left to the bottom right.
    """

    def __init__(self, news: Sequence[_News]) -> None:
        self._news = news

    def render_segments(self, console: Console) -> str:
        """What the terminal is sent."""
        colours = console._color_system or ColorSystem.TRUECOLOR  # noqa: SLF001 - as a Strip does
        return "".join(
            f"\x1b[{y + 1};{x + 1}H{_sequence(segments, colours)}" for x, y, segments in self._news
        )


class ChangedLines(Frame):
    """The lines that changed, whether or not a terminal shows them already.

    Args:
        pieces: from the top left to the bottom right.
    """

    def __init__(self, pieces: Sequence[_Piece]) -> None:
        super().__init__(pieces)
        self.pieces = pieces


def _sequence(segments: Iterable[Segment], colours: ColorSystem) -> str:
    """Segments as the terminal is sent them: the blanks at their end are erased, not written."""
    sequence = ""
    blanks = 0
    for text, style, _ in segments:
        kept = text.rstrip(" ") if _leaves_blanks(style) else text
        if kept and blanks:
            sequence += " " * blanks
            blanks = 0
        if kept:
            sequence += Strip.render_style(style, kept, colours) if style else kept
        blanks += len(text) - len(kept)
    if blanks >= _FEW_BLANKS:
        return f"{sequence}\x1b[{blanks}X"
    return sequence + " " * blanks


@functools.lru_cache(256)
def _leaves_blanks(style: Style | None) -> bool:
    """Whether a blank of a style looks as one that was erased."""
    if style is None:
        return True
    ground = style.bgcolor is None or style.bgcolor.is_default
    return ground and not (style.reverse or style.underline or style.strike or style.overline)


class LineCompositor(Compositor):
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
        self._dirty_regions = {self.size.region}
        return self.render_partial_update() or ChangedLines(())

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
