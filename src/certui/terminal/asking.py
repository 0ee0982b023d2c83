"""A terminal asked for its ground by a program that has no screen, and waits for the answer."""

from __future__ import annotations

import os
import select
import termios
import time
import tty
from typing import TYPE_CHECKING, Final

from certui.terminal import ground

if TYPE_CHECKING:
    from certui.colours import Rgb

_READ: Final = 256
_LONGEST: Final = 1024
# A terminal answers this at once, and all know it (DA1): what came before it is all that will come.
_LAST_WORD: Final = "\x1b[c"


def ask_ground(hears: int, speaks: int) -> Rgb | None:
    """The ground of a terminal, where it tells it within :data:`certui.terminal.ground.PATIENCE`.

    What it answers is read, and never shown; what was typed before it is left aside.

    Args:
        hears: a descriptor of the terminal, to read.
        speaks: one to write.
    """
    before = termios.tcgetattr(hears)
    try:
        tty.setcbreak(hears, termios.TCSAFLUSH)
        os.write(speaks, (ground.QUESTION + _LAST_WORD).encode())
        answer = _heard(hears)
    finally:
        termios.tcsetattr(hears, termios.TCSAFLUSH, before)
    at = answer.find("\x1b" + ground.BEGINS)
    told = ground.told(answer[at:]) if at >= 0 else None
    return None if told is None else told.ground


def _heard(hears: int) -> str:
    """What it says, to the end of its last word."""
    said = b""
    patience = time.monotonic() + ground.PATIENCE
    while len(said) < _LONGEST and not (b"\x1b[?" in said and said.endswith(b"c")):
        ready, _, _ = select.select([hears], [], [], max(0, patience - time.monotonic()))
        if not ready:
            break
        data = os.read(hears, _READ)
        if not data:
            break
        said += data
    return said.decode("latin-1")
