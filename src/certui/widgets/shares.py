"""How the columns of a table share its width: pure, and the same for every table.

A heading is never cut. What is of one width, as dates and numbers, is whole: cut it says nothing.
Names are the last to be cut; what else may be cut gives way first, the widest first. What is left
over goes to what may be cut, by what it holds: a column that holds nothing has no more than its
heading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# A column that gives way keeps so many cells, if it holds as much.
_NARROWEST: Final = 4


class Need(NamedTuple):
    """What a column would have.

    Attributes:
        heading: cells of its heading.
        held: cells of the longest that it holds.
        gives: whether it gives way where there is no room, and grows where there is.
        named: whether it holds names, which give way last.
        most: what it grows to; 0 for no limit.
    """

    heading: int
    held: int
    gives: bool = False
    named: bool = False
    most: int = 0

    @property
    def wanted(self) -> int:
        """Cells that show all of it."""
        return max(self.heading, self.held, 1)

    @property
    def least(self) -> int:
        """Cells that it is not squeezed below."""
        return max(self.heading, min(self.held, _NARROWEST), 1) if self.gives else self.wanted


def shares(needs: Sequence[Need], room: int) -> list[int]:
    """The cells of each column.

    Args:
        needs: of the columns, left to right.
        room: cells that they have together; where even what must not be cut has not enough, as in
            no terminal that certui runs in, the widest are cut.

    Returns:
        Widths of one cell or more, whose sum is the room where one column gives way or may grow,
        and never more than it where each has a cell.
    """
    widths = [one.wanted for one in needs]
    floors = [one.least for one in needs]
    for named in (False, True):
        giving = [at for at, one in enumerate(needs) if one.gives and one.named is named]
        _squeeze(widths, floors, giving, sum(widths) - room)
    _squeeze(widths, [1] * len(widths), list(range(len(widths))), sum(widths) - room)
    _grow(widths, needs, room - sum(widths))
    return widths


def _squeeze(widths: list[int], floors: Sequence[int], giving: list[int], over: int) -> None:
    """Take cells away, each from the widest of those that give way."""
    for _ in range(over):
        giving = [at for at in giving if widths[at] > floors[at]]
        if not giving:
            return
        widths[max(giving, key=lambda at: widths[at])] -= 1


def _grow(widths: list[int], needs: Sequence[Need], spare: int) -> None:
    """Add cells, each to the column that has least for what it holds."""
    holding = [at for at, one in enumerate(needs) if one.gives and one.held]
    for _ in range(spare):
        holding = [at for at in holding if not needs[at].most or widths[at] < needs[at].most]
        if not holding:
            return
        widths[min(holding, key=lambda at: widths[at] / needs[at].held)] += 1


def held(rows: Iterable[Sequence[str]]) -> list[int]:
    """The cells of the longest text of each column; nothing without rows.

    Args:
        rows: one text a column.
    """
    found: list[int] = []
    for cells in rows:
        if not found:
            found = [0] * len(cells)
        for at, text in enumerate(cells):
            length = len(text) if text.isascii() else cell_len(text)
            found[at] = max(found[at], length)
    return found
