"""The roles of :mod:`certui.themes` as style sheets name them; see ``certui.tcss``."""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

from certui.themes import Role, marker, variables

_OWN: Final = variables()["own"]
_FOCUS: Final = marker(Role.FOCUS)
_ACCENT: Final = marker(Role.ACCENT)

THEME: Final = Theme(
    name="certui",
    ansi=True,
    primary=_OWN,
    secondary=marker(Role.SECONDARY),
    accent=_ACCENT,
    warning=marker(Role.ATTENTION),
    error=marker(Role.ALARM),
    success=marker(Role.GOOD),
    foreground=_OWN,
    background=_OWN,
    surface=_OWN,
    panel=_OWN,
    boost=_OWN,
    variables={
        **variables(),
        "ansi-background": _OWN,
        "ansi-foreground": _OWN,
        "border-blurred": _OWN,
        "block-cursor-foreground": _OWN,
        "block-cursor-background": _FOCUS,
        "block-cursor-text-style": "none",
        "input-cursor-background": _FOCUS,
        "input-cursor-foreground": _OWN,
        "input-cursor-text-style": "none",
        "input-selection-background": _FOCUS,
        "input-selection-foreground": _OWN,
        "screen-selection-background": _FOCUS,
        "screen-selection-foreground": _OWN,
        "scrollbar": _ACCENT,
        "scrollbar-background": _OWN,
    },
)
"""What Textual is told of the looks: for it, each role is a colour.

Everything else is the terminal's own ground and letters: right on dark and on light screens, and
the fewest bytes, for the ground is never sent. Nothing is said by colour alone.
"""
