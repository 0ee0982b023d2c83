"""What tells one roster file from another."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from certui import errors
from certui.rosters.guard import digest
from certui.rosters.reader import read_roster

if TYPE_CHECKING:
    from pathlib import Path


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
