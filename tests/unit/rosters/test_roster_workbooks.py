"""Workbooks: what real ones hold, and what crafted ones try."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, TypeAlias

import pytest
from tests.unit.rosters.writers import LIST_HEADINGS, Cell, Grid, ods_bytes, xlsx_bytes, zipped

from certui import errors
from certui.domain.refusals import RosterFaults
from certui.rosters import cells, workbooks

if TYPE_CHECKING:
    from collections.abc import Callable

    from certui.domain.roster_files import RosterFile

Read: TypeAlias = "Callable[[bytes], RosterFile]"

BORN = dt.date(2011, 2, 14)
PUPIL: list[Cell] = ["LEFÈVRE", "Chloé", BORN, "F", "3EB", ""]
GRID: Grid = [LIST_HEADINGS, PUPIL]
SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def changed(content: bytes, /, **parts: bytes | None) -> bytes:
    """A workbook with parts replaced (by the end of their name), added or taken out."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for end, part in parts.items():
        name = next((one for one in files if one.endswith(f"{end}.xml")), f"xl/{end}.xml")
        if part is None:
            del files[name]
        else:
            files[name] = part
    return zipped(files)


def sheet(inner: str) -> bytes:
    """A worksheet of given lines."""
    return f"<worksheet {MAIN}><sheetData>{inner}</sheetData></worksheet>".encode()


def line(*cells: str) -> str:
    """One line of inline texts, without references."""
    texts = "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells)
    return f"<row>{texts}</row>"


HEADINGS = line("Nom", "Prénom", "Naissance", "Classe")


def birth_dates(read: Read, content: bytes) -> list[dt.date]:
    """The birth dates of a workbook's pupils."""
    return [one.birth_date for one in read(content).persons]


@pytest.mark.parametrize("shared", [True, False])
def test_texts_inside_or_outside_cells(read: Read, shared: bool) -> None:
    """Both ways that writers have."""
    assert birth_dates(read, xlsx_bytes(GRID, shared=shared)) == [BORN]


def test_rich_texts_and_pronunciations(read: Read) -> None:
    """Runs are one text; how a word is pronounced is not part of it."""
    strings = (
        f"<sst {MAIN}><si><r><t>LE</t></r><r><t>FÈVRE</t></r><rPh><t>lefevr</t></rPh></si></sst>"
    )
    cells = '<c t="s"><v>0</v></c>' + "".join(
        f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in ("Chloé", "14/02/2011", "3EB")
    )
    content = changed(
        xlsx_bytes(GRID),
        sharedStrings=strings.encode(),
        sheet1=sheet(f"{HEADINGS}<row>{cells}</row>"),
    )
    assert [one.last_name for one in read(content).persons] == ["LEFÈVRE"]


@pytest.mark.parametrize(
    ("code", "is_day"),
    [
        ("dd/mm/yyyy", True),
        ("[$-40C]d mmmm yyyy;@", True),
        ("jj/mm/aaaa", True),
        ("0.00", False),
        ('0" jours"', False),
        ("[Red]0", False),
        ("\\d0", False),
        ("General", False),
    ],
)
def test_day_formats(read: Read, code: str, is_day: bool) -> None:
    """A number is a day when its format shows one."""
    escaped = code.replace('"', "&quot;")
    styles = (
        f'<styleSheet {MAIN}><numFmts><numFmt numFmtId="164" formatCode="{escaped}"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
    )
    # So long ago that a count of days is not taken for a birth.
    born = dt.date(1920, 1, 1)
    grid: Grid = [LIST_HEADINGS, [born if cell == BORN else cell for cell in PUPIL]]
    content = changed(xlsx_bytes(grid), styles=styles.encode())
    if is_day:
        assert birth_dates(read, content) == [born]
    else:
        with pytest.raises(RosterFaults):
            read(content)


def test_days_counted_since_1904(read: Read) -> None:
    """The calendar of old Macintosh workbooks."""
    content = xlsx_bytes([LIST_HEADINGS, [*PUPIL[:2], BORN - dt.timedelta(1462), *PUPIL[3:]]])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        book = archive.read("xl/workbook.xml").replace(
            b"<sheets>", b'<workbookPr date1904="1"/><sheets>'
        )
    assert birth_dates(read, changed(content, workbook=book)) == [BORN]


@pytest.mark.parametrize("value", ["", "1e400", "nan", "-5", "9999999", "x", "1e18", "40588.75"])
def test_numbers_that_are_no_day(read: Read, value: str) -> None:
    """What stands there is told; 40588.75 is the day at six in the evening."""
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in ("A", "B"))
    day = f'<c s="1"><v>{value}</v></c><c t="str"><v>3A</v></c>'
    content = changed(xlsx_bytes(GRID), sheet1=sheet(f"{HEADINGS}<row>{cells}{day}</row>"))
    if value == "40588.75":
        assert birth_dates(read, content) == [BORN]
    else:
        with pytest.raises(RosterFaults):
            read(content)


def test_parts_named_from_the_root_and_a_chart_between(read: Read) -> None:
    """Relations may lead from the root of the archive; a chart is no sheet; a lost part is told."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    names = (("a", "hidden"), ("b", "visible"), ("d", "visible"), ("c", "visible"))
    listed = "".join(f'<sheet name="{n}" sheetId="1" state="{s}" r:id="{n}"/>' for n, s in names)
    book = f'<workbook {MAIN} xmlns:r="{office}"><sheets>{listed}</sheets></workbook>'
    targets = {
        "a": ("worksheet", "worksheets/sheet1.xml"),
        "b": ("worksheet", "/xl/worksheets/cover.xml"),
        "d": ("chartsheet", "chartsheets/sheet1.xml"),
        "c": ("worksheet", "/xl/worksheets/pupils.xml"),
    }
    relations = "".join(
        f'<Relationship Id="{name}" Type="{office}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    files = {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": (
            f'<Relationships><Relationship Id="r" Type="{office}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>'
        ).encode(),
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>".encode(),
        "xl/worksheets/sheet1.xml": sheet(HEADINGS + line("Faux", "B", "14/02/2011", "3A")),
        "xl/worksheets/cover.xml": sheet(line("Bienvenue")),
        "xl/worksheets/pupils.xml": sheet(HEADINGS + line("A", "B", "14/02/2011", "3A")),
        "xl/chartsheets/sheet1.xml": b"<chartsheet/>",
    }
    file = read(zipped(files))
    assert [one.last_name for one in file.persons] == ["A"]
    assert file.unread_sheets == ("a", "b")
    del files["xl/worksheets/pupils.xml"]
    with pytest.raises(errors.BadArchive):
        read(zipped(files))
    with pytest.raises(errors.BadArchive):
        read(zipped(files | {"xl/_rels/workbook.xml.rels": b"<Relationships/>"}))


def test_lines_are_numbered_as_on_screen(read: Read) -> None:
    """Empty lines are not in the file, yet they count."""
    first = line("A", "B", "14/02/2011", "3A")
    second = line("C", "", "14/02/2011", "3A").replace("<row>", '<row r="1048576">')
    content = changed(xlsx_bytes(GRID), sheet1=sheet(HEADINGS + first + second))
    assert [one.line for one in read(content).rejected] == [1048576]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="??" t="s"><v>0</v></c>',
        '<c t="s"><v>99</v></c>',
        '<c t="s"><v>x</v></c>',
        '<c s="x"><v>1</v></c>',
        '<c s="9999"><v>1</v></c>',
        "<c><v>x1</v></c>",
        "<c/>",
    ],
)
def test_odd_references_are_no_crash(read: Read, cell: str) -> None:
    """Cells that point nowhere: the file is refused, or their line is; the others stay."""
    rows = HEADINGS + line("A", "B", "14/02/2011", "3A") + f"<row>{cell}</row>"
    rows += line("C", "D", "14/02/2011", "3A")
    content = changed(xlsx_bytes(GRID), sheet1=sheet(rows), styles=None)
    try:
        file = read(content)
    except errors.BadArchive:
        return
    assert len(file.persons) == 2


def test_a_text_document_is_no_roster(read: Read) -> None:
    """Word, and a text or slides of LibreOffice."""
    with pytest.raises(errors.UnknownFormat):
        read(zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<x/>"}))
    with pytest.raises(errors.UnknownFormat):
        read(zipped({"META-INF/manifest.xml": b"<x/>", "content.xml": b"<x/>"}))


def test_a_workbook_without_sheets(read: Read) -> None:
    """Nothing to read."""
    content = changed(xlsx_bytes(GRID), workbook=f"<workbook {MAIN}/>".encode())
    with pytest.raises(errors.UnknownFormat):
        read(content)
    with pytest.raises(errors.BadArchive):
        read(zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}))


def test_ods_repeats(read: Read) -> None:
    """Empty lines repeat down to the end of the sheet; lines of pupils do not."""
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell'
    empty += ' table:number-columns-repeated="16384"/></table:table-row>'
    pupils = ods_bytes([LIST_HEADINGS, PUPIL], after=empty)
    assert birth_dates(read, pupils) == [BORN]
    for repeats, refusal in (("1001", errors.TooManyLines), ("9" * 40, errors.TooManyLines)):
        bomb = f'<table:table-row table:number-rows-repeated="{repeats}"><table:table-cell>'
        bomb += "<text:p>x</text:p></table:table-cell></table:table-row>"
        with pytest.raises(refusal):
            read(ods_bytes([LIST_HEADINGS, PUPIL], after=bomb))
    bomb = '<table:table-row><table:table-cell table:number-columns-repeated="61"><text:p>x'
    bomb += "</text:p></table:table-cell></table:table-row>"
    with pytest.raises(errors.TooManyColumns):
        read(ods_bytes([LIST_HEADINGS, PUPIL], after=bomb))


def test_ods_cells(read: Read) -> None:
    """Several paragraphs are one text; a note is none of it; merged cells count as cells."""
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell><office:annotation>'
        "<text:p>secret</text:p></office:annotation>\n <text:p>DE<text:s/>LA</text:p>"
        "<text:p>T<text:span>OUR</text:span></text:p></table:table-cell>"
        "<table:covered-table-cell/>"
        + cell.format("14/02/2011")
        + '<table:table-cell table:number-columns-repeated="1"/>'
        + cell.format("3A")
        + "</table:table-row>"
    )
    headings = ["Nom", "x", "Né(e) le", "Sexe", "Classe", "Prénom"]
    file = None
    content = ods_bytes([headings, ["A", "", BORN, "", "3B", "B"]], after=row)
    file = read(content)
    assert [(one.field, one.line) for one in file.rejected] == [("prénom", 3), ("prénom", 4)]
    headings[-1], headings[1] = "x", "Élève"
    full = ods_bytes([["Nom et prénom", *headings[1:]]], after=row)
    with pytest.raises(RosterFaults) as caught:
        read(full)
    faults = caught.value.faults
    assert isinstance(faults, list)
    assert faults[0].found == "DE LA TOUR"


@pytest.mark.parametrize("write", [xlsx_bytes, ods_bytes])
def test_a_dtd_in_a_part(read: Read, write: Callable[[Grid], bytes]) -> None:
    """Entities are refused in workbooks too."""
    name = "sheet1" if write is xlsx_bytes else "content"
    dtd = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]><x>&a;</x>'
    with pytest.raises(errors.ForbiddenXml):
        read(changed(write(GRID), **{name: dtd}))


@pytest.mark.parametrize("write", [xlsx_bytes, ods_bytes])
def test_a_broken_part(read: Read, write: Callable[[Grid], bytes]) -> None:
    """XML cut short inside a sound archive."""
    name = "sheet1" if write is xlsx_bytes else "content"
    with pytest.raises(errors.BadXml):
        read(changed(write(GRID), **{name: b"<a><b>"}))


def test_unfolding_to_more_than_a_hundred_megabytes(read: Read) -> None:
    """Told by the directory, before anything is read."""
    for content in (xlsx_bytes(GRID), ods_bytes(GRID)):
        bomb = bytearray(changed(content, media=bytes(range(256)) * 8_000))
        directory = bomb.rindex(b"PK\x01\x02")
        bomb[directory + 20 : directory + 24] = (2_000_000).to_bytes(4, "little")
        bomb[directory + 24 : directory + 28] = (101_000_000).to_bytes(4, "little")
        with pytest.raises(errors.FileTooLarge):
            read(bytes(bomb))


def test_a_workbook_of_more_than_ten_megabytes(read: Read) -> None:
    """Whatever it holds."""
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes(GRID))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    content = zipped(files | {"xl/media/photo.bin": b"x" * 10_000_000}, zipfile.ZIP_STORED)
    with pytest.raises(errors.FileTooLarge):
        read(content)


@pytest.mark.parametrize("write", [xlsx_bytes, ods_bytes])
@pytest.mark.parametrize("rows", [[["x"] * 40] * 3, [["x" * 600]] * 2])
def test_more_than_the_memory_it_may_take(
    read: Read,
    write: Callable[[Grid], bytes],
    rows: list[list[Cell]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Given up as soon as a bound is passed: the real bounds take a minute to reach."""
    monkeypatch.setattr(cells, "MOST_CELLS", 100)
    monkeypatch.setattr(cells, "MOST_CHARACTERS", 1_000)
    with pytest.raises(errors.TooComplex):
        read(write(rows))


def test_more_time_than_it_may_take(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet of nothing but empty cells ends with the time allowed."""
    monkeypatch.setattr(workbooks, "_LONGEST", -1.0)
    for content in (xlsx_bytes(GRID), ods_bytes(GRID)):
        with pytest.raises(errors.TooComplex):
            read(content)
