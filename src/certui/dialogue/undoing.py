"""What was done last, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from certui import errors
from certui.wording import undoing

if TYPE_CHECKING:
    from certui.dialogue.place import Place


def undo(place: Place, number: int | None) -> None:
    """Undo what was done last, once it is said and agreed to.

    Args:
        place: where it is asked.
        number: the session it was done in; None for the list.
    """
    last = place.services.undoing.next(number)
    if last is None:
        raise errors.NothingToUndo
    place.voice.say(*undoing.whose(last))
    if place.voice.agrees(undoing.ask(last)):
        place.voice.say(undoing.undone(place.services.undoing.undo(last.id)))
