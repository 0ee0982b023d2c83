"""``certui demo`` in a pseudo-terminal: opened, left, and thrown away."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# A bound for a loaded machine; what is awaited comes within a second.
PATIENCE = 60.0


class Terminal:
    """A program in a pseudo-terminal of 80×24.

    Args:
        argv: its arguments.
        env: its environment.
    """

    def __init__(self, argv: list[str], env: dict[str, str]) -> None:
        self._leader, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.process = subprocess.Popen(
            argv, stdin=follower, stdout=follower, stderr=follower, env=env, start_new_session=True
        )
        os.close(follower)
        self.seen = b""

    def read_until(self, text: str) -> None:
        """Read what the program writes until ``text`` has come."""
        deadline = time.monotonic() + PATIENCE
        while text.encode() not in self.seen:
            ready, _, _ = select.select([self._leader], [], [], deadline - time.monotonic())
            assert ready, f"{text!r} never came; the screen was {self.seen[-2000:]!r}"
            self.seen += os.read(self._leader, 65536)

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._leader, keys.encode())

    def end(self) -> int:
        """Read all the rest; answers the exit status."""
        try:
            while os.read(self._leader, 65536):
                pass
        except OSError:  # the other end is closed
            pass
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        """Leave nothing behind."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._leader)


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Terminal]:
    """``certui demo``, its temporary folder in ``tmp_path``, shown as far as its sessions."""
    env = {**os.environ, "TERM": "xterm-256color", "TMPDIR": str(tmp_path)}
    terminal = Terminal([sys.executable, "-m", "certui", "demo"], env)
    try:
        terminal.read_until("208")
        yield terminal
    finally:
        terminal.close()


def test_demo_is_private_while_it_lasts(demo: Terminal, tmp_path: Path) -> None:
    """The invented school stands in a folder for its owner alone."""
    (folder,) = tmp_path.iterdir()
    assert demo.process.poll() is None
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "certui.sqlite").stat().st_mode & 0o777 == 0o600


def test_demo_shows_the_invented_centre(demo: Terminal) -> None:
    """The header names the invented centre and person."""
    demo.read_until("Démonstration")
    demo.read_until("Camille Benhamur")


def test_leaving_throws_it_away(demo: Terminal, tmp_path: Path) -> None:
    """``q`` ends with status 0, and nothing is left."""
    demo.press("q")
    assert demo.end() == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_signals_throw_it_away(demo: Terminal, tmp_path: Path, number: signal.Signals) -> None:
    """A termination or a hang-up leaves nothing either."""
    demo.process.send_signal(number)
    assert demo.end() == 128 + number
    assert list(tmp_path.iterdir()) == []
