"""Asking before something is lost, or many are concerned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from certui.late import late

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.screen import Screen

    from certui.screens import confirm

    Answer = bool | None
else:
    confirm = late("certui.screens.confirm")


def ask(
    asking: Screen[Any],
    question: str,
    verb: str,
    then: Callable[[], object],
    *,
    refusal: str = "Annuler",
    whose: Sequence[str] = (),
) -> None:
    """Ask, over the screen in question; what is asked about is done only when it is confirmed.

    Args:
        asking: the screen.
        question: the question, with its mark.
        verb: the word on the button that confirms.
        then: does it.
        refusal: the word on the other button, which has the focus.
        whose: lines that say whom it is about; literal.
    """

    def answered(confirmed: Answer) -> None:
        if confirmed:
            then()

    dialog = confirm.ConfirmScreen(question, verb, refusal=refusal, whose=whose)
    asking.app.push_screen(dialog, answered)
