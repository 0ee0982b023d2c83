"""Importing pupils at the keyboard: the file, what it would change, and only then the writing."""

from __future__ import annotations

import asyncio
import os
import re
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.ui.imports.rosters import CHLOE, FILES, ZOE, opened, siecle, spreadsheet
from tests.ui.seen import press, screen_text, settled
from tests.unit.rosters import writers
from textual import events

from certui.domain.roster_changes import Decision
from certui.rosters import reader
from certui.screens.confirm import ConfirmScreen
from certui.screens.doubt import DoubtScreen
from certui.screens.import_roster import ImportRosterScreen
from certui.screens.roster_preview import RosterPreviewScreen
from certui.screens.sessions import SessionsScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.conftest import School

    from certui.domain.roster_files import RosterFile


def names(school: School) -> list[str]:
    """The last names on the roster, in its order."""
    with school.store.reading() as reading:
        return [entry.last_name for entry in reading.roster()]


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Writes a roster file."""

    def write(content: bytes, name: str = "liste") -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize("kind", FILES)
async def test_a_file_of_each_format_is_imported_by_keys(
    empty_school: School, file: Callable[..., Path], kind: str
) -> None:
    """Its path, its preview, ctrl+s: a toast that counts, and the pupils are known."""
    async with empty_school.run() as pilot:
        await settled(pilot)
        shown = await opened(pilot, file(FILES[kind]()))
        assert kind.split(maxsplit=1)[0].upper() in shown.upper()
        assert "2 élèves ajoutés, 0 modifié, 0 désactivé, 0 inchangé" in shown
        assert re.search(r"ajouté +3A +LEFÈVRE +Chloé +14/02/2011", shown)
        assert names(empty_school) == []
        shown = await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, SessionsScreen)
        assert "Liste importée" in shown
        assert "2 élèves ajoutés" in shown
    assert names(empty_school) == ["LEFÈVRE", "SOW"]


async def test_an_import_that_changes_nobody_is_not_green(
    empty_school: School, file: Callable[..., Path]
) -> None:
    """The file of yesterday once more."""
    empty_school.use_cases.roster.apply(file(siecle()))
    async with empty_school.run() as pilot:
        await settled(pilot)
        await opened(pilot, file(siecle()))
        shown = await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, SessionsScreen)
        assert "Aucun élève ajouté, modifié ni désactivé\u00a0: 2 élèves inchangés." in shown
        assert "Liste importée" not in shown
        assert pilot.app.screen.query("Toast.-error")


async def test_a_preview_says_what_changes_old_and_new(
    empty_school: School, file: Callable[..., Path]
) -> None:
    """The file's format, encoding, school and year; each difference, found by the filter."""
    empty_school.use_cases.roster.apply(file(siecle()))
    path = file(siecle([replace(CHLOE, class_name="3B", first_name="Cloé")]))
    async with empty_school.run() as pilot:
        await settled(pilot)
        shown = await opened(pilot, path)
        assert "SIECLE, ISO-8859-15, établissement 0690001A, année scolaire 2026-2027" in shown
        assert "0 élève ajouté, 1 modifié, 1 désactivé, 0 inchangé" in shown
        assert re.search(r"désactivé +3A +SOW", shown)
        shown = await press(pilot, "slash", *"modifie cloe", "enter")
        assert "Modifié · 3B LEFÈVRE Cloé, 14/02/2011" in shown
        assert "prénom Chloé → Cloé, classe 3A → 3B" in shown
        assert "désactivé  3A" not in shown
        assert "désactivé  3A" in await press(pilot, "escape")
        shown = await press(pilot, "slash", *"zz")
        assert "Rien ne correspond" in shown


async def test_escape_leaves_without_a_trace(
    empty_school: School, file: Callable[..., Path]
) -> None:
    """Nothing is written by looking: not even the journal."""
    before = empty_school.store.version()
    async with empty_school.run() as pilot:
        await settled(pilot)
        await opened(pilot, file(siecle()))
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, SessionsScreen)
        assert not pilot.app.screen.query("Toast")
    assert empty_school.store.version() == before
    assert names(empty_school) == []


async def test_the_faults_of_a_strict_format_are_listed(
    empty_school: School, file: Callable[..., Path]
) -> None:
    """The file is refused whole; each fault has its INE, field, what was found and expected."""
    faulty = [
        writers.pupil(ID_NATIONAL=f"{rank:010}A", DATE_NAISS="31/02/2011") for rank in range(40)
    ]
    path = file(writers.siecle_text(faulty, uai="0690001A").encode("iso8859-15"))
    async with empty_school.run() as pilot:
        await settled(pilot)
        shown = await opened(pilot, path)
        assert "Le fichier est refusé\u00a0: 40 anomalies, rien n’a été importé." in shown
        assert re.search(r"3A +LEFÈVRE Chloé +date de nais… +n’existe pas +31/02/2011", shown)
        assert "0000000039A" not in shown
        assert "0000000039A" in await press(pilot, "end")
        assert "0000000012A" in await press(pilot, "slash", *"012a")
        await press(pilot, "escape", "ctrl+s", "v", "d", "1")
        assert isinstance(pilot.app.screen, RosterPreviewScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, SessionsScreen)
    assert names(empty_school) == []


async def test_the_valid_lines_of_a_spreadsheet_are_a_choice_of_their_own(
    empty_school: School, file: Callable[..., Path]
) -> None:
    """ctrl+s says why not; `v` asks, and imports the others."""
    path = file(spreadsheet(CHLOE, ZOE, born="31/02/2011"))
    async with empty_school.run() as pilot:
        await settled(pilot)
        shown = await opened(pilot, path)
        assert "1 ligne en anomalie (touche 2)" in shown
        assert "(ctrl+s Importer)  v Lignes valides" in shown
        assert "v pour importer les lignes valides" in await press(pilot, "ctrl+s")
        shown = await press(pilot, "2")
        assert re.search(
            r"^›? +5 +\w+ +\w+ Zoé +date de naissance +n’existe pas +31/02/2011",
            shown,
            re.MULTILINE,
        )
        assert "1111111112B" in shown
        shown = await press(pilot, "v")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        assert "Importer 1 élève des lignes valides" in shown
        await press(pilot, "n")
        assert names(empty_school) == []
        await press(pilot, "v", "o")
        assert isinstance(pilot.app.screen, SessionsScreen)
    assert names(empty_school) == ["LEFÈVRE"]


TWINS = (replace(CHLOE, class_name="3B"), replace(CHLOE, ine="1111111113C", class_name="3C"))


async def doubtful(school: School, file: Callable[..., Path]) -> Path:
    """Two pupils of one name known, and a file that says one more time that name."""
    two = dict.fromkeys((0, 1), Decision.NEW)
    await asyncio.to_thread(school.use_cases.roster.apply, file(siecle(TWINS)), said=two)
    return file(spreadsheet(replace(CHLOE, ine=None, class_name="3D"), ZOE), "doute.csv")


@pytest.mark.parametrize(
    ("keys", "roster"),
    [
        (["enter"], {("1111111111A", "3D"), ("1111111112B", "3A")}),
        (["down", "enter"], {("1111111113C", "3D"), ("1111111112B", "3A")}),
        (["end", "up", "enter"], {("", "3D"), ("1111111112B", "3A")}),
        (
            ["end", "enter"],
            {("1111111111A", "3B"), ("1111111113C", "3C"), ("1111111112B", "3A")},
        ),
    ],
    ids=["the first", "the second", "nobody known", "left aside"],
)
async def test_a_doubt_is_asked_never_guessed(
    empty_school: School,
    file: Callable[..., Path],
    keys: list[str],
    roster: set[tuple[str, str]],
) -> None:
    """Who may be one of several pupils is said by the person; then only can one import."""
    path = await doubtful(empty_school, file)
    async with empty_school.run() as pilot:
        await settled(pilot)
        shown = await opened(pilot, path)
        assert "1 élève en doute\u00a0: d pour dire qui." in shown
        assert "Dites d’abord qui est cet élève (d)." in await press(pilot, "ctrl+s")
        shown = await press(pilot, "d")
        assert "LEFÈVRE Chloé, 14/02/2011, classe 3D" in shown
        await press(pilot, *keys)
        await press(pilot, "ctrl+s")
        if isinstance(pilot.app.screen, ConfirmScreen):
            await press(pilot, "o")
        assert isinstance(pilot.app.screen, SessionsScreen)
    with empty_school.store.reading() as reading:
        assert {(one.ine, one.class_name) for one in reading.roster()} == roster


async def test_a_doubt_may_wait_and_be_decided_again(
    empty_school: School, file: Callable[..., Path]
) -> None:
    """Échap decides nothing; once all is decided, `d` asks again."""
    path = await doubtful(empty_school, file)
    async with empty_school.run() as pilot:
        await settled(pilot)
        await opened(pilot, path)
        shown = await press(pilot, "d", "escape")
        assert "d pour dire qui" in shown
        shown = await press(pilot, "d", "enter")
        assert "d pour dire qui" not in shown
        assert "classe 3B → 3D" in shown
        await press(pilot, "d")
        assert isinstance(pilot.app.screen, DoubtScreen)
        shown = await press(pilot, "down", "enter")
        assert "classe 3C → 3D" in shown


async def test_what_changed_since_the_preview_is_not_written(
    empty_school: School, file: Callable[..., Path]
) -> None:
    """Another file of that name, or other pupils known: it is said, and previewed again."""
    path = file(siecle())
    async with empty_school.run() as pilot:
        await settled(pilot)
        await opened(pilot, path)
        path.write_bytes(siecle([CHLOE]))
        shown = await press(pilot, "ctrl+s")
        assert "a changé depuis l’aperçu" in shown
        assert "1 élève ajouté," in shown
        assert names(empty_school) == []
        other = path.with_name("autre")
        other.write_bytes(siecle([ZOE]))
        empty_school.use_cases.roster.apply(other)
        shown = await press(pilot, "ctrl+s")
        assert "ont changé depuis l’aperçu" in shown
        assert "1 élève ajouté, 0 modifié, 1 désactivé" in shown
        assert names(empty_school) == ["SOW"]
        await press(pilot, "ctrl+s", "o")
    assert names(empty_school) == ["LEFÈVRE"]


class Gate:
    """A reading that tells how far it is, and goes on when it may."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.done = threading.Event()
        self.ended: list[str] = []

    def read(
        self, path: Path, *, progress: Callable[[float], None], class_name: str = ""
    ) -> RosterFile:
        """Read half, wait, and read on."""
        progress(0.5)
        assert self.open.wait(30)
        try:
            progress(0.75)
        except Exception as error:
            self.ended.append(type(error).__name__)
            self.done.set()
            raise
        self.ended.append("read")
        return READ(path, class_name=class_name)


READ = reader.read_roster


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    """Every reading goes through it."""
    made = Gate()
    monkeypatch.setattr(reader, "read_roster", made.read)
    return made


async def test_a_reading_is_shown_and_given_up(
    empty_school: School, file: Callable[..., Path], gate: Gate
) -> None:
    """A bar while it lasts; Échap gives the path back and stops the reading in its thread."""
    path = file(siecle())
    async with empty_school.run() as pilot:
        await settled(pilot)
        await press(pilot, "i", *str(path))
        screen = pilot.app.screen
        assert isinstance(screen, ImportRosterScreen)
        await pilot.press("enter")
        while "50\u00a0%" not in screen_text(pilot.app):
            await pilot.pause()
        assert "[####################--------------------]" in screen_text(pilot.app)
        assert "Échap pour annuler" in screen_text(pilot.app)
        await pilot.press("ctrl+s", "v", "escape")
        gate.open.set()
        shown = await settled(pilot)
        assert "Lecture de" not in shown
        assert path.name in shown
        assert gate.done.wait(30)
        assert gate.ended == ["_GivenUp"]
        assert pilot.app.focused is screen.path
        assert "2 élèves ajoutés" in await press(pilot, "enter")


async def test_leaving_ends_a_reading(
    empty_school: School, file: Callable[..., Path], gate: Gate
) -> None:
    """Nothing goes on behind a program that was quitted."""
    path = file(siecle())
    async with empty_school.run() as pilot:
        await settled(pilot)
        await press(pilot, "i", *str(path))
        await pilot.press("enter")
        while "50\u00a0%" not in screen_text(pilot.app):
            await pilot.pause()
        pilot.app.exit()
    gate.open.set()
    assert gate.done.wait(30)
    assert gate.ended == ["_GivenUp"]


@pytest.fixture
def bad(tmp_path: Path) -> dict[str, Path]:
    """Paths that are no roster."""
    made = {
        "missing": tmp_path / "nulle-part.xml",
        "folder": tmp_path,
        "fifo": tmp_path / "fifo",
        "empty": tmp_path / "vide.csv",
        "text": tmp_path / "texte.txt",
        "large": tmp_path / "gros.csv",
        "school": tmp_path / "autre.xml",
        "loop": tmp_path / "boucle",
        "device": tmp_path.__class__("/dev/null"),
        "nul": tmp_path / "nul.csv",
    }
    os.mkfifo(made["fifo"])
    made["empty"].touch()
    made["text"].write_text("bonjour", "utf-8")
    with made["large"].open("wb") as large:
        large.truncate(300_000_001)
    made["school"].write_bytes(siecle(uai="0330001A"))
    made["loop"].symlink_to(made["loop"])
    made["nul"].write_bytes(b"Nom;Pr\0nom\n")
    return made


SAID = {
    "missing": "n’existe pas",
    "folder": "est un dossier",
    "fifo": "n’est pas un fichier ordinaire",
    "empty": "est vide",
    "text": "titres attendus",
    "large": "est trop gros",
    "school": "d’un autre établissement",
    "loop": "tourne en rond",
    "device": "n’est pas un fichier ordinaire",
    "nul": "octets nuls",
}


@pytest.mark.parametrize("kind", SAID)
async def test_a_bad_path_is_one_sentence(school: School, bad: dict[str, Path], kind: str) -> None:
    """Said in place; the path can be corrected, and nothing was changed."""
    before = school.store.version()
    async with school.run(100, 24) as pilot:
        await settled(pilot)
        shown = await opened(pilot, bad[kind])
        assert SAID[kind] in " ".join(shown.split())
        assert "Traceback" not in shown
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "path"
    assert school.store.version() == before


async def test_an_empty_path_is_asked_for(school: School) -> None:
    """Entrée in the empty field."""
    async with school.run() as pilot:
        await settled(pilot)
        shown = await press(pilot, "i", "enter")
        assert "Tapez d’abord le chemin d’un fichier." in shown


async def test_tab_completes_as_a_shell_does(
    school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As far as there is no doubt, then the names; ~ is the home; Maj+Tab is no completion."""
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "Téléchargements").mkdir()
    for name in ("eleves-3A.csv", "eleves-3B.csv", ".eleves"):
        (tmp_path / "Téléchargements" / name).touch()
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "i", "~", "tab", *"tele", "tab")
        screen = pilot.app.screen
        assert isinstance(screen, ImportRosterScreen)
        assert screen.path.value == "~/Téléchargements/"
        shown = await press(pilot, "tab")
        assert screen.path.value == "~/Téléchargements/eleves-3"
        assert "eleves-3A.csv" in shown
        assert "eleves-3B.csv" in shown
        assert ".eleves" not in shown
        shown = await press(pilot, "B", "tab", "enter")
        assert screen.path.value == "~/Téléchargements/eleves-3B.csv"
        assert "est vide" in shown


async def test_a_dropped_file_is_pasted_without_its_quotes(
    empty_school: School, file: Callable[..., Path]
) -> None:
    """As terminals paste what is dropped on them."""
    path = file(siecle(), "deux  blancs.xml")
    async with empty_school.run() as pilot:
        await settled(pilot)
        await press(pilot, "i")
        pilot.app.post_message(events.Paste(f"'{path}'\n"))
        await settled(pilot)
        assert "2 élèves ajoutés" in await press(pilot, "enter")


async def test_another_file_from_the_preview(
    empty_school: School, file: Callable[..., Path]
) -> None:
    """`o` gives the path back, and what is read then is another preview."""
    path = file(siecle())
    async with empty_school.run() as pilot:
        await settled(pilot)
        await opened(pilot, path)
        shown = await press(pilot, "o")
        assert "Lire le fichier" in shown
        assert "2 élèves ajoutés" not in shown
        path.write_bytes(siecle([CHLOE]))
        assert "1 élève ajouté," in await press(pilot, "enter")


async def test_the_first_screen_says_how_to_import(empty_school: School) -> None:
    """In the key bar as in the empty list."""
    async with empty_school.run() as pilot:
        shown = await settled(pilot)
        assert "i pour importer les élèves de l’établissement" in shown
        assert "i Importer des élèves" in shown


async def test_an_unknown_commune_is_told_with_its_pupil_before_writing(
    empty_school: School, file: Callable[..., Path]
) -> None:
    """Above the differences: how many, whose, and what stands in the file."""
    pupils = [
        writers.pupil(ID_NATIONAL=f"{at}A", NOM_DE_FAMILLE=name, CODE_COMMUNE_INSEE_NAISS=code)
        for at, (name, code) in enumerate(
            {"ARVIEUX": "NULL", "MIRO": "69674", "ZOLA": "99999"}.items()
        )
    ]
    path = file(writers.siecle_text(pupils, uai="0690001A", declared="UTF-8").encode())
    async with empty_school.run() as pilot:
        await settled(pilot)
        shown = " ".join((await opened(pilot, path)).split())
        assert "3 codes de lieu de naissance inconnus, laissés vides" in shown
        assert "3A ARVIEUX Chloé « NULL », 3A MIRO Chloé « 69674 », 1 autre." in shown
