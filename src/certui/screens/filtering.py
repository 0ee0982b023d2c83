"""What has a filter over a table: pages, dialogs, and the panes of a page."""

from __future__ import annotations

from typing import Final

from textual import getters
from textual.binding import Binding

from certui.terminal.mixins import WidgetMixin
from certui.widgets.filter_input import FilterInput
from certui.widgets.line_table import LineTable

FILTER: Final = Binding("slash", "filter", "Filtrer", id="list.filter")
"""The key of them all; Textual takes no bindings from what is mixed in."""


class Filtering(WidgetMixin):
    """Mixed into what shows a table, of which a filter leaves some rows.

    Subclasses give :meth:`show_filtered`; where they can be left, :meth:`step_back` is asked first.
    """

    filter = getters.query_one(FilterInput)

    @property
    def filtered(self) -> LineTable:
        """The table."""
        return self.query_one(LineTable)

    def on_mount(self) -> None:
        """Filter as one types: a watcher runs within the letter, and shares its frame."""
        self.watch(self.filter, "value", self.show_filtered, init=False)

    def show_filtered(self) -> None:
        """Show what answers the filter; as cheap as a key press must be."""
        raise NotImplementedError

    def action_filter(self) -> None:
        """Go to the filter."""
        self.screen.set_focus(self.filter)

    def clear_filter(self) -> bool:
        """Show all rows again and go back to them; answers whether there was a filter."""
        if not self.filter.value:
            return False
        self.leave_filter()
        return True

    def leave_filter(self) -> None:
        """Empty the filter and go to the table."""
        self.filter.clear()
        self.screen.set_focus(self.filtered)

    def untick(self) -> bool:
        """Take ticks away, where rows have some; answers whether there were any."""
        return False

    def step_back(self) -> bool:
        """Go one step back among the rows, if there is one: the filter, then the ticks."""
        return self.clear_filter() or self.untick()


class Searching(Filtering):
    """The same where the filter takes a line only while it is used: ``-filtering`` shows it."""

    def action_filter(self) -> None:
        """Show the filter, and go there."""
        self.add_class("-filtering")
        super().action_filter()

    def clear_filter(self) -> bool:
        """Close the filter; an empty one, too."""
        if not self.has_class("-filtering"):
            return False
        self.leave_filter()
        self.remove_class("-filtering")
        return True
