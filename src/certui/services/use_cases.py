"""What the application can do, in one bundle that screens hand to the screens they open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from certui.services.day import DayService
    from certui.services.enrolment import EnrolmentService
    from certui.services.fetching import Delivery
    from certui.services.leavers import LeaverService
    from certui.services.needs import NeedsService
    from certui.services.papers import PaperService
    from certui.services.roster import RosterService
    from certui.services.sessions import SessionService
    from certui.services.undoing import UndoService


class UseCases(Protocol):
    """The use cases over one store, side by side: none hangs on another.

    Each may be made only when it is first asked for.

    Attributes:
        who: the person at the keyboard.
    """

    who: str

    @property
    def sessions(self) -> SessionService:
        """Sessions, before the day."""
        ...

    @property
    def enrolment(self) -> EnrolmentService:
        """Who is a candidate."""
        ...

    @property
    def needs(self) -> NeedsService:
        """What candidates need."""
        ...

    @property
    def day(self) -> DayService:
        """Sessions on their day."""
        ...

    @property
    def roster(self) -> RosterService:
        """The school's pupils."""
        ...

    @property
    def leavers(self) -> LeaverService:
        """The pupils who left the roster."""
        ...

    @property
    def papers(self) -> PaperService:
        """Papers and files of a session."""
        ...

    @property
    def delivery(self) -> Delivery:
        """Where these go, and how people get them."""
        ...

    @property
    def undoing(self) -> UndoService:
        """What the person at the keyboard can undo."""
        ...
