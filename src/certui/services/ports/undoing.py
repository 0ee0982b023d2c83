"""What is kept so that an action can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable

    from certui.domain.models import Action, Person
    from certui.domain.undoing import UndoEntry, UndoPart


class UndoReading(Protocol):
    """Questions about it."""

    def last_undoable(self, number: int | None, who: str, since: dt.datetime) -> UndoEntry | None:
        """The newest thing somebody did and has not undone.

        Args:
            number: in a session; None for on the list of sessions.
            who: who did it.
            since: after this instant, aware.
        """
        ...

    def undo_entry(self, entry_id: int) -> UndoEntry | None:
        """What is kept of an action, if it is kept still."""
        ...

    def undo_parts(self, entry_id: int) -> list[UndoPart]:
        """What the action did to each pupil who was not erased since, in the order given."""
        ...

    def others_since(self, entry: UndoEntry, actions: Collection[Action]) -> list[UndoEntry]:
        """What others did after an action, where it was done, and have not undone; in any order.

        Args:
            entry: the action.
            actions: which of what they did.
        """
        ...

    def concerned(self, entry_id: int, most: int) -> list[Person]:
        """Whom an action concerns, as the roster knows them now, by name; so many at most."""
        ...


class UndoWriting(UndoReading, Protocol):
    """Changes to it."""

    def keep_undo(self, entry: UndoEntry, parts: Iterable[UndoPart]) -> int:
        """Keep what undoing an action needs; a part is erased with its pupil.

        Returns:
            Its id, never given before.
        """
        ...

    def keep_added(self, entry: UndoEntry) -> int:
        """The same for an addition to a session: its parts are those whom it added.

        Returns:
            Its id, never given before.
        """
        ...

    def forget_undo(self, entry_id: int) -> None:
        """Keep an action no longer: it was undone, or never can be."""
        ...
