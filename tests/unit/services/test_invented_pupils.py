"""The pupils of the invented school."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certui import bootstrap
from certui.domain.search import haystack, matches
from certui.domain.text import clean
from certui.rosters import places
from certui.services.demo.pupils import STUDENTS, Lists, class_names, ine, pupils, school_year

if TYPE_CHECKING:
    from certui.domain.models import Person

TODAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def school(lists: Lists) -> list[Person]:
    """The pupils of the invented school as it comes."""
    return list(pupils(lists, STUDENTS, TODAY))


def found(school: list[Person], query: str) -> list[str]:
    """The names that a query finds, with their classes."""
    return [
        f"{one.class_name} {one.last_name} {one.first_name}"
        for one in school
        if matches(query, haystack(one.class_name, one.last_name, one.first_name, one.birth_date))
    ]


def test_same_school_at_every_run(lists: Lists, school: list[Person]) -> None:
    """Two runs of one day draw the same pupils."""
    assert list(pupils(lists, STUDENTS, TODAY)) == school


def test_only_dates_follow_today(lists: Lists, school: list[Person]) -> None:
    """Another year changes birth dates and nothing else."""
    later = list(pupils(lists, STUDENTS, TODAY.replace(year=2031)))
    assert [(one.ine, one.last_name, one.class_name) for one in later] == [
        (one.ine, one.last_name, one.class_name) for one in school
    ]
    assert all(
        after.birth_date.year == before.birth_date.year + 5
        for after, before in zip(later, school, strict=True)
    )


def test_twenty_classes_of_thirty(school: list[Person]) -> None:
    """600 pupils are twenty classes, 3EA to 6EE."""
    sizes = Counter(one.class_name for one in school)
    assert sizes == {f"{level}E{letter}": 30 for level in "6543" for letter in "ABCDE"}


def test_the_query_of_the_mock_up(school: list[Person]) -> None:
    """« 3eb cha » answers Quentin CHAPELAIN and Nina CHARPENTIER, and nobody else."""
    assert sorted(found(school, "3eb cha")) == ["3EB CHAPELAIN Quentin", "3EB CHARPENTIER Nina"]


@pytest.mark.parametrize(
    "query", ["de la tour", "d'ornano", "n guessan", "jean-baptiste", "éléonore", "ben", "mull"]
)
def test_names_that_are_hard_to_type(school: list[Person], query: str) -> None:
    """Particles, apostrophes, hyphens and accents are there to be searched."""
    assert found(school, query)


def test_homonyms_born_the_same_day(school: list[Person]) -> None:
    """Some pupils of two classes share name and birth date; their INE differ."""
    twins = [
        (one, other)
        for one, other in combinations(school, 2)
        if (one.last_name, one.first_name, one.birth_date)
        == (other.last_name, other.first_name, other.birth_date)
    ]
    assert {(one.last_name, one.first_name) for one, _ in twins} >= {
        ("MARTIN", "Léa"),
        ("NGUYEN", "Lucas"),
    }
    assert all(one.ine != other.ine and one.class_name != other.class_name for one, other in twins)


def test_born_everywhere(school: list[Person]) -> None:
    """Pupils are born in France, overseas and abroad; abroad there is no département."""
    countries = {one.birth_country for one in school}
    departments = {one.birth_department for one in school}
    assert len(countries) > 10
    assert {"La Réunion", "Mayotte", "Doubs", ""} <= departments
    assert all(bool(one.birth_city_code) == (one.birth_country == "France") for one in school)


def test_places_are_those_of_insee(lists: Lists) -> None:
    """Each birth place is what an import would make of its codes."""
    for place in set(lists.places):
        if place.country == "France":
            read = places.birth_place(country_code="99100", commune_code=place.code)
            assert (read.city, read.department, read.country) == (
                place.city,
                place.department,
                place.country,
            )
        else:
            assert place.country in places.table("countries.csv").values()


def test_ages_follow_the_school_year(school: list[Person]) -> None:
    """In November 2026 pupils of 6e were born in 2015, of 3e in 2012, a few a year before."""
    for level, year in {"6": 2015, "5": 2014, "4": 2013, "3": 2012}.items():
        years = Counter(one.birth_date.year for one in school if one.class_name.startswith(level))
        assert set(years) == {year, year - 1}
        assert years[year] > 5 * years[year - 1]


def test_lists_are_clean(lists: Lists) -> None:
    """What travels in the lists needs no cleaning and stands once in each."""
    texts = [*lists.last_names, *(name for name, _ in lists.first_names)]
    texts += [text for place in lists.places for text in place]
    assert all(text == clean(text) for text in texts)
    assert len(set(lists.last_names)) == len(lists.last_names)
    assert len(set(lists.first_names)) == len(lists.first_names)


@pytest.mark.parametrize(
    ("today", "year"),
    [(dt.date(2026, 7, 31), 2025), (dt.date(2026, 8, 1), 2026), (dt.date(2027, 1, 1), 2026)],
)
def test_school_year_turns_in_august(today: dt.date, year: int) -> None:
    """A school year is that of the last August."""
    assert school_year(today) == year


@settings(max_examples=30, deadline=None)
@given(st.integers(min_value=0, max_value=3000))
def test_any_size(count: int) -> None:
    """Any number of pupils is a school: as many, no INE twice, classes of thirty at most."""
    school = list(pupils(bootstrap.demo_lists(), count, TODAY))
    sizes = Counter(one.class_name for one in school)
    assert len(school) == count
    assert len({one.ine for one in school}) == count
    assert max(sizes.values(), default=0) <= 30
    assert set(sizes) <= set(class_names(count))
    assert count < 4 or {"CHAPELAIN", "CHARPENTIER"} <= {one.last_name for one in school}


def test_ine_shapes_and_uniqueness() -> None:
    """INE are ten digits and a letter or nine digits and two letters; 100,000 differ."""
    many = [ine(index) for index in range(100_000)]
    assert len(set(many)) == len(many)
    assert {len(one) for one in many} == {11}
    shapes = {"".join("9" if char.isdigit() else "A" for char in one) for one in many}
    assert shapes == {"9999999999A", "999999999AA"}


def test_divisions_beyond_z() -> None:
    """A very large school goes on after division Z with AA."""
    names = class_names(100_000)
    assert len(names) == len(set(names)) == 3334
    assert names[25:28] == ["3EZ", "3EAA", "3EAB"]
