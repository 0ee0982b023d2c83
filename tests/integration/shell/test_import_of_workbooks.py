"""``certui import`` of workbooks, archives and what is no roster, as schools have them."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.unit.rosters.books import BOOKS, ods_book, xls_book, xlsx_book
from tests.unit.rosters.compounds import compound
from tests.unit.rosters.test_roster_zip import zip64
from tests.unit.rosters.writers import Cell, Grid, pupil, siecle_text, zipped

from certui import cli
from certui.files.paths import named

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., list[str]]

HEADINGS: list[Cell] = ["Nom", "Prénom", "Date de naissance", "Sexe", "Classe", "INE"]
NOEMIE: list[Cell] = ["ARVIEUX", "Noémie", dt.date(2012, 3, 14), "F", "3A", "0310000001A"]
TIM: list[Cell] = ["BELLEGARDE", "Tim", dt.date(2012, 3, 15), "M", "3B", "0310000002B"]
XML = siecle_text([pupil()]).encode("iso8859-15")


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Imports a file; answers the lines of both streams."""

    def running(
        content: bytes, *options: str, status: int = 0, name: str = "liste.csv"
    ) -> list[str]:
        path = tmp_path / name
        path.write_bytes(content)
        base = str(tmp_path / "certui.sqlite")
        assert cli.main(["import", str(path), *options, "--db", base]) == status
        out, err = capsys.readouterr()
        return (out + err).splitlines()

    return running


@pytest.mark.parametrize("kind", BOOKS)
def test_all_sheets_are_imported_and_the_others_named(run: Run, kind: str) -> None:
    """One class a sheet, in the four formats."""
    sheets: dict[str, Grid] = {
        "Accueil": [["Liste"]],
        "3A": [HEADINGS, NOEMIE],
        "3B": [HEADINGS, TIM],
        "Essai": [HEADINGS, ["X", "Y", dt.date(2012, 1, 1), "F", "3C", ""]],
    }
    said = run(BOOKS[kind](sheets, hidden={"Essai"}))
    assert said[0].startswith(f"Liste importée\u00a0: Liste ({kind})")
    assert said[1] == "2 élèves ajoutés"
    assert "2 feuilles non lues\u00a0: «\u202fAccueil\u202f», «\u202fEssai\u202f»" in said


@pytest.mark.parametrize("kind", BOOKS)
def test_the_class_that_a_sheet_names_is_told(run: Run, kind: str) -> None:
    """In the preview as after the import."""
    book = BOOKS[kind]({"3A": [HEADINGS[:4], NOEMIE[:4]]})
    told = "Classe d’après le nom de la feuille\u00a0: «\u202f3A\u202f»"
    assert told in run(book)
    assert told in run(book, "--dry-run")


def test_a_merged_class(run: Run) -> None:
    """Holds for its lines."""
    grid: Grid = [HEADINGS, NOEMIE, [*TIM[:4], "", TIM[5]]]
    for number, write in enumerate((xlsx_book, xls_book, ods_book)):
        said = run(write({"x": grid}, merges={"x": [(1, 2, 4)]}))
        assert said[1] == ("0 élève ajouté" if number else "2 élèves ajoutés")


def test_archives(run: Run) -> None:
    """In the 64-bit form; of several XML files the pupils' one."""
    assert run(zip64({"ElevesSansAdresses.xml": XML}))[1] == "1 élève ajouté"
    several = {"ElevesSansAdresses.xml": XML, "Nomenclature.xml": b"<BEE_NOMENCLATURES/>"}
    said = run(zipped(several))
    assert said[4] == "1 élève inchangé"
    assert said[5] == "1 fichier non lu\u00a0: «\u202fNomenclature.xml\u202f»"


@pytest.mark.parametrize(
    ("content", "what", "to_do"),
    [
        (
            compound({"EncryptionInfo": bytes(5_000), "EncryptedPackage": bytes(5_000)}),
            "protégé par un mot de passe",
            "enregistrez-en une copie sans mot de passe",
        ),
        (
            xls_book({"x": [HEADINGS, NOEMIE]}, protected=True),
            "protégé par un mot de passe",
            "enregistrez-en une copie sans mot de passe",
        ),
        (
            b'<!DOCTYPE ficAlimMENESR SYSTEM "ficAlimMENESR.dtd"><ficAlimMENESR/>',
            "l’AAF",
            "Élèves sans adresses",
        ),
        (b"7z\xbc\xaf\x27\x1c\0\4" + bytes(60), "une archive 7z", "extrayez-en"),
        (b"%PDF-1.7\n", "un PDF", "un export CSV, XLSX ou ODS"),
        (
            "<html><body>Votre session a expiré</body></html>".encode(),
            "une page web de connexion",
            "reconnectez-vous",
        ),
        (b"", "est vide", "exportez-le de nouveau"),
    ],
)
def test_what_is_no_roster_is_told_with_what_to_do(
    run: Run, content: bytes, what: str, to_do: str
) -> None:
    """One sentence, status 1, whatever the name."""
    (said,) = run(content, status=1)
    assert what in said
    assert to_do in said
    assert not re.search(r"\bE[A-Z]{3,}\b", said)


@pytest.mark.parametrize(
    "dropped",
    [
        "'{folder}/l’élève d'\\''hier.xlsx'",
        '"{folder}/l’élève d\'hier.xlsx"',
        "{folder}/l’élève\\ d\\'hier.xlsx ",
        "file://{folder}/l%E2%80%99%C3%A9l%C3%A8ve%20d%27hier.xlsx",
        "file://localhost{folder}/l’élève%20d'hier.xlsx",
        "{folder}/l’élève d'hier.xlsx ",
    ],
)
def test_a_path_as_a_terminal_drops_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], dropped: str
) -> None:
    """Between quotes, with a blank after it, as an address, a backslash before each sign."""
    (tmp_path / "l’élève d'hier.xlsx").write_bytes(xlsx_book({"x": [HEADINGS, NOEMIE]}))
    path = dropped.format(folder=tmp_path)
    assert cli.main(["import", path, "--db", str(tmp_path / "certui.sqlite")]) == 0
    assert "1 élève ajouté" in capsys.readouterr().out


def test_a_file_of_the_very_name_comes_first(tmp_path: Path) -> None:
    """A name may well have quotes; what leads nowhere stays as typed."""
    for name in ("'a'", "a"):
        (tmp_path / name).touch()
    assert named(tmp_path / "'a'") == tmp_path / "'a'"
    for nowhere in ("l'école.csv", "file:///nulle/part", "\0", ""):
        assert named(Path(nowhere)) == Path(nowhere)
