"""The steps of candidates on the day: arrivals, starts, ends, absences, reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType

from certui.domain import day as rules
from certui.domain.day import Move, Verdict
from certui.late import late
from certui.screens.asking import ask
from certui.screens.session_page import SessionPage
from certui.wording import day as words
from certui.wording import sessions as session_words
from certui.wording.enrolment import named

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from certui.domain.models import Candidate, UnfinishedReason
    from certui.screens import reason
    from certui.services.outcomes import Acted
else:
    reason = late("certui.screens.reason")

# What a key that notes a step does; again, it takes that back.
_ARRIVAL: Final = (Move.ARRIVE, Move.UNDO_ARRIVAL)
_ABSENCE: Final = (Move.MARK_ABSENT, Move.UNDO_ABSENT)
_OF_THOSE_CHOSEN: Final = frozenset({"arrive", "start", "end", "resume", "absent", "reason"})


class DayStepsPage(SessionPage):
    """Notes what candidates do, for all who are chosen."""

    CHANGES = _OF_THOSE_CHOSEN | {"start_all"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "arrive", "Présent", tooltip="Noter ou annuler une arrivée"),
        Binding("b", "absent", "Absent", tooltip="Noter ou annuler une absence"),
        Binding("d", "start", "Début", tooltip="Noter le début du test"),
        Binding("D", "start_all", "Tous", tooltip="Noter le début de tous les présents"),
        Binding("e", "end", "Fin", tooltip="Noter la fin du test"),
        Binding("E", "resume", "Reprendre", tooltip="Laisser reprendre un test terminé"),
        Binding("n", "reason", "Non terminé", tooltip="Dire pourquoi le test n’est pas terminé"),
    ]

    def why_not(self, action: str) -> str | None:
        """What the day, or an empty list, forbids."""
        forbidden = super().why_not(action)
        if forbidden is not None or action not in DayStepsPage.CHANGES or self.view is None:
            return forbidden
        if not self.view.candidates:
            return words.NOBODY
        if action in _OF_THOSE_CHOSEN and not self.chosen:
            return session_words.NOBODY_HERE
        takes_arrival_back = action == "arrive" and takes_back(self.chosen, _ARRIVAL)
        if not takes_arrival_back and (too_soon := self.why_not_today()):
            return too_soon
        if action == "start_all" and not rules.waiting(self.view.candidates):
            return words.NOBODY_WAITS
        return None

    # Steps

    def action_arrive(self) -> None:
        """Note arrivals, or take them back."""
        day = self.use_cases.day
        self._step(day.arrive, day.undo_arrival, _ARRIVAL)

    def action_absent(self) -> None:
        """Note absences, or take them back."""
        day = self.use_cases.day
        self._step(day.mark_absent, day.undo_absent, _ABSENCE)

    def action_start(self) -> None:
        """Note that tests begin."""
        self._step(self.use_cases.day.start)

    def action_start_all(self) -> None:
        """Note that all who have arrived begin, once it is confirmed."""
        waiting = rules.waiting(self.view.candidates if self.view else ())

        def start() -> None:
            self._note(lambda: self.use_cases.day.start_all_arrived(self.number))

        whose = named([one.person for one in waiting])
        ask(self, words.ask_start_all(len(waiting)), "Commencer", start, whose=whose)

    def action_end(self) -> None:
        """Note that tests have ended."""
        self._step(self.use_cases.day.end)

    def action_resume(self) -> None:
        """Let ended tests go on, once it is confirmed; where none has ended it is said at once."""
        ids = self.ids
        ended = [one for one in self.chosen if rules.verdict(one, Move.UNDO_END) is Verdict.DONE]

        def resume() -> None:
            self._note(lambda: self.use_cases.day.resume(self.number, ids))

        if ended:
            whose = named([one.person for one in ended])
            ask(self, words.ask_resume(len(ended)), "Reprendre", resume, whose=whose)
        else:
            resume()

    def action_reason(self) -> None:
        """Say why tests are not finished."""
        chosen, ids = self.chosen, self.ids

        def answered(reason: UnfinishedReason | None) -> None:
            if reason is not None:
                self._note(lambda: self.use_cases.day.give_reason(self.number, ids, reason))

        if ids:
            self.app.push_screen(reason.ReasonScreen(words.whom(chosen)), answered)

    # Noting

    def _step(
        self,
        act: Callable[[int, Sequence[int]], Acted],
        undo: Callable[[int, Sequence[int]], Acted] | None = None,
        moves: tuple[Move, Move] | None = None,
    ) -> None:
        """Act on those chosen; where none of them can take the step and some can undo it, undo."""
        ids = self.ids
        if undo is not None and moves is not None and takes_back(self.chosen, moves):
            act = undo
        if ids:
            self._note(lambda: act(self.number, ids))

    def _note(self, do: Callable[[], Acted]) -> None:
        """Do what may be refused for some; told in red when it was for all."""
        self.act(do, self._noted)

    def _noted(self, result: Acted) -> None:
        if result.done:
            self.say(words.acted(result))
            self.untick()
        else:
            self.refuse(words.acted(result))


def takes_back(chosen: Sequence[Candidate], moves: tuple[Move, Move]) -> bool:
    """Whether a key that notes a step takes it back for these: all have taken it.

    Args:
        chosen: some candidates.
        moves: the step, and its undoing.
    """
    step, back = moves
    return not _any(chosen, step) and _any(chosen, back)


def _any(candidates: Sequence[Candidate], move: Move) -> bool:
    return any(rules.verdict(one, move) is Verdict.DONE for one in candidates)
