"""The signs of the screen: what each is in ASCII, and as what it colours what it stands by."""

from __future__ import annotations

from typing import Final

from certui.themes import Role

ASCII: Final = str.maketrans(
    {
        "○": "o",
        "◐": "+",
        "●": "*",
        "✓": "v",
        "▲": "^",
        "✗": "x",
        "×": "x",
        "▸": ">",
        "›": ">",
        "–": "-",
        "—": "-",
        "↑": "^",
        "↓": "v",
        "←": "<",
        "→": ">",
        "⏎": "<",
        "…": ".",
        "│": "|",
        "┌": "+",
        "┐": "+",
        "└": "+",
        "┘": "+",
        "─": "-",
    }
)
"""What each sign is drawn as in ASCII: one cell for one."""
_BOX: Final = "[x]"
_BEFORE_FIGURES: Final = frozenset("!▲")
_ROLES_OF_SIGNS: Final = {
    "●": Role.GOOD,
    "✓": Role.GOOD,
    "▲": Role.ATTENTION,
    _BOX: Role.ATTENTION,
    "!": Role.ALARM,
    "✗": Role.ALARM,
    "–": Role.SECONDARY,
}


def marked(text: str) -> tuple[int, Role] | None:
    """How much of a text its sign colours, and as what; None of one without a sign.

    ``● en cours`` is good whole, and so is ``!2`` an alarm; of a line that is ticked, the box.

    Args:
        text: as shown, without blanks before it.
    """
    if text[:1].isalnum():
        return None
    sign = text.partition(" ")[0]
    if sign[:1] in _BEFORE_FIGURES and sign[1:].lstrip("-").isdigit():
        sign = sign[0]
    role = _ROLES_OF_SIGNS.get(sign)
    if role is None:
        return None
    return len(sign if sign == _BOX else text.rstrip()), role
