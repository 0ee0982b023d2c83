"""What all questions and lists over a page have in common."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from certui.screens.commands import commands
from certui.terminal.engine import Painted
from certui.terminal.memory import MEMORY

T = TypeVar("T")


class Modal(Painted[T], ModalScreen[T]):
    """A screen over another; ``T`` is what it answers when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "help", "Aide", id="page.help"),
    ]

    def action_help(self) -> None:
        """Show the keys of this dialog and of what has the focus."""
        from certui.screens.help import HelpScreen  # noqa: PLC0415 - not for the first frame

        self.app.push_screen(HelpScreen(commands(self)))

    def on_unmount(self) -> None:
        """What is left of it would stay in memory until the collector comes by."""
        MEMORY.left(self.app)
