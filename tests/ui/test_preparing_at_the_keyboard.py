"""Before the day, by keys: sessions typed, copied, edited, deleted, put back; needs set."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.ui.seen import press, settled
from textual import events

from certui.domain.day import Move
from certui.screens.confirm import ConfirmScreen
from certui.screens.extra_time import ExtraTimeScreen
from certui.screens.session import SessionScreen
from certui.screens.session_form import SessionFormScreen
from certui.screens.sessions import SessionsScreen
from certui.services.sessions import SessionService, draft_of
from certui.widgets.candidate_table import CandidateTable
from certui.widgets.form_field import FormField

if TYPE_CHECKING:
    from tests.ui.conftest import School
    from textual.pilot import Pilot

# Narrow blanks, as the sentences have them.
N = "\u202f"


def keys(text: str) -> list[str]:
    """The keys that type a text."""
    return ["space" if char == " " else "slash" if char == "/" else char for char in text]


def typing(*fields: str) -> list[str]:
    """The keys that fill fields one after the other."""
    return [key for text in fields for key in (*keys(text), "tab")]


def labelled(shown: str, label: str) -> tuple[str, str]:
    """The line of a field, after its label, and the line below it."""
    lines = shown.split("\n")
    at = next(row for row, line in enumerate(lines) if line.startswith(f" {label}"))
    return lines[at].partition("│")[2].strip(), lines[at + 1].strip()


async def opened(pilot: Pilot[None], number: int) -> str:
    """The screen of a session, from the list."""
    await settled(pilot)
    return await press(pilot, "slash", *str(number), "enter", "enter")


def focused_field(pilot: Pilot[None]) -> str | None:
    """The name of the field that has the focus."""
    focused = pilot.app.focused
    assert focused is not None
    field = next(one for one in focused.ancestors if isinstance(one, FormField))
    return field.name


def numbers(school: School) -> list[int]:
    """The sessions there are."""
    return [one.session.number for one in school.sessions.summaries()[1]]


async def test_creates_a_session(school: School) -> None:
    """n, the fields one after the other, ctrl+s: it is in the list, under the cursor."""
    async with school.run() as pilot:
        await settled(pilot)
        shown = await press(pilot, "n")
        assert "Création d’une session de certification" in shown
        assert "[Créer la session]" in shown
        fields = ["Secondes", "Annexe", "B12", "Mme Élan", "14/02", "15h30"]
        shown = await press(pilot, *typing(*fields), "ctrl+s")
        assert "Session 211 créée\u00a0: Secondes, 14/02/2027 à 15:30." in shown
        screen = pilot.app.screen
        assert isinstance(screen, SessionsScreen)
        assert screen.table.current_key == "211"
    made = school.sessions.view(211).session
    assert (made.name, made.site, made.room, made.invigilators, made.notes) == (*fields[:4], "")
    assert (made.date.isoformat(), made.time.isoformat()) == ("2027-02-14", "15:30:00")


async def test_day_and_hour_are_read_as_one_types(school: School) -> None:
    """Beside each field stands how it is understood; a day that does not exist says so at once."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "n", *["tab"] * 4)
        for typed, read in [
            ("14/02", "Dimanche 14 févr. 2027"),
            ("lundi", "Lundi 23 nov. 2026"),
            ("lundi prochain", "Lundi 30 nov. 2026"),
            ("demain", "Mardi 24 nov. 2026"),
            ("01/11/2026", "Dimanche 1 nov. 2026 (passé)"),
            ("31/04", "ce jour n’existe pas"),
            ("14/02/1026", "entre 2019 et 2100 seulement"),
            ("lundi 14/02", "pas ce jour de la semaine"),
            ("bientôt", ""),
        ]:
            shown = await press(pilot, "ctrl+u", *keys(typed))
            line, _ = labelled(shown, "Date de début")
            assert line.removeprefix(typed).strip() == read
        await press(pilot, "tab")
        for typed, read in [
            ("15h30", "15:30"),
            ("9", "09:00"),
            ("24:00", "cette heure n’existe pas"),
        ]:
            shown = await press(pilot, "ctrl+u", *keys(typed))
            line, _ = labelled(shown, "Heure de début")
            assert line.removeprefix(typed).strip() == read


async def test_all_faults_stand_at_their_fields(school: School) -> None:
    """ctrl+s tells them together and goes to the first; each goes away when its field changes."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "n", *typing("Secondes", "", "B12", "", "31/04", "24:00"))
        shown = await press(pilot, "ctrl+s")
        assert labelled(shown, "Nom  ")[1] == ""
        assert labelled(shown, "Nom du site")[1] == "Veuillez indiquer un nom de site."
        assert labelled(shown, "Nom de la salle")[1] == ""
        assert labelled(shown, "Surveillant")[1] == (
            "Veuillez indiquer le nom et prénom du ou des surveillants."
        )
        assert labelled(shown, "Date")[1] == "Veuillez indiquer une date de début qui existe."
        assert labelled(shown, "Heure")[1] == (
            "Veuillez indiquer une heure de début en heure locale entre 00:00 et 23:59."
        )
        assert focused_field(pilot) == "site"
        shown = await press(pilot, "A")
        assert labelled(shown, "Nom du site")[1] == ""
        assert labelled(shown, "Surveillant")[1] != ""
    assert len(numbers(school)) == 4


async def test_faults_are_told_within_their_line(school: School) -> None:
    """What is too long is said, not cut; at 80 columns every sentence is whole."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "n", *["tab"] * 3)
        pilot.app.post_message(events.Paste("x" * 300))
        shown = await press(pilot, "tab", *keys("bientôt"), "tab", *keys("bientôt"), "ctrl+s")
        assert labelled(shown, "Surveillant")[1] == "Veuillez indiquer 255 caractères au plus."
        assert labelled(shown, "Date")[1].endswith("comme 14/02/2027 ou lundi.")
        assert labelled(shown, "Heure")[1].endswith("comme 15:30 ou 9h.")


async def test_a_paste_becomes_one_clean_line(school: School) -> None:
    """Line ends are blanks, and nothing in it acts on the terminal."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "n")
        pilot.app.post_message(events.Paste("Troisièmes\nA\x1b]0;x\x07 [bold]"))
        shown = await settled(pilot)
        assert labelled(shown, "Nom ")[0] == "Troisièmes A]0;x [bold]"


async def test_leaving_asks_before_losing_what_was_typed(school: School) -> None:
    """Échap: at once when nothing was typed, else after a question; « Non » comes back to it."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "n", "escape")
        assert isinstance(pilot.app.screen, SessionsScreen)
        shown = await press(pilot, "n", *keys("Sec"), "escape")
        assert f"Abandonner la saisie{N}?" in shown
        shown = await press(pilot, "n")
        assert labelled(shown, "Nom ")[0] == "Sec"
        await press(pilot, "escape", "o")
        assert isinstance(pilot.app.screen, SessionsScreen)
    assert len(numbers(school)) == 4


@pytest.mark.parametrize("key", ["enter", "down", "tab"])
async def test_moves_from_field_to_field(school: School, key: str) -> None:
    """⏎, ↓ and Tab go on, ↑ goes back."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "n", key, key)
        assert focused_field(pilot) == "room"
        await press(pilot, "up")
        assert focused_field(pilot) == "site"


async def test_copies_a_session(school: School) -> None:
    """d: the same but for day and hour, which are left to type; the notes stay with their day."""
    source = school.sessions.view(209).session
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "down", "d")
        assert focused_field(pilot) == "date"
        await press(pilot, *typing("demain", "9h"), "ctrl+s")
    made = school.sessions.view(211)
    assert made.session.name == source.name
    assert (made.session.site, made.session.room) == (source.site, source.room)
    assert made.session.invigilators == source.invigilators
    assert (made.session.date.isoformat(), made.session.notes) == ("2026-11-24", "")
    assert not made.candidates


async def test_deletes_and_puts_back(school: School) -> None:
    """Suppr asks with the count; u gives back the session with its candidates."""
    before = school.sessions.view(209)
    async with school.run() as pilot:
        await settled(pilot)
        shown = await press(pilot, "down", "delete")
        assert f"Souhaitez-vous supprimer la session 209{N}?" in shown
        assert "32 candidats" in " ".join(shown.replace("│", "").split())
        await press(pilot, "n")
        assert 209 in numbers(school)
        shown = await press(pilot, "delete", "o")
        assert "La session a été supprimée avec succès." in shown
        assert "Sessions de certification (3)" in shown
        assert 209 not in numbers(school)
        shown = await press(pilot, "u")
        assert "la session 209 est rétablie, avec 32 candidats." in shown
        screen = pilot.app.screen
        assert isinstance(screen, SessionsScreen)
        assert screen.table.current_key == "209"
        assert "Rien à annuler" in await press(pilot, "u")
    assert school.sessions.view(209) == before


@pytest.mark.parametrize(
    ("number", "said"),
    [(210, "Au moins un candidat a rejoint la session"), (207, "La session est finalisée")],
)
async def test_refuses_to_delete_without_asking(school: School, number: int, said: str) -> None:
    """What cannot be is not asked."""
    async with school.run() as pilot:
        await settled(pilot)
        shown = await press(pilot, "slash", *str(number), "enter", "delete")
        assert said in shown
        assert isinstance(pilot.app.screen, SessionsScreen)
    assert number in numbers(school)


async def test_somebody_joins_while_the_question_stands(school: School) -> None:
    """« Oui » comes too late: the session stays, and it is said."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "down", "delete")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        with school.store.writing() as work:
            work.move_candidates(
                209, [school.sessions.view(209).candidates[0].id], Move.ARRIVE, school.clock()
            )
        assert "vous ne pouvez pas" in await press(pilot, "o")
    assert 209 in numbers(school)


async def test_edits_a_session_and_undoes_it(school: School) -> None:
    """m: the form holds what there is; saved, it is seen at once; u gives it back."""
    before = school.sessions.view(208).session
    async with school.run() as pilot:
        await opened(pilot, 208)
        shown = await press(pilot, "m")
        assert "Modification d’une session de certification" in shown
        assert labelled(shown, "Date")[0].split("  ")[0] == "15/02/2027"
        assert labelled(shown, "Heure")[0].split("  ")[0] == "15:30"
        assert focused_field(pilot) == "notes"
        shown = await press(pilot, "up", "ctrl+u", *keys("16h"), "ctrl+s")
        assert "La session a été modifiée avec succès." in shown
        assert shown.split("\n")[0].endswith(" · 16:00 (heure locale)")
        assert "Modification de la session 208 annulée." in await press(pilot, "u")
    assert school.sessions.view(208).session == before


async def test_an_edit_that_changes_nothing_is_none(school: School) -> None:
    """ctrl+s at once: back, without a toast, and nothing to undo."""
    async with school.run() as pilot:
        await opened(pilot, 208)
        shown = await press(pilot, "m", "ctrl+s")
        assert isinstance(pilot.app.screen, SessionScreen)
        assert "modifiée" not in shown
        assert pilot.app.screen.check_action("undo", ()) is None


async def test_editing_is_greyed_once_somebody_has_joined(school: School) -> None:
    """The key m says why, and opens nothing."""
    async with school.run() as pilot:
        await opened(pilot, 210)
        assert pilot.app.screen.check_action("edit", ()) is None
        shown = await press(pilot, "m")
        assert "Au moins un candidat a rejoint la session" in shown
        assert isinstance(pilot.app.screen, SessionScreen)


async def test_an_edit_does_not_overwrite_another(school: School) -> None:
    """Somebody else edits meanwhile: it is said, what was typed stays, theirs too."""
    async with school.run() as pilot:
        await opened(pilot, 208)
        await press(pilot, "m", *["up"] * 6, *keys("X"))
        other = SessionService(school.store, school.clock, "Ada")
        theirs = other.view(208).session
        other.edit(208, replace(draft_of(theirs), room="Gymnase"))
        shown = await press(pilot, "ctrl+s")
        assert "modifiée entre-temps par quelqu’un d’autre" in shown
        assert isinstance(pilot.app.screen, SessionFormScreen)
        assert "X" in labelled(shown, "Nom ")[0]
    assert school.sessions.view(208).session.room == "Gymnase"


async def test_an_edit_typed_as_it_was_is_not_green(school: School) -> None:
    """Another way to write the same hour."""
    async with school.run() as pilot:
        await opened(pilot, 208)
        shown = await press(pilot, "m", "up", "ctrl+u", *keys("15h30"), "ctrl+s")
        assert "Rien à modifier\u00a0: la session est déjà ainsi." in shown
        assert pilot.app.screen.query("Toast.-error")


async def test_an_extra_time_that_is_set_already_is_not_green(school: School) -> None:
    """Typed again."""
    async with school.run() as pilot:
        await opened(pilot, 209)
        await press(pilot, "t", *keys("47"), "enter")
        shown = await press(pilot, "t", "backspace", *keys("47"), "enter")
        assert "Rien à enregistrer\u00a0: il en est déjà ainsi." in shown
        assert pilot.app.screen.query("Toast.-error")


async def test_sets_extra_time_of_one(school: School) -> None:
    """The key t on the row under the cursor; the toast has neither the figure nor the name."""
    async with school.run() as pilot:
        await opened(pilot, 209)
        first = school.sessions.view(209).candidates[0]
        shown = await press(pilot, "t")
        assert first.person.last_name.upper() in shown
        shown = await press(pilot, *keys("47"), "enter")
        assert "Temps majoré enregistré pour 1 candidat." in shown
        assert " 47 " in shown.split("\n")[5]
        shown = await press(pilot, "t", "backspace", "enter")
        assert " 47 " not in shown
    assert school.sessions.view(209).candidates[0].extra_time_percentage is None


async def test_sets_extra_time_of_those_ticked_and_undoes_it(school: School) -> None:
    """Espace ticks and moves on; t concerns the ticked ones alone; u gives back what each had."""
    before = [one.extra_time_percentage for one in school.sessions.view(209).candidates]
    async with school.run() as pilot:
        await opened(pilot, 209)
        shown = await press(pilot, "space", "down", "space")
        lines = shown.split("\n")
        assert "2 cochés" in lines[2]
        assert [line[1:4] for line in lines[5:9]] == ["[x]", "[ ]", "[x]", "[ ]"]
        shown = await press(pilot, "t")
        assert "2 candidats cochés" in shown
        shown = await press(pilot, *keys("33"), "enter")
        assert "Temps majoré enregistré pour 2 candidats." in shown
        after = [one.extra_time_percentage for one in school.sessions.view(209).candidates]
        assert after == [33, before[1], 33, *before[3:]]
        await press(pilot, "escape", "u")
    assert [one.extra_time_percentage for one in school.sessions.view(209).candidates] == before


@pytest.mark.parametrize("typed", ["0", "100", "33,3", "abc"])
async def test_wrong_extra_time_is_told_at_its_field(school: School, typed: str) -> None:
    """The dialogue stays, the sentence is whole, nothing is changed."""
    before = school.sessions.view(209)
    async with school.run() as pilot:
        await opened(pilot, 209)
        shown = await press(pilot, "t", *keys(typed), "enter")
        assert "Le temps majoré est un nombre entier de 1 à 99, ou rien." in shown
        assert isinstance(pilot.app.screen, ExtraTimeScreen)
        await press(pilot, "escape")
    assert school.sessions.view(209) == before


async def test_extra_time_is_read_only_once_finalised(school: School) -> None:
    """The key t is greyed, and says why; on the day it is not."""
    async with school.run() as pilot:
        await opened(pilot, 207)
        assert pilot.app.screen.check_action("extra_time", ()) is None
        assert "La session est finalisée" in await press(pilot, "t")
        assert isinstance(pilot.app.screen, SessionScreen)
        await press(pilot, "escape", "escape", "escape")
        await opened(pilot, 210)
        assert pilot.app.screen.check_action("extra_time", ())


async def test_ticks_survive_filter_order_and_reading(school: School) -> None:
    """They live by candidate; « * » takes all that are shown, Échap unticks before leaving."""
    async with school.run() as pilot:
        await opened(pilot, 209)
        await press(pilot, "space", "s")
        screen = pilot.app.screen
        assert isinstance(screen, SessionScreen)
        table = screen.query_one(CandidateTable)
        (first,) = table.ticked
        await press(pilot, "r", "slash", "z", "z", "z")
        assert table.ticked == (first,)
        await press(pilot, "escape")
        assert "32 cochés" in await press(pilot, "asterisk")
        await press(pilot, "asterisk")
        assert not table.ticked
        shown = await press(pilot, "g", "shift+down", "shift+down")
        assert "3 cochés" in shown
        assert "coché" not in await press(pilot, "escape")
        assert pilot.app.screen is screen
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, SessionsScreen)


async def test_accessibility_until_they_join(school: School) -> None:
    """Ticked below the extra time, and unticked; whoever has joined keeps what they had."""
    need = ("t", "tab", "space", "ctrl+s")
    async with school.run() as pilot:
        await opened(pilot, 209)
        shown = await press(pilot, *need)
        assert "Aménagement d’accessibilité enregistré pour 1 candidat." in shown
        assert school.sessions.view(209).candidates[0].accessibility
        lines = shown.split("\n")
        assert lines[3].rstrip().endswith("Acces-")
        assert lines[5].split()[-2:] == ["Oui", "×"]
        assert "Oui" not in lines[6]
        assert "Acces-" not in await press(pilot, *need)
        assert not school.sessions.view(209).candidates[0].accessibility
        await press(pilot, "u")
        assert school.sessions.view(209).candidates[0].accessibility
        with school.store.writing() as work:
            first = work.candidates(209)[0]
            work.move_candidates(209, [first.id], Move.ARRIVE, school.clock())
        await press(pilot, "r")
        assert "Vous ne pouvez pas l’éditer." in await press(pilot, "t")
