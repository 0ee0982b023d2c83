"""A report: what went wrong, by the product's categories, and in the invigilator's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from certui.domain.models import IncidentCategory
from certui.domain.nomenclature import CATEGORIES
from certui.domain.search import Index, fold
from certui.screens.modal import Modal
from certui.services.day import MOST_WORDS
from certui.widgets.filter_input import FilterInput
from certui.widgets.key_bar import KeyBar
from certui.widgets.line_table import Line, LineColumn, LineTable
from certui.widgets.messages import tell
from certui.widgets.plain import paragraph, plain
from certui.widgets.too_small import NARROW, SHORT, TooSmall
from certui.wording import day as words
from certui.wording.enrolment import many_lines_pasted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

_COLUMNS = (LineColumn("Code", 4), LineColumn("Catégorie", 30, flexible=True))
# Of what was reported before, the last few are shown.
_SHOWN = 2


class CategoryTable(LineTable):
    """The categories; one types in the field while the arrows move here."""

    KEEPS_CURSOR = True


class IncidentScreen(Modal[tuple[IncidentCategory, str] | None]):
    """Takes a report; answers its category and its words, or None when nothing was decided.

    Entrée goes from the category to the words, and from there to the answer; ctrl+s answers from
    anywhere.

    Args:
        whom: whom it is for, as shown.
        known: what was reported on them before, one line each.
    """

    CSS_PATH = "incident.tcss"
    AUTO_FOCUS = "#category-filter"
    HORIZONTAL_BREAKPOINTS = NARROW
    VERTICAL_BREAKPOINTS = SHORT
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "Suite", priority=True, id="incident.next"),
        Binding("down", "move(1)", "Suivante", priority=True, key_display="↓"),
        Binding("up", "move(-1)", "Précédente", priority=True, key_display="↑"),
        Binding("ctrl+s", "report", "Signaler", id="incident.report"),
        Binding("escape", "cancel", "Annuler", id="incident.cancel"),
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

    def compose(self) -> ComposeResult:
        """What is known, the search over the categories, the words."""
        with Vertical(id="dialog"):
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
        yield KeyBar()
        yield TooSmall()

    def on_mount(self) -> None:
        """Filter as one types."""
        self.watch(self.filter, "value", self._show)

    def _show(self) -> None:
        found = [self._categories[row] for row in self._index.all(self.filter.value)]
        lines = [Line(one.value, (one.value, CATEGORIES[one])) for one in found]
        self.table.show_lines(lines, follow=False)

    def on_filter_input_many_lines_pasted(self, event: FilterInput.ManyLinesPasted) -> None:
        """Say that only one line can be looked for."""
        tell(self, many_lines_pasted(event.count), "error")

    @on(LineTable.RowSelected)
    def action_next(self) -> None:
        """From the category to the words; from the words to the answer."""
        if self.text.has_focus:
            self.action_report()
        elif self.table.current_key is not None:
            self.text.focus()

    def action_move(self, rows: int) -> None:
        """Move the cursor of the list."""
        self.table.move_cursor(row=max(0, self.table.cursor_row + rows))

    def action_report(self) -> None:
        """Answer what is chosen and written."""
        if (key := self.table.current_key) is not None:
            self.dismiss((IncidentCategory(key), self.text.value))

    def action_cancel(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
