"""The class chooser: a searchable list of classes with their head counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.binding import Binding, BindingType
from textual.widgets import Static

from certui.domain.search import Index, fold
from certui.screens.filtering import Filtering
from certui.screens.modal import Modal
from certui.widgets.check_table import CheckTable
from certui.widgets.filter_input import FilterInput
from certui.widgets.line_table import LineColumn
from certui.wording import enrolment as words
from certui.wording.typography import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

_COLUMNS = (LineColumn("Classe", 12, flexible=True), LineColumn("Élèves", 7, right=True))


class ClassesScreen(Filtering, Modal[frozenset[str] | None]):
    """Chooses classes; answers them, or None when nothing was decided.

    Args:
        heads: each class with its number of pupils, in display order.
        chosen: the classes ticked at first.
    """

    AUTO_FOCUS = "#class-filter"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "choose", "Valider", id="classes.choose"),
        Binding("slash", "filter", "Chercher", id="classes.filter"),
    ]

    table = getters.query_one("#classes", CheckTable)

    def __init__(self, heads: Sequence[tuple[str, int]], chosen: frozenset[str]) -> None:
        super().__init__()
        self._heads = heads
        self._chosen = chosen
        self._index = Index([fold(name) for name, _ in heads])

    def dialog(self) -> Iterable[Widget]:
        """A search over the list."""
        yield Static("Choisir des classes", id="dialog-title")
        yield FilterInput(placeholder="Chercher une classe…", id="class-filter")
        yield CheckTable(_COLUMNS, id="classes")

    def on_mount(self) -> None:
        """Show the classes, those chosen before ticked."""
        heads = self._heads
        self.table.say_when_empty(words.NO_CLASS)
        self.table.load(range(len(heads)), lambda at: (heads[at][0], number(heads[at][1])))
        self.table.tick(at for at, (name, _) in enumerate(heads) if name in self._chosen)

    def show_filtered(self) -> None:
        """Show the classes that answer the search."""
        self.table.show_positions(self._index.all(self.filter.value), complete=True)

    def action_choose(self) -> None:
        """Answer the ticked classes; none means all."""
        self.dismiss(frozenset(self._heads[at][0] for at in self.table.ticked))
