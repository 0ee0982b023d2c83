"""The sheets, read back by python-calamine and by the csv module: inert, whole, the same."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import pytest
from defusedxml import ElementTree
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from tests.unit.documents.records import FAMILY, candidate, many, record

from certui.documents import candidate_list, delimited, ods, xlsx
from certui.documents.candidate_list import Column, Percentage
from certui.domain.papers import DocumentKind
from certui.domain.pix_settings import PixSettings
from certui.domain.text import clean

if TYPE_CHECKING:
    from certui.documents.candidate_list import Cell
    from certui.documents.renderer import DocumentRenderer

Golden: TypeAlias = Callable[[str, str], None]
COLUMNS = [column.heading for column in candidate_list.columns(PixSettings())]
LETTERS = [Column(letter, 10) for letter in "abc"]
BOOKS = (DocumentKind.LIST_ODS, DocumentKind.LIST_XLSX)
FORMULA_SIGNS = "=+-@\t\r＝＋－＠"


def opened(content: bytes) -> list[list[object]]:
    """The first sheet as calamine reads it."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["Candidats session 208"]
    return [list(row) for row in book.get_sheet_by_index(0).to_python(skip_empty_area=False)]


def expected(rows: list[tuple[Cell, ...]]) -> list[list[object]]:
    """Rows as calamine gives them: a percentage is a fraction."""
    return [
        [cell.value / 100 if isinstance(cell, Percentage) else cell for cell in row] for row in rows
    ]


@pytest.mark.parametrize("kind", BOOKS)
@pytest.mark.parametrize("count", [0, 6, 400])
def test_a_list_reads_back(kind: DocumentKind, count: int, renderer: DocumentRenderer) -> None:
    """Headings, then a row a candidate, cell by cell."""
    made = record(*(FAMILY if count == 6 else many(count)))
    rows = opened(renderer.render(kind, made).content)
    assert rows[0] == COLUMNS
    assert rows[1:] == expected(candidate_list.rows(made))
    assert len(rows) == count + 1


def test_the_csv_reads_back(renderer: DocumentRenderer, golden: Golden) -> None:
    """A BOM, semicolons, an apostrophe before what would be computed."""
    content = renderer.render(DocumentKind.LIST_CSV, record(*FAMILY)).content
    assert content.startswith(b"\xef\xbb\xbf* Nom de naissance;")
    text = content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert rows[0] == COLUMNS
    assert [row[0] for row in rows[1:]] == [
        *("ABADIE", "DE LA TOUR D’AUVERGNE-LAURAGUAIS", "N’GUESSAN", '#panic("x")'),
        *("'=cmd|'/c calc'!A1", "ŒUVRARD-ÇELİK"),
    ]
    assert [row[12] for row in rows[1:]] == ["", "33", "", "", "", "5"]
    golden("liste.csv", text)


def test_no_cell_of_an_ods_is_a_formula(renderer: DocumentRenderer) -> None:
    """Texts declare themselves so, and keep a text format for their next edition."""
    content = renderer.render(DocumentKind.LIST_ODS, record(*FAMILY)).content
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        xml = zipped.read("content.xml").decode()
    assert "formula" not in xml
    assert set(re.findall(r'office:value-type="(\w+)"', xml)) == {"string", "percentage"}
    assert 'style:name="text" style:family="table-cell"' in xml
    cells = re.findall(r"<table:table-cell ([^>]*?)/?>", xml)
    assert all(cell.startswith("table:style-name=") for cell in cells)
    assert len(cells) == 13 * 7


def test_no_cell_of_an_xlsx_is_a_formula(renderer: DocumentRenderer) -> None:
    """Inline strings in the text format, with Excel's own leading apostrophe."""
    content = renderer.render(DocumentKind.LIST_XLSX, record(*FAMILY)).content
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        sheet = zipped.read("xl/worksheets/sheet1.xml").decode()
        styles = zipped.read("xl/styles.xml").decode()
    assert "<f>" not in sheet
    assert set(re.findall(r' t="(\w+)"', sheet)) == {"inlineStr"}
    assert 'numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"' in styles
    assert sheet.count("<v>") == 2


def test_an_ods_announces_itself_first(renderer: DocumentRenderer) -> None:
    """OpenDocument wants its mimetype first, stored, so that tools know the file by its bytes."""
    content = renderer.render(DocumentKind.LIST_ODS, record(*FAMILY)).content
    assert content[30:84] == b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize("kind", BOOKS)
def test_each_part_is_sound_xml_of_no_date(kind: DocumentKind, renderer: DocumentRenderer) -> None:
    """Well-formed, and no clock has touched it."""
    content = renderer.render(kind, record(*FAMILY)).content
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        assert zipped.testzip() is None
        for part in zipped.infolist():
            assert part.date_time == (1980, 1, 1, 0, 0, 0)
            if part.filename != "mimetype":
                ElementTree.fromstring(zipped.read(part))


def test_every_part_of_an_archive_is_declared(renderer: DocumentRenderer) -> None:
    """A part that the manifest or the content types leave out is reported as damage."""
    with zipfile.ZipFile(
        io.BytesIO(renderer.render(DocumentKind.LIST_ODS, record(*FAMILY)).content)
    ) as zipped:
        manifest = zipped.read("META-INF/manifest.xml").decode()
        assert set(re.findall(r'full-path="([^"/]+)"', manifest)) == {"content.xml", "styles.xml"}
    with zipfile.ZipFile(
        io.BytesIO(renderer.render(DocumentKind.LIST_XLSX, record(*FAMILY)).content)
    ) as zipped:
        declared = set(
            re.findall(r'PartName="/([^"]+)"', zipped.read("[Content_Types].xml").decode())
        )
        assert declared == {name for name in zipped.namelist() if name.endswith(".xml")} - {
            "[Content_Types].xml"
        }


def test_names_with_markup_signs_read_back(renderer: DocumentRenderer) -> None:
    """Ampersands, angle brackets and quotation marks."""
    somebody = candidate(last_name="<b>&amp;\"'</b> ]]>", first_name="=1+1")
    for kind in BOOKS:
        row = opened(renderer.render(kind, record(somebody)).content)[1]
        assert row[:2] == ["<b>&amp;\"'</b> ]]>", "=1+1"]


TEXTS = st.text(max_size=40).map(clean)
CELLS = st.one_of(TEXTS, st.integers(1, 99).map(Percentage))
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=5)


@settings(max_examples=60, deadline=None)
@given(ROWS)
@pytest.mark.parametrize("write", [ods.write, xlsx.write])
def test_any_clean_text_reads_back_from_a_book(
    write: Callable[..., bytes], rows: list[tuple[Cell, ...]]
) -> None:
    """Whatever its letters; only an empty row at the end cannot be told from no row."""
    content = write("Candidats session 208", LETTERS, rows)
    found = opened(content)[1:]
    wanted = expected(rows)
    while wanted and not any(wanted[-1]):
        wanted.pop()
    while found and not any(found[-1]):
        found.pop()
    assert [[*row, "", "", ""][:3] for row in found] == wanted


@settings(max_examples=100, deadline=None)
@given(ROWS)
def test_no_cell_of_a_csv_begins_as_a_formula(rows: list[tuple[Cell, ...]]) -> None:
    """And the text is there, after the apostrophe if it needs one."""
    text = delimited.write(LETTERS, rows).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[1:]
    assert len(read) == len(rows)
    for row, cells in zip(read, rows, strict=True):
        for found, cell in zip(row, cells, strict=True):
            assert not found.startswith(tuple(FORMULA_SIGNS))
            wanted = str(cell.value) if isinstance(cell, Percentage) else cell
            assert found in {wanted, f"'{wanted}"}
