"""The list of sessions, and what is done to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from typing_extensions import override

from certui import errors
from certui.dialogue import forms, undoing
from certui.dialogue.place import Command, Place
from certui.dialogue.session import OneSession
from certui.domain import search
from certui.domain.refusals import DangerousImport
from certui.wording import dialogue as words
from certui.wording import import_questions, imports, preparing
from certui.wording import sessions as session_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from certui.domain.roster_changes import RosterChange


class Sessions(Place):
    """Where one begins."""

    prompt = words.SESSIONS_PROMPT

    @override
    def commands(self) -> Sequence[Command]:
        return (
            Command("l", "liste", words.ABOUT_LIST, self._list),
            Command("n", "nouvelle", words.ABOUT_NEW, self._create),
            Command("d", "copier", words.ABOUT_COPY, self._copy),
            Command("x", "supprimer", words.ABOUT_DELETE, self._delete),
            Command("i", "importer", words.ABOUT_IMPORT, self._import),
            Command("u", "annuler", words.ABOUT_UNDO, lambda _: undoing.undo(self, None)),
            Command("q", "quitter", words.ABOUT_QUIT, self.back),
        )

    @override
    def enter(self) -> None:
        self.voice.say(words.WELCOME)
        self._list("")

    @override
    def other(self, typed: str) -> None:
        if typed.isdecimal():
            OneSession(self.voice, self.services, _number(typed)).stay()
            self.voice.say(words.BACK_TO_LIST)
            return
        self._list(typed)

    def _list(self, typed: str) -> None:
        centre, summaries = self.services.sessions.summaries()
        wanted = search.words(typed)
        shown = [
            one
            for one in summaries
            if all(word in search.fold(words.session(one)) for word in wanted)
        ]
        self.voice.say(session_words.centre_line(centre))
        self.voice.say(session_words.sessions_title(len(summaries), len(shown)))
        if not summaries:
            self.voice.say(words.NO_SESSION)
        elif not shown:
            self.voice.say(session_words.NO_SESSION_MATCHES)
        self.voice.say(*map(words.session, shown))

    def _create(self, _rest: str) -> None:
        today = self.services.sessions.today()
        draft = forms.ask_session(self.voice, today)
        if draft is not None:
            self.voice.say(preparing.created(self.services.sessions.create(draft)))

    def _copy(self, typed: str) -> None:
        like = self.services.sessions.copy(_number(typed))
        draft = forms.ask_session(self.voice, self.services.sessions.today(), like, copied=True)
        if draft is not None:
            self.voice.say(preparing.created(self.services.sessions.create(draft)))

    def _delete(self, typed: str) -> None:
        view = self.services.sessions.view(_number(typed))
        question = preparing.ask_deletion(view.session, len(view.candidates))
        if self.voice.agrees(question):
            self.services.sessions.delete(view.session.number)
            self.voice.say(preparing.DELETED)

    def _import(self, typed: str) -> None:
        asked = typed or self.voice.ask(words.PATH, (imports.EXAMPLE,), exact=True)
        if not asked:
            return
        path = Path(asked)
        change = self._previewed(path)
        self.voice.say(*imports.report(change, applied=False))
        if change.touches_nobody:
            return
        if change.doubtful:
            self.voice.say(words.DOUBTS_ELSEWHERE)
        faulty = bool(change.source.rejected)
        if not self.voice.agrees(imports.ask_valid_only(change) if faulty else words.ASK_IMPORT):
            self.voice.say(words.NOT_CREATED)
            return
        rosters = self.services.roster
        try:
            done = rosters.apply_previewed(path, change, valid_only=faulty)
        except DangerousImport as error:
            if not self.voice.agrees(import_questions.ask_sure(error.danger)):
                self.voice.say(words.NOT_CREATED)
                return
            done = rosters.apply_previewed(path, change, valid_only=faulty, sure=True)
        self.voice.say(imports.imported(done))

    def _previewed(self, path: Path) -> RosterChange:
        try:
            return self.services.roster.preview(path)
        except errors.ClassNeeded:
            class_name = self.voice.ask(*import_questions.ask_class(path.name)[-1:])
            return self.services.roster.preview(path, class_name=class_name)


def _number(typed: str) -> int:
    """A session's number.

    Raises:
        certui.errors.InvalidSessionNumber: it is none.
        certui.errors.UnknownSession: no session can have it.
    """
    if not typed.isdecimal():
        raise errors.InvalidSessionNumber(value=typed)
    if len(typed) > words.MOST_DIGITS:
        raise errors.UnknownSession(number=typed)
    return int(typed)
