"""The table of a document, as well as a terminal can show it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len

from certui.widgets.line_table import Line, LineColumn, LineTable

if TYPE_CHECKING:
    from collections.abc import Sequence

# A paper folds what is longer; a terminal cuts it.
_WIDEST: Final = 24
# Where there is no room a heading alone makes no column wider than this.
_WIDEST_HEADING: Final = 12
# A column of values no longer than this never gives way.
_SHORT: Final = 7
# No column gives way below this.
_NARROWEST: Final = 5


class PreviewTable(LineTable):
    """Shows rows of text under their headings.

    In a terminal too narrow for all of its columns it leaves out those that no row has anything in.

    Args:
        columns: the headings.
        rows: one text a column; at least one row.
        width: cells there are.
    """

    GAP: ClassVar[str] = " "

    def __init__(self, columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> None:
        values = list(zip(*rows, strict=True))
        labels = [_folded(one, cells) for one, cells in zip(columns, values, strict=True)]
        kept: Sequence[int]
        for widest_heading in (_WIDEST, _WIDEST_HEADING):
            widths = list(map(partial(_wanted, widest_heading), labels, values))
            if _taken(widths) <= width:
                kept = range(len(columns))
                break
        else:
            kept = [at for at, cells in enumerate(values) if any(cells)]
        self.left_out = tuple(one for at, one in enumerate(columns) if at not in kept)
        """The headings of the columns left out."""
        firm = [_is_firm(values[at]) for at in kept]
        widths = _squeezed([widths[at] for at in kept], firm, width)
        super().__init__(
            [
                LineColumn(labels[at], wide, flexible=not one)
                for at, wide, one in zip(kept, widths, firm, strict=True)
            ],
            id="preview",
        )
        self._cells = [
            Line(str(number), tuple(row[at] for at in kept)) for number, row in enumerate(rows)
        ]

    def on_mount(self) -> None:
        """Show the rows."""
        self.show_lines(self._cells)


def _folded(heading: str, cells: Sequence[str]) -> str:
    """A heading longer than any value, on two lines of lengths as near as can be."""
    words = heading.split(" ")
    if len(words) == 1 or cell_len(heading) <= max(map(cell_len, cells)):
        return heading
    folded = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return "\n".join(min(folded, key=lambda lines: max(map(cell_len, lines))))


def _wanted(widest_heading: int, label: str, cells: Sequence[str]) -> int:
    """The cells that a column would take, were there room."""
    needed = max(map(cell_len, label.split("\n")))
    return min(max([*map(cell_len, cells), min(needed, widest_heading)]), _WIDEST)


def _taken(widths: Sequence[int]) -> int:
    """The cells of a row: a blank between two columns, a mark at either end."""
    return sum(widths) + len(widths) + 1


def _is_firm(cells: Sequence[str]) -> bool:
    """Whether all values are of one width, as dates, or short, as numbers: cut they say nothing."""
    lengths = {cell_len(one) for one in cells if one}
    return not lengths or min(lengths) == max(lengths) or max(lengths) <= _SHORT


def _squeezed(widths: list[int], firm: Sequence[bool], room: int) -> list[int]:
    """Widths that fit, where they can: of the columns that give way, the widest does first."""
    giving = [at for at, one in enumerate(firm) if not one]
    while giving and _taken(widths) > room:
        widest = max(giving, key=lambda at: widths[at])
        if widths[widest] <= _NARROWEST:
            break
        widths[widest] -= 1
    return widths
