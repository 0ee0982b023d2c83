"""Numbers of a list, as one types them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certui.dialogue import numbers


@pytest.mark.parametrize(
    ("typed", "positions"),
    [
        ("1", [0]),
        ("1 3-5", [0, 2, 3, 4]),
        ("1, 3 à 5", [0, 2, 3, 4]),
        ("5;1", [4, 0]),
        ("1 et 2", [0, 1]),
        ("2 – 3", [1, 2]),
        ("1 1 1-2", [0, 1]),
        ("*", [0, 1, 2, 3, 4, 5]),
        ("006", [5]),
    ],
)
def test_numbers_and_ranges_are_read(typed: str, positions: list[int]) -> None:
    """However they are separated; each once, in the order typed."""
    assert numbers.are_numbers(typed)
    assert numbers.read(typed, 6) == positions


@pytest.mark.parametrize("typed", ["0", "7", "1-7", "3-1", "1 7", "9999999"])
def test_numbers_that_are_not_on_the_list_are_none(typed: str) -> None:
    """They are numbers all the same: no name is looked for."""
    assert numbers.are_numbers(typed)
    assert numbers.read(typed, 6) is None


@pytest.mark.parametrize(
    "typed", ["", " ", "a", "1 a", "3eb", "-1", "1-", "1--2", "à", "1à2à3", "²"]
)
def test_what_is_no_number_is_a_word(typed: str) -> None:
    """A class, a name, half a range."""
    assert not numbers.are_numbers(typed)
    assert numbers.read(typed, 6) is None


@given(st.text(max_size=30), st.integers(0, 50))
def test_whatever_is_typed_names_only_what_is_there(typed: str, count: int) -> None:
    """No position beyond the list, none twice; and only numbers name any."""
    found = numbers.read(typed, count)
    if found:
        assert numbers.are_numbers(typed)
        assert len(set(found)) == len(found)
        assert all(0 <= at < count for at in found)


@given(st.lists(st.integers(1, 40), min_size=1, max_size=8))
def test_numbers_come_back_as_they_were_typed(typed: list[int]) -> None:
    """Separated by blanks."""
    wanted = list(dict.fromkeys(one - 1 for one in typed))
    assert numbers.read(" ".join(map(str, typed)), 40) == wanted
