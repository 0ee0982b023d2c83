"""Candidates and what they need, as they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from certui.domain.models import Candidate


class CandidateReading(Protocol):
    """Questions about candidates."""

    def candidates(self, number: int) -> list[Candidate]:
        """A session's candidates, by last name then first name, accents ignored."""
        ...

    def candidate(self, number: int, candidate_id: int) -> Candidate:
        """One candidate.

        Raises:
            certui.errors.UnknownCandidate: not in this session.
        """
        ...

    def enrolled(self, number: int) -> frozenset[int]:
        """The ids of the pupils who are candidates of a session."""
        ...


class CandidateWriting(CandidateReading, Protocol):
    """Changes to candidates, before the day."""

    def add_candidates(
        self, number: int, pupil_ids: Sequence[int], *, op_id: str, who: str, at: dt.datetime
    ) -> int:
        """Enrol active pupils; those already in the session are left alone.

        Returns:
            How many became candidates.
        """
        ...

    def enabled_count(self, pupil_ids: Collection[int]) -> int:
        """How many of these pupils are active."""
        ...

    def restore_candidate(self, candidate: Candidate, *, op_id: str) -> bool:
        """Put back a removed candidate as they were; False when the pupil is back already.

        Raises:
            certui.errors.UnknownPupils: the pupil was erased meanwhile.
        """
        ...

    def remove_candidates(self, number: int, candidate_ids: Collection[int]) -> int:
        """Remove those of a session who have neither joined nor an incident.

        In one statement (F2), while the session is not finalised; returns how many.
        """
        ...

    def set_extra_time(
        self, number: int, candidate_ids: Collection[int], percentage: int | None
    ) -> int:
        """Set the extra time of candidates of a session that is not finalised.

        In one statement; returns how many candidates have it now.
        """
        ...

    def set_accessibility(
        self, number: int, candidate_ids: Collection[int], *, needed: bool
    ) -> int:
        """Set whether candidates need an accessible test, for those who have not joined.

        In one statement, while the session is not finalised; returns how many it was set for.
        """
        ...
