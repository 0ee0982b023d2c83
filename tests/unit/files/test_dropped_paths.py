"""A file dropped on a terminal opens, however the terminal writes its path."""

from __future__ import annotations

import shlex
import urllib.parse
from typing import TYPE_CHECKING

import pytest

from certui.files.paths import named

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAMES = [
    "élèves.csv",
    "Mes élèves (3A).csv",
    "l'an dernier.csv",
    "50 %.csv",
    'a"b & c.csv',
    "a#b.csv",
]


def backslashed(path: Path) -> str:
    """As iTerm and Terminal.app write it."""
    return "".join(f"\\{char}" if char in " ()'\"&%#" else char for char in str(path))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "write",
    [
        str,
        lambda path: f"'{path}'" if "'" not in str(path) else shlex.quote(str(path)),
        lambda path: '"' + str(path).replace('"', '\\"') + '"',
        lambda path: f" {shlex.quote(str(path))} ",
        backslashed,
        lambda path: f"{backslashed(path)} ",
        lambda path: path.as_uri(),
        lambda path: f"file://localhost{urllib.parse.quote(str(path))}",
    ],
    ids=["bare", "quotes", "double", "shell", "backslashes", "blank", "address", "localhost"],
)
def test_a_dropped_file_opens(tmp_path: Path, name: str, write: Callable[[Path], str]) -> None:
    """Quotation marks, backslashes, ``file://`` with ``%20``; as a path, which loses a bar."""
    path = tmp_path / name
    path.touch()
    assert named(type(path)(write(path))) == path


@pytest.mark.parametrize("name", ["'quoted'", "a\\ b", "%20", "file:"])
def test_a_name_that_is_there_is_left_alone(tmp_path: Path, name: str) -> None:
    """Even when it looks like what terminals write."""
    path = tmp_path / name
    path.touch()
    assert named(path) == path


def test_a_path_that_leads_nowhere_stays(tmp_path: Path) -> None:
    """It is told as it was typed; a name that no file can have is no trouble."""
    for name in ("'rien'", "rien\\ ici", "file:///rien%20ici", "\0", "a" * 5_000):
        path = type(tmp_path)(name)
        assert named(path) == path
