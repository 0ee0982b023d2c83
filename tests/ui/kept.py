"""What screens show, kept as text: a file a screen, which says what a change changed.

    make golden

writes them anew; ``git diff`` then shows what is different.
"""

from __future__ import annotations

import difflib
import os
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tests.ui.seen import drawn_lines

from certui.terminal.roles import look
from certui.themes import DARK, Look, Role

if TYPE_CHECKING:
    from rich.style import Style
    from textual.app import App
    from textual.geometry import Region

FOLDER: Final = Path(__file__).with_name("golden")
SIZES: Final = ((80, 24), (100, 30), (200, 50))
# In this theme no two roles look alike.
_TEXTS: Final = {DARK.text(role): role.name.lower() for role in Role}
_BLOCKS: Final = {DARK.block(role): f"{role.name.lower()} block" for role in DARK.blocks}


def seen(app: App[Any], part: Region | None = None) -> str:
    """What is shown, and below it what has a role or is bold, by line.

    Args:
        app: settled.
        part: of the screen; all of it unless given.
    """
    strips = drawn_lines(app)
    if part is not None:
        strips = [one.crop(part.x, part.right) for one in strips[part.y : part.bottom]]
    text = "\n".join(one.text.rstrip() for one in strips).rstrip("\n")
    roles = []
    for number, strip in enumerate(strips, start=1):
        pieces = groupby(strip, key=lambda one: _role(one.style))
        told = [(role, "".join(one.text for one in those).strip()) for role, those in pieces]
        parts = [f"{role} «{words}»" for role, words in told if role and words]
        if parts:
            roles.append(f"{number}: {' · '.join(parts)}")
    return "\n".join([text, "--", *roles])


def check(name: str, sections: dict[str, str]) -> None:
    """Compare with what is kept, or keep it where ``CERTUI_GOLDEN`` asks for that.

    Raises:
        AssertionError: what is different, line by line.
    """
    path = FOLDER / f"{name.replace(' ', '-')}.txt"
    text = "".join(f"== {title}\n{section}\n" for title, section in sections.items())
    if os.environ.get("CERTUI_GOLDEN"):
        path.write_text(text, "utf-8")
        return
    kept = path.read_text("utf-8") if path.exists() else ""
    lines = difflib.unified_diff(
        kept.splitlines(), text.splitlines(), path.name, "now", lineterm="", n=1
    )
    difference = "\n".join(lines)
    assert not difference, f"{difference}\nmake golden keeps what is shown now"


def _role(style: Style | None) -> str:
    found = look(style, DARK)
    plain = found._replace(bold=False)
    for one in (found, plain, plain._replace(bold=True)):
        known = _BLOCKS.get(one) or _TEXTS.get(one)
        if known:
            return known
    return "bold" if found == Look(bold=True) else ""
