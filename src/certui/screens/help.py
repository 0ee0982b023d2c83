"""The keys of a screen, made from its bindings."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from certui.screens.page import Page
from certui.widgets.field_list import FieldList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from certui.screens.commands import Command


class HelpScreen(Page[None]):
    """Lists what can be done on the screen that asked.

    Args:
        commands: what can be done there.
    """

    CSS_PATH = "help.tcss"
    AUTO_FOCUS = "#keys"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1", "escape", "Fermer l’aide"),
    ]

    def __init__(self, commands: Iterable[Command]) -> None:
        super().__init__()
        self._lines = [
            (" ".join(command.keys), command.word) for command in commands if command.keys
        ]

    def body(self) -> Iterable[Widget]:
        """The title and the list."""
        yield Static("Aide", classes="title")
        yield VerticalScroll(FieldList(), id="keys")

    def on_mount(self) -> None:
        """Fill the list."""
        self.query_one(FieldList).show(self._lines)
