"""Telling the family name from the first name where one cell holds both."""

from __future__ import annotations

from typing import Final

from certui.domain.search import fold
from certui.rosters.places import said

# Written small before or inside a family name in capitals: « de LA TOUR », « VAN der BERG ».
_PARTICLES: Final = frozenset(
    {"d’", "d'", "da", "dal", "das", "de", "del", "den", "der", "des", "di", "do", "dos", "du"}
    | {"e", "el", "et", "la", "le", "les", "van", "von", "y", "zu"}
)
_BEGINNINGS: Final = frozenset({"d’", "d'", "l’", "l'", "mc"})
_TWO: Final = 2
# What stands for « the same as the family name ».
_SAME: Final = frozenset({"idem", "id", "identique", "meme", "aucun", "sans objet"})


def split(text: str) -> tuple[str, str] | None:
    """The family name and the first name of « DE LA TOUR Jean-Baptiste ».

    The leading words in capitals are the family name; so is all before a comma; so is the first of
    two words. Anything else could be read in two ways and is not guessed.

    Args:
        text: cleaned.

    Returns:
        Family name and first name; None when they cannot be told apart.
    """
    if "," in text:
        last, _, first = (part.strip() for part in text.partition(","))
        return (last, first) if last and first else None
    words = text.split()
    taken = 0
    for number, word in enumerate(words[:-1], start=1):
        if _is_capital(word):
            taken = number
        elif word.lower() not in _PARTICLES:
            break
    if len(words) == _TWO:
        taken = 1
    if not taken or (len(words) > _TWO and taken == len(words) - 1 and _is_capital(words[-1])):
        return None
    return " ".join(words[:taken]), " ".join(words[taken:])


def _is_capital(word: str) -> bool:
    """Whether a word is written in capitals; an initial is not."""
    letters = [char for char in word if char.isalpha()]
    # « d’ARTAGNAN », « McDONALD »: what begins it may be small.
    rest = word[2:] if word[:2].lower() in _BEGINNINGS else word
    is_small = any(char.islower() for char in rest) or not rest
    return len(letters) >= _TWO and not is_small


def in_use(text: str, last_name: str) -> str:
    """A name in use; empty where it says nothing, or nothing but the family name.

    Args:
        text: cleaned.
        last_name: the family name.
    """
    if not text or not said(text):
        return ""
    plain = fold(text)
    return "" if plain in _SAME or plain == fold(last_name) else text


def told_apart(text: str, *, first_then_last: bool = False) -> tuple[str, str] | None:
    """The family name and the first name of one cell, in whichever order they stand.

    « Noémie ARVIEUX » is read by its capitals; where these tell nothing, two words stand in the
    order that the heading says.

    Args:
        text: cleaned.
        first_then_last: whether the heading puts the first name first.

    Returns:
        Family name and first name; None when they cannot be told apart.
    """
    words = text.split()
    capital = [_is_capital(word) for word in words]
    if "," in text or not words:
        return split(text)
    if not capital[0] and capital[-1] and words[0].lower() not in _PARTICLES:
        begin = capital.index(True)
        while begin > 1 and words[begin - 1].lower() in _PARTICLES:
            begin -= 1
        return " ".join(words[begin:]), " ".join(words[:begin])
    if first_then_last and len(words) == _TWO and capital[0] == capital[1]:
        return words[1], words[0]
    return None if first_then_last and not capital[0] else split(text)
