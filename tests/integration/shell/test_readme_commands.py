"""The pages say what the shell does."""

from __future__ import annotations

import argparse
import re
import shlex
from pathlib import Path

import pytest

from certui import cli
from certui.cli import parser

ROOT = Path(__file__).parents[3]
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = (ROOT / "docs" / "commandes.md").read_text("utf-8")


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
    """Each ``$ certui …`` of the page gives the lines below it."""
    monkeypatch.setenv("CERTUI_DB", str(tmp_path / "certui.sqlite"))
    blocks = re.findall(r"^```\n(\$ certui.*?)^```", COMMANDS, re.MULTILINE | re.DOTALL)
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
    block = next(part for part in COMMANDS.split("```") if "certui seed [" in part)
    named = set(re.findall(r"^certui ([a-z-]+)", block, re.MULTILINE))
    known = re.findall(r"^    ([a-z-]+) ", parser.build().format_help(), re.MULTILINE)
    assert named == set(known)


def test_every_option_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """The list of commands names each option of each of them, and no other."""
    block = next(part for part in COMMANDS.split("```") if "certui seed [" in part)
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


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda path: path.name
)
def test_every_command_of_a_page_is_one(page: Path) -> None:
    """Whatever a page tells one to type after ``certui`` is known to the grammar, options too."""
    text = page.read_text("utf-8").replace("\u202f", " ")
    called = re.findall(
        r"(?:^|`|\| )certui ((?:--db \S+ )?[a-z][a-z-]*[^`\n]*)", text, re.MULTILINE
    )
    known = commands()
    for words in map(str.split, called):
        name = words[2] if words[0] == "--db" else words[0]
        if name not in known:
            # A sentence that begins with the name of the program, at the head of a line.
            assert not [word for word in words if word.startswith("--")], words
            continue
        typed = {re.sub(r"[,.;:)\]]+$", "", one) for one in words if one.startswith("--")}
        assert {one for one in typed if re.fullmatch(r"--[a-z-]+", one)} <= known[name] | {"--db"}


def commands() -> dict[str, set[str]]:
    """The options of each command, by its first word."""
    known: dict[str, set[str]] = {}
    for action in parser.build()._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                known[name] = set(re.findall(r"--[a-z-]+", command.format_help()))
    for action in parser.build()._actions:
        if isinstance(action, argparse._SubParsersAction):
            below = action.choices["session"]._actions
            for one in below:
                if isinstance(one, argparse._SubParsersAction):
                    for command in one.choices.values():
                        known["session"] |= set(re.findall(r"--[a-z-]+", command.format_help()))
    return known


@pytest.mark.parametrize(
    "page",
    [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))],
    ids=lambda path: path.name,
)
def test_every_link_leads_somewhere(page: Path) -> None:
    """Pages and pictures of the repository, beside the page that names them."""
    links = re.findall(r"\]\(([^)#\s]+)\)", page.read_text("utf-8"))
    assert not [one for one in links if "://" not in one and not (page.parent / one).exists()]


FRENCH = [
    "README.md",
    *(
        f"docs/{one}.md"
        for one in (
            "surveiller",
            "administrer",
            "formats",
            "commandes",
            "touches",
            "dialogue",
            "terminaux",
            "documents",
        )
    ),
]


@pytest.mark.parametrize("page", FRENCH)
def test_the_pages_keep_french_typography(page: str) -> None:
    """U+202F before ; ! ? and inside « », U+00A0 before a colon, the curly apostrophe."""
    text = (ROOT / page).read_text("utf-8").partition("## In English")[0]
    prose = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)", "`", text, flags=re.DOTALL)
    assert not re.findall(r".{0,20}(?: [;:!?»]|« |\w'\w|\.\.\.).{0,20}", prose)
