"""Wrong usage and help, in French, whatever argparse would say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from certui import __version__, cli
from certui.wording import typography, usage

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (
    "demo",
    "seed",
    "import",
    "export-roster",
    "erase-pupils",
    "centre",
    "sessions",
    "session",
    "candidates",
    "add",
    "remove",
    "extra-time",
    "undo",
    "finish",
    "reopen",
    "pv",
    "emargement",
    "kit",
    "porte",
    "etiquettes",
    "amenagements",
    "convocations",
    "liste",
    "doctor",
    "completion",
)
# Words that argparse says in English and that French does not have.
ENGLISH = re.compile(
    r"\b(usage|show this|help message|positional|optional|required|expected|unrecognized|invalid|"
    r"choose|not allowed|with argument|ignored|ambiguous|error|could match|following)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["foo"], "COMMANDE\u00a0: «\u202ffoo\u202f» est inconnu (au choix\u00a0: demo, seed, "),
        (["sessions", "--foo"], "argument inconnu\u00a0: --foo"),
        (["sessions", "208"], "argument inconnu\u00a0: 208"),
        (["sessions", "--json=oui"], "--json\u00a0: n’attend pas de valeur"),
        (["sessions", "--js"], "argument inconnu\u00a0: --js"),
        (["seed", "--students"], "--students\u00a0: il faut une valeur"),
        (["candidates"], "il manque SESSION"),
        (["import"], "il manque FICHIER"),
        (["remove", "208"], "--ine --id"),
        (["add", "208"], "il faut un de ces arguments\u00a0: --class --ine"),
        (["add", "208", "--class"], "--class\u00a0: il faut au moins une valeur"),
        (["add", "208", "--class", "3EB", "--ine", "1"], "--ine\u00a0: ne va pas avec --class"),
        (["session"], "il manque COMMANDE"),
        (["session", "new", "--name", "A"], "il manque --date, --time"),
        (["session", "old"], "est inconnu (au choix\u00a0: new, edit, copy, delete)"),
        (["session", "copy", "208"], "il manque --date, --time"),
        (["extra-time", "208", "--ine", "1"], "il faut un de ces arguments"),
        (["--db"], "--db\u00a0: il faut une valeur"),
        (
            ["é\x1b]0;x\x07\u202e"],
            "COMMANDE\u00a0: «\u202fé\\x1b]0;x\\x07\\u202e\u202f» est inconnu",
        ),
        (["l'été"], "COMMANDE\u00a0: «\u202fl'été\u202f» est inconnu"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage(argv: Sequence[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 2, nothing on standard output, the usage and one French line on standard error."""
    assert cli.main(argv) == cli.WRONG_USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Utilisation\u00a0: certui")
    last = err.splitlines()[-1]
    assert said in last
    assert last.endswith("--help.")
    assert not ENGLISH.search(err.replace("--help", ""))
    assert "\x1b" not in err


@pytest.mark.parametrize("argv", [[], *([command] for command in COMMANDS), ["session", "new"]])
def test_help_is_french(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Every command has help in French, on standard output, without an English word."""
    assert cli.main([*argv, "--help"]) == cli.DONE
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith(f"Utilisation\u00a0: {' '.join(['certui', *argv])}")
    assert "affiche cette aide" in out
    assert not ENGLISH.search(out.replace("--help", ""))


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """The list of commands is whole."""
    cli.main(["-h"])
    listed = re.findall(r"^    ([\w-]+) ", capsys.readouterr().out, re.MULTILINE)
    assert tuple(listed) == COMMANDS


def test_version_beside_other_options(capsys: pytest.CaptureFixture[str]) -> None:
    """The version is also known to the grammar, for the help and for odd orders."""
    assert cli.main(["--db", "x", "--version"]) == cli.DONE
    assert capsys.readouterr().out.strip().endswith(__version__)


def test_unknown_messages_are_not_shown_in_english() -> None:
    """What a later Python may say is replaced by a general French sentence."""
    said = usage.error("certui", "argument --x: something brand new")
    assert said == (
        "certui\u00a0: --x\u00a0: la commande n’est pas écrite comme il faut. Voir certui --help."
    )


def test_blanks_are_those_of_typography() -> None:
    """The two blanks that usage errors say without loading typography are the same."""
    assert (usage.NARROW, usage.NO_BREAK) == (typography.NARROW, typography.NO_BREAK)
