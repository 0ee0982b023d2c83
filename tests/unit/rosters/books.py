"""Writers of workbooks of several sheets, in the four formats that spreadsheets save, for tests.

Each takes the same: the grids by sheet, which sheets are hidden, and which cells are merged down a
column, by sheet, as first line, last line and column, from 0.
"""

from __future__ import annotations

import datetime as dt
import struct
from typing import TYPE_CHECKING, Protocol

from tests.unit.rosters.compounds import compound
from tests.unit.rosters.writers import (
    Cell,
    Grid,
    ods_table,
    xlsx_styles,
    xlsx_worksheet,
    zipped,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    Merges = Mapping[str, Sequence[tuple[int, int, int]]]

_EPOCH = dt.date(1899, 12, 30)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


class Writer(Protocol):
    """Writes a workbook."""

    def __call__(
        self, sheets: Mapping[str, Grid], hidden: Collection[str] = (), merges: Merges | None = None
    ) -> bytes:
        """All of the file."""
        ...


def xlsx_book(
    sheets: Mapping[str, Grid], hidden: Collection[str] = (), merges: Merges | None = None
) -> bytes:
    """An XLSX workbook, texts in the cells."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

    def state(name: str) -> str:
        return "hidden" if name in hidden else "visible"

    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="s{number}" state="{state(name)}"/>'
        for number, name in enumerate(sheets, start=1)
    )
    parts = {
        f"xl/worksheets/sheet{number}.xml": xlsx_worksheet(grid, (merges or {}).get(name, ()))
        for number, (name, grid) in enumerate(sheets.items(), start=1)
    }
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "_rels/.rels": _relations({"b": ("officeDocument", "xl/workbook.xml")}),
            "xl/workbook.xml": (
                f'<workbook {main} xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'
            ).encode(),
            "xl/_rels/workbook.xml.rels": _relations(_worksheets(len(sheets), "xml")),
            "xl/styles.xml": xlsx_styles(),
            **parts,
        }
    )


def ods_book(
    sheets: Mapping[str, Grid], hidden: Collection[str] = (), merges: Merges | None = None
) -> bytes:
    """An ODS workbook, as LibreOffice lays one out."""
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )

    def style(name: str) -> str:
        return "ta2" if name in hidden else "ta1"

    styles = "".join(
        f'<style:style style:name="{name}" style:family="table"><style:table-properties'
        f' table:display="{shown}"/></style:style>'
        for name, shown in (("ta1", "true"), ("ta2", "false"))
    )
    tables = "".join(
        f'<table:table table:name="{name}" table:style-name="{style(name)}">'
        f"{ods_table(grid, (merges or {}).get(name, ()))}</table:table>"
        for name, grid in sheets.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b"<manifest/>",
            "content.xml": content.encode(),
        }
    )


def xls_book(
    sheets: Mapping[str, Grid],
    hidden: Collection[str] = (),
    merges: Merges | None = None,
    *,
    protected: bool = False,
) -> bytes:
    """A binary workbook of Excel 97 ([MS-XLS], BIFF8).

    Args:
        sheets: the grids.
        hidden: their names.
        merges: as for the others.
        protected: whether a record says that all that follows is encrypted.
    """
    head = _biff(0x809, struct.pack("<HHHHLL", 0x600, 5, 0, 0, 0, 0))
    if protected:
        head += _biff(0x2F, struct.pack("<HHH48s", 1, 1, 1, bytes(48)))
    head += _biff(0x42, struct.pack("<H", 1200))
    head += _biff(0xE0, struct.pack("<HH16s", 0, 0, bytes(16)))
    head += _biff(0xE0, struct.pack("<HH16s", 0, 14, bytes(16)))
    bodies = [_xls_sheet(grid, (merges or {}).get(name, ())) for name, grid in sheets.items()]
    end = _biff(0x0A, b"")
    place = len(head) + sum(4 + 8 + 2 * len(name) for name in sheets) + len(end)
    for name, body in zip(sheets, bodies, strict=True):
        about = struct.pack("<LBBBB", place, name in hidden, 0, len(name), 1)
        head += _biff(0x85, about + name.encode("utf-16-le"))
        place += len(body)
    return compound({"Workbook": head + end + b"".join(bodies)})


def _xls_sheet(grid: Grid, merges: Sequence[tuple[int, int, int]]) -> bytes:
    widest = max(map(len, grid), default=0)
    made = _biff(0x809, struct.pack("<HHHHLL", 0x600, 0x10, 0, 0, 0, 0))
    made += _biff(0x200, struct.pack("<LLHHH", 0, len(grid), 0, widest, 0))
    for row, column, cell in _cells(grid):
        place = struct.pack("<HHH", row, column, isinstance(cell, dt.date))
        if isinstance(cell, str):
            text = cell.encode("utf-16-le")
            made += _biff(0x204, place + struct.pack("<HB", len(text) // 2, 1) + text)
        else:
            made += _biff(0x203, place + struct.pack("<d", _number(cell)))
    if merges:
        spans = b"".join(
            struct.pack("<4H", top, low, column, column) for top, low, column in merges
        )
        made += _biff(0xE5, struct.pack("<H", len(merges)) + spans)
    return made + _biff(0x0A, b"")


def _biff(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def xlsb_book(
    sheets: Mapping[str, Grid], hidden: Collection[str] = (), merges: Merges | None = None
) -> bytes:
    """A binary workbook of Excel 2007 ([MS-XLSB]); merged cells are not written."""
    assert not merges
    book = _brt(131) + _brt(143)
    for number, name in enumerate(sheets, start=1):
        about = struct.pack("<LL", name in hidden, number)
        book += _brt(156, about + _wide(f"s{number}") + _wide(name))
    book += _brt(144) + _brt(132)
    styles = _brt(278) + _brt(617, struct.pack("<L", 2))
    for number in (0, 14):
        styles += _brt(47, struct.pack("<HH12s", 0xFFFF, number, bytes(12)))
    styles += _brt(618) + _brt(279)
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "_rels/.rels": _relations({"b": ("officeDocument", "xl/workbook.bin")}),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": _relations(_worksheets(len(sheets), "bin")),
            "xl/styles.bin": styles,
            **{
                f"xl/worksheets/sheet{number}.bin": _xlsb_sheet(grid)
                for number, grid in enumerate(sheets.values(), start=1)
            },
        }
    )


def _xlsb_sheet(grid: Grid) -> bytes:
    widest = max([1, *map(len, grid)])
    made = _brt(129) + _brt(148, struct.pack("<4L", 0, max(len(grid), 1) - 1, 0, widest - 1))
    made += _brt(145)
    line = -1
    for row, column, cell in _cells(grid):
        if row != line:
            line = row
            made += _brt(0, struct.pack("<L21s", row, bytes(21)))
        place = struct.pack("<LL", column, isinstance(cell, dt.date))
        if isinstance(cell, str):
            made += _brt(6, place + _wide(cell))
        else:
            made += _brt(5, place + struct.pack("<d", _number(cell)))
    return made + _brt(146) + _brt(130)


def _brt(kind: int, content: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = b"", len(content)
    while size > 127:
        length, size = length + bytes([size & 0x7F | 0x80]), size >> 7
    return number + length + bytes([size]) + content


def _wide(text: str) -> bytes:
    written = text.encode("utf-16-le")
    return struct.pack("<L", len(written) // 2) + written


def _cells(grid: Grid) -> Iterator[tuple[int, int, Cell]]:
    for row, cells in enumerate(grid):
        for column, cell in enumerate(cells):
            if cell != "":
                yield row, column, cell


def _number(cell: Cell) -> float:
    return (cell - _EPOCH).days if isinstance(cell, dt.date) else float(cell)


def _worksheets(count: int, end: str) -> dict[str, tuple[str, str]]:
    return {
        f"s{number}": ("worksheet", f"worksheets/sheet{number}.{end}")
        for number in range(1, count + 1)
    }


def _relations(targets: Mapping[str, tuple[str, str]]) -> bytes:
    listed = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}">{listed}</Relationships>'.encode()


BOOKS: dict[str, Writer] = {
    "XLSX": xlsx_book,
    "XLSB": xlsb_book,
    "XLS": xls_book,
    "ODS": ods_book,
}
