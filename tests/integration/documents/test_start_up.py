"""Start-up does not pay for documents."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

# Opens the application without a terminal, then a session, then what its PV says.
_OPENING = """
import asyncio, sys
from certui import bootstrap, config
from certui.app import CertuiApp
from certui.screens.document import DocumentScreen
from certui.domain.papers import DocumentKind

async def main():
    services = bootstrap.connect(config.Settings(database=sys.argv[1], who="A"), seeded=30)
    app = CertuiApp(services)
    async with app.run_test() as pilot:
        async def settle():
            for _ in range(4):
                await pilot.pause()
                await app.workers.wait_for_complete()
        await settle()
        await pilot.press("enter")
        await settle()
        app.push_screen(DocumentScreen(services.papers, services.delivery, 208, DocumentKind.PV))
        await settle()
        print(type(app.screen).__name__, *sys.modules)
    services.store.close()

asyncio.run(main())
"""


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


def test_nothing_is_typeset_before_a_paper_is_saved(tmp_path: Path) -> None:
    """The application opens, a session too, and a PV is previewed, all without the typesetter."""
    asked = [sys.executable, "-c", _OPENING, str(tmp_path / "a.sqlite")]
    said = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split()
    assert said[0] == "DocumentScreen"
    assert "certui.documents.renderer" in said
    assert "typst" not in said
