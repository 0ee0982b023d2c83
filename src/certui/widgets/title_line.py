"""A title on the left, and on the right what may be done: as much of it as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from certui.widgets.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP = 2


class TitleLine(Widget):
    """One line, drawn as one: neither the title nor the hint ever moves anything else."""

    DEFAULT_CSS = """
    TitleLine { height: 1; width: 100%; padding: 0 1; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"title-line--title"}

    def __init__(self) -> None:
        super().__init__()
        self._title = ""
        self._hints: tuple[str, ...] = ()

    def show(self, title: str, hints: Sequence[str]) -> None:
        """Show a title and a hint.

        Args:
            title: literal; cut to the line.
            hints: of the same thing, the longest first; the first that fits beside the title is
                shown, none where none fits.
        """
        if (title, tuple(hints)) != (self._title, self._hints):
            self._title, self._hints = title, tuple(hints)
            self.refresh()

    def render(self) -> Content:
        """Title and hint."""
        width = self.content_size.width
        style = self.get_visual_style("title-line--title")
        title = plain(self._title, width)
        room = width - title.cell_length - _GAP
        hint = next((plain(one) for one in self._hints if cell_len(one) <= room), plain(""))
        gap = " " * max(0, width - title.cell_length - hint.cell_length)
        return Content("").join((title.stylize(style), Content(gap), hint))
