"""Persons between their values and the driver's, cheaply: rosters have up to 100,000."""

from __future__ import annotations

import datetime as dt
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, Final

from certui.domain import search
from certui.domain.models import Person
from certui.store import kinds
from certui.store.declared import TABLES
from certui.store.values import PERSON_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# What a candidate has of a pupil: who they are, and where they stand among the others.
SNAPSHOT_COLUMNS: Final = (*PERSON_COLUMNS, "candidate_order")
_MADE: Final = (*SNAPSHOT_COLUMNS, "roster_order", "haystack")
# In the order of the table, which is that of a statement's parameters.
PUPIL_COLUMNS: Final = tuple(name for name in TABLES["pupil"] if name in _MADE)
_KINDS: Final = [TABLES["pupil"][name] for name in PERSON_COLUMNS]
_WRITTEN: Final = [
    (at, kinds.if_any(kinds.TO_DRIVER[kind]))
    for at, kind in enumerate(_KINDS)
    if kind in kinds.TO_DRIVER
]
_values: Final = attrgetter(*PERSON_COLUMNS)
_ordered: Final[Callable[[Sequence[Any]], tuple[Any, ...]]] = itemgetter(
    *map(_MADE.index, PUPIL_COLUMNS)
)


class _Dates(dict[str, dt.date]):
    """Days by their ISO text."""

    def __missing__(self, text: str) -> dt.date:
        day = self[text] = dt.date.fromisoformat(text)
        return day


class _Texts(dict[str, str]):
    """Texts by themselves."""

    def __missing__(self, text: str) -> str:
        self[text] = text
        return text


def reader_of_dates() -> Callable[[str], dt.date]:
    """A reader of ISO days that gives one object for each: a school has few birth dates."""
    return _Dates().__getitem__


def reader_of_texts() -> Callable[[str], str]:
    """A reader that gives one object for each text.

    Names, classes and places come back: a roster of 100,000 takes half the memory.
    """
    return _Texts().__getitem__


def reader_of_persons() -> Callable[[Sequence[Any]], Person]:
    """A reader of persons from rows of the driver.

    Returns:
        A function of the values of :data:`PERSON_COLUMNS`, in this order.
    """
    shared = {"Date": reader_of_dates(), "String": reader_of_texts()}

    def reading(name: str, kind: str) -> Callable[[Any], Any] | None:
        # No two pupils have one INE.
        if name == "ine":
            return None
        return shared.get(kind) or kinds.if_any(kinds.FROM_DRIVER[kind])

    conversions = [
        (at, convert)
        for at, (name, kind) in enumerate(zip(PERSON_COLUMNS, _KINDS, strict=True))
        if (convert := reading(name, kind))
    ]

    def person(row: Sequence[Any]) -> Person:
        values = list(row)
        for at, convert in conversions:
            values[at] = convert(values[at])
        return Person(**dict(zip(PERSON_COLUMNS, values, strict=True)))

    return person


def pupil_values(person: Person) -> tuple[Any, ...]:
    """The values of :data:`PUPIL_COLUMNS` for the driver."""
    identity = (person.class_name, person.last_name, person.first_name, person.birth_date)
    roster_order, candidate_order = search.orders(*identity)
    haystack = search.haystack(*identity, person.usage_name)
    values = list(_values(person))
    for at, write in _WRITTEN:
        values[at] = write(values[at])
    return _ordered((*values, candidate_order, roster_order, haystack))
