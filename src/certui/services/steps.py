"""The steps of candidates on the day: arrivals, starts, ends, absences, reasons."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Final

from certui import errors
from certui.domain import day
from certui.domain.day import Move, Verdict
from certui.domain.models import Action, JournalEntry
from certui.domain.undoing import UndoPart
from certui.services import ledger
from certui.services.outcomes import Acted, acted, by_id

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable

    from certui.domain.models import Candidate, ExamSession, UnfinishedReason
    from certui.services.ports.clock import Clock
    from certui.services.ports.store import Store, Writing

# What the journal calls each step.
_ACTIONS: Final = {
    Move.ARRIVE: Action.JOIN,
    Move.UNDO_ARRIVAL: Action.UNDO_JOIN,
    Move.START: Action.START,
    Move.UNDO_START: Action.UNDO_START,
    Move.END: Action.END,
    Move.UNDO_END: Action.UNDO_END,
    Move.MARK_ABSENT: Action.MARK_ABSENT,
    Move.UNDO_ABSENT: Action.UNDO_ABSENT,
}


class StepService:
    """Notes steps: each call in one transaction, for those who can take them.

    What it cannot do for one candidate it says of that one, and does for the others.

    Args:
        store: where candidates are kept.
        clock: the present instant, aware.
        who: the person at the keyboard, for attribution.
        administrator: whether that person may reopen a session.
    """

    def __init__(
        self, store: Store, clock: Clock, who: str, *, administrator: bool = False
    ) -> None:
        self._store = store
        self._clock = clock
        self._who = who
        self.administrator = administrator

    def arrive(self, number: int, candidate_ids: Collection[int]) -> Acted:
        """Note arrivals, late ones of those marked absent too, from midnight of the day on.

        Raises:
            certui.errors.UnknownSession: no such number; as all steps do.
            certui.errors.SessionFinalised: the session is read-only; as all steps do.
            certui.errors.NotTheDay: the session's day has not come.
        """
        return self._move(number, candidate_ids, Move.ARRIVE)

    def undo_arrival(self, number: int, candidate_ids: Collection[int]) -> Acted:
        """Note that candidates had not arrived, while their test has not begun, on any day."""
        return self._move(number, candidate_ids, Move.UNDO_ARRIVAL)

    def start(self, number: int, candidate_ids: Collection[int]) -> Acted:
        """Note that tests begin.

        Raises:
            certui.errors.NotTheDay: the session's day has not come.
        """
        return self._move(number, candidate_ids, Move.START)

    def start_all_arrived(self, number: int) -> Acted:
        """Note that the tests of all who have arrived begin, at one instant.

        Raises:
            certui.errors.NotTheDay: the session's day has not come.
        """
        return self._move(number, None, Move.START)

    def end(self, number: int, candidate_ids: Collection[int]) -> Acted:
        """Note that tests have ended; a reason not to finish falls away.

        Raises:
            certui.errors.NotTheDay: the session's day has not come.
        """
        return self._move(number, candidate_ids, Move.END)

    def resume(self, number: int, candidate_ids: Collection[int]) -> Acted:
        """Let tests that were ended go on."""
        return self._move(number, candidate_ids, Move.UNDO_END)

    def mark_absent(self, number: int, candidate_ids: Collection[int]) -> Acted:
        """Note absences.

        Raises:
            certui.errors.NotTheDay: the session's day has not come.
        """
        return self._move(number, candidate_ids, Move.MARK_ABSENT)

    def undo_absent(self, number: int, candidate_ids: Collection[int]) -> Acted:
        """Expect candidates again who were marked absent."""
        return self._move(number, candidate_ids, Move.UNDO_ABSENT)

    def give_reason(
        self, number: int, candidate_ids: Collection[int], reason: UnfinishedReason
    ) -> Acted:
        """Say why candidates who came do not finish."""

        def verdict(candidate: Candidate) -> Verdict:
            if candidate.unfinished_reason is reason:
                return Verdict.ALREADY
            return Verdict.DONE if day.may_have_reason(candidate) else Verdict.REFUSED

        with self._store.writing() as work:
            now = self._clock()
            check_open(work.session(number))
            before = by_id(work.candidates(number))
            changed = work.give_reason(number, candidate_ids, reason)
            self._note(work, number, changed, Action.GIVE_REASON, now)
            done = acted(work, number, reason, (before, candidate_ids, changed), verdict)
            self._keep(work, done, Action.GIVE_REASON, now)
            return done

    # The parts

    def _move(self, number: int, candidate_ids: Collection[int] | None, move: Move) -> Acted:
        """Take a step for some candidates; for all who can take it when None."""
        with self._store.writing() as work:
            now = self._clock()
            session = work.session(number)
            check_open(session)
            if not day.may_move(session, move, now):
                raise errors.NotTheDay(number=number, date=session.date)
            before = by_id(work.candidates(number))
            if candidate_ids is None:
                everyone = before.values()
                able = [one.id for one in everyone if day.verdict(one, move) is Verdict.DONE]
                candidate_ids = able
            changed = work.move_candidates(number, candidate_ids, move, now)
            self._note(work, number, changed, _ACTIONS[move], now)
            done = acted(
                work,
                number,
                move,
                (before, candidate_ids, changed),
                lambda one: day.verdict(one, move),
            )
            self._keep(work, done, _ACTIONS[move], now)
            return done

    def _keep(self, work: Writing, acted: Acted, action: Action, at: dt.datetime) -> None:
        """Keep what undoing it needs; nothing where nothing was done."""
        parts = [
            UndoPart(
                one.before.pupil_id,
                one.candidate_id,
                {"before": ledger.day_of(one.before), "after": ledger.day_of(one.after)},
            )
            for one in acted.done
            if one.before and one.after
        ]
        if parts:
            ledger.keep(work, self._entry(acted.number, action, at), acted.number, parts=parts)

    def _note(
        self,
        work: Writing,
        number: int,
        candidate_ids: Iterable[int | None],
        action: Action,
        at: dt.datetime,
    ) -> None:
        """One entry a candidate: who noted what of whom can be read in the journal."""
        for candidate_id in candidate_ids:
            work.record(self._entry(number, action, at, candidate_id=candidate_id))

    def _entry(
        self,
        number: int,
        action: Action,
        at: dt.datetime,
        *,
        candidate_id: int | None = None,
        skipped: int = 0,
    ) -> JournalEntry:
        return JournalEntry(
            op_id=uuid.uuid4().hex,
            at=at,
            who=self._who,
            action=action,
            session_number=number,
            done=1,
            skipped=skipped,
            candidate_id=candidate_id,
        )


def check_open(session: ExamSession) -> None:
    """Refuse what a finished session allows no more.

    Raises:
        certui.errors.SessionFinalised: it is read-only.
    """
    if session.finalised_at is not None:
        raise errors.SessionFinalised(number=session.number)
