"""Undoing in the tests, as people do it: by what is offered to them after an action."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from certui.services.undoing import Undoable, Undone, UndoService


def last_done(undoing: UndoService, number: int | None) -> Undoable:
    """What this person did last in a session, or on the list: to be undone now or later."""
    last = undoing.next(number)
    assert last is not None, "nothing to undo"
    return last


def undo_last(undoing: UndoService, number: int | None) -> Undone:
    """Undo it."""
    return undoing.undo(last_done(undoing, number).id)
