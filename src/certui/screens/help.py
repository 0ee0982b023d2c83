"""The keys of a screen, made from its bindings."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from certui.screens.page import Page
from certui.widgets.field_list import FieldList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from certui.screens.page import Command

# What tables and forms do everywhere is theirs, not a binding of a screen.
_EVERYWHERE: Final = (
    ("↑ ↓", "ligne précédente, suivante (ou k j)"),
    ("PgUp PgDn", "page précédente, suivante"),
    ("Début Fin", "première, dernière ligne (ou g G)"),
    ("Tab Maj+Tab", "passer d’une zone à l’autre"),
)


class HelpScreen(Page[None]):
    """Lists what can be done on the screen that asked.

    Args:
        commands: that screen's.
    """

    CSS_PATH = "help.tcss"
    AUTO_FOCUS = "#keys"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1", "escape", "Fermer l’aide"),
    ]

    def __init__(self, commands: Iterable[Command]) -> None:
        super().__init__()
        self._lines = [(" ".join(command.keys), command.word) for command in commands]

    def body(self) -> Iterable[Widget]:
        """The title and the list."""
        yield Static("Aide", classes="title")
        yield VerticalScroll(FieldList(), id="keys")

    def on_mount(self) -> None:
        """Fill the list."""
        self.query_one(FieldList).show([*self._lines, *_EVERYWHERE])
