"""Where frames go: one write a frame, in their turn, no harm once the line is gone (F10)."""

from __future__ import annotations

import os
import pty
import select
import termios
import threading
import tty
from typing import TYPE_CHECKING

import pytest

from certui.terminal.output import Output

if TYPE_CHECKING:
    from collections.abc import Iterator

FRAME = "\x1b[1;1H" + "x" * 400


class Line:
    """The two ends of a line, and what certui writes to it; counts how often its loss was told."""

    def __init__(self, reading: int, writing: int) -> None:
        self.reading, self.writing = reading, writing
        self.losses = 0
        self.output = Output(writing, self.lose)

    def lose(self) -> None:
        """The terminal is gone."""
        self.losses += 1

    def send(self, *pieces: str) -> None:
        """Write pieces, and flush."""
        for piece in pieces:
            self.output.write(piece)
        self.output.flush()

    def received(self, count: int) -> bytes:
        """Read so many bytes."""
        data = b""
        while len(data) < count:
            data += os.read(self.reading, count - len(data))
        return data

    @property
    def is_silent(self) -> bool:
        """Whether nothing is there to be read."""
        return not select.select([self.reading], [], [], 0)[0]

    def hang_up(self) -> None:
        """Close the far end."""
        os.close(self.reading)
        self.reading = -1


def lines() -> Iterator[Line]:
    """A terminal, which takes output at once; and a pipe, which no second opening can reach."""
    master, slave = pty.openpty()
    tty.setraw(slave)
    yield Line(master, slave)
    yield Line(*os.pipe())


@pytest.fixture(params=[0, 1], ids=["terminal", "pipe"])
def line(request: pytest.FixtureRequest) -> Iterator[Line]:
    """A line that is open at both ends."""
    both = list(lines())
    yield both[request.param]
    for one in both:
        one.output.close()
        os.close(one.writing)
        if one.reading >= 0:
            os.close(one.reading)


def test_a_frame_goes_out_whole_in_one_write(line: Line) -> None:
    """Its pieces wait for the flush: one packet on the wire, not three."""
    line.output.write("\x1b[?2026h")
    line.output.write("élève")
    assert line.is_silent
    line.output.flush()
    line.output.close()
    assert os.read(line.reading, 100) == "\x1b[?2026hélève".encode()


def test_a_lost_terminal_is_told_once_and_written_to_no_more(line: Line) -> None:
    """What comes after the end is dropped: no writer dies of it."""
    line.hang_up()
    for _ in range(3):
        line.send("x")
    line.output.close()
    assert line.losses == 1


def test_what_cannot_be_encoded_is_written_all_the_same(line: Line) -> None:
    """A lone surrogate is no reason to lose a frame."""
    line.send("a\ud800b")
    assert line.received(3) == b"a?b"


@pytest.fixture
def stalled(line: Line) -> Iterator[Line]:
    """A terminal that takes nothing until its flow is let go."""
    termios.tcflow(line.writing, termios.TCOOFF)
    yield line
    termios.tcflow(line.writing, termios.TCOON)


@pytest.mark.parametrize("line", [0], indirect=True, ids=["terminal"])
def test_a_terminal_that_stands_still_holds_up_nobody(stalled: Line) -> None:
    """Who flushes goes on; what was flushed arrives in its order once it is taken (F12)."""
    for number in range(20):
        stalled.send(f"{number:02}")
    assert stalled.is_silent
    termios.tcflow(stalled.writing, termios.TCOON)
    assert stalled.received(40) == "".join(f"{number:02}" for number in range(20)).encode()


@pytest.mark.parametrize("line", [0], indirect=True, ids=["terminal"])
def test_what_is_taken_in_part_arrives_whole(line: Line) -> None:
    """A terminal's buffer is smaller than a long output: the rest waits, and then the next."""
    long = "".join(f"{number:07}\n" for number in range(40_000))
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(line.received(len(long) + 3)))
    line.output.write(long)
    line.output.flush()
    line.send("end")
    reader.start()
    reader.join()
    assert got == [(long + "end").encode()]


@pytest.mark.parametrize("line", [0], indirect=True, ids=["terminal"])
def test_what_is_taken_at_once_needs_no_thread(line: Line) -> None:
    """A hand-over costs more than the write; and standard output waits as it did for the shell."""
    before = threading.active_count()
    line.send(FRAME)
    assert line.received(len(FRAME)) == FRAME.encode()
    assert threading.active_count() == before
    assert os.get_blocking(line.writing)
