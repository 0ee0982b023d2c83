"""The first screen: the centre's certification sessions, newest first."""

from __future__ import annotations

import asyncio
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on, work
from textual.binding import Binding, BindingType
from textual.widgets import Static

from certui.domain.session_fields import list_columns
from certui.errors import CertuiError, SessionFinalised, SessionHasJoined, SessionNotDeletable
from certui.late import late
from certui.screens.asking import ask
from certui.screens.filtering import FILTER, Filtering
from certui.screens.undoing import UndoingPage
from certui.terminal.memory import MEMORY
from certui.widgets.filter_input import FilterInput
from certui.widgets.header import Header
from certui.widgets.line_table import LineTable
from certui.widgets.lines import line_column
from certui.widgets.plain import paragraph
from certui.wording import sessions as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.widget import Widget

    from certui.domain import models
    from certui.domain.models import Centre, ExamSession, SessionSummary
    from certui.domain.roster_changes import RosterChange
    from certui.screens import centre, import_roster, session_form
    from certui.screens import session as session_screen
    from certui.services.sessions import DeletedSession, EditedSession, SessionService
    from certui.services.undoing import Undone, UndoService
    from certui.services.use_cases import UseCases
    from certui.widgets import session_lines
    from certui.widgets.session_lines import Listing
    from certui.wording import centres, imports, preparing
else:
    models = late("certui.domain.models")
    centre = late("certui.screens.centre")
    import_roster = late("certui.screens.import_roster")
    session_screen = late("certui.screens.session")
    session_form = late("certui.screens.session_form")
    session_lines = late("certui.widgets.session_lines")
    centres = late("certui.wording.centres")
    imports = late("certui.wording.imports")
    preparing = late("certui.wording.preparing")

_COLUMNS: Final = [line_column(one) for one in list_columns()]
_MINUTE: Final = 60
# The screens that are opened next, those they ask their questions on among them.
_SOON: Final = ("add_candidates", "confirm", "document", "session", "session_form")


def _preload() -> None:
    """Import what the next screens need while one reads the first."""
    for one in _SOON:
        import_module(f"certui.screens.{one}")
    MEMORY.begin()


class SessionsTable(LineTable):
    """The list; Entrée opens."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.open", "Ouvrir")]


class SessionsScreen(Filtering, UndoingPage[None, "Listing"]):
    """Lists the sessions and opens one.

    Args:
        use_cases: those on sessions, and others for the screens it opens.
    """

    AUTO_FOCUS = "#sessions"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Ouvrir", show=False, id="sessions.open"),
        Binding("n", "new", "Nouvelle session", id="sessions.new"),
        Binding("i", "import", "Importer des élèves", id="sessions.import"),
        Binding("d", "copy", "Dupliquer", tooltip="Dupliquer la session", id="sessions.copy"),
        Binding("m", "edit", "Modifier", tooltip="Modifier la session", id="sessions.edit"),
        Binding(
            "x,delete", "delete", "Supprimer", tooltip="Supprimer la session", id="sessions.delete"
        ),
        Binding(
            "u",
            "undo",
            "Annuler",
            tooltip="Annuler la dernière action faite ici",
            id="sessions.undo",
        ),
        FILTER,
        Binding("r", "refresh", "Actualiser", id="sessions.refresh"),
        Binding("C", "centre", "Centre", tooltip="Modifier le centre", id="sessions.centre"),
        Binding("q", "app.quit", "Quitter", id="page.quit"),
        Binding("escape", "escape", show=False, id="page.escape"),
    ]

    table = getters.query_one("#sessions", SessionsTable)

    def __init__(self, use_cases: UseCases) -> None:
        super().__init__()
        self._use_cases = use_cases
        self._listing: Listing | None = None
        self._centre: Centre | None = None
        self._summaries: Mapping[int, SessionSummary] = {}
        self._prepared = False
        # The session to put the cursor on once the list has been read again.
        self._newest: int | None = None

    @property
    def _sessions(self) -> SessionService:
        """Made when it is first needed, after the first frame."""
        return self._use_cases.sessions

    def body(self) -> Iterable[Widget]:
        """The title, the filter, the list, and what stands in its place."""
        yield Static("Sessions de certification", id="title")
        yield FilterInput(id="filter")
        yield SessionsTable(_COLUMNS, id="sessions", placeholder=words.LOADING)
        yield Static(id="notice")

    def on_mount(self) -> None:
        """Sessions begin, and others work, while one looks."""
        self.set_interval(_MINUTE, self._tick)

    def on_screen_resume(self) -> None:
        """Read the sessions again, after the frame that shows the screen."""
        self.call_after_refresh(self.load)

    def _tick(self) -> None:
        if self.is_current:
            self.load()

    @property
    def undoing(self) -> UndoService:
        """What can be undone of the list: sessions made, changed or deleted, and imports."""
        return self._use_cases.undoing

    async def look_back(self) -> None:
        """Not before the first frame, which does without the store."""
        if self._prepared:
            await super().look_back()

    def read(self) -> Listing:
        """The sessions, as lines of the list."""
        centre, summaries = self._sessions.summaries()
        return session_lines.listing(centre, summaries, self._sessions.today(centre))

    def show(self, view: Listing) -> None:
        """The list; then get ready what comes with the next screens."""
        first, self._listing = self._listing is None, view
        # Not where it is read: what a thread has read late would take the place of what is new.
        self._centre, self._summaries = view.centre, view.summaries
        self.show_filtered()
        self.follow(self._sessions.version)
        if first:
            self._prepare()

    def show_unread(self, error: CertuiError) -> None:
        """In the place of the list, when it was never read."""
        if self._listing is None:
            self._notice([self.sentence(error), "", words.RETRY])
            self._prepare()
        else:
            self.refuse(error)

    @work(exclusive=True, group="ahead")
    async def _prepare(self) -> None:
        """Import what the next screens need; nobody waits for it."""
        await asyncio.to_thread(_preload)
        # The list may have been read without opening the store, which the next screens need.
        self.look()
        self._prepared = True
        await self.look_back()

    def show_filtered(self) -> None:
        """Show the sessions that answer the filter; as cheap as a key press must be."""
        found = self._listing
        if found is None:
            return
        query = self.filter.value
        lines = [found.lines[row] for row in found.finder.all(query)] if query else found.lines
        if self.app.title != (title := words.centre_line(found.centre)):
            self.app.title = title
            self.query_one(Header).refresh()
        self.write("#title", words.sessions_title(len(found.lines), len(lines)))
        self.table.say_when_empty(words.NO_SESSION_MATCHES)
        self.table.fit_columns(found.lines)
        self.table.show_lines(lines)
        self._seek_newest()
        self._notice([] if found.lines else [words.NO_SESSION, "", *words.NO_SESSION_HINTS])

    def _notice(self, lines: list[str]) -> None:
        """Put some lines in the place of the list; none to have the list back."""
        self.set_class(bool(lines), "-notice")
        self.refresh_bindings()
        if lines:
            self.query_one("#notice", Static).update(paragraph(lines))

    @on(SessionsTable.RowSelected)
    def _open_clicked(self) -> None:
        self.action_open()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a list there is nothing to open or to filter."""
        if action in {"open", "filter", "copy", "edit", "delete"} and self.has_class("-notice"):
            return False
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str | None:
        """A session under the cursor is copied or deleted; a deleted one is put back."""
        if action not in {"new", "copy", "edit", "delete", "centre"}:
            return super().why_not(action)
        if self._centre is None:
            return words.LOADING
        return None if action in {"new", "centre"} else self._why_not_here(action)

    def _why_not_here(self, action: str) -> str | None:
        """What forbids an action on the session under the cursor."""
        summary = self._current
        if summary is None:
            return words.NO_SESSION_HERE
        number = summary.session.number
        if action in {"edit", "delete"} and summary.session.finalised_at is not None:
            return self.sentence(SessionFinalised(number=number))
        if action == "edit" and summary.joined:
            return self.sentence(SessionHasJoined(number=number))
        if action == "delete" and summary.joined:
            return self.sentence(SessionNotDeletable(number=number))
        return None

    @property
    def _current(self) -> SessionSummary | None:
        """The session under the cursor."""
        key = self.table.current_key
        return None if key is None else self._summaries.get(int(key))

    @on(SessionsTable.RowHighlighted)
    def _follow_cursor(self) -> None:
        self.refresh_bindings()

    # The roster

    def action_import(self) -> None:
        """Import the school's pupils."""
        done = self._use_cases
        screen = import_roster.ImportRosterScreen(done.roster, done.leavers)
        self.app.push_screen(screen, self._imported)

    def _imported(self, change: RosterChange | None) -> None:
        if change is not None:
            tell = self.refuse if change.touches_nobody else self.say
            tell(imports.imported(change))

    # The centre

    def action_centre(self) -> None:
        """Change what the centre is called, and what it is to Pix."""
        if self._centre is not None:
            self.app.push_screen(
                centre.CentreScreen(self._sessions, self._centre), self._centre_saved
            )

    def _centre_saved(self, saved: Centre | None) -> None:
        if saved is not None:
            before = saved if self._centre is None else self._centre
            self.say(centres.saved(before, saved))

    # Before the day

    def action_new(self) -> None:
        """Type a new session."""
        self._type(None)

    def action_copy(self) -> None:
        """Type a session like the one under the cursor."""
        if (summary := self._current) is not None:
            self._type(summary.session)

    def action_edit(self) -> None:
        """Edit the session under the cursor."""
        if (summary := self._current) is not None and self._centre is not None:
            today = self._sessions.today(self._centre)
            form = session_form.modification(self._sessions, today, summary.session)
            self.app.push_screen(form, self._edited)

    def _edited(self, result: ExamSession | EditedSession | None) -> None:
        if result is not None and not isinstance(result, models.ExamSession):
            tell = self.say if result.changed else self.refuse
            tell(preparing.edited(result))

    def _type(self, like: ExamSession | None) -> None:
        """Open the form within the key itself: the next letter is already the form's."""
        if self._centre is not None:
            today = self._sessions.today(self._centre)
            form = (
                session_form.creation(self._sessions, today)
                if like is None
                else session_form.duplication(self._sessions, today, like)
            )
            self.app.push_screen(form, self._created)

    def _created(self, session: ExamSession | EditedSession | None) -> None:
        if isinstance(session, models.ExamSession):
            self._newest = session.number
            self.say(preparing.created(session))

    def _seek_newest(self) -> None:
        """Put the cursor on a session just made, once it is in the list."""
        if self._newest is not None and self._listing is not None:
            keys = [line.key for line in self._listing.lines]
            if str(self._newest) in keys and not self.filter.value:
                self.table.move_cursor(row=keys.index(str(self._newest)))
                self._newest = None

    def action_delete(self) -> None:
        """Delete the session under the cursor, once it is confirmed."""
        summary = self._current
        if summary is None:
            return

        def delete() -> None:
            self.act(lambda: self._sessions.delete(summary.session.number), self._gone)

        question = preparing.ask_deletion(summary.session, summary.candidates)
        ask(self, question, "Supprimer", delete)

    def _gone(self, _deleted: DeletedSession) -> None:
        self.say(preparing.DELETED)

    def undone(self, result: Undone) -> None:
        """Tell it, and go to the session that is back."""
        self._newest = result.what.session_number
        super().undone(result)

    def action_open(self) -> None:
        """Open the session under the cursor."""
        if (key := self.table.current_key) is not None:
            self.app.push_screen(session_screen.SessionScreen(self._use_cases, int(key)))

    def leave(self) -> None:
        """Go to the list: there is nothing behind this screen."""
        self.leave_filter()
