"""The dialogue in a real terminal: what a person hears, line by line, and no screen."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.terminal import Terminal

    Opening = Callable[..., Terminal]


@pytest.mark.parametrize("term", ["xterm-256color", "dumb", "vt100"])
def test_the_four_steps_of_the_guide_are_spoken(terminal: Opening, term: str) -> None:
    """Typed one after the other; nothing moves a cursor, has a colour or rings."""
    opened = terminal("-m", "certui", "demo", "--plain", environment={"TERM": term})
    for typed, answered in (
        ("", "Numéro de session ou commande\u00a0:"),
        ("208", "Session 208, commande\u00a0:"),
        ("a", "600 participants"),
        ("3eb", "30 participants filtrés"),
        ("1-6", "6 élèves sélectionnés"),
        ("a", "6 élèves ajoutés à la session"),
        ("x 1", "(oui/non)\u00a0:"),
        ("oui", "Le candidat a été supprimé avec succès."),
        ("q", "Liste des sessions."),
    ):
        opened.press(*([typed, "enter"] if typed else []))
        opened.wait_for(answered)
    opened.press("q", "enter")
    assert opened.wait_for_exit() == 0
    assert "Au revoir." in opened.text
    assert not [one for one in opened.received if one < 0x20 and one not in b"\r\n"]
    assert opened.modes() == opened.attributes


def test_all_that_is_typed_at_once_is_heard(terminal: Opening) -> None:
    """A slow line brings it in one packet."""
    opened = terminal("-m", "certui", "demo", "--plain")
    opened.wait_for("commande\u00a0:")
    opened.send(b"208\ra\r3eb\r1-6\ra\rq\rq\r")
    assert opened.wait_for_exit() == 0
    assert b"6 \xc3\xa9l\xc3\xa8ves ajout\xc3\xa9s" in opened.received


@pytest.mark.parametrize(("typed", "status"), [(b"\x04", 0), (b"\x03", 130)])
def test_the_ways_out(terminal: Opening, typed: bytes, status: int) -> None:
    """Ctrl+D is a goodbye, ctrl+C leaves at once; nothing of either is half done."""
    opened = terminal("-m", "certui", "demo", "--plain")
    opened.wait_for("commande\u00a0:")
    opened.send(typed)
    assert opened.wait_for_exit() == status
    assert b"Traceback" not in opened.received


def test_a_hang_up_ends_it(terminal: Opening) -> None:
    """No process stays behind."""
    opened = terminal("-m", "certui", "demo", "--plain")
    opened.wait_for("commande\u00a0:")
    opened.hang_up()
    assert opened.wait_for_exit() in {0, 128 + signal.SIGHUP, -signal.SIGHUP}
