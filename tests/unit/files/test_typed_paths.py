"""Paths as people type them, completed: any name, or folders alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from certui.files.paths import completed, expanded


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


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with some folders and a file, which is also the present folder."""
    for name in ("rapports", "rapports 2027", "Été/juin", ".caché", "a\x1b[31m", "b\u202ec"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "rap.txt").touch()
    (tmp_path / "lien").symlink_to(tmp_path / "Été")
    (tmp_path / "rompu").symlink_to(tmp_path / "nowhere")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("r", "rapports"),
        ("rapports", "rapports"),
        ("rapports ", "rapports 2027/"),
        ("~/É", "~/Été/"),
        ("~/Été/", "~/Été/juin/"),
        ("~/Été/juin", "~/Été/juin/"),
        ("~/Été/juin/", "~/Été/juin/"),
        ("li", "lien/"),
        ("ete", "Été/"),
        ("~/ETE/", "~/ETE/"),
        ("lien/j", "lien/juin/"),
        ("~", "~/"),
        (".c", ".caché/"),
        ("", ""),
    ],
)
@pytest.mark.usefixtures("home")
def test_folders_alone_as_far_as_all_agree(typed: str, text: str) -> None:
    """What was typed stays; a slash follows the only answer."""
    assert completed(typed, folders_only=True).text == text


@pytest.mark.parametrize(
    "typed", ["rap.", "romp", "a", "b", "x", "~nobody/x", "nowhere/x", "rap.txt/x", "\0", "/\0/x"]
)
@pytest.mark.usefixtures("home")
def test_a_folder_that_cannot_be_completed_stays(typed: str) -> None:
    """Files, broken links, names that act on a terminal, folders that are not there."""
    assert completed(typed, folders_only=True) == (typed, ())


def test_an_absolute_path(home: Path) -> None:
    """Nothing is made relative."""
    assert completed(f"{home}/É", folders_only=True).text == f"{home}/Été/"
