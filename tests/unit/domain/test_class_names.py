"""Classes as people name them."""

from __future__ import annotations

import pytest

from certui.domain.class_names import meant, near

KNOWN = ["3EA", "3EB", "3EC", "2NDE 1", "2NDE 10", "ULIS", "6ème É", "TG-04"]


@pytest.mark.parametrize(
    ("named", "one"),
    [
        ("3EB", "3EB"),
        ("3eb", "3EB"),
        ("3 eb", "3EB"),
        ("2nde1", "2NDE 1"),
        ("ulis", "ULIS"),
        ("6EME e", "6ème É"),
        ("tg04", "TG-04"),
        ("3ED", None),
        ("", None),
    ],
)
def test_a_class_is_known_whatever_its_dress(named: str, one: str | None) -> None:
    """Case, accents, blanks and hyphens do not count."""
    assert meant([named], KNOWN) == {named: one}


def test_two_that_differ_by_their_dress_are_told_apart_by_it() -> None:
    """As written, one is meant; else nothing is guessed."""
    assert meant(["3A", "3 a"], ["3A", "3a"]) == {"3A": "3A", "3 a": None}
    assert near(["3 a"], ["3A", "3a", "4B"]) == ["3A", "3a"]


@pytest.mark.parametrize(
    ("named", "classes"),
    [
        ("3ED", ["3EA", "3EB", "3EC"]),
        ("2nde", ["2NDE 1", "2NDE 10"]),
        ("ULI", ["ULIS"]),
        ("zzz", []),
    ],
)
def test_classes_that_come_near(named: str, classes: list[str]) -> None:
    """Those that begin so, and those alike; in their order."""
    assert near([named], KNOWN) == classes


def test_no_more_than_five() -> None:
    """A sentence is no page: the first in the order of the school, as numbers go."""
    many = [f"3E{number}" for number in range(20, 7, -1)]
    assert near(["3"], many) == ["3E8", "3E9", "3E10", "3E11", "3E12"]
    assert len(near(["3ED"], ["3EA", "3EB", "3EC", "3EF", "3EG", "3EH"])) == 5


def test_one_letter_of_two_is_near() -> None:
    """« 4A » may be meant for 4B, and for nothing that has neither."""
    assert near(["4A"], ["5C", "4B"]) == ["4B"]
