"""What the use cases need of the world: a store, readers of roster files, a clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from certui.domain.day import Move
    from certui.domain.models import (
        Candidate,
        Centre,
        ExamSession,
        Incident,
        IncidentCategory,
        JournalEntry,
        Person,
        Pupil,
        RosterEntry,
        SessionDraft,
        UnfinishedReason,
    )
    from certui.domain.roster_files import RosterFile
    from certui.domain.undoing import UndoEntry, UndoPart
    from certui.services.documents import (
        DocumentKind,
        Preview,
        PrinterName,
        Rendered,
        SessionRecord,
    )

Clock: TypeAlias = Callable[[], dt.datetime]
"""Answers the present instant, aware."""

Progress: TypeAlias = Callable[[float], None]
"""Told the fraction done, 0.0 to 1.0, from the thread that works."""


class Completion(NamedTuple):
    """What a path begun may become.

    Attributes:
        text: the path, as far as there is no doubt; folders end in ``/``.
        choices: the names it may go on with, in order; empty when there is one at most.
    """

    text: str
    choices: tuple[str, ...] = ()


class RosterFiles(Protocol):
    """Files of rosters, as they come in and go out."""

    def read(
        self, path: Path, *, progress: Progress | None = None, class_name: str = ""
    ) -> RosterFile:
        """Read a file of any known format, whole.

        Args:
            path: as typed; a leading ``~`` is the user's home.
            progress: told the fraction done, from the thread that reads; whatever it raises goes
                through, so that a reading can be given up.
            class_name: the class of the pupils of whom the file gives none.

        Raises:
            certui.errors.RosterError: the file is refused.
        """
        ...

    def digest(self, path: Path) -> str:
        """What tells a file's content from any other's, as ``RosterFile.digest`` has it.

        Raises:
            certui.errors.RosterError: it cannot be read.
        """
        ...

    def completed(self, typed: str) -> Completion:
        """What a path begun may become; nothing is refused, what cannot be looked at is empty."""
        ...

    def written(self, persons: Iterable[Person]) -> bytes:
        """A roster as a CSV file that reads back the same."""
        ...


class Overview(Protocol):
    """A consistent view of the sessions as a list, for the length of one ``with``."""

    def centre(self) -> Centre:
        """The centre; its name and UAI are empty until known."""
        ...

    def sessions(self) -> list[tuple[ExamSession, int]]:
        """Every session with its number of candidates, newest date and hour first, then number."""
        ...

    def joined_sessions(self) -> frozenset[int]:
        """The numbers of the sessions that somebody has joined."""
        ...


class Reading(Overview, Protocol):
    """A consistent view of the store, for the length of one ``with``."""

    def session(self, number: int) -> ExamSession:
        """One session.

        Raises:
            certui.errors.UnknownSession: no such number.
        """
        ...

    def candidates(self, number: int) -> list[Candidate]:
        """A session's candidates, by last name then first name, accents ignored."""
        ...

    def candidate(self, number: int, candidate_id: int) -> Candidate:
        """One candidate.

        Raises:
            certui.errors.UnknownCandidate: not in this session.
        """
        ...

    def added(self, number: int, op_id: str) -> dict[int, int]:
        """Those of a session whom one addition added: candidate ids by pupil id."""
        ...

    def incidents(self, number: int) -> list[Incident]:
        """What was reported in a session, in the order of the reports."""
        ...

    def enrolled(self, number: int) -> frozenset[int]:
        """The ids of the pupils who are candidates of a session."""
        ...

    def roster(self, *, progress: Progress | None = None) -> list[RosterEntry]:
        """The active pupils by class, last name, first name (accents ignored, 10e after 9e).

        Args:
            progress: told the fraction read.
        """
        ...

    def roster_stamp(self) -> int:
        """Grows with each change of the roster: an index serves until the stamp grows."""
        ...

    def roster_year(self) -> int | None:
        """First year of the school year that the roster is of; None until a file says it."""
        ...

    def pupils(self) -> list[Pupil]:
        """Every pupil, disabled ones too, by id."""
        ...

    def disabled_pupils(self) -> list[Pupil]:
        """The pupils who left the roster, in its order."""
        ...

    def pupil_ids_of_classes(self, classes: Collection[str]) -> dict[str, list[int]]:
        """Active pupils by class name, for each class asked that has any (exact name)."""
        ...

    def pupil_ids_of_ines(self, ines: Collection[str]) -> dict[str, int]:
        """Active pupils by INE, for each INE asked that is known."""
        ...

    def journal_entry(self, op_id: str) -> JournalEntry | None:
        """What an operation did, if it was done."""
        ...

    def last_change(self, number: int) -> dt.datetime | None:
        """When what a session's papers say last changed, aware; None where nothing was noted.

        The session itself, its candidates, or the centre and the roster that they are known by.
        """
        ...

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

    def concerned(self, entry_id: int, most: int) -> list[Person]:
        """Whom an action concerns, as the roster knows them now, by name; so many at most."""
        ...

    def pupils_by_id(self, pupil_ids: Collection[int]) -> dict[int, Pupil]:
        """Pupils, disabled ones too, by id; only those there are."""
        ...


class Writing(Reading, Protocol):
    """One unit of work: committed whole when its ``with`` ends well, or not at all."""

    def record(self, entry: JournalEntry) -> None:
        """Write an action in the journal.

        What was kept of actions of a day before it or more, to undo them, is forgotten.
        """
        ...

    def keep_undo(self, entry: UndoEntry, parts: Iterable[UndoPart]) -> int:
        """Keep what undoing an action needs; a part is erased with its pupil.

        Returns:
            Its id, never given before.
        """
        ...

    def forget_undo(self, entry_id: int) -> None:
        """Keep an action no longer: it was undone, or never can be."""
        ...

    def set_centre(self, centre: Centre) -> None:
        """Name the centre, and say what it is to Pix."""
        ...

    def add_session(
        self, draft: SessionDraft, *, access_code: str, number: int | None = None
    ) -> int:
        """Create a session.

        Returns:
            Its number: the one given, or the next that was never used.
        """
        ...

    def edit_session(self, number: int, draft: SessionDraft) -> bool:
        """Change a session's fields unless it is finalised or somebody has joined.

        In one statement (F2); False when nothing changed.
        """
        ...

    def delete_session(self, number: int) -> bool:
        """Delete a session and its candidates.

        Unless it is finalised, somebody has joined or an incident was reported: the rule is in
        the statements (F2); False when nothing was deleted. The number is never given again, but
        to :meth:`restore_session`.
        """
        ...

    def restore_session(self, session: ExamSession) -> bool:
        """Put back a deleted session, without its candidates; False when it is back already."""
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

    def report_incident(  # noqa: PLR0913 - the fields of an incident, by keyword
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

    def insert_pupils(self, persons: Iterable[Person]) -> Sequence[int]:
        """Add pupils, active; answers their ids, in the order given."""
        ...

    def update_pupils(self, changes: Iterable[tuple[int, Person]]) -> int:
        """Correct and enable pupils by id.

        Their candidacies that have not joined, in sessions not finalised, are corrected too.

        Returns:
            How many pupils.
        """
        ...

    def disable_pupils(self, pupil_ids: Collection[int]) -> int:
        """Take pupils off the roster; they stay candidates where they are. Returns how many."""
        ...

    def set_roster_year(self, year: int | None) -> None:
        """Say which school year the roster is of."""
        ...

    def erase_pupils(self, pupil_ids: Collection[int]) -> int:
        """Erase for good those of these pupils who are disabled and in no session.

        Once committed, nothing of them is left in the database's files, nor of what was kept to
        undo what was done to them.

        Returns:
            How many.
        """
        ...


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


class Renderer(Protocol):
    """Makes documents. The same record gives the same bytes."""

    def render(self, kind: DocumentKind, record: SessionRecord) -> Rendered:
        """The whole file of a document, and the letters that it cannot draw.

        Raises:
            certui.errors.DocumentError: the centre's own template cannot be used.
        """
        ...

    def preview(self, kind: DocumentKind, record: SessionRecord) -> Preview:
        """What the document says, as text."""
        ...


class Printer(Protocol):
    """Prints a finished PDF."""

    @property
    def name(self) -> PrinterName:
        """Which printer, by which command."""
        ...

    def __call__(self, content: bytes, title: str, waiting: Callable[[], None]) -> None:
        """Print, under a title in the printer's queue.

        ``waiting`` is called while it lasts; what that raises gives the job up.

        Raises:
            certui.errors.DocumentError: it is not printed; one class for each reason.
        """
        ...


class Saver(Protocol):
    """Writes a file whole or not at all."""

    def __call__(self, content: bytes, folder: str, name: str, *, overwrite: bool) -> Path:
        """Write; answers the absolute path.

        Raises:
            certui.errors.DocumentError: nothing was written; one class for each reason.
        """
        ...
