"""One session, on one page: its details, its candidates, and who is where on its day."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.widgets import Button, ContentSwitcher, Static

from certui import errors
from certui.late import late
from certui.screens.day_acts import DayActsPage
from certui.screens.day_steps import DayStepsPage
from certui.screens.enrolment import EnrolmentPage
from certui.screens.pane import Pane, Shown
from certui.screens.session_candidates import CandidatesPane
from certui.screens.session_details import DetailsPane
from certui.screens.session_papers import SessionPapersPage
from certui.services.sessions import EditedSession
from certui.widgets.session_bar import SessionBar
from certui.widgets.tab_line import TabLine
from certui.wording import preparing
from certui.wording import sessions as words
from certui.wording.refusals import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from certui.domain.models import Candidate, ExamSession
    from certui.screens import day, session_form
    from certui.services.sessions import SessionView
    from certui.services.use_cases import UseCases
else:
    day = late("certui.screens.day")
    session_form = late("certui.screens.session_form")


class Front(enum.IntEnum):
    """A tab of the page; its pane bears its name."""

    DETAILS = 0
    CANDIDATES = 1
    DAY = 2


# What is offered where there are candidates in sight.
_LISTED: Final = (
    (EnrolmentPage.CHANGES - {"add"})
    | DayStepsPage.CHANGES
    | DayActsPage.CHANGES
    | frozenset({"reopen"})
)
_HIDDEN_ONCE_FINISHED: Final = frozenset({"finish", "start_all", "reason", "resume"})


class SessionScreen(DayActsPage, DayStepsPage, SessionPapersPage, EnrolmentPage):
    """Shows a session, a pane at a time, and does what can be done there.

    It is read once for all panes; the one in front is shown what was read, and those behind nothing
    until they come to the front.

    Args:
        use_cases: those on sessions, candidates and documents.
        number: the session.
    """

    CSS_PATH: ClassVar = ["session.tcss", "day.tcss"]
    AUTO_FOCUS = ""
    CHANGES = frozenset({"edit"})
    BINDINGS: ClassVar[list[BindingType]] = [
        # The tabs say their digits themselves.
        Binding("1", "tab(0)", "Détail", show=False, id="session.details"),
        Binding("2", "tab(1)", "Candidats", show=False, id="session.candidates"),
        Binding("3", "tab(2)", "Surveillance", show=False, id="session.day"),
        Binding("m", "edit", "Modifier", tooltip="Modifier la session"),
        Binding("u", "undo", "Annuler", tooltip="Annuler la dernière action faite ici"),
        Binding("r", "refresh", "Actualiser", id="session.refresh"),
    ]

    panes = getters.query_one(ContentSwitcher)

    def __init__(self, use_cases: UseCases, number: int) -> None:
        super().__init__(use_cases, number)
        self._tab = Front.CANDIDATES

    def head(self) -> Widget:
        """The session."""
        return SessionBar(self.number)

    def body(self) -> Iterable[Widget]:
        """The tabs, and what the one in front shows."""
        yield TabLine(words.tabs(None), self._tab)
        with ContentSwitcher(initial="notice"):
            yield Static(words.LOADING, id="notice")
            yield DetailsPane(id=Front.DETAILS.name)
            yield CandidatesPane(id=Front.CANDIDATES.name)

    @property
    def pane(self) -> Pane | None:
        """The pane in front; None before the session was read."""
        shown = self.panes.visible_content
        return shown if isinstance(shown, Pane) else None

    @property
    def bar(self) -> tuple[str, ...]:  # type: ignore[override]
        """What the key bar shows first: what one does on the pane in front."""
        return () if self.pane is None else self.pane.BAR

    # Who is chosen

    @property
    def current(self) -> Candidate | None:
        """The candidate under the cursor of the pane in front."""
        return None if self.pane is None else self.pane.current

    @property
    def chosen(self) -> tuple[Candidate, ...]:
        """Those ticked on the pane in front; when nobody is, the one under the cursor."""
        ticked = () if self.pane is None else self.pane.ticked
        return ticked or (() if self.current is None else (self.current,))

    def mark(self, candidates: list[Candidate]) -> None:
        """Tick candidates on the pane in front."""
        if self.pane is not None:
            self.pane.mark(candidates)

    def untick(self) -> None:
        """Take the ticks away there, once something was done with them."""
        if self.pane is not None:
            self.pane.untick()

    @on(Pane.Chosen)
    def _follow_chosen(self) -> None:
        self.refresh_bindings()

    # Showing

    def show_front(self, view: SessionView) -> None:
        """Show what was read, as far as it is in sight."""
        self.query_one(SessionBar).show(view.session.name, words.when(view.session))
        tabs = words.tabs(len(view.candidates))
        self.query_one(TabLine).show(tabs, self._tab, words.where(view))
        pane = self.panes.get_child_by_id(self._tab.name, Pane)
        if self.panes.current != self._tab.name:
            self.panes.current = self._tab.name
        pane.show(Shown(view, self.now(), self.why_not("add")))
        if self.focused is None or pane not in self.focused.ancestors:
            self.set_focus(pane.front)
        self.refresh_bindings()

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show the keys of what is in front only."""
        if action == "tab":
            return self._tab not in parameters
        if action in _LISTED and not self._is_offered(action):
            return False
        return super().check_action(action, parameters)

    def _is_offered(self, action: str) -> bool:
        if self._tab is Front.DETAILS or self.pane is None or self.pane.is_empty:
            return False
        finished = self.view is not None and self.view.session.finalised_at is not None
        if action == "reopen":
            return finished
        return not (finished and action in _HIDDEN_ONCE_FINISHED)

    def why_not(self, action: str) -> str | None:
        """A session whose day has come for somebody is edited no more."""
        forbidden = super().why_not(action)
        if forbidden is None and action == "edit" and self.view and not self.view.may_edit:
            return sentence(errors.SessionHasJoined(number=self.number))
        return forbidden

    # Doing

    def action_edit(self) -> None:
        """Edit the session’s fields."""
        if self.view is not None:
            sessions = self.use_cases.sessions
            today = sessions.today(self.view.centre)
            form = session_form.modification(sessions, today, self.view.session)
            self.app.push_screen(form, self._edited)

    def _edited(self, result: ExamSession | EditedSession | None) -> None:
        if isinstance(result, EditedSession):
            tell = self.say if result.changed else self.refuse
            tell(preparing.edited(result))
        self.load()

    @on(Button.Pressed, "#add")
    async def _add_pressed(self) -> None:
        await self.run_or_refuse("add")

    # Looking

    async def action_tab(self, tab: int) -> None:
        """Bring a tab to the front; the pane of the day is made when it is first wanted."""
        self._tab = Front(tab)
        if self._tab is Front.DAY and not self.panes.query(day.DayPane):
            await self.panes.mount(day.DayPane(id=Front.DAY.name))
        if self.view is not None:
            self.tick()
        else:
            self.query_one(TabLine).show(words.tabs(None), self._tab)

    def step_back(self) -> bool:
        """Out of the filter, then out of the ticks, of the pane in front."""
        return self.pane is not None and self.pane.step_back()
