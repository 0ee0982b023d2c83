"""Labels and values, a field a line, long values folded beside their label."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from certui.widgets.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

_GAP = 2
_NOTHING = "—"
# Cells that a value keeps, however long the labels.
_LEAST = 10


class FieldList(Static):
    """Shows fields, one below the other."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"field-list--label"}

    def __init__(self) -> None:
        super().__init__()
        self._fields: Sequence[tuple[str, str]] = ()

    def show(self, fields: Sequence[tuple[str, str]]) -> None:
        """Show these fields.

        Args:
            fields: label and value, any text; an empty value is shown as a dash.
        """
        if fields != self._fields:
            self._fields = fields
            self._fold(self.size.width)

    def on_resize(self, event: events.Resize) -> None:
        """Fold again at the new width."""
        self._fold(event.size.width)

    def _fold(self, width: int) -> None:
        if not (self._fields and width):
            return
        style = self.get_visual_style("field-list--label")
        indent = max(cell_len(label) for label, _ in self._fields) + _GAP
        lines: list[Content] = []
        for label, value in self._fields:
            head = plain(label).truncate(indent, pad=True).stylize(style)
            for line in plain(value or _NOTHING).wrap(max(width - indent, _LEAST)):
                lines.append(head.append(line))
                head = Content(" " * indent)
        self.update(Content("\n").join(lines))
