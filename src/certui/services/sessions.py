"""Sessions: the list, one session whole; created, edited, copied, deleted."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Final

from certui import errors
from certui.domain import rules
from certui.domain.models import Action, JournalEntry, SessionDraft, SessionSummary
from certui.late import late
from certui.services import ledger

if TYPE_CHECKING:
    import datetime as dt
    import secrets
    import zoneinfo
    from collections.abc import Callable

    from certui.domain.models import Candidate, Centre, ExamSession, Incident, SessionState
    from certui.services.ports.clock import Clock
    from certui.services.ports.store import Store
else:
    secrets = late("secrets")
    zoneinfo = late("zoneinfo")

# The product's alphabets for access codes: nothing that reads as something else (pix-certif §1.2).
_CODE_LETTERS: Final = "BCDFGHJKMPQRTVWXY"
_CODE_DIGITS: Final = "2346789"


@dataclass(frozen=True, slots=True)
class SessionView:
    """One session as its screen shows it.

    Attributes:
        centre: the centre.
        session: the session.
        candidates: by last name, then first name.
        incidents: in the order of the reports.
        state: where it stood when it was read.
        may_edit: whether its fields may change.
        version: of the store before it was read; see :meth:`SessionService.version`.
    """

    centre: Centre
    session: ExamSession
    candidates: tuple[Candidate, ...]
    incidents: tuple[Incident, ...]
    state: SessionState
    may_edit: bool
    version: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class EditedSession:
    """What an edit did: the session before and after."""

    before: ExamSession
    after: ExamSession

    @property
    def changed(self) -> bool:
        """Whether any field is another."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class DeletedSession:
    """A session that was deleted, and its candidates."""

    session: ExamSession
    candidates: tuple[Candidate, ...]


def draft_of(session: ExamSession) -> SessionDraft:
    """What was typed to make a session what it is."""
    return SessionDraft(
        **{field.name: getattr(session, field.name) for field in fields(SessionDraft)}
    )


def copy_of(session: ExamSession) -> SessionDraft:
    """A session like another, still to be dated: the same but for its notes."""
    return replace(draft_of(session), notes="")


def new_access_code(choice: Callable[[str], str] | None = None) -> str:
    """Four letters and two digits, by the product's rule (pix-certif §1.2).

    Args:
        choice: picks one character of many; at random unless given.
    """
    choose = choice or secrets.choice
    letters = "".join(choose(_CODE_LETTERS) for _ in range(4))
    return letters + "".join(choose(_CODE_DIGITS) for _ in range(2))


class SessionService:
    """Reads, creates, edits and deletes sessions.

    Args:
        store: where they are kept.
        clock: the present instant, aware.
        who: the person at the keyboard, for attribution.
    """

    def __init__(self, store: Store, clock: Clock, who: str) -> None:
        self._store = store
        self._clock = clock
        self._who = who

    def version(self) -> int:
        """Changes whenever anybody has committed a change; reads nothing of what is kept."""
        return self._store.version()

    def centre(self) -> Centre:
        """The centre."""
        with self._store.reading() as reading:
            return reading.centre()

    def set_centre(self, centre: Centre, *, known: Centre | None = None) -> None:
        """Name the centre, and say what it is to Pix.

        Args:
            centre: what it is to be.
            known: the centre as it was read; what somebody else made of it meanwhile is then not
                overwritten.

        Raises:
            certui.errors.CentreChanged: it is no longer as it was known.
        """
        with self._store.writing() as work:
            if known is not None and work.centre() != known:
                raise errors.CentreChanged
            work.set_centre(centre)
            work.record(self._entry(Action.SET_CENTRE))

    def summaries(self) -> tuple[Centre, tuple[SessionSummary, ...]]:
        """The centre and its sessions, newest first."""
        now = self._clock()
        with self._store.overview() as reading:
            joined = reading.joined_sessions()
            lines = tuple(
                SessionSummary(
                    session, candidates, rules.state(session, now), session.number in joined
                )
                for session, candidates in reading.sessions()
            )
            return reading.centre(), lines

    def view(self, number: int) -> SessionView:
        """One session whole.

        Raises:
            certui.errors.UnknownSession: no such number.
        """
        # Before the view: what is committed in between is read twice rather than never.
        version = self._store.version()
        now = self._clock()
        with self._store.reading() as reading:
            session = reading.session(number)
            candidates = tuple(reading.candidates(number))
            return SessionView(
                centre=reading.centre(),
                session=session,
                candidates=candidates,
                incidents=tuple(reading.incidents(number)),
                state=rules.state(session, now),
                may_edit=rules.may_edit(session, candidates),
                version=version,
            )

    def create(self, draft: SessionDraft) -> ExamSession:
        """Create a session with a fresh access code; answers it with its number."""
        with self._store.writing() as work:
            number = work.add_session(draft, access_code=new_access_code())
            session = work.session(number)
            entry = self._entry(Action.CREATE_SESSION, number=number, done=1)
            work.record(entry)
            ledger.keep(work, entry, None, facts=ledger.session_facts(session), count=1)
            return session

    def today(self, centre: Centre | None = None) -> dt.date:
        """The day it is at the centre.

        Args:
            centre: when it is known already; then nothing is read.
        """
        zone = (centre or self.centre()).time_zone
        return self._clock().astimezone(zoneinfo.ZoneInfo(zone)).date()

    def copy(self, number: int) -> SessionDraft:
        """What is typed for a session like another; see :func:`copy_of`.

        Raises:
            certui.errors.UnknownSession: no such number.
        """
        with self._store.reading() as reading:
            return copy_of(reading.session(number))

    def edit(
        self, number: int, draft: SessionDraft, *, known: ExamSession | None = None
    ) -> EditedSession:
        """Change a session's fields, its date and hour among them, while nobody has joined.

        Args:
            number: the session.
            draft: what it is to be.
            known: the session as it was when one began to edit it; an edit that somebody else made
                meanwhile is then not overwritten.

        Raises:
            certui.errors.UnknownSession: no such number.
            certui.errors.SessionFinalised: the session is read-only.
            certui.errors.SessionHasJoined: somebody has joined.
            certui.errors.SessionChanged: it is no longer as it was known.
        """
        with self._store.writing() as work:
            before = work.session(number)
            if before.finalised_at is not None:
                raise errors.SessionFinalised(number=number)
            if known is not None and draft_of(known) != draft_of(before):
                raise errors.SessionChanged(number=number)
            if not work.edit_session(number, draft):
                raise errors.SessionHasJoined(number=number)
            after = work.session(number)
            edited = EditedSession(before, after)
            if edited.changed:
                entry = self._entry(Action.EDIT_SESSION, number=number, done=1)
                work.record(entry)
                facts = {"before": ledger.draft_facts(before), "after": ledger.draft_facts(after)}
                ledger.keep(work, entry, number, facts=facts, count=1)
            return edited

    def delete(self, number: int) -> DeletedSession:
        """Delete a session and its candidates, while nobody has joined (pix-certif §1.5).

        Raises:
            certui.errors.UnknownSession: no such number.
            certui.errors.SessionFinalised: the session is read-only.
            certui.errors.SessionNotDeletable: somebody has joined.
            certui.errors.SessionHasIncident: an incident was reported.
        """
        with self._store.writing() as work:
            session = work.session(number)
            candidates = tuple(work.candidates(number))
            if session.finalised_at is not None:
                raise errors.SessionFinalised(number=number)
            if not rules.may_edit(session, candidates):
                raise errors.SessionNotDeletable(number=number)
            parts = ledger.removed_parts(work, candidates)
            if not work.delete_session(number):
                raise errors.SessionHasIncident(number=number)
            entry = self._entry(Action.DELETE_SESSION, number=number, done=len(candidates))
            work.record(entry)
            ledger.keep(work, entry, None, parts=parts, facts=ledger.session_facts(session))
        return DeletedSession(session, candidates)

    def _entry(self, action: Action, *, number: int | None = None, done: int = 0) -> JournalEntry:
        return JournalEntry(
            op_id=uuid.uuid4().hex,
            at=self._clock(),
            who=self._who,
            action=action,
            session_number=number,
            done=done,
        )
