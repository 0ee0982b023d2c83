"""The list of sessions: what it shows, finds and opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.ui.seen import press, screen_text, settled
from textual import events

from certui.domain.rules import begins_at
from certui.screens.session import SessionScreen
from certui.screens.sessions import SessionsScreen

if TYPE_CHECKING:
    from tests.ui.conftest import School


async def test_the_list_is_laid_out_as_specified(school: School) -> None:
    """Centre and person, title with its count, one line a session, newest first, the keys."""
    async with school.run() as pilot:
        lines = (await settled(pilot)).split("\n")
    assert lines[0].split("  ")[0].strip() == "Collège de la Démonstration · 0690001A"
    assert lines[0].endswith("Camille Benhamur")
    assert lines[1].strip() == "Sessions de certification (4)"
    assert lines[2].strip() == "Filtrer…"
    assert lines[3].split() == ["N°", "Nom", "Date", "Heure", "Salle", "Cand.", "État"]
    assert [line[1:4] for line in lines[4:8]] == ["208", "209", "210", "207"]
    assert lines[4].split("  ")[-1] == "○ à venir"
    assert "Lun. 15 févr. 2027  15:30  B204" in lines[4]
    assert lines[6].endswith("12  ● en cours")
    assert lines[7].endswith("✓ finalisée")
    keys = " ".join(lines[22:])
    for key in ("⏎ Ouvrir", "n Nouvelle session", "/ Filtrer", "? Aide", "q Quitter"):
        assert key in keys


async def test_the_filter_finds_by_any_column(school: School) -> None:
    """Words in any order, accents ignored; each letter filters at once."""
    found = {
        "209": ["209"],
        "troisiemes": ["208", "209", "207"],
        "15:30 b204": ["208"],
        "15/02/2027": ["208"],
        "fevr": ["208"],
        "en cours": ["210"],
        "aujourd’hui": [],
        "a venir": ["208", "209"],
        "décembre": ["209"],
        "novembre 2026": ["210", "207"],
    }
    async with school.run() as pilot:
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, SessionsScreen)
        for query, numbers in found.items():
            screen.filter.value = query
            assert [row.key.value for row in screen.table.ordered_rows] == numbers
        screen.filter.value = ""
        shown = await press(pilot, "slash", "z", "z")
        assert "Aucune session ne correspond" in shown
        assert "Sessions de certification (0 sur 4)" in shown


@pytest.mark.parametrize("query", ["aujourd’hui", "aujourd'hui", "AUJOURD'HUI cdi"])
async def test_the_filter_knows_today(school: School, query: str) -> None:
    """By the day at the centre, with either apostrophe."""
    school.clock.now = begins_at(school.sessions.view(209).session)
    async with school.run() as pilot:
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, SessionsScreen)
        screen.filter.value = query
        assert [row.key.value for row in screen.table.ordered_rows] == ["209"]


async def test_escape_clears_the_filter_and_gives_the_list_back(school: School) -> None:
    """Échap: all sessions again, the list has the focus."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "slash", "2", "0", "9")
        shown = await press(pilot, "escape")
        assert "Sessions de certification (4)" in shown
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "sessions"


@pytest.mark.parametrize(
    "keys", [["down", "enter"], ["j", "enter"], ["slash", "2", "0", "9", "enter", "enter"]]
)
async def test_enter_opens_the_session_under_the_cursor(school: School, keys: list[str]) -> None:
    """By the arrows, by letters or through the filter."""
    async with school.run() as pilot:
        await settled(pilot)
        assert "← Session 209" in await press(pilot, *keys)
        assert isinstance(pilot.app.screen, SessionScreen)


async def test_a_session_is_edited_from_the_list(school: School) -> None:
    """`m` edits the one under the cursor; greyed, with the reason, once somebody has joined."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "slash", *"208", "enter", "m", "end", "Z", "ctrl+s")
        assert isinstance(pilot.app.screen, SessionsScreen)
        shown = await press(pilot, "escape", "slash", *"210", "enter", "m")
        assert isinstance(pilot.app.screen, SessionsScreen)
        assert "rejoint" in shown
    view = school.sessions.view(208)
    assert "Z" in view.session.name + view.session.notes


async def test_the_list_is_read_again_on_return(school: School) -> None:
    """What changed while a session was open is seen on the way back."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "enter")
        pupil = school.enrolment.picker(208).roster.entries[0].pupil_id
        school.enrolment.add(208, [pupil])
        shown = await press(pilot, "escape")
        assert isinstance(pilot.app.screen, SessionsScreen)
        assert "1  ○ à venir" in shown


async def test_refreshing_shows_what_others_did(school: School) -> None:
    """`r` reads the sessions again, and the cursor stays on its session."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "down")
        pupil = school.enrolment.picker(208).roster.entries[0].pupil_id
        school.enrolment.add(208, [pupil])
        shown = await press(pilot, "r")
        assert "1  ○ à venir" in shown
        assert "›209" in shown


async def test_an_empty_database_says_how_to_begin(empty_school: School) -> None:
    """No list, no dead keys: what to type in a shell."""
    async with empty_school.run() as pilot:
        shown = await settled(pilot)
        assert "Aucune session" in shown
        assert "certui import FICHIER" in shown
        assert "certui session new" in shown
        assert "Ouvrir" not in shown
        assert "Filtrer" not in shown
        await press(pilot, "enter", "slash", "down")
        assert isinstance(pilot.app.screen, SessionsScreen)


async def test_a_database_that_cannot_be_read_is_said_in_place(school: School) -> None:
    """One sentence and the key to try again; then the list as soon as it can be read."""
    path = school.path
    aside = path.with_suffix(".aside")
    school.sessions.centre()
    path.rename(aside)
    async with school.run() as pilot:
        shown = await settled(pilot)
        assert "r pour réessayer" in shown
        assert "Traceback" not in shown
        aside.rename(path)
        assert "Sessions de certification (4)" in await press(pilot, "r")


async def test_a_refusal_once_the_list_is_there_is_a_toast(school: School) -> None:
    """The list stays; Échap closes the toast."""
    path = school.path
    async with school.run() as pilot:
        await settled(pilot)
        path.rename(path.with_suffix(".aside"))
        await press(pilot, "r")
        assert len(pilot.app.screen.query("Toast")) == 1
        assert "Troisièmes A, B" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert len(pilot.app.screen.query("Toast")) == 0
        path.with_suffix(".aside").rename(path)


async def test_several_lines_pasted_into_the_filter_are_refused(school: School) -> None:
    """A pasted list is not cut to its first line in silence."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "slash")
        pilot.app.post_message(events.Paste("209\n210"))
        shown = await settled(pilot)
        assert "Collez un seul nom à la fois" in shown
        assert "(4)" in shown


async def test_q_quits(school: School) -> None:
    """`q` ends the application, with success."""
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("q")
        await pilot.pause()
    assert app.return_code == 0
