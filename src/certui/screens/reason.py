"""Why a candidate does not finish: one of the product's two reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.widgets import Static

from certui.domain.models import UnfinishedReason
from certui.domain.nomenclature import REASONS
from certui.screens.modal import Modal
from certui.widgets.line_table import Line, LineColumn, LineTable
from certui.widgets.plain import plain
from certui.wording import day as words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

_COLUMNS = (LineColumn("Motif", 30, flexible=True),)


class ReasonScreen(Modal[UnfinishedReason | None]):
    """Chooses a reason; answers it, or None when nothing was decided.

    Args:
        whom: whom it is for, as shown.
    """

    AUTO_FOCUS = "#reasons"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choisir", id="reason.choose", priority=True),
    ]

    table = getters.query_one("#reasons", LineTable)

    def __init__(self, whom: str) -> None:
        super().__init__()
        self._whom = whom

    def dialog(self) -> Iterable[Widget]:
        """The question over the two answers."""
        yield Static(plain(words.ask_reason(self._whom)), id="dialog-title")
        yield LineTable(_COLUMNS, id="reasons")

    def on_mount(self) -> None:
        """Show the reasons."""
        lines = [Line(one.value, (REASONS[one],)) for one in UnfinishedReason]
        self.table.show_lines(lines, follow=False)

    @on(LineTable.RowSelected)
    def action_choose(self) -> None:
        """Answer the reason under the cursor."""
        if (key := self.table.current_key) is not None:
            self.dismiss(UnfinishedReason(key))
