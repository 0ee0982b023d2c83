"""A sheet as OpenDocument: cells of text stay text, even when somebody edits them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.documents.archive import pack, quoted
from certui.documents.candidate_list import Percentage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from certui.documents.candidate_list import Cell, Column

_MIMETYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACES: Final = (
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' office:version="1.3"'
)
_MANIFEST: Final = (
    f"{_DECLARATION}<manifest:manifest"
    ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIMETYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_STYLES: Final = (
    f"{_DECLARATION}<office:document-styles{_SPACES}><office:styles>"
    '<style:style style:name="Default" style:family="table-cell"/></office:styles>'
    "<office:automatic-styles>"
    '<style:page-layout style:name="landscape"><style:page-layout-properties'
    ' fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape"'
    ' fo:margin-top="1cm" fo:margin-bottom="1cm" fo:margin-left="1cm" fo:margin-right="1cm"'
    ' style:scale-to-X="1" style:scale-to-Y="0"/>'
    "<style:header-style/><style:footer-style/></style:page-layout>"
    "</office:automatic-styles>"
    '<office:master-styles><style:master-page style:name="Default"'
    ' style:page-layout-name="landscape"/></office:master-styles>'
    "</office:document-styles>"
)
# The text format keeps a cell that begins with = from becoming a formula on its next edition.
_AUTOMATIC: Final = (
    '<number:text-style style:name="N1"><number:text-content/></number:text-style>'
    '<number:percentage-style style:name="N2"><number:number number:decimal-places="0"'
    ' number:min-integer-digits="1"/><number:text> %</number:text></number:percentage-style>'
    '<style:style style:name="sheet" style:family="table" style:master-page-name="Default">'
    '<style:table-properties table:display="true"/></style:style>'
    '<style:style style:name="text" style:family="table-cell"'
    ' style:parent-style-name="Default" style:data-style-name="N1"/>'
    '<style:style style:name="percent" style:family="table-cell"'
    ' style:parent-style-name="Default" style:data-style-name="N2"/>'
    '<style:style style:name="heading" style:family="table-cell"'
    ' style:parent-style-name="Default" style:data-style-name="N1">'
    '<style:table-cell-properties fo:background-color="#eef1f6" fo:wrap-option="wrap"'
    ' style:vertical-align="top"/>'
    '<style:text-properties fo:font-weight="bold" fo:language="fr" fo:country="FR"/></style:style>'
)
# About the width of a digit of the default font, 10 points.
_CHARACTER: Final = 0.19


def write(name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The whole file.

    Args:
        name: the sheet's.
        columns: their headings are cleaned, line by line.
        rows: as long as ``columns``; texts cleaned.
    """
    headings = _line([_text(column.heading, "heading") for column in columns])
    lines = [_line([_cell(cell) for cell in row]) for row in rows]
    content = (
        f"{_DECLARATION}<office:document-content{_SPACES}>{_automatic(columns)}"
        f'<office:body><office:spreadsheet><table:table table:name="{quoted(name)}"'
        f' table:style-name="sheet">{_columns(columns)}'
        f"<table:table-header-rows>{headings}</table:table-header-rows>"
        f"{''.join(lines)}</table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    parts = {
        "mimetype": _MIMETYPE,
        "META-INF/manifest.xml": _MANIFEST,
        "content.xml": content,
        "styles.xml": _STYLES,
    }
    return pack(parts, first_stored=True)


def _automatic(columns: Sequence[Column]) -> str:
    widths = "".join(
        f'<style:style style:name="wide{width}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * _CHARACTER:.2f}cm"/>'
        "</style:style>"
        for width in sorted({column.width for column in columns})
    )
    return f"<office:automatic-styles>{_AUTOMATIC}{widths}</office:automatic-styles>"


def _columns(columns: Sequence[Column]) -> str:
    return "".join(
        f'<table:table-column table:style-name="wide{column.width}"'
        ' table:default-cell-style-name="text"/>'
        for column in columns
    )


def _line(cells: Iterable[str]) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(cell: Cell) -> str:
    if isinstance(cell, Percentage):
        return (
            '<table:table-cell table:style-name="percent" office:value-type="percentage"'
            f' office:value="{cell.value / 100}"><text:p>{cell.value} %</text:p></table:table-cell>'
        )
    return _text(cell, "text")


def _text(value: str, style: str) -> str:
    if not value:
        return f'<table:table-cell table:style-name="{style}"/>'
    lines = "".join(f"<text:p>{quoted(line)}</text:p>" for line in value.split("\n"))
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="string">'
        f"{lines}</table:table-cell>"
    )
