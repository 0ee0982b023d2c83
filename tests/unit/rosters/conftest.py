"""How tests of this folder read a roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.rosters.writers import TODAY

from certui.rosters.reader import read_roster

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from certui.domain.roster_files import RosterFile


@pytest.fixture
def read(tmp_path: Path) -> Callable[[bytes], RosterFile]:
    """Reads bytes as a roster file that has a misleading name."""

    def reading(content: bytes) -> RosterFile:
        path = tmp_path / "élèves.pdf"
        path.write_bytes(content)
        return read_roster(path, today=TODAY)

    return reading


@pytest.fixture
def given(tmp_path: Path) -> Callable[[bytes, str], RosterFile]:
    """Reads bytes as a roster file, with a class for the pupils of whom it gives none."""

    def reading(content: bytes, class_name: str) -> RosterFile:
        path = tmp_path / "élèves"
        path.write_bytes(content)
        return read_roster(path, today=TODAY, class_name=class_name)

    return reading
