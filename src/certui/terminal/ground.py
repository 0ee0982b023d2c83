"""What a terminal answers about its ground (OSC 11), if it answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from textual.message import Message

if TYPE_CHECKING:
    from certui.colours import Rgb

QUESTION: Final = "\x1b]11;?\x1b\\"
"""Asks for it; who does not know the question shows nothing of it."""
PATIENCE: Final = 0.1
"""Seconds that an answer is waited for; nobody waits for it with the first frame."""
BEGINS: Final = "]11;"
"""How an answer begins, after its ESC."""
_ANSWER: Final = re.compile(
    r"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})"
)
# As much of an answer as may have come, from its « ] » on; no component is longer than four.
_SO_FAR: Final = re.compile(r"\](?:1(?:1(?:;(?:r(?:g(?:ba?(?::[0-9a-fA-F/]{0,19})?)?)?)?)?)?)?")


class GroundTold(Message):
    """The terminal has told its ground.

    Args:
        ground: its colour.
    """

    def __init__(self, ground: Rgb) -> None:
        super().__init__()
        self.ground = ground


def told(sequence: str) -> GroundTold | None:
    """What an answer says; None of any other.

    Args:
        sequence: from its ESC to its end.
    """
    found = _ANSWER.match(sequence)
    if found is None:
        return None
    red, green, blue = (_level(one) for one in found.groups())
    return GroundTold((red, green, blue))


def so_far(text: str) -> int:
    """How many letters of a text go on as an answer does, from its « ] » on."""
    found = _SO_FAR.match(text)
    return found.end() if found else 0


def _level(digits: str) -> int:
    """0 to 255, of as many hexadecimal digits as a terminal likes."""
    most: int = 16 ** len(digits) - 1
    return round(int(digits, 16) * 255 / most)
