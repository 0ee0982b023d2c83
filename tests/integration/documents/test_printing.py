"""Printing: the bytes reach the command, and its failures are told in one sentence."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.integration.documents import printers

from certui import errors
from certui.documents import printing
from certui.documents.printing import CommandPrinter
from certui.domain.papers import PrinterName

if TYPE_CHECKING:
    from pathlib import Path

PDF = b"%PDF-1.7 " + bytes(range(256)) * 1000
TITLE = "PV session 1 — Collège X"


@dataclass
class Clock:
    """Seconds, as the test has them pass."""

    now: float = 0.0

    def monotonic(self) -> float:
        """The present."""
        return self.now


class GivenUp(Exception):
    """What a screen raises when nobody waits any more."""


@pytest.fixture
def printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> printers.Printer:
    """An ``lp`` to be made, found before any other."""
    made = printers.Printer(tmp_path)
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    return made


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock that printing goes by."""
    made = Clock()
    monkeypatch.setattr(printing, "time", made)
    return made


def give_up_once_it_hangs(printer: printers.Printer) -> None:
    """Give up when the command is there, and waits."""
    if printer.hangs:
        raise GivenUp


def test_the_document_reaches_the_command(tmp_path: Path) -> None:
    """Whole, on its standard input; its words are not run by a shell."""
    target = tmp_path / "a b;c.pdf"
    CommandPrinter(f"tee '{target}'")(PDF, TITLE)
    assert target.read_bytes() == PDF
    assert [one.name for one in tmp_path.iterdir()] == ["a b;c.pdf"]


@pytest.mark.parametrize("command", ["", "  "])
def test_an_empty_command_is_none(command: str) -> None:
    """A key without a text in the configuration."""
    with pytest.raises(errors.NoPrintCommand) as caught:
        CommandPrinter(command)(PDF, TITLE)
    assert vars(caught.value) == {"command": ""}
    assert CommandPrinter(command).name == PrinterName("", "")


@pytest.mark.parametrize("command", ["certui-no-such-program -d x", "/dev/null", "lp 'a"])
def test_a_command_that_cannot_be_run_is_told(command: str) -> None:
    """Not installed, no program, or ill-quoted."""
    with pytest.raises(errors.NoPrintCommand) as caught:
        CommandPrinter(command)(PDF, TITLE)
    assert caught.value.command in {command, command.partition(" ")[0]}
    assert CommandPrinter(command).name.printer == ""


def test_a_script_that_the_system_refuses_is_told(tmp_path: Path) -> None:
    """It is there and may be run, but has no first line."""
    script = tmp_path / "imprime"
    script.write_bytes(b"\x00\x01")
    script.chmod(0o700)
    with pytest.raises(errors.PrintingFailed) as caught:
        CommandPrinter(str(script))(PDF, TITLE)
    assert vars(caught.value) == {"command": str(script), "reason": ""}


# The title


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        ("lp", ["-t", TITLE]),
        ("lp -d salle -n 2", ["-t", TITLE, "-d", "salle", "-n", "2"]),
        ("lpr -P salle", ["-T", TITLE, "-P", "salle"]),
        ("lp -d salle -t Secret", ["-d", "salle", "-t", "Secret"]),
        ("lp -tSecret", ["-tSecret"]),
        ("lpr -J Secret", ["-J", "Secret"]),
        ("imprime -x", ["-x"]),
    ],
)
def test_a_job_carries_its_title(
    printer: printers.Printer, command: str, arguments: list[str]
) -> None:
    """As ``lp`` and ``lpr`` take it, unless the centre has given one; no other command is known."""
    printer.install(printers.PRINTS, command.partition(" ")[0])
    CommandPrinter(command)(PDF, TITLE)
    assert printer.arguments == arguments
    assert printer.paper == PDF


def test_a_command_by_its_path_carries_it_too(printer: printers.Printer) -> None:
    """``/usr/bin/lp`` is lp."""
    printer.install(printers.PRINTS)
    CommandPrinter(f"'{printer.folder}/lp' -d salle")(PDF, TITLE)
    assert printer.arguments == ["-t", TITLE, "-d", "salle"]


def test_any_other_command_finds_the_title_in_its_environment(printer: printers.Printer) -> None:
    """Where no shell can take it for a command."""
    printer.install('printf %s "$CERTUI_TITLE" > "$PRINTER/paper"\n', "imprime")
    CommandPrinter("imprime")(PDF, "PV $(id) — 'X'")
    assert printer.paper.decode() == "PV $(id) — 'X'"


@pytest.mark.parametrize(
    ("title", "carried"),
    [
        ("PV\x1b]0;x\x07 — Collège\n\nX\u202e", "PV]0;x — Collège X"),
        ("a\x00b", "ab"),
        ("é" * 300, "é" * 127),
        ("\ud800 — X", "\ufffd — X"),
    ],
)
def test_a_hostile_title_is_cleaned(printer: printers.Printer, title: str, carried: str) -> None:
    """No control character, one line, as many octets as IPP lets a job's name have."""
    printer.install(printers.PRINTS)
    CommandPrinter("lp")(PDF, title)
    assert printer.arguments == ["-t", carried]


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("lp -d salle", PrinterName("salle", "lp")),
        ("lp -dsalle", PrinterName("salle", "lp")),
        ("lpr -P 'salle 2'", PrinterName("salle 2", "lpr")),
        ("lp", PrinterName("", "lp")),
        ("lp -d", PrinterName("", "lp")),
        ("ssh serveur lp -d salle", PrinterName("", "ssh")),
    ],
)
def test_a_printer_is_called_as_the_command_calls_it(command: str, name: PrinterName) -> None:
    """Else by the command."""
    assert CommandPrinter(command).name == name


@given(st.text())
def test_any_command_has_a_name_or_none(command: str) -> None:
    """However it is quoted."""
    assert isinstance(CommandPrinter(command).name, PrinterName)


# What fails


def test_a_command_that_fails_is_told_with_its_first_words(printer: printers.Printer) -> None:
    """As lp does for a printer that does not exist."""
    printer.install(printers.FAILS)
    with pytest.raises(errors.PrintingFailed) as caught:
        CommandPrinter("lp -d salle")(PDF, TITLE)
    assert vars(caught.value) == {"command": "lp", "reason": "lp: Error - no such printer"}


def test_a_command_that_talks_without_end_is_heard_out(printer: printers.Printer) -> None:
    """It would wait for ever for somebody to read it; little of it is kept."""
    printer.install(printers.TALKS)
    CommandPrinter("lp")(PDF, TITLE)
    assert printer.paper == PDF
    printer.install(printers.TALKS + "exit 1\n")
    with pytest.raises(errors.PrintingFailed) as caught:
        CommandPrinter("lp")(PDF, TITLE)
    reason = caught.value.reason
    assert isinstance(reason, str)
    assert set(reason) == {"x"}
    assert len(reason) == 1 << 16


def test_a_command_that_takes_nothing_may_still_be_done() -> None:
    """What it does not read is its own affair."""
    CommandPrinter("true")(PDF, TITLE)


def test_what_a_command_leaves_running_is_not_waited_for(printer: printers.Printer) -> None:
    """It holds the pipes open; the command itself has ended well."""
    printer.install('cat > "$PRINTER/paper"; sleep 1000 & echo "$!" > "$PRINTER/helper"\n')
    CommandPrinter("lp")(PDF, TITLE)
    assert printer.paper == PDF
    os.kill(int((printer.folder / "helper").read_text()), 9)


# What hangs


@pytest.mark.parametrize("does", [printers.HANGS, printers.STUBBORN])
def test_what_hangs_can_be_given_up(printer: printers.Printer, does: str) -> None:
    """It has ended then, and all that it has started; no zombie is left."""
    printer.install(does)
    with pytest.raises(GivenUp):
        CommandPrinter("lp")(PDF, TITLE, lambda: give_up_once_it_hangs(printer))
    assert printer.left() == []


def test_what_hangs_is_ended_after_a_while(printer: printers.Printer, clock: Clock) -> None:
    """Half a minute without a sign of life."""
    printer.install(printers.HANGS)

    def waiting() -> None:
        clock.now = 31.0 if printer.hangs else clock.now

    with pytest.raises(errors.PrintingStuck) as caught:
        CommandPrinter("lp -d salle")(PDF, TITLE, waiting)
    assert vars(caught.value) == {"command": "lp", "seconds": 30.0}
    assert printer.left() == []


def test_a_slow_line_is_no_question(printer: printers.Printer, clock: Clock) -> None:
    """The time counts anew from each piece that is taken: five of them, in a minute."""
    go, took = printer.folder / "go", printer.folder / "took"
    os.mkfifo(go)
    piece = f"head -c 50000; touch '{took}'; read go < '{go}'"
    printer.install(f'( for n in 1 2 3 4 5; do {piece}; done; cat ) > "$PRINTER/paper"\n')

    def waiting() -> None:
        if took.exists():
            took.unlink()
            clock.now += 12.0
            go.write_text("on\n")

    CommandPrinter("lp")(PDF, TITLE, waiting)
    assert printer.paper == PDF
    assert clock.now == 60.0
