"""A session is finished when nobody is left whose test is neither ended nor explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.fakes.store import START

from certui import errors
from certui.services.day import DayService

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.clock import FrozenClock
    from tests.fakes.store import MemoryStore

    from certui.domain.models import Person, SessionDraft


def test_the_day_knows_what_time_it_is(store: MemoryStore, clock: FrozenClock) -> None:
    """The screens that ask whether it is the session's day ask its clock."""
    assert DayService(store, clock, "Ada").now() == clock.now


def test_who_has_neither_ended_nor_a_reason_keeps_a_session_open(
    store: MemoryStore, clock: FrozenClock, draft: SessionDraft, person: Callable[..., Person]
) -> None:
    """They are counted; nothing is changed, and once their tests have ended it is finished."""
    with store.writing() as work:
        number = work.add_session(draft, access_code="BCDF23")
        pupils = work.insert_pupils([person(1), person(2)])
        work.add_candidates(number, pupils, op_id="op", who="Ada", at=START)
        first, second = (one.id for one in work.candidates(number))
    clock.now = START
    day = DayService(store, clock, "Ada")
    day.arrive(number, [first, second])
    day.start(number, [first])
    with pytest.raises(errors.UnfinishedCandidates) as refused:
        day.finish(number)
    assert (refused.value.number, refused.value.count) == (number, 2)
    day.start(number, [second])
    day.end(number, [first, second])
    assert day.finish(number).ended == 2
