"""Candidates by INE or by id."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from certui import errors
from certui.domain.day import Move
from certui.services.naming import Named, candidate_ids

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.clock import FrozenClock
    from tests.fakes.store import MemoryStore

    from certui.domain.models import Person, SessionDraft


@pytest.fixture
def number(
    store: MemoryStore, clock: FrozenClock, draft: SessionDraft, person: Callable[..., Person]
) -> int:
    """A session of three candidates, of whom the second has no INE."""
    with store.writing() as work:
        number = work.add_session(draft, access_code="ABCD12")
        work.insert_pupils([person(1), person(2, ine=None), person(3)])
        work.add_candidates(number, [1, 2, 3], op_id="1", who="", at=clock.now)
    return number


def test_who_has_no_ine_is_named_by_id(store: MemoryStore, number: int) -> None:
    """Several at once, by either."""
    with store.reading() as reading:
        second = next(one.id for one in reading.candidates(number) if one.pupil_id == 2)
        assert candidate_ids(reading, number, Named(ids=(second,))) == {second}
        both = candidate_ids(reading, number, Named(ines=("0000000001A",), ids=(second, second)))
        assert both == {1, second}


def test_nobody_of_that_name_is_refused(store: MemoryStore, number: int) -> None:
    """Each with what was looked for."""
    with store.reading() as reading:
        with pytest.raises(errors.IdNotEnrolled) as refused:
            candidate_ids(reading, number, Named(ids=(1, 99)))
        assert vars(refused.value) == {"candidate_id": 99, "number": number}
        with pytest.raises(errors.NotEnrolled):
            candidate_ids(reading, number, Named(ines=("",)))
        with pytest.raises(errors.UnknownSession):
            candidate_ids(reading, 99, Named(ids=(1,)))


def test_an_ine_of_two_candidates_names_nobody(
    store: MemoryStore, number: int, clock: FrozenClock, person: Callable[..., Person]
) -> None:
    """Who had joined under it keeps it there; another has it now."""
    with store.writing() as work:
        work.move_candidates(number, [1], Move.ARRIVE, clock.now)
        work.update_pupils([(1, person(1, ine=None))])
        work.insert_pupils([person(4, ine=person(1).ine)])
        work.add_candidates(number, [4], op_id="2", who="", at=clock.now)
        with pytest.raises(errors.IneTwice) as refused:
            candidate_ids(work, number, Named(ines=("0000000001A",)))
    assert vars(refused.value) == {"ine": "0000000001A", "number": number}
