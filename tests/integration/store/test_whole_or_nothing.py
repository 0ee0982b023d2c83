"""A change of many rows is stored whole or not at all, however many batches it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.integration.store.builders import NOW, NUMBER, add, attempt, fail, fill, person

from certui.domain.day import Move

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.integration.store.conftest import Opening

    from certui.store.sql import SqlStore
    from certui.store.work import SqlWriting

PUPILS = 9
CORRECTED = [(at + 1, person(at, last_name="CORRIGÉ")) for at in range(PUPILS)]

CHANGES: dict[str, Callable[[SqlWriting], object]] = {
    "insertions": lambda work: work.insert_pupils(person(100 + at) for at in range(PUPILS)),
    "corrections": lambda work: work.update_pupils(CORRECTED),
    "departures": lambda work: work.disable_pupils(range(1, PUPILS + 1)),
    "arrivals": lambda work: work.move_candidates(
        NUMBER, [one.id for one in work.candidates(NUMBER)], Move.ARRIVE, NOW
    ),
    "removals": lambda work: work.remove_candidates(
        NUMBER, [one.id for one in work.candidates(NUMBER)]
    ),
}


@pytest.fixture
def school(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> SqlStore:
    """Nine pupils, all in session 208; two rows a batch."""
    monkeypatch.setattr("certui.store.roster._BATCH", 2)
    add(store, fill(store, PUPILS))
    return store


def everything(store: SqlStore) -> object:
    """All that is stored of pupils and candidates."""
    with store.reading() as reading:
        return reading.pupils(), reading.candidates(NUMBER), reading.roster_stamp()


@pytest.mark.parametrize("what", CHANGES)
def test_a_failure_after_many_batches_leaves_nothing(
    school: SqlStore, opening: Opening, what: str
) -> None:
    """What fails at the very end of an import undoes its first row; for every reader."""
    before = everything(school)
    with pytest.raises(LookupError):
        attempt(school, CHANGES[what], fail)
    assert everything(school) == before
    assert everything(opening()) == before


@pytest.mark.parametrize("what", CHANGES)
def test_nobody_sees_a_change_before_it_is_whole(
    school: SqlStore, opening: Opening, what: str
) -> None:
    """Between two batches of an import a reader sees the school as it was."""
    other, before = opening(), everything(school)

    def look(work: SqlWriting) -> None:
        assert CHANGES[what](work)
        assert everything(other) == before

    attempt(school, look)
    assert everything(other) != before
