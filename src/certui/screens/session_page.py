"""What the parts of a session's page have in common: the session, and who is chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from certui import errors
from certui.domain import rules
from certui.domain.day import is_of_the_day, next_minute
from certui.screens.undoing import UndoingPage
from certui.services.sessions import SessionView
from certui.widgets.plain import paragraph
from certui.wording import sessions as words
from certui.wording.refusals import sentence

if TYPE_CHECKING:
    import datetime as dt

    from textual.timer import Timer

    from certui.domain.models import Candidate
    from certui.services.undoing import UndoService
    from certui.services.use_cases import UseCases


class SessionPage(UndoingPage[None, SessionView]):
    """The page of a session, whichever of its panes is in front.

    What can be done there is done by the same key on each of them, for those who are chosen. Each
    part of what can be done is a class of its own, mixed into the page.

    Args:
        use_cases: those on sessions, candidates and documents.
        number: the session.

    Attributes:
        CHANGES: the actions of a part that a finished session allows no more.
        view: the session as it was read last; None while it was never read.
    """

    CHANGES: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, use_cases: UseCases, number: int) -> None:
        super().__init__()
        self.use_cases = use_cases
        self.number = self.undo_number = number
        self.view: SessionView | None = None
        self._minute: Timer | None = None
        # The instants for which what the clock changes is right.
        self._shown_from = self._shown_until = self.now()

    @property
    def undoing(self) -> UndoService:
        """What can be undone of the session."""
        return self.use_cases.undoing

    @property
    def chosen(self) -> tuple[Candidate, ...]:
        """Those ticked on the pane in front; when nobody is, the one under the cursor."""
        raise NotImplementedError

    def untick(self) -> None:
        """Take the ticks away there, once something was done with them."""
        raise NotImplementedError

    @property
    def ids(self) -> list[int]:
        """Those chosen, by id."""
        return [one.id for one in self.chosen]

    def now(self) -> dt.datetime:
        """The present instant, aware."""
        return self.use_cases.day.now()

    @property
    def is_of_the_day(self) -> bool:
        """Whether the session can be held: its day has come."""
        return self.view is not None and is_of_the_day(self.view.session, self.now())

    def why_not_today(self) -> str | None:
        """Why the session cannot be held yet; None from its day on."""
        if self.view is None or self.is_of_the_day:
            return None
        return sentence(errors.NotTheDay(number=self.number, date=self.view.session.date))

    # Reading

    def on_mount(self) -> None:
        """Read the session."""
        self.load()

    def read(self) -> SessionView:
        """The session, once for all panes."""
        return self.use_cases.sessions.view(self.number)

    def show_unread(self, error: errors.CertuiError) -> None:
        """In the place of the session, when it was never read."""
        if self.view is None:
            self.query_one("#notice", Static).update(paragraph([sentence(error), "", words.RETRY]))
        else:
            self.refuse(error)

    def show(self, view: SessionView) -> None:
        """Show it; from then on, follow what others change."""
        self.view, self.seen = view, view.version
        self.tick()
        self.follow(self.use_cases.sessions.version)

    def tick(self) -> None:
        """Show what the clock changes, reading nothing, and wait for its next minute."""
        if self.view is None:
            return
        now = self.now()
        self.view = replace(self.view, state=rules.state(self.view.session, now))
        wait = next_minute(now)
        self._shown_from, self._shown_until = now, now + wait
        if self._minute is not None:
            self._minute.stop()
        self._minute = self.set_timer(wait.total_seconds(), self.tick)
        self.show_front(self.view)

    def look(self) -> None:
        """Follow a clock that has jumped, too: a laptop wakes, an hour comes twice."""
        if not self._shown_from <= self.now() < self._shown_until:
            self.tick()
        super().look()

    def show_front(self, view: SessionView) -> None:
        """Show a session, as far as it is in sight."""
        raise NotImplementedError

    # What can be done

    def why_not(self, action: str) -> str | None:
        """Nothing changes before it was read, nor once the session is finished."""
        if any(action in vars(part).get("CHANGES", ()) for part in type(self).__mro__):
            if self.view is None:
                return words.LOADING
            if self.view.session.finalised_at is not None:
                return sentence(errors.SessionFinalised(number=self.number))
        return super().why_not(action)
