"""Printing at the keyboard: what is printed is shown, can be given up, and keeps nobody."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest
from tests.integration.documents import printers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.terminal import Terminal

    Opening = Callable[..., Terminal]

PV = "pv-session-209.pdf"
HANGING = "Impression en cours depuis 0\u00a0s\u00a0: PV de session, sur «\u202fsalle 2\u202f»"
GIVEN_UP = "Impression abandonnée\u00a0: PV de session."


@pytest.fixture
def printer(tmp_path: Path) -> printers.Printer:
    """An ``lp`` to be made, found before any other."""
    folder = tmp_path / "printer"
    folder.mkdir()
    return printers.Printer(folder)


@pytest.fixture
def paper(terminal: Opening, template: Path, tmp_path: Path, printer: printers.Printer) -> Terminal:
    """The PV of session 209 in front, where papers go to « salle 2 »."""
    database = tmp_path / "certui.sqlite"
    database.write_bytes(template.read_bytes())
    settings = tmp_path / "config" / "certui" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("print = \"lp -d 'salle 2'\"\n")
    environment = {**printer.environment, "XDG_CONFIG_HOME": str(tmp_path / "config")}
    opened = terminal("-m", "certui", "--db", str(database), environment=environment)
    opened.wait_for("›208")
    opened.press("down", "enter")
    opened.wait_for("← Session 209")
    opened.press("v")
    opened.wait_for("Procès-verbal", "p Imprimer", "Échap Retour")
    return opened


def test_a_paper_is_printed_under_its_title(paper: Terminal, printer: printers.Printer) -> None:
    """The way back stands where it stood before."""
    printer.install(printers.PRINTS)
    paper.press("p")
    paper.wait_for(f"Document envoyé à l’imprimante\u00a0: {PV}", "← Session 209", "Échap Retour")
    assert printer.arguments == [
        "-t",
        "PV session 209 — Collège de la Démonstration",
        "-d",
        "salle 2",
    ]
    assert printer.paper.startswith(b"%PDF")


@pytest.mark.parametrize("does", [printers.HANGS, printers.STUBBORN])
def test_what_hangs_is_shown_and_given_up_by_escape(
    paper: Terminal, printer: printers.Printer, does: str
) -> None:
    """What, where to and since when; the seconds go on; nothing of it is left."""
    printer.install(does)
    paper.press("p")
    paper.wait_for(HANGING, "Échap Abandonner l’impression", "Procès-verbal")
    paper.wait_for("depuis 1\u00a0s")
    paper.wait_until(lambda _: printer.hangs, "a printer that hangs")
    paper.press("escape")
    paper.wait_for(GIVEN_UP, "Regardez la file de «\u202fsalle 2\u202f»", "Échap Retour")
    assert "← Session 209" in paper.text
    assert printer.left() == []
    paper.press("escape")
    paper.wait_for("Liste des élèves (32)")


def test_the_screen_can_be_used_while_a_printer_hangs(
    paper: Terminal, printer: printers.Printer
) -> None:
    """Its list moves, its help opens; `p` prints no second copy."""
    printer.install(printers.HANGS)
    paper.press("p", "p", "G")
    paper.wait_for("Impression en cours")
    paper.wait_until(lambda _: printer.hangs, "a printer that hangs")
    paper.press("?")
    paper.wait_for("Abandonner l’impression", "Aide")
    paper.press("escape")
    paper.wait_for("Impression en cours")
    paper.press("escape")
    paper.wait_for(GIVEN_UP)
    assert printer.left() == []


def test_a_printer_that_refuses_is_quoted(paper: Terminal, printer: printers.Printer) -> None:
    """The first line that it complains in."""
    printer.install(printers.FAILS)
    paper.press("p")
    paper.wait_for("a échoué\u00a0: «\u202flp: Error - no such printer", "Échap Retour")


@pytest.mark.parametrize("does", [printers.HANGS, printers.STUBBORN])
def test_quitting_ends_what_hangs_and_says_so(
    paper: Terminal, printer: printers.Printer, does: str
) -> None:
    """Nobody waits for the half minute; what was given up is told where one is then."""
    printer.install(does)
    paper.press("p")
    paper.wait_until(lambda _: printer.hangs, "a printer that hangs")
    paper.press("ctrl+q")
    assert paper.wait_for_exit() == 0
    assert printer.left() == []
    after = paper.received.decode().rpartition("\x1b[?1049l")[2]
    assert GIVEN_UP in after.replace("\r\n", " ")


def test_a_line_that_is_lost_leaves_nothing_behind(
    paper: Terminal, printer: printers.Printer
) -> None:
    """As quitting does."""
    printer.install(printers.HANGS)
    paper.press("p")
    paper.wait_until(lambda _: printer.hangs, "a printer that hangs")
    paper.signal(signal.SIGHUP)
    paper.wait_for_exit()
    assert printer.left() == []
