"""What the users of a DataTable ask of its rows, columns and cells, answered from lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text
from textual.coordinate import Coordinate
from textual.widgets.data_table import (
    CellDoesNotExist,
    CellKey,
    Column,
    ColumnDoesNotExist,
    ColumnKey,
    Row,
    RowDoesNotExist,
    RowKey,
)

from certui.widgets.shown_table import ShownTable, only

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from certui.widgets.lines import Line, LineColumn

_ROW_HEIGHT: Final = 1


class LineRows(ShownTable):
    """A table of lines: what is asked of it is true of them.

    They are any sequence, of which only what is asked for is made.

    Args:
        columns: left to right.
        id: the widget's id.
    """

    def __init__(self, columns: Sequence[LineColumn], *, id: str | None = None) -> None:
        # Watchers of the base class run within its __init__, and look at the rows.
        self._lines: Sequence[Line] = ()
        self._labels: tuple[str, ...] = ()
        self._keys: list[ColumnKey] = []
        self.name_columns(columns)
        super().__init__(id=id)

    def name_columns(self, columns: Sequence[LineColumn]) -> None:
        """Take columns; those that were there already, told by their headings, keep their keys."""
        known = dict(zip(self._labels, self._keys, strict=True))
        self._labels = tuple(one.label for one in columns)
        self._keys = [known.pop(label) if label in known else ColumnKey() for label in self._labels]

    # Rows

    @property
    def row_count(self) -> int:
        """The number of rows."""
        return len(self._lines)

    @property
    def rows(self) -> dict[RowKey, Row]:
        """The rows by their keys; one object a row, so for small tables and tests."""
        return {row.key: row for row in self.ordered_rows}

    @rows.setter
    def rows(self, rows: dict[RowKey, Row]) -> None:
        only("rows", rows, possible={})

    @property
    def ordered_rows(self) -> list[Row]:
        """The rows in order; one object a row, so for small tables and tests."""
        return [Row(RowKey(line.key), _ROW_HEIGHT) for line in self._lines]

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

    def get_row_height(self, row_key: RowKey) -> int:
        """The lines of the screen that a row takes, by its key."""
        self.get_row_index(row_key)
        return _ROW_HEIGHT

    # Columns

    @property
    def columns(self) -> dict[ColumnKey, Column]:
        """The columns by their keys."""
        return {column.key: column for column in self.ordered_columns}

    @columns.setter
    def columns(self, columns: dict[ColumnKey, Column]) -> None:
        only("columns", columns, possible={})

    @property
    def ordered_columns(self) -> list[Column]:
        """The columns from left to right, as wide as they are drawn."""
        columns = zip(self._keys, self._labels, self.column_widths, strict=True)
        return [Column(key, Text(label), width, width) for key, label, width in columns]

    @property
    def column_widths(self) -> Sequence[int]:
        """The cells of each column."""
        raise NotImplementedError

    def is_valid_column_index(self, column_index: int) -> bool:
        """Whether there is such a column."""
        return 0 <= column_index < len(self._keys)

    def get_column_index(self, column_key: ColumnKey | str) -> int:
        """The present index of a column.

        Raises:
            ColumnDoesNotExist: there is no such column.
        """
        for index, key in enumerate(self._keys):
            if key == column_key:
                return index
        message = f"No column exists for {column_key!r}."
        raise ColumnDoesNotExist(message)

    def get_column_at(self, column_index: int) -> Iterator[str]:
        """The cells of a column.

        Raises:
            ColumnDoesNotExist: there is no such column.
        """
        if not self.is_valid_column_index(column_index):
            message = f"No column exists at {column_index!r}."
            raise ColumnDoesNotExist(message)
        return (line.cells[column_index] for line in self._lines)

    def get_column(self, column_key: ColumnKey | str) -> Iterator[str]:
        """The cells of a column, by its key."""
        return self.get_column_at(self.get_column_index(column_key))

    # Cells

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
        return CellKey(RowKey(self._lines[coordinate.row].key), self._keys[coordinate.column])

    def get_cell_coordinate(self, row_key: RowKey | str, column_key: ColumnKey | str) -> Coordinate:
        """The place of a cell, by the keys of its row and its column.

        Raises:
            CellDoesNotExist: there is no such cell.
        """
        try:
            return Coordinate(self.get_row_index(row_key), self.get_column_index(column_key))
        except (RowDoesNotExist, ColumnDoesNotExist) as error:
            message = f"No cell exists for {row_key!r} and {column_key!r}."
            raise CellDoesNotExist(message) from error

    def get_cell(self, row_key: RowKey | str, column_key: ColumnKey | str) -> str:
        """The text of a cell, by the keys of its row and its column.

        Raises:
            CellDoesNotExist: there is no such cell.
        """
        return self.get_cell_at(self.get_cell_coordinate(row_key, column_key))
