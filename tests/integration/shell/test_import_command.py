"""``certui import``: a school's file, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.rosters.writers import pupil, siecle_text, structure, zipped

from certui import cli

if TYPE_CHECKING:
    from pathlib import Path

OURS = "0690001A"
PUPILS = [
    pupil(ID_NATIONAL="1111111111A", NOM_DE_FAMILLE="LEFÈVRE", PRENOM="Chloé"),
    pupil(ID_NATIONAL="1111111112B", NOM_DE_FAMILLE="ÅSTRÖM", PRENOM="Zoé"),
    pupil(ID_NATIONAL="1111111113C", NOM_DE_FAMILLE="[bold]x[/]", PRENOM="y\u202e" * 200),
]


class Import:
    """certui's commands on one database, and a folder to write files in.

    Args:
        folder: for both.
        capture: what reads the streams.
    """

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self._folder = folder
        self._capture = capture

    def file(self, content: bytes, name: str = "élèves.xml") -> str:
        """Write a file; answers its path."""
        path = self._folder / name
        path.write_bytes(content)
        return str(path)

    def __call__(self, *argv: str, status: int = 0) -> tuple[list[str], list[str]]:
        """Run a command that ends with ``status``; answers the lines of both streams."""
        assert cli.main([*argv, "--db", str(self._folder / "certui.sqlite")]) == status
        out, err = self._capture.readouterr()
        return out.splitlines(), err.splitlines()


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Import:
    """The commands on a database that does not exist yet."""
    return Import(tmp_path, capsys)


def siecle(count: int = 3, uai: str = OURS, **changed: str) -> bytes:
    """A SIECLE file of the first pupils, the first of them changed."""
    pupils = [PUPILS[0] | changed, *PUPILS[1:]][:count]
    return siecle_text(pupils, uai=uai, declared="UTF-8").encode()


def test_an_import_that_changes_nobody_is_not_told_as_done(run: Import) -> None:
    """The counts follow as ever."""
    file = run.file(siecle())
    assert run("import", file)[0][0].startswith("Liste importée\u00a0: ")
    out, _ = run("import", file)
    assert out[0].startswith("Aucun élève ajouté, modifié ni désactivé\u00a0: SIECLE, UTF-8")
    assert out[1:5] == [
        "0 élève ajouté",
        "0 élève modifié",
        "0 élève désactivé",
        "3 élèves inchangés",
    ]


def test_first_import_founds_the_centre(run: Import) -> None:
    """An empty store takes the file's UAI, and the time zone of its département."""
    out, err = run("import", run.file(siecle(uai="9740001A")))
    assert err == []
    assert out == [
        "Liste importée\u00a0: SIECLE, UTF-8, établissement 9740001A, année scolaire 2026-2027",
        "3 élèves ajoutés",
        "0 élève modifié",
        "0 élève désactivé",
        "0 élève inchangé",
    ]
    assert run("centre")[0] == [
        "Nom\u00a0: inconnu",
        "UAI\u00a0: 9740001A",
        "Fuseau horaire\u00a0: Indian/Reunion",
    ]


def test_dry_run_changes_nothing(run: Import) -> None:
    """A dry run counts as the import does, then tells each difference; the store stays empty."""
    run("centre", "--time-zone", "Europe/Paris")
    path = run.file(siecle())
    dry, _ = run("import", path, "--dry-run")
    about = "SIECLE, UTF-8, établissement 0690001A, année scolaire 2026-2027"
    assert dry[0] == f"Aperçu, rien n’est changé\u00a0: {about}"
    assert dry[5] == "Ajouté · 3A LEFÈVRE Chloé, 14/02/2011"
    assert len(dry) == 8
    assert run("centre")[0][1] == "UAI\u00a0: inconnu"
    assert run("import", path)[0][1:] == dry[1:5]


def test_again_updates_and_disables(run: Import) -> None:
    """Who left the file leaves the picker but stays a candidate; changes are counted."""
    run("import", run.file(siecle()))
    run("session", "new", "--name=A", "--date=2100-01-04", "--time=08:00")
    run("add", "1", "--ine", "1111111112B", "1111111113C")
    path = run.file(siecle(2, NOM_DE_FAMILLE="LEFEBVRE"))
    expected = ["0 élève ajouté", "1 élève modifié", "1 élève désactivé", "1 élève inchangé"]
    hostile = "[bold]x[/] " + "y" * 200
    who = f"{hostile[:29]}… 3A"
    told = f"1 élève sur 3 serait désactivé, dont 1 inscrit à une session à venir ({who})"
    assert run("import", path, "--dry-run")[0][1:] == [
        *expected,
        f"Désactivé · 3A {hostile}, 14/02/2011\u00a0: inscrit à une session à venir",
        "Modifié · 3A LEFEBVRE Chloé, 14/02/2011\u00a0: nom LEFÈVRE → LEFEBVRE",
        f"Attention\u00a0: {told}. L’import demandera --yes.",
    ]
    assert run("import", path, status=1) == (
        [],
        [
            f"Rien n’est importé\u00a0: {told}\u202f; ajoutez --yes pour importer quand même.",
        ],
    )
    assert run("import", path, "--yes")[0][1:] == expected
    assert len(run("candidates", "1")[0]) == 3
    _, err = run("add", "1", "--ine", "1111111113C", status=1)
    assert "Aucun élève de l’établissement" in err[0]
    back = ["0 élève ajouté", "2 élèves modifiés", "0 élève désactivé", "1 élève inchangé"]
    assert run("import", run.file(siecle()))[0][1:] == back


def test_zip(run: Import) -> None:
    """The archive that SIECLE exports is read as it is."""
    archive = zipped({"ElevesSansAdresses.xml": siecle()})
    out, _ = run("import", run.file(archive, "ExportXML_ElevesSansAdresses.zip"))
    assert out[1] == "3 élèves ajoutés"


def test_faults_are_listed_with_their_ine(run: Import) -> None:
    """A faulty file is refused whole: one sentence, then a line a fault, nothing imported."""
    faulty = [
        PUPILS[0] | {"DATE_NAISS": "31/02/2011"},
        PUPILS[1] | {"CODE_SEXE": ""},
        PUPILS[2] | {"ID_NATIONAL": PUPILS[1]["ID_NATIONAL"]},
    ]
    content = siecle_text(faulty, uai=OURS, declared="UTF-8").encode()
    out, err = run("import", run.file(content), status=1)
    assert out == []
    assert len(err) == 4
    assert "1111111111A" in " ".join(err[1:])
    assert "1111111112B" in " ".join(err[1:])
    assert run("import", run.file(siecle()))[0][1] == "3 élèves ajoutés"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n",
        b"bonjour",
        b"\x00\x01\x02",
        siecle()[:-40],
        siecle(uai="0330001A"),
        siecle().replace(b"<BEE_ELEVES", b'<!DOCTYPE x [<!ENTITY e "e">]><BEE_ELEVES', 1),
        siecle().replace("È".encode(), b"\xff\xfe"),
        zipped({}),
        zipped({"a.xml": siecle(), "b.xml": siecle()}),
        zipped({"a.xml": siecle()})[:-30],
        siecle_text(
            PUPILS, classes=dict.fromkeys(range(3), structure("Inactifs")), uai=OURS
        ).encode(),
    ],
    ids=[
        "empty",
        "blank",
        "text",
        "binary",
        "truncated",
        "another school",
        "entities",
        "encoding",
        "empty zip",
        "two in a zip",
        "broken zip",
        "no class",
    ],
)
def test_bad_files(run: Import, content: bytes) -> None:
    """Each wrong file gets one sentence, status 1, and changes nothing."""
    run("import", run.file(siecle()))
    out, err = run("import", run.file(content, "autre.xml"), status=1)
    assert out == []
    assert len(err) == 1
    assert err[0].endswith(".")
    assert run("import", run.file(siecle()), "--dry-run")[0][-1] == "3 élèves inchangés"


@pytest.mark.parametrize("path", ["/nowhere/élèves.xml", "/dev/null", "/", "", "\udcff.xml"])
def test_no_files(run: Import, path: str) -> None:
    """What is no file, or no file to be read, is one sentence."""
    out, err = run("import", path, status=1)
    assert out == []
    assert len(err) == 1


def test_hostile_names_stay_text(run: Import) -> None:
    """Names made to act on a terminal are listed as plain text, cut to nothing's harm."""
    run("import", run.file(siecle()))
    run("session", "new", "--name=A", "--date=2100-01-04", "--time=08:00")
    run("add", "1", "--class", "3A")
    out, _ = run("candidates", "1")
    shown = "\n".join(out)
    assert "[bold]x[/]" in shown
    assert "\u202e" not in shown
    assert len(out) == 4


SPREADSHEET = """Nom;Prénom;Date de naissance;Sexe;Classe
LEFÈVRE;Chloé;14/02/2011;F;3A
SOW;Zoé;31/02/2011;F;3A
""".encode()


def test_faulty_lines_of_a_spreadsheet(run: Import) -> None:
    """Faulty lines refuse a spreadsheet too, unless it is said to go on without them."""
    path = run.file(SPREADSHEET, "liste.csv")
    dry, _ = run("import", path, "--dry-run")
    assert dry[-3] == "1 ligne en anomalie, laissée de côté"
    assert dry[-2].startswith("Ligne 3\u00a0: ")
    assert dry[-1] == "L’import des autres demandera --valid-only."
    out, err = run("import", path, status=1)
    assert (out, err[1:]) == ([], dry[-2:-1])
    assert err[0].endswith("Pour importer sans elles 1 autre élève\u00a0: --valid-only.")
    out, _ = run("import", path, "--valid-only")
    assert out[1:] == dry[1:5] + dry[-3:-1]


def test_pupils_who_may_be_several(run: Import) -> None:
    """Somebody without INE who may be one of two homonyms is left aside, and counted."""
    homonyms = [PUPILS[0], PUPILS[0] | {"ID_NATIONAL": "1111111112B"}]
    path = run.file(siecle_text(homonyms, uai=OURS, declared="UTF-8").encode())
    run("import", path, "--doubt", "1=nouveau", "2=nouveau")
    lines = SPREADSHEET.splitlines(keepends=True)
    path = run.file(b"".join(lines[:2]), "liste.csv")
    out, _ = run("import", path)
    assert out[1:] == [
        "0 élève ajouté",
        "0 élève modifié",
        "0 élève désactivé",
        "0 élève inchangé",
        "1 élève en doute, laissé de côté",
        (
            "En doute · 3A LEFÈVRE Chloé, 14/02/2011\u00a0: peut être 2 élèves (3A, 3A)\u202f;"
            " pour dire qui\u00a0: --doubt 1=1 (3A LEFÈVRE Chloé, INE 1111111111A) ou --doubt 1=2"
            " (3A LEFÈVRE Chloé, INE 1111111112B) ou --doubt 1=nouveau"
        ),
    ]
    assert run("import", path, "--dry-run", "--doubt", "1=2")[0][1:4] == [
        "0 élève ajouté",
        "0 élève modifié",
        "1 élève désactivé",
    ]


@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_an_unknown_commune_is_told_with_its_pupil(run: Import, options: list[str]) -> None:
    """By a shell as by the screen: counted, named, and what to do about it."""
    codes = {"ARVIEUX": "NULL", "BELLEGARDE": "69674", "CANDELOT": "99999", "ZOLA": "75011"}
    pupils = [
        pupil(ID_NATIONAL=f"{number}A", NOM_DE_FAMILLE=name, CODE_COMMUNE_INSEE_NAISS=code)
        for number, (name, code) in enumerate(codes.items())
    ]
    path = run.file(siecle_text(pupils, uai=OURS, declared="UTF-8").encode())
    out, _ = run("import", path, *options)
    assert out[-4:] == [
        (
            "3 codes de lieu de naissance inconnus, laissés vides\u00a0: corrigez dans le logiciel"
            " de l’établissement, puis importez de nouveau."
        ),
        (
            "3A ARVIEUX Chloé, INE 0A, code commune de naissance inconnu de l’INSEE\u00a0:"
            " «\u202fNULL\u202f»."
        ),
        (
            "3A BELLEGARDE Chloé, INE 1A, code commune de naissance inconnu de l’INSEE\u00a0:"
            " «\u202f69674\u202f»."
        ),
        (
            "3A CANDELOT Chloé, INE 2A, code commune de naissance inconnu de l’INSEE\u00a0:"
            " «\u202f99999\u202f»."
        ),
    ]
    assert not any("ZOLA" in line for line in out[-4:])


def test_no_code_of_a_place_reaches_a_list(run: Import) -> None:
    """What is exported has names, or nothing."""
    pupils = [
        pupil(ID_NATIONAL="1A", NOM_DE_FAMILLE="ARVIEUX", CODE_COMMUNE_INSEE_NAISS="NULL"),
        pupil(
            ID_NATIONAL="2A",
            NOM_DE_FAMILLE="ZOLA",
            CODE_DEPARTEMENT_NAISS="075",
            CODE_COMMUNE_INSEE_NAISS="75011",
        ),
    ]
    run("import", run.file(siecle_text(pupils, uai=OURS, declared="UTF-8").encode()))
    out, _ = run("export-roster", "-o", "-")
    assert not any("NULL" in line for line in out)
    assert any("75111;Paris 11e Arrondissement;Paris;France" in line for line in out)
