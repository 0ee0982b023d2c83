"""One session: its candidates, what can be done to them and when."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tests.ui.seen import press, settled
from textual.widgets import Button

from certui.domain import rules
from certui.domain.day import Move
from certui.domain.rules import begins_at
from certui.screens.confirm import ConfirmScreen
from certui.screens.session import SessionScreen
from certui.screens.session_candidates import CandidatesPane
from certui.screens.sessions import SessionsScreen

if TYPE_CHECKING:
    from tests.ui.conftest import School
    from textual.pilot import Pilot

BEGUN = "La session a débuté\u00a0: il n’est plus possible d’ajouter des candidats."


async def opened(pilot: Pilot[None], number: int) -> str:
    """Open a session from the list; answers what its screen shows."""
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, SessionsScreen)
    screen.table.move_cursor(row=screen.table.get_row_index(str(number)))
    return await press(pilot, "enter")


def shown_on(pilot: Pilot[None]) -> CandidatesPane:
    """The session's candidates, in front."""
    screen = pilot.app.screen
    assert isinstance(screen, SessionScreen)
    assert isinstance(screen.pane, CandidatesPane)
    return screen.pane


def keys_of(pilot: Pilot[None]) -> list[str | None]:
    """The rows of the table, as candidate ids."""
    return [row.key.value for row in shown_on(pilot).table.ordered_rows]


async def test_a_session_is_laid_out_as_specified(school: School) -> None:
    """Head, tabs, title with its count, eight columns, the keys."""
    async with school.run() as pilot:
        lines = (await opened(pilot, 209)).split("\n")
    assert lines[0].startswith(" ← Session 209 · Troisièmes B, C  ")
    assert lines[0].endswith("  Mardi 22 déc. 2026 · 13:30 (heure locale)")
    assert lines[1].startswith("  1 Détail  ▸2 Candidats (32)   3 Surveillance  ")
    assert lines[1].endswith("  CDI · ○ à venir")
    assert lines[2].startswith(" Liste des élèves (32)")
    assert "a Ajouter des candidats" in lines[2]
    assert "majoré (%)" in lines[4]
    assert lines[5].endswith("×")
    keys = " ".join(lines[22:])
    for key in ("a Ajouter", "x Supprimer", "p Présent", "Échap Retour", "? Aide"):
        assert key in keys


async def test_the_headings_are_whole_where_there_is_room(school: School) -> None:
    """At 120 columns the two-line headings are those of the guide."""
    async with school.run(width=120) as pilot:
        lines = (await opened(pilot, 209)).split("\n")
    for first, second in [
        ("Commune de", "naissance"),
        ("Département", "de naissance"),
        ("Pays de", "naissance"),
    ]:
        at = lines[3].index(first)
        assert lines[4][at:].startswith(second)


async def test_details_show_every_field(school: School) -> None:
    """`1` shows the session's fields, and hides the keys of the list."""
    async with school.run(height=30) as pilot:
        await opened(pilot, 209)
        shown = await press(pilot, "1")
        for label in (
            "Numéro", "Nom", "Site", "Salle", "Surveillant(s)", "Date", "Heure de début",
            "Observations", "Code d’accès", "Centre", "État",
        ):  # fmt: skip
            assert f"\n {label}" in shown
        assert "MPQR78" in shown
        assert "Supprimer" not in shown
        assert "Liste des élèves (32)" in await press(pilot, "2")
        assert pilot.app.focused is shown_on(pilot).table


async def test_an_empty_session_invites(school: School) -> None:
    """The guide's sentence over the focused button, which opens the picker."""
    async with school.run() as pilot:
        shown = await opened(pilot, 208)
        assert "Ajoutez une liste d’élèves et c’est parti\u202f!" in shown
        assert "[Ajouter des candidats]" in shown
        assert isinstance(pilot.app.focused, Button)
        await press(pilot, "enter")
        assert type(pilot.app.screen).__name__ == "AddCandidatesScreen"


async def test_adding_comes_back_with_a_toast_and_the_new_count(school: School) -> None:
    """From `a` to the toast, by keys alone; `u` takes it all back."""
    async with school.run() as pilot:
        await opened(pilot, 208)
        await press(pilot, "a")
        await press(pilot, *"3eb", "enter", "space", "space")
        shown = await press(pilot, "ctrl+s")
        assert "2 élèves ajoutés à la session" in shown
        assert "2 Candidats (2)" in shown
        shown = await press(pilot, "u")
        assert "Ajout annulé\u00a0: 2 candidats retirés de la session." in shown
        assert "2 Candidats (0)" in shown
        assert "Rien à annuler" in await press(pilot, "u")


@pytest.mark.parametrize("keys", [["tab", "enter"], ["right", "enter"], ["o"]])
async def test_a_removal_is_confirmed_and_told(school: School, keys: list[str]) -> None:
    """Asked about, done, told in a toast; `u` puts the candidate back."""
    async with school.run() as pilot:
        await opened(pilot, 209)
        before = keys_of(pilot)
        candidate = shown_on(pilot).table.current
        assert candidate is not None
        shown = await press(pilot, "x")
        person = candidate.person
        question = f"Supprimer {person.first_name} {person.last_name.upper()} de la session\u202f?"
        assert question in shown
        assert isinstance(pilot.app.focused, Button)
        assert pilot.app.focused.id == "cancel"
        shown = await press(pilot, *keys)
        assert "Le candidat a été supprimé avec succès." in shown
        assert "2 Candidats (31)" in shown
        shown = await press(pilot, "u")
        assert "Suppression d" in shown
        assert f"{person.last_name.upper()} annulée." in shown
        assert len(keys_of(pilot)) == len(before)


@pytest.mark.parametrize(
    "keys", [["enter"], ["escape"], ["n"], ["tab", "tab", "enter"], ["left", "left", "enter"]]
)
async def test_a_removal_is_not_done_unless_confirmed(school: School, keys: list[str]) -> None:
    """Annuler has the focus; Échap and `n` mean it too."""
    async with school.run() as pilot:
        await opened(pilot, 209)
        await press(pilot, "delete")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        shown = await press(pilot, *keys)
        assert "2 Candidats (32)" in shown
        assert len(school.sessions.view(209).candidates) == 32


async def test_who_has_come_takes_no_room_from_names(school: School) -> None:
    """The sign alone in 80 cells, where names are cut last; its word too where there is room."""
    async with school.run() as pilot:
        shown = await opened(pilot, 210)
        assert "›ADAM       Samuel " in shown
        assert " BERNARD    Joséphine " in shown
        assert shown.count("◐") == 10
        assert "présent" not in shown
    async with school.run(width=100) as pilot:
        assert (await opened(pilot, 210)).count("◐ présent") == 10


async def test_who_has_joined_cannot_be_removed(school: School) -> None:
    """« ◐ », `x` greyed, and the reason when it is pressed."""
    async with school.run() as pilot:
        shown = await opened(pilot, 210)
        assert "◐" in shown
        assert "(x Supprimer)" in shown
        shown = await press(pilot, "x")
        assert "Ce candidat a déjà rejoint la session. Vous ne pouvez pas le supprimer." in shown
        assert isinstance(pilot.app.screen, SessionScreen)


async def test_a_candidate_who_joined_meanwhile_is_not_removed(school: School) -> None:
    """Somebody notes the arrival while the question stands: the store decides, the list follows."""
    async with school.run() as pilot:
        await opened(pilot, 209)
        candidate = shown_on(pilot).table.current
        assert candidate is not None
        await press(pilot, "x")
        with school.store.writing() as work:
            work.move_candidates(209, [candidate.id], Move.ARRIVE, school.clock())
        shown = await press(pilot, "o")
        assert "Ce candidat a déjà rejoint la session. Vous ne pouvez pas le supprimer." in shown
        assert "2 Candidats (32)" in shown
        assert "◐" in shown


def on_the_day_of(school: School, number: int) -> dt.datetime:
    """An hour before a session begins."""
    return begins_at(school.sessions.view(number).session) - dt.timedelta(hours=1)


async def test_an_arrival_is_not_noted_before_the_day(school: School) -> None:
    """`p` says when the session takes place, and locks neither a candidate nor the session."""
    async with school.run() as pilot:
        await opened(pilot, 209)
        shown = await press(pilot, "p")
        assert (
            "La session n’a pas lieu aujourd’hui\u00a0: elle est prévue le mardi 22 déc." in shown
        )
        assert school.sessions.view(209).may_edit


async def test_an_arrival_is_noted_and_taken_back_where_it_is_seen(school: School) -> None:
    """`p` tells who has joined and marks the row; again, it was a mistake."""
    school.clock.now = on_the_day_of(school, 209)
    async with school.run() as pilot:
        await opened(pilot, 209)
        shown = await press(pilot, "p")
        assert "a rejoint la session." in shown
        assert shown.split("\n")[5].endswith("◐")
        shown = await press(pilot, "p")
        assert "est annulée." in shown
        assert not shown.split("\n")[5].endswith("◐")


async def test_nobody_is_added_once_the_session_has_begun(school: School) -> None:
    """`a` is greyed, and says why when it is pressed."""
    async with school.run() as pilot:
        shown = await opened(pilot, 210)
        assert "(a Ajouter)" in shown
        assert "(a Ajouter des candidats)" in shown
        assert BEGUN in await press(pilot, "a")
        assert isinstance(pilot.app.screen, SessionScreen)


async def test_a_session_that_begins_while_open_is_refused_by_the_service(school: School) -> None:
    """The hour strikes between two looks: the picker's door stays shut, and says why."""
    async with school.run() as pilot:
        await opened(pilot, 208)
        school.clock.now = rules.begins_at(school.sessions.view(208).session)
        assert "La session a débuté" in await press(pilot, "a")


async def test_the_minute_sees_a_session_begin(school: School) -> None:
    """Read again, a session that has begun greys what can no longer be done."""
    async with school.run() as pilot:
        assert "(a Ajouter)" not in await opened(pilot, 208)
        school.clock.now = rules.begins_at(school.sessions.view(208).session)
        shown = await press(pilot, "r")
        assert "(a Ajouter)" in shown
        assert "Aucun candidat dans cette session." in shown
        assert "[Ajouter des candidats]" not in shown


async def test_a_finalised_session_is_read_only(school: School) -> None:
    """Nothing can be added, removed or noted, and it says so."""
    async with school.run() as pilot:
        shown = await opened(pilot, 207)
        for greyed in ("(a Ajouter)", "(x Supprimer)", "(p Présent)"):
            assert greyed in shown
        for key in ("a", "x", "p"):
            assert "finalisée" in await press(pilot, key)


async def test_the_order_can_be_changed(school: School) -> None:
    """`s` goes through the orders, says which, and keeps the cursor on its candidate."""
    async with school.run() as pilot:
        assert "tri\u00a0" not in await opened(pilot, 209)
        table = shown_on(pilot).table
        current = table.current
        orders = {}
        for word in ("prénom", "classe", "date de naissance", "nom"):
            shown = await press(pilot, "s")
            assert (f"tri\u00a0: {word}" in shown) is (word != "nom")
            orders[word] = [row.key.value for row in table.ordered_rows]
            assert table.current == current
        people = {str(one.id): one.person for one in school.sessions.view(209).candidates}
        births = [people[key or ""].birth_date for key in orders["date de naissance"]]
        classes = [people[key or ""].class_name for key in orders["classe"]]
        assert births == sorted(births)
        assert classes == sorted(classes)
        assert orders["nom"] == [str(one.id) for one in school.sessions.view(209).candidates]


async def test_candidates_are_filtered_and_the_filter_goes_in_two_steps(school: School) -> None:
    """`/` opens a filter; Échap closes it, then leaves."""
    async with school.run() as pilot:
        await opened(pilot, 209)
        table = shown_on(pilot).table
        name = table.current.person.last_name if table.current else ""
        shown = await press(pilot, "slash", *name[:5].lower())
        assert "sur 32)" in shown
        assert name.upper()[:5] in shown
        shown = await press(pilot, "z", "z", "z")
        assert "Aucun candidat ne correspond" in shown
        assert "Liste des élèves (32)" in await press(pilot, "escape")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, SessionsScreen)


async def test_a_session_that_vanished_is_said_in_place(school: School) -> None:
    """An unknown number: one sentence, and no key that would do nothing."""
    async with school.run() as pilot:
        await settled(pilot)
        pilot.app.push_screen(SessionScreen(school.use_cases, 999))
        shown = await settled(pilot)
        assert "999" in shown
        assert "r pour réessayer" in shown
        assert "Supprimer" not in shown


async def test_a_hostile_candidate_is_plain_text(school: School) -> None:
    """Markup, escapes and width in a name: shown as typed, cut, and nothing happens."""
    name = "[@click=app.quit]y[/]\x1b]0;t\x07" + "日" * 200
    with school.store.writing() as work:
        one = work.candidates(209)[0]
        pupil = next(pupil for pupil in work.pupils() if pupil.id == one.pupil_id)
        person = dataclasses.replace(pupil.person, last_name=name, first_name="[bold]x[/]\u202e")
        work.update_pupils([(pupil.id, person)])
    async with school.run() as pilot:
        shown = await opened(pilot, 209)
        assert all(len(line) <= 80 for line in shown.split("\n"))
        row = next(line for line in shown.split("\n") if "[@CLICK" in line)
        assert row.endswith("×")
        assert "[bold]x" in row
        await press(pilot, "slash", *"click", "enter")
        shown = await press(pilot, "x")
        assert "Supprimer [bold]x[/]" in shown
        assert "[@CLICK=APP.QUIT]Y[/]" in shown
        assert "[Annuler]" in shown
        assert "Le candidat a été supprimé" in await press(pilot, "o")
