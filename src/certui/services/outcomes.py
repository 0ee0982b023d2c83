"""What became of what was done on the day of a session, candidate by candidate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from certui.domain.day import Move, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from certui.domain.models import Candidate, Incident, UnfinishedReason
    from certui.services.ports.store import Reading


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an action for one candidate.

    Attributes:
        candidate_id: whom it was asked for.
        verdict: what became of it.
        before: the candidate as they stood; None when they are not in the session any more.
        after: the same once done; None when nothing was done.
    """

    candidate_id: int
    verdict: Verdict
    before: Candidate | None
    after: Candidate | None = None


@dataclass(frozen=True, slots=True)
class Acted:
    """What an action did, candidate by candidate.

    Attributes:
        number: the session.
        what: the step, or the reason that was given.
        outcomes: one for each candidate it was asked for, in the order of the names.
    """

    number: int
    what: Move | UnfinishedReason
    outcomes: tuple[Outcome, ...]

    @property
    def done(self) -> tuple[Outcome, ...]:
        """Those for whom something was done."""
        return tuple(one for one in self.outcomes if one.verdict is Verdict.DONE)


@dataclass(frozen=True, slots=True)
class Reported:
    """An incident that was reported.

    Attributes:
        number: the session.
        incident: as it is kept.
        candidate: whom it concerns; None for the session.
    """

    number: int
    incident: Incident
    candidate: Candidate | None


@dataclass(frozen=True, slots=True)
class Finished:
    """A session that was finished.

    Attributes:
        number: the session.
        ended: how many tests have ended.
        unfinished: how many candidates did not finish, for a reason.
        absent: how many are absent.
    """

    number: int
    ended: int
    unfinished: int
    absent: int


def by_id(candidates: Iterable[Candidate]) -> dict[int, Candidate]:
    """Candidates by their ids, in their order."""
    return {one.id: one for one in candidates}


def acted(
    work: Reading,
    number: int,
    what: Move | UnfinishedReason,
    facts: tuple[dict[int, Candidate], Collection[int], frozenset[int]],
    verdict: Callable[[Candidate], Verdict],
) -> Acted:
    """What an action did.

    Args:
        work: where the candidates stand as it left them.
        number: the session.
        what: the step, or the reason that was given.
        facts: the candidates before it, for whom it was asked, and the ids of those it changed.
        verdict: what became of it for one whom it did not change.
    """
    before, asked, changed = facts
    after = by_id(work.candidates(number)) if changed else {}
    wanted = set(asked)
    outcomes = [
        Outcome(one.id, Verdict.DONE, one, after[one.id])
        if one.id in changed
        else Outcome(one.id, verdict(one), one)
        for one in before.values()
        if one.id in wanted
    ]
    gone = sorted(wanted - before.keys())
    return Acted(number, what, (*outcomes, *(Outcome(one, Verdict.GONE, None) for one in gone)))
