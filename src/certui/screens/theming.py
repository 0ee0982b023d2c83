"""The themes among the commands of the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from certui.screens.commands import Command
from certui.themes import THEMES
from certui.wording.looks import theme

if TYPE_CHECKING:
    from certui.widgets.looks import LooksApp


def themes(app: LooksApp[Any]) -> list[Command]:
    """A command a theme; greyed where the terminal has too few colours for it."""
    return [
        Command(
            keys=(),
            short="",
            word=theme(one),
            action=f"theme('{one.key}')",
            owner=app,
            state=True if app.has_colours_for(one) else None,
        )
        for one in THEMES.values()
    ]
