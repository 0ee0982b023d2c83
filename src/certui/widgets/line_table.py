"""The table that certui is about: rows drawn line by line, and only those that changed.

It is a :class:`textual.widgets.DataTable` to its users: the same messages, actions, component
classes and cursor; what it answers is true of its lines, and what would edit them refuses. What
differs is where rows live and how they are drawn. The rows are any sequence, of which only a
screenful is ever asked for; the table scrolls by itself, so that neither a filter nor a cursor key
ever changes its virtual size, and no key causes a layout.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.coordinate import Coordinate
from textual.widgets import DataTable
from textual.widgets.data_table import RowKey

from certui.widgets.drawn_lines import DrawnLines
from certui.widgets.filter_input import FilterInput
from certui.widgets.lines import Line, LineColumn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

__all__ = ["Line", "LineColumn", "LineTable"]

_WHEEL: Final = 3
_NOTHING: Final = frozenset({"cursor_left", "cursor_right", "select_cursor"})


class LineTable(DrawnLines):
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
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "cursor_down", "Ligne suivante", show=False),
        Binding("up,k", "cursor_up", "Ligne précédente", show=False),
        Binding("home,g", "scroll_top", "Première ligne", show=False),
        Binding("end,G", "scroll_bottom", "Dernière ligne", show=False),
    ]

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

    # Cursor

    def _place_cursor(self, row: int, column: int | None = None) -> None:
        place = Coordinate(row, self.cursor_column if column is None else column)
        target = self.validate_cursor_coordinate(place)
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
        """Keep the cursor on a row; the column that it is in is kept for who asks, and not seen."""
        row, column = value
        last_row, last_column = len(self._lines) - 1, len(self._labels) - 1
        return Coordinate(max(0, min(row, last_row)), max(0, min(column, last_column)))

    def watch_cursor_coordinate(
        self, old_coordinate: Coordinate, new_coordinate: Coordinate
    ) -> None:
        """Bring the cursor into view, draw what that changed, tell who listens."""
        self._follow_cursor()
        self.draw_changes()
        if old_coordinate != new_coordinate:
            self._tell_highlighted()

    def watch_show_cursor(self, show_cursor: bool) -> None:  # noqa: FBT001 - Textual's watcher
        """Show or hide the cursor; tell where it is, once it is seen."""
        self.draw_changes()
        if show_cursor:
            self._tell_highlighted()

    def _tell_highlighted(self) -> None:
        row = self.cursor_row
        if self.is_valid_row_index(row):
            self.post_message(DataTable.RowHighlighted(self, row, RowKey(self._lines[row].key)))

    def move_cursor(
        self,
        *,
        row: int | None = None,
        column: int | None = None,
        animate: bool = False,
        scroll: bool = True,
    ) -> None:
        """Move the cursor to a row."""
        # Nothing here is animated, and the cursor is always in view.
        del animate, scroll
        if column is not None or row is not None:
            self._place_cursor(self.cursor_row if row is None else row, column)

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
