"""The README says what the shell does."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from certui import cli
from certui.cli import parser

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[3]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_two_commands_stand_at_the_top() -> None:
    """Whoever opens the README sees first how to try and how to test."""
    first = README.split("```")[1]
    assert [line.split("#")[0].strip() for line in first.strip().splitlines()] == [
        "make demo",
        "make test",
    ]
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    assert re.search(r"^step make .*\btest$", ci, re.MULTILINE)


def test_examples_answer_as_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each ``$ certui …`` of the README gives the lines below it."""
    monkeypatch.setenv("CERTUI_DB", str(tmp_path / "certui.sqlite"))
    blocks = re.findall(r"^```\n(\$ certui.*?)^```", README, re.MULTILINE | re.DOTALL)
    shown = [line for block in blocks for line in block.splitlines()]
    seen: list[str] = []
    for line in shown:
        if line.startswith("$ certui "):
            assert cli.main(shlex.split(line)[2:]) == 0
            seen += [line, *capsys.readouterr().out.splitlines()]
    assert len(shown) > 4
    assert [re.sub(r"[\u00a0\u202f]", " ", line) for line in seen] == shown


def test_every_command_is_listed() -> None:
    """The list of commands names each one that exists, and no other."""
    block = next(part for part in README.split("```") if "certui seed [" in part)
    named = set(re.findall(r"^certui ([a-z-]+)", block, re.MULTILINE))
    known = re.findall(r"^    ([a-z-]+) ", parser.build().format_help(), re.MULTILINE)
    assert named == set(known)


def test_every_option_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """The list of commands names each option of each of them, and no other."""
    block = next(part for part in README.split("```") if "certui seed [" in part)
    named = {
        (line.split()[1], option)
        for line in block.strip().splitlines()[1:]
        for option in re.findall(r"--[a-z-]+", line)
    }
    known = {
        (command, option)
        for command in {command for command, _ in named}
        for option in options([command, "new"] if command == "session" else [command], capsys)
    }
    assert named == known


def options(words: list[str], capsys: pytest.CaptureFixture[str]) -> set[str]:
    """The options that a command has, beside those that all have."""
    assert cli.main([*words, "--help"]) == 0
    shown = re.findall(r"^  (?:-\w, )?(--[a-z-]+)", capsys.readouterr().out, re.MULTILINE)
    return set(shown) - {"--db", "--help"}
