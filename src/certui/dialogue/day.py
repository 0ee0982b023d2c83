"""The day of a session: arrivals, starts, ends, absences, incidents; finishing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from certui import errors
from certui.dialogue.place import Command
from certui.domain import day as rules
from certui.domain.day import Move, Verdict
from certui.domain.models import IncidentCategory, UnfinishedReason
from certui.domain.nomenclature import REASONS
from certui.wording import day as day_words
from certui.wording import dialogue as words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from certui.dialogue.voice import Voice
    from certui.domain.models import Candidate
    from certui.services.day import DayService
    from certui.services.outcomes import Acted
    from certui.services.sessions import SessionView
    from certui.services.use_cases import UseCases


class Held(Protocol):
    """The session that is held, as its place knows it."""

    number: int
    voice: Voice
    services: UseCases

    def view(self) -> SessionView:
        """The session as it is now."""
        ...

    def chosen(self, typed: str) -> list[Candidate]:
        """Who is named."""
        ...


class Day:
    """What is said and done on the day.

    Args:
        held: the session.
    """

    def __init__(self, held: Held) -> None:
        self._held = held

    @property
    def _service(self) -> DayService:
        return self._held.services.day

    def commands(self) -> Sequence[Command]:
        """What can be said of the day; the service says why not, where it is not the day."""
        return (
            Command("p", "présent", words.ABOUT_PRESENT, self._present),
            Command("b", "absent", words.ABOUT_ABSENT, self._absent),
            Command("d", "début", words.ABOUT_START, self._step(self._service.start)),
            Command("D", "débuts", words.ABOUT_START_ALL, lambda _: self._start_all()),
            Command("e", "fin", words.ABOUT_END, self._step(self._service.end)),
            Command("E", "reprendre", words.ABOUT_RESUME, self._step(self._service.resume)),
            Command("n", "motif", words.ABOUT_REASON, self._reason),
            Command("i", "incident", words.ABOUT_INCIDENT, self._incident),
            Command("I", "incidents", words.ABOUT_INCIDENTS, lambda _: self._incidents()),
            Command("F", "finaliser", words.ABOUT_FINISH, lambda _: self._finish()),
            Command("O", "rouvrir", words.ABOUT_REOPEN, lambda _: self._reopen()),
        )

    def counters(self, view: SessionView) -> list[str]:
        """How many stand where, and the incidents of the session."""
        now = self._service.now()
        overtime = sum(rules.is_overtime(one, now) for one in view.candidates)
        said = [day_words.counters(rules.counts(view.candidates), overtime, len(view.incidents))]
        zone = ZoneInfo(view.session.time_zone)
        names = {one.id: day_words.name(one) for one in view.candidates}
        for one in view.incidents:
            whom = day_words.WHOLE_SESSION
            if one.candidate_id is not None:
                whom = names.get(one.candidate_id, whom)
            said.append(words.incident(whom, day_words.incident(one, one.at.astimezone(zone))))
        if view.session.finalised_at is not None:
            at = view.session.finalised_at.astimezone(zone)
            said.append(day_words.read_only(view.session, at))
        return said

    def _ids(self, typed: str) -> list[int]:
        return [one.id for one in self._held.chosen(typed)]

    def _say(self, done: Acted) -> None:
        self._held.voice.say(day_words.acted(done))

    def _step(self, do: Callable[[int, Collection[int]], Acted]) -> Callable[[str], None]:
        def act(typed: str) -> None:
            if ids := self._ids(typed):
                self._say(do(self._held.number, ids))

        return act

    def _present(self, typed: str) -> None:
        self._toggle(typed, Move.UNDO_ARRIVAL, self._service.undo_arrival, self._service.arrive)

    def _absent(self, typed: str) -> None:
        self._toggle(typed, Move.UNDO_ABSENT, self._service.undo_absent, self._service.mark_absent)

    def _toggle(
        self,
        typed: str,
        back: Move,
        undo: Callable[[int, Collection[int]], Acted],
        do: Callable[[int, Collection[int]], Acted],
    ) -> None:
        """Note it; where all have it noted already, ask before it is taken back."""
        ids = self._ids(typed)
        if not ids:
            return
        now = {one.id: one for one in self._held.view().candidates}
        if all(rules.verdict(now.get(one), back) is Verdict.DONE for one in ids):
            question = words.ask_back(back, [now[one] for one in ids])
            if self._held.voice.agrees(question):
                self._say(undo(self._held.number, ids))
            return
        self._say(do(self._held.number, ids))

    def _start_all(self) -> None:
        waiting = rules.waiting(self._held.view().candidates)
        if not waiting:
            self._held.voice.say(day_words.NOBODY_WAITS)
        elif self._held.voice.agrees(day_words.ask_start_all(len(waiting))):
            self._say(self._service.start_all_arrived(self._held.number))

    def _reason(self, typed: str) -> None:
        chosen = self._held.chosen(typed)
        if not chosen:
            return
        self._held.voice.say(day_words.ask_reason(day_words.whom(chosen)))
        reasons = list(UnfinishedReason)
        at = self._held.voice.choose(words.REASON, [REASONS[one] for one in reasons])
        if at is not None:
            ids = [one.id for one in chosen]
            self._say(self._service.give_reason(self._held.number, ids, reasons[at]))

    def _incident(self, typed: str) -> None:
        chosen = self._held.chosen(typed)
        if len(chosen) > 1:
            self._held.voice.say(words.ONE_AT_A_TIME)
        elif chosen:
            self._report(chosen[0])

    def _incidents(self) -> None:
        self._report(None)

    def _report(self, whom: Candidate | None) -> None:
        voice = self._held.voice
        target = day_words.WHOLE_SESSION if whom is None else day_words.whom([whom])
        voice.say(day_words.incident_title(target))
        categories = list(IncidentCategory)
        at = voice.choose(words.CATEGORY, [day_words.category(one) for one in categories])
        if at is None:
            voice.say(words.NOT_REPORTED)
            return
        text = voice.ask(words.WHAT_HAPPENED, (words.FACULTATIVE,))
        done = self._service.report_incident(
            self._held.number, None if whom is None else whom.id, categories[at], text
        )
        voice.say(day_words.reported(done))

    def _finish(self) -> None:
        view = self._held.view()
        if view.session.finalised_at is not None:
            raise errors.SessionFinalised(number=self._held.number)
        left = rules.unexplained(view.candidates)
        if left:
            self._held.voice.say(*(words.unfinished(one) for one in left))
            raise errors.UnfinishedCandidates(number=self._held.number, count=len(left))
        counts = rules.counts(view.candidates)
        if self._held.voice.agrees(day_words.ask_finish(self._held.number, counts)):
            self._held.voice.say(day_words.finished(self._service.finish(self._held.number)))

    def _reopen(self) -> None:
        if not self._service.administrator:
            raise errors.NotAdministrator(number=self._held.number)
        if self._held.view().session.finalised_at is None:
            raise errors.NotFinalised(number=self._held.number)
        if self._held.voice.agrees(day_words.ask_reopen(self._held.number)):
            self._service.reopen(self._held.number)
            self._held.voice.say(day_words.SESSION_REOPENED)
