"""Family name and first name in one cell."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certui.rosters.names import split


@pytest.mark.parametrize(
    ("text", "last", "first"),
    [
        ("DE LA TOUR Jean-Baptiste", "DE LA TOUR", "Jean-Baptiste"),
        ("DUPONT Marie Anne", "DUPONT", "Marie Anne"),
        ("LEFÈVRE-ÉTÉ Chloé", "LEFÈVRE-ÉTÉ", "Chloé"),
        ("O’CONNOR Sean", "O’CONNOR", "Sean"),
        ("d’ARTAGNAN Charles", "d’ARTAGNAN", "Charles"),
        ("D’A Li Lou", "D’A", "Li Lou"),
        ("McDONALD Ada", "McDONALD", "Ada"),
        ("de LA TOUR Zoé", "de LA TOUR", "Zoé"),
        ("VAN der BERG Li", "VAN der BERG", "Li"),
        ("NGUYEN Thi ANH", "NGUYEN", "Thi ANH"),
        ("MARTIN J.", "MARTIN", "J."),
        ("LE GOFF J.", "LE GOFF", "J."),
        ("DUPONT JEAN", "DUPONT", "JEAN"),
        ("Dupont Jean", "Dupont", "Jean"),
        ("de la Tour, Jean Marie", "de la Tour", "Jean Marie"),
        ("MARTIN, JEAN", "MARTIN", "JEAN"),
    ],
)
def test_names_that_can_be_told_apart(text: str, last: str, first: str) -> None:
    """By capitals, by a comma, or because there are two words."""
    assert split(text) == (last, first)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "DUPONT",
        "DUPONT MARTIN JEAN",
        "Dupont Jean Marie",
        "Mc Jean Marie",
        "de la Tour Jean",
        ", Jean",
        "A,",
    ],
)
def test_names_that_cannot(text: str) -> None:
    """Nothing is guessed."""
    assert split(text) is None


CAPITALS = st.text("ABCDÉÈÇŒ’-", min_size=2, max_size=8).filter(
    lambda word: sum(map(str.isalpha, word)) > 1
)
SMALL = st.text("abcdéèçœ", min_size=1, max_size=8).map(str.capitalize)


@settings(max_examples=100, deadline=None)
@given(st.lists(CAPITALS, min_size=1, max_size=3), st.lists(SMALL, min_size=1, max_size=3))
def test_capitals_tell(last: list[str], first: list[str]) -> None:
    """Whatever the number of words on either side."""
    assert split(" ".join(last + first)) == (" ".join(last), " ".join(first))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_no_word_is_lost(text: str) -> None:
    """What comes out is what went in, but for one comma."""
    parts = split(text)
    if parts is not None:
        assert all(parts)
        assert " ".join(parts).split() == text.replace(",", " ", 1).split()
