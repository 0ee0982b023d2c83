"""A mistyped path is told: only what begins a school makes a database."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

import pytest

from certui import cli, errors
from certui.cli import parser
from certui.wording.refusals import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What a school may begin with.
BEGINNINGS: Final = frozenset({"seed", "import", "centre --name", "session new"})
# It says what a beginning would bring.
_PREVIEWS: Final = frozenset({"import --dry-run"})
# They open the application; the demo throws its database away.
_OPENING: Final = frozenset({"demo"})
# They are not about what a database holds: the first says what is wrong with where one should be.
_WITHOUT: Final = frozenset({"doctor", "completion"})
# A value for what a command cannot do without, by its place in the grammar.
_VALUES: Final = {
    "number": "208",
    "ine": "0000000001A",
    "ines": "0000000001A",
    "classes": "3EB",
    "percent": "33",
    "name": "Essai",
    "date": "2027-02-14",
    "time": "15:30",
}
_ROSTER: Final = "Nom;Prénom;Date de naissance;Classe\nCHAPELAIN;Léo;20/05/2011;3EB\n"


def _leaves(
    command: argparse.ArgumentParser, words: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    """Every command that can be carried out, with the words that call it."""
    below = [one for one in command._actions if isinstance(one, argparse._SubParsersAction)]
    for one in below:
        for name, sub in one.choices.items():
            yield from _leaves(sub, (*words, name))
    if not below:
        yield words, command


def _arguments(command: argparse.ArgumentParser) -> list[str]:
    """The least that a command can be called with."""
    wanted = [one for one in command._actions if one.required]
    groups = [one for one in command._mutually_exclusive_groups if one.required]
    wanted += [one._group_actions[0] for one in groups]
    said: list[str] = []
    for one in wanted:
        said += one.option_strings[:1]
        said += ["{file}" if one.dest == "file" else _VALUES.get(one.dest, "1")]
    return said


def _calls() -> dict[str, list[str]]:
    calls = {}
    for words, command in _leaves(parser.build()):
        if not (_OPENING | _WITHOUT) & set(words):
            calls[" ".join(words)] = [*words, *_arguments(command)]
    calls["session edit"] += ["--name", "Essai"]
    calls["import --dry-run"] = [*calls["import"], "--dry-run"]
    calls["erase-pupils --dry-run"] = ["erase-pupils", "--dry-run"]
    calls["sessions --json"] = ["sessions", "--json"]
    calls["centre --name"] = ["centre", "--name", "Collège"]
    return calls


CALLS: Final = _calls()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a roster in it, and no database."""
    (tmp_path / "liste.csv").write_text(_ROSTER)
    return tmp_path


def run(place: Path, call: str, database: Path | str) -> int:
    """Carry out a command over a database."""
    said = [one.format(file=place / "liste.csv") for one in CALLS[call]]
    return cli.main([*said, "--db", str(database)])


@pytest.mark.parametrize("call", sorted(CALLS.keys() - BEGINNINGS - _PREVIEWS))
@pytest.mark.parametrize("form", ["nowhere.sqlite", "a/b/nowhere.sqlite"])
def test_a_command_that_begins_nothing_makes_nothing(
    place: Path, call: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """No file, no folder, no lock; one sentence says that there is no database there."""
    before = sorted(place.rglob("*"))
    assert run(place, call, place / form) == cli.REFUSED
    out, err = capsys.readouterr()
    assert sorted(place.rglob("*")) == before
    assert out == ""
    assert err == sentence(errors.StoreMissing(path=place / form)) + "\n"
    assert err.startswith("Il n’y a pas de base de données «")


@pytest.mark.parametrize("call", sorted(BEGINNINGS))
def test_what_begins_a_school_makes_its_database(place: Path, call: str) -> None:
    """The invented school, a roster, the centre, a session: in a folder made for it."""
    database = place / "a" / "certui.sqlite"
    assert run(place, call, database) == cli.DONE
    assert database.is_file()


def test_a_preview_without_a_database_says_so_and_makes_none(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is compared with an empty school, for that is what the import would begin with."""
    before = sorted(place.rglob("*"))
    assert run(place, "import --dry-run", place / "nowhere.sqlite") == cli.DONE
    assert sorted(place.rglob("*")) == before
    out, err = capsys.readouterr()
    assert "1 élève ajouté" in out.splitlines()
    assert err.startswith("Il n’y a pas encore de base de données «")
    assert err.endswith("\u00a0: l’import la créerait.\n")


@pytest.mark.parametrize(
    "argv",
    [
        ["session", "new", "--name", "Essai", "--date", "31/02", "--time", "15:30"],
        ["session", "new", "--name", "", "--date", "2027-02-14", "--time", "15:30"],
        ["session", "new", "--name", "Essai", "--date", "2027-02-14", "--time", "25h"],
        ["centre", "--uai", "0690001"],
        ["centre", "--name", "Collège", "--time-zone", "Paris"],
        ["seed", "--students", "0"],
        ["import", "{file}", "--doubt", "1=nouveau"],
        ["import", "{file}", "--doubt", "1=demain"],
        ["import", "{file}-absent"],
    ],
)
@pytest.mark.parametrize("form", ["nowhere.sqlite", "a/b/nowhere.sqlite"])
def test_a_beginning_that_is_refused_makes_nothing(
    place: Path, argv: list[str], form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """No file, no folder, no lock, however late it is refused; and the same when there is one."""
    said = [one.format(file=place / "liste.csv") for one in argv]
    before = sorted(place.rglob("*"))
    status = cli.main([*said, "--db", str(place / form)])
    assert status in {cli.REFUSED, cli.WRONG_USAGE}
    assert sorted(place.rglob("*")) == before
    refused = capsys.readouterr()
    assert refused.out == ""
    assert run(place, "session new", place / "there.sqlite") == cli.DONE
    capsys.readouterr()
    assert cli.main([*said, "--db", str(place / "there.sqlite")]) == status
    assert capsys.readouterr() == refused


def test_a_refused_roster_begins_nothing(place: Path) -> None:
    """The file is read before a database is made for it."""
    (place / "liste.csv").write_text("rien de tel\n")
    before = sorted(place.rglob("*"))
    assert run(place, "import", place / "nowhere.sqlite") == cli.REFUSED
    assert sorted(place.rglob("*")) == before


@pytest.mark.parametrize("call", sorted(CALLS))
def test_a_folder_is_said_to_be_a_folder(
    place: Path, call: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever is asked of it; nothing is put into it."""
    folder = place / "dossier"
    folder.mkdir()
    assert run(place, call, folder) == cli.REFUSED
    assert capsys.readouterr().err == (
        f"«\u202f{_shown(folder)}\u202f» est un dossier\u00a0: donnez le chemin d’un fichier de"
        " base de données.\n"
    )
    assert list(folder.iterdir()) == []
    assert not folder.with_name("dossier-lock").exists()


def _shown(path: Path) -> str:
    """As a quotation cuts it."""
    text = str(path)
    return text if len(text) <= 60 else "…" + text[-59:]
