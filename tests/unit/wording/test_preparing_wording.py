"""What is said of a session that is deleted: for none, one and several."""

from __future__ import annotations

import pytest
from tests.unit.documents.records import session

from certui.wording import preparing


@pytest.mark.parametrize(
    ("candidates", "said"),
    [
        (0, "Aucun candidat n’est inscrit à cette session."),
        (1, "1 candidat est inscrit à cette session."),
        (2, "2 candidats sont inscrits à cette session."),
        (1284, "1\u202f284 candidats sont inscrits à cette session."),
    ],
)
def test_the_question_before_a_deletion_counts_its_candidates(candidates: int, said: str) -> None:
    """The verb and the participle agree with them."""
    question = "Souhaitez-vous supprimer la session 208\u202f?"
    assert preparing.ask_deletion(session(), candidates) == f"{question} {said}"


@pytest.mark.parametrize(
    ("candidates", "said"), [(0, "0 candidat."), (1, "1 candidat."), (2, "2 candidats.")]
)
def test_a_deletion_counts_the_candidates(candidates: int, said: str) -> None:
    """0 and 1 are singular."""
    assert preparing.deleted(session(), candidates).endswith(f", avec {said}")
