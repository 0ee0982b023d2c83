"""Each rule of the day at its edge: who may move, when time is over, who comes first."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import candidate, session

from certui.domain import day
from certui.domain.day import Counts, Move, Verdict
from certui.domain.models import (
    CandidateState,
    UnfinishedReason,
)

START = dt.datetime(2027, 2, 14, 14, 30, 20, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
MINUTE = dt.timedelta(minutes=1)
EXPECTED, ARRIVED, STARTED, ENDED, ABSENT = CandidateState
IN: dict[CandidateState, dict[str, Any]] = {
    EXPECTED: {},
    ARRIVED: {"joined_at": START},
    STARTED: {"joined_at": START, "started_at": START},
    ENDED: {"joined_at": START, "started_at": START, "ended_at": START + MINUTE},
    ABSENT: {"absent_at": START},
}


@pytest.mark.parametrize("stands", CandidateState)
def test_a_candidate_stands_where_their_instants_say(stands: CandidateState) -> None:
    """The latest of arrival, start and end; else absent or expected."""
    assert day.state(candidate(**IN[stands])) is stands


@pytest.mark.parametrize(
    ("move", "leaves", "settled"),
    [
        (Move.ARRIVE, {EXPECTED, ABSENT}, {ARRIVED, STARTED, ENDED}),
        (Move.UNDO_ARRIVAL, {ARRIVED}, {EXPECTED, ABSENT}),
        (Move.START, {ARRIVED}, {STARTED, ENDED}),
        (Move.UNDO_START, {STARTED}, {EXPECTED, ARRIVED, ABSENT}),
        (Move.END, {STARTED}, {ENDED}),
        (Move.UNDO_END, {ENDED}, {EXPECTED, ARRIVED, STARTED, ABSENT}),
        (Move.MARK_ABSENT, {EXPECTED}, {ABSENT}),
        (Move.UNDO_ABSENT, {ABSENT}, {EXPECTED, ARRIVED, STARTED, ENDED}),
    ],
)
def test_each_step_starts_from_some_states_and_is_settled_in_others(
    move: Move, leaves: set[CandidateState], settled: set[CandidateState]
) -> None:
    """Everywhere else it is refused; nobody at all is gone."""
    for stands in CandidateState:
        wanted = Verdict.ALREADY if stands in settled else Verdict.REFUSED
        wanted = Verdict.DONE if stands in leaves else wanted
        assert day.verdict(candidate(**IN[stands]), move) is wanted
    assert day.verdict(None, move) is Verdict.GONE


@pytest.mark.parametrize(
    ("zone", "midnight"),
    [
        ("Europe/Paris", dt.datetime(2027, 2, 13, 23, tzinfo=dt.UTC)),
        ("Indian/Reunion", dt.datetime(2027, 2, 13, 20, tzinfo=dt.UTC)),
        ("America/Martinique", dt.datetime(2027, 2, 14, 4, tzinfo=dt.UTC)),
    ],
)
def test_the_day_begins_at_midnight_at_the_centre(zone: str, midnight: dt.datetime) -> None:
    """A second before it is not the day; it stays so past the next midnight."""
    held = session(time_zone=zone)
    assert not day.is_of_the_day(held, midnight - SECOND)
    assert day.is_of_the_day(held, midnight)
    assert day.is_of_the_day(held, midnight + dt.timedelta(days=2))


def test_the_day_is_noted_on_the_day_and_put_right_on_any() -> None:
    """Before it only what puts mistakes right; finished, nothing."""
    eve = START - dt.timedelta(days=1)
    late = {Move.ARRIVE, Move.START, Move.END, Move.MARK_ABSENT}
    for move in Move:
        assert day.may_move(session(), move, START)
        assert day.may_move(session(), move, eve) is (move not in late)
        assert not day.may_move(session(finalised_at=START), move, START)


@pytest.mark.parametrize(
    ("percentage", "minutes", "seconds"),
    [(None, 105, 0), (1, 106, 3), (33, 139, 39), (99, 208, 57)],
)
def test_extra_time_is_counted_in_the_theoretical_end(
    percentage: int | None, minutes: int, seconds: int
) -> None:
    """105 minutes and the percent of them; the product leaves extra time out."""
    one = candidate(**IN[STARTED], extra_time_percentage=percentage)
    end = START + dt.timedelta(minutes=minutes, seconds=seconds)
    assert day.theoretical_end(one) == end
    assert not day.is_overtime(one, end - SECOND)
    assert day.is_overtime(one, end)


def test_minutes_left_are_those_between_the_hours_shown() -> None:
    """From 14:30:20 to 16:15:20: at 16:14 one minute, at 16:15 none, at 16:16 one too many."""
    one = candidate(**IN[STARTED])
    clock = START.replace(second=0)
    for minute, left in ((104, 1), (105, 0), (106, -1)):
        assert day.minutes_left(one, clock + minute * MINUTE) == left
        assert day.minutes_left(one, clock + minute * MINUTE + 59 * SECOND) == left


def test_a_clock_set_back_shows_no_more_than_the_whole_test() -> None:
    """An hour that comes twice gives nobody an hour more."""
    one = candidate(**IN[STARTED])
    assert day.minutes_left(one, START - dt.timedelta(hours=1)) == 105
    assert not day.is_overtime(one, START - dt.timedelta(hours=1))


def test_a_test_runs_through_the_clock_change() -> None:
    """105 minutes are 105 minutes, whatever the wall clock does meanwhile."""
    start = dt.datetime(2027, 3, 28, 0, 30, tzinfo=dt.UTC)
    one = candidate(joined_at=start, started_at=start)
    assert day.minutes_left(one, start + 60 * MINUTE) == 45


def test_only_a_running_test_has_minutes_left() -> None:
    """Neither one that has not begun, nor one that has ended, nor one given up."""
    given_up = candidate(**IN[STARTED], unfinished_reason=UnfinishedReason.ABANDONED)
    others = [candidate(**IN[stands]) for stands in (EXPECTED, ARRIVED, ENDED, ABSENT)]
    for one in (given_up, *others):
        assert not day.is_running(one)
        assert day.minutes_left(one, START) is None
        assert not day.is_overtime(one, START + dt.timedelta(days=1))
    assert day.theoretical_end(others[0]) is None


@given(st.timedeltas(dt.timedelta(-1), dt.timedelta(1)))
def test_the_clock_is_waited_for_to_its_next_minute(passed: dt.timedelta) -> None:
    """Never not at all, never more than a minute, and always to a whole one."""
    now = START + passed
    wait = day.next_minute(now)
    assert dt.timedelta() < wait <= MINUTE
    assert (now + wait).second == (now + wait).microsecond == 0


def test_overtime_comes_first_then_incidents_then_the_others_by_name() -> None:
    """An incident can wait once its candidate has ended or is absent."""
    calm = [candidate(n, **IN[stands]) for n, stands in enumerate(CandidateState, 1)]
    ended, absent = calm[3], calm[4]
    late = candidate(6, joined_at=START, started_at=START - dt.timedelta(hours=2))
    watched = candidate(7, **IN[ARRIVED])
    everyone = [*calm, watched, late]
    reported = frozenset({watched.id, ended.id, absent.id})
    shown = day.ordered(everyone, reported, START)
    assert day.attention(calm[0], START, reported=False) == 2
    assert [one.id for one in shown] == [6, 7, 1, 2, 3, 4, 5]


def test_the_counters_count_each_candidate_where_they_stand() -> None:
    """Present are all who came; who gave up is no longer running."""
    everyone = [candidate(**IN[stands]) for stands in CandidateState]
    everyone.append(candidate(**IN[STARTED], unfinished_reason=UnfinishedReason.TECHNICAL))
    assert day.counts(everyone) == Counts(
        total=6, present=4, started=1, ended=1, unfinished=1, absent=1
    )


def test_a_session_waits_for_those_who_came_and_have_not_ended() -> None:
    """Unless they have a reason; who never came needs none."""
    for stands, waits in ((EXPECTED, 0), (ARRIVED, 1), (STARTED, 1), (ENDED, 0), (ABSENT, 0)):
        one = candidate(**IN[stands])
        assert day.unexplained([one]) == [one][:waits]
        assert day.may_have_reason(one) is bool(waits)
        given = candidate(**IN[stands], unfinished_reason=UnfinishedReason.TECHNICAL)
        assert not day.unexplained([given])
        assert day.nobody_started([one]) is (stands not in {STARTED, ENDED})


def test_those_wait_who_have_arrived_and_not_begun() -> None:
    """In the order given; nobody else's test can begin."""
    everybody = [candidate(at, **IN[state]) for at, state in enumerate(CandidateState)]
    assert [day.state(one) for one in day.waiting(everybody)] == [ARRIVED]
