"""Our reading of workbooks against python-calamine's, which reads them without our bounds."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from tests.unit.rosters.writers import Cell, ods_bytes, xlsx_bytes

from certui.rosters import ods, xlsx
from certui.rosters.archive import Archive
from certui.rosters.guard import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import pytest

TEXTS = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=12)
CELLS: st.SearchStrategy[Cell] = st.one_of(
    TEXTS, st.integers(-(10**9), 10**9), st.dates(dt.date(1900, 3, 1), dt.date(2099, 12, 31))
)
GRIDS = st.lists(st.lists(CELLS, max_size=6), max_size=6)


def plain(value: object) -> str:
    """A cell of theirs as ours would show it."""
    if isinstance(value, float):
        return str(int(value))
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def theirs(content: bytes) -> list[list[str]]:
    """The lines that hold anything, as calamine reads them; blanks at their ends left out."""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    return trimmed([[plain(cell) for cell in row] for row in sheet.to_python()])


def trimmed(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Lines without the blanks on either side of the table."""
    kept = [list(row) for row in rows if any(row)]
    left = min((next(n for n, cell in enumerate(row) if cell) for row in kept), default=0)
    for row in kept:
        del row[:left]
        while not row[-1]:
            row.pop()
    return kept


@settings(max_examples=60, deadline=None)
@given(grid=GRIDS, way=st.sampled_from(["shared", "inline", "ods"]))
def test_the_same_cells(
    tmp_path_factory: pytest.TempPathFactory, grid: list[list[Cell]], way: str
) -> None:
    """Texts, whole numbers and days, wherever they stand."""
    write: Callable[[list[list[Cell]]], bytes] = ods_bytes
    if way != "ods":
        write = lambda rows: xlsx_bytes(rows, shared=way == "shared")  # noqa: E731 - one of two
    content = write(grid)
    path: Path = tmp_path_factory.mktemp("agree") / "workbook"
    path.write_bytes(content)
    with opened(path, lambda _: None) as source:
        archive = Archive(source, 10**7)
        (rows,) = (ods if way == "ods" else xlsx).sheets(source, archive)
    assert trimmed([row.cells for row in rows]) == theirs(content)
