"""The single door by which a value becomes something to show (hazards F6 and F7).

Textual lets escape sequences through in every text path, and reads square brackets as markup in
most. What goes through here is neither: it is cleaned, literal, and cut to its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from certui.domain.text import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable


def plain(value: str, width: int | None = None) -> Content:
    """A value as literal text on one line.

    Args:
        value: any text, ours or from outside.
        width: cells it may take; what does not fit ends in ``…``. None for no limit.

    Returns:
        Content without markup, control, bidi or zero-width characters.
    """
    content = Content(harmless(value))
    return content if width is None else content.truncate(width, ellipsis=True)


def paragraph(lines: Iterable[str]) -> Content:
    """Values as literal text, one a line.

    Args:
        lines: each becomes one line; a line feed inside one does not break it.
    """
    return Content("\n").join(plain(line) for line in lines)
