"""The words of undoing agree in gender and number, elide, and say whose it is."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from tests.builders import person
from tests.unit.wording.french import unsound
from tests.unit.wording.test_every_sentence import disagreements

from certui.domain.models import Action, Person
from certui.services.reversals import REVERSALS
from certui.services.undoing import Undoable, Undone
from certui.wording import undoing as words

JADE = person(last_name="Bertrand", first_name="Jade", class_name="3EC")
APOLLINE = person(last_name="Abadie", first_name="Apolline", class_name="3EC")


def undoable(action: Action, *names: Person, count: int | None = None) -> Undoable:
    """An action of session 208."""
    return Undoable(
        id=1,
        number=208,
        action=action,
        at=dt.datetime(2027, 2, 15, 14, 30, tzinfo=dt.UTC),
        who="Ada",
        count=len(names) if count is None else count,
        names=names,
        session_number=208,
        session_name="Troisièmes A, B",
    )


def toast(action: Action, *names: Person, count: int | None = None) -> str:
    """What undoing all of it says."""
    what = undoable(action, *names, count=count)
    return words.undone(Undone(what, what.count))


@pytest.mark.parametrize(
    ("action", "offered", "done"),
    [
        (Action.ADD, "Annuler l’ajout de BERTRAND Jade", "Ajout de Jade BERTRAND annulé."),
        (
            Action.REMOVE,
            "Annuler la suppression de BERTRAND Jade",
            "Suppression de Jade BERTRAND annulée.",
        ),
        (Action.JOIN, "Annuler l’arrivée de BERTRAND Jade", "Arrivée de Jade BERTRAND annulée."),
        (
            Action.UNDO_JOIN,
            "Rétablir l’arrivée de BERTRAND Jade",
            "Arrivée de Jade BERTRAND rétablie.",
        ),
        (
            Action.START,
            "Annuler le début du test de BERTRAND Jade",
            "Début du test de Jade BERTRAND annulé.",
        ),
        (
            Action.UNDO_END,
            "Rétablir la fin du test de BERTRAND Jade",
            "Fin du test de Jade BERTRAND rétablie.",
        ),
        (
            Action.GIVE_REASON,
            "Annuler le motif de BERTRAND Jade",
            "Motif de Jade BERTRAND annulé.",
        ),
        (
            Action.REPORT_INCIDENT,
            "Annuler le signalement pour BERTRAND Jade",
            "Signalement pour Jade BERTRAND annulé.",
        ),
        (
            Action.SET_EXTRA_TIME,
            "Annuler le changement de temps majoré de BERTRAND Jade",
            "Changement de temps majoré de Jade BERTRAND annulé.",
        ),
    ],
)
def test_one_is_named(action: Action, offered: str, done: str) -> None:
    """Looked up by last name in what is offered, called by first name in what was done."""
    assert words.offer(undoable(action, JADE)) == offered
    assert toast(action, JADE) == done


@pytest.mark.parametrize(
    ("action", "offered", "done"),
    [
        (
            Action.ADD,
            "Annuler l’ajout de 212 élèves",
            "Ajout annulé\u00a0: 212 candidats retirés de la session.",
        ),
        (
            Action.REMOVE,
            "Annuler la suppression de 212 candidats",
            "Suppression annulée\u00a0: 212 candidats sont de nouveau dans la session.",
        ),
        (Action.JOIN, "Annuler l’arrivée de 212 candidats", "212 arrivées annulées."),
        (Action.UNDO_JOIN, "Rétablir l’arrivée de 212 candidats", "212 arrivées rétablies."),
        (Action.START, "Annuler le début du test de 212 candidats", "212 débuts de test annulés."),
        (Action.MARK_ABSENT, "Annuler l’absence de 212 candidats", "212 absences annulées."),
        (
            Action.IMPORT_ROSTER,
            "Annuler l’import d’élèves (212 changements)",
            "Import annulé\u00a0: 212 changements défaits.",
        ),
    ],
)
def test_several_are_counted(action: Action, offered: str, done: str) -> None:
    """Gender and number agree."""
    assert words.offer(undoable(action, JADE, count=212)) == offered
    assert toast(action, JADE, count=212) == done


def test_a_session_has_its_number() -> None:
    """Its name and candidates stand below the question."""
    deleted = undoable(Action.DELETE_SESSION, JADE, count=12)
    assert words.ask(deleted) == "Annuler la suppression de la session 208\u202f?"
    assert words.whose(deleted) == [
        "208 · Troisièmes A, B",
        "BERTRAND Jade, 3EC, 20/05/2011",
        "et 11 autres",
    ]
    assert toast(Action.DELETE_SESSION, JADE, count=12) == (
        "Suppression annulée\u00a0: la session 208 est rétablie, avec 12 candidats."
    )
    assert toast(Action.CREATE_SESSION, count=1) == "Création de la session 208 annulée."
    assert words.offer(undoable(Action.EDIT_SESSION, count=1)) == (
        "Annuler la modification de la session 208"
    )
    report = undoable(Action.REPORT_INCIDENT, count=1)
    assert words.offer(report) == "Annuler le signalement pour toute la session"


def test_a_vowel_is_elided() -> None:
    """In what is offered by the last name, in what was done by the first."""
    assert words.offer(undoable(Action.JOIN, APOLLINE)) == "Annuler l’arrivée d’ABADIE Apolline"
    assert toast(Action.JOIN, APOLLINE) == "Arrivée d’Apolline ABADIE annulée."


def test_what_stays_is_said() -> None:
    """Who changed, who was erased, who is a candidate by now: each counted, the last named."""
    arrived = undoable(Action.JOIN, JADE, count=4)
    assert words.undone(Undone(arrived, 2, kept=1, gone=1)) == (
        "2 arrivées annulées. 1 candidat a changé entre-temps et reste comme il est."
        " 1 candidat a été effacé de l’établissement entre-temps."
    )
    removed = undoable(Action.REMOVE, JADE, count=3)
    assert words.undone(Undone(removed, 2, kept=1)).endswith(" 1 autre y était déjà.")
    imported = undoable(Action.IMPORT_ROSTER, JADE, count=4)
    assert words.undone(Undone(imported, 2, kept=2, staying=(JADE,))) == (
        "Import annulé\u00a0: 2 changements défaits. 1 élève ajouté par l’import est candidat"
        " entre-temps et reste, désactivé\u00a0: BERTRAND Jade, 3EC, 20/05/2011. 2 élèves"
        " ont changé entre-temps et restent comme ils sont."
    )


@pytest.mark.parametrize("action", list(REVERSALS), ids=lambda action: action.value)
def test_every_sentence_of_it_is_sound(action: Action) -> None:
    """For nobody, one and many; with nothing, one and many left undone."""
    for names, count, kept in itertools.product(
        ((), (JADE,), (APOLLINE, JADE)), (0, 1, 2, 1284), (0, 1, 2)
    ):
        what = undoable(action, *names, count=count)
        result = Undone(what, count, kept=kept, gone=kept, staying=names if kept else ())
        for said in (words.offer(what), words.undone(result)):
            assert unsound(said) == []
            assert disagreements(said) == []
