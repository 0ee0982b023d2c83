"""certui where a name that its engine leans on is gone: more is sent, and nothing breaks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from certui.terminal.privates import LEANT_ON, Private

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.terminal import Terminal

_PROGRAM: Final = str(Path(__file__).with_name("newer_textual.py"))
_NAMES: Final = sorted(
    {
        Private(owner, name)
        for owners in LEANT_ON.values()
        for owner, names in owners.items()
        for name in names
    }
)
# What goes with a class that is gone.
_CLASSES: Final = [
    Private("textual._compositor", "Compositor"),
    Private("textual._compositor", "CompositorUpdate"),
    Private("textual._styles_cache", "StylesCache"),
    Private("textual._xterm_parser", "XTermParser"),
    Private("textual.widgets._toast", "ToastRack"),
]


@pytest.mark.parametrize("gone", [*_NAMES, *_CLASSES], ids=".".join)
def test_the_guide_goes_on_without_a_private_name(
    terminal: Callable[..., Terminal], template: Path, tmp_path: Path, gone: Private
) -> None:
    """Open a session, filter, tick, add: under the toast, all are there; and so to the list."""
    database, report = tmp_path / "certui.sqlite", tmp_path / "missing"
    database.write_bytes(template.read_bytes())
    database.chmod(0o600)
    opened = terminal(_PROGRAM, str(report), *gone, "--db", str(database))
    opened.wait_for("Sessions de certification (4)", "›208")
    opened.press("enter")
    opened.wait_for("← Session 208", "c’est parti")
    opened.press("a")
    opened.wait_for("600 participants")
    opened.press("3", "e", "b")
    opened.wait_for("participants filtrés")
    opened.press("enter")
    opened.wait_for("›")
    for count in ("1 élève sélectionné", "2 élèves sélectionnés"):
        opened.press("space")
        opened.wait_for(count)
    opened.press("ctrl+s")
    opened.wait_for("2 élèves ajoutés à la session", "Liste des élèves (2)")
    opened.press("escape")
    opened.wait_for("Sessions de certification (4)")
    opened.press("ctrl+q")
    assert opened.wait_for_exit() == 0
    whole = ".".join(gone)
    missing = report.read_text("utf-8").splitlines()
    assert [one for one in missing if one != whole and not one.startswith(f"{whole}.")] == []
    assert missing
