"""The sheets of a workbook, whoever read them."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING, Final, NamedTuple

from certui import errors
from certui.rosters import columns
from certui.rosters.headings import Column
from certui.rosters.rows import Row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# More lines than these in merged cells, all counted, are no roster.
_MOST_SPANNED: Final = 1_000_000
# What one cell may say for several lines. Who somebody is stands on a line of their own: a second
# line below a merged name is one's other parent, not another pupil.
_SHARED: Final = frozenset(
    {
        Column.CLASS,
        Column.SEX,
        Column.CITY_CODE,
        Column.CITY,
        Column.DEPARTMENT,
        Column.COUNTRY,
        Column.STATUS,
        Column.MEF,
    }
)


class Span(NamedTuple):
    """Cells merged down a column.

    Attributes:
        first: its first line, from 1.
        last: its last line.
        column: from 0.
    """

    first: int
    last: int
    column: int


class Sheet(NamedTuple):
    """A sheet.

    Attributes:
        name: as on its tab.
        hidden: whether it is, so that nobody who opens the workbook sees it.
        rows: the lines that hold anything, in order; none of a hidden sheet that was not read.
        spans: the cells merged over several lines.
    """

    name: str
    hidden: bool
    rows: list[Row]
    spans: Sequence[Span] = ()


def spread(path: Path, sheet: Sheet, most_above: int) -> list[Row]:
    """The lines of a sheet, each with what merged cells say for it.

    A merged class, sex or place holds for all its lines; so does a heading over two lines.

    Args:
        path: for the refusal.
        sheet: as read.
        most_above: among how many of the first lines the headings stand.

    Raises:
        TooComplex: more merged cells than any roster has.
    """
    if not sheet.spans:
        return sheet.rows
    headings = {
        place: column
        for row in sheet.rows[:most_above]
        for column, place in columns.known(row.cells).items()
    }
    lines = [row.line for row in sheet.rows]
    cells = [list(row.cells) for row in sheet.rows]
    left = _MOST_SPANNED
    for span in sheet.spans:
        start = bisect.bisect_left(lines, span.first)
        end = bisect.bisect_right(lines, span.last)
        left -= max(end - start, 1)
        if left < 0:
            raise errors.TooComplex(path=path)
        if start >= end or lines[start] != span.first or span.column not in headings:
            continue
        text = cells[start][span.column] if span.column < len(cells[start]) else ""
        if headings[span.column] in _SHARED or columns.known([text]):
            for below in cells[start + 1 : end]:
                below.extend([""] * (span.column + 1 - len(below)))
                below[span.column] = below[span.column] or text
    return [Row(line, row) for line, row in zip(lines, cells, strict=True)]
