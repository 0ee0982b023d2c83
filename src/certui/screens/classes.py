"""The class chooser: a searchable list of classes with their head counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from certui.domain.search import Index, fold
from certui.screens.modal import Modal
from certui.widgets.check_table import CheckTable
from certui.widgets.filter_input import FilterInput
from certui.widgets.key_bar import KeyBar
from certui.widgets.line_table import LineColumn
from certui.widgets.messages import tell
from certui.widgets.too_small import NARROW, SHORT, TooSmall
from certui.wording import enrolment as words
from certui.wording.typography import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

_COLUMNS = (LineColumn("Classe", 12, flexible=True), LineColumn("Élèves", 7, right=True))


class ClassesScreen(Modal[frozenset[str] | None]):
    """Chooses classes; answers them, or None when nothing was decided.

    Args:
        heads: each class with its number of pupils, in display order.
        chosen: the classes ticked at first.
    """

    CSS_PATH = "classes.tcss"
    AUTO_FOCUS = "#class-filter"
    HORIZONTAL_BREAKPOINTS = NARROW
    VERTICAL_BREAKPOINTS = SHORT
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "choose", "Valider", id="classes.choose"),
        Binding("slash", "filter", "Chercher", id="classes.filter"),
        Binding("escape", "cancel", "Annuler", id="classes.cancel"),
    ]

    filter = getters.query_one("#class-filter", FilterInput)
    table = getters.query_one("#classes", CheckTable)

    def __init__(self, heads: Sequence[tuple[str, int]], chosen: frozenset[str]) -> None:
        super().__init__()
        self._heads = heads
        self._chosen = chosen
        self._index = Index([fold(name) for name, _ in heads])

    def compose(self) -> ComposeResult:
        """A search over the list."""
        with Vertical(id="dialog"):
            yield Static("Choisir des classes", id="dialog-title")
            yield FilterInput(placeholder="Chercher une classe…", id="class-filter")
            yield CheckTable(_COLUMNS, id="classes")
        yield KeyBar()
        yield TooSmall()

    def on_mount(self) -> None:
        """Show the classes, those chosen before ticked."""
        heads = self._heads
        self.table.say_when_empty(words.NO_CLASS)
        self.table.load(range(len(heads)), lambda at: (heads[at][0], number(heads[at][1])))
        self.table.tick(at for at, (name, _) in enumerate(heads) if name in self._chosen)
        self.watch(self.filter, "value", self._filter_changed, init=False)

    def _filter_changed(self) -> None:
        self.table.show_positions(self._index.all(self.filter.value), complete=True)

    def on_filter_input_many_lines_pasted(self, event: FilterInput.ManyLinesPasted) -> None:
        """Say that only one line can be looked for."""
        tell(self, words.many_lines_pasted(event.count), "error")

    def action_filter(self) -> None:
        """To the search."""
        self.set_focus(self.filter)

    def action_choose(self) -> None:
        """Answer the ticked classes; none means all."""
        self.dismiss(frozenset(self._heads[at][0] for at in self.table.ticked))

    def action_cancel(self) -> None:
        """Leave the choice as it was."""
        self.dismiss(None)
