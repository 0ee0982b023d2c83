"""Days and hours as people type them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certui.domain.faults import Fault
from certui.domain.wall_clock import FIRST_YEAR, LAST_YEAR, read_day, read_hour
from certui.wording.typography import hour, long_date, numeric_date, short_date

TUESDAY = dt.date(2026, 11, 24)
MONTHS = (
    ("janvier", "janv.", "jan"),
    ("février", "févr.", "fév", "fevrier", "FÉV."),
    ("mars", "mar"),
    ("avril", "avr.", "avr"),
    ("mai",),
    ("juin",),
    ("juillet", "juil.", "juil"),
    ("août", "aout", "aoû"),
    ("septembre", "sept.", "sep"),
    ("octobre", "oct."),
    ("novembre", "nov."),
    ("décembre", "déc.", "dec"),
)
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
DAYS = st.dates(dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31))
# With eight years to go: 29 February may be that far.
TODAYS = st.dates(dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR - 9, 12, 31))
MINUTES = st.builds(dt.time, st.integers(0, 23), st.integers(0, 59))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2027-02-14", dt.date(2027, 2, 14)),
        ("14/02/2027", dt.date(2027, 2, 14)),
        (" 14/2/2027 ", dt.date(2027, 2, 14)),
        ("14/02/27", dt.date(2027, 2, 14)),
        ("14-02-27", dt.date(2027, 2, 14)),
        ("14.02.2027", dt.date(2027, 2, 14)),
        ("14/02", dt.date(2027, 2, 14)),
        ("14 02", dt.date(2027, 2, 14)),
        ("24/11", TUESDAY),
        ("23/11", dt.date(2027, 11, 23)),
        ("29/02", dt.date(2028, 2, 29)),
        ("14 février", dt.date(2027, 2, 14)),
        ("14 fév 2027", dt.date(2027, 2, 14)),
        ("14 fév 27", dt.date(2027, 2, 14)),
        ("1er mars", dt.date(2027, 3, 1)),
        ("le 14 février", dt.date(2027, 2, 14)),
        ("dimanche 14 février", dt.date(2027, 2, 14)),
        ("Dim. 14/02", dt.date(2027, 2, 14)),
        ("lundi", dt.date(2026, 11, 30)),
        ("LUN", dt.date(2026, 11, 30)),
        ("mardi", TUESDAY),
        ("mardi prochain", dt.date(2026, 12, 1)),
        ("lundi prochain", dt.date(2026, 11, 30)),
        ("aujourd'hui", TUESDAY),
        ("Aujourd’hui", TUESDAY),
        ("demain", dt.date(2026, 11, 25)),
        ("après-demain", dt.date(2026, 11, 26)),
        ("apres demain", dt.date(2026, 11, 26)),
    ],
)
def test_days(typed: str, day: dt.date) -> None:
    """Every form that the issue names, and those that come to the fingers beside them."""
    assert read_day(typed, TUESDAY) == day


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", Fault.MISSING),
        (" \u200b ", Fault.MISSING),
        ("31/04", Fault.NO_SUCH_DAY),
        ("31 avril", Fault.NO_SUCH_DAY),
        ("31/04/2027", Fault.NO_SUCH_DAY),
        ("29/02/2027", Fault.NO_SUCH_DAY),
        ("14/13", Fault.NO_SUCH_DAY),
        ("00/02", Fault.NO_SUCH_DAY),
        ("2027-02-30", Fault.NO_SUCH_DAY),
        ("14/02/1026", Fault.OUT_OF_RANGE),
        ("1026-02-14", Fault.OUT_OF_RANGE),
        ("0000-01-01", Fault.OUT_OF_RANGE),
        ("0001-02-31", Fault.NO_SUCH_DAY),
        ("31/12/2018", Fault.OUT_OF_RANGE),
        ("01/01/2101", Fault.OUT_OF_RANGE),
        ("lundi 14/02/2027", Fault.WRONG_WEEKDAY),
        ("lundi 14 février", Fault.WRONG_WEEKDAY),
        ("14", Fault.MALFORMED),
        ("14/02/227", Fault.MALFORMED),
        ("14 jui", Fault.MALFORMED),
        ("14 ju", Fault.MALFORMED),
        ("ma", Fault.MALFORMED),
        ("foo 14/02", Fault.MALFORMED),
        ("lundi dernier", Fault.MALFORMED),
        ("bientôt", Fault.MALFORMED),
        ("²/02", Fault.MALFORMED),
        ("٢٠٢٧-٠٢-١٤", Fault.MALFORMED),
        ("14/02/2027 15:30", Fault.MALFORMED),
    ],
)
def test_days_that_are_none(typed: str, fault: Fault) -> None:
    """Each is refused for what is wrong with it."""
    assert read_day(typed, TUESDAY) is fault


def test_the_longest_wait_for_a_29_february_is_eight_years() -> None:
    """2100 is no leap year: the next such day exists, and is too far away."""
    assert read_day("29/02", dt.date(2096, 2, 29)) == dt.date(2096, 2, 29)
    assert read_day("29/02", dt.date(2096, 3, 1)) is Fault.OUT_OF_RANGE


@settings(max_examples=200, deadline=None)
@given(day=DAYS, today=TODAYS, data=st.data())
def test_a_whole_date_is_read_in_every_form(
    day: dt.date, today: dt.date, data: st.DataObject
) -> None:
    """Whatever today is, a day with its year is itself, as ISO, in figures, in words."""
    month = data.draw(st.sampled_from(MONTHS[day.month - 1]))
    year = data.draw(st.sampled_from([f"{day.year}", f"{day.year % 100:02}"]))
    if year == "00":
        year = "2100"
    forms = [
        day.isoformat(),
        numeric_date(day),
        f"{day.day}/{day.month}/{year}",
        f"{day.day} {month} {year}",
        f"{WEEKDAYS[day.weekday()]} {day.day} {month} {year}",
        long_date(day),
        short_date(day),
    ]
    assert [read_day(form, today) for form in forms] == [day] * len(forms)


@settings(max_examples=200, deadline=None)
@given(day=DAYS, today=TODAYS, data=st.data())
def test_a_day_without_its_year_is_the_next(
    day: dt.date, today: dt.date, data: st.DataObject
) -> None:
    """It is that day and month, not before today, and none such lies between."""
    month = data.draw(st.sampled_from(MONTHS[day.month - 1]))
    found = read_day(f"{day.day:02}/{day.month:02}", today)
    assert read_day(f"{day.day} {month}", today) == found
    assert isinstance(found, dt.date)
    assert (found.day, found.month) == (day.day, day.month)
    assert found >= today
    between = range(today.year, found.year + 1)
    same = [dt.date(year, day.month, 1) + dt.timedelta(days=day.day - 1) for year in between]
    assert [one for one in same if one.month == day.month and one >= today] == [found]


@settings(max_examples=100, deadline=None)
@given(weekday=st.integers(0, 6), today=TODAYS)
def test_a_weekday_is_the_next(weekday: int, today: dt.date) -> None:
    """Today is the next one; « prochain » is always after today."""
    name = WEEKDAYS[weekday]
    for typed, soonest in ((name, 0), (name[:3], 0), (f"{name} prochain", 1)):
        found = read_day(typed, today)
        assert isinstance(found, dt.date)
        assert found.weekday() == weekday
        assert soonest <= (found - today).days < soonest + 7


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("15:30", dt.time(15, 30)),
        ("15h30", dt.time(15, 30)),
        ("15 h 30", dt.time(15, 30)),
        ("15H30", dt.time(15, 30)),
        ("15 heures 30", dt.time(15, 30)),
        ("1530", dt.time(15, 30)),
        ("930", dt.time(9, 30)),
        ("15h", dt.time(15)),
        ("15", dt.time(15)),
        ("9h", dt.time(9)),
        ("9:05", dt.time(9, 5)),
        ("00:00", dt.time(0)),
        ("23h59", dt.time(23, 59)),
        ("Midi", dt.time(12)),
        ("midi et demi", dt.time(12, 30)),
    ],
)
def test_hours(typed: str, time: dt.time) -> None:
    """Every form that the issue names, and their neighbours."""
    assert read_hour(typed) == time


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", Fault.MISSING),
        ("24:00", Fault.NO_SUCH_HOUR),
        ("24h", Fault.NO_SUCH_HOUR),
        ("2400", Fault.NO_SUCH_HOUR),
        ("15:60", Fault.NO_SUCH_HOUR),
        ("15h99", Fault.NO_SUCH_HOUR),
        ("9:5", Fault.MALFORMED),
        ("15h3", Fault.MALFORMED),
        ("15:", Fault.MALFORMED),
        ("15:30:00", Fault.MALFORMED),
        ("²0:00", Fault.MALFORMED),
        ("١٥:٣٠", Fault.MALFORMED),
        ("15 30 00", Fault.MALFORMED),
        ("-1:00", Fault.MALFORMED),
        ("bientôt", Fault.MALFORMED),
    ],
)
def test_hours_that_are_none(typed: str, fault: Fault) -> None:
    """24:00 is no hour, and minutes have two figures."""
    assert read_hour(typed) is fault


@settings(max_examples=100, deadline=None)
@given(time=MINUTES)
def test_an_hour_is_read_in_every_form(time: dt.time) -> None:
    """Any minute of a day, in each form that has minutes."""
    forms = [
        hour(time),
        f"{time.hour}:{time.minute:02}",
        f"{time.hour}h{time.minute:02}",
        f"{time.hour:02} h {time.minute:02}",
        f"{time.hour}{time.minute:02}",
    ]
    assert [read_hour(form) for form in forms] == [time] * len(forms)
    assert read_hour(f"{time.hour}h") == time.replace(minute=0)


@settings(max_examples=300, deadline=None)
@given(
    typed=st.text(max_size=20)
    | st.text("0123456789/ -.:hjanvfevrmlundieprochain²éû’'", max_size=20),
    today=st.dates(dt.date(1970, 1, 1), dt.date(9000, 1, 1)),
)
def test_anything_typed_is_read_or_is_a_fault(typed: str, today: dt.date) -> None:
    """No text is too absurd to be answered; what is read is within the years that serve."""
    day = read_day(typed, today)
    assert isinstance(day, Fault) or FIRST_YEAR <= day.year <= LAST_YEAR
    time = read_hour(typed)
    assert isinstance(time, Fault) or not (time.second or time.microsecond)
