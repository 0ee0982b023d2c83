"""A pane of a session's page: what a tab brings to the front."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple
from zoneinfo import ZoneInfo

from textual.containers import Vertical
from textual.message import Message

if TYPE_CHECKING:
    import datetime as dt

    from textual.widget import Widget

    from certui.domain.models import Candidate
    from certui.services.sessions import SessionView


class Shown(NamedTuple):
    """What a pane is to show.

    Attributes:
        view: the session, as it was read last.
        now: the present instant, aware.
        may_not_add: why nobody can be added; None when it is possible.
    """

    view: SessionView
    now: dt.datetime
    may_not_add: str | None

    @property
    def zone(self) -> dt.tzinfo:
        """The time zone of the centre."""
        return ZoneInfo(self.view.session.time_zone)


class Pane(Vertical):
    """What stands below the tabs; only the one in front is shown anything.

    It keeps its cursor, its ticks, its filter and its order while another one is in front.

    Attributes:
        BAR: the names of the actions that the key bar shows first.
    """

    BAR: ClassVar[tuple[str, ...]] = ()

    @dataclass
    class Chosen(Message):
        """Others are chosen: what can be done with them may be something else.

        Attributes:
            pane: the pane.
        """

        pane: Pane

        @property
        def control(self) -> Pane:
            """The pane."""
            return self.pane

    @property
    def front(self) -> Widget:
        """What takes the focus when the pane comes to the front."""
        raise NotImplementedError

    @property
    def is_empty(self) -> bool:
        """Whether something stands in the place of a list of candidates."""
        return False

    @property
    def current(self) -> Candidate | None:
        """The candidate under the cursor."""
        return None

    @property
    def ticked(self) -> tuple[Candidate, ...]:
        """The candidates that are ticked, in sight or not."""
        return ()

    def show(self, shown: Shown) -> None:
        """Show this; cursor and ticks stay with their candidates."""
        raise NotImplementedError

    def mark(self, candidates: list[Candidate]) -> None:
        """Tick candidates, where they can be ticked."""

    def untick(self) -> bool:
        """Take the ticks away; answers whether there were any."""
        return False

    def step_back(self) -> bool:
        """Go one step back without leaving; answers whether there was one to go."""
        return False
