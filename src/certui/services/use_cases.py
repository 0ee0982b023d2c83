"""What the application can do, in one bundle that screens hand to the screens they open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from certui.services.documents import DocumentService
    from certui.services.enrolment import EnrolmentService
    from certui.services.fetching import Delivery
    from certui.services.rosters import RosterService
    from certui.services.sessions import SessionService


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCases:
    """The use cases over one store.

    Attributes:
        sessions: sessions, before the day.
        enrolment: candidates.
        rosters: the school's pupils.
        documents: papers and files of a session.
        delivery: where these go, and how people get them.
    """

    sessions: SessionService
    enrolment: EnrolmentService
    rosters: RosterService
    documents: DocumentService
    delivery: Delivery
