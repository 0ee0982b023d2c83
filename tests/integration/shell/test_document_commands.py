"""``certui pv``, ``emargement``, ``kit`` and ``liste``: a file, its place, and standard output."""

from __future__ import annotations

import os
import pty
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from tests.integration.documents import pdf_reading, printers

from certui import cli
from certui.documents import printing

COMMANDS = [
    (("pv",), "pv-session-210.pdf", "Procès-verbal de session"),
    (("emargement",), "feuille-emargement-session-210.pdf", "Feuille d’émargement"),
    (("kit",), "kit-surveillant-210.pdf", "Kit surveillant"),
    (("porte",), "liste-porte-session-210.pdf", "Liste des candidats attendus"),
    (("etiquettes",), "etiquettes-session-210.pdf", "Étiquettes de table"),
    (("amenagements",), "amenagements-session-210.pdf", "Aménagements"),
    (("convocations",), "convocations-session-210.pdf", "Convocations"),
    (("liste",), "liste-candidats-session-210.ods", ""),
    (("liste", "--format", "csv"), "liste-candidats-session-210.csv", ""),
    (("liste", "--format", "xlsx"), "liste-candidats-session-210.xlsx", ""),
]


class Desk:
    """certui's commands on the invented school, from a folder of their own.

    Args:
        database: the school's.
        folder: the present one.
        capture: what reads the streams.
    """

    def __init__(self, database: Path, folder: Path, capture: pytest.CaptureFixture[bytes]) -> None:
        self.database = database
        self.folder = folder
        self._capture = capture

    def __call__(self, *argv: str, status: int = 0) -> tuple[bytes, str]:
        """Run a command that ends with ``status``; answers its output and what it complained of."""
        assert cli.main([*argv, "--db", str(self.database)]) == status
        out, err = self._capture.readouterr()
        return out, err.decode()

    def refused(self, *argv: str, status: int = 1) -> str:
        """Run a command that is refused; answers the one sentence. Nothing is written."""
        before = self.files()
        out, err = self(*argv, status=status)
        assert out == b""
        assert err.count("\n") == 1
        assert self.files() == before
        return err.rstrip("\n")

    def files(self) -> dict[str, bytes]:
        """The files of the present folder, hidden ones too."""
        return {path.name: path.read_bytes() for path in self.folder.iterdir() if path.is_file()}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented school; no command here changes it."""
    path = tmp_path_factory.mktemp("school") / "certui.sqlite"
    assert cli.main(["seed", "--db", str(path)]) == 0
    return path


@pytest.fixture
def desk(
    database: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> Desk:
    """The commands, in an empty folder, in a configuration of their own."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    capfdbinary.readouterr()
    return Desk(database, folder, capfdbinary)


def configure(text: str) -> Path:
    """Write the account's configuration; answers its folder."""
    folder = Path(os.environ["XDG_CONFIG_HOME"]) / "certui"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(("command", "name", "title"), COMMANDS)
def test_a_document_goes_to_the_present_folder(
    desk: Desk, command: tuple[str, ...], name: str, title: str
) -> None:
    """Under the name agreed, for its owner alone; the one line says where."""
    out, err = desk(command[0], "210", *command[1:])
    path = desk.folder / name
    assert (out.decode(), err) == (f"Document enregistré\u00a0: {path}\n", "")
    assert path.stat().st_mode & 0o777 == 0o600
    if title:
        assert title in pdf_reading.text(path.read_bytes())


@pytest.mark.parametrize(("command", "name"), [(one[0], one[1]) for one in COMMANDS])
def test_standard_output_gets_the_same_bytes_and_nothing_else(
    desk: Desk, command: tuple[str, ...], name: str
) -> None:
    """``-o -`` writes no file."""
    out, err = desk(command[0], "210", *command[1:], "-o", "-")
    assert (err, desk.files()) == ("", {})
    desk(command[0], "210", *command[1:])
    assert desk.files() == {name: out}


def test_a_file_is_never_replaced_unless_asked(desk: Desk) -> None:
    """The second time is refused; ``--force`` replaces."""
    path = desk.folder / "pv-session-210.pdf"
    path.write_bytes(b"signed")
    said = desk.refused("pv", "210")
    assert said.endswith("existe déjà\u00a0: il n’a pas été remplacé.")
    desk("pv", "210", "--force")
    assert path.read_bytes().startswith(b"%PDF")
    assert list(desk.files()) == ["pv-session-210.pdf"]


@pytest.mark.parametrize(
    ("output", "path"),
    [
        ("mine.pdf", "mine.pdf"),
        ("below/mine.pdf", "below/mine.pdf"),
        ("below", "below/pv-session-210.pdf"),
        ("below/", "below/pv-session-210.pdf"),
        (".", "pv-session-210.pdf"),
        ("./-", "-"),
    ],
)
def test_where_o_says(desk: Desk, output: str, path: str) -> None:
    """A file, or a folder that gets the name agreed."""
    (desk.folder / "below").mkdir()
    desk("pv", "210", "-o", output)
    assert (desk.folder / path).is_file()


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("", "Le nom du fichier est vide."),
        ("missing/x.pdf", "n’existe pas."),
        ("missing/", "n’existe pas."),
        ("file/x.pdf", "n’est pas un dossier."),
        ("..", "droit d’écrire"),
        ("a\nb.pdf", "ne convient pas comme nom de fichier."),
        ("x" * 300, "ne convient pas comme nom de fichier."),
        ("\udcff.pdf", "ne convient pas comme nom de fichier."),
    ],
)
def test_places_that_cannot_be_written(
    desk: Desk, output: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence says what is wrong with it."""
    (desk.folder / "file").write_bytes(b"")
    if output == "..":
        opening = os.open

        def forbidden(path: str, flags: int, *rest: int, **more: int) -> int:
            if flags & os.O_CREAT and str(path).endswith(".tmp"):
                raise PermissionError(13, "denied")
            return opening(path, flags, *rest, **more)

        monkeypatch.setattr(os, "open", forbidden)
    assert said in desk.refused("pv", "210", "-o", output)


@pytest.mark.parametrize("output", [(), ("-o", "-")], ids=["file", "standard output"])
@pytest.mark.parametrize("form", ["ods", "csv", "xlsx"])
def test_what_pix_refuses_is_said_of_a_list_that_is_written(
    desk: Desk, form: str, output: tuple[str, ...]
) -> None:
    """On standard error, and the command is done: session 208 has no candidate."""
    out, err = desk("liste", "208", "--format", form, *output)
    assert err.splitlines() == [
        "Pix Certif refusera ce fichier\u00a0: 1 point à corriger.",
        "La liste n’a aucun candidat\u202f; ajoutez-en à la session, puis refaites la liste.",
    ]
    written = out if output else next(iter(desk.files().values()))
    assert written.startswith(b"\xef\xbb\xbf* Nom" if form == "csv" else b"PK")


@pytest.mark.parametrize(
    "output", [(), ("-o", "-"), ("--print",)], ids=["file", "standard output", "printer"]
)
@pytest.mark.parametrize("command", ["pv", "emargement", "porte", "etiquettes", "convocations"])
def test_letters_that_no_face_draws_are_told_of_a_paper_that_is_written(
    desk: Desk, printer: printers.Printer, command: str, output: tuple[str, ...]
) -> None:
    """On standard error, with the pupil's name, and the command is done."""
    printer.install(printers.PRINTS)
    named = desk.folder.parent / "named.sqlite"
    shutil.copyfile(desk.database, named)
    desk.database = named
    with closing(sqlite3.connect(named)) as names, names:
        names.execute("UPDATE candidate SET last_name = '𓀀𓂀' WHERE last_name = 'ADAM'")
    out, err = desk(command, "210", *output)
    assert err.count("\n") == 1
    assert err.startswith("1 texte a des lettres qu’aucune police ne dessine, «\u202f𓀀𓂀 Samuel")
    papers = {(): lambda: next(iter(desk.files().values())), ("--print",): lambda: printer.paper}
    assert papers.get(output, lambda: out)().startswith(b"%PDF")


@pytest.mark.parametrize("output", [(), ("-o", "-")], ids=["file", "standard output"])
def test_a_strict_list_is_one_that_pix_takes(desk: Desk, output: tuple[str, ...]) -> None:
    """Else nothing is written; all that is wrong is said."""
    out, err = desk("liste", "208", "--strict", *output, status=1)
    assert (out, desk.files()) == (b"", {})
    assert err.splitlines() == [
        "Pix Certif refuserait la liste, rien n’a été écrit\u00a0: 1 point.",
        "La liste n’a aucun candidat\u202f; ajoutez-en à la session, puis refaites la liste.",
    ]
    out, err = desk("liste", "209", "--strict", *output)
    assert err == ""
    assert bool(out)


@pytest.mark.parametrize("command", ["pv", "emargement", "kit"])
def test_a_paper_is_not_for_pix(desk: Desk, command: str) -> None:
    """Nothing is said of it."""
    assert desk(command, "208", "-o", "-")[1] == ""


@pytest.mark.parametrize("number", ["999", "9" * 30])
@pytest.mark.parametrize("command", ["pv", "emargement", "kit", "liste"])
def test_unknown_sessions(desk: Desk, command: str, number: str) -> None:
    """No file for a session that is not there."""
    assert "Aucune session ne porte le numéro" in desk.refused(command, number)
    assert "Aucune session ne porte le numéro" in desk.refused(command, number, "-o", "-")


def test_a_broken_template_is_one_sentence(desk: Desk) -> None:
    """It names the template and the line; no file, no byte on standard output."""
    templates = configure("") / "templates"
    templates.mkdir()
    (templates / "pv.typ").write_text('#import "certui.typ": *\n#show: paper\n#nope', "utf-8")
    for output in ("x.pdf", "-"):
        said = desk.refused("pv", "210", "-o", output)
        assert "Le modèle" in said
        assert "ligne 3" in said


def test_over_ssh_the_line_to_fetch_it_is_printed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Line of scp with a shell, ssh and the same command where accounts run nothing but certui."""
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.9 50712 10.0.0.5 22")
    monkeypatch.setenv("USER", "camille")
    lines = desk("pv", "210")[0].decode().splitlines()
    assert lines[1:] == [
        "Pour le récupérer, lancez sur votre machine\u00a0:",
        f"scp camille@10.0.0.5:{desk.folder}/pv-session-210.pdf .",
    ]
    configure('server = "certui.example.org"\nforced_command = true\n')
    lines = desk("liste", "210", "--format", "csv")[0].decode().splitlines()
    assert lines[1:] == [
        "Pour le recevoir, lancez sur votre machine\u00a0:",
        (
            "ssh camille@certui.example.org certui liste 210 --format csv -o -"
            " > liste-candidats-session-210.csv"
        ),
    ]


@pytest.mark.parametrize(
    ("command", "status"), [(["pv"], 2), (["liste"], 2), (["liste", "--format", "csv"], 0)]
)
def test_a_terminal_gets_text_only(database: Path, command: list[str], status: int) -> None:
    """A PDF on a terminal would be noise: one sentence instead; a CSV may be read."""
    leader, follower = pty.openpty()
    with open(leader, "rb", buffering=0) as seen:  # noqa: PTH123 - a descriptor, not a path
        done = subprocess.run(
            [sys.executable, "-m", "certui", command[0], "207", *command[1:], "-o", "-"],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=follower,
            stderr=subprocess.PIPE,
            env={**os.environ, "CERTUI_DB": str(database)},
            timeout=60,
        )
        os.write(follower, b"|")
        shown = seen.read(3)
        os.close(follower)
    assert done.returncode == status
    assert (shown == b"|") is bool(status)
    if status:
        assert done.stderr.decode().startswith(
            "Ce document ne s’affiche pas dans un terminal\u00a0:"
        )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("command", ["pv", "liste"])
def test_an_output_that_is_full_is_one_sentence(database: Path, command: str) -> None:
    """A document larger than a buffer, and one that a buffer would keep for the end."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "certui", command, "210", "-o", "-"],
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "CERTUI_DB": str(database), "PYTHONUNBUFFERED": ""},
            timeout=60,
        )
    assert done.returncode == cli.REFUSED
    assert done.stderr.decode() == "La sortie standard ne peut pas être écrite.\n"


# Printing


@pytest.fixture
def printer(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    desk: Desk,  # noqa: ARG001 - its configuration
) -> printers.Printer:
    """An ``lp`` to be made, which the configuration names."""
    folder = tmp_path / "printer"
    folder.mkdir()
    made = printers.Printer(folder)
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    configure('print = "lp -d salle"\n')
    return made


PAPERS = [case for case in COMMANDS if case[0][0] != "liste"]


@pytest.mark.parametrize(("words", "name", "_"), PAPERS)
def test_every_paper_can_be_printed(
    desk: Desk, printer: printers.Printer, words: tuple[str, ...], name: str, _: str
) -> None:
    """Under its title; nothing is written here."""
    printer.install(printers.PRINTS)
    out, err = desk(*words, "210", "--print")
    assert out.decode() == f"Document envoyé à l’imprimante\u00a0: {name}\n"
    assert err == ""
    assert printer.arguments[1].endswith(" session 210 — Collège de la Démonstration")
    assert printer.paper.startswith(b"%PDF")
    assert desk.files() == {}


def test_what_a_printer_refuses_is_one_sentence(desk: Desk, printer: printers.Printer) -> None:
    """No such printer; no such command; none set at all."""
    printer.install(printers.FAILS)
    assert desk.refused("pv", "210", "--print") == (
        "La commande d’impression «\u202flp\u202f» a échoué\u00a0:"
        " «\u202flp: Error - no such printer\u202f»."
    )
    settings = Path(os.environ["XDG_CONFIG_HOME"]) / "certui" / "config.toml"
    settings.write_text('print = "certui-no-such-program"\n')
    assert desk.refused("pv", "210", "--print").endswith("est introuvable.")
    settings.unlink()
    assert desk.refused("pv", "210", "--print") == (
        "Aucune commande d’impression n’est réglée dans la configuration."
    )


def test_a_printer_that_hangs_ends_the_command_after_a_while(
    desk: Desk, printer: printers.Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With one sentence and status 1; nothing of it is left."""
    printer.install(printers.HANGS)
    monkeypatch.setattr(printing, "_LONGEST_WAIT", 0.5)
    assert "n’a donné aucun signe de vie" in desk.refused("pv", "210", "--print")
    assert printer.left() == []


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
@pytest.mark.parametrize("does", [printers.HANGS, printers.STUBBORN])
def test_who_waits_for_a_printer_is_told_and_can_leave(
    desk: Desk, printer: printers.Printer, does: str, number: signal.Signals, status: int
) -> None:
    """ctrl+c, a termination, a line that is lost: the command ends, and all that it started."""
    printer.install(does)
    argv = [sys.executable, "-m", "certui", "pv", "210", "--print", "--db", str(desk.database)]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as certui:
        assert certui.stderr is not None
        first = certui.stderr.readline().decode()
        assert first == (
            "Impression en cours depuis 2\u00a0s\u00a0: PV de session, sur «\u202fsalle\u202f»."
            " Ctrl+C l’abandonne.\n"
        )
        certui.send_signal(number)
        out, err = certui.communicate(timeout=30)
    assert certui.returncode == status
    assert out == b""
    assert err.decode() == (
        "Impression abandonnée\u00a0: PV de session. Regardez la file de «\u202fsalle\u202f»"
        " avant de recommencer.\n"
    )
    assert printer.left() == []


@pytest.mark.parametrize(
    "words", [("liste", "210", "--print"), ("pv", "210", "--print", "-o", "a.pdf")]
)
def test_a_sheet_is_not_printed_nor_a_file_written_too(desk: Desk, words: tuple[str, ...]) -> None:
    """Wrong usage, told as such."""
    _, err = desk(*words, status=2)
    assert "--print" in err
    assert desk.files() == {}
