"""A sheet as CSV for French spreadsheets: ``;``, UTF-8 with a BOM, no cell that is a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from certui.documents.candidate_list import Percentage
from certui.files import formulas

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from certui.documents.candidate_list import Cell, Column


def write(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The whole file.

    Args:
        columns: their widths are left out.
        rows: as long as ``columns``; a percentage is written as its whole number.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.heading for column in columns])
    for row in rows:
        writer.writerow([_inert(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _inert(cell: Cell) -> str:
    if isinstance(cell, Percentage):
        return str(cell.value)
    return formulas.inert(cell)
