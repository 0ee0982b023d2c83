"""A session at the head of its screen: its number and name, its day, its hour."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

from certui.widgets.plain import plain

# « Mercredi 30 sept. 2027 » is the widest of dates.
_DATE = 22
_HOUR_LABEL = "Heure de début (heure locale)"
_GAP = 2


class SessionCard(Widget):
    """Two lines, three columns; the name takes the room that is left.

    Args:
        number: the session's number, known before the rest.
    """

    DEFAULT_CSS = """
    SessionCard { height: 2; width: 100%; padding: 0 1; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"session-card--label", "session-card--name"}

    def __init__(self, number: int) -> None:
        super().__init__()
        self._back = f"← Session {number}"
        self._title = self._date = self._hour = ""

    def show(self, name: str, date: str, hour: str) -> None:
        """Show a session's name, and its date and hour as written.

        Args:
            name: any text; cut to its column.
            date: ``Lundi 14 févr. 2027``.
            hour: ``15:30``.
        """
        if (name, date, hour) != (self._title, self._date, self._hour):
            self._title, self._date, self._hour = name, date, hour
            self.refresh()

    def render(self) -> Content:
        """The labels over the values."""
        label = self.get_visual_style("session-card--label")
        name = self.get_visual_style("session-card--name")
        room = max(self.size.width - _DATE - len(_HOUR_LABEL) - 2 * _GAP, 0)
        labels = self._columns(room, self._back, "Date", _HOUR_LABEL)
        values = self._columns(room, self._title, self._date, self._hour)
        return Content("\n").join((labels.stylize(label), values.stylize(name)))

    @staticmethod
    def _columns(room: int, *cells: str) -> Content:
        widths = (room, _DATE, len(_HOUR_LABEL))
        return Content(" " * _GAP).join(
            plain(cell).truncate(width, ellipsis=True, pad=True)
            for cell, width in zip(cells, widths, strict=True)
        )
