"""A sheet as XLSX: cells of text stay text, even when somebody edits them."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from certui.documents.archive import pack, quoted
from certui.documents.candidate_list import Percentage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from certui.documents.candidate_list import Cell, Column

_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET_TYPES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CONTENT_TYPES: Final = (
    f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPES}.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml"'
    f' ContentType="{_SHEET_TYPES}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_SHEET_TYPES}.styles+xml"/></Types>'
)
_ROOT_RELATIONS: Final = (
    f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
    f' Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_BOOK_RELATIONS: Final = (
    f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>'
)
# Format 49 is text and quotePrefix Excel's own leading apostrophe: a cell that begins with = does
# not become a formula on its next edition. Format 9 is a whole percentage.
_TEXT, _PERCENT, _HEADING = 1, 2, 3
# The height of a line of the default font, in points.
_LINE: Final = 15
_STYLES: Final = (
    f'{_DECLARATION}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFEEF1F6"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"'
    ' applyNumberFormat="1"/>'
    '<xf numFmtId="9" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1"'
    ' applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    "</cellXfs></styleSheet>"
)
# A4 on its side, as many pages as it takes below one another, never beside; margins in inches.
_PAGE: Final = (
    '<pageMargins left="0.4" right="0.4" top="0.4" bottom="0.4" header="0.2" footer="0.2"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
)


def write(name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The whole file.

    Args:
        name: the sheet's, at most 31 characters, without an apostrophe.
        columns: their headings are cleaned, line by line.
        rows: as long as ``columns``; texts cleaned.
    """
    lines = [_line(1, [column.heading for column in columns], _HEADING, _height(columns))]
    lines += [_line(number, row, _TEXT) for number, row in enumerate(rows, start=2)]
    sheet = (
        f'{_DECLARATION}<worksheet xmlns="{_MAIN}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
        f"</sheetViews><cols>{_columns(columns)}</cols>"
        f"<sheetData>{''.join(lines)}</sheetData>{_PAGE}</worksheet>"
    )
    book = (
        f'{_DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        f'<sheet name="{quoted(name)}" sheetId="1" r:id="rId1"/></sheets>'
        '<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'
        f"'{quoted(name)}'!$1:$1</definedName></definedNames></workbook>"
    )
    return pack(
        {
            "[Content_Types].xml": _CONTENT_TYPES,
            "_rels/.rels": _ROOT_RELATIONS,
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": _BOOK_RELATIONS,
            "xl/styles.xml": _STYLES,
            "xl/worksheets/sheet1.xml": sheet,
        }
    )


def _columns(columns: Sequence[Column]) -> str:
    return "".join(
        f'<col min="{number}" max="{number}" width="{column.width}" customWidth="1"/>'
        for number, column in enumerate(columns, start=1)
    )


def _letters(column: int) -> str:
    """A column's name, from 0: ``A``, …, ``Z``, ``AA``."""
    before, last = divmod(column, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _height(columns: Sequence[Column]) -> str:
    """The height of the headings, folded: a reader that did not write a sheet keeps its heights."""
    folded = max(
        sum(len(textwrap.wrap(line, column.width - 2)) for line in column.heading.split("\n"))
        for column in columns
    )
    return f' ht="{folded * _LINE}" customHeight="1"'


def _line(number: int, cells: Sequence[Cell], style: int, height: str = "") -> str:
    places = (f"{_letters(column)}{number}" for column in range(len(cells)))
    written = (_cell(place, cell, style) for place, cell in zip(places, cells, strict=True))
    return f'<row r="{number}"{height}>{"".join(written)}</row>'


def _cell(place: str, cell: Cell, style: int) -> str:
    if isinstance(cell, Percentage):
        return f'<c r="{place}" s="{_PERCENT}"><v>{cell.value / 100}</v></c>'
    if not cell:
        return f'<c r="{place}" s="{style}"/>'
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t>{quoted(cell)}</t></is></c>'
