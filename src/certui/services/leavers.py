"""Pupils who left the roster: who they are, and erasing them for good."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from certui.domain.models import Action, JournalEntry

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from certui.domain.models import Pupil
    from certui.services.ports.clock import Clock
    from certui.services.ports.store import Store


@dataclass(frozen=True, slots=True)
class Leavers:
    """The pupils who left the roster.

    Attributes:
        pupils: in the order of the roster.
        sessions: by pupil's id, in how many sessions they are; only those who are in one.
    """

    pupils: tuple[Pupil, ...]
    sessions: Mapping[int, int]

    @property
    def erasable(self) -> tuple[Pupil, ...]:
        """Those in no session."""
        return tuple(one for one in self.pupils if one.id not in self.sessions)


class LeaverService:
    """Shows who left the roster, and erases them.

    Args:
        store: where pupils are kept.
        clock: the present instant, aware.
        who: the person at the keyboard, for attribution.
    """

    def __init__(self, store: Store, clock: Clock, who: str) -> None:
        self._store = store
        self._clock = clock
        self._who = who

    def view(self) -> Leavers:
        """The pupils who left the roster, and who of them is in a session."""
        with self._store.reading() as reading:
            pupils = tuple(reading.disabled_pupils())
            ids = {one.id for one in pupils}
            sessions: dict[int, int] = {}
            for session, _ in reading.sessions():
                for pupil_id in reading.enrolled(session.number) & ids:
                    sessions[pupil_id] = sessions.get(pupil_id, 0) + 1
        return Leavers(pupils, sessions)

    def erase(self, pupil_ids: Collection[int]) -> int:
        """Erase for good those of these pupils who left the roster and are in no session.

        Returns:
            How many.
        """
        with self._store.writing() as work:
            count = work.erase_pupils(pupil_ids)
            if count:
                work.record(self._entry(count, len(pupil_ids) - count))
        return count

    def _entry(self, done: int, skipped: int) -> JournalEntry:
        return JournalEntry(
            op_id=uuid.uuid4().hex,
            at=self._clock(),
            who=self._who,
            action=Action.ERASE_PUPILS,
            done=done,
            skipped=skipped,
        )
