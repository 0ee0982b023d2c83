"""A question before something is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from certui.screens.modal import Modal
from certui.widgets.key_bar import KeyBar
from certui.widgets.plain import paragraph, plain
from certui.widgets.too_small import NARROW, SHORT, TooSmall

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


class ConfirmScreen(Modal[bool]):
    """Asks, over the screen in question; answers True when it is confirmed.

    Args:
        question: the question, with its mark.
        verb: the word on the button that confirms.
        refusal: the word on the other, which has the focus.
        whose: lines that say whom it is about; literal.
    """

    CSS_PATH = "confirm.tcss"
    AUTO_FOCUS = "#cancel"
    HORIZONTAL_BREAKPOINTS = NARROW
    VERTICAL_BREAKPOINTS = SHORT
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,right", "app.focus_next", "Changer", key_display="← →"),
        Binding("o", "answer(True)", "Oui"),
        Binding("n,escape", "answer(False)", "Non", key_display="n Échap"),
    ]

    def __init__(
        self, question: str, verb: str, *, refusal: str = "Annuler", whose: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._question = question
        self._refusal = refusal
        self._whose = whose
        self._verb = verb

    def compose(self) -> ComposeResult:
        """The question over its two buttons."""
        with Vertical(id="dialog", classes="-whose" if self._whose else ""):
            yield Static(plain(self._question), id="question")
            if self._whose:
                yield Static(paragraph(self._whose), id="whose")
            with Horizontal(id="answers"):
                yield Button(plain(f"[{self._refusal}]"), id="cancel", compact=True)
                yield Button(plain(f"[{self._verb}]"), id="confirm", compact=True)
        yield KeyBar()
        yield TooSmall()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer as the button says."""
        event.stop()
        self.dismiss(event.button.id == "confirm")

    def action_answer(self, yes: bool) -> None:  # noqa: FBT001 - an action's parameter
        """Answer by a letter."""
        self.dismiss(yes)
