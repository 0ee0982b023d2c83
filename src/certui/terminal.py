"""Whether there is a terminal that a full screen can be shown on: the standard library only."""

from __future__ import annotations

import os
import sys

from certui.errors import DumbTerminal, NoTerminal


def check() -> None:
    """Refuse to start where a full screen cannot work (hazards F10, DESIGN §4.4).

    Raises:
        NoTerminal: standard input or output is not a terminal.
        DumbTerminal: ``TERM`` is unset, empty or ``dumb``.
    """
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        raise NoTerminal
    term = os.environ.get("TERM", "")
    if term in {"", "dumb"}:
        raise DumbTerminal(term=term)


def reexecute_in_utf8() -> None:
    """Start again with ``PYTHONUTF8=1`` when a stream is not UTF-8 (DESIGN §4.4)."""
    if sys.flags.utf8_mode or os.environ.get("PYTHONUTF8") == "1":
        return
    encodings = {(stream.encoding or "").lower() for stream in (sys.stdout, sys.stderr) if stream}
    if encodings <= {"utf-8", "utf8"}:
        return
    os.environ["PYTHONUTF8"] = "1"
    os.execv(sys.executable, [sys.executable, "-m", "certui", *sys.argv[1:]])  # noqa: S606 - ourselves
