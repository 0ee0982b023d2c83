"""Sessions: the list, one session whole, a new one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from certui.domain import rules
from certui.domain.models import Action, JournalEntry, SessionSummary

if TYPE_CHECKING:
    from collections.abc import Callable

    from certui.domain.models import Candidate, Centre, ExamSession, SessionDraft, SessionState
    from certui.services.ports import Clock, Store

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
        state: where it stood when it was read.
        may_edit: whether its fields may change.
    """

    centre: Centre
    session: ExamSession
    candidates: tuple[Candidate, ...]
    state: SessionState
    may_edit: bool


def new_access_code(choice: Callable[[str], str] | None = None) -> str:
    """Four letters and two digits, by the product's rule (pix-certif §1.2).

    Args:
        choice: picks one character of many; at random unless given.
    """
    import secrets  # noqa: PLC0415 - 2 ms that the first frame need not wait for

    choose = choice or secrets.choice
    letters = "".join(choose(_CODE_LETTERS) for _ in range(4))
    return letters + "".join(choose(_CODE_DIGITS) for _ in range(2))


class SessionService:
    """Reads and creates sessions.

    Args:
        store: where they are kept.
        clock: the present instant, aware.
        who: the person at the keyboard, for attribution.
    """

    def __init__(self, store: Store, clock: Clock, who: str) -> None:
        self._store = store
        self._clock = clock
        self.who = who

    def centre(self) -> Centre:
        """The centre."""
        with self._store.reading() as reading:
            return reading.centre()

    def set_centre(self, centre: Centre) -> None:
        """Name the centre."""
        with self._store.writing() as work:
            work.set_centre(centre)
            work.record(self._entry(Action.SET_CENTRE))

    def summaries(self) -> tuple[Centre, tuple[SessionSummary, ...]]:
        """The centre and its sessions, newest first."""
        now = self._clock()
        with self._store.reading() as reading:
            lines = tuple(
                SessionSummary(session, candidates, rules.state(session, now))
                for session, candidates in reading.sessions()
            )
            return reading.centre(), lines

    def view(self, number: int) -> SessionView:
        """One session whole.

        Raises:
            certui.errors.UnknownSession: no such number.
        """
        now = self._clock()
        with self._store.reading() as reading:
            session = reading.session(number)
            candidates = tuple(reading.candidates(number))
            return SessionView(
                centre=reading.centre(),
                session=session,
                candidates=candidates,
                state=rules.state(session, now),
                may_edit=rules.may_edit(session, candidates),
            )

    def create(self, draft: SessionDraft) -> ExamSession:
        """Create a session with a fresh access code; answers it with its number."""
        with self._store.writing() as work:
            number = work.add_session(draft, access_code=new_access_code())
            work.record(self._entry(Action.CREATE_SESSION, number=number, done=1))
            return work.session(number)

    def _entry(self, action: Action, *, number: int | None = None, done: int = 0) -> JournalEntry:
        return JournalEntry(
            op_id=uuid.uuid4().hex,
            at=self._clock(),
            who=self.who,
            action=action,
            session_number=number,
            done=done,
        )
