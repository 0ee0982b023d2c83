"""Pages on which one undoes what one did there, whenever one comes back to them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Generic, TypeVar

from certui.errors import CertuiError
from certui.late import late
from certui.screens.asking import ask
from certui.screens.live import LivePage

if TYPE_CHECKING:
    from certui.domain import models
    from certui.services.undoing import Undoable, Undone, UndoService
    from certui.wording import undoing as words
else:
    models = late("certui.domain.models")
    words = late("certui.wording.undoing")

T = TypeVar("T")
V = TypeVar("V")


class UndoingPage(LivePage[T, V], Generic[T, V]):
    """A page whose ``u`` undoes the last action that this person made there.

    What was done since the page was opened was told when it was done, and is undone at once: held
    down, the key undoes one thing after another. What was done before is told first, and asked.

    Attributes:
        undo_number: the session; None on the list.
        done_before: the ledger's last entry when the page was opened; None until it is known.
    """

    undo_number: int | None = None
    done_before: int | None = None
    _offered: Undoable | None = None

    @property
    def undoing(self) -> UndoService:
        """What the person at the keyboard can undo."""
        raise NotImplementedError

    async def reread(self) -> None:
        """Read what is shown, and what can be undone."""
        await super().reread()
        await self.look_back()

    async def look_back(self) -> None:
        """Read what the key would undo."""
        try:
            offered = await asyncio.to_thread(self.undoing.next, self.undo_number)
        except CertuiError:
            # The page itself has just said, or says in a second, that the store does not answer.
            return
        if not self.is_attached:
            return
        if self.done_before is None:
            self.done_before = 0 if offered is None else offered.id
        self._offered = offered
        self.refresh_bindings()

    def word_of(self, action: str) -> str | None:
        """What the key would undo, and whose it is."""
        if action != "undo" or self._offered is None:
            return super().word_of(action)

        return words.offer(self._offered)

    def why_not(self, action: str) -> str | None:
        """There may be nothing to undo."""
        if action == "undo" and self._offered is None:
            return words.NOTHING
        return super().why_not(action)

    def action_undo(self) -> None:
        """Undo the last action made here; one that was made earlier is asked about."""
        offered = self._offered
        if offered is None:
            return

        # What changes the whole school is asked about even when it was done a moment ago.
        wide = offered.action is models.Action.IMPORT_ROSTER
        if offered.id > (self.done_before or 0) and not wide:
            self._undo(offered)
        else:
            self._ask_to_undo(offered)

    def _ask_to_undo(self, offered: Undoable) -> None:
        def undo() -> None:
            self._undo(offered)

        ask(self, words.ask(offered), "Oui", undo, refusal="Non", whose=words.whose(offered))

    def _undo(self, offered: Undoable) -> None:
        self.act(lambda: self.undoing.undo(offered.id), self.undone)

    def undone(self, result: Undone) -> None:
        """Tell what was undone."""
        self.say(words.undone(result))
