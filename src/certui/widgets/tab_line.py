"""Tabs on one line: « ┌ 1 Détail ┐┌ 2 Candidats (6) ┐ »."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widget import Widget

from certui.widgets.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

# Not of the style sheet: Textual leaves reverse video out of the styles that it makes for content.
_FRONT: Final = "bold reverse"


class TabLine(Widget):
    """Draws the tabs, the one in front in reverse; the screen's digits change it.

    Args:
        labels: what the tabs say, with their digit.
        front: which one is in front, from 0.
    """

    DEFAULT_CSS = """
    TabLine { height: 1; width: 100%; padding: 0 1; }
    """

    def __init__(self, labels: Sequence[str], front: int) -> None:
        super().__init__()
        self._labels = tuple(labels)
        self._front = front

    def show(self, labels: Sequence[str], front: int) -> None:
        """Change what the tabs say and which is in front."""
        if (tuple(labels), front) != (self._labels, self._front):
            self._labels, self._front = tuple(labels), front
            self.refresh()

    def render(self) -> Content:
        """The tabs, side by side."""
        tabs = [plain(f"┌ {label} ┐") for label in self._labels]
        tabs[self._front] = tabs[self._front].stylize(_FRONT)
        return Content("").join(tabs)
