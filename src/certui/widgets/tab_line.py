"""Tabs on one line: « 1 Détail  ▸2 Candidats (6)      B204 · ○ à venir »."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from certui.widgets.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

_FRONT: Final = "▸"
_FRONT_STYLE: Final = Style(bold=True)
_GAP: Final = "  "


class TabLine(Widget):
    """Draws the tabs, a mark before the one in front; the screen's digits change it.

    At the right stands what is worth knowing on each of them, cut to the room that they leave.

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
        self._aside = ""

    def show(self, labels: Sequence[str], front: int, aside: str = "") -> None:
        """Change what the tabs say, which is in front, and what stands at the right."""
        if (tuple(labels), front, aside) != (self._labels, self._front, self._aside):
            self._labels, self._front, self._aside = tuple(labels), front, aside
            self.refresh()

    def render(self) -> Content:
        """The tabs, side by side, and what stands at the right."""
        tabs = [Content(" ").append(plain(label)) for label in self._labels]
        tabs[self._front] = plain(f"{_FRONT}{self._labels[self._front]}").stylize(_FRONT_STYLE)
        line = Content(_GAP).join(tabs)
        aside = plain(self._aside, max(self.size.width - line.cell_length - len(_GAP), 0))
        gap = Content(" " * max(self.size.width - line.cell_length - aside.cell_length, 0))
        return line.append(gap).append(aside)
