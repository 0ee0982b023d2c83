"""The first tab of a session: its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll

from certui.screens.pane import Pane
from certui.widgets.field_list import FieldList
from certui.wording import sessions as words

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from certui.screens.pane import Shown


class DetailsPane(Pane):
    """Shows the fields of a session."""

    BAR = ("add", "document", "edit", "documents")

    def compose(self) -> ComposeResult:
        """The fields; they scroll."""
        yield VerticalScroll(FieldList(), id="fields")

    @property
    def front(self) -> Widget:
        """What scrolls."""
        return self.query_one("#fields")

    def show(self, shown: Shown) -> None:
        """Show the fields."""
        self.query_one(FieldList).show(words.details(shown.view))
