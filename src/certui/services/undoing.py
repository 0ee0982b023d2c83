"""Undoing: one's own last action, in a session or on the list, for a day and across restarts."""

from __future__ import annotations

import uuid
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from certui import errors
from certui.domain.models import Action, JournalEntry
from certui.domain.undoing import KEPT_FOR, still_kept
from certui.services.reversals import REVERSALS, Reversal, Task

if TYPE_CHECKING:
    import datetime as dt

    from certui.domain.models import Person
    from certui.domain.undoing import UndoEntry
    from certui.services.ports.clock import Clock
    from certui.services.ports.store import Reading, Store, Writing

MOST_NAMES: Final = 5
"""How many persons are named before they are counted."""


@dataclass(frozen=True, slots=True)
class Undoable:
    """Something that can be undone: what, whose, and when it was done.

    Attributes:
        id: names it to :meth:`UndoService.undo`.
        number: the session it is undone from; None for the list of sessions.
        action: what was done.
        at: when, an aware UTC instant.
        who: by whom.
        count: to how many; for a deleted session, how many candidates it had.
        names: whom it concerns, as the roster knows them now, by name: the first
            :data:`MOST_NAMES` of them.
        session_number: the session it concerns; None for the roster.
        session_name: its name, as known now; empty for the roster.
    """

    id: int
    number: int | None
    action: Action
    at: dt.datetime
    who: str
    count: int
    names: tuple[Person, ...]
    session_number: int | None
    session_name: str


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undoing did.

    Attributes:
        what: the action that was undone, as it was offered.
        count: for how many things.
        kept: how many others stay as somebody made them since.
        gone: how many others were erased since.
        staying: pupils who came by an import that was undone and are candidates: they stay,
            disabled.
    """

    what: Undoable
    count: int
    kept: int = 0
    gone: int = 0
    staying: tuple[Person, ...] = ()


class UndoService:
    """Says what a person can undo, and undoes it.

    Args:
        store: where what was done is kept.
        clock: the present instant, aware.
        who: the person at the keyboard: nobody undoes what somebody else did.
    """

    def __init__(self, store: Store, clock: Clock, who: str) -> None:
        self._store = store
        self._clock = clock
        self._who = who

    def next(self, number: int | None) -> Undoable | None:
        """The newest thing this person did and has not undone, if it was in the last day.

        Args:
            number: in this session; None for on the list of sessions, where sessions are created,
                copied and deleted, and rosters imported.
        """
        with self._store.reading() as reading:
            since = self._clock() - KEPT_FOR
            entry = reading.last_undoable(number, self._who, since)
            return None if entry is None else _described(reading, entry)

    def undo(self, entry_id: int) -> Undone:
        """Undo an action; what somebody else has changed since stays as they made it.

        What can never be undone is kept no longer: what was done before it comes next. While a
        session is finished its actions wait, for it can be reopened.

        Args:
            entry_id: of an :class:`Undoable`.

        Raises:
            certui.errors.NothingToUndo: it is undone already, too old, or somebody else's.
            certui.errors.RuleError: it cannot be undone, see :mod:`certui.services.reversals`.
        """
        try:
            with self._store.writing() as work:
                return self._undo(work, work.undo_entry(entry_id))
        except errors.RuleError as error:
            self._drop(entry_id, error)
            raise

    def _undo(self, work: Writing, entry: UndoEntry | None) -> Undone:
        now = self._clock()
        if entry is None or entry.who != self._who or not still_kept(entry, now):
            raise errors.NothingToUndo
        what = _described(work, entry)
        task = Task(work, entry, work.undo_parts(entry.id))
        done = REVERSALS[entry.action](task)
        work.forget_undo(entry.id)
        self._record(work, what, done, now)
        gone = entry.count - len(task.parts) if task.parts else 0
        return Undone(what, done.count, done.kept, gone, done.staying)

    def _drop(self, entry_id: int, error: errors.RuleError) -> None:
        waits = isinstance(error, (errors.SessionFinalised, errors.UnknownSession))
        with suppress(errors.StoreError), self._store.writing() as work:
            entry = work.undo_entry(entry_id)
            if entry is None or entry.who != self._who or (waits and entry.number is not None):
                return
            work.forget_undo(entry_id)

    def _record(self, work: Writing, what: Undoable, done: Reversal, now: dt.datetime) -> None:
        """One entry a candidate where the journal names them, else one that counts them."""
        for candidate_id in done.candidate_ids or (None,):
            work.record(
                JournalEntry(
                    op_id=uuid.uuid4().hex,
                    at=now,
                    who=self._who,
                    action=done.action,
                    session_number=what.session_number,
                    done=1 if candidate_id is not None else done.count,
                    candidate_id=candidate_id,
                )
            )


def _described(reading: Reading, entry: UndoEntry) -> Undoable:
    number: int | None = entry.number or entry.facts.get("number")
    name: str = entry.facts.get("name", "")
    if number is not None:
        with suppress(errors.UnknownSession):
            name = reading.session(number).name
    return Undoable(
        id=entry.id,
        number=entry.number,
        action=entry.action,
        at=entry.at,
        who=entry.who,
        count=entry.count,
        names=tuple(reading.concerned(entry.id, MOST_NAMES)),
        session_number=number,
        session_name=name,
    )
