"""The pictures of the pages are what the screens show: the invented school, on a fixed Monday.

``make screenshots`` draws them anew (with ``CERTUI_SCREENSHOTS=1``, this test writes what it would
compare). Their words are compared, not their bytes: colours and shapes are Textual's to draw.
"""

from __future__ import annotations

import html
import io
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from rich.console import Console
from rich.segment import Segment, Segments
from rich.terminal_theme import TerminalTheme
from tests.ui.seen import drawn_lines, press, settled

from certui.terminal.roles import worn
from certui.themes import DARK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.ui.conftest import School
    from textual.strip import Strip

IMAGES: Final = Path(__file__).parents[2] / "docs" / "images"
DRAWING: Final = bool(os.environ.get("CERTUI_SCREENSHOTS"))
# By name: what is pressed after the list of sessions is there.
PICTURES: Final = {
    "sessions": (),
    "ajouter": ("enter", "a", *"3eb", "enter", *["space"] * 6),
    "surveiller": ("down", "down", "enter", "3", "D", "tab", "enter"),
}
WIDTH: Final = 100
# A dark terminal: its ground, and letters that have no role. The theme says how the others look.
DARK_TERMINAL: Final = TerminalTheme((24, 24, 28), (228, 228, 228), [(228, 228, 228)] * 8)
_FONTS: Final = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
_TEXT: Final = re.compile(r"<text [^>]*>(.*?)</text>", re.DOTALL)


def words(svg: str) -> list[str]:
    """The texts of a picture, in their order; blanks are one blank."""
    found = (html.unescape(re.sub(r"<[^>]+>", "", one)) for one in _TEXT.findall(svg))
    return [text for one in found if (text := " ".join(one.split()))]


def drawn(lines: Iterable[Strip]) -> str:
    """A picture of a screen in the dark theme, which asks nobody for its letters."""
    console = Console(
        width=WIDTH, file=io.StringIO(), record=True, force_terminal=True, color_system="truecolor"
    )
    for strip in lines:
        pieces = [Segment(text, worn(style, DARK)) for text, style, _ in strip]
        console.print(Segments([*pieces, Segment.line()]), end="")
    svg = console.export_svg(title="certui", theme=DARK_TERMINAL, unique_id="certui")
    return _FONTS.sub("", svg).rstrip() + "\n"


@pytest.mark.parametrize("name", PICTURES)
async def test_a_picture_shows_what_the_screen_shows(school: School, name: str) -> None:
    """Else ``make screenshots``, and look at what has changed."""
    path = IMAGES / f"{name}.svg"
    async with school.run(WIDTH, 30) as pilot:
        await settled(pilot)
        for key in PICTURES[name]:
            await press(pilot, key)
        shown = drawn(drawn_lines(pilot.app))
    if DRAWING:
        IMAGES.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert words(path.read_text("utf-8")) == words(shown)
    assert len(words(shown)) > 20


def test_every_picture_has_its_page_and_is_drawn() -> None:
    """None is left over, none is missing, none is fetched from elsewhere."""
    top = IMAGES.parents[1]
    pages = [top / "README.md", *(top / "docs").glob("*.md")]
    shown = {
        one for page in pages for one in re.findall(r"images/(\w+)\.svg", page.read_text("utf-8"))
    }
    assert shown == set(PICTURES) == {one.stem for one in IMAGES.glob("*.svg")}
    assert not [one for one in IMAGES.glob("*.svg") if "url(http" in one.read_text("utf-8")]


def test_a_picture_that_says_something_else_is_stale() -> None:
    """A word more, a word less, another word; not another colour."""
    svg = (
        '<text class="a" x="0">Nom&#160;de</text><text class="b"> </text><text x="1">3&lt;EB</text>'
    )
    assert words(svg) == ["Nom de", "3<EB"]
    assert words(svg) == words(svg.replace('class="a"', 'class="c"'))
    assert words(svg) != words(svg.replace("EB", "EC"))
