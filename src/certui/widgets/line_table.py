"""The table that certui is about: rows drawn line by line, and only those that changed.

It is a :class:`textual.widgets.DataTable` to its users: the same messages, actions, component
classes and cursor. What differs is where rows live and how they are drawn. The rows are any
sequence, of which only a screenful is ever asked for; the table scrolls by itself, so that neither
a filter nor a cursor key ever changes its virtual size, and no key causes a layout. After each
change the lines on screen are compared with those last drawn, and the ones that differ are
refreshed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.coordinate import Coordinate
from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widgets import DataTable
from textual.widgets.data_table import RowKey

from certui.terminal.roles import text_of
from certui.widgets.filter_input import FilterInput
from certui.widgets.line_rows import LineRows
from certui.widgets.lines import Columns, Line, LineColumn, fitted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style
    from textual import events

    from certui.themes import Role

__all__ = ["Line", "LineColumn", "LineTable"]

_MARKER: Final = "›"
_ABOVE: Final = "↑"
_BELOW: Final = "↓"
_WHEEL: Final = 3
_NOTHING: Final = frozenset({"cursor_left", "cursor_right", "select_cursor"})
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


class LineTable(LineRows):
    """A :class:`DataTable` of one-line rows.

    Args:
        columns: the columns, left to right.
        id: the widget's id.
        placeholder: what an empty table says.
    """

    DEFAULT_CSS = """
    LineTable {
        height: 1fr;
        overflow: hidden hidden;
        &:focus { background-tint: transparent; }
        & > .line-table--dim { color: $secondary; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-table--dim"}
    # What stands between two columns.
    GAP: ClassVar[str] = "  "
    # Whether the cursor stays in sight while the focus is elsewhere, as in a palette.
    KEEPS_CURSOR: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "cursor_down", "Ligne suivante", show=False),
        Binding("up,k", "cursor_up", "Ligne précédente", show=False),
        Binding("home,g", "scroll_top", "Première ligne", show=False),
        Binding("end,G", "scroll_bottom", "Dernière ligne", show=False),
    ]

    def __init__(
        self,
        columns: Sequence[LineColumn],
        *,
        id: str | None = None,
        placeholder: str = "",
    ) -> None:
        # Watchers of the base class run within its __init__, and draw.
        self._labels = tuple(one.label for one in columns)
        self._columns = Columns(tuple(columns), self.GAP)
        self._placeholder = placeholder
        self._top = 0
        self._drawn: list[_Drawn] = []
        self._strips: dict[tuple[_Drawn | str, int], Strip] = {}
        super().__init__(id=id)
        self.header_height = self._columns.heading_height

    def pointed(self) -> Offset:
        """Where the line under the cursor begins, from the corner of the table."""
        return Offset(0, self.header_height + max(0, self.cursor_row - self._top))

    # Rows

    def show_lines(self, lines: Sequence[Line], *, follow: bool = True) -> None:
        """Show these rows.

        Args:
            lines: any sequence; only the rows on screen are asked for.
            follow: keep the cursor on the row it was on, where that is still there; else it goes
                to the first row.
        """
        key = self.current_key if follow else None
        row = self.cursor_row if follow else 0
        self._lines = lines
        if key is not None:
            row = next((index for index, line in enumerate(lines) if line.key == key), row)
        self._place_cursor(row)

    def extend_lines(self, lines: Sequence[Line]) -> None:
        """Show these rows, which begin with those shown now: cursor and scroll stay."""
        self._lines = lines
        self.draw_changes()

    def set_columns(self, columns: Sequence[LineColumn]) -> None:
        """Change the columns; who does so shows rows that have them before the next frame."""
        if self._columns == Columns(tuple(columns), self.GAP):
            return
        self._labels = tuple(one.label for one in columns)
        self._columns = Columns(tuple(columns), self.GAP)
        self.header_height = self._columns.heading_height
        if self._column_keys:
            added = columns[len(self._column_keys) :]
            self._column_keys += [self.add_column(one.label) for one in added]
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

    # Cursor

    def _place_cursor(self, row: int) -> None:
        target = Coordinate(max(0, min(row, len(self._lines) - 1)), 0)
        if target != self.cursor_coordinate:
            self.cursor_coordinate = target
        else:
            self._follow_cursor()
            self.draw_changes()

    def _follow_cursor(self) -> None:
        row, page = self.cursor_row, self.page_height
        if row < self._top:
            self._top = row
        elif row >= self._top + page:
            self._top = row - page + 1

    def validate_cursor_coordinate(self, value: Coordinate) -> Coordinate:
        """Keep the cursor on a row; a cursor of rows has no column."""
        return Coordinate(max(0, min(value.row, len(self._lines) - 1)), 0)

    def watch_cursor_coordinate(
        self, old_coordinate: Coordinate, new_coordinate: Coordinate
    ) -> None:
        """Bring the cursor into view, draw what that changed, tell who listens."""
        self._follow_cursor()
        self.draw_changes()
        if old_coordinate != new_coordinate and self.is_valid_row_index(new_coordinate.row):
            key = RowKey(self._lines[new_coordinate.row].key)
            self.post_message(DataTable.RowHighlighted(self, new_coordinate.row, key))

    def move_cursor(
        self,
        *,
        row: int | None = None,
        column: int | None = None,
        animate: bool = False,
        scroll: bool = True,
    ) -> None:
        """Move the cursor to a row."""
        # A line has one cursor, nothing here is animated, and the cursor is always in view.
        del column, animate, scroll
        if row is not None:
            self._place_cursor(row)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Of DataTable's keys, not those that would do nothing.

        A cursor of rows has no column; where Entrée chooses a row it is bound to what that does.
        """
        if action in _NOTHING:
            return False
        return super().check_action(action, parameters)

    def action_cursor_down(self) -> None:
        """One row down."""
        self._place_cursor(self.cursor_row + 1)

    def action_cursor_up(self) -> None:
        """One row up; from the first, to the filter above, where there is one."""
        if self.cursor_row:
            self._place_cursor(self.cursor_row - 1)
        elif any(isinstance(widget, FilterInput) for widget in self.screen.focus_chain):
            self.screen.focus_previous(FilterInput)

    def action_page_down(self) -> None:
        """One page down, the cursor at the same height."""
        self._top += self.page_height
        self._place_cursor(self.cursor_row + self.page_height)

    def action_page_up(self) -> None:
        """One page up, the cursor at the same height."""
        self._top = max(0, self._top - self.page_height)
        self._place_cursor(self.cursor_row - self.page_height)

    def action_scroll_top(self) -> None:
        """To the first row."""
        self._place_cursor(0)

    def action_scroll_bottom(self) -> None:
        """To the last row."""
        self._place_cursor(len(self._lines) - 1)

    def action_select_cursor(self) -> None:
        """Tell who listens that the row under the cursor is chosen."""
        if self.is_valid_row_index(self.cursor_row):
            key = RowKey(self._lines[self.cursor_row].key)
            self.post_message(DataTable.RowSelected(self, self.cursor_row, key))

    # Events

    def on_mount(self) -> None:
        """Name the columns, for who asks a DataTable for them."""
        self._column_keys = [self.add_column(label) for label in self._labels]

    def on_resize(self) -> None:
        """Fit the page and the columns to the new size."""
        self._strips.clear()
        self._follow_cursor()
        self._drawn = self._wanted()
        self.refresh()

    def watch_has_focus(self, has_focus: bool) -> None:  # noqa: FBT001 - Textual's watcher
        """Show or hide the cursor."""
        super().watch_has_focus(has_focus)
        self.draw_changes()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll; the cursor follows at the edge."""
        self._scroll(event, _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll; the cursor follows at the edge."""
        self._scroll(event, -_WHEEL)

    def _scroll(self, event: events.MouseEvent, lines: int) -> None:
        event.stop()
        event.prevent_default()
        page, count = self.page_height, len(self._lines)
        self._top = max(0, min(self._top + lines, count - page))
        self._place_cursor(max(self._top, min(self.cursor_row, self._top + page - 1)))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row that was clicked; choose it when it was there already."""
        event.prevent_default()
        row = self._top + event.y - self.header_height
        if event.y < self.header_height or not self.is_valid_row_index(row):
            return
        event.stop()
        if row == self.cursor_row:
            self.action_select_cursor()
        else:
            self._place_cursor(row)

    # Drawing

    def notify_style_update(self) -> None:
        """Forget the lines drawn in the old style."""
        self._strips.clear()
        super().notify_style_update()

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
