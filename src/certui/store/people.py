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
)
# What a candidate has of a pupil: who they are, and where they stand among the others.
SNAPSHOT_COLUMNS: Final = (*PERSON_COLUMNS, "candidate_order")
PUPIL_COLUMNS: Final = (*SNAPSHOT_COLUMNS, "roster_order", "haystack")
_SEXES: Final[dict[str | None, Sex | None]] = {None: None, **{sex.value: sex for sex in Sex}}


class _Dates(dict[str, dt.date]):
    """Days by their ISO text: a school's birth dates are few, and shared."""

    def __missing__(self, text: str) -> dt.date:
        day = self[text] = dt.date.fromisoformat(text)
        return day


def date_reader() -> Callable[[str], dt.date]:
    """A reader of ISO days that gives one object for each day."""
    return _Dates().__getitem__


def person_reader() -> Callable[[Sequence[Any]], Person]:
    """A reader of persons from rows of the driver.

    Returns:
        A function of the values of :data:`PERSON_COLUMNS`, in this order.
    """
    date = date_reader()

    def person(row: Sequence[Any]) -> Person:
        ine, last_name, first_name, sex, birth, class_name, city, code, department, country = row
        return Person(
            ine=ine,
            last_name=last_name,
            first_name=first_name,
            sex=_SEXES[sex],
            birth_date=date(birth),
            class_name=class_name,
            birth_city=city,
            birth_city_code=code,
            birth_department=department,
            birth_country=country,
        )

    return person


def snapshot_values(person: Person) -> tuple[Any, ...]:
    """The values of :data:`SNAPSHOT_COLUMNS` for the driver."""
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
        search.candidate_order(person.last_name, person.first_name, person.birth_date),
    )


def pupil_values(person: Person) -> tuple[Any, ...]:
    """The values of :data:`PUPIL_COLUMNS` for the driver."""
    identity = (person.class_name, person.last_name, person.first_name, person.birth_date)
    return (
        *snapshot_values(person),
        search.roster_order(*identity),
        search.haystack(*identity),
    )
