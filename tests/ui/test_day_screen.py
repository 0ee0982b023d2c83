"""The day of a session by its keys: who is there, whose time is over, what others do meanwhile."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from tests.ui.seen import press, settled
from textual import events

from certui import errors
from certui.domain.models import IncidentCategory
from certui.screens.confirm import ConfirmScreen
from certui.screens.day import DayPane
from certui.screens.session import SessionScreen
from certui.screens.sessions import SessionsScreen
from certui.services.day import DayService
from certui.services.sessions import SessionService
from certui.store.sql import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ui.conftest import School
    from textual.pilot import Pilot

NUMBER = 210
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def other(school: School) -> Iterator[DayService]:
    """Somebody else at the same session, on a connection of their own."""
    with closing(open_store(school.path, who="Dominique")) as store:
        yield DayService(store, school.clock, "Dominique")


async def opened(pilot: Pilot[None], school: School) -> str:
    """Open session 210 and its third tab; answers what is shown."""
    await settled(pilot)
    pilot.app.push_screen(SessionScreen(school.use_cases, NUMBER))
    await settled(pilot)
    return await press(pilot, "3")


def page_of(pilot: Pilot[None]) -> SessionScreen:
    """The session's page."""
    screen = pilot.app.screen
    assert isinstance(screen, SessionScreen)
    return screen


def shown_on(pilot: Pilot[None]) -> DayPane:
    """The pane of the day, in front."""
    pane = page_of(pilot).pane
    assert isinstance(pane, DayPane)
    return pane


async def looked(pilot: Pilot[None]) -> str:
    """Let the page ask whether others have changed anything; answers what it then shows."""
    screen = pilot.app.screen
    screen.look()  # type: ignore[attr-defined]  # all three pages that are followed have it
    return await settled(pilot)


def line_of(shown: str, name: str) -> str:
    """The line of a candidate."""
    (line,) = (line for line in shown.split("\n") if name in line and "[" in line)
    return line


async def test_the_day_is_laid_out(school: School) -> None:
    """Head, three tabs, the hour and the counters, ten columns, the keys on two lines."""
    async with school.run() as pilot:
        lines = (await opened(pilot, school)).split("\n")
    assert lines[1].startswith("  1 Détail   2 Candidats (12)  ▸3 Surveillance  ")
    assert lines[2] == " 15:30 · 10/12 présents · 0 en cours · 0 terminé · 0 absent"
    assert " ".join(lines[3].split()) == "[ ] Nom Prénom Classe État Arr. Début Fin Reste TM !"
    assert lines[4].split()[-2:] == ["présent", "13:50"]
    assert lines[5].endswith("33")
    assert "p Présent  d Début  D Tous  e Fin  b Absent  i Incident" in lines[22]
    assert "n Non terminé  (u Annuler)  / Chercher  (F Finaliser)  Échap Retour" in lines[23]


async def test_the_third_tab_is_there_before_the_day(school: School) -> None:
    """It shows who is expected, and its keys say when they serve; `1` and `2` go back."""
    async with school.run() as pilot:
        await settled(pilot)
        pilot.app.push_screen(SessionScreen(school.use_cases, 209))
        shown = await settled(pilot)
        assert " 3 Surveillance" in shown
        shown = await press(pilot, "3")
        assert "▸3 Surveillance" in shown
        assert "0/32 présent" in shown
        assert "prévue le mardi 22 déc." in await press(pilot, "p")
        await press(pilot, "escape")
        await opened(pilot, school)
        assert "Salle" in await press(pilot, "1")
        await press(pilot, "3")
        assert "Commune" in await press(pilot, "2")
        await press(pilot, "3", "escape", "escape")
        assert isinstance(pilot.app.screen, SessionsScreen)


async def test_an_arrival_is_noted_and_taken_back_by_one_key(school: School) -> None:
    """`p` on who is expected, `p` again; `u` undoes the last, then the one before."""
    async with school.run() as pilot:
        await opened(pilot, school)
        shown = await press(pilot, "end", "p")
        name = line_of(shown, "RENAUD")
        assert "présent  15:30" in name
        assert "11/12 présents" in shown
        assert "attendu" in line_of(await press(pilot, "p"), "RENAUD")
        shown = await press(pilot, "u")
        assert "présent  15:30" in line_of(shown, "RENAUD")
        assert "Arrivée de Côme RENAUD-D'ABOVILLE rétablie." in shown
        shown = await press(pilot, "u")
        assert "attendu" in line_of(shown, "RENAUD")
        assert "Rien à annuler" in await press(pilot, "u")


async def test_a_test_begins_runs_and_ends(school: School) -> None:
    """`D` starts all who are there; the end with extra time counted in; `e` ends one."""
    async with school.run() as pilot:
        shown = await press_after(pilot, school, "D", "o")
        assert "10 tests commencés." in shown
        assert line_of(shown, "ADAM Samuel").endswith("15:30 (17:15)  105 min")
        assert line_of(shown, "BAILLY").split()[-4:] == ["(17:49)", "139", "min", "33"]
        assert "10/12 présents · 10 en cours" in shown
        school.clock.now += 30 * MINUTE
        page_of(pilot).tick()
        shown = await settled(pilot)
        assert line_of(shown, "ADAM Samuel").endswith("75 min")
        shown = await press(pilot, "e")
        assert line_of(shown, "ADAM Samuel").split()[-3:] == ["13:50", "15:30", "16:00"]
        assert "a terminé." in shown
        assert "son test est déjà terminé" in await press(pilot, "e")
        assert "peut reprendre" in await press(pilot, "E", "o")


async def test_a_clock_that_jumps_is_followed(school: School) -> None:
    """Forwards and backwards, within the second: a laptop wakes, an hour comes twice."""
    async with school.run() as pilot:
        await press_after(pilot, school, "D", "o")
        for minutes, left in ((50, "55 min"), (-40, "95 min")):
            school.clock.now += minutes * MINUTE
            assert line_of(await looked(pilot), "ADAM Samuel").endswith(left)


async def press_after(pilot: Pilot[None], school: School, *keys: str) -> str:
    """Open the day and press keys."""
    await opened(pilot, school)
    return await press(pilot, *keys)


async def test_who_needs_somebody_comes_first(school: School) -> None:
    """Overtime before an incident, that before the rest; the cursor stays on its candidate."""
    async with school.run() as pilot:
        await press_after(pilot, school, "D", "o")
        await press(pilot, "down", "down")
        current = shown_on(pilot).table.current_key
        shown = await press(pilot, "i", *"fraude", "enter", *"Tel", "ctrl+s")
        assert "Incident signalé pour Joséphine BERNARD" in shown
        assert shown.split("\n")[4].startswith("›[ ] BERNARD")
        assert "1 incident" in shown
        shown = await press(pilot, "down", "up")
        assert "C6 Suspicion de fraude (Camille Benhamur, 15:30)\u00a0: Tel" in shown
        school.clock.now += 104 * MINUTE
        await press(pilot, "end", "home")
        page_of(pilot).tick()
        assert "dépassé" not in await settled(pilot)
        school.clock.now += MINUTE
        page_of(pilot).tick()
        shown = await settled(pilot)
        lines = shown.split("\n")
        assert "9 temps dépassés" in shown
        assert "ADAM" in lines[4]
        assert "BAILLY" in lines[13]
        assert shown_on(pilot).table.current_key == current


async def test_ticks_make_a_bulk_and_fall_once_it_is_done(school: School) -> None:
    """Two ticked are marked absent together; of one who came it is said why not."""
    async with school.run() as pilot:
        await press_after(pilot, school, "end", "up", "up", "space", "space", "space")
        assert "3 cochés" in await settled(pilot)
        shown = await press(pilot, "b")
        assert "2 absences notées. Adam MICHEL-DUVAL : son arrivée est notée." in " ".join(
            shown.replace("│", " ").split()
        )
        assert "2 absents" in shown
        assert "coché" not in shown
        assert not shown_on(pilot).table.ticked


async def test_two_letters_find_anyone(school: School) -> None:
    """`/` then letters of either name; Échap leaves the search, then the ticks, then the page."""
    async with school.run() as pilot:
        shown = await press_after(pilot, school, "slash", "c", "a")
        rows = [line for line in shown.split("\n") if "[ ]" in line][1:]
        assert [line.split()[2] for line in rows if "4ED" in line] == ["ÉTIENNE", "PASCAL"]
        await press(pilot, "enter", "space")
        assert shown_on(pilot).table.ticked
        await press(pilot, "escape")
        assert shown_on(pilot).table.row_count == 12
        await press(pilot, "escape")
        assert not shown_on(pilot).table.ticked
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, SessionsScreen)


async def test_what_others_do_is_seen_without_a_key(school: School, other: DayService) -> None:
    """Their arrivals and removals, with cursor, ticks and filter kept."""
    async with school.run() as pilot:
        await press_after(pilot, school, "down", "space", "slash", "e", "down", "down")
        screen = shown_on(pilot)
        before = (screen.table.current_key, screen.table.ticked, screen.filter.value)
        ids = [one.id for one in school.sessions.view(NUMBER).candidates]
        other.start(NUMBER, ids[:1])
        other.report_incident(NUMBER, None, IncidentCategory.SITE_BLOCKED, "")
        shown = await looked(pilot)
        assert "1 en cours" in shown
        assert "1 incident" in shown
        assert (screen.table.current_key, screen.table.ticked, screen.filter.value) == before
        school.enrolment.remove(NUMBER, [ids[-1]])
        assert "2 Candidats (11)" in await looked(pilot)


@pytest.mark.parametrize("page", [SessionsScreen, SessionScreen])
async def test_the_list_and_a_session_are_followed_too(
    school: School, other: DayService, page: type
) -> None:
    """What somebody else finishes is read-only here without a key."""
    async with school.run() as pilot:
        await settled(pilot)
        if page is SessionScreen:
            pilot.app.push_screen(SessionScreen(school.use_cases, NUMBER))
            await settled(pilot)
        other.start_all_arrived(NUMBER)
        ids = [one.id for one in school.sessions.view(NUMBER).candidates]
        other.end(NUMBER, ids)
        other.finish(NUMBER)
        shown = await looked(pilot)
        assert isinstance(pilot.app.screen, page)
        if page is SessionsScreen:
            assert shown.count("finalisée") == 2
        else:
            assert "La session est finalisée" in await press(pilot, "p")


async def test_nothing_is_read_again_while_nothing_changes(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The version alone is asked for."""
    async with school.run() as pilot:
        await opened(pilot, school)
        read: list[int] = []
        monkeypatch.setattr(SessionService, "view", lambda _, number: read.append(number))
        for _ in range(3):
            await looked(pilot)
        assert not read


async def test_who_acts_second_is_told_the_truth(school: School, other: DayService) -> None:
    """A key pressed on what the screen shows, after somebody else has done it."""
    async with school.run() as pilot:
        await press_after(pilot, school, "end")
        last = school.sessions.view(NUMBER).candidates[-1].id
        other.arrive(NUMBER, [last])
        shown = await press(pilot, "p")
        assert "son arrivée est déjà notée" in " ".join(shown.replace("│", " ").split())
        assert "présent" in line_of(shown, "RENAUD")


async def test_a_session_is_finished_once_nobody_is_left(school: School) -> None:
    """First those left are ticked; with a reason it is asked, then all is read-only and says so."""
    async with school.run() as pilot:
        await press_after(pilot, school, "D", "o", "e")
        shown = await press(pilot, "F")
        assert "9 candidats n’ont pas terminé et n’ont pas de motif" in shown
        assert len(shown_on(pilot).table.ticked) == 9
        assert "abandon" in line_of(await press(pilot, "n", "enter"), "BAILLY")
        await press(pilot, "F")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        assert "1 en cours" not in await press(pilot, "n")
        await press(pilot, "F", "o")
        shown = await press(pilot, "home")
        banner = "Session finalisée le 23/11/2026 à 15:30 par Camille Benhamur\u00a0:"
        assert f"{banner} lecture seule" in shown
        assert "(O Rouvrir)" in shown
        assert "(p Présent)" in shown
        assert line_of(shown, "PASCAL").split()[-1] == "absent"
        assert "elle ne peut plus changer" in await press(pilot, "p")
        assert "Seul un administrateur" in await press(pilot, "O")


async def test_an_administrator_reopens(school: School) -> None:
    """Asked first; then the keys are back."""
    school.use_cases.day.administrator = True
    async with school.run() as pilot:
        await press_after(pilot, school, "D", "o", "asterisk", "e")
        await press(pilot, "F", "o")
        shown = await press(pilot, "O", "o")
        assert "La session est rouverte." in shown
        assert "lecture seule" not in shown
        assert "F Finaliser" in shown


async def test_a_report_on_the_session_is_withdrawn(school: School) -> None:
    """`I`, what was reported before at its head, and `u`, even from another visit."""
    async with school.run(height=30) as pilot:
        shown = await press_after(pilot, school, "I", *"bloque", "enter", *"Wi-Fi", "enter")
        assert "Incident signalé pour toute la session" in shown
        assert "C6" not in shown
        shown = await press(pilot, "I")
        assert "E5 Site bloqué (Camille Benhamur, 15:30)" in shown
        await press(pilot, "down", "down", "up", "escape", "2", "3")
        shown = await press(pilot, "u")
        assert "Signalement pour toute la session annulé." in shown
        assert "1 incident" not in shown


async def test_no_category_no_report(school: School) -> None:
    """A search that finds nothing cannot be reported; several lines are not looked for."""
    async with school.run() as pilot:
        shown = await press_after(pilot, school, "i", *"xyz", "enter", "ctrl+s")
        assert "Aucune catégorie ne correspond" in shown
        pilot.app.screen.query_one("#category-filter").post_message(events.Paste("a\nb"))
        assert "Collez un seul nom à la fois" in await settled(pilot)
        await press(pilot, "escape")
        assert shown_on(pilot).table.row_count == 12
        assert not school.sessions.view(NUMBER).incidents


async def test_a_reason_may_be_left_out(school: School) -> None:
    """Échap answers nothing; of who never came it is said why not."""
    async with school.run() as pilot:
        await press_after(pilot, school, "n", "escape")
        assert "abandon" not in await settled(pilot)
        shown = await press(pilot, "end", "n", "down", "enter")
        assert "son arrivée n’est pas notée" in " ".join(shown.replace("│", " ").split())


async def test_what_is_refused_for_all_keeps_its_ticks(school: School) -> None:
    """So that another key can follow."""
    async with school.run() as pilot:
        shown = await press_after(pilot, school, "space", "space", "e")
        assert "2 candidats : leur arrivée est notée." in " ".join(shown.replace("│", " ").split())
        assert len(shown_on(pilot).table.ticked) == 2


async def test_a_store_that_is_gone_is_told_once(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what is shown is read again once it answers."""
    async with school.run() as pilot:
        await opened(pilot, school)
        screen = page_of(pilot)
        told: list[object] = []
        monkeypatch.setattr(screen, "refuse", told.append)

        def lost() -> int:
            raise errors.StoreReplaced(path=school.path)

        with monkeypatch.context() as patch:
            patch.setattr(screen, "_version", lost)
            await looked(pilot)
            await looked(pilot)
        assert len(told) == 1
        read: list[bool] = []
        monkeypatch.setattr(screen, "load", lambda: read.append(True))
        await looked(pilot)
        await looked(pilot)
        assert read == [True]


async def test_an_unreadable_session_is_told(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its screen stays, and `r` tries again."""

    def busy(_sessions: SessionService, _number: int) -> None:
        raise errors.StoreBusy(holder="Dominique")

    async with school.run() as pilot:
        await settled(pilot)
        with monkeypatch.context() as patch:
            patch.setattr(SessionService, "view", busy)
            pilot.app.push_screen(SessionScreen(school.use_cases, NUMBER))
            assert "occupée par" in await settled(pilot)
            assert "Chargement" in await press(pilot, "a")
            await press(pilot, "F", "I", "down", "3", "p")
        assert "ADAM" in await press(pilot, "r")


async def test_an_arrival_from_the_list_is_undone_there(school: School) -> None:
    """`p` then `u` in the second tab."""
    async with school.run() as pilot:
        await settled(pilot)
        pilot.app.push_screen(SessionScreen(school.use_cases, NUMBER))
        await settled(pilot)
        shown = await press(pilot, "end", "p")
        assert "a rejoint la session." in shown
        assert shown.count("◐") == 11
        shown = await press(pilot, "u")
        assert "Arrivée de Côme RENAUD-D'ABOVILLE annulée." in shown
        assert shown.count("◐") == 10
