"""The picker by keys, on the invented school in a real database."""

from __future__ import annotations

import asyncio
import datetime as dt
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.ui.seen import press, screen_text, settled
from textual import events

from certui.domain.models import SessionDraft
from certui.errors import StoreBusy
from certui.screens.add_candidates import AddCandidatesScreen
from certui.screens.session import SessionScreen
from certui.widgets.check_table import CheckTable
from certui.widgets.filter_input import FilterInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import School
    from textual.pilot import Pilot

    from certui.services.enrolment import Enrolled, Picker

NARROW = "\u202f"


async def picking(pilot: Pilot[None], school: School, number: int = 208) -> AddCandidatesScreen:
    """Open the picker of a session, as `a` does; answers it, loaded."""
    await settled(pilot)
    pilot.app.push_screen(SessionScreen(school.use_cases, number))
    await settled(pilot)
    await press(pilot, "a")
    return on_top(pilot)


def on_top(pilot: Pilot[None]) -> AddCandidatesScreen:
    """The picker."""
    screen = pilot.app.screen
    assert isinstance(screen, AddCandidatesScreen)
    return screen


def line_with(shown: str, text: str) -> str:
    """The line of the screen that holds a text."""
    return next(line for line in shown.splitlines() if text in line)


async def test_it_opens_in_the_filter_with_everyone_in_order(school: School) -> None:
    """Title, counts, heading, the first class first; the focus is in the filter."""
    async with school.run() as pilot:
        picker = await picking(pilot, school)
        shown = screen_text(pilot.app)
        assert isinstance(picker.focused, FilterInput)
    lines = shown.split("\n")
    assert lines[1] == " ← Retour Troisièmes A, B"
    assert lines[2] == " Ajouter des candidats"
    assert lines[3].endswith("600 participants")
    assert lines[4].split() == ["[", "]", "Classe", "Nom", "Prénom", "Date", "de", "naissance"]
    assert lines[5].startswith(" [ ]  3EA ")
    assert "Aucun élève sélectionné · Aucun candidat ajouté à la session" in shown
    assert "[Annuler]" in shown
    assert "(ctrl+s Ajouter)" in shown


async def test_the_guide_by_keys(school: School) -> None:
    """Filter « 3eb », tick six, add: back in the session, under the toast, all six are there."""
    async with school.run() as pilot:
        await picking(pilot, school)
        shown = await press(pilot, "3", "e", "b", "enter", *["space"] * 6)
        assert "6 élèves sélectionnés · Aucun candidat ajouté à la session" in shown
        assert line_with(shown, "Classe").startswith(" [-]")
        shown = await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, SessionScreen)
    assert "6 élèves ajoutés à la session" in shown
    assert "2 Candidats (6)" in shown
    assert "CHAPELAIN" in shown
    candidates = school.sessions.view(208).candidates
    assert len(candidates) == 6
    assert {one.person.class_name for one in candidates} == {"3EB"}


async def test_each_letter_filters_and_counts(school: School) -> None:
    """Words in any order, no case, no accents; the count is in the singular for one."""
    async with school.run() as pilot:
        await picking(pilot, school)
        shown = await press(pilot, *"cha", "space", *"3EB")
        assert "2 participants filtrés" in shown
        assert "Échap Effacer les filtres" in shown
        assert line_with(shown, "CHAPELAIN").split()[2:5] == ["3EB", "CHAPELAIN", "Quentin"]
        assert line_with(shown, "CHARPENTIER").split()[2:5] == ["3EB", "CHARPENTIER", "Nina"]
        shown = await press(pilot, "space", *"nina")
        assert "1 participant filtré" in shown
        shown = await press(pilot, *"zzz")
        assert "Aucun élève ne correspond" in shown
        assert "0 participant filtré" in shown


async def test_a_birth_date_is_found(school: School) -> None:
    """« 20/05 » and « 2011 » find by day and by year."""
    async with school.run() as pilot:
        await picking(pilot, school)
        shown = await press(pilot, *"20/05/2011", "space", *"chapelain")
        assert "1 participant filtré" in shown
        assert "20/05/2011" in line_with(shown, "CHAPELAIN")


async def test_escape_clears_the_filter_then_leaves(school: School) -> None:
    """The first Échap clears, the second goes back, with nothing added."""
    async with school.run() as pilot:
        picker = await picking(pilot, school)
        shown = await press(pilot, *"3eb", "enter", "escape")
        assert "600 participants" in shown
        assert "Effacer" not in shown
        assert pilot.app.screen is picker
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, SessionScreen)
    assert school.sessions.view(208).candidates == ()


async def test_ticks_are_asked_about_before_they_are_lost(school: School) -> None:
    """Échap with ticks asks « Abandonner la sélection… ? »; no keeps them, yes leaves."""
    async with school.run() as pilot:
        picker = await picking(pilot, school)
        shown = await press(pilot, "down", "space", "space", "escape")
        assert f"Abandonner la sélection de 2 élèves{NARROW}?" in shown
        await press(pilot, "enter")
        assert pilot.app.screen is picker
        assert len(picker.table.ticked) == 2
        await press(pilot, "escape", "o")
        assert isinstance(pilot.app.screen, SessionScreen)


async def test_ticks_survive_the_filter_and_the_heading_obeys_it(school: School) -> None:
    """`a` ticks what the filter shows, never the rest; clearing the filter keeps the ticks."""
    async with school.run() as pilot:
        picker = await picking(pilot, school)
        shown = await press(pilot, "3", "e", "b", "space", "c", "h", "a", "enter", "a")
        assert line_with(shown, "Classe").startswith(" [x]")
        assert "2 élèves sélectionnés" in shown
        shown = await press(pilot, "escape")
        assert line_with(shown, "Classe").startswith(" [-]")
        assert "2 élèves sélectionnés" in shown
        assert len(picker.table.ticked) == 2


async def test_pupils_in_the_session_are_dimmed_and_cannot_be_ticked(school: School) -> None:
    """« déjà ajouté », [=], and `a` leaves them out."""
    async with school.run() as pilot:
        picker = await picking(pilot, school, 209)
        shown = screen_text(pilot.app)
        assert "32 candidats déjà ajoutés à la session" in shown
        enrolled = {one.person for one in school.sessions.view(209).candidates}
        someone = next(iter(sorted(enrolled, key=lambda person: person.last_name)))
        shown = await press(pilot, *someone.class_name.lower(), "enter", "a")
        ticked = {
            entry.pupil_id
            for entry in school.enrolment.picker(209).roster.entries
            if entry.pupil_id in picker.table.ticked
        }
        assert not ticked & school.enrolment.picker(209).enrolled
        assert "[=]" in line_with(shown, "déjà ajouté")


async def test_classes_are_chosen_from_a_list(school: School) -> None:
    """`c` opens the classes with their head counts; what is chosen filters, and is named."""
    async with school.run() as pilot:
        await picking(pilot, school)
        shown = await press(pilot, "down", "c")
        assert "Choisir des classes" in shown
        shown = await press(pilot, *"3eb", "enter", "space", "ctrl+s")
        assert "3EB · 30 participants filtrés" in shown
        assert "[ ]  3EC" not in shown
        shown = await press(pilot, "escape")
        assert "600 participants" in shown


async def test_up_and_slash_go_back_to_the_filter(school: School) -> None:
    """↑ on the first row and `/` anywhere put the focus in the filter."""
    async with school.run() as pilot:
        picker = await picking(pilot, school)
        await press(pilot, "down", "down")
        assert picker.focused is picker.table
        await press(pilot, "up", "up")
        assert isinstance(picker.focused, FilterInput)
        await press(pilot, "enter", "end", "slash")
        assert isinstance(picker.focused, FilterInput)


async def test_nothing_ticked_adds_nothing_and_says_so(school: School) -> None:
    """ctrl+s without a tick tells how to tick."""
    async with school.run() as pilot:
        picker = await picking(pilot, school)
        shown = await press(pilot, "ctrl+s")
        assert "Cochez d’abord des élèves" in shown
        assert pilot.app.screen is picker


async def test_a_pupil_added_by_another_meanwhile_is_counted(school: School) -> None:
    """The toast counts what this action added and says how many were there already."""
    async with school.run() as pilot:
        await picking(pilot, school)
        await press(pilot, "3", "e", "b", "enter", "space", "space", "space")
        first = next(iter(sorted(on_top(pilot).table.ticked)))
        school.enrolment.add(208, [first])
        shown = await press(pilot, "ctrl+s")
    assert "2 élèves ajoutés à la session (1 y était déjà)" in shown
    assert len(school.sessions.view(208).candidates) == 3


async def test_a_session_that_begins_meanwhile_refuses(school: School) -> None:
    """The sentence is shown, nothing is added, the ticks stay."""
    async with school.run() as pilot:
        picker = await picking(pilot, school)
        await press(pilot, "down", "space")
        school.clock.now += dt.timedelta(days=365)
        shown = await press(pilot, "ctrl+s")
        assert "La session a débuté" in shown
        assert pilot.app.screen is picker
        assert len(picker.table.ticked) == 1
    assert school.sessions.view(208).candidates == ()


@pytest.mark.parametrize("again", [("ctrl+s",), ("tab", "tab", "enter")], ids=["key", "button"])
async def test_after_a_refusal_the_key_adds_again(
    school: School, monkeypatch: pytest.MonkeyPatch, again: tuple[str, ...]
) -> None:
    """A database that was held by another is tried again by the same key, or by the button."""
    add, asked = school.enrolment.add, list[str]()

    def busy_once(number: int, pupil_ids: frozenset[int], *, op_id: str) -> Enrolled:
        asked.append(op_id)
        if len(asked) == 1:
            raise StoreBusy(holder="")
        return add(number, pupil_ids, op_id=op_id)

    monkeypatch.setattr(school.enrolment, "add", busy_once)
    async with school.run() as pilot:
        picker = await picking(pilot, school)
        shown = await press(pilot, "down", "space", "space", "ctrl+s")
        assert "élèves ajoutés" not in shown
        assert pilot.app.screen is picker
        assert "2 élèves ajoutés à la session" in await press(pilot, *again)
        assert isinstance(pilot.app.screen, SessionScreen)
    assert len(asked) == 2
    assert len(set(asked)) == 1
    assert len(school.sessions.view(208).candidates) == 2


async def test_an_addition_asked_twice_is_made_once(school: School) -> None:
    """ctrl+s twice in one packet adds once."""
    async with school.run() as pilot:
        await picking(pilot, school)
        await press(pilot, "down", "space", "ctrl+s", "ctrl+s")
    assert len(school.sessions.view(208).candidates) == 1


async def test_the_end_of_a_long_text_is_in_sight(school: School) -> None:
    """Typed or pasted at once into the empty field, and when some of it is taken back."""
    async with school.run() as pilot:
        await picking(pilot, school)
        shown = await press(pilot, *_typed("martin lea 3ea abcdefghijklmnopqrstuvwxyz 0123 fin"))
        assert "0123 fin " in line_with(shown, "Filtrer ")
        shown = await press(pilot, "home")
        assert "Filtrer  martin lea" in shown
        shown = await press(pilot, "end", "backspace")
        assert "0123 fi " in line_with(shown, "Filtrer ")
        shown = await press(pilot, "ctrl+u", "l", "e", "a")
        assert "Filtrer  lea " in shown


async def test_several_pasted_lines_are_refused_in_words(school: School) -> None:
    """One line is taken, cleaned; several are not, and the reason is said."""
    async with school.run() as pilot:
        picker = await picking(pilot, school)
        picker.filter.post_message(events.Paste("CHAPELAIN\nCHARPENTIER\n"))
        shown = await settled(pilot)
        assert "2 lignes ont été collées" in shown
        assert picker.filter.value == ""
        picker.filter.post_message(events.Paste("  \x1b[31mChapelain\n"))
        await settled(pilot)
        assert picker.filter.value == "[31mChapelain"


async def test_a_roster_that_takes_long_says_how_far_it_is(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """100,000 pupils take more than a blink; keys wait, Échap does not."""
    shown, let_go = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()
    read, said = school.enrolment.picker, CheckTable.say_when_empty

    def slowly(number: int, *, progress: Callable[[float], None]) -> Picker:
        progress(0.4)
        let_go.wait()
        return read(number)

    def noted(table: CheckTable, text: str) -> None:
        said(table, text)
        if "%" in text:
            loop.call_soon(shown.set)

    monkeypatch.setattr(school.enrolment, "picker", slowly)
    monkeypatch.setattr(CheckTable, "say_when_empty", noted)
    monkeypatch.setattr("certui.screens.add_candidates._BLINK", 0.001)
    async with school.run() as pilot:
        await settled(pilot)
        pilot.app.push_screen(AddCandidatesScreen(school.enrolment, 208, "Troisièmes A, B"))
        try:
            await shown.wait()
            await pilot.pause()
            assert "Chargement des élèves… 40 %" in screen_text(pilot.app)
        finally:
            let_go.set()
        assert "600 participants" in await settled(pilot)
        assert "Chargement" not in screen_text(pilot.app)


async def test_an_empty_roster_says_what_to_do(empty_school: School) -> None:
    """Without pupils the table says that a roster is wanted."""
    number = empty_school.sessions.create(_draft()).number
    async with empty_school.run() as pilot:
        await picking(pilot, empty_school, number)
        assert "importez d’abord un fichier d’élèves" in screen_text(pilot.app)


async def test_homonyms_show_the_end_of_their_ine(school: School) -> None:
    """Two pupils of one name and birth date are told apart by class and INE."""
    picker = school.enrolment.picker(208)
    twins = [picker.roster.entries[at] for at in sorted(picker.roster.homonyms)]
    assert twins
    async with school.run() as pilot:
        await picking(pilot, school)
        one = twins[0]
        shown = await press(pilot, *_typed(f"{one.last_name} {one.first_name}"))
    for twin in twins:
        if (twin.last_name, twin.first_name) == (one.last_name, one.first_name):
            assert f"…{twin.ine[-4:]}" in shown


async def test_a_large_roster_shows_a_page_then_counts(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where all matches take longer than a frame, they end up as right as when they do not."""
    monkeypatch.setattr("certui.domain.search._AT_ONCE", 0)
    monkeypatch.setattr("certui.domain.search._STEP", 10)
    async with school.run() as pilot:
        picker = await picking(pilot, school)
        shown = await press(pilot, "3", "e", "b")
        assert "30 participants filtrés" in shown
        assert picker.table.row_count == 30
        shown = await press(pilot, "enter", "end", "a")
        assert "30 élèves sélectionnés" in shown


def _typed(text: str) -> list[str]:
    return ["space" if char == " " else char for char in text]


def _draft() -> SessionDraft:
    return SessionDraft(
        name="Vide",
        site="Collège",
        room="B204",
        invigilators="Camille Benhamur",
        date=dt.date(2027, 2, 15),
        time=dt.time(15, 30),
    )


async def test_an_addition_of_nobody_is_never_green(school: School) -> None:
    """All were added meanwhile by somebody else: said in red."""
    async with school.run() as pilot:
        await picking(pilot, school)
        await press(pilot, "enter", "space", "space")
        ticked = on_top(pilot).table.ticked
        school.enrolment.add(208, ticked)
        shown = await press(pilot, "ctrl+s")
        assert "Aucun élève ajouté\u00a0: ces 2 élèves sont déjà dans la session." in shown
        assert len(pilot.app.screen.query("Toast.-error")) == 1
        assert isinstance(pilot.app.screen, SessionScreen)


async def test_a_pupil_is_found_by_the_name_in_use(school: School) -> None:
    """It is said where only that name answers; then the session finds them by it too."""
    with school.store.writing() as work:
        pupil = work.pupils()[0]
        work.update_pupils([(pupil.id, replace(pupil.person, usage_name="Zwölfer-Roy"))])
    last = pupil.person.last_name
    async with school.run() as pilot:
        await picking(pilot, school)
        shown = await press(pilot, *"zwol")
        assert "1 participant filtré" in shown
        assert "usage Zwöl" in line_with(shown, last)
        shown = await press(pilot, "escape", *last.lower(), "space", *pupil.person.class_name)
        assert last in shown
        assert "usage" not in shown
        await press(pilot, "escape", *"zwolfer", "enter", "space", "ctrl+s")
        assert [one.pupil_id for one in school.sessions.view(208).candidates] == [pupil.id]
        shown = await press(pilot, "slash", *"zwolfer")
        assert last.upper() in shown
        shown = await press(pilot, "x")
        assert last.upper() not in shown


async def test_the_name_in_use_gives_way_to_who_is_added_already(school: School) -> None:
    """One word has room at the end of a line: that a pupil cannot be ticked comes first."""
    with school.store.writing() as work:
        pupil = work.pupils()[0]
        work.update_pupils([(pupil.id, replace(pupil.person, usage_name="Zwölfer"))])
    school.enrolment.add(208, [pupil.id])
    async with school.run() as pilot:
        await picking(pilot, school)
        shown = await press(pilot, *"zwol")
        assert "déjà ajouté" in line_with(shown, pupil.person.last_name)
