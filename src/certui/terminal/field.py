"""The short way of a letter into a field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from certui.terminal.privates import field as privates

if TYPE_CHECKING:
    from textual.widgets.input import Selection


class ShortWay(privates.InputHooks):
    """A field in which a letter does no more than it must.

    Where all of the text is in sight nothing scrolls, and Textual's own way for a letter is long.
    """

    def value_changed(self, value: str) -> None:
        """Keep the cursor within the text."""
        if self._is_all_in_sight():
            self.selection = self.selection
        else:
            super().value_changed(value)

    def selection_changed(self, selection: Selection) -> None:
        """Put the terminal's cursor where this one is."""
        if self._is_all_in_sight():
            self.app.cursor_position = self.cursor_screen_offset
        else:
            super().selection_changed(selection)

    def _is_all_in_sight(self) -> bool:
        return 2 * len(self.value) < self.size.width and not self.scroll_offset.x
