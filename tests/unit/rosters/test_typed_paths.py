"""Paths as people type them, completed; and what tells one file from another."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from certui import errors
from certui.rosters.guard import digest
from certui.rosters.paths import completed, expanded
from certui.rosters.reader import read_roster


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home and the working directory, with some files."""
    (tmp_path / "Téléchargements").mkdir()
    (tmp_path / ".cache").mkdir()
    for name in ("Liste 3A.csv", "Liste 3B.csv", "élèves.xml", "a\nb", "a\x1b[31m", ".caché"):
        (tmp_path / name).touch()
    (tmp_path / os.fsdecode(b"a\xe9")).touch()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "text", "choices"),
    [
        ("L", "Liste 3", ("Liste 3A.csv", "Liste 3B.csv")),
        ("Liste 3A", "Liste 3A.csv", ()),
        ("./Té", "./Téléchargements/", ()),
        ("tele", "Téléchargements/", ()),
        ("ELE", "élèves.xml", ()),
        ("l", "Liste 3", ("Liste 3A.csv", "Liste 3B.csv")),
        ("~", "~/", ()),
        ("~/él", "~/élèves.xml", ()),
        ("~nobody-at-all", "~nobody-at-all", ()),
        ("a", "a", ()),
        (".c", ".cach", (".caché", ".cache/")),
        ("", "", ("élèves.xml", "Liste 3A.csv", "Liste 3B.csv", "Téléchargements/")),
        ("nowhere/x", "nowhere/x", ()),
        ("zz", "zz", ()),
        ("\0/x", "\0/x", ()),
    ],
)
@pytest.mark.usefixtures("folder")
def test_completion(typed: str, text: str, choices: tuple[str, ...]) -> None:
    """As far as there is no doubt; accents and case are forgiven; nothing hidden or untypable."""
    assert completed(typed) == (text, choices)


def test_names_that_differ_in_case_are_not_shortened(folder: Path) -> None:
    """What was typed stays when the names found have less in common."""
    (folder / "liste 3C.csv").touch()
    assert completed("LISTE 3") == ("LISTE 3", ("Liste 3A.csv", "Liste 3B.csv", "liste 3C.csv"))


def test_a_home_is_expanded(folder: Path) -> None:
    """One that is not known stays as typed."""
    assert expanded(Path("~/x")) == folder / "x"
    assert expanded(Path("~nobody-at-all/x")) == Path("~nobody-at-all/x")


def test_a_digest_is_that_of_the_content(tmp_path: Path) -> None:
    """The same in another file and after a touch, not after a change; no file has none."""
    content = "Nom;Prénom;Né(e) le;Classe\nSOW;Zoé;14/02/2011;3A\n".encode()
    path, other = tmp_path / "a.csv", tmp_path / "b.csv"
    for one in (path, other):
        one.write_bytes(content)
    told = read_roster(path).digest
    assert told == read_roster(other).digest == digest(path)
    os.utime(path, ns=(0, 0))
    assert digest(path) == told
    path.write_bytes(path.read_bytes() + b"\n")
    assert digest(path) != told
    path.unlink()
    with pytest.raises(errors.FileMissing):
        digest(path)
