"""Sessions and their centre, as they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from certui.domain.models import Centre, ExamSession, SessionDraft


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


class SessionReading(Overview, Protocol):
    """Questions about sessions."""

    def session(self, number: int) -> ExamSession:
        """One session.

        Raises:
            certui.errors.UnknownSession: no such number.
        """
        ...


class SessionWriting(SessionReading, Protocol):
    """Changes to sessions, before the day."""

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
