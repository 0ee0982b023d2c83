"""The cells of a sheet while it is read: bounded in number and in length."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from certui import errors
from certui.rosters.rows import MOST_COLUMNS, MOST_LINES, Row

if TYPE_CHECKING:
    from pathlib import Path

# As long as a spreadsheet lets a cell be.
LONGEST: Final = 32_767
# What a workbook's cells may hold in all, so that reading one stays below 300 MB: ten cells of ten
# characters for each of 100,000 pupils fit.
MOST_CHARACTERS: Final = 12_000_000
MOST_CELLS: Final = 1_500_000
# Day 1 of spreadsheets is 31 December 1899 but for a leap day that 1900 did not have.
_EPOCH: Final = dt.date(1899, 12, 30)
_EPOCH_1904: Final = dt.date(1904, 1, 1)
# 1900-03-01 to 2099-12-31: what lies outside is no birth date, whatever its format.
_DAYS: Final = range(61, 73_051)


class Budget:
    """What the sheets of one workbook may still hold.

    Args:
        path: for refusals.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._cells = MOST_CELLS
        self._characters = MOST_CHARACTERS

    def spend(self, texts: list[str]) -> None:
        """Take a line's cells off.

        Raises:
            TooComplex: there was not enough left.
        """
        self._cells -= len(texts)
        self._characters -= sum(map(len, texts))
        if self._cells < 0 or self._characters < 0:
            raise errors.TooComplex(path=self.path)


class Sheet:
    """Gathers the lines of one sheet.

    Args:
        budget: shared by the sheets of a workbook.

    Attributes:
        rows: the lines that hold anything.
    """

    def __init__(self, budget: Budget) -> None:
        self.rows: list[Row] = []
        self._budget = budget
        self._cells: list[str] = []

    def put(self, column: int, text: str) -> None:
        """Set a cell of the open line; blanks are not kept.

        Args:
            column: from 0.
            text: as written.

        Raises:
            TooManyColumns: beyond any roster.
        """
        if not text or text.isspace():
            return
        if column >= MOST_COLUMNS:
            raise errors.TooManyColumns(path=self._budget.path, limit=MOST_COLUMNS)
        self._cells += [""] * (column + 1 - len(self._cells))
        self._cells[column] = text

    def end_line(self, line: int, repeats: int = 1) -> None:
        """Close a line.

        Args:
            line: its number, from 1.
            repeats: how many times the file says that it stands there.

        Raises:
            TooManyLines: beyond any school.
            TooComplex: more text than any roster.
        """
        if not self._cells:
            return
        if len(self.rows) + repeats > MOST_LINES:
            raise errors.TooManyLines(path=self._budget.path, limit=MOST_LINES)
        self._budget.spend(self._cells)
        self.rows += (Row(line + number, self._cells) for number in range(repeats))
        self._cells = []


def number(raw: str) -> str:
    """A number as a person would have typed it: ``20110214``, not ``20110214.0``."""
    try:
        value = float(raw)
    except ValueError:
        return raw
    exact = 10**15
    return str(int(value)) if value.is_integer() and abs(value) < exact else raw


def day(raw: str, *, since_1904: bool) -> str:
    """A date as AAAA-MM-JJ from a spreadsheet's count of days; the number itself outside them."""
    try:
        count = int(float(raw))
    except (ValueError, OverflowError):
        return raw
    if since_1904:
        count += (_EPOCH_1904 - _EPOCH).days
    return (_EPOCH + dt.timedelta(days=count)).isoformat() if count in _DAYS else number(raw)
