"""Files as schools have them, by the shell: what is stored, and what is said of the rest."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

import pytest
from tests.unit.rosters.writers import pupil, siecle_text, structure

from certui import cli

if TYPE_CHECKING:
    from pathlib import Path

MARK = "\ufeff"


class File(NamedTuple):
    """A file of a school, and what is to be made of it.

    Attributes:
        content: its bytes.
        stored: who is stored: INE, family name, first name, sex, birth date, class, birth place.
        said: what else is said, part by part.
    """

    content: bytes
    stored: list[str]
    said: tuple[str, ...] = ()


def born(**changed: str) -> dict[str, str]:
    """A pupil of SIECLE born in Pessac."""
    return pupil(DATE_NAISS="14/03/2012", **changed)


FILES = {
    "S01": File(
        siecle_text(
            [
                born(ID_NATIONAL="0310000001A", NOM_DE_FAMILLE="ARVIEUX", PRENOM="Noémie"),
                born(ID_NATIONAL="", NOM_DE_FAMILLE="CANDELOT", PRENOM="Inès"),
                born(ID_NATIONAL="", INE_RNIE="070310001XY", NOM_DE_FAMILLE="DUVALLON"),
                born(ID_NATIONAL="-", NOM_DE_FAMILLE="ESTRADE", PRENOM="Maë"),
            ]
        ).encode("iso8859-15"),
        [
            "0310000001A;ARVIEUX;Noémie;F;14/03/2012;3A;Pessac",
            "070310001XY;DUVALLON;Chloé;F;14/03/2012;3A;Pessac",
        ],
        ("2 élèves laissés de côté, sans INE\u00a0: 3A CANDELOT Inès, 3A ESTRADE Maë",),
    ),
    "S03": File(
        siecle_text(
            [
                born(ID_NATIONAL="1A", DATE_SORTIE="04/07/2100"),
                born(ID_NATIONAL="2B", PRENOM="Inès"),
                born(ID_NATIONAL="3C", PRENOM="Tim"),
                born(ID_NATIONAL="4D", PRENOM="Léo", DATE_SORTIE="01/09/2020"),
            ],
            classes={1: "", 2: structure("LV2GR1", "G")},
        ).encode("iso8859-15"),
        ["1A;LEFÈVRE;Chloé;F;14/03/2012;3A;Pessac"],
        (
            "2 élèves laissés de côté, sans classe\u00a0: LEFÈVRE Inès, LEFÈVRE Tim",
            "1 élève laissé de côté, parti de l’établissement\u00a0: 3A LEFÈVRE Léo",
        ),
    ),
    "S07": File(
        (
            "Nom de famille;Prénom;Id National;Sexe;Date Naissance;Pays Naiss.;Commune Naiss.;"
            "Ville Naiss. Etrangère;Division;Régime\n"
            "ARVIEUX;Noémie;0310000001A;F;14/03/2012;FRANCE;BORDEAUX;;3A;DP\n"
            "BELLEGARDE;Tim;0310000002B;M;15/03/2012;ROYAUME-UNI;;LONDRES;3B;EXT\n"
        ).encode("cp1252"),
        [
            "0310000001A;ARVIEUX;Noémie;F;14/03/2012;3A;BORDEAUX",
            "0310000002B;BELLEGARDE;Tim;M;15/03/2012;3B;LONDRES",
        ],
        ("1 colonne non lue\u00a0: «\u202fRégime\u202f»",),
    ),
    "S09": File(
        (
            f"{MARK}* Nom de naissance;* Prénom;* Date de naissance (format : jj/mm/aaaa);"
            "* Sexe (M ou F);Code Insee;Code postal;Nom de la commune;* Pays;"
            "Temps majoré ?;Classe\n"
            "ARVIEUX;Noémie;14/03/2012;F;33063;;;FRANCE;33;3A\n"
            "BELLEGARDE;Tim;15/03/2012;M;99;;LONDRES;ROYAUME-UNI;;3B\n"
        ).encode(),
        [
            ";ARVIEUX;Noémie;F;14/03/2012;3A;Bordeaux",
            ";BELLEGARDE;Tim;M;15/03/2012;3B;LONDRES",
        ],
        ("1 colonne non lue\u00a0: «\u202fTemps majoré ?\u202f»",),
    ),
    "W01": File(
        (
            "NOM;PRENOM;SEXE;DATE DE NAISSANCE;CLASSE\n"
            "ARVIEUX;Noémie;F;14/03/2012;3A\nFERRANDI;Côme;M;15/03/2012;3B\n"
        ).encode("mac_roman"),
        [";ARVIEUX;Noémie;F;14/03/2012;3A;", ";FERRANDI;Côme;M;15/03/2012;3B;"],
        ("MacRoman",),
    ),
    "W03": File(
        (
            "NOM;PRENOM;SEXE;DATE DE NAISSANCE;CLASSE\n"
            "ARVIEUX;NoÃ©mie;F;14/03/2012;3A\nFERRANDI;CÃ´me;M;15/03/2012;3B\n"
        ).encode(),
        [";ARVIEUX;Noémie;F;14/03/2012;3A;", ";FERRANDI;Côme;M;15/03/2012;3B;"],
    ),
    "W06": File(
        (
            f"{MARK}Nom;Prénom;Date de naissance;Classe\n"
            'ARVIEUX;Noémie;14/03/2012;="3E1"\nBELLEGARDE;Tim;15/03/2012;="03"\n'
        ).encode(),
        [";BELLEGARDE;Tim;;15/03/2012;03;", ";ARVIEUX;Noémie;;14/03/2012;3E1;"],
    ),
    "L01": File(
        (
            f"{MARK}Élèves;Né(e) le;Sexe;Entrée;Sortie;;Classe de rattachement;Tuteur\n"
            '"ARVIEUX Noémie";"14/03/2012";"Féminin";01/09/2026;;"";"6A";""\n'
            '"DA COSTA PEREIRA Tim";"15/03/2012";"Masculin";01/09/2026;;"";"6B";""\n'
        ).encode(),
        [
            ";ARVIEUX;Noémie;F;14/03/2012;6A;",
            ";DA COSTA PEREIRA;Tim;M;15/03/2012;6B;",
        ],
        ("1 colonne non lue\u00a0: «\u202fEntrée\u202f»",),
    ),
    "L03": File(
        (
            "NOM;PRENOM;SEXE;NE(E) LE;MEF;DIV.;REG.;OPT1;DIV. PREC.;Doublant\n"
            'ARVIEUX;Noémie;F;14/03/2009;PREMIERE GENERALE;="1G1";DP;;="2G1";N\n'
        ).encode("cp1252"),
        [";ARVIEUX;Noémie;F;14/03/2009;1G1;"],
        ("4 colonnes non lues",),
    ),
    "L05": File(
        (
            f"{MARK}Civilité;Nom;Prénom;Date de naissance;Sexe;Classe\n"
            "Mme;ARVIEUX;Noémie;14/03/2012;Mme;3A\nM.;BELLEGARDE;Tim;15/03/2012;M.;3B\n"
        ).encode(),
        [";ARVIEUX;Noémie;F;14/03/2012;3A;", ";BELLEGARDE;Tim;M;15/03/2012;3B;"],
    ),
    "L07": File(
        (
            f"{MARK}Identité;Classe;Date de naissance;Genre\n"
            "ARVIEUX Noémie;3A;14/03/2012;Fille\nBELLEGARDE Tim;3B;15/03/2012;Garçon\n"
        ).encode(),
        [";ARVIEUX;Noémie;F;14/03/2012;3A;", ";BELLEGARDE;Tim;M;15/03/2012;3B;"],
    ),
    "L17": File(
        (
            f"{MARK}NOM;Prénoms;Née le;Lieu de naissance;Groupe classe;N° national\n"
            "ARVIEUX;Noémie, Lou;14/03/2012;BORDEAUX (33);3A;0310000001A\n"
        ).encode(),
        ["0310000001A;ARVIEUX;Noémie;;14/03/2012;3A;BORDEAUX"],
    ),
    "L19": File(
        (
            f"{MARK}NOM|PRENOM|SEXE|DATE DE NAISSANCE|CLASSE\n"
            "ARVIEUX|Noémie|F|14/03/2012|3A\nFERRANDI|Côme|M|15/03/2012|3B\n"
        ).encode(),
        [";ARVIEUX;Noémie;F;14/03/2012;3A;", ";FERRANDI;Côme;M;15/03/2012;3B;"],
    ),
    "M11": File(
        f"{MARK}Nom;Prénom;Né(e) le;Classe\nARVIEUX;Noémie;14/03/2012;3A\n;;;1 élève\n".encode(),
        [";ARVIEUX;Noémie;;14/03/2012;3A;"],
    ),
}
M05 = f"{MARK}Nom;Prénom;Né(e) le;Classe\nARVIEUX;Noémie;31/02/2012;3A\n"
M05 += "BELLEGARDE;Tim;12/05/2100;3B\n"
M07 = f"{MARK}INE;Nom;Prénom;Sexe;Date de naissance;Classe\n"
M07 += "0310000001A;ARVIEUX;Noémie;F;14/03/2012;3A\n0310000001A;ARVIEUX;Noémie;F;14/03/2012;ULIS\n"
W12 = (
    f"{MARK}Premier prénom*;Deuxième prénom;Nom de famille*;Code sexe*;"
    "Date de naissance (jj/mm/aaaa)*;Code commune naissance**;Libellé commune naissance**;"
    "Code département naissance*;Code pays naissance*;Statut*;Code MEF*;Division*\n"
    "Noémie;;ARVIEUX;F;14/03/2009;97422;;200;99100;ST;MEF1;2NDE 1\n"
)


class Shell:
    """The commands on one database.

    Args:
        folder: where it is, and its files.
        capture: what reads the streams.
    """

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self._folder = folder
        self._capture = capture

    def file(self, content: bytes) -> str:
        """Write a file; answers its path."""
        path = self._folder / "liste"
        path.write_bytes(content)
        return str(path)

    def __call__(self, *argv: str, status: int = 0) -> str:
        """Run a command that ends with ``status``; answers what it says."""
        assert cli.main([*argv, "--db", str(self._folder / "certui.sqlite")]) == status
        out, err = self._capture.readouterr()
        return err if status else out

    def stored(self) -> list[str]:
        """Who is stored, in the order of the roster, up to the commune of birth."""
        text = self("export-roster", "-o", "-").removeprefix(MARK)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
        return [";".join((*row[:6], row[7])) for row in list(rows)[1:]]


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A database of a session and no pupil."""
    one = Shell(tmp_path, capsys)
    one("session", "new", "--name=A", "--date=2100-01-04", "--time=08:00")
    return one


@pytest.mark.parametrize("name", list(FILES))
def test_a_file_is_stored_as_it_was_meant(shell: Shell, name: str) -> None:
    """Its values are right; what was not read is said before anything is written, and after."""
    content, stored, said = FILES[name]
    path = shell.file(content)
    preview = shell("import", path, "--dry-run")
    assert shell.stored() == []
    done = shell("import", path)
    assert shell.stored() == stored
    for part in said:
        assert part in preview
        assert part in done


def test_impossible_days_are_told_as_what_they_are(shell: Shell) -> None:
    """One does not exist, one is yet to come; each with the pupil and the class."""
    said = shell("import", shell.file(M05.encode()), status=1)
    assert "l’élève ARVIEUX Noémie (3A) est un jour qui n’existe pas" in said
    assert "l’élève BELLEGARDE Tim (3B) est un jour encore à venir" in said


def test_one_pupil_in_two_classes_is_told_and_the_option_named(shell: Shell) -> None:
    """Refused with the two classes; the first line can be imported alone."""
    path = shell.file(M07.encode())
    said = shell("import", path, status=1)
    assert "ARVIEUX Noémie (ULIS, INE 0310000001A) est déjà dans le fichier, dans une autre" in said
    assert "Pour importer sans elles 1 autre élève\u00a0: --valid-only." in said
    assert "L’import des autres demandera --valid-only." in shell("import", path, "--dry-run")
    shell("import", path, "--valid-only")
    assert shell.stored() == ["0310000001A;ARVIEUX;Noémie;F;14/03/2012;3A;"]


def test_a_missing_column_is_told_with_those_that_were_read(shell: Shell) -> None:
    """FREGATA without its identifier."""
    said = shell("import", shell.file(W12.encode()), status=1)
    assert "La colonne «\u202fidentifiant unique\u202f» manque" in said
    assert "«\u202fPremier prénom*\u202f», «\u202fDeuxième prénom\u202f»" in said


def test_a_class_is_given_where_the_file_gives_none(shell: Shell) -> None:
    """By an option; it is said how many took it."""
    path = shell.file("Élèves;Né(e) le;Classe\nARVIEUX Noémie;14/03/2012;\n".encode())
    assert "classe" in shell("import", path, status=1)
    done = shell("import", path, "--class", "6A")
    assert "1 élève sans classe dans le fichier, mis dans celle que vous donnez" in done
    assert shell.stored() == [";ARVIEUX;Noémie;;14/03/2012;6A;"]


def test_a_class_is_added_whatever_its_case(shell: Shell) -> None:
    """An unknown one is answered with those that come near."""
    shell("import", shell.file(FILES["L05"].content))
    assert "1 élève ajouté" in shell("add", "1", "--class", "3a")
    said = shell("add", "1", "--class", "3C", status=1)
    assert "classe «\u202f3C\u202f»\u202f; classes proches\u00a0: «\u202f3A\u202f» et" in said
