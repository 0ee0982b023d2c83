"""Keys typed fast into a real terminal, each row in one write: their effects come in order."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Final

import pytest
from tests.ui.test_day_in_a_terminal import NUMBER, held

from certui.store.sql import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.terminal import Terminal

    Opening = Callable[..., Terminal]

PUPILS: Final = 4
DOWN: Final = "\x1b[B"


def candidates(path: Path) -> list[bool]:
    """Who has arrived, by name."""
    with closing(open_store(path, create=False)) as store, store.reading() as reading:
        return [one.joined_at is not None for one in reading.candidates(NUMBER)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A session of the day with four candidates, of whom nobody has arrived."""
    path = tmp_path / "certui.sqlite"
    held(path, PUPILS, started=False)
    return path


def opened_on(terminal: Opening, path: Path, tab: str) -> Terminal:
    """The session, on its second or third tab."""
    opened = terminal("-m", "certui", "--db", str(path))
    opened.wait_for("›208")
    opened.press("enter")
    opened.wait_for("3 Surveillance", "Espace Cocher")
    if tab == "3":
        opened.press("3")
        opened.wait_for("F Finaliser", "attendu")
    return opened


@pytest.mark.parametrize("tab", ["2", "3"])
def test_an_arrival_and_its_undoing_in_one_write_leave_nothing(
    terminal: Opening, path: Path, tab: str
) -> None:
    """« p u »: the arrival is stored before it is undone."""
    opened = opened_on(terminal, path, tab)
    opened.send(b"pu")
    opened.wait_for("annulée.")
    assert candidates(path) == [False] * PUPILS


@pytest.mark.parametrize("tab", ["2", "3"])
def test_two_undoings_in_one_write_undo_both_arrivals(
    terminal: Opening, path: Path, tab: str
) -> None:
    """« p », rest, « ↓ p », rest, « uu »: one after the other, and the program goes on."""
    opened = opened_on(terminal, path, tab)
    opened.send(b"p")
    opened.wait_for("a rejoint la session.")
    opened.send(f"{DOWN}p".encode())
    opened.wait_until(lambda shown: shown.count("◐") == 2, "two")
    opened.send(b"uu")
    opened.wait_until(lambda _: candidates(path) == [False] * PUPILS, "both undone")
    opened.send(b"u")
    opened.wait_for("Rien à annuler")


@pytest.mark.parametrize("tab", ["2", "3"])
def test_an_undoing_undoes_the_arrival_before_it(terminal: Opening, path: Path, tab: str) -> None:
    """« p », rest, « ↓ p u »: the second pupil's arrival, not the first's."""
    opened = opened_on(terminal, path, tab)
    opened.send(b"p")
    opened.wait_for("a rejoint la session.")
    opened.send(f"{DOWN}pu".encode())
    opened.wait_for("annulée.")
    assert candidates(path) == [True, *[False] * (PUPILS - 1)]


def test_a_held_key_does_its_work_each_time(terminal: Opening, path: Path) -> None:
    """An odd number of « p » in one write: the pupil is there at the end, whatever came between."""
    opened = opened_on(terminal, path, "3")
    opened.send(b"p" * 31 + DOWN.encode() + b"p")
    opened.wait_until(lambda _: candidates(path)[:2] == [True, True], "both there")
    opened.send(b"u" * 40)
    opened.wait_for("Rien à annuler")
    assert candidates(path) == [False] * PUPILS


def test_an_escape_and_a_letter_in_one_write_are_both_taken(terminal: Opening, path: Path) -> None:
    """Help closes, then the list is sorted; and help is not deaf when it is opened again."""
    opened = opened_on(terminal, path, "2")
    opened.press("?")
    opened.wait_for("Aide", "Fermer l’aide")
    opened.send(b"\x1bs")
    opened.wait_for("tri\u00a0: prénom")
    opened.send(b"?")
    opened.wait_for("Fermer l’aide")
    opened.send(b"\x1b")
    opened.wait_for("tri\u00a0: prénom")


def test_a_figure_typed_fast_is_the_one_that_is_stored(terminal: Opening, path: Path) -> None:
    """« t 33 ⏎ » in one write: the dialog takes both figures before it is confirmed."""
    opened = opened_on(terminal, path, "2")
    opened.send(b"t33\r")
    # Not « the dialog is gone »: a frame is read in pieces, and it is gone before it is there.
    opened.wait_for("Temps majoré enregistré pour 1 candidat")
    with closing(open_store(path, create=False)) as store, store.reading() as reading:
        extra = [one.extra_time_percentage for one in reading.candidates(NUMBER)]
    assert extra == [33, *[None] * (PUPILS - 1)]
