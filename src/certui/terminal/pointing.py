"""Where the terminal's own cursor goes: to what has the focus.

A screen reader reads the line where it stands, a braille line shows it, a magnifier follows it, be
it seen or not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual.geometry import Offset
from textual.widgets import Input

if TYPE_CHECKING:
    from textual.screen import Screen


@runtime_checkable
class Pointing(Protocol):
    """A widget that knows which of its lines the focus is on."""

    def pointed(self) -> Offset:
        """Where that line begins, from the corner of the widget's content."""
        ...


def pointed(screen: Screen[Any]) -> Offset | None:
    """Where what has the focus of a screen stands on the terminal.

    Args:
        screen: the one in front.

    Returns:
        The caret of a field, the line of a list, else the first cell; None where nothing has the
        focus.
    """
    focused = screen.focused
    if focused is None:
        return None
    if isinstance(focused, Input):
        # At the end Textual counts the cell that it keeps free, one beyond the caret it draws.
        return focused.cursor_screen_offset - Offset(int(focused.cursor_at_end), 0)
    corner = focused.content_region.offset
    return corner + focused.pointed() if isinstance(focused, Pointing) else corner
