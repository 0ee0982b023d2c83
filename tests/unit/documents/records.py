"""Invented sessions for the tests of documents."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, Final

from tests import builders
from tests.builders import person

from certui.domain import pix_list
from certui.domain.models import (
    Candidate,
    Centre,
    ExamSession,
    Incident,
    IncidentCategory,
    SessionState,
    Sex,
)
from certui.domain.papers import SessionRecord
from certui.domain.pix_settings import PixSettings
from certui.rosters.listed_places import ListedPlaces

CENTRE: Final = Centre(name="Collège de la Démonstration", uai="0690001A", time_zone="Europe/Paris")
ARRIVAL: Final = dt.datetime(2027, 2, 1, 14, 31, tzinfo=dt.UTC)


def session(**changes: Any) -> ExamSession:
    """Session 208, on the 1st of February 2027, with all that a paper may say of it."""
    fields: dict[str, Any] = {
        "site": "Collège de la Démonstration",
        "invigilators": "Camille Benhamur, Ali Ben Salah",
        "date": dt.date(2027, 2, 1),
        "notes": "Deux postes de secours en salle B205.",
    }
    return builders.session(**fields | changes)


def candidate(
    rank: int = 1,
    *,
    extra: int | None = None,
    joined: dt.datetime | None = None,
    **who: Any,
) -> Candidate:
    """A candidate of session 208."""
    return builders.candidate(
        rank, person=person(**who), extra_time_percentage=extra, joined_at=joined
    )


def record(
    *candidates: Candidate,
    state: SessionState = SessionState.BEGUN,
    **changes: Any,
) -> SessionRecord:
    """One view of session 208."""
    return of_centre(PixSettings(), *candidates, state=state, **changes)


def of_centre(
    pix: PixSettings,
    *candidates: Candidate,
    state: SessionState = SessionState.BEGUN,
    **changes: Any,
) -> SessionRecord:
    """One view of session 208 of a centre that is to Pix what is said."""
    return SessionRecord(
        centre=replace(CENTRE, pix=pix),
        session=session(**changes),
        candidates=candidates,
        state=state,
        entries=pix_list.entries(candidates, pix, ListedPlaces()),
    )


def many(count: int) -> tuple[Candidate, ...]:
    """Candidates with names of their own, in order."""
    return tuple(
        candidate(
            rank,
            last_name=f"NOM-{rank:03}",
            first_name=f"Prénom {rank:03}",
            joined=ARRIVAL if rank % 4 else None,
        )
        for rank in range(1, count + 1)
    )


FAMILY: Final = (
    candidate(1, last_name="ABADIE", first_name="Zoé", sex=Sex.FEMALE, joined=ARRIVAL),
    candidate(
        2,
        last_name="DE LA TOUR D’AUVERGNE-LAURAGUAIS",
        first_name="Jean-Baptiste",
        birth_city="Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson",
        birth_city_code="51513",
        birth_department="Marne",
        extra=33,
        joined=ARRIVAL + dt.timedelta(minutes=11),
    ),
    candidate(
        3,
        last_name="N’GUESSAN",
        first_name="Aïssatou",
        sex=Sex.FEMALE,
        birth_city="Abidjan",
        birth_city_code="",
        birth_department="",
        birth_country="Côte d’Ivoire",
    ),
    candidate(4, last_name='#panic("x")', first_name="$a$ *b* _c_ @d <e> \\u{41} // f"),
    candidate(5, last_name="=cmd|'/c calc'!A1", first_name="[bold]x[/]", sex=None),
    candidate(6, last_name="ŒUVRARD-ÇELİK", first_name="Maël", class_name="3EA", extra=5),
)
"""Six candidates: accents, particles, born abroad, and names that are code elsewhere."""

FRAUD: Final = Incident(
    id=1,
    session_number=208,
    candidate_id=None,
    category=IncidentCategory.FRAUD,
    text="",
    who="Ada",
    at=ARRIVAL,
)
"""A report on the session as a whole, without words."""
