"""Where everything is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from certui.services.ports.day import DayReading, DayWriting
from certui.services.ports.enrolment import CandidateReading, CandidateWriting
from certui.services.ports.journal import JournalReading, JournalWriting
from certui.services.ports.roster import RosterReading, RosterWriting
from certui.services.ports.sessions import Overview, SessionReading, SessionWriting
from certui.services.ports.undoing import UndoReading, UndoWriting

if TYPE_CHECKING:
    from contextlib import AbstractContextManager


class Reading(
    SessionReading,
    CandidateReading,
    DayReading,
    RosterReading,
    UndoReading,
    JournalReading,
    Protocol,
):
    """A consistent view of the store, for the length of one ``with``."""


class Writing(
    SessionWriting,
    CandidateWriting,
    DayWriting,
    RosterWriting,
    UndoWriting,
    JournalWriting,
    Reading,
    Protocol,
):
    """One unit of work: committed whole when its ``with`` ends well, or not at all."""


class Store(Protocol):
    """Where everything is kept."""

    def reading(self) -> AbstractContextManager[Reading]:
        """Open a consistent view.

        Raises:
            certui.errors.StoreError: the database cannot be used.
        """
        ...

    def overview(self) -> AbstractContextManager[Overview]:
        """Open a consistent view of the list alone, which a store may have before all else.

        Raises:
            certui.errors.StoreError: the database cannot be used.
        """
        ...

    def writing(self) -> AbstractContextManager[Writing]:
        """Begin a unit of work; an exception inside it undoes it whole.

        Raises:
            certui.errors.StoreError: the database cannot be used, or is busy.
        """
        ...

    def version(self) -> int:
        """Changes whenever anybody, in this process or another, has committed a change.

        Cheap enough to ask each second; compare for equality, while the store stays open.

        Raises:
            certui.errors.StoreError: the database cannot be used.
        """
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...
