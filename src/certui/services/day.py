"""The day of a session: arrivals, starts, ends, absences, incidents; finishing and reopening."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from certui import errors
from certui.domain import day, rules
from certui.domain.day import Move, Verdict
from certui.domain.models import Action, JournalEntry, SessionState
from certui.domain.text import clean
from certui.domain.undoing import UndoPart
from certui.services import ledger
from certui.services.outcomes import Acted, Finished, Reported, acted, by_id

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable

    from certui.domain.models import (
        Candidate,
        ExamSession,
        Incident,
        IncidentCategory,
        UnfinishedReason,
    )
    from certui.services.ports.clock import Clock
    from certui.services.ports.store import Store, Writing

MOST_WORDS: Final = 500
"""The most characters of an incident's words."""

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


@dataclass(frozen=True, slots=True)
class DayView:
    """A session as those see it who hold it.

    Attributes:
        session: the session.
        state: where it stood when it was read.
        candidates: by last name, then first name.
        incidents: in the order of the reports.
        version: of the store before it was read, for :meth:`SupervisionService.changed`.
    """

    session: ExamSession
    state: SessionState
    candidates: tuple[Candidate, ...]
    incidents: tuple[Incident, ...]
    version: int


class SupervisionService:
    """Holds a session, together with all others who hold it.

    Each action is one transaction; what it cannot do for one candidate it says of that one, and
    does for the others.

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

    def now(self) -> dt.datetime:
        """The present instant, aware."""
        return self._clock()

    def view(self, number: int) -> DayView:
        """A session with its candidates and its incidents.

        Raises:
            certui.errors.UnknownSession: no such number.
        """
        # Before the view: what is committed in between is read twice rather than never.
        version = self._store.version()
        now = self._clock()
        with self._store.reading() as reading:
            session = reading.session(number)
            return DayView(
                session=session,
                state=rules.state(session, now),
                candidates=tuple(reading.candidates(number)),
                incidents=tuple(reading.incidents(number)),
                version=version,
            )

    def version(self) -> int:
        """Changes whenever anybody has committed a change; reads nothing of what is kept."""
        return self._store.version()

    def changed(self, since: int) -> bool:
        """Whether anybody has committed anything since a view of this version; reads nothing."""
        return self.version() != since

    # Steps

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
            _check_open(work.session(number))
            before = by_id(work.candidates(number))
            changed = work.give_reason(number, candidate_ids, reason)
            self._record(work, number, changed, Action.GIVE_REASON, now)
            done = acted(work, number, reason, (before, candidate_ids, changed), verdict)
            self._keep(work, done, Action.GIVE_REASON, now)
            return done

    # Incidents

    def report_incident(
        self, number: int, candidate_id: int | None, category: IncidentCategory, text: str
    ) -> Reported:
        """Report what went wrong, for a candidate or for the session as a whole.

        Raises:
            certui.errors.UnknownSession: no such number.
            certui.errors.SessionFinalised: the session is read-only.
            certui.errors.UnknownCandidate: not, or no longer, in the session.
            certui.errors.IncidentTooLong: more than :data:`MOST_WORDS`.
        """
        words = clean(text)
        if len(words) > MOST_WORDS:
            raise errors.IncidentTooLong(most=MOST_WORDS)
        with self._store.writing() as work:
            now = self._clock()
            _check_open(work.session(number))
            whom = None if candidate_id is None else work.candidate(number, candidate_id)
            kept = work.report_incident(
                number, candidate_id, category=category, text=words, who=self._who, at=now
            )
            whose = [] if whom is None else [whom.id]
            self._record(work, number, whose or [None], Action.REPORT_INCIDENT, now)
            entry = self._entry(number, Action.REPORT_INCIDENT, now)
            parts = [] if whom is None else [UndoPart(whom.pupil_id, whom.id)]
            ledger.keep(work, entry, number, parts=parts, facts={"incident": kept}, count=1)
            (incident,) = (one for one in work.incidents(number) if one.id == kept)
        return Reported(number, incident, whom)

    # Finishing

    def finish(self, number: int) -> Finished:
        """Make a session read-only; who never came is absent.

        Raises:
            certui.errors.UnknownSession: no such number.
            certui.errors.SessionFinalised: it is finished already.
            certui.errors.NobodyStarted: no test has begun.
            certui.errors.UnfinishedCandidates: some came, have not ended, and have no reason.
        """
        with self._store.writing() as work:
            now = self._clock()
            _check_open(work.session(number))
            candidates = work.candidates(number)
            if day.nobody_started(candidates):
                raise errors.NobodyStarted(number=number)
            if left := day.unexplained(candidates):
                raise errors.UnfinishedCandidates(number=number, count=len(left))
            absent = work.mark_expected_absent(number, now)
            work.finalise_session(number, now, who=self._who)
            work.record(self._entry(number, Action.FINISH, now, skipped=absent))
            counts = day.counts(work.candidates(number))
        return Finished(number, counts.ended, counts.unfinished, counts.absent)

    def reopen(self, number: int) -> None:
        """Let a finished session change again; the journal keeps who did, and when.

        Raises:
            certui.errors.UnknownSession: no such number.
            certui.errors.NotAdministrator: the person at the keyboard may not.
            certui.errors.NotFinalised: it is not finished.
        """
        with self._store.writing() as work:
            work.session(number)
            if not self.administrator:
                raise errors.NotAdministrator(number=number)
            if not work.reopen_session(number):
                raise errors.NotFinalised(number=number)
            work.record(self._entry(number, Action.REOPEN, self._clock()))

    # The parts

    def _move(self, number: int, candidate_ids: Collection[int] | None, move: Move) -> Acted:
        """Take a step for some candidates; for all who can take it when None."""
        with self._store.writing() as work:
            now = self._clock()
            session = work.session(number)
            _check_open(session)
            if not day.may_move(session, move, now):
                raise errors.NotTheDay(number=number, date=session.date)
            before = by_id(work.candidates(number))
            if candidate_ids is None:
                everyone = before.values()
                able = [one.id for one in everyone if day.verdict(one, move) is Verdict.DONE]
                candidate_ids = able
            changed = work.move_candidates(number, candidate_ids, move, now)
            self._record(work, number, changed, _ACTIONS[move], now)
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

    def _record(
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


def _check_open(session: ExamSession) -> None:
    if session.finalised_at is not None:
        raise errors.SessionFinalised(number=session.number)
