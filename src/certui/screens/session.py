"""One session: its details, and its candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Center, Vertical, VerticalScroll
from textual.widgets import Button, ContentSwitcher, Static

from certui import errors
from certui.domain.day import Move, is_of_the_day
from certui.domain.models import SessionState
from certui.domain.papers import DocumentKind
from certui.domain.refusals import CandidatesNotRemovable
from certui.late import late
from certui.screens.asking import ask
from certui.screens.noting import NotingPage, takes_back
from certui.services.sessions import EditedSession, SessionView
from certui.widgets.candidate_table import ORDERS, CandidateTable
from certui.widgets.field_list import FieldList
from certui.widgets.filter_input import FilterInput
from certui.widgets.line_table import LineTable
from certui.widgets.plain import paragraph
from certui.widgets.session_card import SessionCard
from certui.widgets.tab_line import TabLine
from certui.widgets.title_line import TitleLine
from certui.widgets.word_button import WordButton
from certui.wording import day as day_words
from certui.wording import enrolment as said
from certui.wording import preparing
from certui.wording import sessions as words
from certui.wording.refusals import sentence
from certui.wording.typography import hour, long_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from certui.domain.models import Candidate, ExamSession
    from certui.screens import (
        add_candidates,
        document,
        documents,
        extra_time,
        session_form,
    )
    from certui.screens import supervision as supervising
    from certui.services.enrolment import Enrolled, Removed
    from certui.services.needs import AccessibilitySet, ExtraTimeSet
    from certui.services.undoing import UndoService
    from certui.services.use_cases import UseCases
else:
    add_candidates = late("certui.screens.add_candidates")
    document = late("certui.screens.document")
    documents = late("certui.screens.documents")
    extra_time = late("certui.screens.extra_time")
    session_form = late("certui.screens.session_form")
    supervising = late("certui.screens.supervision")


_MINUTE: Final = 60
_DETAILS: Final = 0
_CANDIDATES: Final = 1
_ADD_HINT: Final = "a Ajouter des candidats"
_PV_HINT: Final = "v Télécharger le PV"
_OF_THE_LIST: Final = frozenset({"remove", "join", "sort", "filter", "extra_time", "accessibility"})
_OF_CANDIDATES: Final = frozenset({"remove", "join", "extra_time", "accessibility"})
_CHANGES: Final = _OF_CANDIDATES | {"add", "edit"}
_ARRIVALS: Final = (Move.ARRIVE, Move.UNDO_ARRIVAL)
# What each pane gives the focus to.
_FOCUS: Final = {"list": "#candidates", "empty": "#add", "details": "#details"}


class SessionScreen(NotingPage[None, SessionView]):
    """Shows a session; adds and removes candidates, notes arrivals, undoes.

    Args:
        use_cases: those on sessions, candidates and documents.
        number: the session.
    """

    CSS_PATH = "session.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        # The tabs say their digits themselves.
        Binding("1", "tab(0)", "Détail", show=False, id="session.details"),
        Binding("2", "tab(1)", "Candidats", show=False, id="session.candidates"),
        Binding("3", "supervise", "Surveillance", show=False, id="session.supervision"),
        Binding("a", "add", "Ajouter", tooltip="Ajouter des candidats", id="session.add"),
        Binding("x,delete", "remove", "Supprimer", tooltip="Supprimer le candidat"),
        Binding("p", "join", "Présent", tooltip="Noter l’arrivée du candidat"),
        Binding("v", "document('PV')", "PV", tooltip="Télécharger le PV", id="session.pv"),
        Binding(
            "f",
            "document('ATTENDANCE')",
            "Émargement",
            tooltip="Télécharger la feuille d’émargement",
            id="session.attendance",
        ),
        Binding("t", "extra_time", "Temps majoré", tooltip="Temps majoré des candidats cochés"),
        Binding(
            "e",
            "accessibility",
            "Accessibilité",
            tooltip="Aménagement d’accessibilité des candidats cochés",
            show=False,
        ),
        Binding("m", "edit", "Modifier", tooltip="Modifier la session"),
        Binding("u", "undo", "Annuler", tooltip="Annuler la dernière action faite ici"),
        Binding("s", "sort", "Trier", tooltip="Changer l’ordre de la liste"),
        Binding("slash", "filter", "Filtrer", tooltip="Filtrer la liste"),
        Binding("D", "documents", "Documents", tooltip="Télécharger un autre document"),
        Binding("r", "refresh", "Actualiser", id="session.refresh"),
    ]

    filter = getters.query_one("#filter", FilterInput)
    table = getters.query_one(CandidateTable)
    panes = getters.query_one(ContentSwitcher)

    def __init__(self, use_cases: UseCases, number: int) -> None:
        super().__init__(number)
        self._use_cases = use_cases
        self._sessions = use_cases.sessions
        self._enrolment = use_cases.enrolment
        self._view: SessionView | None = None
        self._tab = _CANDIDATES
        self._order = 0

    @property
    def undoing(self) -> UndoService:
        """What can be undone of the session."""
        return self._use_cases.undoing

    @property
    def chosen(self) -> tuple[Candidate, ...]:
        """Those ticked; when nobody is, the one under the cursor."""
        current = self.table.current
        return self.table.ticked or (() if current is None else (current,))

    def untick(self) -> None:
        """Take the ticks away."""
        self.table.untick()

    def body(self) -> Iterable[Widget]:
        """The session at the head, the tabs, and what the one in front shows."""
        yield SessionCard(self.number)
        yield TabLine(words.tabs(None), self._tab)
        with ContentSwitcher(initial="notice"):
            yield Static(words.LOADING, id="notice")
            with Vertical(id="list"):
                yield TitleLine()
                yield FilterInput(id="filter")
                yield CandidateTable()
            with Vertical(id="empty"):
                yield Static(id="invitation")
                with Center():
                    yield WordButton("Ajouter des candidats", "add")
            with VerticalScroll(id="details"):
                yield FieldList()

    # Reading

    def on_mount(self) -> None:
        """Read the session; it begins, and others work on it, while one looks."""
        self.watch(self.filter, "value", self._list, init=False)
        self.set_interval(_MINUTE, self._tick)
        self.load()

    def _tick(self) -> None:
        if self.is_current:
            self.load()

    def read(self) -> SessionView:
        """The session."""
        return self._sessions.view(self.number)

    def show_unread(self, error: errors.CertuiError) -> None:
        """In the place of the session, when it was never read."""
        if self._view is None:
            self.query_one("#notice", Static).update(paragraph([sentence(error), "", words.RETRY]))
        else:
            self.refuse(error)

    def show(self, view: SessionView) -> None:
        """The head, the details, the candidates."""
        self._view = view
        session = view.session
        self.query_one(SessionCard).show(session.name, long_date(session.date), hour(session.time))
        self.query_one(FieldList).show(words.details(view))
        reason = self.why_not("add")
        if reason is None:
            self._update("#invitation", said.EMPTY_SESSION)
        else:
            self._update("#invitation", words.NO_CANDIDATE, reason)
        self.query_one("#add", Button).display = reason is None
        self.table.load(session, view.candidates)
        self._list()
        self.follow(self._sessions.version)

    def _list(self) -> None:
        """Show the candidates that answer the filter; as cheap as a key press must be."""
        if self._view is None:
            return
        total = len(self._view.candidates)
        shown = self.table.choose(self._order, self.filter.value)
        self.table.say_when_empty(words.NO_CANDIDATE_MATCHES)
        title = [words.candidates_title(total, shown)]
        if self._order:
            title.append(words.sorted_by(ORDERS[self._order][0]))
        if ticked := len(self.table.ticked):
            title.append(words.ticked(ticked))
        add = f"({_ADD_HINT})" if self.why_not("add") else _ADD_HINT
        self.query_one(TitleLine).show(" · ".join(title), (f"{add} · {_PV_HINT}", add))
        self.query_one(TabLine).show(self._tabs(self._view), self._tab)
        self._turn_to("details" if self._tab == _DETAILS else "list" if total else "empty")
        self.refresh_bindings()

    def _tabs(self, view: SessionView) -> list[str]:
        """What the tabs say; the third is there from the session's day on."""
        tabs = words.tabs(len(view.candidates))
        return [*tabs, day_words.TAB] if self._is_of_the_day(view) else tabs

    def _is_of_the_day(self, view: SessionView) -> bool:
        return is_of_the_day(view.session, self._use_cases.day.now())

    def _turn_to(self, pane: str) -> None:
        if self.panes.current != pane:
            self.panes.current = pane
            self.set_focus(self.query_one(_FOCUS[pane]))

    def _update(self, selector: str, *lines: str) -> None:
        self.write(selector, *lines)

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show the keys of what is in front only."""
        if action == "tab":
            return self._tab not in parameters
        if action == "supervise" and not (self._view and self._is_of_the_day(self._view)):
            return False
        if action in _OF_THE_LIST and self.panes.current != "list":
            return False
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str | None:
        """What the session's state, or the candidates', forbids."""
        if action not in _CHANGES:
            return super().why_not(action)
        if self._view is None:
            return words.LOADING
        if self._view.state is SessionState.FINALISED:
            return sentence(errors.SessionFinalised(number=self.number))
        if action in _OF_CANDIDATES:
            return self._why_not_chosen(action, self._view)
        if action == "add":
            begun = self._view.state is SessionState.BEGUN
            return said.SESSION_HAS_BEGUN if begun else None
        joined = errors.SessionHasJoined(number=self.number)
        return None if self._view.may_edit else sentence(joined)

    def _why_not_chosen(self, action: str, view: SessionView) -> str | None:
        """What forbids an action on those chosen."""
        chosen = self.chosen
        if not chosen:
            return words.NOBODY_HERE
        joined = [one for one in chosen if one.joined_at is not None]
        if action == "accessibility" and joined:
            return sentence(errors.AccessibilitySettled(count=len(joined)))
        if action == "remove" and joined:
            if len(chosen) == 1:
                return said.CANDIDATE_HAS_JOINED
            persons = [one.person for one in joined]
            number = self.number
            return sentence(CandidatesNotRemovable(number=number, joined=persons, reported=[]))
        if action == "join" and not (self._is_of_the_day(view) or takes_back(chosen, _ARRIVALS)):
            return sentence(errors.NotTheDay(number=self.number, date=view.session.date))
        return None

    @on(CandidateTable.Ticked)
    def _follow_ticks(self) -> None:
        self._list()

    @on(LineTable.RowHighlighted)
    def _follow_cursor(self) -> None:
        self.refresh_bindings()

    # Doing

    def action_add(self) -> None:
        """Choose pupils to add."""
        if self._view is not None:
            name = self._view.session.name
            screen = add_candidates.AddCandidatesScreen(self._enrolment, self.number, name)
            self.app.push_screen(screen, self._added)

    def _added(self, result: Enrolled | None) -> None:
        if result is not None and result.added:
            self.say(said.enrolled(result))
        elif result is not None:
            self.refuse(said.enrolled(result))
        self.load()

    def action_remove(self) -> None:
        """Remove those ticked, or the candidate under the cursor, once it is confirmed."""
        chosen = self.chosen
        ids = [one.id for one in chosen]

        def remove() -> None:
            self.act(lambda: self._enrolment.remove(self.number, ids), self._removed)

        if chosen:
            whose = said.named([one.person for one in chosen])
            ask(self, said.ask_removal(chosen), "Supprimer", remove, whose=whose)

    def _removed(self, removed: Removed) -> None:
        self.say(said.removed(len(removed.candidates)))

    def action_join(self) -> None:
        """Note that those ticked, or the candidate under the cursor, are there; or are not."""
        day = self._use_cases.day
        self.step(day.arrive, day.undo_arrival, _ARRIVALS)

    def action_extra_time(self) -> None:
        """Set the extra time of those ticked, or of the one under the cursor."""
        chosen = self.chosen

        def answered(answer: extra_time.ExtraTime | None) -> None:
            if answer is not None:
                self.act(lambda: self._set_extra_time(chosen, answer.percentage), self._needs_set)

        if chosen:
            self.app.push_screen(extra_time.ExtraTimeScreen(chosen), answered)

    def _set_extra_time(
        self, chosen: tuple[Candidate, ...], percentage: int | None
    ) -> ExtraTimeSet:
        ids = [one.id for one in chosen]
        return self._use_cases.needs.set_extra_time(self.number, ids, percentage)

    def _needs_set(self, done: ExtraTimeSet | AccessibilitySet) -> None:
        tell = self.say if done.count else self.refuse
        tell(preparing.needs_set(done))

    def action_accessibility(self) -> None:
        """Give those ticked, or the one under the cursor, an accessible test; or take it away."""
        if chosen := self.chosen:
            self.act(lambda: self._set_accessibility(chosen), self._needs_set)

    def _set_accessibility(self, chosen: tuple[Candidate, ...]) -> AccessibilitySet:
        ids = [one.id for one in chosen]
        needed = not all(one.accessibility for one in chosen)
        return self._use_cases.needs.set_accessibility(self.number, ids, needed=needed)

    def action_edit(self) -> None:
        """Edit the session’s fields."""
        if self._view is not None:
            today = self._sessions.today(self._view.centre)
            form = session_form.modification(self._sessions, today, self._view.session)
            self.app.push_screen(form, self._edited)

    def _edited(self, result: ExamSession | EditedSession | None) -> None:
        if isinstance(result, EditedSession):
            tell = self.say if result.changed else self.refuse
            tell(preparing.edited(result))
        self.load()

    # Looking

    def action_supervise(self) -> None:
        """Hold the session."""
        day = self._use_cases.day
        screen = supervising.SupervisionScreen(day, self.number, self.undoing, self.done_before)
        self.app.push_screen(screen, self._supervised)

    def _supervised(self, tab: int | None) -> None:
        if tab is not None:
            self.action_tab(tab)
        self.load()

    def action_document(self, name: str) -> None:
        """See a document, by its name in :class:`DocumentKind`; then save it or print it."""
        self._open_document(DocumentKind[name])

    def action_documents(self) -> None:
        """Choose a document."""
        self.app.push_screen(documents.DocumentsScreen(), self._open_document)

    def _open_document(self, kind: DocumentKind | None) -> None:
        if kind is not None:
            done = self._use_cases
            screen = document.DocumentScreen(done.papers, done.delivery, self.number, kind)
            self.app.push_screen(screen)

    def action_tab(self, tab: int) -> None:
        """Bring a tab to the front."""
        self._tab = tab
        self._list()

    def action_sort(self) -> None:
        """Change the order of the list."""
        self._order = (self._order + 1) % len(ORDERS)
        self._list()

    def action_filter(self) -> None:
        """Type a filter."""
        self.add_class("-filtering")
        self.set_focus(self.filter)

    def action_refresh(self) -> None:
        """Read the session again."""
        self.load()

    def action_back(self) -> None:
        """Clear the filter first; then leave."""
        if self.has_class("-filtering"):
            self.filter.clear()
            self.remove_class("-filtering")
            self.set_focus(self.table)
        elif self.table.ticked:
            self.table.untick()
        else:
            self.dismiss(None)

    @on(Button.Pressed, "#add")
    async def _add_pressed(self) -> None:
        await self.run_or_refuse("add")
