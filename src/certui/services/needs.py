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
from certui.domain.undoing import UndoPart
from certui.services import ledger
from certui.services.naming import candidate_ids

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from certui.domain.models import Candidate
    from certui.services.naming import Named
    from certui.services.ports.clock import Clock
    from certui.services.ports.store import Store, Writing


@dataclass(frozen=True, slots=True)
class ExtraTimeSet:
    """Extra time as it was set.

    Attributes:
        number: the session.
        percentage: what the candidates have now.
        earlier: what each who had another had before, by candidate id.
    """

    number: int
    percentage: int | None = field(repr=False)
    earlier: dict[int, int | None] = field(repr=False)

    @property
    def count(self) -> int:
        """How many candidates it changed."""
        return len(self.earlier)


@dataclass(frozen=True, slots=True)
class AccessibilitySet:
    """Accessibility needs as they were set.

    Attributes:
        number: the session.
        needed: what the candidates have now.
        earlier: what each who had it otherwise had before, by candidate id.
    """

    number: int
    needed: bool = field(repr=False)
    earlier: dict[int, bool] = field(repr=False)

    @property
    def count(self) -> int:
        """How many candidates it changed."""
        return len(self.earlier)


class NeedsService:
    """Sets what candidates need, for all those asked or for none.

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
            others = [
                one
                for one in _chosen(work, number, candidate_ids)
                if one.extra_time_percentage != percentage
            ]
            earlier = {one.id: one.extra_time_percentage for one in others}
            work.set_extra_time(number, earlier, percentage)
            self._keep(work, Action.SET_EXTRA_TIME, others, earlier, percentage)
        return ExtraTimeSet(number, percentage, earlier)

    def set_extra_time_named(
        self, number: int, named: Named, percentage: int | None
    ) -> ExtraTimeSet:
        """Set the extra time of the candidates who are named, as the shell does.

        Raises:
            certui.errors.NotEnrolled: as :func:`certui.services.naming.candidate_ids`, and others
                of its errors.
        """
        with self._store.reading() as reading:
            chosen = candidate_ids(reading, number, named)
        return self.set_extra_time(number, chosen, percentage)

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
            others = [
                one
                for one in _chosen(work, number, candidate_ids)
                if one.accessibility is not needed
            ]
            earlier = {one.id: one.accessibility for one in others}
            settled = len(others) - work.set_accessibility(number, earlier, needed=needed)
            if settled:
                raise errors.AccessibilitySettled(count=settled)
            self._keep(work, Action.SET_ACCESSIBILITY, others, earlier, needed)
        return AccessibilitySet(number, needed, earlier)

    def _keep(
        self,
        work: Writing,
        action: Action,
        changed: Sequence[Candidate],
        earlier: Mapping[int, int | bool | None],
        after: int | bool | None,  # noqa: FBT001 - a value of the field
    ) -> None:
        """Note what was done, and what undoing it needs; nothing where all was so already."""
        if not changed:
            return
        number = changed[0].session_number
        entry = JournalEntry(
            op_id=uuid.uuid4().hex,
            at=self._clock(),
            who=self._who,
            action=action,
            session_number=number,
            done=len(changed),
            candidate_id=changed[0].id if len(changed) == 1 else None,
        )
        work.record(entry)
        parts = [UndoPart(one.pupil_id, one.id, {"before": earlier[one.id]}) for one in changed]
        ledger.keep(work, entry, number, parts=parts, facts={"after": after})


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
