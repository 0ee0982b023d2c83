"""The table of a document, as well as a terminal can show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len

from certui.widgets.line_table import Line, LineColumn, LineTable

if TYPE_CHECKING:
    from collections.abc import Sequence

# A paper folds what is longer; a terminal cuts it.
_WIDEST: Final = 24
# A heading alone makes no column wider than this; it stands on two lines where it can.
_WIDEST_HEADING: Final = 12
# A column as wide as a date, or narrower, gives way last.
_DATE: Final = 10


class PreviewTable(LineTable):
    """Shows rows of text under their headings.

    In a terminal too narrow for all of its columns it leaves out those that no row has anything in.

    Args:
        columns: the headings.
        rows: one text a column.
        width: cells there are.
    """

    GAP: ClassVar[str] = " "

    def __init__(self, columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> None:
        kept = list(range(len(columns)))
        widths = [_wanted(columns[at], [row[at] for row in rows]) for at in kept]
        if rows and _taken(widths) > width:
            kept = [at for at in kept if any(row[at] for row in rows)]
        self.left_out = tuple(one for at, one in enumerate(columns) if at not in kept)
        """The headings of the columns left out."""
        widths = _squeezed([widths[at] for at in kept], width)
        super().__init__(
            [
                LineColumn(_folded(columns[at]), wide, flexible=wide > _DATE)
                for at, wide in zip(kept, widths, strict=True)
            ],
            id="preview",
        )
        self._cells = [
            Line(str(number), tuple(row[at] for at in kept)) for number, row in enumerate(rows)
        ]

    def on_mount(self) -> None:
        """Show the rows."""
        super().on_mount()
        self.show_lines(self._cells)


def _wanted(heading: str, cells: Sequence[str]) -> int:
    """The cells that a column would take, were there room."""
    label = max(map(cell_len, _folded(heading).split("\n")))
    return min(max([*map(cell_len, cells), min(label, _WIDEST_HEADING)]), _WIDEST)


def _taken(widths: Sequence[int]) -> int:
    """The cells of a row: a blank between two columns, a mark at either end."""
    return sum(widths) + len(widths) + 1


def _squeezed(widths: list[int], room: int) -> list[int]:
    """Widths that fit, as long as none but those of dates are left: the widest gives way first."""
    while _taken(widths) > room and max(widths) > _DATE:
        widths[widths.index(max(widths))] -= 1
    return widths


def _folded(heading: str) -> str:
    """A long heading on two lines, of lengths as near as can be."""
    words = heading.split(" ")
    if cell_len(heading) <= _WIDEST_HEADING or len(words) == 1:
        return heading
    folded = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return "\n".join(min(folded, key=lambda lines: max(map(cell_len, lines))))
