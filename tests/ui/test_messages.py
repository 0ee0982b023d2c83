"""Messages: one at a time, of the screen in front, gone with the next action; dead keys say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.ui.everywhere import SCREENS, opened
from tests.ui.seen import press, settled
from textual import events
from textual.widgets._toast import Toast

from certui.screens.help import HelpScreen
from certui.screens.leavers import LeaversScreen
from certui.screens.session import SessionScreen
from certui.screens.sessions import SessionsScreen
from certui.themes import Role
from certui.wording.keys import without_effect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import School
    from tests.ui.terminal import Terminal

NOTHING = "sans effet ici"
# Where « ? » is a letter, or closes what it opened.
HELPED_BY = {
    **dict.fromkeys(("adding", "importing", "a form", "the centre", "palette"), "F1"),
    **dict.fromkeys(("classes", "a class", "extra time", "an incident", "saving"), "F1"),
    "help": "",
}


@pytest.mark.parametrize("name", SCREENS)
async def test_a_key_without_effect_says_so_everywhere(school: School, name: str) -> None:
    """On every screen and in every dialog, with the key that helps there."""
    async with school.run() as pilot:
        await opened(pilot, school, name)
        shown = await press(pilot, "f9")
    assert without_effect("F9", HELPED_BY.get(name, "?")) in shown


async def test_a_dead_key_is_called_as_it_is_on_the_keyboard(school: School) -> None:
    """A letter, with its accent; a key by its French name."""
    async with school.run() as pilot:
        await settled(pilot)
        assert "Touche z sans effet ici · ? pour l’aide" in await press(pilot, "z")
        pilot.app.post_message(events.Key("latin_small_letter_e_with_acute", "é"))
        assert "Touche é sans effet ici" in await settled(pilot)
        assert "Touche Espace sans effet ici" in await press(pilot, "space")
        assert "Touche ← sans effet ici" in await press(pilot, "left")
        assert "Touche Maj+F9 sans effet ici" in await press(pilot, "shift+f9")


async def test_what_is_no_dead_key_says_nothing(school: School) -> None:
    """Modifiers, pastes, the ends of a list, letters in a field."""
    async with school.run() as pilot:
        await settled(pilot)
        for key in ("left_shift", "right_control", "caps_lock", "iso_level3_shift"):
            pilot.app.post_message(events.Key(key, None))
        pilot.app.post_message(events.Paste("DURAND"))
        assert NOTHING not in await press(pilot, *["down"] * 9, "end", "pagedown")
        assert NOTHING not in await press(pilot, "home", "pageup", "slash", "z", "left", "left")
        assert "sans effet" not in await press(pilot, "escape", "escape")


@pytest.mark.parametrize("key", ["enter", "left", "right"])
async def test_a_list_that_does_not_open_says_so(school: School, key: str) -> None:
    """Entrée on a candidate does nothing, nor do left and right: not in silence."""
    async with school.run() as pilot:
        await opened(pilot, school, "a session")
        assert NOTHING in await press(pilot, key)


def test_a_dead_key_again_sends_nothing(terminal: Callable[..., Terminal]) -> None:
    """The message stands there already."""
    one = terminal("-m", "certui", "demo")
    one.wait_for("›208", "Quitter")
    one.press("z")
    one.wait_for(NOTHING)
    while one.sent_within(0.4):
        pass
    one.press("z", "z")
    assert one.sent_within(0.4) == b""


def test_escape_and_a_letter_in_one_packet_leave_the_help(
    terminal: Callable[..., Terminal],
) -> None:
    """The help is closed, the letter is the list's, and the help can be opened again."""
    one = terminal("-m", "certui", "demo")
    one.wait_for("›208", "Quitter")
    for _ in range(2):
        one.press("?")
        one.wait_for("Fermer l’aide")
        one.send(b"\x1bz")
        one.wait_for("Touche z sans effet ici", "›208")


async def test_a_message_is_a_block_with_a_sign_and_no_box(school: School) -> None:
    """What was done, what was refused; what is neither has no sign. No colour speaks alone."""
    async with school.run() as pilot:
        await settled(pilot)
        for keys, sign, role in (
            (("enter", "a", "down", "space", "ctrl+s"), "✓ 1 élève ajouté", Role.GOOD),
            (("p",), "✗ La session", Role.ALARM),
            (("z",), " Touche z", Role.BAR),
        ):
            assert sign in await press(pilot, *keys)
            (toast,) = pilot.app.screen.query(Toast)
            assert toast.styles.background.ansi == role
            assert toast.gutter.height == 0


async def test_escape_is_never_spent_on_a_message(school: School) -> None:
    """It goes back, and takes the message with it."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "enter", "u", "u")
        assert len(pilot.app.screen.query(Toast)) == 1
        shown = await press(pilot, "escape")
        assert isinstance(pilot.app.screen, SessionsScreen)
        assert "Rien à annuler" not in shown
        assert not pilot.app.screen.query(Toast)
        assert "Rien à annuler" not in await press(pilot, "enter")


async def test_a_message_closes_with_the_next_action(school: School) -> None:
    """A key that does something, a letter typed; a dead key has a message of its own."""
    async with school.run() as pilot:
        await settled(pilot)
        assert NOTHING in await press(pilot, "z")
        assert NOTHING not in await press(pilot, "down")
        assert NOTHING in await press(pilot, "slash", "f9")
        assert NOTHING not in await press(pilot, "2")


async def test_a_message_stays_with_its_screen(school: School) -> None:
    """Neither a screen nor a dialog that is opened carries it on; nor is it there afterwards."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "down", "enter")
        for opening in ("question_mark", "ctrl+p", "x"):
            assert NOTHING in await press(pilot, "z")
            assert NOTHING not in await press(pilot, opening)
            assert NOTHING not in await press(pilot, "escape")


async def test_a_result_is_told_on_the_screen_that_it_is_about(school: School) -> None:
    """What the picker added stands on the session's page, once that is in front."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "enter")
        shown = await press(pilot, "a", *"3eb", "enter", "space", "z", "ctrl+s")
        assert isinstance(pilot.app.screen, SessionScreen)
        assert "1 élève ajouté à la session" in shown
        assert len(pilot.app.screen.query(Toast)) == 1


async def test_what_is_told_of_a_screen_behind_waits_for_it(school: School) -> None:
    """A document printed while one reads the help is not told in the help."""
    async with school.run() as pilot:
        screen = await opened(pilot, school, "a session")
        assert isinstance(screen, SessionScreen)
        await press(pilot, "question_mark")
        screen.say("Le document a été imprimé.")
        assert "imprimé" not in await settled(pilot)
        assert isinstance(pilot.app.screen, HelpScreen)
        assert "Le document a été imprimé." in await press(pilot, "escape")


async def test_escape_clears_ticks_before_it_leaves(school: School) -> None:
    """Of the pupils who left, too: the filter, the ticks, the screen."""
    async with school.run() as pilot:
        screen = await opened(pilot, school, "who left")
        assert isinstance(screen, LeaversScreen)
        table = screen.table
        table.load([1, 2], lambda _: ("3EA", "DURAND", "Zoé", "", "", ""))
        table.tick([1, 2])
        await press(pilot, "escape")
        assert pilot.app.screen is screen
        assert not table.ticked
        await press(pilot, "escape")
        assert pilot.app.screen is not screen
