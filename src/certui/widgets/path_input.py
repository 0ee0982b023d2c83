"""The field one types a path in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from certui.domain.text import typable

if TYPE_CHECKING:
    from textual import events

# As long as a path may be.
_LONGEST: Final = 4096
_QUOTES: Final = ("'", '"')


class PathInput(Input):
    """A path on one line; Tab asks the screen to complete it, Entrée to use it.

    Args:
        example: what the empty field says.
        id: the widget's id.
    """

    # Its width never depends on its text, so a letter needs no layout.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.read", "Lire le fichier", id="path.read"),
        Binding("tab", "screen.complete", "Compléter", id="path.complete"),
    ]

    def __init__(
        self,
        example: str,
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(
            placeholder=example,
            id=id,
            compact=True,
            max_length=_LONGEST,
            select_on_focus=False,
            validate_on=["submitted"],
        )
        self.cursor_blink = False
        # Who reads along watches the value.
        self.disable_messages(Input.Changed)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Signs are letters here; Textual does not know their keys by their characters."""
        return key in {"slash", "question_mark"} or super().check_consume_key(key, character)

    def type_text(self, text: str) -> None:
        """Take several letters as if typed one by one; what is too long is cut."""
        start, end = sorted(self.selection)
        room = _LONGEST - len(self.value) + end - start
        self.replace(text[:room], start, end)

    def show_path(self, text: str) -> None:
        """Put a path in the field, the cursor at its end."""
        self.value = text[:_LONGEST]
        self.cursor_position = len(self.value)

    def on_paste(self, event: events.Paste) -> None:
        """Take the first line; without the quotes that a terminal puts around a dropped file."""
        event.stop()
        event.prevent_default()
        lines = [line for line in event.text.splitlines() if line.strip()]
        text = typable(lines[0]) if lines else ""
        if len(text) > 1 and text[0] == text[-1] and text[0] in _QUOTES:
            text = text[1:-1]
        self.type_text(text)
