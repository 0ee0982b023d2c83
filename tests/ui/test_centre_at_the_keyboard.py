"""The centre by keys: its fields typed, what it is to Pix ticked, and nothing lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.ui.seen import press, settled
from tests.ui.test_preparing_at_the_keyboard import keys, labelled

from certui.domain.pix_settings import CERTIFICATIONS, Billing, PixSettings
from certui.screens.centre import CentreScreen
from certui.screens.confirm import ConfirmScreen
from certui.screens.sessions import SessionsScreen
from certui.services.sessions import SessionService

if TYPE_CHECKING:
    import pytest
    from tests.ui.conftest import School

SAVED = "Le centre a été modifié avec succès."


def typed(text: str) -> list[str]:
    """The keys that type a text in the place of another."""
    return ["ctrl+u", *keys(text), "tab"]


async def test_every_field_and_tick_is_saved(school: School) -> None:
    """`C`, the fields one after the other, the ticks, ctrl+s; the same form shows them again."""
    async with school.run() as pilot:
        await settled(pilot)
        shown = await press(pilot, "C")
        assert isinstance(pilot.app.screen, CentreScreen)
        assert "[x]  Établissement scolaire (SCO), sans tarification" in shown
        fields = ["Centre Élan", "0330001X", "Indian/Reunion", "prepayee", "AB-12"]
        pressed = [key for one in [*fields, "Pix+ Neuf, clea numerique"] for key in typed(one)]
        shown = await press(pilot, *pressed, "space", "down", "space", "ctrl+s")
        assert isinstance(pilot.app.screen, SessionsScreen)
        assert SAVED in shown
        assert shown.startswith(" Centre Élan · 0330001X")
        shown = await press(pilot, "C")
        assert labelled(shown, "Tarification")[0] == "Prépayée"
        assert labelled(shown, "Autres intitulés")[0] == "Pix+ Neuf"
        for line in (
            "[ ]  Établissement scolaire (SCO)",
            "[x]  CléA Numérique",
            "[x]  Pix+ Droit",
            "[ ]  Pix+ Pro Santé",
        ):
            assert line in shown
    centre = school.sessions.centre()
    assert (centre.name, centre.uai, centre.time_zone) == tuple(fields[:3])
    assert centre.pix == PixSettings(
        sco=False,
        certifications=(CERTIFICATIONS[1], "Pix+ Neuf", CERTIFICATIONS[0]),
        billing=Billing.PREPAID,
        prepayment_code="AB-12",
    )


async def test_faults_stand_at_their_fields(school: School) -> None:
    """All together; nothing is saved, and what was typed is still there."""
    before = school.sessions.centre()
    async with school.run() as pilot:
        await settled(pilot)
        pressed = [key for one in ["", "x", "Mars", "cadeau"] for key in typed(one)]
        shown = await press(pilot, "C", *pressed, "ctrl+s")
        assert labelled(shown, "Nom ")[1] == "Veuillez indiquer un nom de centre."
        assert labelled(shown, "UAI") == (
            "x",
            "Veuillez indiquer un code UAI de sept chiffres et une lettre.",
        )
        assert "fuseau horaire" in labelled(shown, "Fuseau horaire")[1]
        assert labelled(shown, "Tarification") == (
            "cadeau",
            "Veuillez indiquer une tarification gratuite, payante ou prépayée.",
        )
        assert isinstance(pilot.app.screen, CentreScreen)
    assert school.sessions.centre() == before


async def test_nothing_typed_or_ticked_is_lost_unasked(school: School) -> None:
    """Échap leaves a form that is as it was, and asks about any other."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "C", "escape")
        assert isinstance(pilot.app.screen, SessionsScreen)
        await press(pilot, "C", *["tab"] * 6, "space", "escape")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, CentreScreen)
        await press(pilot, "escape", "o")
        assert isinstance(pilot.app.screen, SessionsScreen)
        shown = await press(pilot, "C", "ctrl+s")
        assert isinstance(pilot.app.screen, SessionsScreen)
        assert SAVED not in shown
    assert school.sessions.centre().pix == PixSettings()


async def test_what_somebody_else_changed_meanwhile_stays(school: School) -> None:
    """The form is still there, with what was typed."""
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "C")
        other = replace(school.sessions.centre(), name="Autre")
        school.sessions.set_centre(other)
        shown = await press(pilot, *typed("Mien"), "ctrl+s")
        assert "Le centre a été modifié entre-temps par quelqu’un d’autre" in shown
        assert isinstance(pilot.app.screen, CentreScreen)
    assert school.sessions.centre() == other


async def test_a_new_database_names_its_centre(empty_school: School) -> None:
    """What Pix asks of it may be ticked before it has a name."""
    async with empty_school.run() as pilot:
        await settled(pilot)
        await press(pilot, "C", *["tab"] * 6, "down", "space", "ctrl+s")
        assert isinstance(pilot.app.screen, SessionsScreen)
    assert empty_school.sessions.centre().pix.certifications == CERTIFICATIONS[:1]


async def test_what_was_read_late_takes_the_place_of_nothing(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread that answers after the centre was saved: the form has the new one, and saves."""
    async with school.run() as pilot:
        await settled(pilot)
        late = school.sessions.summaries()
        await press(pilot, "C", *typed("Centre Élan"), "ctrl+s")
        page = pilot.app.screen
        assert isinstance(page, SessionsScreen)
        with monkeypatch.context() as patched:
            patched.setattr(SessionService, "summaries", lambda _: late)
            page.read()
        shown = await press(pilot, "C")
        assert labelled(shown, "Nom ")[0] == "Centre Élan"
        await press(pilot, *typed("Centre Isard"), "ctrl+s")
    assert school.sessions.centre().name == "Centre Isard"


async def test_a_clock_that_follows_the_code_is_told(school: School) -> None:
    """All sessions follow it; a wrong key letter is told at its field before."""
    async with school.run() as pilot:
        await settled(pilot)
        shown = await press(pilot, "C", "tab", *typed("9740002A")[:-1], "ctrl+s")
        wanted = "Veuillez indiquer un code UAI qui finit par J, ou d’autres chiffres."
        assert labelled(shown, "UAI")[1] == wanted
        shown = await press(pilot, "backspace", "J", "ctrl+s")
        assert SAVED in shown
        assert "Fuseau horaire\u00a0: Indian/Reunion." in shown
    assert school.sessions.centre().time_zone == "Indian/Reunion"
