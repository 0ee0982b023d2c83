"""Several people at one session in one second: each is told the truth, nobody loses a trace."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from tests.integration.day.conftest import PUPILS, START
from tests.integration.store.builders import NUMBER
from tests.undoing import last_done, undo_last

from certui import errors
from certui.domain import day as rules
from certui.domain.day import Move, Verdict
from certui.domain.models import Action, CandidateState, IncidentCategory, UnfinishedReason
from certui.services.day import MOST_WORDS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.integration.day.conftest import Day

MINUTE = dt.timedelta(minutes=1)
_PROCESS = """
import datetime as dt, sys
from certui import errors
from certui.services.enrolment import EnrolmentService
from certui.services.day import DayService
from certui.store.sql import open_store
path, what, one = sys.argv[1], sys.argv[2], int(sys.argv[3])
clock = lambda: dt.datetime(2027, 2, 14, 14, 30, 1, tzinfo=dt.UTC)
store = open_store(path, who=what)
day = DayService(store, clock, what)
print("ready", flush=True)
sys.stdin.readline()
try:
    if what == "finish":
        day.finish(208)
        print("done")
    elif what == "remove":
        EnrolmentService(store, clock, what).remove(208, [one])
        print("done")
    else:
        print(day.arrive(208, [one]).outcomes[0].verdict.value)
except errors.CertuiError as error:
    print(type(error).__name__)
store.close()
"""


def test_a_bulk_says_of_each_candidate_what_became_of_it(day: Day) -> None:
    """Done, already, refused and gone, in one action; the others are done all the same."""
    ids = day.ids
    day.ada.arrive(NUMBER, ids[:3])
    day.ada.start(NUMBER, ids[:1])
    day.bob.mark_absent(NUMBER, ids[3:4])
    day.enrolment.remove(NUMBER, [ids[4]])
    result = day.bob.start(NUMBER, ids)
    assert [one.verdict for one in result.outcomes] == [
        Verdict.ALREADY,
        Verdict.DONE,
        Verdict.DONE,
        Verdict.REFUSED,
        Verdict.GONE,
    ]
    assert [one.candidate_id for one in result.done] == ids[1:3]
    assert all(one.after and one.after.started_at == START for one in result.done)
    assert result.outcomes[4].before is None


@pytest.mark.parametrize("move", Move)
def test_the_store_lets_those_step_whom_the_rules_let(day: Day, move: Move) -> None:
    """From each of the five states, in one statement that asks nobody else."""
    ids = day.ids
    day.ada.arrive(NUMBER, ids[:3])
    day.ada.start(NUMBER, ids[:2])
    day.ada.end(NUMBER, ids[:1])
    day.ada.mark_absent(NUMBER, ids[3:4])
    before = day.view.candidates
    assert {rules.state(one) for one in before} == set(CandidateState)
    able = {one.id for one in before if rules.verdict(one, move) is Verdict.DONE}
    day.now += MINUTE
    with day.stores[1].writing() as work:
        assert work.move_candidates(NUMBER, ids, move, day.now) == able
        after = {one.id: one for one in work.candidates(NUMBER)}
    assert all((after[one.id] == one) is (one.id not in able) for one in before)


def test_who_presses_second_is_told_it_is_done(day: Day) -> None:
    """The first one's instant and name stay."""
    one = day.ids[0]
    day.ada.arrive(NUMBER, [one])
    day.now += MINUTE
    assert [o.verdict for o in day.bob.arrive(NUMBER, [one]).outcomes] == [Verdict.ALREADY]
    assert day.candidate(one).joined_at == START
    assert day.journal() == [("Ada", "join", one)]


def test_each_of_many_is_in_the_journal(day: Day) -> None:
    """Who noted what of whom is known, however many at once; what was refused is not there."""
    ids = day.ids
    day.ada.arrive(NUMBER, ids[:2])
    day.bob.start_all_arrived(NUMBER)
    day.bob.start_all_arrived(NUMBER)
    assert sorted(day.journal()) == sorted(
        [("Ada", "join", one) for one in ids[:2]] + [("Bob", "start", one) for one in ids[:2]]
    )


def test_a_clock_that_jumps_back_ends_no_test_before_it_began(day: Day) -> None:
    """The later instant of the two stands for both."""
    (one, *_) = day.ids
    day.ada.arrive(NUMBER, [one])
    day.now -= 90 * MINUTE
    day.ada.start(NUMBER, [one])
    day.now -= 90 * MINUTE
    day.ada.end(NUMBER, [one])
    assert day.candidate(one).ended_at == day.candidate(one).started_at == START


def test_a_session_is_held_past_midnight(day: Day) -> None:
    """The next day it can still be started, ended and finished."""
    one = day.ids[0]
    day.now = dt.datetime(2027, 2, 14, 22, 59, tzinfo=dt.UTC)
    day.ada.arrive(NUMBER, [one])
    day.ada.start(NUMBER, [one])
    day.now += 105 * MINUTE
    assert rules.is_overtime(day.candidate(one), day.now)
    day.ada.end(NUMBER, [one])
    finished = day.ada.finish(NUMBER)
    assert (finished.ended, finished.unfinished, finished.absent) == (1, 0, PUPILS - 1)


def test_nothing_begins_before_the_day(day: Day) -> None:
    """At the centre's wall clock; what was noted before is put right all the same."""
    day.now = dt.datetime(2027, 2, 13, 22, 59, 59, tzinfo=dt.UTC)
    one = day.ids[0]
    with day.stores[0].writing() as work:
        work.move_candidates(NUMBER, [one], Move.ARRIVE, day.now)
    for act in (day.ada.arrive, day.ada.start, day.ada.end, day.ada.mark_absent):
        with pytest.raises(errors.NotTheDay) as refused:
            act(NUMBER, [one])
        assert vars(refused.value) == {"number": NUMBER, "date": dt.date(2027, 2, 14)}
    assert not rules.is_of_the_day(day.view.session, day.now)
    assert day.ada.undo_arrival(NUMBER, [one]).done
    day.now += dt.timedelta(seconds=1)
    assert day.ada.arrive(NUMBER, [one]).done
    assert day.ada.start(NUMBER, [one]).done


def test_an_unknown_session_is_said_to_be_unknown(day: Day) -> None:
    """By every action."""
    for act in (
        lambda: day.adas_list.view(1),
        lambda: day.ada.arrive(1, []),
        lambda: day.ada.give_reason(1, [], UnfinishedReason.TECHNICAL),
        lambda: day.ada.report_incident(1, None, IncidentCategory.FRAUD, ""),
        lambda: day.ada.finish(1),
        lambda: day.ada.reopen(1),
    ):
        with pytest.raises(errors.UnknownSession):
            act()


# Reports


def test_a_report_says_who_and_when(day: Day) -> None:
    """On a candidate or on the session; its words cleaned, its author kept."""
    one = day.ids[0]
    day.ada.report_incident(NUMBER, one, IncidentCategory.FRAUD, " a\x1b[31m triché\n ")
    day.now += MINUTE
    whole = day.bob.report_incident(NUMBER, None, IncidentCategory.SITE_BLOCKED, "")
    first, second = day.view.incidents
    assert (first.candidate_id, first.who, first.at, first.text) == (
        one,
        "Ada",
        START,
        "a[31m triché",
    )
    assert (second.candidate_id, second.who, second.at, second.text) == (
        None,
        "Bob",
        START + MINUTE,
        "",
    )
    assert whole.candidate is None
    assert whole.incident == second


def test_more_words_than_the_paper_holds_are_refused(day: Day) -> None:
    """And nothing is kept of them."""
    with pytest.raises(errors.IncidentTooLong):
        day.ada.report_incident(NUMBER, None, IncidentCategory.FRAUD, "x" * (MOST_WORDS + 1))
    day.ada.report_incident(NUMBER, None, IncidentCategory.FRAUD, "x" * MOST_WORDS)
    assert len(day.view.incidents) == 1


def test_who_has_an_incident_is_not_removed(day: Day) -> None:
    """Nor is the addition undone that brought them; once it is withdrawn, they can be."""
    with day.stores[0].writing() as work:
        pupils = [one.pupil_id for one in work.candidates(NUMBER)]
        for candidate in work.candidates(NUMBER):
            work.remove_candidates(NUMBER, [candidate.id])
    day.now = START - dt.timedelta(hours=1)
    day.enrolment.add(NUMBER, pupils)
    one = day.ids[0]
    day.ada.report_incident(NUMBER, one, IncidentCategory.IDENTITY, "")
    with pytest.raises(errors.CandidateHasIncident):
        day.enrolment.remove(NUMBER, [one])
    with pytest.raises(errors.CandidatesHaveIncidents) as refusal:
        undo_last(day.bobs, NUMBER)
    assert vars(refusal.value) == {"count": 1}
    assert len(day.ids) == PUPILS
    undo_last(day.adas, NUMBER)
    day.enrolment.remove(NUMBER, day.ids)
    assert not day.ids


# Undoing


def test_an_undoing_puts_back_the_very_instants(day: Day) -> None:
    """A late arrival undone is an absence again, with its own hour."""
    one = day.ids[0]
    day.ada.mark_absent(NUMBER, [one])
    day.now += MINUTE
    before = day.candidate(one)
    day.ada.arrive(NUMBER, [one])
    undone = undo_last(day.adas, NUMBER)
    assert (undone.what.action, undone.count, undone.kept) == (Action.JOIN, 1, 0)
    assert day.candidate(one) == before
    assert day.journal()[-1] == ("Ada", "undo_join", one)


def test_only_what_nobody_changed_since_is_undone(day: Day) -> None:
    """The others stay as they are, and are counted; when all have changed it is refused."""
    first, second = day.ids[:2]
    day.ada.arrive(NUMBER, [first, second])
    day.bob.start(NUMBER, [first])
    undone = undo_last(day.adas, NUMBER)
    assert (undone.count, undone.kept) == (1, 1)
    assert rules.state(day.candidate(first)) is CandidateState.STARTED
    assert rules.state(day.candidate(second)) is CandidateState.EXPECTED
    day.ada.arrive(NUMBER, [second])
    day.bob.start(NUMBER, [second])
    with pytest.raises(errors.ChangedSince):
        undo_last(day.adas, NUMBER)


def test_a_reason_is_undone_and_a_report_withdrawn_once(day: Day) -> None:
    """The second time it is said that nothing is left to undo."""
    one = day.ids[0]
    day.ada.arrive(NUMBER, [one])
    day.ada.give_reason(NUMBER, [one], UnfinishedReason.ABANDONED)
    day.ada.give_reason(NUMBER, [one], UnfinishedReason.TECHNICAL)
    undo_last(day.adas, NUMBER)
    assert day.candidate(one).unfinished_reason is UnfinishedReason.ABANDONED
    assert day.journal()[-1] == ("Ada", "undo_reason", one)
    day.ada.report_incident(NUMBER, None, IncidentCategory.FRAUD, "")
    reported = last_done(day.adas, NUMBER)
    day.adas.undo(reported.id)
    assert day.journal()[-1] == ("Ada", "undo_incident", None)
    with pytest.raises(errors.NothingToUndo):
        day.adas.undo(reported.id)


def test_a_reason_is_given_to_who_came_and_has_not_ended(day: Day) -> None:
    """The same again is noted already; who never came, or has ended, is refused."""
    first, second, third = day.ids[:3]
    _ended(day, [first])
    day.ada.arrive(NUMBER, [second])
    ids = [first, second, third]
    for verdict in (Verdict.DONE, Verdict.ALREADY):
        result = day.ada.give_reason(NUMBER, ids, UnfinishedReason.TECHNICAL)
        told = [one.verdict for one in result.outcomes]
        assert told == [Verdict.REFUSED, verdict, Verdict.REFUSED]


# Finishing


def _ended(day: Day, ids: list[int]) -> None:
    day.ada.arrive(NUMBER, ids)
    day.ada.start(NUMBER, ids)
    day.ada.end(NUMBER, ids)


def test_a_finished_session_says_by_whom_and_when(day: Day) -> None:
    """The second who finishes it is told it is finished; the trace is the first one's."""
    _ended(day, day.ids[:1])
    day.ada.finish(NUMBER)
    with pytest.raises(errors.SessionFinalised):
        day.bob.finish(NUMBER)
    session = day.view.session
    assert (session.finalised_at, session.finalised_by) == (START, "Ada")
    assert [entry for entry in day.journal() if entry[1] == "finish"] == [("Ada", "finish", None)]


def test_reopening_leaves_a_trace_and_what_was_noted(day: Day) -> None:
    """Absences noted by finishing stay; the session can change again."""
    _ended(day, day.ids[:1])
    day.ada.finish(NUMBER)
    day.ada.reopen(NUMBER)
    view = day.view
    assert (view.session.finalised_at, view.session.finalised_by) == (None, "")
    assert rules.counts(view.candidates).absent == PUPILS - 1
    assert day.journal()[-1] == ("Ada", "reopen", None)
    assert day.bob.arrive(NUMBER, day.ids[1:2]).done


# In the same second


def test_a_change_is_noticed_without_reading(day: Day) -> None:
    """By the version alone; what is not a change leaves it."""
    seen = day.bobs_list.view(NUMBER).version
    assert day.bobs_list.version() == seen
    day.ada.arrive(NUMBER, day.ids[:1])
    assert day.bobs_list.version() != seen
    assert day.bobs_list.version() == day.bobs_list.view(NUMBER).version


def test_of_many_threads_that_note_one_arrival_one_does(day: Day) -> None:
    """All others are told that it is noted already, and the journal has it once."""
    one = day.ids[0]
    told: list[Verdict] = []
    barrier = threading.Barrier(8)

    def note(service: int) -> None:
        barrier.wait()
        result = (day.ada if service % 2 else day.bob).arrive(NUMBER, [one])
        told.append(result.outcomes[0].verdict)

    threads = [threading.Thread(target=note, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(verdict.value for verdict in told) == ["already"] * 7 + ["done"]
    assert len(day.journal()) == 1


def test_three_processes_finish_remove_and_note_the_same_candidate(day: Day, path: Path) -> None:
    """Each is told what is true whoever came first, and what is kept agrees with all three."""
    first, one = day.ids[:2]
    _ended(day, [first])
    actions = ("finish", "remove", "arrive")
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _PROCESS, str(path), what, str(one)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for what in actions
    ]
    for process in running:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    said = {
        what: process.communicate()[0].strip()
        for what, process in zip(actions, running, strict=True)
    }
    view = day.view
    there = [candidate for candidate in view.candidates if candidate.id == one]
    done = {entry[1] for entry in day.journal()[3:]}
    if not there:
        # Removed first: an arrival found nobody, or a session already finished.
        assert said["remove"] == "done"
        assert said["arrive"] in {"UnknownCandidate", "gone", "SessionFinalised"}
    elif there[0].joined_at is not None:
        assert said["arrive"] == "done"
        assert said["remove"] == "CandidateHasJoined"
        assert said["finish"] == "UnfinishedCandidates"
    else:
        assert said == {
            "finish": "done",
            "remove": "SessionFinalised",
            "arrive": "SessionFinalised",
        }
    assert (view.session.finalised_at is not None) is (said["finish"] == "done")
    told = {"join" if what == "arrive" else what for what in actions if said[what] == "done"}
    assert done == told
