"""Screens and dialogs look as they are kept in ``golden/``, at three sizes and in every depth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyte
import pytest
from tests.ui.everywhere import SCREENS, opened
from tests.ui.kept import SIZES, check, seen
from tests.ui.seen import drawn_lines, settled

from certui.colours import as_seen
from certui.terminal.picture import Frame, Picture, Piece
from certui.terminal.roles import Dress, look
from certui.themes import THEMES, Theme

if TYPE_CHECKING:
    from tests.ui.conftest import School

# Of a dialog what stands in its box, whatever is behind it.
_DIALOGS: Final = (
    "palette",
    "classes",
    "a question",
    "a doubt",
    "a class",
    "extra time",
    "an incident",
    "a reason",
    "documents",
)
_PAGES: Final = ("help", "importing", "a form", "the centre")


@pytest.mark.parametrize("name", [*_DIALOGS, *_PAGES])
async def test_a_screen_is_shown_as_it_is_kept(school: School, name: str) -> None:
    """Its text, and what of it has a role."""
    sections: dict[str, str] = {}
    for width, height in SIZES:
        async with school.run(width, height) as pilot:
            screen = await opened(pilot, school, name)
            part = screen.query_one("#dialog").region if name in _DIALOGS else None
            sections[f"{width}×{height}"] = seen(pilot.app, part)
    check(name, sections)


@pytest.mark.parametrize(("width", "height"), [(79, 24), (80, 23), (20, 5)])
async def test_a_window_too_small_shows_one_line(school: School, width: int, height: int) -> None:
    """And nothing else, whatever screen is behind it."""
    async with school.run(width, height) as pilot:
        shown = await settled(pilot)
    assert " ".join(shown.split()) == "Fenêtre trop petite (80×24 au minimum)"


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("name", SCREENS)
async def test_every_cell_looks_as_its_role_does(school: School, name: str, theme: Theme) -> None:
    """In every depth: what a terminal makes of the sequences is what the theme says of the role."""
    async with school.run() as pilot:
        await opened(pilot, school, name)
        strips = drawn_lines(pilot.app)
    screen = pyte.Screen(80, 24)
    news = Picture().news([Piece(0, y, strip) for y, strip in enumerate(strips)])
    frame = Frame(news, Dress(theme))
    pyte.Stream(screen).feed(frame.render_segments(pilot.app.console))
    for y, strip in enumerate(strips):
        x = 0
        for text, style, _ in strip:
            wanted = look(style, theme)
            for letter in text:
                cell = screen.buffer[y][x]
                x += 1
                if letter == " " and wanted.leaves_blanks:
                    continue
                assert cell.data == letter
                assert (cell.fg, cell.bg) == (_seen(wanted.fore), _seen(wanted.ground))
                assert (cell.bold, cell.underscore, cell.reverse) == (
                    wanted.bold,
                    wanted.underline,
                    wanted.reverse,
                )


_OWN: Final = {None: "default", 0: "black", 2: "green", 6: "cyan", 9: "brightred"}


def _seen(colour: int | None) -> str:
    """A colour as the emulator calls it."""
    if colour in _OWN:
        return _OWN[colour]
    assert colour is not None
    return "".join(f"{level:02x}" for level in as_seen(colour))
