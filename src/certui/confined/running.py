"""Starting a child, and hearing it out no longer than was said."""

from __future__ import annotations

import importlib.util
import os
import selectors
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from certui.confined import child

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PIECE: Final = 1 << 20
# How often whoever waits is asked whether they still do.
_TICK: Final = 0.05


class TooMuch(Exception):
    """The child took longer, or said more, than it may; it is gone."""


def command(program: str, package: str, *arguments: object, memory: int, seconds: int) -> list[str]:
    """What starts a program of certui in this interpreter, with one installed package and no more.

    Isolated: no user's code, no variable of the environment, none of what is installed besides. It
    writes no file.

    Args:
        program: the file; it imports that package and the standard library alone.
        package: the name of the package.
        arguments: the program's.
        memory: how many bytes it may take.
        seconds: how long it may take of a processor.

    Raises:
        ModuleNotFoundError: the package is not installed.
    """
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(name=package)
    installed = Path(found.origin).parents[1]
    started = [sys.executable, "-I", "-S", "-X", "utf8", child.__file__]
    return [*started, *map(str, (memory, seconds, installed, program, *arguments))]


def answer(
    started: list[str],
    given: IO[bytes],
    *,
    seconds: float,
    longest: int,
    waiting: Callable[[], None] = lambda: None,
) -> tuple[int, bytes]:
    """All that a child writes, and the status it ends with; it has ended when this returns.

    Args:
        started: its command.
        given: its standard input, a file of this system.
        seconds: how long it may take.
        longest: how many bytes it may write.
        waiting: called while it runs; what this raises ends the child.

    Raises:
        TooMuch: it took longer or wrote more.
    """
    with subprocess.Popen(  # noqa: S603 - this very interpreter, on certui's own file
        started, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as running:
        try:
            said = b"".join(_pieces(running, seconds, longest, waiting))
        except BaseException:
            running.kill()
            raise
    return running.returncode, said


def _pieces(
    running: subprocess.Popen[bytes], seconds: float, longest: int, waiting: Callable[[], None]
) -> Iterator[bytes]:
    assert running.stdout is not None  # noqa: S101 - it is a pipe
    deadline = time.monotonic() + seconds
    length = 0
    with selectors.DefaultSelector() as selector:
        selector.register(running.stdout, selectors.EVENT_READ)
        while True:
            waiting()
            if time.monotonic() > deadline or length > longest:
                raise TooMuch
            if selector.select(_TICK):
                piece = os.read(running.stdout.fileno(), _PIECE)
                if not piece:
                    return
                length += len(piece)
                yield piece
