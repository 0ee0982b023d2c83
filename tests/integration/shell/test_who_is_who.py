"""Imports that must be asked about: who is who, and how many would leave; whatever the format."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.ui.imports.rosters import spreadsheet
from tests.unit.rosters import writers

from certui import cli
from certui.domain.models import Person, Sex

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FIELD = Path(__file__).parents[2] / "field"
NOEMIE = Person(
    ine="0310000001A",
    last_name="ARVIEUX",
    first_name="Noémie",
    sex=Sex.FEMALE,
    birth_date=dt.date(2012, 3, 14),
    class_name="3A",
)
TIM = replace(NOEMIE, ine="0310000002B", last_name="BELLEGARDE", first_name="Tim", class_name="3B")
SACHA = replace(
    NOEMIE,
    last_name="ESTRADE",
    first_name="Sacha",
    birth_date=dt.date(2011, 9, 2),
    class_name="3C",
)
FORMATS: dict[str, Callable[[Sequence[Person]], bytes]] = {
    "CSV": lambda people: spreadsheet(*people),
    "XLSX": lambda people: writers.xlsx_bytes(writers.plain(people)),
    "ODS": lambda people: writers.ods_bytes(writers.plain(people)),
    "SIECLE": lambda people: writers.siecle(people).encode("iso8859-15"),
}


class Shell:
    """certui's commands on one database.

    Args:
        folder: of the database, and of the files.
        capture: what reads the streams.
    """

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self._folder = folder
        self._capture = capture
        self._files = 0

    def __call__(self, *argv: str, status: int = 0) -> str:
        """Run a command that ends with ``status``; answers what both streams say."""
        assert cli.main([*argv, "--db", str(self._folder / "certui.sqlite")]) == status
        out, err = self._capture.readouterr()
        return out + err

    def file(self, content: bytes) -> str:
        """Write a file; answers its path."""
        self._files += 1
        path = self._folder / f"liste-{self._files}"
        path.write_bytes(content)
        return str(path)

    def field(self, name: str) -> str:
        """A file of the field, copied; answers its path."""
        return str(shutil.copy(FIELD / name, self._folder / name))

    def session(self) -> None:
        """Create session 1, to come."""
        self("session", "new", "--name=A", "--date=2100-01-04", "--time=08:00")

    def names(self) -> list[str]:
        """Who is on the roster: names, class and INE."""
        lines = self("export-roster", "-o", str(self._folder / "eleves.csv"), "--force")
        assert "exporté" in lines
        rows = (self._folder / "eleves.csv").read_text("utf-8-sig").splitlines()[1:]
        return [" ".join(row.split(";")[:3]) for row in rows]


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """The commands on a database that does not exist yet."""
    return Shell(tmp_path, capsys)


@pytest.mark.parametrize("kind", ["field", *FORMATS])
def test_a_new_ine_is_asked_and_never_makes_two_of_one(shell: Shell, kind: str) -> None:
    """I01: the pupil keeps the old one until it is said that it is them; in a session once."""
    renewed = replace(NOEMIE, ine="070310001XY")
    if kind == "field":
        before, after = (
            shell.field(f"I01-ine-renouvele-{when}.csv") for when in ("avant", "apres")
        )
    else:
        before, after = (shell.file(FORMATS[kind](one)) for one in ([NOEMIE, TIM], [renewed, TIM]))
    shell("import", before)
    shell.session()
    shell("add", "1", "--class", "3A", "3B")
    said = shell("import", after)
    assert "1 élève en doute, laissé de côté" in said
    assert "3A ARVIEUX Noémie, 14/03/2012" in said
    assert "--doubt 1=1" in said
    assert shell.names() == ["0310000001A ARVIEUX Noémie", "0310000002B BELLEGARDE Tim"]
    shell("add", "1", "--class", "3A", "3B")
    assert len(json.loads(shell("candidates", "1", "--json"))) == 2
    said = shell("import", after, "--doubt", "1=1")
    assert "1 élève modifié" in said
    assert shell.names() == ["070310001XY ARVIEUX Noémie", "0310000002B BELLEGARDE Tim"]
    candidates = json.loads(shell("candidates", "1", "--json"))
    assert [one["ine"] for one in candidates] == ["070310001XY", "0310000002B"]


@pytest.mark.parametrize("kind", ["field", *FORMATS])
def test_an_ine_taken_for_somebody_else_is_asked(shell: Shell, kind: str) -> None:
    """I03: an enrolled candidate stays who they are, whatever is answered but « it is them »."""
    if kind == "field":
        before, after = (shell.field(f"I03-ine-repris-{when}.csv") for when in ("avant", "apres"))
    else:
        before, after = (shell.file(FORMATS[kind]([one])) for one in (NOEMIE, SACHA))
    shell("import", before)
    shell.session()
    shell("add", "1", "--class", "3A")
    said = shell("import", after)
    assert "son INE est déjà donné à ARVIEUX Noémie (3A)" in said
    assert shell.names() == ["0310000001A ARVIEUX Noémie"]
    said = shell("import", after, "--doubt", "1=nouveau", status=1)
    assert "dont 1 inscrit à une session à venir (ARVIEUX Noémie 3A)" in said
    shell("import", after, "--doubt", "1=nouveau", "--yes")
    assert shell.names() == ["0310000001A ESTRADE Sacha"]
    [candidate] = json.loads(shell("candidates", "1", "--json"))
    assert (candidate["last_name"], candidate["first_name"]) == ("ARVIEUX", "Noémie")
    assert candidate["ine"] is None
    again = shell("import", after)
    assert "1 élève inchangé" in again
    assert "doute" not in again


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    "corrected",
    [
        replace(NOEMIE, last_name="ARVIEU"),
        replace(NOEMIE, first_name="Naomie"),
        replace(NOEMIE, birth_date=dt.date(2012, 3, 15)),
    ],
)
def test_a_slip_corrected_under_the_same_ine_is_a_change(
    shell: Shell, kind: str, corrected: Person
) -> None:
    """In the name or in the birth date: nothing is asked, and the candidate follows."""
    before, after = (shell.file(FORMATS[kind]([one])) for one in (NOEMIE, corrected))
    shell("import", before)
    shell.session()
    shell("add", "1", "--class", "3A")
    said = shell("import", after)
    assert "1 élève modifié" in said
    assert "doute" not in said
    [candidate] = json.loads(shell("candidates", "1", "--json"))
    assert candidate["birth_date"] == corrected.birth_date.isoformat()
    assert candidate["last_name"] == corrected.last_name


@pytest.mark.parametrize("kind", ["field", "CSV", "XLSX", "ODS"])
def test_one_person_in_two_classes_is_asked(shell: Shell, kind: str) -> None:
    """I05: both lines wait; one may be kept and the other left aside."""
    lines = [replace(NOEMIE, ine=None), replace(NOEMIE, ine=None, class_name="ULIS")]
    path = (
        shell.field("I05-deux-classes-sans-ine.csv")
        if kind == "field"
        else shell.file(FORMATS[kind](lines))
    )
    said = shell("import", path)
    assert "0 élève ajouté" in said
    assert "2 élèves en doute, laissés de côté" in said
    assert "deux fois dans le fichier (aussi en ULIS)" in said
    assert "deux fois dans le fichier (aussi en 3A)" in said
    said = shell("import", path, "--doubt", "2=nouveau")
    assert "1 élève ajouté" in said
    assert "1 élève en doute, laissé de côté" in said
    assert len(shell.names()) == 1


@pytest.mark.parametrize("kind", ["CSV", "XLSX", "ODS"])
@pytest.mark.parametrize(
    "corrected", [{"birth_date": dt.date(2012, 3, 15)}, {"last_name": "ARVIEU"}]
)
def test_what_is_corrected_without_an_ine_is_asked(
    shell: Shell, kind: str, corrected: dict[str, object]
) -> None:
    """Neither is a second pupil made of it, nor does the first one leave."""
    known = replace(NOEMIE, ine=None)
    after = replace(known, **corrected)  # type: ignore[arg-type]  # names checked by replace
    shell("import", shell.file(FORMATS[kind]([known])))
    path = shell.file(FORMATS[kind]([after]))
    said = shell("import", path)
    assert "ressemble à ARVIEUX Noémie, 14/03/2012" in said
    assert "0 élève ajouté\n0 élève modifié\n0 élève désactivé" in said
    assert "1 élève modifié" in shell("import", path, "--doubt", "1=1")


@pytest.mark.parametrize("kind", ["field", *FORMATS])
def test_one_ine_in_two_classes_is_a_fault_that_names_the_pupil(shell: Shell, kind: str) -> None:
    """M07: told before anything is written."""
    lines = [NOEMIE, replace(NOEMIE, class_name="ULIS")]
    path = (
        shell.field("M07-meme-eleve-deux-classes.csv")
        if kind == "field"
        else shell.file(FORMATS[kind](lines))
    )
    shell.session()
    said = shell("import", path, status=1)
    assert "0310000001A" in said
    assert shell.names() == []


SCHOOL = [
    replace(NOEMIE, ine=f"{at:010}A", last_name=f"NOM{chr(65 + at // 26)}{chr(65 + at % 26)}")
    for at in range(60)
]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_that_would_disable_everybody_is_refused(shell: Shell, kind: str) -> None:
    """Status 1 and one sentence with the counts and the option; a dry run tells the same."""
    shell("import", shell.file(FORMATS[kind](SCHOOL)))
    path = shell.file(FORMATS[kind]([TIM]))
    said = shell("import", path, status=1)
    told = "60 élèves sur 60 seraient désactivés"
    assert told in said
    assert "55 autres" in said
    assert "ajoutez --yes" in said
    assert len(said.splitlines()) == 1
    assert len(shell.names()) == 60
    assert told in shell("import", path, "--dry-run")
    assert len(shell.names()) == 60
    assert "60 élèves désactivés" in shell("import", path, "--yes")
    assert len(shell.names()) == 1


def test_a_few_who_leave_are_not_asked_about(shell: Shell) -> None:
    """As they do within a year."""
    shell("import", shell.file(FORMATS["SIECLE"](SCHOOL)))
    assert "4 élèves désactivés" in shell("import", shell.file(FORMATS["SIECLE"](SCHOOL[4:])))


def test_a_file_of_another_school_year_is_refused(shell: Shell) -> None:
    """I07: told with both years and the counts; whoever is sure says so."""
    before, after = (shell.field(f"I07-annee-passee-{when}.xml") for when in ("avant", "apres"))
    shell("import", before)
    said = shell("import", after, status=1)
    told = (
        "ce fichier est de l’année scolaire 2019-2020, les élèves connus sont de 2026-2027, et 2"
        " élèves sur 2 seraient désactivés"
    )
    assert told in said
    assert "ajoutez --yes" in said
    assert told in shell("import", after, "--dry-run")
    assert len(shell.names()) == 2
    shell("import", after, "--yes")
    assert shell.names() == ["0310000005E ESTRADE Sacha"]
    assert "les élèves connus sont de 2019-2020" in shell("import", before, status=1)


def test_who_has_no_ine_is_named_by_the_id_that_json_gives(shell: Shell) -> None:
    """For extra time and for removal."""
    people = [replace(NOEMIE, ine=None), replace(TIM, ine=None), SACHA]
    shell("import", shell.file(FORMATS["CSV"](people)))
    shell.session()
    shell("add", "1", "--class", "3A", "3B", "3C")
    found = {one["last_name"]: one for one in json.loads(shell("candidates", "1", "--json"))}
    assert list(found["ARVIEUX"])[:2] == ["id", "ine"]
    noemie, tim = (str(found[name]["id"]) for name in ("ARVIEUX", "BELLEGARDE"))
    shell("extra-time", "1", "--id", noemie, "--percent", "33")
    shell("extra-time", "1", "--ine", SACHA.ine or "", "--percent", "25")
    percents = [
        one["extra_time_percentage"] for one in json.loads(shell("candidates", "1", "--json"))
    ]
    assert percents == [33, None, 25]
    shell("remove", "1", "--id", noemie, tim)
    [left] = json.loads(shell("candidates", "1", "--json"))
    assert left["last_name"] == "ESTRADE"
    said = shell("remove", "1", "--id", noemie, status=1)
    assert said == f"L’id {noemie} n’est celui d’aucun candidat de la session 1.\n"
    assert "n’est pas l’id d’un candidat" in shell("remove", "1", "--id", "x", status=2)
    shell("remove", "1", status=2)
    shell("remove", "1", "--id", "1", "--ine", "2", status=2)
