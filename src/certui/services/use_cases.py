"""What the application can do, in one bundle that screens hand to the screens they open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from certui.services.documents import DocumentService
    from certui.services.enrolment import EnrolmentService
    from certui.services.fetching import Delivery
    from certui.services.rosters import RosterService
    from certui.services.sessions import SessionService
    from certui.services.undoing import UndoService


class UseCases(Protocol):
    """The use cases over one store; each may be made only when it is first asked for."""

    @property
    def who(self) -> str:
        """The person at the keyboard."""
        ...

    @property
    def sessions(self) -> SessionService:
        """Sessions, before the day."""
        ...

    @property
    def enrolment(self) -> EnrolmentService:
        """Candidates."""
        ...

    @property
    def undoing(self) -> UndoService:
        """What the person at the keyboard can undo."""
        ...

    @property
    def rosters(self) -> RosterService:
        """The school's pupils."""
        ...

    @property
    def documents(self) -> DocumentService:
        """Papers and files of a session."""
        ...

    @property
    def delivery(self) -> Delivery:
        """Where these go, and how people get them."""
        ...
