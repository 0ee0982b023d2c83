"""Printing: the bytes reach the command, and its failures are told in one sentence."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from certui import errors
from certui.documents.printing import CommandPrinter

if TYPE_CHECKING:
    from pathlib import Path

PDF = b"%PDF-1.7 " + bytes(range(256)) * 1000


def test_the_document_reaches_the_command(tmp_path: Path) -> None:
    """Whole, on its standard input; its words are not run by a shell."""
    target = tmp_path / "a b;c.pdf"
    CommandPrinter(f"tee '{target}'")(PDF)
    assert target.read_bytes() == PDF
    assert [one.name for one in tmp_path.iterdir()] == ["a b;c.pdf"]


@pytest.mark.parametrize("command", ["", "  "])
def test_an_empty_command_is_none(command: str) -> None:
    """A key without a text in the configuration."""
    with pytest.raises(errors.NoPrintCommand) as caught:
        CommandPrinter(command)(PDF)
    assert caught.value.facts == {"command": ""}


@pytest.mark.parametrize("command", ["certui-no-such-program -d x", "/dev/null", "lp 'a"])
def test_a_command_that_cannot_be_run_is_told(command: str) -> None:
    """Not installed, no program, or ill-quoted."""
    with pytest.raises(errors.NoPrintCommand) as caught:
        CommandPrinter(command)(PDF)
    assert caught.value.facts["command"] in {command, command.partition(" ")[0]}


def test_a_command_that_fails_is_told_with_its_first_words() -> None:
    """As lp does for a printer that does not exist."""
    with pytest.raises(errors.PrintingFailed) as caught:
        CommandPrinter("sh -c 'echo no such printer >&2; echo more >&2; exit 3'")(PDF)
    assert caught.value.facts == {"command": "sh", "reason": "no such printer"}


def test_a_command_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """It asks a question that nobody sees."""

    def waits(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired(cmd=["lp"], timeout=30)

    monkeypatch.setattr(subprocess, "run", waits)
    with pytest.raises(errors.PrintingFailed) as caught:
        CommandPrinter("lp")(PDF)
    assert caught.value.facts == {"command": "lp", "reason": ""}
