"""The keys of a session's page: one letter, one meaning, on each of its tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.ui.seen import press, settled

from certui.screens.commands import commands
from certui.screens.confirm import ConfirmScreen
from certui.screens.day import DayPane
from certui.screens.session import SessionScreen
from certui.screens.session_candidates import CandidatesPane
from certui.services.sessions import SessionService

if TYPE_CHECKING:
    from tests.ui.conftest import School
    from textual.pilot import Pilot

BEGUN = 210
TO_COME = 209
# As docs/touches.md tells them; what begins a number of actions is bound once.
OF_THE_DAY = set("pbdDeEniIF")
EVERYWHERE = set("amvfour")


async def opened(pilot: Pilot[None], school: School, number: int) -> SessionScreen:
    """A session's page, on its candidates."""
    await settled(pilot)
    page = SessionScreen(school.use_cases, number)
    pilot.app.push_screen(page)
    await settled(pilot)
    return page


def letters(page: SessionScreen) -> dict[str, str]:
    """What each letter does now, greyed or not."""
    active = page.active_bindings.items()
    return {key: one.binding.action.removeprefix("screen.") for key, one in active if len(key) == 1}


def asks(pilot: Pilot[None]) -> bool:
    """Whether a question is in front."""
    return isinstance(pilot.app.screen, ConfirmScreen)


async def test_a_letter_means_the_same_on_each_tab(school: School) -> None:
    """Whatever has the focus there; and the keys of the field are all there."""
    async with school.run() as pilot:
        page = await opened(pilot, school, BEGUN)
        seen: dict[str, str] = {}
        for tab in "123":
            await press(pilot, tab)
            here = letters(page)
            assert set(here) >= EVERYWHERE
            if tab != "1":
                assert {*OF_THE_DAY, "x", "t", "k", "j", "g", "G"} <= set(here)
            for key, action in here.items():
                assert seen.setdefault(key, action) == action


@pytest.mark.parametrize("keys", ["E", "D", "F", "x"])
async def test_what_is_wide_asks_first(school: School, keys: str) -> None:
    """A capital, and a removal; Échap leaves everything as it was."""
    day = school.use_cases.day
    async with school.run() as pilot:
        page = await opened(pilot, school, BEGUN)
        await press(pilot, "3")
        ids = [one.id for one in school.sessions.view(BEGUN).candidates if one.joined_at]
        if keys in "EF":
            day.start(BEGUN, ids)
            day.end(BEGUN, ids)
        await press(pilot, "r")
        if keys == "x":
            await press(pilot, "end")
        before = school.sessions.view(BEGUN)
        await press(pilot, keys)
        assert asks(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is page
        assert school.sessions.view(BEGUN) == before


async def test_candidates_are_noted_and_removed_from_both_lists(school: School) -> None:
    """The keys act on who is chosen in front: an absence on tab 2, a removal on tab 3."""
    async with school.run() as pilot:
        await opened(pilot, school, BEGUN)
        shown = await press(pilot, "end", "b")
        assert "L’absence de Côme RENAUD-D'ABOVILLE est notée." in shown
        shown = await press(pilot, "3", "end", "x", "o")
        assert "Le candidat a été supprimé avec succès." in shown
        assert len(school.sessions.view(BEGUN).candidates) == 11


async def test_ticks_stay_with_their_tab(school: School) -> None:
    """What is ticked in front is acted on; what is ticked behind waits there."""
    async with school.run() as pilot:
        page = await opened(pilot, school, BEGUN)
        await press(pilot, "space", "space", "3")
        assert isinstance(page.pane, DayPane)
        assert not page.pane.ticked
        await press(pilot, "end", "p", "2")
        assert isinstance(page.pane, CandidatesPane)
        assert len(page.pane.ticked) == 2
        await press(pilot, "escape")
        assert not page.pane.ticked
        assert pilot.app.screen is page


async def test_keys_in_one_packet_go_through_tabs(school: School) -> None:
    """« 3 p 1 », then « 2 / re ⏎ p »: each is the tab's that was in front when it was pressed."""
    async with school.run() as pilot:
        page = await opened(pilot, school, BEGUN)
        shown = await press(pilot, "3", "end", "p", "1")
        assert "Numéro" in shown
        assert sum(one.joined_at is not None for one in page.view.candidates) == 11  # type: ignore[union-attr]  # it was read
        shown = await press(pilot, "2", "slash", *"renaud", "enter", "p")
        assert "est annulée." in shown
        assert "(1 sur 12)" in shown


async def test_panes_behind_are_shown_nothing(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One reading for all; a pane that comes to the front shows what was read last, without one."""
    async with school.run() as pilot:
        page = await opened(pilot, school, BEGUN)
        await press(pilot, "3")
        behind = page.query_one(CandidatesPane)
        shown: list[object] = []
        monkeypatch.setattr(behind, "show", shown.append)
        await press(pilot, "end", "p", "r")
        assert shown == []
        monkeypatch.undo()
        read: list[int] = []
        with monkeypatch.context() as patch:
            patch.setattr(SessionService, "view", lambda _, number: read.append(number))
            text = await press(pilot, "2")
        assert read == []
        assert text.count("◐") == 11


async def test_before_the_day_keys_say_when_it_is(school: School) -> None:
    """Greyed, with the day; in the palette too."""
    async with school.run() as pilot:
        page = await opened(pilot, school, TO_COME)
        for key in OF_THE_DAY:
            shown = " ".join((await press(pilot, key)).replace("│", " ").split())
            assert "La session n’a pas lieu aujourd’hui" in shown, key
        greyed = {one.action for one in commands(page) if one.state is None}
        assert {"start", "start_all", "end", "resume", "finish", "session_incident"} <= greyed
        assert "n’a pas lieu aujourd’hui" in await press(
            pilot, "ctrl+p", *"noter le debut", "enter"
        )


async def test_accessibility_alone_leaves_extra_times_as_they_are(school: School) -> None:
    """Of several whose percentages differ, none loses theirs to a tick."""
    ids = [one.id for one in school.sessions.view(TO_COME).candidates[:2]]
    school.use_cases.needs.set_extra_time(TO_COME, ids[:1], 33)
    before = [one.extra_time_percentage for one in school.sessions.view(TO_COME).candidates[:2]]
    async with school.run() as pilot:
        await opened(pilot, school, TO_COME)
        shown = await press(pilot, "space", "space", "t", "tab", "space", "ctrl+s")
        assert "Aménagement d’accessibilité enregistré pour" in shown
    after = school.sessions.view(TO_COME).candidates[:2]
    assert all(one.accessibility for one in after)
    assert [one.extra_time_percentage for one in after] == before
