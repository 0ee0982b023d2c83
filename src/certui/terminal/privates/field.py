"""What the short way of a letter into a field leans on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from certui.terminal.mixins import InputMixin

if TYPE_CHECKING:
    from textual.widgets.input import Selection


class InputHooks(InputMixin):
    """A field whose way of taking a value can be replaced."""

    def value_changed(self, value: str) -> None:
        """Take note of another value."""
        super()._watch_value(value)

    def selection_changed(self, selection: Selection) -> None:
        """Take note of another place of the cursor."""
        super()._watch_selection(selection)

    def begin_empty(self) -> None:
        """Treat the first value as any other; Textual does not bring its end in sight."""
        self._initial_value = False

    def _watch_value(self, value: str) -> None:
        self.value_changed(value)

    def _watch_selection(self, selection: Selection) -> None:
        self.selection_changed(selection)
