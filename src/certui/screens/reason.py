"""Why a candidate does not finish: one of the product's two reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from certui.domain.models import UnfinishedReason
from certui.domain.nomenclature import REASONS
from certui.screens.modal import Modal
from certui.widgets.key_bar import KeyBar
from certui.widgets.line_table import Line, LineColumn, LineTable
from certui.widgets.plain import plain
from certui.widgets.too_small import NARROW, SHORT, TooSmall
from certui.wording import day as words

if TYPE_CHECKING:
    from textual.app import ComposeResult

_COLUMNS = (LineColumn("Motif", 30, flexible=True),)


class ReasonScreen(Modal[UnfinishedReason | None]):
    """Chooses a reason; answers it, or None when nothing was decided.

    Args:
        whom: whom it is for, as shown.
    """

    CSS_PATH = "reason.tcss"
    AUTO_FOCUS = "#reasons"
    HORIZONTAL_BREAKPOINTS = NARROW
    VERTICAL_BREAKPOINTS = SHORT
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choisir", id="reason.choose", priority=True),
        Binding("escape", "cancel", "Annuler", id="reason.cancel"),
    ]

    table = getters.query_one("#reasons", LineTable)

    def __init__(self, whom: str) -> None:
        super().__init__()
        self._whom = whom

    def compose(self) -> ComposeResult:
        """The question over the two answers."""
        with Vertical(id="dialog"):
            yield Static(plain(words.ask_reason(self._whom)), id="dialog-title")
            yield LineTable(_COLUMNS, id="reasons")
        yield KeyBar()
        yield TooSmall()

    def on_mount(self) -> None:
        """Show the reasons."""
        lines = [Line(one.value, (REASONS[one],)) for one in UnfinishedReason]
        self.table.show_lines(lines, follow=False)

    @on(LineTable.RowSelected)
    def action_choose(self) -> None:
        """Answer the reason under the cursor."""
        if (key := self.table.current_key) is not None:
            self.dismiss(UnfinishedReason(key))

    def action_cancel(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
