"""The names of keys, as a French keyboard and UI.md have them."""

from __future__ import annotations

from typing import Final

_NAMES: Final = {
    "asterisk": "*",
    "backspace": "Retour arrière",
    "comma": ",",
    "delete": "Suppr",
    "down": "↓",
    "end": "Fin",
    "enter": "⏎",
    "escape": "Échap",
    "full_stop": ".",
    "home": "Début",
    "left": "←",
    "minus": "-",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "plus": "+",
    "question_mark": "?",
    "right": "→",
    "slash": "/",
    "space": "Espace",
    "tab": "Tab",
    "up": "↑",
}
_MODIFIERS: Final = {"shift": "Maj", "ctrl": "ctrl", "alt": "alt"}


def key_name(key: str) -> str:
    """A key as it is called on screen.

    Args:
        key: in Textual's words: ``shift+tab``, ``question_mark``, ``f1``.

    Returns:
        ``Maj+Tab``, ``?``, ``F1``.
    """
    *modifiers, last = key.split("+")
    if last in _NAMES:
        last = _NAMES[last]
    elif len(last) > 1 and last[0] == "f" and last[1:].isdecimal():
        last = last.upper()
    return "+".join([*(_MODIFIERS.get(one, one) for one in modifiers), last])
