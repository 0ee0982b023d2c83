"""The day of a session, as it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from certui.domain.day import Move
    from certui.domain.models import Candidate, Incident, IncidentCategory, UnfinishedReason


class DayReading(Protocol):
    """Questions about the day."""

    def incidents(self, number: int) -> list[Incident]:
        """What was reported in a session, in the order of the reports."""
        ...


class DayWriting(DayReading, Protocol):
    """Changes on the day."""

    def finalise_session(self, number: int, at: dt.datetime, *, who: str = "") -> bool:
        """Make a session read-only; False when it is already."""
        ...

    def reopen_session(self, number: int) -> bool:
        """Let a finished session change again; False when it is not finished."""
        ...

    def move_candidates(
        self, number: int, candidate_ids: Collection[int], move: Move, at: dt.datetime
    ) -> frozenset[int]:
        """Let candidates take a step, those who can, in one statement (F2).

        An instant that the clock gives before the one it follows is moved to that one: a test
        never ends before it began.

        Returns:
            The ids of those who took it; none once the session is finished.
        """
        ...

    def mark_expected_absent(self, number: int, at: dt.datetime) -> int:
        """Mark absent all who neither arrived nor are absent; returns how many."""
        ...

    def give_reason(
        self, number: int, candidate_ids: Collection[int], reason: UnfinishedReason
    ) -> frozenset[int]:
        """Say why candidates who came do not finish, in one statement; the ids of those changed."""
        ...

    def put_back(self, now: Candidate, before: Candidate) -> bool:
        """Give a candidate the instants and the reason they had before, in one statement.

        Args:
            now: the candidate as they must stand still.
            before: the same candidate as they are to stand again.

        Returns:
            False when somebody changed them meanwhile, removed them, or finished the session.
        """
        ...

    def report_incident(
        self,
        number: int,
        candidate_id: int | None,
        *,
        category: IncidentCategory,
        text: str,
        who: str,
        at: dt.datetime,
    ) -> int:
        """Keep a report, unless the session is finished or the candidate is not in it.

        Returns:
            Its id; 0 when it was not kept.
        """
        ...

    def withdraw_incident(self, number: int, incident_id: int) -> bool:
        """Take back a report while the session is not finished; False when it is not there."""
        ...
