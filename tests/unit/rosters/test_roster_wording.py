"""The French of roster refusals and faults."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.wording.french import unsound

from certui import errors
from certui.domain.refusals import RosterFaults
from certui.domain.roster_files import FaultKind, RosterFault
from certui.wording.refusals import sentence
from certui.wording.roster import at_fault, fault
from certui.wording.roster_kinds import ARCHIVE_REASONS
from certui.wording.roster_refusals import SENTENCES

PATH = Path("/srv") / ("dossier" * 20) / "élèves.xml"


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (
            RosterFault(
                kind=FaultKind.SHARED_INE,
                field="INE",
                ine="1A",
                line=3,
                found="SOW Awa, 3A (ligne 2)",
                pupil="BEAU Léo",
                class_name="3B",
            ),
            (
                "Ligne 3\u00a0: l’INE 1A est celui de deux élèves du fichier\u00a0: SOW Awa, 3A"
                " (ligne 2), et BEAU Léo (3B)."
            ),
        ),
        (
            RosterFault(
                kind=FaultKind.TWO_CLASSES,
                field="INE",
                ine="1A",
                line=3,
                found="3A (ligne 2)",
                pupil="SOW Awa",
                class_name="ULIS",
            ),
            (
                "Ligne 3\u00a0: l’élève SOW Awa (ULIS, INE 1A) est déjà dans le fichier, dans une"
                " autre classe\u00a0: 3A (ligne 2)."
            ),
        ),
        (
            RosterFault(
                kind=FaultKind.NO_SUCH_DAY,
                field="date de naissance",
                found="31/02/2011",
                pupil="SOW Awa",
                class_name="3A",
            ),
            (
                "La date de naissance de l’élève SOW Awa (3A) est un jour qui n’existe pas\u00a0:"
                " «\u202f31/02/2011\u202f»."
            ),
        ),
        (
            RosterFault(
                kind=FaultKind.YET_TO_COME, field="date de naissance", line=2, found="12/05/2030"
            ),
            (
                "Ligne 2\u00a0: la date de naissance est un jour encore à venir\u00a0:"
                " «\u202f12/05/2030\u202f»."
            ),
        ),
        (
            RosterFault(
                kind=FaultKind.LOST_LETTERS,
                field="prénom",
                ine="1A",
                found="No?mie",
                class_name="3A",
            ),
            (
                "Le champ prénom de l’élève ayant pour INE 1A (3A) a perdu des lettres\u00a0:"
                " «\u202fNo?mie\u202f»\u202f; corrigez-le, ou exportez de nouveau le fichier en"
                " UTF-8."
            ),
        ),
        (
            RosterFault(
                kind=FaultKind.SPREADSHEET, field="classe", line=4, found="3-mai", pupil="SOW Awa"
            ),
            (
                "Ligne 4\u00a0: un tableur a transformé le champ classe de l’élève SOW Awa en date"
                " ou en nombre\u00a0: «\u202f3-mai\u202f»\u202f; reprenez l’export d’origine sans"
                " l’ouvrir, ou mettez la colonne au format Texte."
            ),
        ),
        (
            RosterFault(
                kind=FaultKind.MISSING, field="sexe", line=2, pupil="SOW Awa", class_name="3A"
            ),
            "Ligne 2\u00a0: l’élève SOW Awa (3A) n’a pas le champ sexe renseigné.",
        ),
        (
            RosterFault(kind=FaultKind.MISSING, field="sexe", ine="1A"),
            "L’élève ayant pour INE 1A n’a pas le champ sexe renseigné.",
        ),
        (
            RosterFault(
                kind=FaultKind.MALFORMED,
                field="date de naissance",
                ine="1A",
                found="31/02/2011",
                expected="JJ/MM/AAAA",
            ),
            (
                "L’élève ayant pour INE 1A n’a pas le bon format de date de naissance\u00a0:"
                " «\u202f31/02/2011\u202f», attendu\u00a0: JJ/MM/AAAA."
            ),
        ),
        (
            RosterFault(kind=FaultKind.UNKNOWN, field="sexe", ine="1A", line=3, found="X"),
            (
                "Ligne 3\u00a0: l’élève ayant pour INE 1A a une valeur inconnue dans le champ sexe"
                "\u00a0: «\u202fX\u202f»."
            ),
        ),
        (
            RosterFault(kind=FaultKind.MISSING, field="prénom", line=12),
            "Ligne 12\u00a0: le champ prénom n’est pas renseigné.",
        ),
        (
            RosterFault(kind=FaultKind.UNKNOWN, field="sexe", line=12, found="X"),
            "Ligne 12\u00a0: le champ sexe a une valeur inconnue\u00a0: «\u202fX\u202f».",
        ),
        (
            RosterFault(kind=FaultKind.MALFORMED, field="nom et prénom", line=12, found="X"),
            "Ligne 12\u00a0: le champ nom et prénom n’a pas le bon format\u00a0: «\u202fX\u202f».",
        ),
        (
            RosterFault(
                kind=FaultKind.DUPLICATE,
                field="élève",
                line=12,
                found="3A (ligne 2)",
                pupil="A B",
                class_name="3A",
            ),
            (
                "Ligne 12\u00a0: l’élève A B (3A) est déjà dans le fichier, dans la même"
                " classe\u00a0: 3A (ligne 2)."
            ),
        ),
    ],
)
def test_faults(one: RosterFault, said: str) -> None:
    """With the INE where there is one, as the product has it; else by line."""
    assert fault(one) == said
    assert not unsound(said)


def test_a_hostile_value_is_harmless() -> None:
    """What stands in a file never reaches the terminal raw."""
    one = RosterFault(
        kind=FaultKind.UNKNOWN, field="sexe", ine="1\x1b[2J", found="\x1b]0;x\x07\u202e" + "é" * 99
    )
    said = fault(one)
    assert not unsound(said)
    assert len(said) < 200


def every(kind: type[errors.RosterError]) -> list[type[errors.RosterError]]:
    """All errors below one."""
    return [one for below in kind.__subclasses__() for one in (below, *every(below))]


def test_every_refusal_of_a_roster_has_its_sentence() -> None:
    """None falls back on another's."""
    assert {kind for kind, _ in SENTENCES} == set(every(errors.RosterError))


@pytest.mark.parametrize("reason", [*ARCHIVE_REASONS, "autre"])
def test_reasons_of_archives(reason: str) -> None:
    """Each names the file, not the folders that lead to it."""
    said = sentence(errors.BadArchive(path=PATH, reason=reason))
    assert "«\u202félèves.xml\u202f»" in said
    assert not unsound(said)


def test_where_a_refusal_stands() -> None:
    """The line when it is known, nothing about it when not."""
    known = sentence(errors.BadEncoding(path=PATH, line=1234))
    assert "supporté (ligne 1\u202f234)\u00a0: exportez-le" in known
    assert "ligne" not in sentence(errors.BadEncoding(path=PATH))
    assert "ligne" not in sentence(errors.BadXml(path=PATH, line=0))


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (["classe"], "La colonne «\u202fclasse\u202f» manque dans le fichier «\u202fa\u202f»."),
        (
            ["nom", "prénom", "classe"],
            (
                "Les colonnes «\u202fnom\u202f», «\u202fprénom\u202f» et «\u202fclasse\u202f»"
                " manquent dans le fichier «\u202fa\u202f»."
            ),
        ),
    ],
)
def test_missing_columns(columns: list[str], said: str) -> None:
    """One or several, listed as people do."""
    refused = errors.MissingColumns(path=Path("a"), columns=columns, headings=())
    assert sentence(refused) == said


@pytest.mark.parametrize(
    ("reason", "part"),
    [
        ("forbidden", "le droit"),
        ("loop", "en rond"),
        ("name", "trop long"),
        ("device", "ne répond pas"),
        ("", "être lu"),
    ],
)
def test_reasons_of_the_system(reason: str, part: str) -> None:
    """In French, whatever the system's own words."""
    said = sentence(errors.FileUnreadable(path="/srv/a", reason=reason))
    assert part in said
    assert "/srv/a" in said
    assert not unsound(said)


def test_one_fault_is_singular() -> None:
    """0 and 1 are, in French."""
    one = RosterFault(kind=FaultKind.MISSING, field="nom")
    assert "1 anomalie," in sentence(RosterFaults(faults=[one]))
    assert "2 anomalies," in sentence(RosterFaults(faults=[one, one]))


def test_a_line_with_two_faults_is_one_line() -> None:
    """What becomes of the lines agrees with them; faults without a line are counted themselves."""
    first, again, other, nowhere = (
        RosterFault(kind=FaultKind.MISSING, field="nom", line=line) for line in (3, 3, 4, 0)
    )
    assert at_fault([first, again]) == "1 ligne en anomalie"
    assert at_fault([first, again, other]) == "2 lignes en anomalie"
    assert at_fault([nowhere]) == "1 anomalie"
    assert at_fault([first, nowhere]) == "2 anomalies"
    assert at_fault([first], "laissée") == "1 ligne en anomalie, laissée"
    assert at_fault([first, other], "laissée") == "2 lignes en anomalie, laissées"
