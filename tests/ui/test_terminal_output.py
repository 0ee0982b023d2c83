"""Where frames go: one write a frame, and no harm once the terminal is gone (hazards F10)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from certui.driver import _Output

if TYPE_CHECKING:
    from collections.abc import Iterator


class Line:
    """A pipe in a terminal's place; counts how often its loss was told."""

    def __init__(self) -> None:
        self.reading, self.writing = os.pipe()
        self.losses = 0
        self.output = _Output(self.writing, self.lose)

    def lose(self) -> None:
        """The terminal is gone."""
        self.losses += 1


@pytest.fixture
def line() -> Iterator[Line]:
    """A line that is open at both ends."""
    opened = Line()
    yield opened
    os.close(opened.writing)


def test_a_frame_goes_out_whole_in_one_write(line: Line) -> None:
    """Its pieces wait for the flush: one packet on the wire, not three."""
    line.output.write("\x1b[?2026h")
    line.output.write("élève")
    os.set_blocking(line.reading, False)
    with pytest.raises(BlockingIOError):
        os.read(line.reading, 100)
    line.output.flush()
    assert os.read(line.reading, 100) == "\x1b[?2026hélève".encode()
    os.close(line.reading)


def test_a_lost_terminal_is_told_once_and_written_to_no_more(line: Line) -> None:
    """What comes after the end is dropped: the writing thread never dies of it."""
    os.close(line.reading)
    for _ in range(3):
        line.output.write("x")
        line.output.flush()
    assert line.losses == 1


def test_what_cannot_be_encoded_is_written_all_the_same(line: Line) -> None:
    """A lone surrogate is no reason to lose a frame."""
    line.output.write("a\ud800b")
    line.output.flush()
    assert os.read(line.reading, 100) == b"a?b"
    os.close(line.reading)


def test_a_frame_is_not_sent_twice_over(line: Line) -> None:
    """The same whole frame says nothing new; short sequences, as a bell, always do."""
    frame = "\x1b[1;1H" + "x" * 400
    for _ in range(3):
        line.output.write(frame)
        line.output.write("\a")
        line.output.flush()
    assert os.read(line.reading, 5000) == (frame + "\a" * 3).encode()
    os.close(line.reading)


def test_a_frame_is_sent_again_to_a_terminal_that_may_have_lost_it(line: Line) -> None:
    """After a resize or a suspension, the same frame is needed; so is one after another."""
    frame, other = "x" * 400, "y" * 400
    line.output.write(frame)
    line.output.forget()
    line.output.write(frame)
    line.output.write(other)
    line.output.write(frame)
    line.output.flush()
    assert os.read(line.reading, 5000) == (frame + frame + other + frame).encode()
    os.close(line.reading)
