"""Pupils of the school, filtered, ticked and added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from typing_extensions import override

from certui import errors
from certui.dialogue import numbers
from certui.dialogue.place import Command, Leave, Place
from certui.dialogue.voice import EndOfInputError
from certui.wording import dialogue as words
from certui.wording import enrolment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from certui.dialogue.voice import Voice
    from certui.services.use_cases import UseCases

_SHOWN: Final = 20
"""How many pupils are read out before one says « suite »."""


class Picker(Place):
    """Chooses whom to add to a session.

    Args:
        voice: speaks and listens.
        services: what can be done.
        number: the session.
    """

    prompt = words.PICKER_PROMPT

    def __init__(self, voice: Voice, services: UseCases, number: int) -> None:
        super().__init__(voice, services)
        self._number = number
        self._picker = services.enrolment.picker(number)
        self._ticked: dict[int, None] = {}
        self._found: Sequence[int] = ()
        self._said = 0

    @override
    def commands(self) -> Sequence[Command]:
        return (
            Command("/", "filtrer", words.ABOUT_FILTER, self._filter),
            Command("+", "suite", words.ABOUT_MORE, self._more),
            Command("=", "cochés", words.ABOUT_TICKED, self._tell_ticked),
            Command("a", "ajouter", words.ABOUT_ADD_TICKED, self._add),
            Command("q", "retour", words.ABOUT_GIVE_UP, self.back),
        )

    @override
    def enter(self) -> None:
        picker = self._picker
        self.voice.say(words.adding(picker.session), enrolment.already_added(picker.candidates))
        if not picker.roster.entries:
            self.voice.say(enrolment.EMPTY_ROSTER)
        self.voice.say(enrolment.filtered(0, len(picker.roster.entries), active=False))
        self.voice.say(words.HOW_TO_PICK)

    @override
    def other(self, typed: str) -> None:
        """Ticks by number, or filters by anything else."""
        if numbers.are_numbers(typed):
            self._tick(typed)
        else:
            self._filter(typed)

    @override
    def back(self, _rest: str = "") -> None:
        count = len(self._ticked)
        if not count or self.voice.agrees(enrolment.ask_abandon(count)):
            raise Leave

    @override
    def stay(self) -> None:
        """Talk until those ticked are added, or given up; the end of the input adds nobody."""
        try:
            super().stay()
        except EndOfInputError:
            if self._ticked:
                self.voice.say("", words.nobody_added(len(self._ticked)))
            raise

    def _filter(self, typed: str) -> None:
        roster = self._picker.roster
        self._found = roster.index.all(typed)
        self._said = 0
        total = len(roster.entries)
        self.voice.say(enrolment.filtered(len(self._found), total, active=bool(typed)))
        if not self._found:
            self.voice.say(enrolment.NO_MATCH)
        self._more("")

    def _more(self, _rest: str) -> None:
        start, end = self._said, self._said + _SHOWN
        for at, row in enumerate(self._found[start:end], start=start + 1):
            self.voice.say(words.pupil(at, self._entry(row), self._mark(row)))
        self._said = min(end, len(self._found))
        left = len(self._found) - self._said
        if left:
            self.voice.say(words.more(left))
        elif start and start == self._said:
            self.voice.say(words.THAT_IS_ALL)

    def _tick(self, typed: str) -> None:
        positions = numbers.read(typed, len(self._found))
        if positions is None:
            self.voice.say(words.not_one_of(typed, len(self._found)))
            return
        enrolled = self._picker.enrolled
        rows = [self._found[at] for at in positions]
        free = [row for row in rows if self._picker.roster.ids[row] not in enrolled]
        if all(row in self._ticked for row in free):
            for row in free:
                del self._ticked[row]
        else:
            self._ticked.update(dict.fromkeys(free))
        if len(free) < len(rows):
            self.voice.say(words.already_there(len(rows) - len(free)))
        if len(rows) == 1 and free:
            self.voice.say(words.ticked(self._entry(rows[0]), on=rows[0] in self._ticked))
        self.voice.say(enrolment.selected(len(self._ticked)))

    def _tell_ticked(self, _rest: str) -> None:
        for at, row in enumerate(self._ticked, start=1):
            self.voice.say(words.pupil(at, self._entry(row), ""))
        self.voice.say(enrolment.selected(len(self._ticked)))

    def _add(self, _rest: str) -> None:
        if not self._ticked:
            raise errors.NothingChosen
        ids = [self._picker.roster.ids[row] for row in self._ticked]
        done = self.services.enrolment.add(self._number, ids)
        self.voice.say(enrolment.enrolled(done))
        raise Leave

    def _entry(self, row: int) -> str:
        entry = self._picker.roster.entries[row]
        return words.entry(entry, homonym=row in self._picker.roster.homonyms)

    def _mark(self, row: int) -> str:
        if self._picker.roster.ids[row] in self._picker.enrolled:
            return words.ALREADY_ADDED
        return words.TICKED if row in self._ticked else ""
