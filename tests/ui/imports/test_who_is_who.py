"""What an import asks at the keyboard: who is who, which class, and whether one is sure."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.ui.imports.rosters import opened
from tests.ui.seen import press, settled

from certui.domain.roster_files import Aside, AsideReason
from certui.rosters import reader
from certui.screens.class_name import ClassNameScreen
from certui.screens.confirm import ConfirmScreen
from certui.screens.doubt import DoubtScreen
from certui.screens.import_roster import ImportRosterScreen
from certui.screens.roster_preview import RosterPreviewScreen
from certui.screens.sessions import SessionsScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import School

FIELD = Path(__file__).parents[2] / "field"


def roster(school: School) -> list[tuple[str, str, str]]:
    """INE, last name and class of the active pupils."""
    with school.store.reading() as reading:
        return [(one.ine, one.last_name, one.class_name) for one in reading.roster()]


@pytest.fixture
def field(tmp_path: Path) -> Callable[[str], Path]:
    """Copies a file of the field under a name that is soon typed."""

    def copy(name: str) -> Path:
        return Path(shutil.copy(FIELD / name, tmp_path / f"l{Path(name).suffix}"))

    return copy


async def known(school: School, path: Path) -> None:
    """Import a file whose pupils are then known."""
    await asyncio.to_thread(school.use_cases.roster.apply, path, sure=True)


async def test_a_renewed_ine_is_asked(empty_school: School, field: Callable[[str], Path]) -> None:
    """I01: Entrée says that it is them, who keep their place under the new INE."""
    await known(empty_school, field("I01-ine-renouvele-avant.csv"))
    async with empty_school.run() as pilot:
        await settled(pilot)
        shown = await opened(pilot, field("I01-ine-renouvele-apres.csv"))
        assert "1 élève en doute" in shown
        assert "Dites d’abord qui est cet élève (d)." in await press(pilot, "ctrl+s")
        shown = await press(pilot, "d")
        assert isinstance(pilot.app.screen, DoubtScreen)
        assert "Ce nom et cette date de naissance sont connus sous un autre INE." in shown
        assert "0310000001A" in shown
        shown = await press(pilot, "enter", "ctrl+s")
        assert isinstance(pilot.app.screen, SessionsScreen)
    assert roster(empty_school) == [
        ("070310001XY", "ARVIEUX", "3A"),
        ("0310000002B", "BELLEGARDE", "3B"),
    ]


async def test_an_ine_of_somebody_else_makes_nobody_another_by_one_key(
    empty_school: School, field: Callable[[str], Path]
) -> None:
    """I03: the first answer leaves them aside; « un autre élève » asks before one is disabled."""
    await known(empty_school, field("I03-ine-repris-avant.csv"))
    async with empty_school.run() as pilot:
        await settled(pilot)
        path = field("I03-ine-repris-apres.csv")
        shown = await opened(pilot, path)
        assert "son INE est déjà donné à" in shown
        await press(pilot, "d", "enter", "ctrl+s")
        assert isinstance(pilot.app.screen, SessionsScreen)
        assert roster(empty_school) == [("0310000001A", "ARVIEUX", "3A")]
        await opened(pilot, path)
        shown = await press(pilot, "d", "end", "enter")
        assert "son INE passe" in shown
        shown = await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        assert "1 élève sur 1 serait désactivé (ARVIEUX Noémie" in shown
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "cancel"
        await press(pilot, "enter")
        assert roster(empty_school) == [("0310000001A", "ARVIEUX", "3A")]
        await press(pilot, "ctrl+s", "o")
        assert isinstance(pilot.app.screen, SessionsScreen)
    assert roster(empty_school) == [("0310000001A", "ESTRADE", "3C")]


async def test_one_person_in_two_classes_is_asked_line_by_line(
    empty_school: School, field: Callable[[str], Path]
) -> None:
    """I05: one line is kept, the other left aside."""
    async with empty_school.run() as pilot:
        await settled(pilot)
        shown = await opened(pilot, field("I05-deux-classes-sans-ine.csv"))
        assert "2 élèves en doute" in shown
        shown = await press(pilot, "d")
        assert "Le fichier l’a aussi en ULIS." in shown
        shown = await press(pilot, "enter")
        assert "Le fichier l’a aussi en 3A." in shown
        await press(pilot, "end", "enter", "ctrl+s")
        assert isinstance(pilot.app.screen, SessionsScreen)
    assert roster(empty_school) == [("", "ARVIEUX", "ULIS")]


async def test_a_file_of_another_school_year_is_asked(
    empty_school: School, field: Callable[[str], Path]
) -> None:
    """I07: both years and the counts stand over the preview and in the question."""
    await known(empty_school, field("I07-annee-passee-avant.xml"))
    async with empty_school.run() as pilot:
        await settled(pilot)
        shown = " ".join((await opened(pilot, field("I07-annee-passee-apres.xml"))).split())
        told = "fichier est de l’année scolaire 2019-2020, les élèves connus sont de 2026-2027"
        assert told in shown
        assert "2 élèves sur 2 seraient désactivés." in shown
        await press(pilot, "ctrl+s", "escape")
        assert isinstance(pilot.app.screen, RosterPreviewScreen)
        assert len(roster(empty_school)) == 2
        await press(pilot, "ctrl+s", "left", "enter")
        assert isinstance(pilot.app.screen, SessionsScreen)
    assert roster(empty_school) == [("0310000005E", "ESTRADE", "3A")]


async def test_the_class_that_a_file_does_not_say_is_asked(
    empty_school: School, tmp_path: Path
) -> None:
    """An empty answer is told; Échap reads nothing; the class typed is that of the pupils."""
    path = tmp_path / "l.csv"
    path.write_text("Nom;Prénom;Né(e) le;Sexe\nARVIEUX;Noémie;14/03/2012;F\n", "utf-8")
    async with empty_school.run() as pilot:
        await settled(pilot)
        shown = await opened(pilot, path)
        assert isinstance(pilot.app.screen, ClassNameScreen)
        assert "ne dit pas la classe de ses élèves" in shown
        assert "Tapez la classe de ces élèves." in await press(pilot, "enter")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ImportRosterScreen)
        await press(pilot, "enter")
        shown = await press(pilot, *"6A", "enter")
        assert "1 élève ajouté" in shown
        await press(pilot, "ctrl+s")
    assert roster(empty_school) == [("", "ARVIEUX", "6A")]


async def test_what_was_not_read_has_a_tab_of_its_own(
    empty_school: School, field: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted over the preview, named in the tab, found by the filter."""
    read = reader.read_roster
    aside = Aside(last_name="SOW", first_name="Zoé", class_name="3B", reason=AsideReason.NO_INE)

    def reading(path: Path, **options: object) -> object:
        source = read(path, **options)  # type: ignore[arg-type]  # as it is called
        return replace(source, aside=(aside,), unread_columns=("Tuteur",), unread_sheets=("Notes",))

    monkeypatch.setattr(reader, "read_roster", reading)
    async with empty_school.run() as pilot:
        await settled(pilot)
        shown = " ".join((await opened(pilot, field("I01-ine-renouvele-avant.csv"))).split())
        assert "1 élève laissé de côté, sans INE, 1 feuille non lue, 1 colonne non lue" in shown
        assert "3 Non lu (3)" in shown
        shown = await press(pilot, "3")
        for told in ("SOW Zoé", "sans INE", "Notes", "Tuteur"):
            assert told in shown
        shown = await press(pilot, "slash", *"tut")
        assert "Tuteur" in shown
        assert "SOW Zoé" not in shown
