"""The terminal, as it really is: broken bytes, lost lines, signals (hazards F9 and F10).

A small subclass of Textual's driver for Unix. The event loop itself reads keys and writes frames: a
thread for each would cost two hand-overs a key.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import termios
import threading
from typing import TYPE_CHECKING, Any, Final

from certui.terminal import ground
from certui.terminal.output import Output
from certui.terminal.privates import driver as privates
from certui.terminal.privates import keys
from certui.terminal.reader import KeyReader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import App
    from textual.message import Message

_READ: Final = 4096
# After how long silence is asked for its meaning, while it has one.
_POLL: Final = 0.1
# Seconds that a terminal may keep a process from leaving once it was told to.
_STILL: Final = 2.0
# Arrows and the keypad as a terminal that was just opened has them (DECCKM and DECKPNM reset). A
# program that died may have left the keypad in its application mode, where « 1 » is « ESC O q »:
# nothing tells that from Échap, O, q typed fast.
_PLAIN_KEYS: Final = "\x1b[?1l\x1b>"
_SIGNALS: Final = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)
_SIGNAL_STATUS: Final = 128


class TerminalDriver(privates.DriverHooks):
    """Textual's driver for Unix, which leaves when its terminal does."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._application = app
        self._turning = asyncio.get_running_loop()
        # Standard output is what was checked to be a terminal; Textual writes to standard error.
        self._output = Output(sys.__stdout__.fileno(), self._terminal_lost)  # type: ignore[union-attr]  # it is open
        self._flushing: asyncio.Handle | None = None
        self._reader = KeyReader()
        self._silence: asyncio.Handle | None = None
        self._earlier: dict[signal.Signals, Any] = {}
        self._last_resort: threading.Timer | None = None

    # Output

    def write(self, data: str) -> None:
        """Take a piece of output; what is not flushed until the loop is free goes out then."""
        self._output.write(data)
        if self._flushing is None:
            self._flushing = self._turning.call_soon(self.flush)

    def flush(self) -> None:
        """Send what was written."""
        if self._flushing is not None:
            self._flushing.cancel()
            self._flushing = None
        self._output.flush()

    def start_application_mode(self) -> None:
        """Begin, or begin again after a suspension; from now on signals leave in good order."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's
        self.write(_PLAIN_KEYS)
        if getattr(self._application, "asks_ground", False):
            self.write(ground.QUESTION)
            self._reader.expect_answer()
        for number in _SIGNALS:
            self._earlier.setdefault(number, signal.signal(number, self._signalled))

    def close(self) -> None:
        """Let go of the terminal and of the signals."""
        self.flush()
        self._output.close()
        super().close()
        if self._last_resort is not None:
            self._last_resort.cancel()
        for number, handler in self._earlier.items():
            signal.signal(number, handler)

    # Input

    def read_keys(self) -> None:
        """Textual's thread for keys: it hands the terminal to the loop, and ends."""
        self._turning.call_soon_threadsafe(self._listen)

    def _listen(self) -> None:
        if not self.exit_event.is_set():
            self._turning.add_reader(self.fileno, self._hear)

    def disable_input(self) -> None:
        """Read no more keys."""
        self._stop_listening()
        super().disable_input()

    def _stop_listening(self) -> None:
        self._turning.remove_reader(self.fileno)
        if self._silence is not None:
            self._silence.cancel()
            self._silence = None

    def _hear(self) -> None:
        """Tell the application what the terminal has sent."""
        data = self._read()
        if not data:
            self._stop_listening()
            self._terminal_lost()
            return
        self._tell(self._reader.feed(data))

    def _hear_silence(self) -> None:
        self._silence = None
        self._tell(self._reader.idle())

    def _tell(self, messages: Iterable[Message]) -> None:
        try:
            for message in messages:
                self.process_message(message)
        except Exception as error:  # noqa: BLE001 - no task of Textual's would report it
            keys.report(self._application, error)
        # A silence begins with what was heard last.
        if self._silence is not None:
            self._silence.cancel()
        undecided = self._reader.undecided
        self._silence = self._turning.call_later(_POLL, self._hear_silence) if undecided else None

    def send_message(self, message: Message) -> None:
        """Post a message to the application: this is its loop's own thread."""
        self._application.post_message(message)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, _READ)
        except OSError:  # EIO: the other end hung up
            return b""

    def _terminal_lost(self) -> None:
        self._turning.call_soon_threadsafe(self._leave, signal.SIGHUP)

    def _signalled(self, number: int, _frame: object) -> None:
        """Leave between two events, not inside one.

        This runs even while the loop waits for a terminal that takes no more output. When that
        keeps it from leaving, the signal does what it does to any other program.
        """
        # A second signal too ends a process that the first one could not.
        for handled in _SIGNALS:
            signal.signal(handled, signal.SIG_DFL)
        self._last_resort = threading.Timer(_STILL, self._die, (number,))
        self._last_resort.daemon = True
        self._last_resort.start()
        self._turning.call_soon_threadsafe(self._leave, number)

    def _die(self, number: int) -> None:
        if self.attrs_before is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        os.kill(os.getpid(), number)

    def _leave(self, number: int) -> None:
        self._application.exit(return_code=_SIGNAL_STATUS + number)
