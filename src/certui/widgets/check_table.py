"""A line table whose rows are ticked; ticks live by row id, not by row, and survive filtering."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final, overload

from textual.binding import Binding, BindingType
from textual.message import Message

from certui.widgets.line_table import Line, LineColumn, LineTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

UNTICKED: Final = "[ ]"
TICKED: Final = "[x]"
LOCKED: Final = "[=]"
MIXED: Final = "[-]"


class TickState(enum.Enum):
    """What the heading shows of the rows shown; the values are its text."""

    NONE = UNTICKED
    SOME = MIXED
    ALL = TICKED


class _Rows(Sequence[Line]):
    """The rows shown, each made when it is asked for."""

    def __init__(self, positions: Sequence[int], line: Callable[[int], Line]) -> None:
        self._positions = positions
        self._line = line

    def __len__(self) -> int:
        return len(self._positions)

    @overload
    def __getitem__(self, index: int) -> Line: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Line]: ...

    def __getitem__(self, index: int | slice) -> Line | Sequence[Line]:
        if isinstance(index, slice):
            return [self._line(position) for position in self._positions[index]]
        return self._line(self._positions[index])


class CheckTable(LineTable):
    """A table of rows to tick.

    The rows stand once, in order, each at its *position*; a filter shows some positions. The
    heading acts on what is shown, never on the rest. Locked rows are dimmed and cannot be ticked.

    Args:
        columns: the columns after that of the ticks.
        id: the widget's id.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick_and_move", "Cocher", key_display="Espace", id="picker.tick"),
        Binding("enter", "tick", "Cocher", show=False, id="picker.tick_here"),
        Binding("shift+down", "tick_down", "Cocher une suite", show=False, id="picker.down"),
        Binding("shift+up", "tick_up", "Cocher une suite", show=False, id="picker.up"),
        Binding("a,asterisk", "tick_shown", "Tout (dé)cocher", key_display="a", id="picker.all"),
    ]

    @dataclass
    class Changed(Message):
        """Ticks have changed.

        Attributes:
            table: the table.
            count: how many rows are ticked, shown or not.
        """

        table: CheckTable
        count: int

        @property
        def control(self) -> CheckTable:
            """The table."""
            return self.table

    def __init__(
        self,
        columns: Sequence[LineColumn],
        *,
        id: str | None = None,
    ) -> None:
        super().__init__([LineColumn(UNTICKED, len(UNTICKED)), *columns], id=id)
        self._ids: Sequence[int] = ()
        self._cells: Callable[[int], tuple[str, ...]] = _no_cells
        self._positions: Sequence[int] = ()
        self._locked: frozenset[int] = frozenset()
        self._ticked: set[int] = set()
        self._state = TickState.NONE

    @property
    def ticked(self) -> frozenset[int]:
        """The ids of the ticked rows, shown or not."""
        return frozenset(self._ticked)

    def load(
        self,
        ids: Sequence[int],
        cells: Callable[[int], tuple[str, ...]],
        *,
        locked: frozenset[int] = frozenset(),
    ) -> None:
        """Set the rows; all are shown, and ticks of rows that are gone or locked are dropped.

        Args:
            ids: the id of each position.
            cells: the texts of a position, one a column after that of the ticks.
            locked: ids that cannot be ticked.
        """
        self._ids, self._cells, self._locked = ids, cells, locked
        if self._ticked:
            self._ticked = (self._ticked & set(ids)) - locked
        self.show_positions(range(len(ids)), complete=True)

    def tick(self, ids: Iterable[int]) -> None:
        """Tick these rows, beside those ticked; locked ones stay unticked."""
        self._ticked.update(one for one in ids if one not in self._locked)
        self._ticks_changed()

    def untick(self) -> None:
        """Untick all rows, shown or not."""
        if self._ticked:
            self._ticked.clear()
            self._ticks_changed()

    def show_positions(self, positions: Sequence[int], *, complete: bool) -> None:
        """Show these rows, the cursor on the first.

        Args:
            positions: ascending positions.
            complete: whether these are all; else :meth:`complete_positions` follows, and the
                heading waits for it.
        """
        self._positions = positions
        self.show_lines(_Rows(positions, self._line), follow=False)
        if complete:
            self._count_ticks()

    def complete_positions(self, positions: Sequence[int]) -> None:
        """Show all matches, of which the first are shown already."""
        self._positions = positions
        self.extend_lines(_Rows(positions, self._line))
        self._count_ticks()

    def lines_at(self, positions: Sequence[int]) -> Sequence[Line]:
        """The rows at some positions, each made when it is asked for."""
        return _Rows(positions, self._line)

    def heading(self, column: int) -> str:
        """The first column's heading is the state of the rows shown."""
        return self._state.value if column == 0 else super().heading(column)

    def action_tick(self) -> None:
        """Tick or untick the row under the cursor."""
        self._toggle(self.cursor_row)

    def action_tick_and_move(self) -> None:
        """Tick or untick the row under the cursor, and go to the next."""
        self._toggle(self.cursor_row)
        self.action_cursor_down()

    def action_tick_down(self) -> None:
        """Tick this row and the next, and go there."""
        self._tick_range(self.cursor_row, self.cursor_row + 1)
        self.action_cursor_down()

    def action_tick_up(self) -> None:
        """Tick this row and the one above, and go there."""
        self._tick_range(self.cursor_row - 1, self.cursor_row)
        self.action_cursor_up()

    def action_tick_shown(self) -> None:
        """Tick all rows shown; untick them when all are ticked."""
        free = [self._ids[position] for position in self._positions]
        free = [one for one in free if one not in self._locked]
        if self._ticked.issuperset(free):
            self._ticked.difference_update(free)
        else:
            self._ticked.update(free)
        self._ticks_changed()

    def action_select_cursor(self) -> None:
        """A second click on a row ticks it, as Entrée does."""
        self.action_tick()

    def _toggle(self, row: int) -> None:
        if not self.is_valid_row_index(row):
            return
        one = self._ids[self._positions[row]]
        if one in self._locked:
            return
        self._ticked.symmetric_difference_update({one})
        self._ticks_changed()

    def _tick_range(self, first: int, last: int) -> None:
        rows = (row for row in range(first, last + 1) if self.is_valid_row_index(row))
        ids = {self._ids[self._positions[row]] for row in rows} - self._locked
        if not ids <= self._ticked:
            self._ticked |= ids
            self._ticks_changed()

    def _ticks_changed(self) -> None:
        self.draw_changes()
        self._count_ticks()
        self.post_message(self.Changed(self, len(self._ticked)))

    def _count_ticks(self) -> None:
        state = self._state_of_shown()
        if state is not self._state:
            self._state = state
            self.draw_heading()

    def _state_of_shown(self) -> TickState:
        if not self._ticked:
            return TickState.NONE
        ids, locked, ticked = self._ids, self._locked, self._ticked
        some = other = False
        for position in self._positions:
            one = ids[position]
            if one in ticked:
                some = True
            elif one not in locked:
                other = True
            if some and other:
                return TickState.SOME
        return TickState.ALL if some else TickState.NONE

    def _line(self, position: int) -> Line:
        one = self._ids[position]
        locked = one in self._locked
        mark = LOCKED if locked else TICKED if one in self._ticked else UNTICKED
        return Line(str(one), (mark, *self._cells(position)), locked)


def _no_cells(position: int) -> tuple[str, ...]:
    raise IndexError(position)
