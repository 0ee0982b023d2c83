"""A real terminal for tests: a pseudo-terminal, what runs in it, and what its screen shows."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING, Final, Self

import pyte

if TYPE_CHECKING:
    import signal
    from collections.abc import Callable, Sequence
    from types import TracebackType

# Far more than anything takes on a slow machine: reached only when the test fails.
DEADLINE: Final = 30.0
_READ: Final = 65_536
# Makes the pseudo-terminal the controlling one, so that signals come as from a real one.
_LAUNCHER: Final = (
    "import fcntl, os, sys, termios;"
    "fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
)
KEYS: Final = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "space": " ",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "left": "\x1b[D",
    "right": "\x1b[C",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "delete": "\x1b[3~",
    "f1": "\x1bOP",
    "ctrl+c": "\x03",
    "ctrl+l": "\x0c",
    "ctrl+p": "\x10",
    "ctrl+q": "\x11",
    "ctrl+s": "\x13",
}


class Terminal:
    """Runs Python with some arguments on a terminal of its own.

    Args:
        arguments: for the interpreter, as ``-m certui demo``.
        width: columns.
        height: lines.
        environment: what differs from the test's own.
        controlling: whether signals come from it, as from a login; else only its end is seen.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        width: int = 80,
        height: int = 24,
        environment: dict[str, str] | None = None,
        controlling: bool = True,
    ) -> None:
        self._master, slave = pty.openpty()
        self._screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self._screen)
        self.received = bytearray()
        self._set_size(width, height)
        self.attributes = termios.tcgetattr(slave)
        surroundings = {"TERM": "xterm-256color", "TEXTUAL_DISABLE_KITTY_KEY": "1"}
        self.process = subprocess.Popen(
            [sys.executable, *(["-c", _LAUNCHER] if controlling else []), *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, **surroundings, **(environment or {})},
            start_new_session=True,
        )
        self._slave: int | None = slave
        self._open = True

    def __enter__(self) -> Self:
        """Nothing more than the terminal."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End what still runs, and let go of the terminal."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(DEADLINE)
        self.hang_up()
        if self._slave is not None:
            os.close(self._slave)

    # What it shows

    @property
    def text(self) -> str:
        """The screen, its lines without the blanks at their ends."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def lines(self) -> list[str]:
        """The lines of the screen."""
        return self.text.split("\n")

    @property
    def cells(self) -> list[list[pyte.screens.Char]]:
        """The cells of the screen, with their colours."""
        buffer, width = self._screen.buffer, self._screen.columns
        return [[buffer[y][x] for x in range(width)] for y in range(self._screen.lines)]

    @property
    def pointed(self) -> str:
        """What stands at its cursor, and to the right of it."""
        cursor = self._screen.cursor
        return self._screen.display[cursor.y][cursor.x :].rstrip()

    @property
    def before(self) -> str:
        """What stands to the left of its cursor."""
        cursor = self._screen.cursor
        return self._screen.display[cursor.y][: cursor.x]

    def wait_for(self, *texts: str) -> str:
        """Read until the screen shows all of these; answers the screen."""
        return self.wait_until(lambda shown: all(one in shown for one in texts), repr(texts))

    def wait_until(self, right: Callable[[str], bool], what: str) -> str:
        """Read until the screen is right; answers the screen."""
        deadline = time.monotonic() + DEADLINE
        while not right(self.text):
            if not self._read(deadline - time.monotonic()):
                message = f"waited for {what}, but saw:\n{self.text}"
                raise AssertionError(message)
        return self.text

    def wait_for_bytes(self, wanted: bytes) -> None:
        """Read until these bytes were sent."""
        deadline = time.monotonic() + DEADLINE
        while wanted not in self.received:
            if not self._read(deadline - time.monotonic()):
                message = f"waited for {wanted!r}, but saw:\n{self.text}"
                raise AssertionError(message)

    def sent_within(self, seconds: float) -> bytes:
        """What is sent in a time during which nothing is expected."""
        before = len(self.received)
        deadline = time.monotonic() + seconds
        while (rest := deadline - time.monotonic()) > 0:
            self._read(rest)
        return bytes(self.received[before:])

    # What is done to it

    def press(self, *keys: str) -> None:
        """Press keys, by name or as letters, one write a key."""
        for key in keys:
            self.send(KEYS.get(key, key).encode())

    def send(self, data: bytes) -> None:
        """Send bytes as a terminal would."""
        os.write(self._master, data)

    def stall(self) -> None:
        """Take no more output, as a client that stands still."""
        if self._slave is not None:
            termios.tcflow(self._slave, termios.TCOOFF)

    def wipe(self) -> None:
        """Show nothing any more, as when something else has cleared the screen."""
        self._screen.reset()

    def resize(self, width: int, height: int) -> None:
        """Give the window another size."""
        self._screen.resize(height, width)
        self._set_size(width, height)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to what runs."""
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Close the line, as a lost connection does."""
        if self._open:
            self._open = False
            os.close(self._master)

    def wait_for_exit(self) -> int:
        """Read to the end; answers the exit status."""
        deadline = time.monotonic() + DEADLINE
        while self.process.poll() is None and time.monotonic() < deadline:
            if self._open:
                self._read(0.05)
            else:
                self.process.wait(DEADLINE)
        while self._open and self._read(0):
            pass
        return self.process.wait(max(0, deadline - time.monotonic()))

    def wait_for_stop(self) -> None:
        """Read until what runs is stopped."""
        _, status = os.waitpid(self.process.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status), status
        while self._read(0):
            pass

    def modes(self) -> list[object]:
        """The terminal's present attributes, to compare with :attr:`attributes`."""
        return termios.tcgetattr(self._master)

    def _read(self, seconds: float) -> bool:
        """Read once; False when nothing came, or the line is closed."""
        ready, _, _ = select.select([self._master], [], [], max(0, seconds))
        if not ready:
            return False
        try:
            data = os.read(self._master, _READ)
        except OSError:  # EIO: nobody has the other end open
            return False
        self.received += data
        self._stream.feed(data)
        return bool(data)

    def _set_size(self, width: int, height: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
