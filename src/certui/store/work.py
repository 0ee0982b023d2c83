"""A view of the store and a unit of work on it: all their nouns in one."""

from __future__ import annotations

from certui.services.ports.store import Reading, Writing
from certui.store.day import SqlDayReading, SqlDayWriting
from certui.store.enrolment import SqlCandidateReading, SqlCandidateWriting
from certui.store.journal import SqlJournalReading, SqlJournalWriting
from certui.store.roster import SqlRosterReading, SqlRosterWriting
from certui.store.sessions import SqlSessionReading, SqlSessionWriting
from certui.store.undoing import SqlUndoReading, SqlUndoWriting


class SqlReading(
    SqlSessionReading,
    SqlCandidateReading,
    SqlDayReading,
    SqlRosterReading,
    SqlUndoReading,
    SqlJournalReading,
    Reading,
):
    """A consistent view, in a transaction that ends with it."""


class SqlWriting(
    SqlSessionWriting,
    SqlCandidateWriting,
    SqlDayWriting,
    SqlRosterWriting,
    SqlUndoWriting,
    SqlJournalWriting,
    Writing,
):
    """One unit of work, in a transaction that the caller commits or rolls back."""
