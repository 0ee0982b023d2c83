"""The names of keys, as a French keyboard has them."""

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
    "pagedown": "Pg.suiv",
    "pageup": "Pg.préc",
    "plus": "+",
    "question_mark": "?",
    "right": "→",
    "slash": "/",
    "space": "Espace",
    "tab": "Tab",
    "up": "↑",
}
ACTIONS: Final = {
    "cursor_up": "Ligne précédente",
    "cursor_down": "Ligne suivante",
    "page_up": "Page précédente",
    "page_down": "Page suivante",
    "scroll_up": "Ligne précédente",
    "scroll_down": "Ligne suivante",
    "scroll_home": "Début",
    "scroll_end": "Fin",
    "focus_next": "Zone suivante",
    "focus_previous": "Zone précédente",
    "press": "Appuyer sur le bouton",
    "cursor_left": "Lettre précédente",
    "cursor_right": "Lettre suivante",
    "cursor_left_word": "Mot précédent",
    "cursor_right_word": "Mot suivant",
    "home": "Début du champ",
    "end": "Fin du champ",
    "delete_left": "Effacer la lettre précédente",
    "delete_right": "Effacer la lettre suivante",
    "delete_left_word": "Effacer le mot précédent",
    "delete_left_all": "Effacer tout ce qui précède",
    "delete_right_all": "Effacer tout ce qui suit",
}
"""What the actions of Textual's own widgets do, in the words of the help."""

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


def without_effect(key: str, helping: str) -> str:
    """What is said of a key that does nothing here.

    Args:
        key: as it is called on screen.
        helping: the key of the help, where there is one.
    """
    said = f"Touche {key} sans effet ici"
    return f"{said} · {helping} pour l’aide" if helping else said
