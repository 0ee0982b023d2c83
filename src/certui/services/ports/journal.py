"""What was done, by whom, when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt

    from certui.domain.models import JournalEntry


class JournalReading(Protocol):
    """Questions to the journal."""

    def journal_entry(self, op_id: str) -> JournalEntry | None:
        """What an operation did, if it was done."""
        ...

    def last_change(self, number: int) -> dt.datetime | None:
        """When what a session's papers say last changed, aware; None where nothing was noted.

        The session itself, its candidates, or the centre and the roster that they are known by.
        """
        ...


class JournalWriting(JournalReading, Protocol):
    """What the journal is told."""

    def record(self, entry: JournalEntry) -> None:
        """Write an action in the journal.

        What was kept of actions of a day before it or more, to undo them, is forgotten.
        """
        ...
