"""Databases filled with the invented school, for measuring."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def seeded(students: int, folder: Path) -> Path:
    """A database with an invented school of so many pupils.

    Args:
        students: how many.
        folder: where it is made.
    """
    database = folder / f"school-{students}.sqlite"
    command = [sys.executable, "-m", "certui", "--db", str(database)]
    subprocess.run([*command, "seed", "--students", str(students)], check=True, capture_output=True)
    return database
