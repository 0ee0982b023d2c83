"""Persons between their values and their columns, cheaply: rosters have up to 100,000."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from certui.domain import search
from certui.domain.models import Person, Sex

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PERSON_COLUMNS: Final = (
    "ine",
    "last_name",
    "first_name",
    "sex",
    "birth_date",
    "class_name",
    "birth_city",
    "birth_city_code",
    "birth_department",
    "birth_country",
    "usage_name",
)
# What a candidate has of a pupil: who they are, and where they stand among the others.
SNAPSHOT_COLUMNS: Final = (*PERSON_COLUMNS, "candidate_order")
PUPIL_COLUMNS: Final = (*SNAPSHOT_COLUMNS, "roster_order", "haystack")
_SEXES: Final[dict[str | None, Sex | None]] = {None: None, **{sex.value: sex for sex in Sex}}


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
    date = reader_of_dates()
    text = reader_of_texts()

    def person(row: Sequence[Any]) -> Person:
        ine, last_name, first_name, sex, birth, class_name, *places, usage_name = row
        city, code, department, country = places
        return Person(
            ine=ine,
            last_name=text(last_name),
            first_name=text(first_name),
            sex=_SEXES[sex],
            birth_date=date(birth),
            class_name=text(class_name),
            birth_city=text(city),
            birth_city_code=text(code),
            birth_department=text(department),
            birth_country=text(country),
            usage_name=text(usage_name),
        )

    return person


def snapshot_values(person: Person) -> tuple[Any, ...]:
    """The values of :data:`SNAPSHOT_COLUMNS` for the driver."""
    order = search.candidate_order(person.last_name, person.first_name, person.birth_date)
    return (*_person_values(person), order)


def pupil_values(person: Person) -> tuple[Any, ...]:
    """The values of :data:`PUPIL_COLUMNS` for the driver."""
    identity = (person.class_name, person.last_name, person.first_name, person.birth_date)
    roster_order, candidate_order = search.orders(*identity)
    haystack = search.haystack(*identity, person.usage_name)
    return (*_person_values(person), candidate_order, roster_order, haystack)


def _person_values(person: Person) -> tuple[Any, ...]:
    return (
        person.ine,
        person.last_name,
        person.first_name,
        person.sex and person.sex.value,
        person.birth_date.isoformat(),
        person.class_name,
        person.birth_city,
        person.birth_city_code,
        person.birth_department,
        person.birth_country,
        person.usage_name,
    )
