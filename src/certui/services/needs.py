"""What candidates need: extra time, an accessible test.

Both say something of a pupil's health: a value is written where it is used and nowhere else, never
in the journal, a log, an error or a ``repr``.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from certui import errors
from certui.domain.drafts import MOST_EXTRA_TIME
from certui.domain.models import Action, JournalEntry

if TYPE_CHECKING:
    from collections.abc import Collection

    from certui.domain.models import Candidate
    from certui.services.ports import Clock, Store, Writing


@dataclass(frozen=True, slots=True)
class ExtraTimeSet:
    """Extra time as it was set, to undo it.

    Attributes:
        number: the session.
        percentage: what the candidates have now.
        earlier: what each had before, by candidate id.
    """

    number: int
    percentage: int | None = field(repr=False)
    earlier: dict[int, int | None] = field(repr=False)

    @property
    def count(self) -> int:
        """How many candidates."""
        return len(self.earlier)


@dataclass(frozen=True, slots=True)
class AccessibilitySet:
    """Accessibility needs as they were set, to undo it.

    Attributes:
        number: the session.
        needed: what the candidates have now.
        earlier: what each had before, by candidate id.
    """

    number: int
    needed: bool = field(repr=False)
    earlier: dict[int, bool] = field(repr=False)

    @property
    def count(self) -> int:
        """How many candidates."""
        return len(self.earlier)


class CandidateNeeds:
    """Sets what candidates need, for all those asked or for none, and undoes it.

    Args:
        store: where candidates are kept.
        clock: the present instant, aware.
        who: the person at the keyboard, for attribution.
    """

    def __init__(self, store: Store, clock: Clock, who: str) -> None:
        self._store = store
        self._clock = clock
        self._who = who

    def set_extra_time(
        self, number: int, candidate_ids: Collection[int], percentage: int | None
    ) -> ExtraTimeSet:
        """Set extra time, before the session or on the day (the product's C2).

        Args:
            number: the session.
            candidate_ids: its candidates.
            percentage: from 1 to 99; None for none.

        Raises:
            certui.errors.InvalidExtraTime: another percentage.
            certui.errors.NothingChosen: no candidate.
            certui.errors.UnknownSession: no such number.
            certui.errors.UnknownCandidate: one of them is not, or no longer, in the session.
            certui.errors.SessionFinalised: the session is read-only.
        """
        if percentage is not None and not 1 <= percentage <= MOST_EXTRA_TIME:
            raise errors.InvalidExtraTime
        with self._store.writing() as work:
            chosen = _chosen(work, number, candidate_ids)
            earlier = {one.id: one.extra_time_percentage for one in chosen}
            work.set_extra_time(number, earlier, percentage)
            work.record(self._entry(Action.SET_EXTRA_TIME, number, earlier))
        return ExtraTimeSet(number, percentage, earlier)

    def set_extra_time_by_ine(self, number: int, ine: str, percentage: int | None) -> ExtraTimeSet:
        """Set the extra time of the candidate of this INE, as the shell does.

        Raises:
            certui.errors.NotEnrolled: nobody of this INE in the session.
        """
        with self._store.reading() as reading:
            reading.session(number)
            found = [one.id for one in reading.candidates(number) if one.person.ine == ine]
        if not found:
            raise errors.NotEnrolled(ine=ine, number=number)
        return self.set_extra_time(number, found, percentage)

    def set_accessibility(
        self, number: int, candidate_ids: Collection[int], *, needed: bool
    ) -> AccessibilitySet:
        """Set whether candidates need an accessible test, before they join (pix-certif §2.9).

        Raises:
            certui.errors.NothingChosen: no candidate.
            certui.errors.UnknownSession: no such number.
            certui.errors.UnknownCandidate: one of them is not, or no longer, in the session.
            certui.errors.AccessibilitySettled: some of them have joined.
            certui.errors.SessionFinalised: the session is read-only.
        """
        with self._store.writing() as work:
            chosen = _chosen(work, number, candidate_ids)
            earlier = {one.id: one.accessibility for one in chosen}
            _set_accessibility(work, number, chosen, needed=needed)
            work.record(self._entry(Action.SET_ACCESSIBILITY, number, earlier))
        return AccessibilitySet(number, needed, earlier)

    def undo(self, done: ExtraTimeSet | AccessibilitySet) -> int:
        """Give the candidates back what they had; those whom somebody else has set since keep it.

        Returns:
            How many candidates.

        Raises:
            certui.errors.NothingToUndo: others have set them all since, or removed them.
            certui.errors.AccessibilitySettled: some of them have joined.
            certui.errors.SessionFinalised: the session is read-only.
        """
        with self._store.writing() as work:
            _check_open(work, done.number)
            present = [one for one in work.candidates(done.number) if one.id in done.earlier]
            if isinstance(done, ExtraTimeSet):
                kept = _undo_extra_time(work, done, present)
                action = Action.UNDO_EXTRA_TIME
            else:
                kept = _undo_accessibility(work, done, present)
                action = Action.UNDO_ACCESSIBILITY
            if not kept:
                raise errors.NothingToUndo
            work.record(self._entry(action, done.number, kept))
        return len(kept)

    def _entry(self, action: Action, number: int, ids: Collection[int]) -> JournalEntry:
        return JournalEntry(
            op_id=uuid.uuid4().hex,
            at=self._clock(),
            who=self._who,
            action=action,
            session_number=number,
            done=len(ids),
            candidate_id=next(iter(ids)) if len(ids) == 1 else None,
        )


def _chosen(work: Writing, number: int, candidate_ids: Collection[int]) -> list[Candidate]:
    wanted = set(candidate_ids)
    if not wanted:
        raise errors.NothingChosen
    _check_open(work, number)
    found = [one for one in work.candidates(number) if one.id in wanted]
    if len(found) < len(wanted):
        raise errors.UnknownCandidate(number=number)
    return found


def _check_open(work: Writing, number: int) -> None:
    if work.session(number).finalised_at is not None:
        raise errors.SessionFinalised(number=number)


def _set_accessibility(
    work: Writing, number: int, candidates: Collection[Candidate], *, needed: bool
) -> None:
    ids = [one.id for one in candidates]
    settled = len(ids) - work.set_accessibility(number, ids, needed=needed)
    if settled:
        raise errors.AccessibilitySettled(count=settled)


def _undo_extra_time(
    work: Writing, done: ExtraTimeSet, present: Collection[Candidate]
) -> list[int]:
    kept = [one.id for one in present if one.extra_time_percentage == done.percentage]
    for percentage in {done.earlier[one] for one in kept}:
        theirs = [one for one in kept if done.earlier[one] == percentage]
        work.set_extra_time(done.number, theirs, percentage)
    return kept


def _undo_accessibility(
    work: Writing, done: AccessibilitySet, present: Collection[Candidate]
) -> list[int]:
    kept = [one for one in present if one.accessibility == done.needed]
    for needed in {done.earlier[one.id] for one in kept}:
        theirs = [one for one in kept if done.earlier[one.id] == needed]
        _set_accessibility(work, done.number, theirs, needed=needed)
    return [one.id for one in kept]
