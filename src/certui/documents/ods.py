"""A sheet as OpenDocument: cells of text stay text, even when somebody edits them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.documents.archive import pack, quoted
from certui.documents.candidate_list import Percentage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from certui.documents.candidate_list import Cell

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
    '<style:style style:name="Default" style:family="table-cell"/>'
    "</office:styles></office:document-styles>"
)
# The text format keeps a cell that begins with = from becoming a formula on its next edition.
_AUTOMATIC: Final = (
    "<office:automatic-styles>"
    '<number:text-style style:name="N1"><number:text-content/></number:text-style>'
    '<number:percentage-style style:name="N2"><number:number number:decimal-places="0"'
    ' number:min-integer-digits="1"/><number:text> %</number:text></number:percentage-style>'
    '<style:style style:name="co1" style:family="table-column">'
    '<style:table-column-properties style:column-width="4.5cm"/></style:style>'
    '<style:style style:name="text" style:family="table-cell"'
    ' style:parent-style-name="Default" style:data-style-name="N1"/>'
    '<style:style style:name="percent" style:family="table-cell"'
    ' style:parent-style-name="Default" style:data-style-name="N2"/>'
    '<style:style style:name="heading" style:family="table-cell"'
    ' style:parent-style-name="Default" style:data-style-name="N1">'
    '<style:table-cell-properties fo:background-color="#eef1f6" fo:wrap-option="wrap"/>'
    '<style:text-properties fo:font-weight="bold" fo:language="fr" fo:country="FR"/></style:style>'
    "</office:automatic-styles>"
)


def write(name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The whole file.

    Args:
        name: the sheet's.
        columns: the headings, cleaned.
        rows: as long as ``columns``; texts cleaned.
    """
    lines = [_line([_text(cell, "heading") for cell in columns])]
    lines += [_line([_cell(cell) for cell in row]) for row in rows]
    content = (
        f"{_DECLARATION}<office:document-content{_SPACES}>{_AUTOMATIC}"
        f'<office:body><office:spreadsheet><table:table table:name="{quoted(name)}">'
        f'<table:table-column table:style-name="co1"'
        f' table:number-columns-repeated="{len(columns)}" table:default-cell-style-name="text"/>'
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
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="string">'
        f"<text:p>{quoted(value)}</text:p></table:table-cell>"
    )
