"""The words of letters that a paper cannot draw: whose they are, which, what to do about it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from certui.wording.drafts import enumeration
from certui.wording.typography import NARROW, NO_BREAK, plural, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from certui.domain.papers import Undrawn

# A sentence is read at a glance, and stands in a message of a few lines.
_MOST_TEXTS: Final = 3
_MOST_LETTERS: Final = 6


def undrawn(texts: Sequence[Undrawn]) -> str:
    """Said of a paper that shows boxes in the place of letters; at least one text."""
    named = [_one(one) for one in texts[:_MOST_TEXTS]]
    rest = len(texts) - len(named)
    whose = enumeration([*named, *([plural(rest, "autre", "autres")] if rest else [])])
    have = plural(len(texts), "texte a", "textes ont")
    return (
        f"{have} des lettres qu’aucune police ne dessine, {whose}{NARROW}; une case les remplace et"
        f" le document n’est ni PDF/UA ni PDF/A{NO_BREAK}: installez les polices de plus"
        " (certui[fonts]), ou écrivez ces lettres en alphabet latin."
    )


def each(texts: Sequence[Undrawn]) -> list[str]:
    """A line for each text that the sentence has only counted, so that nobody is left to look for.

    Args:
        texts: all of them, as the sentence was given them.
    """
    return [f"Aussi{NO_BREAK}: {_one(one)}." for one in texts[_MOST_TEXTS:]]


def _one(text: Undrawn) -> str:
    shown = [_letter(one) for one in text.letters[:_MOST_LETTERS]]
    rest = len(text.letters) - len(shown)
    letters = ", ".join([*shown, *([plural(rest, "autre", "autres")] if rest else [])])
    return f"{quoted(text.whose) if text.whose else 'le modèle'} ({letters})"


def _letter(letter: str) -> str:
    """A letter as it is; by its code where it would hang on the sign before it."""
    if unicodedata.category(letter[0]).startswith("M") or not letter.isprintable():
        return " ".join(f"U+{ord(one):04X}" for one in letter)
    return letter
