"""What the users of a DataTable ask of its rows, answered from a sequence of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import DataTable
from textual.widgets.data_table import (
    CellDoesNotExist,
    CellKey,
    ColumnKey,
    Row,
    RowDoesNotExist,
    RowKey,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.coordinate import Coordinate

    from certui.widgets.lines import Line


class LineRows(DataTable[str]):
    """A table whose rows are a sequence, of which only what is asked for is made.

    Args:
        id: the widget's id.
    """

    def __init__(self, *, id: str | None = None) -> None:
        # Watchers of the base class run within its __init__, and look at the rows.
        self._lines: Sequence[Line] = ()
        self._column_keys: list[ColumnKey] = []
        super().__init__(id=id, cursor_type="row", zebra_stripes=False)

    @property
    def row_count(self) -> int:
        """The number of rows."""
        return len(self._lines)

    @property
    def ordered_rows(self) -> list[Row]:
        """The rows in order; one object a row, so for small tables and tests."""
        return [Row(RowKey(line.key), 1) for line in self._lines]

    @property
    def current_key(self) -> str | None:
        """The key of the row under the cursor; None in an empty table."""
        return (
            self._lines[self.cursor_row].key if self.is_valid_row_index(self.cursor_row) else None
        )

    def is_valid_row_index(self, row_index: int) -> bool:
        """Whether there is such a row."""
        return 0 <= row_index < len(self._lines)

    def get_row_at(self, row_index: int) -> list[str]:
        """The cells of a row.

        Raises:
            RowDoesNotExist: there is no such row.
        """
        if not self.is_valid_row_index(row_index):
            message = f"No row exists at {row_index!r}."
            raise RowDoesNotExist(message)
        return list(self._lines[row_index].cells)

    def get_row_index(self, row_key: RowKey | str) -> int:
        """The present index of a row.

        Raises:
            RowDoesNotExist: there is no such row.
        """
        for index, line in enumerate(self._lines):
            if line.key == row_key:
                return index
        message = f"No row exists for {row_key!r}."
        raise RowDoesNotExist(message)

    def get_row(self, row_key: RowKey | str) -> list[str]:
        """The cells of a row, by its key."""
        return self.get_row_at(self.get_row_index(row_key))

    def get_cell_at(self, coordinate: Coordinate) -> str:
        """The text of a cell.

        Raises:
            CellDoesNotExist: there is no such cell.
        """
        if not self.is_valid_coordinate(coordinate):
            message = f"No cell exists at {coordinate!r}."
            raise CellDoesNotExist(message)
        return self._lines[coordinate.row].cells[coordinate.column]

    def coordinate_to_cell_key(self, coordinate: Coordinate) -> CellKey:
        """The key of a cell.

        Raises:
            CellDoesNotExist: there is no such cell.
        """
        self.get_cell_at(coordinate)
        key = RowKey(self._lines[coordinate.row].key)
        return CellKey(key, self._column_keys[coordinate.column])
