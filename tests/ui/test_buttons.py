"""Buttons are whole at every width, and take every key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.ui.everywhere import SCREENS, opened
from tests.ui.seen import press, screen_text, settled
from textual import events
from textual.widgets import Button

from certui.screens.confirm import ConfirmScreen

if TYPE_CHECKING:
    from tests.ui.conftest import School
    from textual.pilot import Pilot
    from textual.screen import Screen

EVERY = range(80, 251)
SOME = (80, 81, 99, 100, 101, 132, 160, 250)
WITH_BUTTONS = [
    "an empty session",
    "adding",
    "a form",
    "the centre",
    "a question",
    "extra time",
    "saving",
]


def labels(screen: Screen[object]) -> list[str]:
    """What its buttons say."""
    return [str(one.label) for one in screen.query(Button) if one.is_on_screen]


async def cut(pilot: Pilot[None], width: int) -> list[str]:
    """The labels that are not whole on the screen at a width."""
    await pilot.resize_terminal(width, 24)
    shown = screen_text(pilot.app)
    return [one for one in labels(pilot.app.screen) if one not in shown]


@pytest.mark.parametrize("name", WITH_BUTTONS)
async def test_buttons_are_whole_at_every_width(school: School, name: str) -> None:
    """From the narrowest window there may be to the widest that people have."""
    # Only the picker shares a line between its buttons and a text that grows with the width.
    widths = EVERY if name == "adding" else SOME
    async with school.run() as pilot:
        screen = await opened(pilot, school, name)
        assert labels(screen)
        assert {width: one for width in widths if (one := await cut(pilot, width))} == {}


@pytest.mark.parametrize("width", [80, 99, 100, 250])
async def test_the_basket_leaves_its_buttons_whole(school: School, width: int) -> None:
    """However much it says: every pupil of a large school ticked."""
    async with school.run() as pilot:
        screen = await opened(pilot, school, "adding")
        said = "1 284 élèves sélectionnés · 1 284 candidats déjà ajoutés à la session"
        screen.write("#selected", said)  # type: ignore[attr-defined]  # it is a page
        assert await cut(pilot, width) == []
        assert said in screen_text(pilot.app)


def test_every_screen_with_buttons_is_looked_at() -> None:
    """No name above stands for nothing."""
    assert set(WITH_BUTTONS) <= set(SCREENS)


@pytest.mark.parametrize("name", WITH_BUTTONS)
async def test_no_button_is_deaf_to_keys_for_a_while(school: School, name: str) -> None:
    """Whether a second « Entrée » counts does not go by the clock (kind: keys and clocks)."""
    async with school.run() as pilot:
        screen = await opened(pilot, school, name)
        for button in screen.query(Button):
            pressed: list[Button] = []
            with pytest.MonkeyPatch.context() as patched:
                patched.setattr(button, "press", partial(pressed.append, button))
                button.add_class("-active")
                button.action_press()
            assert pressed == [button]


async def test_a_button_is_pressed_as_often_as_its_key(school: School) -> None:
    """[Annuler], no, [Annuler] again, in one packet: asked a second time."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "C", "a", "shift+tab", "shift+tab")
        for _ in range(3):
            pilot.app.post_message(events.Key("enter", "\r"))
        await settled(pilot)
        assert isinstance(pilot.app.screen, ConfirmScreen)
