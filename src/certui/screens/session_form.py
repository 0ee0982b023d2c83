"""A session's fields, typed: a new session, a copy of one, or one that is edited."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from certui.domain import drafts, wall_clock
from certui.domain.faults import Fault
from certui.domain.refusals import InvalidSession
from certui.domain.session_fields import TYPED
from certui.errors import CertuiError
from certui.screens.asking import ask
from certui.screens.page import Page
from certui.services.sessions import EditedSession, copy_of, draft_of
from certui.widgets.form_field import FormField
from certui.widgets.plain import plain
from certui.widgets.word_button import WordButton
from certui.wording import drafts as faults_said
from certui.wording import preparing as words
from certui.wording.typography import hour, numeric_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from textual.widget import Widget

    from certui.domain.models import ExamSession, SessionDraft
    from certui.domain.session_fields import Typed
    from certui.services.sessions import SessionService

    Saved = ExamSession | EditedSession


# No form of a day or an hour is longer.
_LONGEST_WALL_CLOCK: Final = 60


class SessionFormScreen(Page["Saved | None"]):
    """Takes a session's fields; answers what was saved, or None.

    Args:
        title: what is being done.
        verb: the word on the button that saves.
        today: the day it is at the centre.
        save: saves a draft; what it refuses is told, and nothing typed is lost.
        typed: what the fields hold at first, by name.
    """

    CSS_PATH = "session_form.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Enregistrer", id="form.save"),
        Binding("tab", "app.focus_next", "Champ suivant", key_display="Tab", id="form.next"),
    ]

    def __init__(
        self,
        title: str,
        verb: str,
        today: dt.date,
        save: Callable[[SessionDraft], Saved],
        typed: Mapping[str, str],
    ) -> None:
        super().__init__()
        self._title = title
        self._verb = verb
        self._today = today
        self._save = save
        self._typed = typed

    def body(self) -> Iterable[Widget]:
        """The title, the fields, and the buttons."""
        yield Static(plain(self._title), id="title")
        with Vertical(id="fields"):
            for name, field in TYPED.items():
                yield self._field(name, field)
        with Horizontal(id="buttons"):
            yield WordButton("Annuler", "cancel")
            yield WordButton(self._verb, "save")

    def _field(self, name: str, field: Typed) -> FormField:
        read = {"day": self._read_day, "hour": _read_hour}.get(field.kind)
        return FormField(
            name,
            label=field.label,
            value=self._typed.get(name, ""),
            most=field.longest if read is None else _LONGEST_WALL_CLOCK,
            example=field.example,
            read=read,
        )

    def on_mount(self) -> None:
        """Begin where there is something to type."""
        fields = list(self.query(FormField))
        first = next((one for one in fields if not one.value), fields[0])
        self.set_focus(first.input)

    def _read_day(self, typed: str) -> str:
        day = wall_clock.read_day(typed, self._today)
        return words.UNREAD[day] if isinstance(day, Fault) else words.read(day, self._today)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Save, or leave."""
        event.stop()
        if event.button.id == "save":
            self.action_save()
        else:
            self.action_back()

    def action_save(self) -> None:
        """Save what was typed, or say at each field what is wrong with it."""
        typed = {one.name or "": one.value for one in self.query(FormField)}
        try:
            draft = drafts.session_draft(typed, today=self._today, whole=True)
        except InvalidSession as refused:
            self._show_faults(refused.faults)
        else:
            self._show_faults({})
            if any(one.touched for one in self.query(FormField)):
                self._keep(draft)
            else:
                self.dismiss(None)

    def _show_faults(self, faults: Mapping[str, Fault]) -> None:
        fields = [(one, one.name or "") for one in self.query(FormField)]
        for field, name in fields:
            said = faults_said.session_field(name, faults[name]) if name in faults else ""
            field.show_fault(said)
        wrong = [field for field, name in fields if name in faults]
        if wrong:
            self.set_focus(wrong[0].input)

    @work(exclusive=True, group="save")
    async def _keep(self, draft: SessionDraft) -> None:
        try:
            saved = await asyncio.to_thread(self._save, draft)
        except CertuiError as error:
            self.refuse(error)
        else:
            self.dismiss(saved)

    def action_back(self) -> None:
        """Leave; ask first when something typed would be lost."""
        if not any(one.touched for one in self.query(FormField)):
            self.dismiss(None)
        else:
            ask(self, words.ASK_ABANDON, words.ABANDON, self.dismiss)


def _read_hour(typed: str) -> str:
    time = wall_clock.read_hour(typed)
    return words.UNREAD[time] if isinstance(time, Fault) else hour(time)


def creation(sessions: SessionService, today: dt.date) -> SessionFormScreen:
    """The form of a new session."""
    return SessionFormScreen(words.CREATION, words.CREATE, today, sessions.create, {})


def duplication(sessions: SessionService, today: dt.date, like: ExamSession) -> SessionFormScreen:
    """The form of a session like another: only its day and hour are left to type."""
    typed = _texts(copy_of(like))
    return SessionFormScreen(words.CREATION, words.CREATE, today, sessions.create, typed)


def modification(
    sessions: SessionService, today: dt.date, session: ExamSession
) -> SessionFormScreen:
    """The form of a session that exists."""
    typed = _texts(draft_of(session))
    typed |= {"date": numeric_date(session.date), "time": hour(session.time)}

    def save(draft: SessionDraft) -> EditedSession:
        return sessions.edit(session.number, draft, known=session)

    return SessionFormScreen(words.MODIFICATION, words.MODIFY, today, save, typed)


def _texts(draft: SessionDraft) -> dict[str, str]:
    """What a draft holds, but for its day and its hour."""
    return {name: getattr(draft, name) for name, field in TYPED.items() if field.kind == "text"}
