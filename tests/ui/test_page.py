"""What every screen has: keys, help, palette, toasts, a least size."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ui.everywhere import opened
from tests.ui.seen import press, settled
from textual import events
from textual.widgets import Input

from certui.screens.commands import commands
from certui.screens.help import HelpScreen
from certui.screens.session import SessionScreen
from certui.screens.sessions import SessionsScreen
from certui.widgets.candidate_table import CandidateTable
from certui.widgets.filter_input import FilterInput
from certui.widgets.key_bar import KeyBar, KeyWord, break_lines
from certui.wording.keys import key_name

if TYPE_CHECKING:
    from tests.ui.conftest import School
    from textual.geometry import Region
    from textual.worker import Worker

TOO_SMALL = "Fenêtre trop petite (80×24 au minimum)"


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("enter", "⏎"),
        ("escape", "Échap"),
        ("question_mark", "?"),
        ("slash", "/"),
        ("delete", "Suppr"),
        ("space", "Espace"),
        ("shift+tab", "Maj+Tab"),
        ("ctrl+s", "ctrl+s"),
        ("f1", "F1"),
        ("a", "a"),
        ("f", "f"),
    ],
)
def test_keys_have_french_names(key: str, shown: str) -> None:
    """As a French keyboard has them."""
    assert key_name(key) == shown


WORDS = st.lists(
    st.builds(
        KeyWord,
        st.text("abcdef", min_size=1, max_size=6),
        st.text("mots é", min_size=1, max_size=20),
        st.booleans(),
        st.booleans(),
    ),
    max_size=20,
)


@given(WORDS, st.integers(40, 200))
def test_keys_take_at_most_two_lines_that_fit(shown: list[KeyWord], width: int) -> None:
    """Whole pairs, in order; what is left out is the end of what is the screen's own."""
    rows = break_lines(shown, width)
    assert len(rows) <= 2
    for row in rows:
        assert sum(one.width for one in row) + 2 * max(0, len(row) - 1) <= width
    kept = [one for row in rows for one in row]
    own, general = [one for one in shown if not one.general], [one for one in shown if one.general]
    kept_own, kept_general = (
        [one for one in kept if not one.general],
        [one for one in kept if one.general],
    )
    assert kept_own == own[: len(kept_own)]
    assert kept_general == general[: len(kept_general)]
    assert not kept_own or kept_general == general


async def test_the_key_bar_is_drawn_again_only_when_it_changes(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Moving the cursor between rows that allow the same leaves the bar alone."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "down", "down", "enter")
        bar = pilot.app.screen.query_one(KeyBar)
        drawn: list[object] = []
        refresh = bar.refresh

        def counted(*regions: Region, layout: bool = False) -> KeyBar:
            drawn.append(regions)
            return refresh(*regions, layout=layout)

        monkeypatch.setattr(bar, "refresh", counted)
        await press(pilot, "down", "down", "up")
        assert drawn == []
        await press(pilot, "slash")
        assert drawn


@pytest.mark.parametrize("group", ["load", "live", "ahead"])
async def test_what_is_read_for_a_page_is_given_up_when_it_is_left(
    school: School, group: str
) -> None:
    """At once, before its widgets go: a late answer would look for them and end the program."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "down", "enter")
        page = pilot.app.screen
        assert isinstance(page, SessionScreen)

        async def read() -> None:
            await asyncio.Event().wait()

        reads: Worker[None] = page.run_worker(read, group=group, exit_on_error=False)
        page.dismiss()
        assert reads.is_cancelled
        await settled(pilot)


async def test_help_is_made_from_the_bindings(school: School) -> None:
    """`?` lists every key of the screen with its full word; Échap and `?` close it."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "down", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, SessionScreen)
        shown = await press(pilot, "question_mark")
        shown += await press(pilot, "end")
        for command in commands(screen):
            assert command.word in shown
            assert " ".join(command.keys) in shown
        assert "x Suppr" in shown
        assert "q" not in [line.strip().split(" ")[0] for line in shown.split("\n")]
        await press(pilot, "question_mark")
        assert pilot.app.screen is screen
        await press(pilot, "f1")
        assert isinstance(pilot.app.screen, HelpScreen)
        await press(pilot, "escape")
        assert pilot.app.screen is screen


async def test_help_tells_the_keys_of_what_has_the_focus(school: School) -> None:
    """The list's, Textual's own among them under French names; in the filter, the field's."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "down", "enter", "question_mark")
        in_the_list = await press(pilot, "end")
        for keys, word in (
            ("Espace", "Cocher"),
            ("Maj+↓", "Cocher une suite"),
            ("↓ j", "Ligne suivante"),
            ("Début g ctrl+Début", "Première ligne"),
            ("Pg.suiv", "Page suivante"),
            ("Tab", "Zone suivante"),
        ):
            assert re.search(rf"^ {re.escape(keys)} +{word}$", in_the_list, re.MULTILINE)
        await press(pilot, "escape", "slash")
        in_the_filter = await press(pilot, "f1") + await press(pilot, "end")
        assert "Effacer la lettre précédente" in in_the_filter
        assert "Cocher" not in in_the_filter
        for english in ("Cursor", "Scroll", "Focus", "Move", "Delete"):
            assert english not in in_the_list + in_the_filter


@pytest.mark.parametrize("name", ["a question", "a reason", "classes", "extra time"])
async def test_dialogs_have_help_too(school: School, name: str) -> None:
    """Over the dialog, which is there again when it is closed."""
    async with school.run() as pilot:
        dialog = await opened(pilot, school, name)
        shown = await press(pilot, "f1")
        assert isinstance(pilot.app.screen, HelpScreen)
        assert "Échap" in shown
        await press(pilot, "escape")
        assert pilot.app.screen is dialog


async def test_the_palette_does_what_the_list_does(school: School) -> None:
    """A command of the list that had the focus, on that list."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "down", "enter")
        assert "32 " in await press(pilot, "ctrl+p", *"tout", "enter")
        assert len(pilot.app.screen.query_one(CandidateTable).ticked) == 32


async def test_f1_helps_while_one_types(school: School) -> None:
    """In a field `?` is a letter; F1 is not, and the key bar says so."""
    async with school.run() as pilot:
        await settled(pilot)
        shown = await press(pilot, "slash", "question_mark")
        assert pilot.app.screen.query_one(Input).value == "?"
        assert "F1 Aide" in shown
        assert "/ Filtrer" not in shown
        await press(pilot, "f1")
        assert isinstance(pilot.app.screen, HelpScreen)


async def test_the_palette_finds_and_runs_a_command(school: School) -> None:
    """In French, by any word of it, whatever has the focus; nothing foreign in it."""
    async with school.run() as pilot:
        await settled(pilot)
        shown = await press(pilot, "ctrl+p")
        assert "Rechercher une commande…" in shown
        for foreign in ("Screenshot", "Theme", "Quit", "Keys"):
            assert foreign not in shown.replace("Quitter", "")
        await press(pilot, *"ouvr", "enter")
        assert isinstance(pilot.app.screen, SessionScreen)
        await press(pilot, "escape", "slash", "ctrl+p", "escape")
        assert isinstance(pilot.app.screen, SessionsScreen)
        assert "Aucune commande ne correspond" in await press(pilot, "ctrl+p", *"zzz")


async def test_the_palette_says_why_a_command_is_greyed(school: School) -> None:
    """A greyed command chosen from the palette gives its reason, as its key does."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "down", "down", "enter")
        shown = await press(pilot, "ctrl+p", *"ajouter des", "enter")
        assert "La session a débuté" in shown


@pytest.mark.parametrize("size", [(79, 24), (80, 23), (40, 10), (1, 1)])
async def test_a_window_too_small_shows_one_line_and_takes_the_keys(
    school: School, size: tuple[int, int]
) -> None:
    """Until it grows: then the screen is as it was, the focus too."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "down")
        focused = pilot.app.focused
        await pilot.resize_terminal(*size)
        shown = await settled(pilot)
        assert shown.replace("\n", " ").strip().startswith(TOO_SMALL[: size[0]].strip())
        assert "Sessions" not in shown
        await press(pilot, "enter", "slash", "x", "ctrl+p", "question_mark", "f1", "escape", "r")
        assert isinstance(pilot.app.screen, SessionsScreen)
        await pilot.resize_terminal(80, 24)
        shown = await settled(pilot)
        assert "›209" in shown
        assert pilot.app.focused is focused
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SessionScreen)


async def test_ctrl_q_quits_even_a_window_too_small(school: School) -> None:
    """The one key that still means something."""
    async with school.run(width=40, height=10) as pilot:
        await settled(pilot)
        await press(pilot, "ctrl+q")
        assert pilot.app._exit  # noqa: SLF001 - whether it is leaving
    assert pilot.app.return_code == 0


async def test_a_question_too_is_covered_in_a_window_too_small(school: School) -> None:
    """A confirmation cannot be answered unseen."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "down", "enter", "x")
        await pilot.resize_terminal(60, 20)
        assert TOO_SMALL in await settled(pilot)
        await press(pilot, "o", "tab", "enter")
        await pilot.resize_terminal(80, 24)
        shown = await settled(pilot)
        assert "Supprimer " in shown
        assert len(school.sessions.view(209).candidates) == 32
        assert "supprimé avec succès" in await press(pilot, "o")


async def test_a_palette_too_is_covered_in_a_window_too_small(school: School) -> None:
    """No command is run unseen, though the palette has the first say on its keys."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "ctrl+p")
        palette = pilot.app.screen
        await pilot.resize_terminal(60, 20)
        assert TOO_SMALL in await settled(pilot)
        await press(pilot, "enter", "down", "escape")
        assert pilot.app.screen is palette


async def test_ctrl_c_says_how_to_leave(school: School) -> None:
    """In French, and the application goes on."""
    async with school.run() as pilot:
        await settled(pilot)
        assert "ctrl+q pour quitter." in await press(pilot, "ctrl+c")
        assert not pilot.app._exit  # noqa: SLF001 - whether it is leaving


@pytest.mark.parametrize("size", [(80, 24), (200, 50), (132, 43)])
async def test_no_line_is_wider_than_the_window(school: School, size: tuple[int, int]) -> None:
    """At any size, on each screen."""
    async with school.run(*size) as pilot:
        walked = (["down", "enter"], ["1"], ["2", "slash"], ["escape", "question_mark"])
        shown = [await settled(pilot), *[await press(pilot, *keys) for keys in walked]]
        for screen in shown:
            assert len(screen.split("\n")) == size[1]
            assert all(len(line) <= size[0] for line in screen.split("\n"))


async def test_nothing_blinks_and_nothing_moves(school: School) -> None:
    """No cursor blinks, no animation is left on (hazards F11)."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "slash")
        assert pilot.app.animation_level == "none"
        assert not any(field.cursor_blink for field in pilot.app.screen.query(Input))
        await press(pilot, "ctrl+p")
        assert not any(field.cursor_blink for field in pilot.app.screen.query(Input))


@pytest.mark.parametrize("name", ["sessions", "adding", "palette", "classes", "an incident"])
async def test_several_lines_pasted_into_any_filter_are_refused(school: School, name: str) -> None:
    """On pages and in dialogs alike: a pasted list is not cut to its first line in silence."""
    async with school.run() as pilot:
        screen = await opened(pilot, school, name)
        screen.query_one(FilterInput).focus()
        await settled(pilot)
        pilot.app.post_message(events.Paste("209\n210"))
        assert "Collez un seul nom à la fois" in await settled(pilot)
