"""Rows and columns of a line table: texts cleaned, cut and padded to whole lines."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len, set_cell_size

from certui.domain.text import clean
from certui.signs import marked
from certui.widgets.shares import Need, shares

if TYPE_CHECKING:
    from collections.abc import Sequence

    from certui.domain.fields import Column
    from certui.themes import Role

# What stands before the first column (the cursor's mark) and after the last (that of more rows).
_MARKS: Final = 2


class LineColumn(NamedTuple):
    """A column.

    Attributes:
        label: its heading; one line feed where it stands on two lines.
        width: in cells, where what it holds has not been measured; of one that is not flexible,
            whatever it holds.
        flexible: whether it takes a share of the room left over, and gives way when there is none.
        right: whether it is aligned to the right.
        widest: what a flexible column grows to at most; 0 for no limit.
        named: whether it holds names: of the flexible ones these give way last.
        above: cells that a line has at least where the column is shown.
    """

    label: str
    width: int
    flexible: bool = False
    right: bool = False
    widest: int = 0
    named: bool = False
    above: int = 0

    def need(self, held: int | None) -> Need:
        """What it would have.

        Args:
            held: cells of the longest that it holds; None where that is not known.
        """
        heading = max(map(cell_len, self.label.split("\n")))
        if held is None or not self.flexible:
            held = max(self.width, held or 0)
        return Need(heading, held, self.flexible, self.named, self.widest)


def line_column(column: Column) -> LineColumn:
    """The column of a field, as it is declared."""
    return LineColumn(
        column.heading,
        column.width,
        flexible=column.flexible,
        right=column.right,
        named=column.named,
        above=column.above,
    )


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


class Columns:
    """The columns of a table, side by side.

    Args:
        columns: left to right.
        gap: what stands between two.
    """

    def __init__(self, columns: Sequence[LineColumn], gap: str) -> None:
        self.columns = tuple(columns)
        self.gap = gap
        self._held: Sequence[int] = ()
        self._widths: dict[int, list[int]] = {}

    def hold(self, held: Sequence[int]) -> bool:
        """Take the cells of the longest text of each; whether that changes anything."""
        if held == self._held:
            return False
        self._held = held
        self._widths.clear()
        return True

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
            if not room:
                continue
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
            if room
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
        """The cells of each column, in a line of so many; none for one that is not shown."""
        known = self._widths.get(width)
        if known is None:
            known = self._widths[width] = self._share(width)
        return known

    def starts(self, width: int) -> list[int]:
        """Where each column begins, in a line of so many cells."""
        starts, x = [], 1
        for one in self.widths(width):
            starts.append(x)
            x += one + len(self.gap) if one else 0
        return starts

    def _share(self, width: int) -> list[int]:
        shown = [at for at, one in enumerate(self.columns) if width >= one.above]
        needs = [self.columns[at].need(self._held[at] if self._held else None) for at in shown]
        room = width - _MARKS - len(self.gap) * (len(shown) - 1)
        widths = [0] * len(self.columns)
        for at, one in zip(shown, shares(needs, max(room, len(shown))), strict=True):
            widths[at] = one
        return widths
