"""The terminal, as it really is: broken bytes, lost lines, signals (hazards F9 and F10).

A small subclass of Textual's driver for Unix. It leans on these privates of Textual 8.2:
``LinuxDriver._file`` (where frames go), ``LinuxDriver.run_input_thread`` (the loop that reads
keys), and the parser's ``feed`` and ``tick``.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import selectors
import signal
import sys
import termios
import threading
import time
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import FrameType

    from textual.message import Message

_ESCAPE: Final = "\x1b"
_PASTE_BEGINS: Final = "\x1b[200~"
_PASTE_ENDS: Final = "\x1b[201~"
# A paste whose end was lost must not swallow keys for ever; a slow line pauses for less.
_PASTE_SILENCE: Final = 0.5
# Nobody types this many letters between two reads: it is a paste from a terminal that does not
# bracket pastes. As keys its lines would act on the screen, at a millisecond each.
_FLOOD: Final = 256
_READ: Final = 4096
# No single sequence that Textual writes is as long; only frames are.
_WHOLE: Final = 256
_POLL: Final = 0.1
# Seconds that a terminal may keep a process from leaving once it was told to.
_STILL: Final = 2.0
_SIGNALS: Final = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)
_SIGNAL_STATUS: Final = 128


class KeyReader:
    """Turns what a terminal sends into events; no input makes it fail.

    Args:
        clock: seconds, monotonic.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._parser = XTermParser()
        self._pasting = False
        self._tail = ""
        self._last = 0.0
        self._flood: list[str] = []

    def feed(self, data: bytes) -> list[Message]:
        """What these bytes mean.

        Args:
            data: as read; invalid UTF-8 becomes U+FFFD.
        """
        text = self._decoder.decode(data)
        self._last = self._clock()
        self._follow_paste(text)
        if self._flood or (len(text) >= _FLOOD and _ESCAPE not in text and not self._pasting):
            self._flood.append(text)
            return []
        return self._parse(lambda: self._parser.feed(text) if text else ())

    def idle(self) -> list[Message]:
        """What the silence since the last bytes means; to be called every tenth of a second."""
        if self._flood:
            pasted = "".join(self._flood)
            self._flood.clear()
            return [events.Paste(pasted.replace("\0", ""))]
        if self._pasting and self._clock() - self._last >= _PASTE_SILENCE:
            return self.feed(_PASTE_ENDS.encode())
        return self._parse(self._parser.tick)

    def _follow_paste(self, text: str) -> None:
        seen = self._tail + text
        begins, ends = seen.rfind(_PASTE_BEGINS), seen.rfind(_PASTE_ENDS)
        if begins != ends:
            self._pasting = begins > ends
        self._tail = seen[1 - len(_PASTE_BEGINS) :]

    def _parse(self, source: Callable[[], Iterable[Message]]) -> list[Message]:
        parsed: list[Message] = []
        try:
            parsed.extend(source())
        except Exception:  # noqa: BLE001 - the parser of Textual raises what it likes on bad input
            self._parser = XTermParser()
            self._pasting = False
        return parsed


class _Output:
    """Standard output as a terminal that may go away; what comes after that is dropped.

    Args:
        fileno: the terminal.
        lost: called once, from the writing thread, when it is gone.
    """

    def __init__(self, fileno: int, lost: Callable[[], None]) -> None:
        self._fileno = fileno
        self._lost = lost
        self._gone = False
        self._waiting: list[str] = []
        self._frame = ""

    def fileno(self) -> int:
        return self._fileno

    def write(self, text: str) -> None:
        # Leaving a screen, Textual paints the one below up to three times over. A frame says where
        # each line goes: the same one twice over changes nothing.
        if text != self._frame:
            self._waiting.append(text)
            if len(text) >= _WHOLE:
                self._frame = text

    def forget(self) -> None:
        """The terminal may show something else than what was last written."""
        self._frame = ""

    def flush(self) -> None:
        data = "".join(self._waiting).encode(errors="replace")
        self._waiting.clear()
        try:
            while data and not self._gone:
                data = data[os.write(self._fileno, data) :]
        except OSError:
            self._gone = True
            self._lost()


class TerminalDriver(LinuxDriver):
    """Textual's driver for Unix, which leaves when its terminal does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Textual calls it
        super().__init__(*args, **kwargs)
        # Standard output is what was checked to be a terminal; Textual writes to standard error.
        self._output = _Output(sys.__stdout__.fileno(), self._terminal_lost)  # type: ignore[union-attr]  # it is open
        self._file = self._output  # type: ignore[assignment]  # a writer needs no more
        self._earlier: dict[signal.Signals, Any] = {}
        self._last_resort: threading.Timer | None = None

    def start_application_mode(self) -> None:
        """Begin, or begin again after a suspension; from now on signals leave in good order."""
        self._output.forget()
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's
        for number in _SIGNALS:
            self._earlier.setdefault(number, signal.signal(number, self._signalled))
        resized = signal.getsignal(signal.SIGWINCH)

        def forget_and_resize(number: int, frame: FrameType | None) -> None:
            self._output.forget()
            if callable(resized):
                resized(number, frame)

        signal.signal(signal.SIGWINCH, forget_and_resize)

    def close(self) -> None:
        """Let go of the terminal and of the signals."""
        super().close()
        if self._last_resort is not None:
            self._last_resort.cancel()
        for number, handler in self._earlier.items():
            signal.signal(number, handler)

    def run_input_thread(self) -> None:
        """Read keys until the application ends or the terminal does."""
        reader = KeyReader()
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_POLL):
                    data = self._read()
                    if not data:
                        self._terminal_lost()
                        return
                    messages = reader.feed(data)
                else:
                    messages = reader.idle()
                for message in messages:
                    self.process_message(message)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, _READ)
        except OSError:  # EIO: the other end hung up
            return b""

    def _terminal_lost(self) -> None:
        self._loop.call_soon_threadsafe(self._leave, signal.SIGHUP)

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
        self._loop.call_soon_threadsafe(self._leave, number)

    def _die(self, number: int) -> None:
        if self.attrs_before is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        os.kill(os.getpid(), number)

    def _leave(self, number: int) -> None:
        self._app.exit(return_code=_SIGNAL_STATUS + number)
