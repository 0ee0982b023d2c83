"""What the tests of the use cases put into a store in memory."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tests.fakes.clock import FrozenClock
from tests.fakes.store import START, MemoryStore

from certui.domain.models import Person, SessionDraft

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def new_store() -> Callable[[], MemoryStore]:
    """Makes empty stores, for tests that need one an example."""
    return MemoryStore


@pytest.fixture
def store() -> MemoryStore:
    """An empty store."""
    return MemoryStore()


@pytest.fixture
def clock() -> FrozenClock:
    """An hour before the sessions begin."""
    return FrozenClock(START - dt.timedelta(hours=1))


@pytest.fixture
def draft() -> SessionDraft:
    """A session on 14 February 2027 at 15:30 in Paris."""
    return SessionDraft(
        name="Troisièmes A, B",
        site="Collège",
        room="B204",
        invigilators="Camille Benhamur",
        date=dt.date(2027, 2, 14),
        time=dt.time(15, 30),
    )


@pytest.fixture
def person() -> Callable[..., Person]:
    """Makes people: the number gives an INE, and any field can be named."""

    def make(number: int, **fields: object) -> Person:
        values: dict[str, object] = {
            "ine": f"{number:010}A",
            "last_name": f"Nom{number}",
            "first_name": f"Prénom{number}",
            "sex": None,
            "birth_date": dt.date(2011, 5, 20),
            "class_name": "3EA" if number % 2 else "3EB",
        }
        return Person(**{**values, **fields})  # type: ignore[arg-type] # checked by the dataclass

    return make
