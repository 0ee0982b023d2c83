"""Who left the roster: listed, and erased for good once that is asked and counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.ui.imports.rosters import CHLOE, ZOE, siecle
from tests.ui.seen import press, settled

from certui import errors
from certui.screens.confirm import ConfirmScreen
from certui.screens.import_roster import ImportRosterScreen
from certui.screens.leavers import LeaversScreen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.conftest import School


@pytest.fixture
def left(school: School, tmp_path: Path) -> School:
    """The invented school, all of whose 600 pupils but those of a new file have left."""
    path = tmp_path / "liste.xml"
    path.write_bytes(siecle([CHLOE, ZOE]))
    school.use_cases.roster.apply(path, sure=True)
    return school


async def test_nobody_left(school: School) -> None:
    """It is said, and there is nothing to press."""
    async with school.run() as pilot:
        await settled(pilot)
        shown = await press(pilot, "i", "f2")
        assert "Aucun élève n’a quitté la liste." in shown
        assert "Effacer" not in shown
        await press(pilot, "x", "slash", "escape")
        assert isinstance(pilot.app.screen, ImportRosterScreen)


async def test_who_is_ticked_is_erased(left: School) -> None:
    """Ticked, asked with their number, erased, counted; who is in a session cannot be."""
    async with left.run() as pilot:
        await settled(pilot)
        shown = await press(pilot, "i", "f2")
        title = re.search(r"Élèves partis \(600, dont (\d+) dans aucune session\)", shown)
        assert title is not None
        erasable = int(title[1])
        assert 0 < erasable < 600
        assert "(x Effacer)" in shown
        assert "Cochez d’abord" in await press(pilot, "x")
        await press(pilot, "a")
        shown = await press(pilot, "x")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        assert f"Effacer définitivement {erasable} élèves\u202f?" in shown
        shown = await press(pilot, "n")
        assert f"{erasable} élèves sélectionnés" in shown
        shown = await press(pilot, "x", "o")
        assert f"{erasable} élèves effacés définitivement." in shown
        kept = 600 - erasable
        assert f"Élèves partis ({kept}, dont 0 dans aucune session)" in shown
        assert "[=]" in shown
        assert "dans 1 session" in shown
    with left.store.reading() as reading:
        assert len(reading.pupils()) == kept + 2
        assert len(reading.candidates(209)) == 32


async def test_the_filter_bounds_what_all_means(left: School) -> None:
    """`a` ticks who is shown; Échap clears the filter, then leaves."""
    async with left.run() as pilot:
        await settled(pilot)
        await press(pilot, "i", "f2", "slash", *"6ea", "enter", "a")
        shown = await press(pilot, "escape")
        found = re.search(r"(\d+) élèves sélectionnés", shown)
        assert found is not None
        assert 10 < int(found[1]) < 40
        assert isinstance(pilot.app.screen, LeaversScreen)
        await press(pilot, "slash", *"zzz")
        assert "Aucun élève ne correspond" in await press(pilot, "enter")


async def test_somebody_who_came_back_meanwhile_is_kept(left: School, tmp_path: Path) -> None:
    """The toast says how many were erased, and how many were not."""
    with left.store.reading() as reading:
        back = reading.disabled_pupils()[0].person
    async with left.run() as pilot:
        await settled(pilot)
        await press(pilot, "i", "f2", "slash", *back.last_name, "enter", "a", "x")
        path = tmp_path / "retour.xml"
        path.write_bytes(siecle([CHLOE, ZOE, back]))
        left.use_cases.roster.apply(path, sure=True)
        shown = await press(pilot, "o")
        assert "1 élève gardé" in shown
    with left.store.reading() as reading:
        assert back.last_name in [entry.last_name for entry in reading.roster()]


async def test_a_refusal_is_said(left: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """In place of the list while there is none; else as a toast. The app stays."""

    def refuse(*_: object) -> None:
        raise errors.StoreBusy(holder="")

    leavers = left.use_cases.leavers
    async with left.run() as pilot:
        await settled(pilot)
        with monkeypatch.context() as broken:
            broken.setattr(type(leavers), "view", refuse)
            assert "r pour réessayer" in await press(pilot, "i", "f2")
        assert "Élèves partis (600" in await press(pilot, "r")
        with monkeypatch.context() as broken:
            broken.setattr(type(leavers), "erase", refuse)
            await press(pilot, "a", "x", "o")
            assert len(pilot.app.screen.query("Toast.-error")) == 1


async def test_an_erasure_of_nobody_is_never_green(
    left: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All are back, or in a session, meanwhile: said in red, with what became of them."""
    async with left.run() as pilot:
        await settled(pilot)
        await press(pilot, "i", "f2", "a", "x")
        monkeypatch.setattr(type(left.use_cases.leavers), "erase", lambda *_: 0)
        shown = await press(pilot, "o")
        assert "Aucun élève effacé\u00a0: " in shown
        assert len(pilot.app.screen.query("Toast.-error")) == 1
