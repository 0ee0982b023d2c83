"""The rules of a session and its candidates, one second before, at and after their edge."""

from __future__ import annotations

import datetime as dt
import itertools
import zoneinfo
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import candidate, session

from certui.domain import rules
from certui.domain.models import ExamSession, SessionState

_SECOND = dt.timedelta(seconds=1)
_ZONES = (
    "Europe/Paris",
    "Indian/Reunion",
    "Indian/Mayotte",
    "America/Guadeloupe",
    "America/Cayenne",
    "America/Miquelon",
    "Pacific/Noumea",
    "Pacific/Tahiti",
    "Pacific/Wallis",
)
_SESSION = session()
_CANDIDATE = candidate()
_NOW = dt.datetime(2027, 2, 14, 14, 30, tzinfo=dt.UTC)
_JOINED = replace(_CANDIDATE, joined_at=_NOW)
_FINALISED = replace(_SESSION, finalised_at=_NOW)


def _session(zone: str, date: str, hour: str) -> ExamSession:
    return replace(
        _SESSION,
        time_zone=zone,
        date=dt.date.fromisoformat(date),
        time=dt.time.fromisoformat(hour),
    )


_STARTS = [
    ("Europe/Paris", "2027-02-14", "15:30", "2027-02-14T14:30:00"),
    ("Europe/Paris", "2027-07-14", "15:30", "2027-07-14T13:30:00"),
    ("Indian/Reunion", "2027-02-14", "15:30", "2027-02-14T11:30:00"),
    ("Indian/Mayotte", "2027-02-14", "15:30", "2027-02-14T12:30:00"),
    ("America/Guadeloupe", "2027-02-14", "15:30", "2027-02-14T19:30:00"),
    ("America/Cayenne", "2027-02-14", "15:30", "2027-02-14T18:30:00"),
    ("America/Miquelon", "2027-02-14", "15:30", "2027-02-14T18:30:00"),
    ("Pacific/Noumea", "2027-02-14", "08:00", "2027-02-13T21:00:00"),
    ("Pacific/Tahiti", "2027-02-14", "15:30", "2027-02-15T01:30:00"),
    ("Pacific/Wallis", "2027-02-14", "08:00", "2027-02-13T20:00:00"),
    # Midnight belongs to the day it begins.
    ("Europe/Paris", "2027-01-01", "00:00", "2026-12-31T23:00:00"),
    # The day Paris goes forward: 02:00 to 03:00 does not exist.
    ("Europe/Paris", "2027-03-28", "01:59", "2027-03-28T00:59:00"),
    ("Europe/Paris", "2027-03-28", "02:00", "2027-03-28T01:00:00"),
    ("Europe/Paris", "2027-03-28", "02:30", "2027-03-28T01:30:00"),
    ("Europe/Paris", "2027-03-28", "03:00", "2027-03-28T01:00:00"),
    ("Europe/Paris", "2027-03-28", "09:00", "2027-03-28T07:00:00"),
    ("Europe/Paris", "2027-03-27", "09:00", "2027-03-27T08:00:00"),
    # The day Paris goes back: 02:00 to 03:00 passes twice, and the first passage counts.
    ("Europe/Paris", "2027-10-31", "01:59", "2027-10-30T23:59:00"),
    ("Europe/Paris", "2027-10-31", "02:00", "2027-10-31T00:00:00"),
    ("Europe/Paris", "2027-10-31", "02:30", "2027-10-31T00:30:00"),
    ("Europe/Paris", "2027-10-31", "03:00", "2027-10-31T02:00:00"),
    ("Europe/Paris", "2027-10-31", "09:00", "2027-10-31T08:00:00"),
    # Miquelon changes with North America, on other days than Paris.
    ("America/Miquelon", "2027-03-14", "09:00", "2027-03-14T11:00:00"),
    ("America/Miquelon", "2027-11-07", "09:00", "2027-11-07T12:00:00"),
]


@pytest.mark.parametrize(("zone", "date", "hour", "utc"), _STARTS)
class TestTheStart:
    """The wall clock of the centre decides, whatever the clock of the machine."""

    def test_is_an_instant(self, zone: str, date: str, hour: str, utc: str) -> None:
        """The start in UTC, for each zone and each clock change."""
        begins = rules.begins_at(_session(zone, date, hour))
        assert begins == dt.datetime.fromisoformat(utc).replace(tzinfo=dt.UTC)
        assert begins.tzinfo is dt.UTC

    def test_divides_time_at_its_very_second(
        self, zone: str, date: str, hour: str, utc: str
    ) -> None:
        """To come one second before; begun at the second itself and after."""
        session = _session(zone, date, hour)
        start = dt.datetime.fromisoformat(utc).replace(tzinfo=dt.UTC)
        instants = (start - _SECOND, start - dt.timedelta.resolution, start, start + _SECOND)
        for now, begun in zip(instants, (False, False, True, True), strict=True):
            for seen_from in map(zoneinfo.ZoneInfo, ("UTC", *_ZONES)):
                here = now.astimezone(seen_from)
                assert rules.has_begun(session, here) is begun
                state = SessionState.BEGUN if begun else SessionState.UPCOMING
                assert rules.state(session, here) is state


def test_an_hour_written_as_the_second_passage_is_still_the_first() -> None:
    """A session's hour names no passage."""
    session = replace(_session("Europe/Paris", "2027-10-31", "02:30"), time=dt.time(2, 30, fold=1))
    assert rules.begins_at(session) == dt.datetime(2027, 10, 31, 0, 30, tzinfo=dt.UTC)


def test_a_clock_without_a_zone_is_refused() -> None:
    """A naive instant cannot be compared: better an error than a wrong answer."""
    with pytest.raises(TypeError):
        rules.has_begun(_SESSION, dt.datetime(2027, 2, 14, 15, 30))  # noqa: DTZ001 - the point


def test_a_zone_that_does_not_exist_is_refused() -> None:
    """No start can be computed by an unknown clock."""
    with pytest.raises(zoneinfo.ZoneInfoNotFoundError):
        rules.begins_at(replace(_SESSION, time_zone="Europe/Lyon"))


@given(
    st.sampled_from(_ZONES),
    st.dates(dt.date(2019, 1, 1), dt.date(2100, 12, 31)),
    st.times().map(lambda time: time.replace(microsecond=0)),
)
@settings(max_examples=300, deadline=None)
def test_the_start_reads_back_as_the_wall_clock(zone: str, date: dt.date, time: dt.time) -> None:
    """At the start the centre's clock shows the session's hour, or has just skipped it."""
    session = replace(_SESSION, time_zone=zone, date=date, time=time)
    shown = rules.begins_at(session).astimezone(zoneinfo.ZoneInfo(zone)).replace(tzinfo=None)
    written = dt.datetime.combine(date, time)
    assert shown == written or shown - written == dt.timedelta(hours=1)
    assert not rules.has_begun(session, rules.begins_at(session) - _SECOND)
    assert rules.has_begun(session, rules.begins_at(session))


@given(
    st.sampled_from(_ZONES),
    st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2029, 1, 1)),  # noqa: DTZ001 - wall clock
    st.timedeltas(dt.timedelta(-2), dt.timedelta(2)),
    st.timedeltas(dt.timedelta(0), dt.timedelta(2)),
)
@settings(max_examples=200, deadline=None)
def test_a_session_never_stops_having_begun(
    zone: str, start: dt.datetime, since: dt.timedelta, later: dt.timedelta
) -> None:
    """Once begun it stays begun, through any clock change."""
    session = replace(_SESSION, time_zone=zone, date=start.date(), time=start.time())
    now = rules.begins_at(session) + since
    if rules.has_begun(session, now):
        assert rules.has_begun(session, now + later)


@pytest.mark.parametrize("now", [_NOW - _SECOND, _NOW, _NOW + _SECOND])
def test_a_finalised_session_takes_nobody_and_loses_nobody(now: dt.datetime) -> None:
    """Before its hour as after it, a finished session is read-only."""
    assert rules.state(_FINALISED, now) is SessionState.FINALISED
    assert not rules.may_remove(_FINALISED, _CANDIDATE)
    assert not rules.may_edit(_FINALISED, [])
    assert not rules.may_edit(_FINALISED, [_CANDIDATE])


def test_a_candidate_is_removed_until_they_have_joined() -> None:
    """Their arrival decides, and the hour does not."""
    assert rules.may_remove(_SESSION, _CANDIDATE)
    assert not rules.may_remove(_SESSION, _JOINED)


def test_a_session_is_edited_until_anyone_has_joined() -> None:
    """One arrival is enough, wherever it stands in the list."""
    assert rules.may_edit(_SESSION, [])
    assert rules.may_edit(_SESSION, iter([_CANDIDATE, _CANDIDATE]))
    for candidates in set(itertools.permutations([_CANDIDATE, _CANDIDATE, _JOINED])):
        assert not rules.may_edit(_SESSION, candidates)
