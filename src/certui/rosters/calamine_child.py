"""Reads the workbook on standard input and writes its cells on standard output.

Run by :mod:`certui.rosters.calamine` in a process of its own that :mod:`certui.confined` limits,
never imported: it loads nothing but what it reads with, so that it starts in no time.

Arguments: how many columns and cells are worth telling.

What it writes is text: records that end in U+001E, of fields that U+001F separates, the first of
which says what the record is. ``sheet``: a sheet's name, and whether it is read. ``span``: cells
merged down a column, by first and last line and the column from 0. ``line``: the number of a line,
from 1, and its cells. ``end``: all was told. ``failed``: it was not, and why. A text without its
``end`` is worth nothing.
"""

from __future__ import annotations

import datetime as dt
import sys

TYPE_CHECKING = False  # without loading typing, which takes as long as all the rest
if TYPE_CHECKING:
    from python_calamine import CalamineSheet

RECORD = "\x1e"
FIELD = "\x1f"
# The status of a process that had nothing to read with.
NOT_INSTALLED = 3
# Neither may stand in a cell; controls are dropped from all texts later on.
_BLANKED = str.maketrans(dict.fromkeys("\x1e\x1f", " "))
# What spreadsheets count days from, and the first of their days that is right in all of them: 1900
# had no 29 February.
_EPOCH = dt.date(1899, 12, 30)
_FIRST = dt.date(1900, 3, 1)
_LAST = dt.date(2099, 12, 31)
_EXACT = 1e15


def _shown(value: object) -> str:
    """A cell as a person would have typed it; a day as AAAA-MM-JJ."""
    if isinstance(value, str):
        return value.translate(_BLANKED)
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)
    if isinstance(value, dt.date):  # an instant too
        day = value.date() if isinstance(value, dt.datetime) else value
        return day.isoformat() if _FIRST <= day <= _LAST else str((day - _EPOCH).days)
    return str(value)


def _record(*fields: str) -> None:
    sys.stdout.buffer.write((FIELD.join(fields) + RECORD).encode("utf-8", errors="replace"))


def _tell(columns: int, cells: int) -> None:
    try:
        import python_calamine as calamine  # noqa: PLC0415 - it may not be found
    except ImportError:
        sys.exit(NOT_INSTALLED)
    book = calamine.CalamineWorkbook.from_filelike(sys.stdin.buffer)
    for place, about in enumerate(book.sheets_metadata):
        if about.typ is not calamine.SheetTypeEnum.WorkSheet:
            continue
        visible = about.visible is calamine.SheetVisibleEnum.Visible
        _record("sheet", about.name.translate(_BLANKED), "visible" if visible else "hidden")
        if visible:
            cells = _tell_sheet(book.get_sheet_by_index(place), columns, cells)


def _tell_sheet(sheet: CalamineSheet, columns: int, cells: int) -> int:
    """Tell the cells of one sheet, and how many may still follow."""
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        if top < bottom:
            _record("span", str(top + 1), str(bottom + 1), str(left))
    if sheet.start is None:
        return cells
    # The lines above the first cell are told, the columns before it are not.
    before = [""] * min(sheet.start[1], columns)
    blank = [""] * sheet.width
    for line, values in enumerate(sheet.iter_rows(), start=1):
        if values == blank:
            continue
        shown = before + [_shown(one) for one in values[: columns + 1]]
        while shown and not shown[-1]:
            shown.pop()
        if shown:
            _record("line", str(line), *shown)
            cells -= len(shown)
        if cells < 0:
            raise MemoryError
    return cells


def main() -> None:
    """Read, within limits."""
    columns, cells = map(int, sys.argv[1:])
    try:
        _tell(columns, cells)
    except MemoryError:
        _record("failed", "memory")
    except SystemExit:
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of the reader is no Exception
        kind = "password" if type(error).__name__ == "PasswordError" else "damaged"
        _record("failed", kind)
    else:
        _record("end")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
