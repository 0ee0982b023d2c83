"""The filter's line: its name, the field, and how many rows it leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import getters
from textual.strip import Strip
from textual.widget import Widget

from certui.domain.text import harmless
from certui.widgets.filter_input import FilterInput
from certui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

_LABEL: Final = "Filtrer"
_MARGIN: Final = " "


class FilterBar(OneLine, Widget):
    """One line; label and count are drawn by the bar itself, over which the field lies.

    A letter repaints every widget of the line: two cost less than four.

    Args:
        placeholder: what the empty field says.
        id: the bar's id.
    """

    DEFAULT_CSS = """
    FilterBar {
        layout: horizontal;
        height: 1;
        & > FilterInput { width: 1fr; }
    }
    """
    input = getters.query_one(FilterInput)

    def __init__(
        self,
        placeholder: str,
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._placeholder = placeholder
        self._count = ""

    def compose(self) -> ComposeResult:
        """The field."""
        yield FilterInput(placeholder=self._placeholder)

    def show_count(self, text: str) -> None:
        """Show how many rows there are, on the right.

        Args:
            text: a counted noun; literal.
        """
        if text != self._count:
            self._count = text
            self.refresh()

    def strip(self, width: int) -> Strip:
        """Label and count; the field covers what is between them."""
        before = _MARGIN + _LABEL
        after = harmless(self._count) + _MARGIN
        gap = max(0, width - cell_len(before) - cell_len(after))
        text = set_cell_size(before + " " * gap + after, width)
        return Strip([Segment(text, self.look())], width)
