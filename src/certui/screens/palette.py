"""The palette: a command of the screen below, looked for by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on
from textual.binding import Binding, BindingType

from certui.domain.search import Index, fold
from certui.screens.modal import ARROWS, ListModal
from certui.widgets.filter_input import FilterInput
from certui.widgets.line_table import Line, LineColumn, LineTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from certui.screens.commands import Command

_COLUMNS: Final = (LineColumn("Commande", 30, flexible=True), LineColumn("Touche", 16))
_NO_MATCH: Final = "Aucune commande ne correspond"


class CommandTable(LineTable):
    """The commands; one types in the field while the arrows move here."""

    KEEPS_CURSOR = True


class PaletteScreen(ListModal["Command | None"]):
    """Lists the commands of a screen; answers the one chosen, or None.

    Args:
        commands: that screen's.
    """

    AUTO_FOCUS = "#search"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Exécuter", priority=True),
        *ARROWS,
        Binding("escape,ctrl+p", "cancel", "Fermer", id="page.escape"),
    ]

    search = getters.query_one("#search", FilterInput)
    table = getters.query_one("#commands", CommandTable)

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        offered = [one for one in commands if one.action != "commands"]
        self._offered = offered
        self._lines = [
            Line(str(at), (one.word, " ".join(one.keys)), dim=one.state is None)
            for at, one in enumerate(offered)
        ]
        self._index = Index([fold(f"{one.short} {one.word}") for one in offered])

    def dialog(self) -> Iterable[Widget]:
        """The field over the list."""
        yield FilterInput(placeholder="Rechercher une commande…", id="search")
        yield CommandTable(_COLUMNS, id="commands", placeholder=_NO_MATCH)

    def on_mount(self) -> None:
        """Filter as one types."""
        self.watch(self.search, "value", self._show)

    def _show(self) -> None:
        rows = self._index.all(self.search.value)
        self.table.show_lines([self._lines[row] for row in rows], follow=False)

    @on(LineTable.RowSelected)
    def action_choose(self) -> None:
        """Answer the command under the cursor."""
        if (key := self.table.current_key) is not None:
            self.dismiss(self._offered[int(key)])
