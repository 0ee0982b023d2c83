"""The day of a session: arrivals, starts, ends, absences, incidents; finishing and reopening."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui import errors
from certui.domain import day
from certui.domain.models import Action
from certui.domain.text import clean
from certui.domain.undoing import UndoPart
from certui.services import ledger
from certui.services.outcomes import Finished, Reported
from certui.services.steps import StepService, check_open

if TYPE_CHECKING:
    import datetime as dt

    from certui.domain.models import IncidentCategory

MOST_WORDS: Final = 500
"""The most characters of an incident's words."""


class DayService(StepService):
    """Holds a session, together with all others who hold it: sees it, reports, finishes.

    Each action is one transaction; what it cannot do for one candidate it says of that one, and
    does for the others.

    Args:
        store: where candidates are kept.
        clock: the present instant, aware.
        who: the person at the keyboard, for attribution.
        administrator: whether that person may reopen a session.
    """

    def now(self) -> dt.datetime:
        """The present instant, aware."""
        return self._clock()

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
            check_open(work.session(number))
            whom = None if candidate_id is None else work.candidate(number, candidate_id)
            kept = work.report_incident(
                number, candidate_id, category=category, text=words, who=self._who, at=now
            )
            whose = [] if whom is None else [whom.id]
            self._note(work, number, whose or [None], Action.REPORT_INCIDENT, now)
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
            check_open(work.session(number))
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
