"""Workbooks of several sheets, in the four formats: which are read, which are told as left out."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.rosters.books import BOOKS, ods_book, xls_book, xlsb_book, xlsx_book
from tests.unit.rosters.writers import FREGATA_HEADINGS, TODAY, Cell, Grid, zipped
from tests.unit.wording.french import unsound

from certui import errors
from certui.domain.refusals import RosterFaults
from certui.domain.roster_files import FaultKind
from certui.rosters import ods
from certui.rosters.archive import Archive
from certui.rosters.guard import opened
from certui.rosters.parts import class_named
from certui.rosters.reader import read_roster
from certui.rosters.rows import Row
from certui.rosters.sheets import Sheet, Span, spread
from certui.wording import left_out, refusals
from certui.wording.roster import fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from certui.domain.roster_files import RosterFile

Read: TypeAlias = "Callable[[bytes], RosterFile]"

BORN = dt.date(2012, 3, 14)
HEADINGS: list[Cell] = ["Nom", "Prénom", "Date de naissance", "Sexe", "Classe", "INE"]
NOEMIE: list[Cell] = ["ARVIEUX", "Noémie", BORN, "F", "3A", "0310000001A"]
TIM: list[Cell] = ["BELLEGARDE", "Tim", BORN, "M", "3B", "0310000002B"]
# Without a column for the class.
SHORT = HEADINGS[:4]
EVERY = pytest.mark.parametrize("kind", BOOKS)


def pupils(file: RosterFile) -> list[tuple[str, str]]:
    """Who is in which class."""
    return [(one.last_name, one.class_name) for one in file.persons]


@EVERY
def test_every_visible_sheet_with_pupils_is_read(read: Read, kind: str) -> None:
    """One class a sheet; a cover, the teachers and what is hidden are left out, and named."""
    sheets: dict[str, Grid] = {
        "Accueil": [["Liste des élèves"]],
        "3A": [HEADINGS, NOEMIE],
        "Cachée": [HEADINGS, ["X", "Y", BORN, "F", "3A", "0310000009A"]],
        "3B": [["Rentrée 2026"], [], HEADINGS, TIM],
        "Professeurs": [["Nom", "Prénom", "Classe"], ["A", "B", "3A"]],
        "Feuil9": [],
    }
    file = read(BOOKS[kind](sheets, hidden={"Cachée"}))
    assert pupils(file) == [("ARVIEUX", "3A"), ("BELLEGARDE", "3B")]
    assert file.unread_sheets == ("Accueil", "Cachée", "Professeurs")
    assert {one.birth_date for one in file.persons} == {BORN}
    assert file.format_name.endswith(f"({kind})")


@EVERY
def test_each_sheet_has_its_own_columns(read: Read, kind: str) -> None:
    """In another order, under other headings."""
    other: Grid = [["Division", "Élève", "Né(e) le"], ["3B", "BELLEGARDE Tim", BORN]]
    assert pupils(read(BOOKS[kind]({"a": [HEADINGS, NOEMIE], "b": other}))) == [
        ("ARVIEUX", "3A"),
        ("BELLEGARDE", "3B"),
    ]


@EVERY
def test_the_name_of_a_sheet_is_its_class(read: Read, kind: str) -> None:
    """Where the sheet has no column for it, and that is told."""
    file = read(BOOKS[kind]({"3A": [SHORT, NOEMIE[:4]], "Classe 3B ": [SHORT, TIM[:4]]}))
    assert pupils(file) == [("ARVIEUX", "3A"), ("BELLEGARDE", "Classe 3B")]
    assert file.class_sheets == ("3A", "Classe 3B ")
    assert (file.class_given, file.unread_sheets) == (0, ())
    assert left_out.class_source(file) == (
        "Classe d’après le nom de la feuille\u00a0: «\u202f3A\u202f», «\u202fClasse 3B\u202f»"
    )


@EVERY
@pytest.mark.parametrize("name", ["Feuil1", "Sheet1", "Liste 2026", "Élèves", "Export"])
def test_a_sheet_that_is_no_class_asks_for_one(read: Read, kind: str, name: str) -> None:
    """Nothing is guessed of the names that programs give."""
    with pytest.raises(errors.ClassNeeded):
        read(BOOKS[kind]({"3A": [HEADINGS, NOEMIE], name: [SHORT, TIM[:4]]}))


@pytest.mark.parametrize(
    ("name", "is_class"),
    [
        *((name, True) for name in ("3A", "6e2", "6ème 4", "2NDE B", "CM1-CM2", "Tle 4", "TG3")),
        *((name, True) for name in ("CP", "ULIS", "Terminale STMG", "classe : 3A", "1ère G2")),
        *((name, False) for name in ("Feuil1", "Feuille 12", "Sheet1", "Table1", "Classeur2")),
        *((name, False) for name in ("2026", "Rentrée 2026", "Export 3", "Liste1", "", "Total")),
        *((name, False) for name in ("Professeurs", "Élèves", "élèves 3", "Copie de 3A", "x" * 30)),
    ],
)
def test_which_names_are_classes(name: str, is_class: bool) -> None:
    """Short, with a level or a number; never what a program calls its sheets."""
    assert class_named(name) is is_class


@EVERY
def test_a_fault_says_its_sheet(read: Read, kind: str) -> None:
    """And its line there."""
    sheets: dict[str, Grid] = {"3A": [HEADINGS, NOEMIE], "3B": [HEADINGS, [*TIM[:1], "", *TIM[2:]]]}
    (one,) = read(BOOKS[kind](sheets)).rejected
    assert (one.sheet, one.line) == ("3B", 2)
    said = fault(one)
    assert said.startswith("Feuille «\u202f3B\u202f», ligne 2\u00a0: ")
    assert not unsound(said)


@EVERY
def test_somebody_on_two_sheets_is_told(read: Read, kind: str) -> None:
    """By INE, or by name, birth date and class; the first one stays."""
    file = read(BOOKS[kind]({"3A": [HEADINGS, NOEMIE], "3B": [HEADINGS, TIM, NOEMIE]}))
    assert pupils(file) == [("ARVIEUX", "3A"), ("BELLEGARDE", "3B")]
    (one,) = file.rejected
    assert (one.sheet, one.ine) == ("3B", "0310000001A")


@EVERY
def test_a_sheet_without_one_usable_line_beside_sound_ones(read: Read, kind: str) -> None:
    """Its faults are told, and the others can be imported; alone, it is refused."""
    bad: Grid = [HEADINGS, ["X", "Y", "31/02/2012", "M", "3B", ""]]
    file = read(BOOKS[kind]({"3A": [HEADINGS, NOEMIE], "3B": bad}))
    assert pupils(file) == [("ARVIEUX", "3A")]
    assert [one.sheet for one in file.rejected] == ["3B"]
    for sheets in ({"3B": bad}, {"3B": bad, "3C": bad}):
        with pytest.raises(RosterFaults):
            read(BOOKS[kind](sheets))


def fregata(ine: str, sex: str) -> list[Cell]:
    """A pupil of the model of FREGATA."""
    born: list[Cell] = [BORN, "33281", "", "033", "99100", "ST", "MEF1", "3A"]
    return [ine, "Zoé", "", "", "SOW", "", sex, *born]


def test_a_strict_format_stays_strict_over_several_sheets(read: Read) -> None:
    """One fault of FREGATA refuses the workbook."""
    sound: Grid = [FREGATA_HEADINGS, fregata("1A", "F")]
    assert len(read(xlsx_book({"a": sound})).persons) == 1
    with pytest.raises(RosterFaults):
        read(xlsx_book({"a": sound, "b": [FREGATA_HEADINGS, fregata("2B", "X")]}))


@EVERY
def test_only_headings_on_a_sheet(read: Read, kind: str) -> None:
    """A class without pupils is named; a workbook of such is refused."""
    file = read(BOOKS[kind]({"3A": [HEADINGS, NOEMIE], "3B": [HEADINGS]}))
    assert file.unread_sheets == ("3B",)
    with pytest.raises(errors.EmptySheet):
        read(BOOKS[kind]({"3A": [HEADINGS], "3B": [HEADINGS]}))


@EVERY
def test_nothing_but_hidden_sheets(read: Read, kind: str) -> None:
    """What nobody sees is not read, and one is told to show it."""
    with pytest.raises(errors.SheetsHidden) as caught:
        read(BOOKS[kind]({"vide": [], "3A": [HEADINGS, NOEMIE]}, hidden={"3A"}))
    assert "affichez la feuille masquée («\u202f3A\u202f»)" in refusals.sentence(caught.value)


MERGING = pytest.mark.parametrize("kind", ["XLSX", "XLS", "ODS"])


@MERGING
def test_a_merged_class_holds_for_its_lines(read: Read, kind: str) -> None:
    """In any column; a merge of names makes nobody twice."""
    grid: Grid = [
        ["Classe", "Nom", "Prénom", "Né(e) le", "Sexe"],
        ["3A", "ARVIEUX", "Noémie", BORN, "F"],
        ["", "BELLEGARDE", "Tim", BORN, "M"],
        ["", "CAZENAVE", "Luc", BORN, ""],
        ["3B", "DUPOUY", "Zoé", BORN, "F"],
    ]
    file = read(BOOKS[kind]({"x": grid}, merges={"x": [(1, 3, 0), (2, 3, 4)]}))
    assert [name for _, name in pupils(file)] == ["3A", "3A", "3A", "3B"]
    assert [one.sex.value for one in file.persons if one.sex] == ["F", "M", "M", "F"]


@MERGING
def test_a_second_line_under_a_merged_name_is_no_pupil(read: Read, kind: str) -> None:
    """One's other parent: told as a line without a name, never imported twice."""
    grid: Grid = [
        ["Classe", "Nom", "Prénom", "Né(e) le", "Responsable"],
        ["3A", "ARVIEUX", "Noémie", BORN, "A"],
        ["", "", "", "", "B"],
    ]
    merges = {"x": [(1, 2, column) for column in range(4)]}
    file = read(BOOKS[kind]({"x": grid}, merges=merges))
    assert pupils(file) == [("ARVIEUX", "3A")]
    assert {one.kind for one in file.rejected} <= {FaultKind.MISSING}


@MERGING
def test_headings_over_two_lines(read: Read, kind: str) -> None:
    """Those merged down stand on the line of the others."""
    grid: Grid = [
        ["Nom", "Prénom", "Naissance", "", "Classe"],
        ["", "", "Date de naissance", "Commune de naissance", ""],
        ["ARVIEUX", "Noémie", BORN, "Pau", "3A"],
    ]
    merges = {"x": [(0, 1, column) for column in (0, 1, 4)]}
    (one,) = read(BOOKS[kind]({"x": grid}, merges=merges)).persons
    assert (one.class_name, one.birth_city, one.birth_date) == ("3A", "Pau", BORN)


@EVERY
def test_a_class_that_was_given_is_told(tmp_path: Path, kind: str) -> None:
    """By whoever imports, for a sheet whose name is none."""
    path = tmp_path / "liste"
    path.write_bytes(BOOKS[kind]({"Feuil1": [SHORT, NOEMIE[:4]]}))
    file = read_roster(path, today=TODAY, class_name="3A")
    assert pupils(file) == [("ARVIEUX", "3A")]
    assert left_out.class_source(file) == "1 élève a pris la classe donnée"
    assert left_out.class_source(replace(file, class_given=0)) == ""


def test_merged_cells_that_are_no_roster(tmp_path: Path) -> None:
    """As many lines as one likes, as often as one likes: given up, not carried out."""
    rows = [Row(1, ["Classe", "Nom"]), *(Row(line, ["3A", "A"]) for line in range(2, 2_002))]
    sheet = Sheet("x", hidden=False, rows=rows, spans=[Span(2, 2**31, 0)] * 600)
    with pytest.raises(errors.TooComplex):
        spread(tmp_path, sheet, 10)
    # Outside the lines, outside the columns: nothing.
    odd = [Span(5_000, 6_000, 0), Span(2, 3, 900), Span(0, 3, 0), Span(3, 2, 0)]
    assert spread(tmp_path, sheet._replace(spans=odd), 10) == rows


@given(
    spans=st.lists(st.builds(Span, *[st.integers(0, 12)] * 2, st.integers(0, 4)), max_size=8),
    lines=st.lists(st.lists(st.sampled_from(["", "x", "3A"]), max_size=4), max_size=8),
)
def test_merged_cells_only_fill_empty_ones(
    tmp_path_factory: pytest.TempPathFactory, spans: list[Span], lines: list[list[str]]
) -> None:
    """Whatever they are: no line is lost or moved, no text replaced."""
    head = Row(1, ["Classe", "Nom", "Prénom", "Sexe"])
    rows = [head, *(Row(at, cells) for at, cells in enumerate(lines, start=2))]
    made = spread(
        tmp_path_factory.getbasetemp(), Sheet("x", hidden=False, rows=rows, spans=spans), 10
    )
    assert [row.line for row in made] == [row.line for row in rows]
    for before, after in zip(rows, made, strict=True):
        for at, cell in enumerate(before.cells):
            assert not cell or after.cells[at] == cell


@EVERY
def test_dates_with_an_hour_and_numbers(read: Read, kind: str) -> None:
    """Whole numbers have no « .0 »: an INE, a class."""
    row: list[Cell] = ["ARVIEUX", "Noémie", BORN, 2, 3, 123456789]
    (one,) = read(BOOKS[kind]({"x": [HEADINGS, row]})).persons
    assert (one.class_name, one.ine) == ("3", "123456789")


@pytest.mark.parametrize(
    "written", ["2012-03-14T23:00:00", "2012-03-14T00:00:00", "2012-03-14T07:30"]
)
def test_an_instant_of_ods_is_its_day(read: Read, tmp_path: Path, written: str) -> None:
    """As XLSX has it."""
    book = ods_book({"x": [HEADINGS, NOEMIE]})
    changed = zipped_with(book, b'date-value="2012-03-14"', f'date-value="{written}"'.encode())
    assert changed != book
    assert [one.birth_date for one in read(changed).persons] == [BORN]
    path = tmp_path / "liste"
    path.write_bytes(changed)
    with opened(path, lambda _: None) as source:
        (sheet,) = ods.sheets(source, Archive(source, 10**7))
    assert sheet.rows[1].cells[2] == "2012-03-14"


def zipped_with(book: bytes, old: bytes, new: bytes, part: str = "content.xml") -> bytes:
    """A zip, one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files[part] = files[part].replace(old, new)
    return zipped(files)


def protected(kind: str) -> bytes:
    """A workbook under a password, as each format has it."""
    sheets: dict[str, Grid] = {"x": [HEADINGS, NOEMIE]}
    if kind == "XLS":
        return xls_book(sheets, protected=True)
    if kind == "ODS whole":
        return zipped({"META-INF/manifest.xml": b"<x/>", "encrypted-package": b"\1\2"})
    entry = b'<manifest:file-entry><manifest:encryption-data manifest:checksum="x"/>'
    files = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": b"\x8f\1",
    }
    return zipped(files | {"META-INF/manifest.xml": b"<manifest:manifest>" + entry})


@pytest.mark.parametrize("kind", ["XLS", "ODS", "ODS whole"])
def test_a_password_in_every_format(read: Read, kind: str) -> None:
    """Told as such, with what to do; XLSX under a password is a compound file."""
    with pytest.raises(errors.PasswordProtected) as caught:
        read(protected(kind))
    assert "enregistrez-en une copie sans mot de passe" in refusals.sentence(caught.value)


def test_a_workbook_under_another_main_name(read: Read) -> None:
    """Some programs number the main part: a spreadsheet makes it an ordinary one again."""
    book = xlsx_book({"x": [HEADINGS, NOEMIE]})
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        files = {
            name.replace("workbook.xml", "workbook2.xml"): archive.read(name)
            for name in archive.namelist()
        }
    files["_rels/.rels"] = files["_rels/.rels"].replace(b"workbook.xml", b"workbook2.xml")
    with pytest.raises(errors.BadArchive) as caught:
        read(zipped(files))
    assert "enregistrez-le de nouveau" in refusals.sentence(caught.value)


def test_binary_workbooks_are_bounded_too(read: Read) -> None:
    """Ten megabytes, whatever the format."""
    grid: Grid = [HEADINGS, ["x" * 200, "y", BORN, "F", "3A", ""]]
    assert len(read(xlsb_book({"x": grid})).persons) == 1
    with pytest.raises(errors.FileTooLarge):
        read(xls_book({"x": grid}) + bytes(10_000_000))


def test_sheets_are_replaced_by_name_in_no_fault(read: Read) -> None:
    """A roster of one sheet says no sheet in its faults: there is but one."""
    bad = [*NOEMIE[:2], "31/02/2012", *NOEMIE[3:]]
    (one,) = read(xlsx_book({"3A": [HEADINGS, NOEMIE, [*TIM[:5], ""], bad]})).rejected
    assert one.sheet == ""
    assert fault(replace(one, sheet="3A")).startswith("Feuille")
