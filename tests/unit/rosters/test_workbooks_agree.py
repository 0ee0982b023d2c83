"""What is read of workbooks against what was written in them, and against a second reader."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from tests.unit.rosters.books import BOOKS
from tests.unit.rosters.writers import Cell, ods_bytes

from certui.rosters import calamine, ods
from certui.rosters.archive import Archive
from certui.rosters.guard import opened

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pytest

    from certui.rosters.sheets import Sheet

TEXTS = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=12)
CELLS: st.SearchStrategy[Cell] = st.one_of(
    TEXTS, st.integers(-(10**9), 10**9), st.dates(dt.date(1900, 3, 1), dt.date(2099, 12, 31))
)
GRIDS = st.lists(st.lists(CELLS, max_size=6), max_size=6)


def plain(value: object) -> str:
    """A cell as it is shown."""
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


def read(factory: pytest.TempPathFactory, content: bytes, kind: str) -> list[Sheet]:
    """The sheets of a workbook, as certui reads them."""
    path: Path = factory.mktemp("agree") / "workbook"
    path.write_bytes(content)
    with opened(path, lambda _: None) as source:
        if kind == "ODS":
            return ods.sheets(source, Archive(source, 10**7))
        return calamine.sheets(source)


@settings(max_examples=40, deadline=None)
@given(grids=st.lists(GRIDS, min_size=1, max_size=3), kind=st.sampled_from([*BOOKS]))
def test_every_cell_of_every_sheet_where_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, grids: list[list[list[Cell]]], kind: str
) -> None:
    """Texts, whole numbers and days, in the four formats; lines by their number."""
    written = {f"Feuille {number}": grid for number, grid in enumerate(grids)}
    sheets = read(tmp_path_factory, BOOKS[kind](written), kind)
    assert [one.name for one in sheets] == [*written]
    for one, grid in zip(sheets, grids, strict=True):
        expected = {
            (line, column): plain(cell)
            for line, row in enumerate(grid, start=1)
            for column, cell in enumerate(row)
            if cell != ""
        }
        found = {
            (row.line, column): cell
            for row in one.rows
            for column, cell in enumerate(row.cells)
            if cell
        }
        assert found == expected


@settings(max_examples=30, deadline=None)
@given(grid=GRIDS)
def test_our_reading_of_ods_is_that_of_another_reader(
    tmp_path_factory: pytest.TempPathFactory, grid: list[list[Cell]]
) -> None:
    """Calamine knows neither merged cells nor cells without a type there, but these it does."""
    content = ods_bytes(grid)
    (sheet,) = read(tmp_path_factory, content, "ODS")
    assert trimmed([row.cells for row in sheet.rows]) == theirs(content)
