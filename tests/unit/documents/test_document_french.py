"""Dates, hours and cuts as French papers print them."""

from __future__ import annotations

import datetime as dt

import pytest

from certui.documents import french


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (dt.date(2027, 2, 1), "lundi 1er février 2027"),
        (dt.date(2027, 2, 14), "dimanche 14 février 2027"),
        (dt.date(2027, 8, 21), "samedi 21 août 2027"),
    ],
)
def test_a_long_day_is_written_out(day: dt.date, written: str) -> None:
    """The first of a month is an ordinal, the others are not."""
    assert french.long_day(day) == written
    assert french.long_day(day, with_weekday=False) == written.partition(" ")[2]


def test_hours_and_days_keep_their_noughts() -> None:
    """An hour does not break; a year before 1000 has four figures."""
    assert french.hour(dt.time(9, 5)) == "09\u00a0h\u00a005"
    assert french.numeric_day(dt.date(987, 7, 3)) == "03/07/0987"


@pytest.mark.parametrize(
    ("zone", "hour"),
    [("Europe/Paris", "01/02 23\u00a0h\u00a030"), ("Indian/Reunion", "02\u00a0h\u00a030")],
)
def test_an_arrival_is_told_by_the_centres_clock(zone: str, hour: str) -> None:
    """The day stands before the hour when it is not the session's."""
    instant = dt.datetime(2027, 2, 1, 22, 30, tzinfo=dt.UTC)
    assert french.local_hour(instant, zone, dt.date(2027, 2, 2)) == hour


def test_a_percentage_does_not_break() -> None:
    """None is nothing."""
    assert french.percent(33) == "33\u00a0%"
    assert french.percent(None) == ""


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("x" * 21, "x" * 21),
        ("x" * 22, "x" * 21 + "…"),
        ("a\x1b[2Jb", "a[2Jb"),
        ("", ""),
        # A letter and its marks, a consonant and the one it is bound to, stay together.
        ("x" * 20 + "q\u0323\u0301y", "x" * 20 + "…"),
        ("x" * 20 + "ที่", "x" * 20 + "…"),
        ("x" * 19 + "क्ष", "x" * 19 + "…"),
        ("x" * 19 + "का" + "x", "x" * 19 + "का…"),
    ],
)
def test_a_value_is_cleaned_then_cut(value: str, shown: str) -> None:
    """Exactly as long as allowed, it stays whole."""
    assert french.cut(value, 21) == shown
