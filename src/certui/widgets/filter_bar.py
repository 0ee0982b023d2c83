"""The filter's line: its name, the field, and how many rows it leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters
from textual.content import Content

from certui.widgets.filter_input import FilterInput
from certui.widgets.plain import plain
from certui.widgets.steady import Steady

if TYPE_CHECKING:
    from textual.app import ComposeResult

_LABEL = "Filtrer"


class FilterBar(Steady):
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
        padding: 0 1;
        & > FilterInput {
            width: 1fr;
            margin: 0 40 0 9;
        }
    }
    """
    input = getters.query_one(FilterInput)

    def __init__(
        self,
        placeholder: str,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
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

    def render(self) -> Content:
        """Label and count; the field covers what is between them."""
        width = self.content_size.width
        label = Content(_LABEL)
        count = plain(self._count, max(0, width - label.cell_length - 1))
        gap = " " * max(0, width - label.cell_length - count.cell_length)
        return Content("").join((label, Content(gap), count))
