"""The pupils of the invented school."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from certui.domain.models import Person, Sex
from certui.domain.search import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STUDENTS: Final = 600
MOST_STUDENTS: Final = 200_000

_SEED: Final = 690001
_CLASS_SIZE: Final = 30
_LEVELS: Final = "3456"
_DIVISIONS: Final = 5
# Pupils of 3e turn 14 in the year their school year begins in, those of 6e turn 11.
_AGES: Final = {"3": 14, "4": 13, "5": 12, "6": 11}
_AUGUST: Final = 8
_DAYS_OF_BIRTH: Final = 365
_INE_LETTERS: Final = "ABCDEFGHJK"
# Any multiplier prime to ten shuffles the nine-digit numbers without ever giving one twice.
_INE_STEP: Final = 104_729
_LATE: Final = 0.06
_COMPOUND: Final = 0.05


# One INE in so many has the newer shape.
_NEWER: Final = 4


class Place(NamedTuple):
    """A birth place, in names; code and département are empty abroad."""

    city: str
    code: str
    department: str
    country: str


@dataclass(frozen=True, slots=True)
class Lists:
    """What the school is drawn from.

    Attributes:
        last_names: as school files write them, in capitals.
        first_names: with the sex they are given to.
        places: each as many times as it weighs.
    """

    last_names: Sequence[str]
    first_names: Sequence[tuple[str, Sex]]
    places: Sequence[Place]

    @classmethod
    def parse(cls, last_names: str, first_names: str, places: str) -> Lists:
        """Read the three lists: an entry a line, fields between semicolons, ``#`` for remarks."""
        weighted = [
            place
            for weight, *fields in (line.split(";") for line in _lines(places))
            for place in [Place(*fields)] * int(weight)
        ]
        firsts = [
            (name, Sex(sex)) for name, sex in (line.split(";") for line in _lines(first_names))
        ]
        return cls(tuple(_lines(last_names)), tuple(firsts), tuple(weighted))


class _Known(NamedTuple):
    """A pupil who is always there: those of the guide, and homonyms."""

    class_name: str
    last_name: str
    first_name: str
    sex: Sex
    day: int
    month: int
    age: int


_KNOWN: Final = (
    _Known("3EB", "CHAPELAIN", "Quentin", Sex.MALE, 20, 5, 15),
    _Known("3EB", "CHARPENTIER", "Nina", Sex.FEMALE, 2, 11, 15),
    # The same name and birth date in two classes: only the INE and the class tell them apart.
    _Known("3EA", "MARTIN", "Léa", Sex.FEMALE, 12, 3, 14),
    _Known("3ED", "MARTIN", "Léa", Sex.FEMALE, 12, 3, 14),
    _Known("4EA", "NGUYEN", "Lucas", Sex.MALE, 30, 9, 13),
    _Known("4EC", "NGUYEN", "Lucas", Sex.MALE, 30, 9, 13),
    # The same name and class, other birth dates.
    _Known("3EC", "PETIT", "Camille", Sex.FEMALE, 8, 1, 14),
    _Known("3EC", "PETIT", "Camille", Sex.MALE, 27, 6, 14),
    # Particles, as the guide's readers have them.
    _Known("3EA", "DE LA TOUR", "Jean-Baptiste", Sex.MALE, 31, 12, 14),
    _Known("3EC", "D'ORNANO", "Éléonore", Sex.FEMALE, 29, 8, 14),
    _Known("3EB", "N'GUESSAN", "Marie-Lou", Sex.FEMALE, 1, 1, 14),
)
# « 3eb cha » answers two pupils and nobody else.
_RESERVED_CLASS: Final = "3EB"
_RESERVED_LETTERS: Final = "cha"


def school_year(today: dt.date) -> int:
    """The year in which the school year of ``today`` began."""
    return today.year if today.month >= _AUGUST else today.year - 1


def pupils(lists: Lists, count: int, today: dt.date) -> Iterator[Person]:
    """The school's pupils, class by class, the eldest classes first.

    Args:
        lists: what they are drawn from.
        count: how many.
        today: birth dates are of its school year.
    """
    year = school_year(today)
    # Only random() is promised to draw the same numbers in every Python.
    draw = random.Random(_SEED).random  # noqa: S311 - an invented school guards no secret
    places, last_names, first_names = lists.places, lists.last_names, lists.first_names
    names = class_names(count)
    known: dict[str, list[_Known]] = {}
    for one in _KNOWN:
        known.setdefault(one.class_name, []).append(one)
    for index in range(count):
        class_name = names[index * len(names) // count]
        place = places[int(draw() * len(places))]
        if awaited := known.get(class_name):
            one = awaited.pop(0)
            last, first, sex = one.last_name, one.first_name, one.sex
            birth = dt.date(year - one.age, one.month, one.day)
        else:
            while True:
                last = last_names[int(draw() * len(last_names))]
                if draw() < _COMPOUND:
                    last = f"{last}-{last_names[int(draw() * len(last_names))]}"
                first, sex = first_names[int(draw() * len(first_names))]
                if class_name != _RESERVED_CLASS or not _is_reserved(last, first):
                    break
            age = _AGES[class_name[0]] + (draw() < _LATE)
            birth = dt.date(year - age, 1, 1) + dt.timedelta(int(draw() * _DAYS_OF_BIRTH))
        yield Person(
            ine=ine(index),
            last_name=last,
            first_name=first,
            sex=sex,
            birth_date=birth,
            class_name=class_name,
            birth_city=place.city,
            birth_city_code=place.code,
            birth_department=place.department,
            birth_country=place.country,
        )


def class_names(count: int) -> list[str]:
    """The classes of a school of ``count`` pupils, the eldest first: 3EA … 3EE, 4EA … 6EE.

    A small school has its first classes only (3EA and 3EB at least), a large one more divisions.
    """
    needed = max(2, -(-count // _CLASS_SIZE))
    divisions = max(_DIVISIONS, -(-needed // len(_LEVELS)))
    names = [f"{level}E{_letters(position)}" for level in _LEVELS for position in range(divisions)]
    return names[:needed]


def ine(index: int) -> str:
    """The pupil's invented INE: ten digits and a letter, or nine digits and two letters."""
    number = (index * _INE_STEP + 1) % 10**9
    letter = _INE_LETTERS[index % 10]
    if index % _NEWER == _NEWER - 1:
        return f"{number:09}{letter}{_INE_LETTERS[index // 10 % 10]}"
    return f"0{number:09}{letter}"


def _is_reserved(last_name: str, first_name: str) -> bool:
    return any(_RESERVED_LETTERS in fold(name) for name in (last_name, first_name))


def _letters(position: int) -> str:
    """A to Z, then AA, AB and so on."""
    letters = ""
    position += 1
    while position:
        position, digit = divmod(position - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line
