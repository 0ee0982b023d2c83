"""Every refusal has its French sentence."""

from __future__ import annotations

import datetime as dt
import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.integration.store.builders import person
from tests.unit.wording.french import unsound

from certui import errors
from certui.domain.faults import Fault
from certui.domain.models import Person, Pupil
from certui.domain.pix_list import ListFault, ListFaultKind
from certui.domain.refusals import InvalidCentre, InvalidSession, PixWouldRefuse, RosterFaults
from certui.domain.roster_danger import Danger
from certui.domain.roster_files import FaultKind, RosterFault
from certui.wording import drafts, refusals

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTILE = "\x1b]0;pris\x07[bold]x[/]\u202e" + "é" * 300
# A value for each fact that an error's docstring promises.
LEAVER = Person(
    ine=None,
    last_name="[bold]x[/]\u202e" + "É" * 300,
    first_name="Léa",
    sex=None,
    birth_date=dt.date(2011, 5, 20),
    class_name="3A",
)
FACTS: dict[str, Any] = {
    "candidate_id": 12,
    "classes": ["3EB", HOSTILE],
    "command": "lp",
    "date": dt.date(2027, 2, 15),
    "joined": [person(1, last_name=HOSTILE), person(2)],
    "reported": [person(3)],
    "constraint": "SQLITE_CONSTRAINT_UNIQUE",
    "columns": ["INE", "Classe"],
    "count": 2,
    "danger": Danger(
        years=(2026, 2019),
        many=True,
        disabled=tuple(Pupil(at, LEAVER) for at in range(7)),
        active=7,
        enrolled=(Pupil(1, LEAVER),),
    ),
    "expected": "0690001A",
    "faults": {},
    "folder": None,
    "found": "0330001A",
    "heading": "Nom",
    "headings": ["Nom", HOSTILE],
    "holder": "Camille Benhamur",
    "ine": HOSTILE,
    "ines": ["0000000001A", HOSTILE],
    "key": "",
    "kind": "",
    "limit": 10_000_000,
    "line": 12,
    "most": 200_000,
    "name": HOSTILE,
    "names": ["a.xml", HOSTILE],
    "near": ["eleves.csv", HOSTILE],
    "number": 208,
    "package": "@preview/x",
    "path": Path("/srv") / HOSTILE,
    "pupil_id": 12,
    "readings": ["GENEVIÈVE", HOSTILE],
    "reason": "",
    "revision": "0042",
    "root": HOSTILE,
    "seconds": 30.0,
    "term": "dumb",
    "valid": 597,
    "value": HOSTILE,
    "wanted": "/etc/passwd",
}
FAULTS: dict[type[errors.CertuiError], Any] = {
    InvalidSession: {"date": Fault.MALFORMED, "time": Fault.MISSING},
    InvalidCentre: {"uai": Fault.MALFORMED},
    RosterFaults: [
        RosterFault(kind=FaultKind.MISSING, field="sexe", ine="0000000001A", line=3),
        RosterFault(kind=FaultKind.DUPLICATE, field="INE", ine="0000000002B"),
    ],
    PixWouldRefuse: [ListFault(kind=ListFaultKind.NO_CANDIDATE)],
}


def every(kind: type[errors.CertuiError]) -> Iterator[type[errors.CertuiError]]:
    """An error and all those below it."""
    yield kind
    for below in kind.__subclasses__():
        yield from every(below)


def example(kind: type[errors.CertuiError], **facts: object) -> errors.CertuiError:
    """An error with facts, some of them hostile."""
    return kind(**{**FACTS, "faults": FAULTS.get(kind, {}), **facts})


ALL = sorted(every(errors.CertuiError), key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_each_error_has_a_sentence_of_its_own(kind: type[errors.CertuiError]) -> None:
    """No class falls back on its parent's words: each says what was refused."""
    said = refusals.sentence(example(kind))
    assert not unsound(said)
    assert said.endswith(".")
    assert len(said) < 400
    parent = kind.__mro__[1]
    if issubclass(parent, errors.CertuiError):
        assert said != refusals.sentence(example(parent))


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_declared_facts_are_enough(kind: type[errors.CertuiError]) -> None:
    """A sentence asks for no fact beyond the fields of its class; those have a value here."""
    declared = {name for one in kind.__mro__ for name in inspect.get_annotations(one)}
    facts = {name: FACTS.get(name) for name in declared}
    if "faults" in facts:
        facts["faults"] = FAULTS[kind]
    assert refusals.sentence(kind(**facts))


def test_a_fact_stays_as_it_was() -> None:
    """A refusal is not changed on its way to who tells it; what Python writes on it is no fact."""
    refused: Any = errors.UnknownSession(number=4)
    with pytest.raises(AttributeError, match="number"):
        refused.number = 5
    refused.__traceback__ = None
    assert vars(refused) == {"number": 4}


def test_unknown_fault_lines_follow_the_sentence() -> None:
    """A roster's faults stand one a line below the sentence; other errors have one line."""
    lines = refusals.lines(example(RosterFaults))
    assert len(lines) == 3
    assert "0000000001A" in lines[1]
    assert "0000000002B" in lines[2]
    assert len(refusals.lines(errors.NothingToUndo())) == 1


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            errors.SessionHasBegun(number=210),
            "La session a débuté\u00a0: il n’est plus possible d’ajouter des candidats.",
        ),
        (
            errors.CandidateHasJoined(number=210),
            "Ce candidat a déjà rejoint la session. Vous ne pouvez pas le supprimer.",
        ),
        (
            errors.UnknownSession(number=999),
            "Aucune session ne porte le numéro «\u202f999\u202f».",
        ),
        (
            errors.UnknownClasses(classes=["9Z"]),
            "Aucun élève de l’établissement n’est dans la classe «\u202f9Z\u202f».",
        ),
        (
            errors.UnknownInes(ines=["1", "2", "3"]),
            (
                "Aucun élève de l’établissement n’a les INE «\u202f1\u202f», «\u202f2\u202f»"
                " et «\u202f3\u202f»."
            ),
        ),
        (
            errors.CandidatesHaveJoined(count=1),
            "L’ajout ne peut pas être annulé\u00a0: 1 candidat a déjà rejoint la session.",
        ),
        (
            InvalidSession(faults={"site": Fault.MISSING}),
            "Veuillez indiquer un nom de site.",
        ),
        (
            InvalidSession(
                faults={
                    "room": Fault.MISSING,
                    "date": Fault.MISSING,
                    "time": Fault.MISSING,
                    "invigilators": Fault.MISSING,
                }
            ),
            (
                "Veuillez indiquer un nom de salle, une date de début, une heure de début en heure"
                " locale et le nom et prénom du ou des surveillants."
            ),
        ),
        (
            InvalidSession(faults={"time": Fault.MALFORMED}),
            "Veuillez indiquer une heure de début en heure locale comme 15:30 ou 9h.",
        ),
        (
            errors.DumbTerminal(term=""),
            (
                "certui ne peut pas s’afficher dans ce terminal (TERM n’est pas défini)\u00a0:"
                " essayez certui --plain."
            ),
        ),
        (
            errors.StoreBusy(holder=""),
            "La base de données est occupée\u00a0: réessayez dans un instant.",
        ),
        (
            errors.UnknownPupils(count=1),
            "Un élève coché n’est plus dans l’établissement\u00a0: aucun candidat n’a été ajouté.",
        ),
        (
            errors.InvalidStudents(value="", most=200_000),
            "Une valeur vide n’est pas un nombre d’élèves entre 1 et 200\u202f000.",
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_exact_words(error: errors.CertuiError, said: str) -> None:
    """The words of the product and ours, to the blank."""
    assert refusals.sentence(error) == said


def test_a_long_list_is_cut() -> None:
    """A sentence names ten INE and counts the others."""
    said = refusals.sentence(errors.UnknownInes(ines=[f"{n:011}" for n in range(500)]))
    assert said.count("«") == 10
    assert said.endswith("et 490 autres.")


def test_configuration_says_where() -> None:
    """The line, or the key, that is wrong is named."""
    path = Path("/c.toml")
    at = refusals.sentence(errors.InvalidConfiguration(path=path, line=3, key=""))
    of = refusals.sentence(errors.InvalidConfiguration(path=path, line=0, key="name"))
    assert "(ligne 3)" in at
    assert "«\u202fname\u202f»" in of


def test_an_error_from_elsewhere_is_no_refusal() -> None:
    """What is not of the hierarchy has no sentence: it is a fault of the program."""
    with pytest.raises(LookupError):
        refusals.sentence(ValueError())  # type: ignore[arg-type]  # the point of the test


@pytest.mark.parametrize("fault", Fault)
@pytest.mark.parametrize("field", ["name", "site", "room", "date", "time", "invigilators", "notes"])
def test_each_field_has_its_words(field: str, fault: Fault) -> None:
    """Whatever is wrong with a field of a session, a form has a sentence to show at it."""
    said = drafts.session_field(field, fault)
    assert said.startswith("Veuillez indiquer ")
    assert len(said) <= 76
    assert not unsound(said)
