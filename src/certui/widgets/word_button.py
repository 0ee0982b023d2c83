"""A button that is a word in brackets."""

from __future__ import annotations

from textual.widgets import Button

from certui.widgets.plain import plain


class WordButton(Button):
    """A word in brackets, reached by Tab and pressed by Entrée, as often as Entrée comes.

    Textual's shows for 0.2 s that it was pressed, and takes no key meanwhile: whether « ⏎ ⏎ ⏎ »
    asked once or twice went by the clock. Of a mouse, whose clicks are not put in order, a second
    click within that time still counts for nothing.

    Args:
        word: without its brackets; literal.
        name: its id.
        disabled: whether it can be pressed.
    """

    def __init__(self, word: str, name: str, *, disabled: bool = False) -> None:
        super().__init__(plain(f"[{word}]"), id=name, compact=True, disabled=disabled)

    def action_press(self) -> None:
        """Do what it says, however short the time since it last did."""
        self.press()
