"""Where one types is seen: in every field, on any ground, with few colours or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.color import Color
from rich.style import Style
from tests.ui.everywhere import SCREENS, opened
from tests.ui.seen import drawn_lines, settled
from textual.widgets import Input

from certui.screens.pane import Pane
from certui.themes import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import School
    from tests.ui.terminal import Terminal
    from textual.app import App

WITHOUT = {"a document", "help", "a question", "a doubt", "a reason", "documents", "fetching"}
OWN = Color.default()


def drawn(app: App[None], field: Input) -> list[Style]:
    """How each cell of a field is drawn."""
    x, y, width, _ = field.region
    strip = drawn_lines(app)[y].crop(x, x + width)
    return [style or Style() for text, style, _ in strip for _ in text]


def _focused(style: Style) -> bool:
    return style.bgcolor == Color.from_ansi(Role.FOCUS) or bool(style.reverse)


@pytest.mark.parametrize("name", [one for one in SCREENS if one != "an empty session"])
async def test_the_caret_of_every_field_has_the_ground_of_the_focus(
    school: School, name: str
) -> None:
    """In an empty field too, in letters of no role; no other cell of the field has it."""
    async with school.run() as pilot:
        screen = await opened(pilot, school, name)
        behind = [one for one in screen.query(Pane) if not one.display]
        fields = [one for one in screen.query(Input) if not set(behind) & set(one.ancestors)]
        assert bool(fields) is (name not in WITHOUT)
        for field in fields:
            if not field.display:
                for one in (screen, *screen.query(Pane)):
                    one.add_class("-filtering", "-shown").remove_class("-notice")
            field.can_focus = True
            field.focus()
            for text in ("", "abc"):
                field.value = text
                field.cursor_position = len(text) // 2
                await settled(pilot)
                caret, *more = [style for style in drawn(pilot.app, field) if _focused(style)]
                assert caret.color in {None, OWN}
                assert more == []


def carets(terminal: Terminal) -> list[tuple[str, str]]:
    """How the cells in reverse are drawn that have none in reverse beside them."""
    return [
        (cell.fg, cell.bg)
        for line in terminal.cells
        for before, cell, after in zip(line, line[1:], line[2:], strict=False)
        if cell.reverse and not (before.reverse or after.reverse)
    ]


@pytest.mark.parametrize(
    "surroundings",
    [{}, {"NO_COLOR": "1"}, {"TERM": "linux"}],
    ids=["256 colours", "no colour", "16 colours"],
)
def test_the_caret_is_seen_in_a_terminal(
    terminal: Callable[..., Terminal], surroundings: dict[str, str]
) -> None:
    """In the filter, the palette, a form and a path: one cell, in reverse, in no colour."""
    one = terminal("-m", "certui", "demo", environment=surroundings)
    one.wait_for("›208")
    for key, shown in (
        ("/", "F1 Aide"),
        ("ctrl+p", "Rechercher"),
        ("n", "Heure"),
        ("i", "Fichier"),
    ):
        one.press(key)
        one.wait_for(shown)
        one.wait_until(lambda _: carets(one) == [("default", "default")], "one caret in reverse")
        one.press("escape")
        one.wait_until(lambda _: not carets(one), "no caret")
