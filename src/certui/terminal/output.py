"""Where frames go: at once while the terminal takes them, else as soon as it does."""

from __future__ import annotations

import os
import queue
import threading
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

# How many writes may wait for a terminal that stands still before who writes stands still too.
_MOST_WAITING: Final = 30


class Output:
    """Standard output as a terminal that may stand still or go away.

    What is written leaves at the flush, in one piece: by the thread that flushes, when the terminal
    takes it at once; a thread of its own waits for one that does not. What comes after its end is
    dropped.

    Args:
        fileno: the terminal.
        lost: called once, from either thread, when it is gone.
    """

    def __init__(self, fileno: int, lost: Callable[[], None]) -> None:
        self._fileno = fileno
        self._lost = lost
        self._gone = False
        self._pieces: list[str] = []
        self._quick = _never_waiting(fileno)
        self._late: queue.Queue[bytes | None] = queue.Queue(_MOST_WAITING)
        self._late_thread: threading.Thread | None = None

    def write(self, text: str) -> None:
        """Take a piece, to be sent at the flush."""
        self._pieces.append(text)

    def flush(self) -> None:
        """Send what was written, after what still waits."""
        if not self._pieces or self._gone:
            self._pieces.clear()
            return
        data = "".join(self._pieces).encode(errors="replace")
        self._pieces.clear()
        if not self._late.unfinished_tasks:
            data = self._send_at_once(data)
        if data:
            if self._late_thread is None:
                self._late_thread = threading.Thread(target=self._send_late, daemon=True)
                self._late_thread.start()
            self._late.put(data)

    def close(self) -> None:
        """Let go of the terminal once it has taken all that was flushed."""
        if self._late_thread is not None:
            self._late.put(None)
            self._late_thread.join()
            self._late_thread = None
        if self._quick is not None:
            os.close(self._quick)
            self._quick = None

    def _send_at_once(self, data: bytes) -> bytes:
        """Send what the terminal takes without waiting; what is left."""
        if self._quick is None:
            return data
        try:
            return data[os.write(self._quick, data) :]
        except BlockingIOError:
            return data
        except OSError:
            self._end()
            return b""

    def _send_late(self) -> None:
        while (data := self._late.get()) is not None:
            try:
                while data and not self._gone:
                    data = data[os.write(self._fileno, data) :]
            except OSError:
                self._end()
            self._late.task_done()

    def _end(self) -> None:
        if not self._gone:
            self._gone = True
            self._lost()


def _never_waiting(fileno: int) -> int | None:
    """The same terminal opened once more, for writes that do not wait.

    Not waiting is a property of what is open, which standard output shares with the shell: it must
    not be changed there. None where the terminal cannot be opened, as another account's.
    """
    try:
        again = os.open(os.ttyname(fileno), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError:
        return None
    if os.fstat(again).st_rdev != os.fstat(fileno).st_rdev:
        os.close(again)
        return None
    return again
