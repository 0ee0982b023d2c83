"""Pure decisions on the day of a session: who stands where, who may move, who needs attention.

Sources: issue 6 for the states; the product for the length of a test and for finishing
(pix-certif §1.7 and §6), but for extra time, which the product leaves out of the theoretical end.
"""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from certui.domain import rules
from certui.domain.models import CandidateState
from certui.late import late

if TYPE_CHECKING:
    import zoneinfo
    from collections.abc import Iterable, Sequence

    from certui.domain.models import Candidate, ExamSession
else:
    zoneinfo = late("zoneinfo")

DURATION: Final = dt.timedelta(minutes=105)
INSTANTS: Final = ("joined_at", "started_at", "ended_at", "absent_at")
"""The fields of a candidate that say when they took their steps."""
MARKS: Final = (*INSTANTS, "unfinished_reason")
"""The fields of a candidate that the day changes."""
_MINUTE: Final = dt.timedelta(minutes=1)
_WHOLE: Final = 100


class Move(enum.Enum):
    """A step of a candidate from one state to another."""

    ARRIVE = "arrive"
    UNDO_ARRIVAL = "undo_arrival"
    START = "start"
    UNDO_START = "undo_start"
    END = "end"
    UNDO_END = "undo_end"
    MARK_ABSENT = "mark_absent"
    UNDO_ABSENT = "undo_absent"


class Verdict(enum.Enum):
    """What became of a step for one candidate."""

    DONE = "done"
    ALREADY = "already"
    REFUSED = "refused"
    GONE = "gone"


_EXPECTED, _ARRIVED, _STARTED, _ENDED, _ABSENT = CandidateState
# For each step: the states it starts from, and those in which there is nothing left to do.
_STEPS: Final[dict[Move, tuple[frozenset[CandidateState], frozenset[CandidateState]]]] = {
    # Who was marked absent and comes late has arrived.
    Move.ARRIVE: (frozenset({_EXPECTED, _ABSENT}), frozenset({_ARRIVED, _STARTED, _ENDED})),
    Move.UNDO_ARRIVAL: (frozenset({_ARRIVED}), frozenset({_EXPECTED, _ABSENT})),
    Move.START: (frozenset({_ARRIVED}), frozenset({_STARTED, _ENDED})),
    Move.UNDO_START: (frozenset({_STARTED}), frozenset({_EXPECTED, _ARRIVED, _ABSENT})),
    Move.END: (frozenset({_STARTED}), frozenset({_ENDED})),
    Move.UNDO_END: (frozenset({_ENDED}), frozenset({_EXPECTED, _ARRIVED, _STARTED, _ABSENT})),
    Move.MARK_ABSENT: (frozenset({_EXPECTED}), frozenset({_ABSENT})),
    Move.UNDO_ABSENT: (
        frozenset({_ABSENT}),
        frozenset({_EXPECTED, _ARRIVED, _STARTED, _ENDED}),
    ),
}
# What is wrong is put right on any day: a slip must lock nobody until then.
_OF_THE_DAY: Final = frozenset({Move.ARRIVE, Move.START, Move.END, Move.MARK_ABSENT})


@dataclass(frozen=True, slots=True)
class Counts:
    """How many candidates stand where.

    Attributes:
        total: all of them.
        present: those who arrived, whatever came after.
        started: those whose test is running.
        ended: those whose test has ended.
        unfinished: those who will not finish, for a reason that was given.
        absent: those marked absent.
    """

    total: int
    present: int
    started: int
    ended: int
    unfinished: int
    absent: int


def state(candidate: Candidate) -> CandidateState:
    """Where a candidate stands."""
    if candidate.ended_at is not None:
        return _ENDED
    if candidate.started_at is not None:
        return _STARTED
    if candidate.joined_at is not None:
        return _ARRIVED
    return _EXPECTED if candidate.absent_at is None else _ABSENT


def verdict(candidate: Candidate | None, move: Move) -> Verdict:
    """What a step would do to a candidate; None is one who is not in the session any more."""
    if candidate is None:
        return Verdict.GONE
    leaves, settled = _STEPS[move]
    stands = state(candidate)
    if stands in leaves:
        return Verdict.DONE
    return Verdict.ALREADY if stands in settled else Verdict.REFUSED


def is_of_the_day(session: ExamSession, now: dt.datetime) -> bool:
    """Whether it is the session's day at the centre, or later, or the session has begun.

    Args:
        session: any.
        now: aware.
    """
    today = now.astimezone(zoneinfo.ZoneInfo(session.time_zone)).date()
    return today >= session.date or rules.has_begun(session, now)


def may_move(session: ExamSession, move: Move, now: dt.datetime) -> bool:
    """Whether the session's own state allows a step at ``now`` (aware), whoever takes it."""
    if session.finalised_at is not None:
        return False
    return move not in _OF_THE_DAY or is_of_the_day(session, now)


# The clock of a test


def is_running(candidate: Candidate) -> bool:
    """Whether a test has begun, has not ended, and is not given up."""
    return state(candidate) is _STARTED and candidate.unfinished_reason is None


def theoretical_end(candidate: Candidate) -> dt.datetime | None:
    """When a test should end: 105 minutes and the extra time after it began; None before."""
    if candidate.started_at is None:
        return None
    return candidate.started_at + whole_time(candidate)


def whole_time(candidate: Candidate) -> dt.timedelta:
    """How long a candidate's test lasts: 105 minutes and the extra time."""
    return DURATION * (_WHOLE + (candidate.extra_time_percentage or 0)) / _WHOLE


def minutes_left(candidate: Candidate, now: dt.datetime) -> int | None:
    """Minutes from the clock's to the theoretical end's, as both are shown; less than 0 when over.

    A clock that was set back shows no more than the whole test.

    Args:
        candidate: any.
        now: aware.

    Returns:
        None unless the test is running.
    """
    start = candidate.started_at
    if start is None or not is_running(candidate):
        return None
    return (_minute(start + whole_time(candidate)) - _minute(max(now, start))) // _MINUTE


def is_overtime(candidate: Candidate, now: dt.datetime) -> bool:
    """Whether a test is still running at ``now`` (aware) and should have ended."""
    end = theoretical_end(candidate)
    return end is not None and is_running(candidate) and now >= end


def next_minute(now: dt.datetime) -> dt.timedelta:
    """How long until the clock shows another minute; more than nothing, at most a minute."""
    return _minute(now) + _MINUTE - now


def _minute(instant: dt.datetime) -> dt.datetime:
    return instant.replace(second=0, microsecond=0)


# Who comes first


def attention(candidate: Candidate, now: dt.datetime, *, reported: bool) -> int:
    """How soon a candidate must be looked at, 0 first: overtime, then an incident, then the rest.

    Args:
        candidate: any.
        now: aware.
        reported: whether an incident was reported on them; once their test has ended, or when
            they are absent, it can wait.
    """
    if is_overtime(candidate, now):
        return 0
    return 1 if reported and state(candidate) not in {_ENDED, _ABSENT} else 2


def ordered(
    candidates: Sequence[Candidate], reported: frozenset[int], now: dt.datetime
) -> list[Candidate]:
    """The candidates, those who need attention first; among equals in the order given.

    Args:
        candidates: of one session, by name.
        reported: ids of those on whom an incident was reported.
        now: aware.
    """
    return sorted(candidates, key=lambda one: attention(one, now, reported=one.id in reported))


def counts(candidates: Iterable[Candidate]) -> Counts:
    """How many candidates stand where."""
    everyone = list(candidates)
    states = [state(one) for one in everyone]
    return Counts(
        total=len(everyone),
        present=sum(one.joined_at is not None for one in everyone),
        started=sum(map(is_running, everyone)),
        ended=states.count(_ENDED),
        unfinished=sum(one.unfinished_reason is not None for one in everyone),
        absent=states.count(_ABSENT),
    )


# Finishing


def may_have_reason(candidate: Candidate) -> bool:
    """Whether a candidate came and has not ended: they need a reason when the session ends."""
    return state(candidate) in {_ARRIVED, _STARTED}


def unexplained(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those who came, have not ended, and have no reason: the session waits for them."""
    return [one for one in candidates if may_have_reason(one) and one.unfinished_reason is None]


def waiting(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those who have arrived and whose test can begin."""
    return [one for one in candidates if verdict(one, Move.START) is Verdict.DONE]


def nobody_started(candidates: Iterable[Candidate]) -> bool:
    """Whether no test has begun: such a session is not finished, it is deleted (product)."""
    return all(one.started_at is None for one in candidates)
