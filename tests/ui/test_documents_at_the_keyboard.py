"""Documents by keys: what one says, where it is written, how it is fetched, printed."""

from __future__ import annotations

import base64
import errno
import os
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from tests.ui.seen import press, settled

from certui import bootstrap
from certui.config import Settings
from certui.documents import saving, typesetting
from certui.screens.document import DocumentScreen
from certui.screens.documents import DocumentsScreen
from certui.screens.fetch import FetchScreen
from certui.screens.save import SaveScreen
from certui.screens.session import SessionScreen
from certui.widgets.preview_table import PreviewTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.ui.conftest import School
    from textual.pilot import Pilot

PV = "pv-session-209.pdf"


@dataclass
class Desk:
    """Where documents go, and what is set for them."""

    school: School
    home: Path
    templates: Path
    set_up: Callable[..., None]

    def files(self) -> list[str]:
        """What is in the folder proposed, hidden files too."""
        return sorted(one.name for one in self.home.iterdir())


@pytest.fixture
def desk(school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The invented school, with a folder of its own for documents."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    templates = tmp_path / "config" / "certui" / "templates"
    templates.mkdir(parents=True)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    opened: list[bootstrap.Services] = []

    def set_up(folder: str | None = None, **settings: str | bool) -> None:
        where = Settings(
            database=str(school.path),
            who="Camille Benhamur",
            export_folder=str(home) if folder is None else folder,
            **settings,  # type: ignore[arg-type]  # those of documents, by name
        )
        opened.append(bootstrap.connect(where))
        school.use_cases = opened[-1]

    set_up()
    yield Desk(school, home, templates, set_up)
    for one in opened:
        one.store.close()


async def opened(pilot: Pilot[None], desk: Desk, number: int = 209) -> str:
    """Open a session; answers its screen."""
    await settled(pilot)
    pilot.app.push_screen(SessionScreen(desk.school.use_cases, number))
    return await settled(pilot)


async def test_the_keys_stand_in_sight(desk: Desk) -> None:
    """The hint beside the title; `v` and `f` among the keys; `D` in the help."""
    async with desk.school.run() as pilot:
        lines = (await opened(pilot, desk)).split("\n")
        assert lines[2].startswith(" Liste des élèves (32) ")
        assert lines[2].endswith(" a Ajouter des candidats · v Télécharger le PV")
        assert "v PV  f Émargement" in " ".join(lines[-2:])
        shown = await press(pilot, "question_mark")
        assert "Télécharger un autre document" in shown


async def test_a_long_title_keeps_its_hint_short(desk: Desk) -> None:
    """What does not fit beside the title is left out, never the title."""
    async with desk.school.run() as pilot:
        await opened(pilot, desk)
        shown = await press(pilot, "s")
        assert "Liste des élèves (32) · tri\u00a0: prénom" in shown
        assert shown.split("\n")[2].endswith(" a Ajouter des candidats")


async def test_a_pv_is_seen_before_it_is_saved(desk: Desk) -> None:
    """Its title, its facts, its candidates as a table that the arrows go through."""
    async with desk.school.run(width=200, height=50) as pilot:
        await opened(pilot, desk)
        shown = await press(pilot, "v")
        assert " ← Session 209\n Procès-verbal de la session n°\u00a0209\n" in shown
        assert "Nom de la session" in shown
        assert "Troisièmes B, C" in shown
        for heading in ("Nom", "Prénom", "Né(e) le", "Département", "Classe", "Arrivée"):
            assert heading in shown
        table = pilot.app.screen.query_one(PreviewTable)
        assert pilot.app.focused is table
        assert table.row_count == 32
        await press(pilot, "G")
        assert table.cursor_row == 31
        assert "Session 209" in await press(pilot, "escape")
        assert isinstance(pilot.app.screen, SessionScreen)
        assert desk.files() == []


async def test_a_narrow_preview_leaves_out_empty_columns(desk: Desk) -> None:
    """At 80 columns nobody's arrival is not shown, which is said; dates are whole."""
    async with desk.school.run() as pilot:
        await opened(pilot, desk)
        shown = await press(pilot, "v")
        assert "Colonnes vides, non montrées ici\u00a0: Arrivée" in shown
        assert "05/07/2012" in shown
        await press(pilot, "escape")
        await opened(pilot, desk, 210)
        shown = await press(pilot, "v")
        assert " Arrivée\n" in shown
        assert re.search(r" \d\d h \d\d\n", shown)
        assert "attendu" in await press(pilot, "G")


async def test_an_empty_session_has_a_pv_too(desk: Desk) -> None:
    """The facts, and the sentence in the place of the table."""
    async with desk.school.run() as pilot:
        await opened(pilot, desk, 208)
        shown = await press(pilot, "v")
        assert "Troisièmes A, B" in shown
        assert "Aucun candidat dans cette session." in shown


async def test_saving_writes_where_proposed_and_says_where(desk: Desk) -> None:
    """`v`, ctrl+s twice: the file, for its owner alone; the path stays until it is closed."""
    async with desk.school.run() as pilot:
        await opened(pilot, desk)
        shown = await press(pilot, "v", "ctrl+s")
        assert "Enregistrer\u00a0: PV de session" in shown
        assert PV in shown
        shown = await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, FetchScreen)
        assert f"Document enregistré\u00a0: {PV}" in shown
        assert "Le fichier est sur cette machine\u00a0:" in shown
        path = desk.home / PV
        assert str(path) in shown.replace("\n", "")
        assert pilot.app.clipboard == str(path)
        assert path.read_bytes().startswith(b"%PDF")
        assert path.stat().st_mode & 0o777 == 0o600
        assert desk.files() == [PV]
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, DocumentScreen)


@pytest.mark.parametrize(
    ("number", "name", "begins"),
    [
        (0, "pv-session-209.pdf", b"%PDF"),
        (1, "feuille-emargement-session-209.pdf", b"%PDF"),
        (2, "kit-surveillant-209.pdf", b"%PDF"),
        (3, "liste-candidats-session-209.ods", b"PK"),
        (4, "liste-candidats-session-209.csv", b"\xef\xbb\xbf"),
        (5, "liste-candidats-session-209.xlsx", b"PK"),
        (6, "liste-porte-session-209.pdf", b"%PDF"),
        (7, "etiquettes-session-209.pdf", b"%PDF"),
        (8, "amenagements-session-209.pdf", b"%PDF"),
        (9, "convocations-session-209.pdf", b"%PDF"),
    ],
)
async def test_every_document_is_reached_by_keys(
    desk: Desk, number: int, name: str, begins: bytes
) -> None:
    """`D` lists them; each is shown, then saved under its name."""
    async with desk.school.run() as pilot:
        await opened(pilot, desk)
        shown = await press(pilot, "o")
        assert isinstance(pilot.app.screen, DocumentsScreen)
        assert "Kit surveillant" in shown
        assert "⏎ Ouvrir  Échap Annuler" in shown
        await press(pilot, *["down"] * number, "enter")
        assert isinstance(pilot.app.screen, DocumentScreen)
        await press(pilot, "ctrl+s", "ctrl+s")
        assert desk.files() == [name]
        assert (desk.home / name).read_bytes().startswith(begins)


async def test_what_pix_refuses_stands_over_the_list_and_is_said_once_it_is_written(
    desk: Desk,
) -> None:
    """Session 208 has no candidate; a list that Pix takes says nothing."""
    said = "Pix Certif refusera ce fichier\u00a0: 1 point à corriger."
    async with desk.school.run() as pilot:
        await opened(pilot, desk, 208)
        shown = await press(pilot, "o", "down", "down", "down", "enter")
        assert said in shown
        assert "La liste n’a aucun candidat\u202f; ajoutez-en à la session" in shown
        await press(pilot, "ctrl+s", "ctrl+s")
        assert isinstance(pilot.app.screen, FetchScreen)
        await press(pilot, "enter")
        assert pilot.app.screen.query("Toast.-error")
        assert desk.files() == ["liste-candidats-session-208.ods"]
        pilot.app.clear_notifications()
        await press(pilot, "escape", "escape")
        await opened(pilot, desk, 209)
        assert "Pix Certif refusera" not in await press(pilot, "o", *["down"] * 3, "enter")
        await press(pilot, "ctrl+s", "ctrl+s", "enter")
        assert not pilot.app.screen.query("Toast")


async def test_the_attendance_sheet_has_a_key(desk: Desk) -> None:
    """`f` shows it."""
    async with desk.school.run() as pilot:
        await opened(pilot, desk)
        assert "Feuille d’émargement de la session n°\u00a0209" in await press(pilot, "f")
        await press(pilot, "escape", "o", "escape")
        assert isinstance(pilot.app.screen, SessionScreen)


async def test_a_file_is_replaced_only_when_one_says_so(desk: Desk) -> None:
    """Annuler has the focus; the panel is still there after a no; a yes replaces."""
    (desk.home / PV).write_bytes(b"signed")
    async with desk.school.run() as pilot:
        await opened(pilot, desk)
        shown = await press(pilot, "v", "ctrl+s", "ctrl+s")
        assert f"Le fichier «\u202f{PV}\u202f» existe déjà." in shown
        assert "[Remplacer]" in shown
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SaveScreen)
        assert (desk.home / PV).read_bytes() == b"signed"
        await press(pilot, "ctrl+s")
        await press(pilot, "o")
        assert isinstance(pilot.app.screen, FetchScreen)
        assert (desk.home / PV).read_bytes().startswith(b"%PDF")
        assert desk.files() == [PV]


async def test_a_name_and_a_folder_can_be_typed(desk: Desk) -> None:
    """The name has the focus, its end under the cursor; Entrée saves."""
    below = desk.home / "below"
    below.mkdir()
    async with desk.school.run() as pilot:
        await opened(pilot, desk)
        await press(pilot, "v", "ctrl+s")
        await press(pilot, *["backspace"] * len(PV), *"mine.pdf")
        await press(pilot, "up", *"/bel", "tab")
        panel = pilot.app.screen
        assert isinstance(panel, SaveScreen)
        assert panel.folder.value == f"{below}/"
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, FetchScreen)
    assert [one.name for one in below.iterdir()] == ["mine.pdf"]


async def test_tab_completes_and_then_moves_on(desk: Desk) -> None:
    """As far as all agree; a file is no folder; hidden ones answer to a dot."""
    for name in ("rapports 2026", "rapports 2027", ".caché"):
        (desk.home / name).mkdir()
    (desk.home / "rapport.txt").touch()
    desk.set_up(folder="~/r")
    async with desk.school.run() as pilot:
        await opened(pilot, desk)
        await press(pilot, "v", "ctrl+s", "up")
        panel = pilot.app.screen
        assert isinstance(panel, SaveScreen)
        await press(pilot, "tab")
        assert panel.folder.value == "~/rapports 202"
        assert panel.focused is panel.folder
        await press(pilot, "7", "tab")
        assert panel.folder.value == "~/rapports 2027/"
        await press(pilot, "tab")
        assert panel.focused is panel.name_field


@pytest.mark.parametrize(
    ("folder", "name", "said"),
    [
        ("missing", PV, "n’existe pas."),
        ("file", PV, "n’est pas un dossier."),
        ("", "", "Le nom du fichier est vide."),
        ("", "..", "ne convient pas comme nom de fichier."),
        ("", "a/b.pdf", "ne convient pas comme nom de fichier."),
        ("", "x" * 256, "ne convient pas comme nom de fichier."),
        ("", "taken", "donnez un nom de fichier."),
    ],
)
async def test_what_cannot_be_written_is_one_sentence(
    desk: Desk, folder: str, name: str, said: str
) -> None:
    """It stands in the panel until something changes; nothing is written."""
    (desk.home / "file").touch()
    (desk.home / "taken").mkdir()
    desk.set_up(folder=str(desk.home / folder))
    async with desk.school.run() as pilot:
        await opened(pilot, desk)
        await press(pilot, "v", "ctrl+s")
        panel = pilot.app.screen
        assert isinstance(panel, SaveScreen)
        panel.name_field.value = name
        shown = await press(pilot, "ctrl+s")
        assert said in " ".join(shown.split()).replace("│ │ ", "")
        assert pilot.app.screen is panel
        assert said not in await press(pilot, "y")
    assert desk.files() == ["file", "taken"]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EACCES, "Vous n’avez pas le droit d’écrire dans le dossier"),
        (errno.EROFS, "Vous n’avez pas le droit d’écrire dans le dossier"),
        (errno.ENOSPC, "Il n’y a plus de place sur le disque"),
    ],
)
async def test_a_disk_that_refuses_is_one_sentence(
    desk: Desk, number: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No right and no room; no half a file is left behind."""

    def refusing(*_arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(saving, "_write", refusing)
    async with desk.school.run() as pilot:
        await opened(pilot, desk)
        assert said in await press(pilot, "v", "ctrl+s", "ctrl+s")
    assert desk.files() == []


async def test_a_broken_template_is_one_sentence(desk: Desk) -> None:
    """The preview needs no template; saving names the file and the line."""
    (desk.templates / "pv.typ").write_text('#import "certui.typ": *\n#nope', "utf-8")
    async with desk.school.run() as pilot:
        await opened(pilot, desk)
        assert "Troisièmes B, C" in await press(pilot, "v")
        shown = await press(pilot, "ctrl+s", "ctrl+s")
        assert "Le modèle" in shown
        assert "ligne 2" in shown
    assert desk.files() == []


async def test_a_session_that_is_gone_is_told(desk: Desk) -> None:
    """In the place of the preview."""
    async with desk.school.run() as pilot:
        await opened(pilot, desk, 208)
        desk.school.sessions.delete(208)
        assert "Aucune session ne porte le numéro" in await press(pilot, "v")


async def test_over_ssh_the_line_is_shown_and_copied(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scp line, until one closes it; `c` copies again what was lost meanwhile."""
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.9 50712 10.0.0.5 2222")
    monkeypatch.setenv("USER", "camille")
    desk.set_up()
    async with desk.school.run(width=200, height=50) as pilot:
        await opened(pilot, desk)
        shown = await press(pilot, "v", "ctrl+s", "ctrl+s")
        line = f"scp -P 2222 camille@10.0.0.5:{desk.home / PV} ."
        assert "Pour le récupérer, lancez sur votre machine\u00a0:" in shown
        assert f"\n{line}\n" in shown
        assert pilot.app.clipboard == line
        pilot.app.copy_to_clipboard("")
        await press(pilot, "c")
        assert pilot.app.clipboard == line
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, DocumentScreen)


async def test_under_a_forced_command_the_document_is_asked_for_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An account that runs nothing but certui cannot scp."""
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.9 50712 10.0.0.5 22")
    monkeypatch.setenv("USER", "camille")
    desk.set_up(server="certui.example.org", forced_command=True)
    async with desk.school.run(width=200, height=50) as pilot:
        await opened(pilot, desk)
        shown = await press(pilot, "v", "ctrl+s", "ctrl+s")
        line = f"ssh camille@certui.example.org certui pv 209 -o - > {PV}"
        assert f"\n{line}\n" in shown
        assert pilot.app.clipboard == line


async def test_a_folder_of_any_name_is_written_as_it_is(desk: Desk) -> None:
    """What a terminal cannot show is shown cleaned, and meant raw, on disk and in the clipboard."""
    raw = desk.home / "a  b\x1b[31m"
    raw.mkdir()
    desk.set_up(folder=str(raw))
    async with desk.school.run() as pilot:
        await opened(pilot, desk)
        shown = await press(pilot, "v", "ctrl+s", "ctrl+s")
        assert isinstance(pilot.app.screen, FetchScreen)
        assert "\x1b" not in shown
        assert pilot.app.clipboard == str(raw / PV)
    assert (raw / PV).is_file()


async def test_letters_that_no_face_draws_stand_over_the_paper_and_are_said_again(
    desk: Desk,
) -> None:
    """With the pupil's name: before it is saved, once it is written, once it is printed."""
    with closing(sqlite3.connect(desk.school.path)) as names, names:
        names.execute(
            "UPDATE candidate SET last_name = '𓀀𓂀' WHERE last_name = 'ADAM'"
            " AND session_number = 210"
        )
    desk.set_up(print_command=f"dd status=none of={desk.home / 'printed'}")
    said = "1 texte a des lettres qu’aucune police ne dessine, «\u202f𓀀𓂀 Samuel\u202f» (𓀀, 𓂀)"
    async with desk.school.run(width=120, height=40) as pilot:
        await opened(pilot, desk, 210)
        shown = await press(pilot, "v")
        assert said in shown
        assert "installez les polices de plus (certui[fonts])" in " ".join(shown.split())
        await press(pilot, "ctrl+s", "ctrl+s", "enter")
        (toast,) = pilot.app.screen.query("Toast.-error")
        assert "𓀀𓂀 Samuel" in str(toast.render())
        await press(pilot, "p")
        (toast,) = pilot.app.screen.query("Toast.-error")
        assert "Document envoyé à l’imprimante" in str(toast.render())
        assert "𓀀𓂀 Samuel" in str(toast.render())
        await press(pilot, "escape", "escape")
        await opened(pilot, desk, 209)
        assert "aucune police" not in await press(pilot, "v")


async def test_printing_has_a_key_where_a_command_is_set(desk: Desk) -> None:
    """It gets the paper on its standard input; a sheet is not printed."""
    printed = desk.home / "printed"
    desk.set_up(print_command=f"dd status=none of={printed}")
    async with desk.school.run() as pilot:
        await opened(pilot, desk)
        assert "p Imprimer" in await press(pilot, "v")
        shown = await press(pilot, "p")
        assert f"Document envoyé à l’imprimante\u00a0: {PV}" in shown
        assert printed.read_bytes().startswith(b"%PDF")
        await press(pilot, "escape", "o", "down", "down", "down", "enter")
        assert isinstance(pilot.app.screen, DocumentScreen)
        assert "Imprimer" not in await settled(pilot)


async def test_without_a_print_command_there_is_no_key(desk: Desk) -> None:
    """Nothing is offered that cannot be done."""
    async with desk.school.run() as pilot:
        await opened(pilot, desk)
        assert "Imprimer" not in await press(pilot, "v")
        await press(pilot, "p")
        assert desk.files() == []


async def test_a_printer_that_refuses_is_one_sentence(desk: Desk) -> None:
    """The command's name and what is wrong."""
    desk.set_up(print_command="/nonexistent/lp")
    async with desk.school.run() as pilot:
        await opened(pilot, desk)
        shown = await press(pilot, "v", "p")
        assert "est introuvable." in shown


async def test_the_clipboard_goes_by_the_terminal(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """OSC 52, with the bytes of the line: nothing of it acts on the terminal."""
    async with desk.school.run() as pilot:
        await opened(pilot, desk)
        await press(pilot, "v", "ctrl+s")
        driver = pilot.app._driver  # noqa: SLF001 - no public way to what is sent
        assert driver is not None
        sent: list[str] = []
        monkeypatch.setattr(driver, "write", sent.append)
        await press(pilot, "ctrl+s")
    copied = base64.b64encode(str(desk.home / PV).encode()).decode()
    assert f"\x1b]52;c;{copied}\a" in sent


def test_templates_of_the_package_are_what_the_manual_says() -> None:
    """A centre copies them from the installed package."""
    names = {one.name for one in typesetting.BUILT_IN.iterdir()}
    assert names == {
        "certui.typ",
        "pv.typ",
        "emargement.typ",
        "kit.typ",
        "porte.typ",
        "etiquettes.typ",
        "amenagements.typ",
        "convocations.typ",
    }
