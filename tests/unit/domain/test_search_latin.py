"""Folding letter by letter, where that is quicker, must not change what is found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from certui.domain.search import fold

# No letter of the quick way: makes a text go the long way round.
_OTHER = "\u6f22"


@given(st.text(st.characters(max_codepoint=0x17F), max_size=8))
def test_latin_letters_fold_the_same_among_others(text: str) -> None:
    """A Latin text folds alone as it does beside a letter of another script."""
    assert fold(f"x{text}x") + _OTHER == fold(f"x{text}x{_OTHER}")


def test_each_latin_letter_folds_the_same_among_others() -> None:
    """No letter of the quick way is an exception."""
    letters = [chr(code) for code in range(0x180)]
    assert [fold(f"x{char}x") + _OTHER for char in letters] == [
        fold(f"x{char}x{_OTHER}") for char in letters
    ]
