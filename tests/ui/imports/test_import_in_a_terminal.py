"""A roster imported in a real terminal, by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.ui.imports.rosters import FILES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.terminal import Terminal


@pytest.mark.parametrize("kind", FILES)
def test_a_file_of_each_format(
    terminal: Callable[..., Terminal], tmp_path: Path, kind: str
) -> None:
    """`i`, a path completed by Tab, Entrée, a look, ctrl+s; then Échap would leave."""
    (tmp_path / "liste-des-eleves").write_bytes(FILES[kind]())
    opened = terminal("-m", "certui", "--db", str(tmp_path / "certui.sqlite"))
    opened.wait_for("i pour importer les élèves", "i Importer des élèves")
    opened.press("i")
    opened.wait_for("Tapez le chemin du fichier", "Compléter")
    opened.press(*f"{tmp_path}/lis", "tab", "enter")
    opened.wait_for("2 élèves ajoutés, 0 modifié", "ctrl+s Importer", "SOW")
    opened.press("ctrl+s")
    opened.wait_for("Liste importée", "2 élèves ajoutés")
    opened.press("ctrl+q")
    assert opened.wait_for_exit() == 0
