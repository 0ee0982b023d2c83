"""A program in a terminal of its own, driven by keys: what it sends back, and how soon."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Silence that means the screen has settled; a program's own debounce is shorter.
QUIET: Final = 0.12
_PATIENCE: Final = 60.0
_READ: Final = 1 << 16
KEYS: Final = {
    "enter": "\r",
    "escape": "\x1b",
    "down": "\x1b[B",
    "pagedown": "\x1b[6~",
    "backspace": "\x7f",
    "clear": "\x15",
}


class Program:
    """A program in a pseudo-terminal.

    Args:
        arguments: the command line.
        width: columns.
        height: lines.
        environment: what differs from the present environment; None removes a name.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        width: int = 80,
        height: int = 24,
        environment: Mapping[str, str | None] | None = None,
    ) -> None:
        wanted = {**os.environ, "TERM": "xterm-256color", "COLORTERM": None, **(environment or {})}
        variables = {name: value for name, value in wanted.items() if value is not None}
        size = struct.pack("HHHH", height, width, 0, 0)
        self.started = time.perf_counter()
        self.pid, self._terminal = pty.fork()
        if not self.pid:
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.execvpe(arguments[0], list(arguments), variables)  # noqa: S606 - the program measured
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, size)

    def __enter__(self) -> Self:
        """The program, running."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._terminal)

    def send(self, keys: str) -> None:
        """Type, without waiting."""
        os.write(self._terminal, keys.encode())

    def settle(self, quiet: float = QUIET) -> tuple[float, int]:
        """Read until nothing has come for a while.

        Returns:
            Seconds until the last byte (0.0 when none came), and how many bytes came.

        Raises:
            TimeoutError: it is never quiet.
        """
        start = last = time.perf_counter()
        count = 0
        while select.select([self._terminal], [], [], quiet if count else 10 * quiet)[0]:
            count += len(self._read())
            last = time.perf_counter()
            if last - start > _PATIENCE:
                raise TimeoutError(count)
        return (last - start if count else 0.0), count

    def press(self, keys: str, quiet: float = QUIET) -> tuple[float, int]:
        """Type, and read until the screen has settled; answers as :meth:`settle`."""
        self.send(keys)
        return self.settle(quiet)

    def until(self, text: str) -> float:
        """Read until a text comes.

        Returns:
            Seconds since the program was started.

        Raises:
            TimeoutError: it never came.
        """
        wanted, seen = text.encode(), b""
        deadline = time.perf_counter() + _PATIENCE
        while wanted not in seen:
            left = deadline - time.perf_counter()
            if left <= 0 or not select.select([self._terminal], [], [], left)[0]:
                raise TimeoutError(seen[-500:])
            seen = seen[-4096:] + self._read()
        return time.perf_counter() - self.started

    def megabytes(self) -> float:
        """Its resident memory."""
        status = Path(f"/proc/{self.pid}/status").read_text("utf-8")
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        return int(found[1]) / 1024 if found else 0.0

    def _read(self) -> bytes:
        try:
            got = os.read(self._terminal, _READ)
        except OSError:
            got = b""
        if not got:
            message = "the program has ended"
            raise EOFError(message)
        return got
