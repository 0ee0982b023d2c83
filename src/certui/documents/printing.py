"""Printing: a finished PDF on the standard input of the command that the configuration names."""

from __future__ import annotations

import contextlib
import os
import selectors
import shlex
import signal
import subprocess
import time
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from certui import errors, incidents
from certui.domain.papers import PrinterName
from certui.domain.text import clean
from certui.services.ports.papers import Printer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import IO

# A print command queues and returns; one that asks a question would keep certui waiting. A slow
# line is no question: the time counts anew from each piece that the command takes.
_LONGEST_WAIT: Final = 30.0
# How soon a command that was asked to end is ended.
_GRACE: Final = 1.0
# How often whoever waits is asked whether they still do.
_TICK: Final = 0.05
_PIECE: Final = 1 << 16
# Of what it complains of, all that may be quoted; the rest is read and forgotten.
_LONGEST_COMPLAINT: Final = 1 << 16
# IPP's job-name is a name of 255 octets at most (RFC 8011, 5.1.3).
_LONGEST_TITLE: Final = 255
# How the commands of CUPS and of BSD name a job and a printer (lp(1), lpr(1)).
_TITLE: Final = {"lp": "-t", "lpr": "-T"}
_TITLED: Final = {"lp": ("-t",), "lpr": ("-T", "-J", "-C")}
_PRINTER: Final = {"lp": "-d", "lpr": "-P"}
# Where any other command finds the title: within its words a shell might run it.
_VARIABLE: Final = "CERTUI_TITLE"


class CommandPrinter(Printer):
    """Runs a command, such as ``lp -d salle``.

    The job's title is cleaned, and cut to 255 octets. When printing returns the command has ended,
    and all that it started in its group.

    Args:
        command: words as a shell would split them; no shell runs them.
    """

    def __init__(self, command: str) -> None:
        self._command = command

    @property
    @override
    def name(self) -> PrinterName:
        try:
            words = shlex.split(self._command)
        except ValueError:
            return PrinterName("", self._command)
        if not words:
            return PrinterName("", "")
        program, option = words[0], _PRINTER.get(_program(words))
        return PrinterName(_value(words, option) if option else "", program)

    @override
    def __call__(
        self, content: bytes, title: str, waiting: Callable[[], None] = lambda: None
    ) -> None:
        try:
            words = shlex.split(self._command)
        except ValueError as error:
            raise errors.NoPrintCommand(command=self._command) from error
        if not words:
            raise errors.NoPrintCommand(command="")
        named = clean(title).encode()[:_LONGEST_TITLE].decode(errors="ignore")
        try:
            # Its words stay off the screen, it cannot read the keyboard nor ask on the terminal,
            # and all that it starts ends with it.
            child = subprocess.Popen(  # noqa: S603 - the words of the centre's own configuration
                _titled(words, named),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env={**os.environ, _VARIABLE: named},
                start_new_session=True,
            )
        except (FileNotFoundError, PermissionError, NotADirectoryError) as error:
            raise errors.NoPrintCommand(command=words[0]) from error
        except (OSError, ValueError) as error:
            # A script without its first line, no process to be had, a word with a NUL.
            incidents.note(error)
            raise errors.PrintingFailed(command=words[0], reason="") from error
        try:
            said = self._fed(child, content, waiting)
        except BaseException:
            _end(child)
            raise
        finally:
            for pipe in (child.stdin, child.stderr):
                _close(pipe)
        if child.returncode:
            reason = said.decode(errors="replace").strip().partition("\n")[0]
            raise errors.PrintingFailed(command=words[0], reason=reason)

    def _fed(
        self, child: subprocess.Popen[bytes], content: bytes, waiting: Callable[[], None]
    ) -> bytes:
        """Give a command its input until it has ended; answers how its complaint begins.

        What it leaves running may hold its pipes open for ever: its own end is what counts.
        """
        assert child.stdin is not None  # noqa: S101 - it is a pipe
        assert child.stderr is not None  # noqa: S101 - likewise
        left, said = memoryview(content), b""
        deadline = time.monotonic() + _LONGEST_WAIT
        with selectors.DefaultSelector() as selector:
            for pipe, event in (
                (child.stdin, selectors.EVENT_WRITE),
                (child.stderr, selectors.EVENT_READ),
            ):
                os.set_blocking(pipe.fileno(), False)
                selector.register(pipe, event)
            ended = False
            while not ended:
                ended = child.poll() is not None
                if not ended:
                    waiting()
                    if time.monotonic() > deadline:
                        raise errors.PrintingStuck(command=self.name.command, seconds=_LONGEST_WAIT)
                for key, _ in selector.select(0 if ended else _TICK):
                    if key.fileobj is child.stderr:
                        piece = _read(child.stderr)
                        if piece:
                            said = (said + piece)[:_LONGEST_COMPLAINT]
                        else:
                            selector.unregister(child.stderr)
                    elif not ended:
                        taken = _write(child.stdin, left)
                        left = left[taken:]
                        deadline = time.monotonic() + _LONGEST_WAIT
                        if not left:
                            selector.unregister(child.stdin)
                            _close(child.stdin)
        return said


def _program(words: Sequence[str]) -> str:
    return PurePosixPath(words[0]).name


def _value(words: Sequence[str], option: str) -> str:
    """What an option of one letter is given, joined to it or in the next word."""
    for at, word in enumerate(words[1:], start=1):
        if word == option:
            return "".join(words[at + 1 : at + 2])
        if word.startswith(option):
            return word.removeprefix(option)
    return ""


def _titled(words: Sequence[str], title: str) -> list[str]:
    """The command with the title of the job, where it takes one and was given none."""
    program = _program(words)
    if program not in _TITLE or any(_value(words, option) for option in _TITLED[program]):
        return [*words]
    return [words[0], _TITLE[program], title, *words[1:]]


def _read(pipe: IO[bytes]) -> bytes:
    return os.read(pipe.fileno(), _PIECE)


def _write(pipe: IO[bytes], content: memoryview) -> int:
    """How much a pipe takes now; all of it when nobody reads it any more."""
    try:
        return os.write(pipe.fileno(), content[:_PIECE])
    except BlockingIOError:
        return 0
    except BrokenPipeError:
        return len(content)


def _close(pipe: IO[bytes] | None) -> None:
    if pipe is not None:
        with contextlib.suppress(OSError):
            pipe.close()


def _end(child: subprocess.Popen[bytes]) -> None:
    """End a command and its group: asked first, so that a script removes what it has made."""
    _signal(child, signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(_GRACE)
    _signal(child, signal.SIGKILL)
    # One that waits for a dead disk ends with the wait: nobody stays here for it.
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(_GRACE)


def _signal(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Tell the whole group; its number is no other's while one of it lives."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, number)
