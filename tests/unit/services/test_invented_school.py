"""The invented school: its centre, its four sessions, and where each of them stands."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from certui import errors
from certui.domain import rules
from certui.domain.models import Centre, SessionState
from certui.services.demo import WHO, Lists, fill

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.clock import FrozenClock
    from tests.fakes.store import MemoryStore

    from certui.domain.models import Person, SessionDraft


@pytest.mark.parametrize(
    "now",
    [
        dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC),
        dt.datetime(2027, 3, 28, 1, tzinfo=dt.UTC),  # Paris goes forward at this very second
        dt.datetime(2027, 10, 31, 23, 59, tzinfo=dt.UTC),  # in Paris it is tomorrow, after a change
        dt.datetime(2028, 2, 29, 12, tzinfo=dt.UTC),
    ],
)
def test_the_four_sessions_stand_where_they_should(
    store: MemoryStore, lists: Lists, clock: FrozenClock, now: dt.datetime
) -> None:
    """Whatever the day: one finalised, two to come, one begun yesterday."""
    clock.now = now
    fill(store, lists, clock)
    with store.reading() as reading:
        assert reading.centre().uai == "0690001A"
        assert len(reading.pupils()) == 600
        sessions = {one.number: (rules.state(one, now), count) for one, count in reading.sessions()}
        joined = {
            number: sum(one.joined_at is not None for one in reading.candidates(number))
            for number in sessions
        }
        extended = {
            number: [one.extra_time_percentage for one in reading.candidates(number)].count(33)
            for number in sessions
        }
    assert sessions == {
        207: (SessionState.FINALISED, 24),
        208: (SessionState.UPCOMING, 0),
        209: (SessionState.UPCOMING, 32),
        210: (SessionState.BEGUN, 12),
    }
    assert joined == {207: 23, 208: 0, 209: 0, 210: 10}
    assert extended == {207: 1, 208: 0, 209: 2, 210: 1}
    assert {entry.op_id: entry.done for entry in store.journal} == {
        "demo-207": 24,
        "demo-209": 32,
        "demo-210": 12,
    }
    assert {entry.who for entry in store.journal} == {WHO}


def test_the_four_sessions_are_those_of_the_guide(
    store: MemoryStore, lists: Lists, clock: FrozenClock
) -> None:
    """Seen on a Wednesday: who follows the guide finds the words that it has."""
    clock.now = dt.datetime(2026, 11, 25, 10, tzinfo=dt.UTC)
    fill(store, lists, clock)
    with store.reading() as reading:
        found = [one for one, _ in reading.sessions()]
    assert {one.site for one in found} == {"Collège de la Démonstration"}
    assert {one.invigilators for one in found} == {WHO}
    shown = [
        (one.number, one.name, one.room, f"{one.date} {one.time:%H:%M}", one.access_code, one.notes)
        for one in sorted(found, key=lambda one: one.number)
    ]
    notes = "Deux élèves de 3EB passent avec la classe de 3EC."
    assert shown == [
        (207, "Troisièmes D, E", "B204", "2026-11-05 09:00", "BCDF23", ""),
        (208, "Troisièmes A, B", "B204", "2027-02-15 15:30", "GHJK46", ""),
        (209, "Troisièmes B, C", "CDI", "2026-12-22 13:30", "MPQR78", notes),
        (210, "Quatrièmes D", "B107", "2026-11-24 14:00", "TVWX92", ""),
    ]


def test_everybody_arrived_before_the_start(
    store: MemoryStore, lists: Lists, clock: FrozenClock
) -> None:
    """Each in a minute of their own."""
    fill(store, lists, clock)
    with store.reading() as reading:
        for number in (207, 210):
            begins = rules.begins_at(reading.session(number))
            arrivals = [one.joined_at for one in reading.candidates(number) if one.joined_at]
            assert len(arrivals) == len(set(arrivals))
            assert max(arrivals) < begins


@pytest.mark.parametrize("students", [1, 2, 40])
def test_a_small_school_has_the_same_sessions(
    store: MemoryStore, lists: Lists, clock: FrozenClock, students: int
) -> None:
    """Where a class has nobody, its session has no candidate."""
    fill(store, lists, clock, students)
    with store.reading() as reading:
        assert len(reading.pupils()) == students
        assert [one.number for one, _ in reading.sessions()] == [208, 209, 210, 207]


def test_goes_only_into_an_empty_store(
    store: MemoryStore, lists: Lists, clock: FrozenClock, person: Callable[..., Person]
) -> None:
    """One pupil is enough to refuse, and nothing is changed."""
    with store.writing() as work:
        work.insert_pupils([person(1)])
    before = store.data
    with pytest.raises(errors.NotEmpty):
        fill(store, lists, clock)
    assert store.data is before


def test_refuses_a_session_that_is_there(
    store: MemoryStore, lists: Lists, clock: FrozenClock, draft: SessionDraft
) -> None:
    """Somebody has begun to work."""
    with store.writing() as work:
        work.add_session(draft, access_code="BCDF23")
    with pytest.raises(errors.NotEmpty):
        fill(store, lists, clock)


@pytest.mark.parametrize(("name", "uai"), [("Collège", ""), ("", "0690001A")])
def test_refuses_a_centre_that_is_known(
    store: MemoryStore, lists: Lists, clock: FrozenClock, name: str, uai: str
) -> None:
    """Its name or its UAI is enough."""
    with store.writing() as work:
        work.set_centre(Centre(name=name, uai=uai, time_zone="Europe/Paris"))
    with pytest.raises(errors.NotEmpty):
        fill(store, lists, clock)
