"""The lines of a table on the screen: drawn whole, kept, and refreshed where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple, Self

from rich.segment import Segment
from textual.geometry import Offset, Region
from textual.strip import Strip

from certui.terminal.roles import text_of
from certui.widgets.line_rows import LineRows
from certui.widgets.lines import Columns, Line, LineColumn, fitted
from certui.widgets.shares import held

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.style import Style
    from textual.coordinate import Coordinate

    from certui.themes import Role

_MARKER: Final = "›"
_ABOVE: Final = "↑"
_BELOW: Final = "↓"
# The line of an empty table that says so.
_SAID_AT: Final = 1
# Lines kept drawn: several screens full, so that going back and forth costs nothing.
_KEPT_STRIPS: Final = 1024


class _Drawn(NamedTuple):
    """All that decides how one line of the screen looks.

    Attributes:
        line: the row; None below the last.
        cursor: whether the cursor is on it.
        more: the mark of rows above or below the screen, on the first and the last line.
        said: what an empty table says, on the line where it says it.
    """

    line: Line | None
    cursor: bool = False
    more: str = " "
    said: str = ""


_BLANK: Final = _Drawn(None)


class DrawnLines(LineRows):
    """Draws the page of rows that is on the screen.

    After each change its lines are compared with those last drawn, and the ones that differ are
    refreshed: nothing but a new size causes a layout.

    Args:
        columns: left to right.
        id: the widget's id.
        placeholder: what an empty table says.
    """

    # What stands between two columns.
    GAP: ClassVar[str] = "  "
    # Whether the cursor stays in sight while the focus is elsewhere, as in a palette.
    KEEPS_CURSOR: ClassVar[bool] = False

    def __init__(
        self, columns: Sequence[LineColumn], *, id: str | None = None, placeholder: str = ""
    ) -> None:
        # Watchers of the base class run within its __init__, and draw.
        self._columns = Columns(columns, self.GAP)
        self._placeholder = placeholder
        self._top = 0
        self._drawn: list[_Drawn] = []
        self._strips: dict[tuple[_Drawn | str, int], Strip] = {}
        super().__init__(columns, id=id)
        self.header_height = self._columns.heading_height

    def set_columns(self, columns: Sequence[LineColumn]) -> None:
        """Change the columns; who does so shows rows that have them before the next frame."""
        if self._columns.columns == tuple(columns):
            return
        self.name_columns(columns)
        self._columns = Columns(columns, self.GAP)
        self.header_height = self._columns.heading_height
        self._draw_anew()

    def fit_columns(self, lines: Iterable[Line]) -> None:
        """Let the columns share the width by what they hold.

        Args:
            lines: all that there are, shown or not: a filter moves no column.
        """
        self.hold(held(line.cells for line in lines))

    def hold(self, cells: Sequence[int]) -> None:
        """The same, where those are measured already: :func:`certui.widgets.shares.held`."""
        if self._columns.hold(cells):
            self._draw_anew()

    def _draw_anew(self) -> None:
        self._strips.clear()
        self._drawn = []
        self.refresh()

    def say_when_empty(self, placeholder: str) -> None:
        """Set what an empty table says."""
        if placeholder != self._placeholder:
            self._placeholder = placeholder
            self.draw_changes()

    @property
    def page_height(self) -> int:
        """How many rows fit, at least one."""
        return max(1, self.size.height - self.header_height)

    def draw_changes(self) -> None:
        """Compare what the screen should show with what it shows; refresh the lines that differ."""
        wanted = self._wanted()
        if len(wanted) != len(self._drawn):
            self._drawn = wanted
            self.refresh()
            return
        width = self.size.width
        lines = enumerate(zip(self._drawn, wanted, strict=True), self.header_height)
        regions = [Region(0, y, width, 1) for y, (old, new) in lines if old != new]
        self._drawn = wanted
        if regions:
            self.refresh(*regions)

    def draw_heading(self) -> None:
        """Refresh the heading alone."""
        self.refresh(Region(0, 0, self.size.width, self.header_height))

    def heading(self, column: int) -> str:
        """The heading of a column; subclasses may change one as their state changes."""
        return self._labels[column]

    def _wanted(self) -> list[_Drawn]:
        page = self.page_height
        count = len(self._lines)
        top = self._top = max(0, min(self._top, count - page))
        visible = self.show_cursor and (self.has_focus or self.KEEPS_CURSOR)
        cursor = self.cursor_row if visible else -1
        last = min(top + page, count) - 1
        shown = []
        for row in range(top, last + 1):
            more = " "
            if row == top and top > 0:
                more = _ABOVE
            elif row == last and last < count - 1:
                more = _BELOW
            shown.append(_Drawn(self._lines[row], row == cursor, more))
        shown += [_BLANK] * (page - len(shown))
        if not count and page > _SAID_AT:
            shown[_SAID_AT] = _Drawn(None, said=self._placeholder)
        return shown

    def pointed(self) -> Offset:
        """Where the line under the cursor begins, from the corner of the table."""
        return Offset(0, self.header_height + max(0, self.cursor_row - self._top))

    # What DataTable's users may have refreshed

    @property
    def column_widths(self) -> Sequence[int]:
        """The cells of each column, at the present width."""
        return self._columns.widths(self.size.width)

    def refresh_row(self, row_index: int) -> Self:
        """Draw a row again, where it is on the screen."""
        y = row_index - self._top
        if self.is_valid_row_index(row_index) and 0 <= y < self.page_height:
            self.refresh(Region(0, self.header_height + y, self.size.width, 1))
        return self

    def refresh_coordinate(self, coordinate: Coordinate) -> Self:
        """Draw the row of a cell again, where it is on the screen."""
        return self.refresh_row(coordinate.row) if self.is_valid_coordinate(coordinate) else self

    def refresh_column(self, column_index: int) -> Self:
        """Draw all rows again, where there is such a column."""
        return self.refresh() if self.is_valid_column_index(column_index) else self

    # Drawing

    def notify_style_update(self) -> None:
        """Forget the lines drawn in the old style."""
        self._strips.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """One line of the table."""
        return self.render_lines(Region(0, y, self.size.width, 1))[0]

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region: cached whole, so that nothing but this table is asked."""
        width, height = self.size
        heading = self.header_height
        if len(self._drawn) != max(1, height - heading):
            self._drawn = self._wanted()
        strips = [self._strip(y - heading, width) for y in crop.line_range]
        if filters := self.get_line_filters():
            background = self.background_colors[1]
            for line_filter in filters:
                strips = [strip.apply_filter(line_filter, background) for strip in strips]
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _strip(self, index: int, width: int) -> Strip:
        """One line of the screen, drawn once for each text, state and width.

        Args:
            index: of the page; those of the heading are below zero.
            width: in cells.
        """
        if index < 0:
            what: _Drawn | str = self._heading_line(index + self.header_height)
        else:
            what = self._drawn[index] if index < len(self._drawn) else _BLANK
        strip = self._strips.get((what, width))
        if strip is None:
            if len(self._strips) >= _KEPT_STRIPS:
                self._strips.clear()
            strip = self._strips[what, width] = self._draw(what, width)
        return strip

    def _draw(self, what: _Drawn | str, width: int) -> Strip:
        if isinstance(what, str):
            style = self.get_component_rich_style("datatable--header")
            return Strip([Segment(what, style)], width)
        style, line = self._line_style(what), what.line
        if line is None:
            return Strip([Segment(" " + fitted(what.said, width - 1), style)], width)
        pieces: list[tuple[str, Role | None]] = [(_MARKER if what.cursor else " ", None)]
        pieces += self._columns.pieces(line.cells, width)
        segments = [
            Segment(text, style if role is None else style + text_of(role))
            for text, role in pieces
            if text
        ]
        strip = Strip(Segment.simplify(segments)).adjust_cell_length(width - 1, style)
        return Strip(Segment.simplify([*strip, Segment(what.more, style)]), width)

    def _heading_line(self, y: int) -> str:
        labels = [self.heading(column) for column in range(len(self._labels))]
        return self._columns.heading(labels, y, self.size.width)

    def _line_style(self, drawn: _Drawn) -> Style:
        style = self.rich_style
        if drawn.line is not None and drawn.line.dim:
            style += self.get_component_rich_style("line-table--dim", partial=True)
        if drawn.cursor:
            style += self.get_component_rich_style("datatable--cursor", partial=True)
        return style
