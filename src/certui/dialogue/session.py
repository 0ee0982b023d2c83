"""One session: its candidates, before the day and on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from certui.dialogue import forms, numbers, papers, undoing
from certui.dialogue.day import Day
from certui.dialogue.picker import Picker
from certui.dialogue.place import Command, Place
from certui.domain import day as rules
from certui.domain import drafts, search
from certui.services.sessions import draft_of
from certui.wording import dialogue as words
from certui.wording import enrolment, preparing
from certui.wording import sessions as session_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from certui.dialogue.voice import Voice
    from certui.domain.models import Candidate
    from certui.services.sessions import SessionView
    from certui.services.use_cases import UseCases


class OneSession(Place):
    """A session, as its screen shows it.

    Args:
        voice: speaks and listens.
        services: what can be done.
        number: the session.
    """

    def __init__(self, voice: Voice, services: UseCases, number: int) -> None:
        super().__init__(voice, services)
        self.number = number
        self.prompt = words.session_prompt(number)
        # Numbers are those of the list that was said last, whatever others change meanwhile.
        self._listed: list[Candidate] = []
        self._day = Day(self)

    @override
    def commands(self) -> Sequence[Command]:
        before = (
            Command("l", "liste", words.ABOUT_CANDIDATES, self._list),
            Command("r", "relire", words.ABOUT_AGAIN, lambda _: self.enter()),
            Command("a", "ajouter", words.ABOUT_ADD, lambda _: self._add()),
            Command("x", "retirer", words.ABOUT_REMOVE, self._remove),
            Command("t", "temps", words.ABOUT_EXTRA_TIME, self._extra_time),
            Command("m", "modifier", words.ABOUT_EDIT, lambda _: self._edit()),
            Command("v", "pv", words.ABOUT_PV, lambda _: papers.save_pv(self)),
            Command("o", "documents", words.ABOUT_PAPERS, lambda _: papers.choose(self)),
            Command("u", "annuler", words.ABOUT_UNDO, lambda _: self._undo()),
        )
        after = (Command("q", "retour", words.ABOUT_BACK, self.back),)
        return (*before, *self._day.commands(), *after)

    @override
    def enter(self) -> None:
        view = self.services.sessions.view(self.number)
        self.voice.say(words.opened(view.session))
        self.voice.say(*(words.detail(*one) for one in session_words.details(view)[2:] if one[1]))
        if not view.candidates:
            self.voice.say(words.EMPTY_SESSION)
        self._list("")

    @override
    def other(self, typed: str) -> None:
        """Takes a name for what is looked for."""
        if numbers.are_numbers(typed):
            self.voice.say(*map(self._told, self.chosen(typed)))
        else:
            self._list(typed)

    def view(self) -> SessionView:
        """The session as it is now."""
        return self.services.sessions.view(self.number)

    def chosen(self, typed: str) -> list[Candidate]:
        """Who is named: by numbers of the last list, or by a name that only one of them has.

        Nobody where it is said what to type instead.
        """
        if not typed:
            self.voice.say(words.WHO)
            return []
        self._catch_up(self.view())
        if numbers.are_numbers(typed):
            positions = numbers.read(typed, len(self._listed))
            if positions is not None:
                return [self._listed[at] for at in positions]
            self.voice.say(words.not_one_of(typed, len(self._listed)))
            return []
        found = self._matching(typed)
        if len(found) == 1:
            return found
        self.voice.say(words.matching(len(found)))
        self.voice.say(*map(self._told, found))
        return []

    def _list(self, typed: str) -> None:
        view = self.view()
        now = self.services.day.now()
        of_the_day = rules.is_of_the_day(view.session, now)
        reported = frozenset(filter(None, (one.candidate_id for one in view.incidents)))
        self._listed = (
            rules.ordered(view.candidates, reported, now) if of_the_day else list(view.candidates)
        )
        found = self._matching(typed)
        self.voice.say(session_words.candidates_title(len(self._listed), len(found)))
        if typed and not found:
            self.voice.say(session_words.NO_CANDIDATE_MATCHES)
        self.voice.say(*map(self._told, found))
        if of_the_day:
            self.voice.say(*self._day.counters(view))

    def _catch_up(self, view: SessionView) -> None:
        """Know what others did since the list was said; its numbers stay what they were."""
        now = {one.id: one for one in view.candidates}
        known = {one.id for one in self._listed}
        self._listed = [now.get(one.id, one) for one in self._listed]
        self._listed += [one for one in view.candidates if one.id not in known]

    def _told(self, one: Candidate) -> str:
        at = [other.id for other in self._listed].index(one.id)
        return words.candidate(at + 1, one, self.services.day.now())

    def _matching(self, typed: str) -> list[Candidate]:
        wanted = search.words(typed)
        return [one for one in self._listed if all(word in _haystack(one) for word in wanted)]

    def _add(self) -> None:
        Picker(self.voice, self.services, self.number).stay()
        self._list("")

    def _remove(self, typed: str) -> None:
        chosen = self.chosen(typed)
        if not chosen:
            return
        if len(chosen) > 1:
            self.voice.say(*enrolment.named([one.person for one in chosen]))
        if self.voice.agrees(enrolment.ask_removal(chosen)):
            done = self.services.enrolment.remove(self.number, [one.id for one in chosen])
            gone = {one.id for one in done.candidates}
            self._listed = [one for one in self._listed if one.id not in gone]
            self.voice.say(enrolment.removed(len(gone)), words.renumbered(len(self._listed)))

    def _extra_time(self, typed: str) -> None:
        chosen = self.chosen(typed)
        if not chosen:
            return
        hint = preparing.extra_time_hint(several=len(chosen) > 1)
        answer = self.voice.ask(words.extra_time(preparing.chosen(chosen)), (hint,))
        percentage = drafts.extra_time(answer)
        ids = [one.id for one in chosen]
        done = self.services.needs.set_extra_time(self.number, ids, percentage)
        self.voice.say(preparing.needs_set(done))

    def _edit(self) -> None:
        known = self.services.sessions.view(self.number).session
        today = self.services.sessions.today()
        draft = forms.ask_session(self.voice, today, draft_of(known))
        if draft is not None:
            done = self.services.sessions.edit(self.number, draft, known=known)
            self.voice.say(preparing.edited(done))

    def _undo(self) -> None:
        undoing.undo(self, self.number)


def _haystack(one: Candidate) -> str:
    """What finds a candidate: class, names, birth date, and where they stand."""
    person = one.person
    names = (person.last_name, person.first_name, person.birth_date, person.usage_name)
    found = search.haystack(person.class_name, *names)
    return f"{found} {search.fold(words.candidate_words(one))}"
