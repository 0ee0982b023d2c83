"""What is said of the day: each verdict, each count."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.unit.documents.records import ARRIVAL, FRAUD, candidate, session
from tests.unit.wording.french import unsound

from certui import errors
from certui.domain.day import Counts, Move, Verdict
from certui.domain.models import IncidentCategory, UnfinishedReason
from certui.domain.nomenclature import CATEGORIES, REASONS, SHORT_REASONS
from certui.services.outcomes import Acted, Finished, Outcome, Reported
from certui.wording import day as words
from certui.wording import refusals

EXPECTED = candidate(1, last_name="ABADIE", first_name="Zoé")
ARRIVED = candidate(2, last_name="BERT", first_name="Léo", joined=ARRIVAL)
STARTED = replace(ARRIVED, id=3, started_at=ARRIVAL)
EVERYTHING = [*Move, *UnfinishedReason]


def acted(what: Move | UnfinishedReason, *verdicts: Verdict) -> str:
    """What is said of an action, of expected candidates."""
    outcomes = [
        Outcome(number, verdict, None if verdict is Verdict.GONE else EXPECTED, EXPECTED)
        for number, verdict in enumerate(verdicts)
    ]
    return words.acted(Acted(208, what, tuple(outcomes)))


@pytest.mark.parametrize("what", EVERYTHING)
@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("count", [1, 2])
def test_each_verdict_of_each_action_has_its_sentence(
    what: Move | UnfinishedReason, verdict: Verdict, count: int
) -> None:
    """In sound French; one candidate by name, several counted, who is gone never named."""
    said = acted(what, *[verdict] * count)
    assert unsound(said) == []
    assert ("1" in said) is (count == 1 and verdict is Verdict.GONE)
    assert ("Zoé ABADIE" in said) is (count == 1 and verdict is not Verdict.GONE)
    assert (str(count) in said) is (count == 2 or verdict is Verdict.GONE)


def test_the_exact_words_of_a_mixed_action() -> None:
    """Done first, then already, then what stands in the way, then who is gone."""
    outcomes = (
        Outcome(1, Verdict.DONE, ARRIVED, STARTED),
        Outcome(2, Verdict.ALREADY, STARTED),
        Outcome(3, Verdict.REFUSED, EXPECTED),
        Outcome(4, Verdict.GONE, None),
    )
    assert words.acted(Acted(208, Move.START, outcomes)) == (
        "Léo BERT a commencé. Léo BERT\u00a0: son test a déjà commencé."
        " Zoé ABADIE\u00a0: son arrivée n’est pas notée."
        " 1 candidat n’est plus dans la session."
    )
    assert words.acted(Acted(208, Move.START, ())) == words.NOBODY_WAITS


def names(what: Move | UnfinishedReason, first_name: str) -> str:
    """What is said of an action done for one candidate."""
    person = replace(EXPECTED.person, first_name=first_name)
    one = replace(EXPECTED, person=person)
    return words.acted(Acted(208, what, (Outcome(1, Verdict.DONE, one, one),)))


@pytest.mark.parametrize("what", EVERYTHING)
@pytest.mark.parametrize("first_name", ["Apolline", "Élodie", "Hugo", "Yves", "YANNICK", "Zoé"])
def test_a_name_after_de_is_elided(what: Move | UnfinishedReason, first_name: str) -> None:
    """« L’arrivée d’Apolline », « L’arrivée de YANNICK »: in every sentence that has one."""
    said = names(what, first_name)
    consonant = first_name in {"YANNICK", "Zoé"}
    assert f"{'d’' if consonant else 'de '}{first_name}" not in said
    assert unsound(said) == []


@pytest.mark.parametrize(
    ("what", "count", "said"),
    [
        (Move.ARRIVE, 212, "212 arrivées notées."),
        (Move.UNDO_ARRIVAL, 212, "212 arrivées annulées."),
        (Move.START, 9, "9 tests commencés."),
        (Move.UNDO_START, 9, "9 débuts annulés."),
        (Move.END, 1284, "1\u202f284 tests terminés."),
        (Move.UNDO_END, 2, "2 tests repris."),
        (Move.MARK_ABSENT, 2, "2 absences notées."),
        (Move.UNDO_ABSENT, 2, "2 absences annulées."),
        (UnfinishedReason.TECHNICAL, 2, "2 motifs notés."),
    ],
)
def test_what_was_done_for_several_is_counted_and_agrees(
    what: Move | UnfinishedReason, count: int, said: str
) -> None:
    """Nouns and participles in number and gender."""
    assert acted(what, *[Verdict.DONE] * count) == said


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (Verdict.ALREADY, "2 tests ont déjà commencé."),
        (Verdict.REFUSED, "2 candidats\u00a0: leur arrivée n’est pas notée."),
        (Verdict.GONE, "2 candidats ne sont plus dans la session."),
    ],
)
def test_what_was_not_done_for_several_agrees(verdict: Verdict, said: str) -> None:
    """A sentence of its own, which says of what it speaks."""
    assert acted(Move.START, verdict, verdict) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 candidat n’a pas terminé et n’a pas de motif"),
        (1, "1 candidat n’a pas terminé et n’a pas de motif"),
        (2, "2 candidats n’ont pas terminé et n’ont pas de motif"),
    ],
)
def test_who_keeps_a_session_from_being_finished(count: int, said: str) -> None:
    """On the screen as in the shell."""
    assert words.unexplained(count) == said
    assert words.left_ticked(count).startswith(f"{said}\u00a0: ")
    refused = errors.UnfinishedCandidates(number=208, count=count)
    assert refusals.sentence(refused).startswith(f"{said}\u00a0: ")


def test_one_word_for_who_has_come() -> None:
    """In the column of the states, the counters and the sentences."""
    assert words.standing(ARRIVED) == "présent"
    assert "présents" in words.counters(Counts(2, 1, 0, 0, 0, 0), 0, 0)
    assert "présent" in words.NOBODY_WAITS


@pytest.mark.parametrize(
    ("counts", "overtime", "incidents", "said"),
    [
        (Counts(12, 10, 3, 1, 0, 1), 0, 0, "10/12 présents · 3 en cours · 1 terminé · 1 absent"),
        (
            Counts(2, 2, 0, 0, 2, 0),
            2,
            1,
            (
                "2/2 présents · 0 en cours · 0 terminé · 0 absent · 2 non terminés"
                " · 2 temps dépassés · 1 incident"
            ),
        ),
    ],
)
def test_the_counters(counts: Counts, overtime: int, incidents: int, said: str) -> None:
    """As the product has them, and what needs attention only where there is some."""
    assert words.counters(counts, overtime, incidents) == said


def test_a_finished_session_is_told_on_one_line() -> None:
    """The longest of names leaves « lecture seule » in sight; an unknown one is left out."""
    at = dt.datetime(2027, 2, 14, 17, 30, tzinfo=dt.UTC)
    for who in ("", "Ada", "Marie-Antoinette de la Tour d’Auvergne"):
        said = words.read_only(session(finalised_at=at, finalised_by=who), at)
        assert said.startswith("Session finalisée le 14/02/2027 à 17:30")
        assert said.endswith("\u00a0: lecture seule")
        assert len(said) <= 78
        assert unsound(said) == []


def test_questions_and_answers() -> None:
    """Before and after a session is finished, with what it will note."""
    all_there = words.ask_finish(208, Counts(3, 2, 0, 2, 0, 1))
    assert all_there == (
        "Finaliser la session 208\u202f? 2 terminés, 1 absent. Elle ne pourra plus changer."
    )
    said = words.ask_finish(208, Counts(4, 2, 1, 1, 1, 0))
    assert "1 terminé, 1 non terminé, 2 absents. 2 candidats attendus" in said
    for sentence in (
        said,
        all_there,
        words.finished(Finished(208, 1, 1, 2)),
        words.left_ticked(1),
        words.left_ticked(2),
        words.ask_reopen(208),
        words.ask_reason(words.whom([EXPECTED])),
        words.ask_reason(words.whom([EXPECTED, ARRIVED])),
        words.incident_title(words.WHOLE_SESSION),
        words.reported(Reported(208, FRAUD, None)),
        words.reported(Reported(208, FRAUD, EXPECTED)),
        words.WHAT_HAPPENED,
        words.ask_start_all(1),
        words.ask_start_all(12),
    ):
        assert unsound(sentence) == []


def test_what_is_known_of_a_candidate_stands_on_one_line() -> None:
    """Extra time, an accessible test, the reason, the latest incident first."""
    one = replace(
        ARRIVED,
        extra_time_percentage=33,
        accessibility=True,
        unfinished_reason=UnfinishedReason.TECHNICAL,
    )
    told = [words.incident(FRAUD, ARRIVAL), words.incident(replace(FRAUD, text="Tel"), ARRIVAL)]
    assert words.about(one, told) == (
        "BERT Léo · temps majoré 33\u00a0% · accessibilité · Problème technique"
        " · C6 Suspicion de fraude (Ada, 14:31)\u00a0: Tel · C6 Suspicion de fraude (Ada, 14:31)"
    )
    assert words.standing(one) == "technique"
    assert words.standing(EXPECTED) == "attendu"
    assert words.minutes(None) == ""
    assert words.minutes(-3) == "-3 min"


def test_everything_the_product_names_has_a_name() -> None:
    """No category and no reason is without words."""
    assert set(CATEGORIES) == set(IncidentCategory)
    assert set(REASONS) == set(SHORT_REASONS) == set(UnfinishedReason)
    assert all(unsound(one) == [] for one in (*CATEGORIES.values(), *REASONS.values()))
