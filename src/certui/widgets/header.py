"""The first line of every screen: the centre on the left, who is signed in on the right."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from certui.widgets.plain import plain

_GAP = 2


class Header(Widget):
    """Shows the application's title and sub-title; who changes them has it drawn again.

    To watch the application would keep each header, with all that it shows, as long as that runs.
    """

    DEFAULT_CSS = """
    Header { dock: top; height: 1; width: 100%; padding: 0 1; }
    """

    def render(self) -> Content:
        """The line: the person is cut to a third of it, the centre to what is left."""
        width = self.size.width
        who = plain(self.app.sub_title, width // 3)
        centre = plain(self.app.title, max(width - who.cell_length - _GAP, 0))
        gap = Content(" " * (width - centre.cell_length - who.cell_length))
        return Content("").join((centre, gap, who))
