"""Rows and columns of a line table: texts cleaned, cut and padded to whole lines."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len, set_cell_size

from certui.domain.text import clean
from certui.themes import marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from certui.domain.fields import Column
    from certui.themes import Role

# A flexible column is never squeezed below this many cells.
_NARROWEST: Final = 4
# What stands before the first column (the cursor's mark) and after the last (that of more rows).
_MARKS: Final = 2


class LineColumn(NamedTuple):
    """A column.

    Attributes:
        label: its heading; one line feed where it stands on two lines.
        width: in cells.
        flexible: whether it takes a share of the room left over, and gives way when there is none.
        right: whether it is aligned to the right.
        widest: what a flexible column grows to at most; 0 for no limit.
    """

    label: str
    width: int
    flexible: bool = False
    right: bool = False
    widest: int = 0


def line_column(column: Column) -> LineColumn:
    """The column of a field, as it is declared."""
    return LineColumn(column.heading, column.width, flexible=column.flexible, right=column.right)


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


@lru_cache(maxsize=16_384)
def fitted(text: str, width: int, *, right: bool = False) -> str:
    """A text cleaned and made exactly ``width`` cells wide, cut with « … ».

    Args:
        text: any text.
        width: cells, one or more.
        right: whether it is aligned to the right.
    """
    cleaned = clean(text)
    length = cell_len(cleaned)
    if length > width:
        return set_cell_size(set_cell_size(cleaned, width - 1).rstrip() + "…", width)
    blanks = " " * (width - length)
    return blanks + cleaned if right else cleaned + blanks


class Columns(NamedTuple):
    """The columns of a table, side by side.

    Attributes:
        columns: left to right.
        gap: what stands between two.
    """

    columns: tuple[LineColumn, ...]
    gap: str

    @property
    def heading_height(self) -> int:
        """How many lines the headings take."""
        return 1 + max(one.label.count("\n") for one in self.columns)

    def pieces(self, cells: Sequence[str], width: int) -> list[tuple[str, Role | None]]:
        """The row in pieces, each with its role: what begins with a sign has that of the sign.

        Args:
            cells: one text a column.
            width: cells of the whole line, marks included.
        """
        found: list[tuple[str, Role | None]] = []
        for cell, room, column in zip(cells, self.widths(width), self.columns, strict=True):
            text = fitted(cell, room, right=column.right)
            shown = text.lstrip()
            if (sign := marked(shown)) is None:
                found.append((text, None))
            else:
                length, role = sign
                found += ((text[: -len(shown)], None), (shown[:length], role))
                found.append((shown[length:], None))
            found.append((self.gap, None))
        return found[:-1]

    def row(self, cells: Sequence[str], width: int) -> str:
        """The texts of one row, without the marks before and after.

        Args:
            cells: one text a column.
            width: cells of the whole line, marks included.
        """
        return self.gap.join(
            fitted(cell, room, right=column.right)
            for cell, room, column in zip(cells, self.widths(width), self.columns, strict=True)
        )

    def heading(self, labels: Sequence[str], line: int, width: int) -> str:
        """One line of the headings, whole.

        Args:
            labels: one a column.
            line: which, from 0.
            width: cells of the line.
        """
        split = [label.split("\n") for label in labels]
        texts = [lines[line] if line < len(lines) else "" for lines in split]
        return set_cell_size(" " + self.row(texts, width), width)

    def widths(self, width: int) -> list[int]:
        """The cells of each column, in a line of so many."""
        wanted = [column.width for column in self.columns]
        spare = width - _MARKS - sum(wanted) - len(self.gap) * (len(wanted) - 1)
        flexible = [index for index, column in enumerate(self.columns) if column.flexible]
        for rank, index in enumerate(flexible):
            room = max(_NARROWEST, wanted[index] + spare // (len(flexible) - rank))
            room = min(room, self.columns[index].widest or room)
            spare -= room - wanted[index]
            wanted[index] = room
        return wanted
