"""The table that certui is about: rows drawn line by line, only those that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.widgets import DataTable

if TYPE_CHECKING:
    from collections.abc import Sequence


class LineColumn(NamedTuple):
    """A column.

    Attributes:
        label: its heading.
        width: in cells, without padding.
        flexible: whether it takes a share of the room left over.
        right: whether it is aligned to the right.
    """

    label: str
    width: int
    flexible: bool = False
    right: bool = False


class Line(NamedTuple):
    """A row.

    Attributes:
        key: names the row in messages (``event.row_key.value``) and keeps the cursor on it.
        cells: one text a column; cleaned and cut when drawn.
        dim: whether it is shown as unavailable.
    """

    key: str
    cells: tuple[str, ...]
    dim: bool = False


class LineTable(DataTable[str]):
    """A :class:`DataTable` of one-line rows.

    Args:
        columns: the columns, left to right.
        id: the widget's id.
    """

    def __init__(self, columns: Sequence[LineColumn], *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, cursor_type="row", zebra_stripes=False)
        self._columns = columns

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these rows; the cursor stays on the row it was on where that is still there.

        Args:
            lines: any sequence; only the rows on screen are asked for.
        """
        self.clear(columns=True)
        for column in self._columns:
            self.add_column(column.label, key=column.label)
        for line in lines:
            self.add_row(*line.cells, key=line.key)

    @property
    def current_key(self) -> str | None:
        """The key of the row under the cursor; None in an empty table."""
        if not self.row_count:
            return None
        return self.coordinate_to_cell_key(self.cursor_coordinate).row_key.value
