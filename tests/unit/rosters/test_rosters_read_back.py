"""Any roster, written in any format, container and encoding, reads back the same."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.rosters.writers import (
    TODAY,
    Grid,
    charlemagne,
    csv_bytes,
    fregata,
    html_bytes,
    ods_bytes,
    onde,
    plain,
    pronote,
    xlsx_bytes,
)

from certui.domain.models import Person, Sex
from certui.domain.text import clean
from certui.rosters.reader import read_roster

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

# What names, classes and towns are made of, and what they are not; Windows-1252 has all of it.
LETTERS = "abcXYZ éèçœŒÉÀß'’-.°1234567890&<>\"/[]()*;=+@#%\t"
WORDS = st.text(LETTERS, min_size=1, max_size=14)
# What is read back is never only blanks, nor a list of first names, nor a heading.
TEXTS = WORDS.map(lambda word: f"N{word}").filter(lambda word: clean(word) == word)
DAYS = st.dates(dt.date(1950, 1, 1), TODAY)
SEXES = st.sampled_from([Sex.FEMALE, Sex.MALE])
INES = st.integers(0, 10**9 - 1).map(lambda number: f"{number:09}AB")


@st.composite
def persons(draw: st.DrawFn, *, with_ine: bool) -> list[Person]:
    """Pupils, none of them twice."""
    count = draw(st.integers(1, 5))
    numbers = draw(st.lists(INES, min_size=count, max_size=count, unique=True))
    return [
        Person(
            ine=ine if with_ine else None,
            last_name=draw(TEXTS),
            first_name=draw(TEXTS),
            sex=draw(SEXES),
            birth_date=draw(DAYS),
            # Makes pupils without INE different from each other.
            class_name=f"{number}E{draw(TEXTS)}",
        )
        for number, ine in enumerate(numbers)
    ]


def _csv(separator: str, codec: str) -> Callable[[Grid], bytes]:
    return lambda grid: csv_bytes(grid, separator=separator, codec=codec)


CONTAINERS = st.one_of(
    st.builds(
        _csv,
        st.sampled_from([";", ",", "\t"]),
        st.sampled_from(
            ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"],
        ),
    ),
    st.sampled_from(
        [
            html_bytes,
            lambda grid: html_bytes(grid, codec="utf-8"),
            xlsx_bytes,
            lambda grid: xlsx_bytes(grid, shared=False),
            ods_bytes,
        ]
    ),
)
WITH_INE = st.sampled_from([onde, plain, fregata])
WITHOUT_INE = st.sampled_from([charlemagne, pronote, plain])


def said(person: Person) -> tuple[object, ...]:
    """What every format says of a pupil."""
    return (
        person.ine,
        person.last_name,
        person.first_name,
        person.birth_date,
        person.class_name,
    )


def read_back(
    factory: pytest.TempPathFactory, people: list[Person], content: bytes
) -> tuple[list[Person], str]:
    """Pupils and software of a file; none was set aside."""
    path = factory.mktemp("back") / "roster.txt"
    path.write_bytes(content)
    file = read_roster(path, today=TODAY)
    assert file.rejected == ()
    assert [said(one) for one in file.persons] == [said(one) for one in people]
    return list(file.persons), file.format_name


@settings(max_examples=60, deadline=None)
@given(people=persons(with_ine=True), lay_out=WITH_INE, write=CONTAINERS)
def test_formats_with_ine(
    tmp_path_factory: pytest.TempPathFactory,
    people: list[Person],
    lay_out: Callable[[list[Person]], Grid],
    write: Callable[[Grid], bytes],
) -> None:
    """ONDE, lists, FREGATA."""
    back, software = read_back(tmp_path_factory, people, write(lay_out(people)))
    assert [one.sex for one in back] == [one.sex for one in people]
    assert software.startswith({"onde": "ONDE", "fregata": "FREGATA"}.get(lay_out.__name__, "P"))


@settings(max_examples=60, deadline=None)
@given(people=persons(with_ine=False), lay_out=WITHOUT_INE, write=CONTAINERS)
def test_formats_without_ine(
    tmp_path_factory: pytest.TempPathFactory,
    people: list[Person],
    lay_out: Callable[[list[Person]], Grid],
    write: Callable[[Grid], bytes],
) -> None:
    """Charlemagne, PRONOTE, lists."""
    back, software = read_back(tmp_path_factory, people, write(lay_out(people)))
    expected = None if lay_out is charlemagne else [one.sex for one in people]
    assert [one.sex for one in back] == (expected or [None] * len(people))
    assert software.startswith("Charlemagne" if lay_out is charlemagne else "PRONOTE")
