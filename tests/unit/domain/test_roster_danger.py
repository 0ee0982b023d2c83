"""What an import would do that is asked first."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from certui.domain.models import Person, Pupil
from certui.domain.roster_changes import compare
from certui.domain.roster_danger import are_many, danger
from certui.domain.roster_files import RosterFile

LEA = Person(
    ine="1A",
    last_name="ROY",
    first_name="Léa",
    sex=None,
    birth_date=dt.date(2011, 5, 20),
    class_name="3EA",
)
FILE = RosterFile(format_name="SIECLE", encoding="UTF-8", uai="", school_year=2026, persons=(LEA,))


@pytest.mark.parametrize(
    ("leaving", "active", "many"),
    [
        (0, 0, False),
        (0, 600, False),
        (1, 2, False),
        (1, 1, True),
        (2, 3, True),
        (4, 8, False),
        (4, 50, False),
        (5, 50, True),
        (5, 250, False),
        (12, 600, False),
        (13, 600, True),
        (19, 2000, False),
        (20, 2000, True),
        (600, 600, True),
    ],
)
def test_many_are_more_than_leave_within_a_year(leaving: int, active: int, many: bool) -> None:
    """A class, more than one of 50, or more than half."""
    assert are_many(leaving, active) is many


@pytest.mark.parametrize(
    ("known", "said", "years"),
    [(2026, 2026, None), (None, 2019, None), (2026, None, None), (2026, 2019, (2026, 2019))],
)
def test_another_school_year_is_asked(
    known: int | None, said: int | None, years: tuple[int, int] | None
) -> None:
    """Where both are known, whatever the file changes."""
    change = compare([Pupil(1, LEA)], replace(FILE, school_year=said), known_year=known)
    found = danger(change)
    assert (found and found.years) == years
    assert (found is None) == (years is None)


def test_somebody_awaited_is_asked() -> None:
    """One of many who stay, as soon as they are in a session to come."""
    known = [Pupil(at, replace(LEA, ine=f"{at}", first_name=f"N{at}")) for at in range(1, 10)]
    source = replace(FILE, persons=tuple(one.person for one in known[1:]))
    assert danger(compare(known, source)) is None
    found = danger(compare(known, source, to_come={1, 2}))
    assert found is not None
    assert found.enrolled == (known[0],)
    assert (found.many, found.active, found.disabled) == (False, 9, (known[0],))
