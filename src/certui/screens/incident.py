"""A report: what went wrong, by the product's categories, and in the invigilator's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from certui.domain.models import IncidentCategory
from certui.domain.nomenclature import CATEGORIES
from certui.domain.search import Index, fold
from certui.screens.modal import ARROWS, ListModal
from certui.services.day import MOST_WORDS
from certui.widgets.filter_input import FilterInput
from certui.widgets.line_table import Line, LineColumn, LineTable
from certui.widgets.plain import paragraph, plain
from certui.wording import day as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

_COLUMNS = (LineColumn("Code", 4), LineColumn("Catégorie", 30, flexible=True))
# Of what was reported before, the last few are shown.
_SHOWN = 2


class CategoryTable(LineTable):
    """The categories; one types in the field while the arrows move here."""

    KEEPS_CURSOR = True


class IncidentScreen(ListModal[tuple[IncidentCategory, str] | None]):
    """Takes a report; answers its category and its words, or None when nothing was decided.

    Entrée goes from the category to the words, and from there to the answer; ctrl+s answers from
    anywhere.

    Args:
        whom: whom it is for, as shown.
        known: what was reported on them before, one line each.
    """

    AUTO_FOCUS = "#category-filter"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "Suite", priority=True, id="incident.next"),
        *ARROWS,
        Binding("ctrl+s", "report", "Signaler", id="incident.report"),
    ]

    filter = getters.query_one("#category-filter", FilterInput)
    table = getters.query_one("#categories", CategoryTable)
    text = getters.query_one("#incident-text", Input)

    def __init__(self, whom: str, known: Sequence[str]) -> None:
        super().__init__()
        self._whom = whom
        self._known = known[-_SHOWN:]
        self._categories = list(IncidentCategory)
        self._index = Index([fold(words.category(one)) for one in self._categories])

    def dialog(self) -> Iterable[Widget]:
        """What is known, the search over the categories, the words."""
        yield Static(plain(words.incident_title(self._whom)), id="dialog-title")
        if self._known:
            yield Static(paragraph(self._known), id="known")
        yield FilterInput(placeholder="Chercher une catégorie…", id="category-filter")
        yield CategoryTable(_COLUMNS, id="categories", placeholder=words.NO_CATEGORY)
        field = Input(
            placeholder=words.WHAT_HAPPENED,
            id="incident-text",
            compact=True,
            max_length=MOST_WORDS,
            select_on_focus=False,
        )
        field.cursor_blink = False
        yield field

    def on_mount(self) -> None:
        """Filter as one types."""
        self.watch(self.filter, "value", self._show)

    def _show(self) -> None:
        found = [self._categories[row] for row in self._index.all(self.filter.value)]
        lines = [Line(one.value, (one.value, CATEGORIES[one])) for one in found]
        self.table.show_lines(lines, follow=False)

    @on(LineTable.RowSelected)
    def action_next(self) -> None:
        """From the category to the words; from the words to the answer."""
        if self.text.has_focus:
            self.action_report()
        elif self.table.current_key is not None:
            self.text.focus()

    def action_report(self) -> None:
        """Answer what is chosen and written."""
        if (key := self.table.current_key) is not None:
            self.dismiss((IncidentCategory(key), self.text.value))
