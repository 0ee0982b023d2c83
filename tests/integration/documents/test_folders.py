"""Completing a folder: as a shell does, and never what a terminal could not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from certui.documents.folders import complete

if TYPE_CHECKING:
    from pathlib import Path


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
    ("typed", "completed"),
    [
        ("r", "rapports"),
        ("rapports", "rapports"),
        ("rapports ", "rapports 2027/"),
        ("~/É", "~/Été/"),
        ("~/Été/", "~/Été/juin/"),
        ("~/Été/juin", "~/Été/juin/"),
        ("~/Été/juin/", "~/Été/juin/"),
        ("li", "lien/"),
        ("lien/j", "lien/juin/"),
        ("~", "~/"),
        (".c", ".caché/"),
        ("", ""),
    ],
)
@pytest.mark.usefixtures("home")
def test_as_far_as_all_agree(typed: str, completed: str) -> None:
    """What was typed stays; a slash follows the only answer."""
    assert complete(typed) == completed


@pytest.mark.parametrize(
    "typed", ["rap.", "romp", "a", "b", "x", "~nobody/x", "nowhere/x", "rap.txt/x", "\0", "/\0/x"]
)
@pytest.mark.usefixtures("home")
def test_what_cannot_be_completed_stays(typed: str) -> None:
    """Files, broken links, names that act on a terminal, folders that are not there."""
    assert complete(typed) == typed


def test_an_absolute_path(home: Path) -> None:
    """Nothing is made relative."""
    assert complete(f"{home}/É") == f"{home}/Été/"
