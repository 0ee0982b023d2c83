"""``certui doctor`` where a person runs it: what the terminal tells, and no trace of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.terminal import Terminal

    Opening = Callable[..., Terminal]

QUESTION = b"\x1b]11;?\x1b\\\x1b[c"


@pytest.mark.parametrize(
    ("answer", "theme"),
    [
        (b"\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?1;2c", "sombre (#000000)"),
        (b"\x1b]11;rgb:ffff/ffff/ffff\x07\x1b[?65;1c", "clair (#ffffff)"),
        (b"\x1b[?6c", "ne dit pas si son fond est sombre ou clair"),
    ],
    ids=["dark", "light", "untold"],
)
def test_the_ground_is_asked_and_told(terminal: Opening, answer: bytes, theme: str) -> None:
    """The theme that suits it is named; the answer is neither shown nor left to the shell."""
    opened = terminal("-m", "certui", "doctor", width=200, height=50)
    opened.wait_for_bytes(QUESTION)
    opened.send(answer)
    assert opened.wait_for_exit() == 0
    assert theme in opened.text
    assert "200×50" in opened.text
    assert "rgb:" not in opened.text
    assert opened.modes() == opened.attributes


def test_a_terminal_that_answers_nothing_is_not_waited_for(terminal: Opening) -> None:
    """And one that is too small is told so."""
    opened = terminal("-m", "certui", "doctor", width=79, height=40)
    assert opened.wait_for_exit() == 0
    assert "79×40" in opened.text
    assert "certui demande 80 colonnes et 24 lignes" in opened.text


def test_a_dumb_terminal_is_a_fault(terminal: Opening) -> None:
    """It is asked nothing, and told what to do."""
    opened = terminal("-m", "certui", "doctor", environment={"TERM": "dumb"}, width=200)
    assert opened.wait_for_exit() == 1
    assert b"\x1b" not in opened.received
    assert "TERM=xterm-256color" in opened.text
