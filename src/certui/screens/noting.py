"""Pages of one session, on which one notes what candidates do on the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from certui.domain import day as rules
from certui.domain.day import Verdict
from certui.screens.undoing import UndoingPage
from certui.wording import day as words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from certui.domain.day import Move
    from certui.domain.models import Candidate
    from certui.services.outcomes import Acted

T = TypeVar("T")
V = TypeVar("V")


class NotingPage(UndoingPage[T, V], Generic[T, V]):
    """A page that notes steps of candidates, for all who are chosen.

    Args:
        number: the session.
    """

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = self.undo_number = number

    @property
    def chosen(self) -> tuple[Candidate, ...]:
        """Those ticked; when nobody is, the one under the cursor."""
        raise NotImplementedError

    def untick(self) -> None:
        """Take the ticks away, once something was done with them."""
        raise NotImplementedError

    def note(self, do: Callable[[], Acted]) -> None:
        """Do what may be refused for some; told in red when it was for all."""
        self.act(do, self._noted)

    def _noted(self, result: Acted) -> None:
        if result.done:
            self.say(words.acted(result))
            self.untick()
        else:
            self.refuse(words.acted(result))

    def step(
        self,
        act: Callable[[int, Sequence[int]], Acted],
        undo: Callable[[int, Sequence[int]], Acted] | None = None,
        moves: tuple[Move, Move] | None = None,
    ) -> None:
        """Act on those chosen; where none of them can take the step and some can undo it, undo."""
        chosen = self.chosen
        ids = [one.id for one in chosen]
        if undo is not None and moves is not None and takes_back(chosen, moves):
            act = undo
        if ids:
            self.note(lambda: act(self.number, ids))


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
