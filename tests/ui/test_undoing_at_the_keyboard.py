"""Undoing by its key: what one did a moment ago at once, what is older told first and asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ui.seen import press, settled
from textual.widgets import Button

from certui.screens.confirm import ConfirmScreen
from certui.screens.day import DayPane
from certui.screens.session import SessionScreen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.conftest import School
    from textual.pilot import Pilot

BEGUN = 210
TO_COME = 209


async def opened(pilot: Pilot[None], school: School, number: int) -> str:
    """A session, from a start of the program; answers its screen."""
    await settled(pilot)
    pilot.app.push_screen(SessionScreen(school.use_cases, number))
    return await settled(pilot)


def asked(pilot: Pilot[None]) -> bool:
    """Whether a question is open whose refusal has the focus."""
    focused = pilot.app.focused
    is_asked = isinstance(pilot.app.screen, ConfirmScreen)
    return is_asked and isinstance(focused, Button) and focused.id == "cancel"


def there(school: School, number: int) -> list[str]:
    """The candidates of a session who have arrived, by last name."""
    candidates = school.sessions.view(number).candidates
    return [one.person.last_name for one in candidates if one.joined_at is not None]


async def test_what_was_done_in_an_earlier_run_is_told_and_asked(school: School) -> None:
    """Whose arrival it is stands in the question; « Non » has the focus; « Oui » undoes."""
    before = there(school, BEGUN)
    async with school.run() as pilot:
        await opened(pilot, school, BEGUN)
        await press(pilot, "end", "p")
    assert len(there(school, BEGUN)) == len(before) + 1
    async with school.run() as pilot:
        await opened(pilot, school, BEGUN)
        shown = await press(pilot, "u")
        assert "Annuler l’arrivée de RENAUD-D'ABOVILLE Côme\u202f?" in shown
        assert "[Non]" in shown
        assert asked(pilot)
        await press(pilot, "enter")
        assert len(there(school, BEGUN)) == len(before) + 1
        shown = await press(pilot, "u", "right", "enter")
        assert "Arrivée de Côme RENAUD-D'ABOVILLE annulée." in shown
    assert there(school, BEGUN) == before


async def test_what_was_done_before_one_left_the_session_is_asked_too(school: School) -> None:
    """Leaving the screen forgets nothing; the tabs of a session are one place."""
    async with school.run() as pilot:
        await opened(pilot, school, BEGUN)
        await press(pilot, "end", "p", "3", "b", "home", "e")
        assert isinstance(pilot.app.screen, SessionScreen)
        assert isinstance(pilot.app.screen.pane, DayPane)
        await press(pilot, "escape", "escape")
        await opened(pilot, school, BEGUN)
        shown = await press(pilot, "u")
        assert asked(pilot), shown


async def test_several_removed_come_back_by_one_key(school: School) -> None:
    """Three ticked, `x` names them with class and birth date, one question, one `u`."""
    async with school.run() as pilot:
        await opened(pilot, school, TO_COME)
        before = [one.id for one in school.sessions.view(TO_COME).candidates]
        shown = await press(pilot, "space", "space", "space", "x")
        assert "Supprimer 3 candidats de la session\u202f?" in shown
        for one in school.sessions.view(TO_COME).candidates[:3]:
            person = one.person
            assert person.class_name in shown
            assert f"{person.birth_date:%d/%m/%Y}" in shown
        assert asked(pilot)
        shown = await press(pilot, "o")
        assert "3 candidats ont été supprimés avec succès." in shown
        assert len(school.sessions.view(TO_COME).candidates) == len(before) - 3
        shown = await press(pilot, "u")
        assert "Suppression annulée" in shown
        assert [one.id for one in school.sessions.view(TO_COME).candidates] == before


async def test_a_session_that_was_made_goes_again(school: School) -> None:
    """`n` makes it, `u` on the list takes it back."""
    async with school.run() as pilot:
        await settled(pilot)
        fields = ("Test", "Collège", "CDI", "Ada", "31/12", "10h")
        await press(pilot, "n", *(key for text in fields for key in (*text, "tab")))
        shown = await press(pilot, "ctrl+s")
        assert "Sessions de certification (5)" in shown
        shown = await press(pilot, "u")
        assert "Création de la session 211 annulée." in shown
        assert "Sessions de certification (4)" in shown


async def test_an_import_is_always_asked_before_it_is_undone(
    school: School, tmp_path: Path
) -> None:
    """It changes the whole school: however fresh, the question says how many changes."""
    roster = tmp_path / "liste.csv"
    roster.write_text(
        "Nom;Prénom;Date de naissance;Sexe;Classe;INE\nDURAND;Zoé;01/02/2012;F;3EA;0009999999A\n"
    )
    async with school.run() as pilot:
        await settled(pilot)
        shown = await press(pilot, "i", *str(roster), "enter")
        shown = await press(pilot, "ctrl+s")
        if asked(pilot):
            shown = await press(pilot, "o")
        with school.store.reading() as reading:
            active = len(reading.roster())
        assert active < 600, shown
        shown = await press(pilot, "u")
        assert "Annuler l’import d’élèves (" in shown
        assert asked(pilot)
        shown = await press(pilot, "o")
        assert "Import annulé" in shown
        with school.store.reading() as reading:
            assert len(reading.roster()) == 600


async def test_the_palette_says_what_the_key_would_undo(school: School) -> None:
    """And the help: what, and whose."""
    async with school.run() as pilot:
        await opened(pilot, school, BEGUN)
        await press(pilot, "end", "p")
        assert "Annuler l’arrivée de RENAUD-D'ABOVILLE C" in await press(pilot, "ctrl+p")
