"""What is settled before the toolkit is there: the standard library only.

Whether there is a terminal that a full screen can be shown on, how it is written to, and how
Textual is to run.
"""

from __future__ import annotations

import io
import os
import sys

from certui.errors import DumbTerminal, NoTerminal

# As type checkers know it, without the 5 ms that importing typing takes.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO


def check() -> None:
    """Refuse to start where a full screen cannot work (hazards F10, D4).

    Raises:
        NoTerminal: standard input or output is not a terminal.
        DumbTerminal: ``TERM`` is unset, empty or ``dumb``.
    """
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        raise NoTerminal
    term = os.environ.get("TERM", "")
    if term in {"", "dumb"}:
        raise DumbTerminal(term=term)


def use_utf8() -> None:
    """Write UTF-8 whatever the locale (hazards D4: in ISO-8859-15 it would not be French).

    The streams change in place: starting Python again in UTF-8 mode costs a second start, and would
    read again in UTF-8 the arguments and the paths that the locale has decoded well.
    """
    for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def heard() -> TextIO:
    """Standard input as lines of UTF-8, whatever it holds; an empty one where there is none."""
    stream = sys.stdin
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace")
    return io.StringIO() if stream is None else stream


def set_toolkit() -> None:
    """Say how Textual runs: it reads its environment once, when it is imported.

    The environment of the person at the keyboard says nothing of it: ``TEXTUAL_DRIVER`` names code
    to load, ``TEXTUAL_LOG`` a file to write.
    """
    for name in [name for name in os.environ if name.startswith("TEXTUAL_")]:
        del os.environ[name]
    # A frame is painted at once; this is how soon the next may follow: that of the count of
    # matches after the first of them must not wait for a sixtieth of a second.
    os.environ["TEXTUAL_FPS"] = "1000"


def has_mouse() -> bool:
    """Whether the mouse is listened to.

    Over SSH it costs bytes, and its reports are what some clients get wrong (hazards F9).
    """
    return not (os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"))
