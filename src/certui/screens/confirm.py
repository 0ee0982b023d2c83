"""A question before something is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from certui.screens.modal import Modal
from certui.widgets.plain import paragraph, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget


class ConfirmScreen(Modal[bool]):
    """Asks, over the screen in question; answers True when it is confirmed.

    Args:
        question: the question, with its mark.
        verb: the word on the button that confirms.
        refusal: the word on the other, which has the focus.
        whose: lines that say whom it is about; literal.
    """

    AUTO_FOCUS = "#cancel"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,right", "app.focus_next", "Changer", key_display="← →"),
        Binding("o", "confirm", "Oui"),
        Binding("n,escape", "cancel", "Non", key_display="n Échap", id="page.cancel"),
    ]

    def __init__(
        self, question: str, verb: str, *, refusal: str = "Annuler", whose: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self.set_class(bool(whose), "-whose")
        self._question = question
        self._refusal = refusal
        self._whose = whose
        self._verb = verb

    def dialog(self) -> Iterable[Widget]:
        """The question over its two buttons."""
        yield Static(plain(self._question), id="question")
        if self._whose:
            yield Static(paragraph(self._whose), id="whose")
        yield from self.answers(self._verb, self._refusal)

    def action_confirm(self) -> None:
        """Answer yes."""
        self.dismiss(result=True)

    def action_cancel(self) -> None:
        """Answer no."""
        self.dismiss(result=False)
