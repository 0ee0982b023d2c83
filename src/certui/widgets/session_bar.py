"""A session on the first line of its page: its number and name, its day, its hour."""

from __future__ import annotations

from textual.content import Content

from certui.widgets.header import Header
from certui.widgets.plain import plain

_GAP = 2


class SessionBar(Header):
    """« ← Session 208 · Troisièmes A, B » and, at the right, the day and the hour.

    Args:
        number: the session's number, known before the rest.
    """

    def __init__(self, number: int) -> None:
        super().__init__()
        self._back = f"← Session {number}"
        self._called = self._when = ""

    def show(self, name: str, when: str) -> None:
        """Show a session's name, and when it begins.

        Args:
            name: any text; cut to what the rest leaves.
            when: ``Lundi 14 févr. 2027 · 15:30 (heure locale)``.
        """
        if (name, when) != (self._called, self._when):
            self._called, self._when = name, when
            self.refresh()

    def render(self) -> Content:
        """The line: the name is cut first."""
        width = self.size.width
        when = plain(self._when, width)
        room = max(width - when.cell_length - _GAP, 0)
        named = f"{self._back} · {self._called}" if self._called else self._back
        left = plain(named, room)
        gap = Content(" " * max(width - left.cell_length - when.cell_length, 0))
        return Content("").join((left, gap, when))
