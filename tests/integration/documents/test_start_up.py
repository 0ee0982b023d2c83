"""Start-up does not pay for documents."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("heavy", ["typst", "babel", "textual", "sqlmodel"])
def test_the_room_is_entered_without_the_typesetter(heavy: str) -> None:
    """The typesetter and its company load with the first document that needs them."""
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from certui.documents.renderer import DocumentRenderer\n"
        "from certui.documents.saving import save_in\n"
        "DocumentRenderer(Path('/nonexistent'))\n"
        "print(*sys.modules)\n"
    )
    asked = [sys.executable, "-c", script]
    said = subprocess.run(asked, check=True, capture_output=True, text=True)
    assert heavy not in said.stdout.split()
