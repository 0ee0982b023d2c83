"""Pupils, sessions and candidates for tests, each with what a test does not care about filled in.

A field more is filled in here, once. What a room's tests always want otherwise stands beside them.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from certui.domain.models import Candidate, ExamSession, Person, Sex


def person(**facts: Any) -> Person:
    """Somebody of 3EB, born in Besançon."""
    known: dict[str, Any] = {
        "ine": "0000000001A",
        "last_name": "JEFFERSON",
        "first_name": "Thomas",
        "sex": Sex.MALE,
        "birth_date": dt.date(2011, 5, 20),
        "class_name": "3EB",
        "birth_city": "Besançon",
        "birth_city_code": "25056",
        "birth_department": "Doubs",
        "birth_country": "France",
    }
    return Person(**known | facts)


def session(**facts: Any) -> ExamSession:
    """Session 208, on 14 February 2027 at 15:30 in Paris."""
    known: dict[str, Any] = {
        "number": 208,
        "name": "Troisièmes A, B",
        "site": "Collège",
        "room": "B204",
        "invigilators": "Camille Benhamur",
        "date": dt.date(2027, 2, 14),
        "time": dt.time(15, 30),
        "time_zone": "Europe/Paris",
        "notes": "",
        "access_code": "BCDF23",
    }
    return ExamSession(**known | facts)


def candidate(number: int = 1, **facts: Any) -> Candidate:
    """A candidate of session 208, expected unless facts say more.

    Args:
        number: their id, and the pupil's.
        facts: other fields.
    """
    known: dict[str, Any] = {
        "id": number,
        "session_number": 208,
        "pupil_id": number,
        "person": person(),
        "extra_time_percentage": None,
        "joined_at": None,
        "added_by": "Camille Benhamur",
        "added_at": dt.datetime(2027, 1, 4, 9, tzinfo=dt.UTC),
    }
    return Candidate(**known | facts)
