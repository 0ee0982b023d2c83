"""What is said of an erasure: counts agree, from none on."""

from __future__ import annotations

import pytest
from tests.unit.wording.french import unsound

from certui.wording import leavers


@pytest.mark.parametrize(
    ("count", "kept", "said"),
    [
        (
            0,
            1,
            "Aucun élève effacé\u00a0: 1 élève gardé, car il est dans une session ou de retour.",
        ),
        (1, 0, "1 élève effacé définitivement."),
        (2, 0, "2 élèves effacés définitivement."),
        (
            2,
            2,
            (
                "2 élèves effacés définitivement, 2 élèves gardés, car ils sont dans une session"
                " ou de retour."
            ),
        ),
    ],
)
def test_who_was_erased_and_who_was_not(count: int, kept: int, said: str) -> None:
    """An erasure of nobody is told as a refusal."""
    assert leavers.erased(count, kept) == said


@pytest.mark.parametrize(
    ("count", "would", "did"),
    [
        (1, "1 élève parti serait effacé définitivement", "1 élève parti effacé définitivement"),
        (
            2,
            "2 élèves partis seraient effacés définitivement",
            "2 élèves partis effacés définitivement",
        ),
    ],
)
def test_an_erasure_of_all(count: int, would: str, did: str) -> None:
    """What it would do, and what it did, agree word by word."""
    for said, start in (
        (leavers.would_erase(count, count), would),
        (leavers.erased_all(count, count), did),
    ):
        assert said.startswith(f"{start}, {count} ")
        assert unsound(said) == []
