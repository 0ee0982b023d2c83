"""The PV de session: who was expected, who came, and room to write and sign."""

from __future__ import annotations

import zoneinfo
from typing import TYPE_CHECKING, Final

from certui.documents import french
from certui.domain.models import SessionState
from certui.domain.nomenclature import CATEGORIES, SHORT_REASONS
from certui.domain.text import clean
from certui.services.documents import Preview

if TYPE_CHECKING:
    from certui.domain.models import Candidate, ExamSession
    from certui.services.documents import SessionRecord

TEMPLATE: Final = "pv"
# Names of 300 characters are cut: three lines of a column are enough to tell people apart.
_LONGEST_NAME: Final = 60
_LONGEST_CLASS: Final = 20
_LONGEST_FACT: Final = 120
_LONGEST_NOTES: Final = 1_000
_COLUMNS: Final = {
    "rank": "N°",
    "last_name": "Nom",
    "first_name": "Prénom",
    "birth_date": "Né(e) le",
    "birth_city": "Commune de naissance",
    "birth_department": "Département",
    "birth_country": "Pays",
    "class_name": "Classe",
    "extra_time": "Temps majoré",
    "arrival": "Arrivée",
    "end": "Fin",
}


def values(record: SessionRecord) -> dict[str, object]:
    """What the template shows (docs/documents.md lists it for those who write their own)."""
    session, centre = record.session, record.centre
    rows = [_row(rank, one, record) for rank, one in enumerate(record.candidates, start=1)]
    arrived = sum(one.joined_at is not None for one in record.candidates)
    absent = sum(row["arrival"] == _ABSENT for row in rows)
    name = french.cut(centre.name, _LONGEST_FACT)
    return {
        "title": title(record),
        "running": " — ".join(
            part for part in (name, f"PV de la session n°{french.NO_BREAK}{session.number}") if part
        ),
        "centre": {"name": name, "uai": clean(centre.uai)},
        "session": {
            "number": str(session.number),
            "name": _fact(session.name),
            "site": _fact(session.site),
            "room": _fact(session.room),
            "invigilators": _fact(session.invigilators),
            "date": french.long_day(session.date),
            "time": french.hour(session.time),
            "notes": french.cut(session.notes, _LONGEST_NOTES),
        },
        "counts": {
            "enrolled": len(rows),
            "arrived": arrived,
            "absent": absent,
            "sentence": _counts(len(rows), arrived, absent),
        },
        "candidates": rows,
        "incidents": _incidents(record),
        "finished": _finished(session),
    }


def preview(record: SessionRecord) -> Preview:
    """The same as text."""
    session, centre = record.session, record.centre
    rows = [_row(rank, one, record) for rank, one in enumerate(record.candidates, start=1)]
    # Until a test has ended the last column would be empty.
    shown = len(_COLUMNS) - (not any(row["end"] for row in rows))
    return Preview(
        title=title(record),
        facts=(
            ("Centre", f"{clean(centre.name)} {clean(centre.uai)}".strip()),
            ("Nom de la session", clean(session.name)),
            ("Nom du site", clean(session.site)),
            ("Salle", clean(session.room)),
            ("Surveillant(s)", clean(session.invigilators)),
            ("Date", french.long_day(session.date)),
            ("Heure de début (heure locale)", french.hour(session.time)),
            ("Observations", clean(session.notes)),
            *(("Incident", _reported(one)) for one in _incidents(record)),
            *((("État", finished),) if (finished := _finished(session)) else ()),
        ),
        columns=tuple(_COLUMNS.values())[:shown],
        rows=tuple(tuple(row.values())[:shown] for row in rows),
    )


def title(record: SessionRecord) -> str:
    """The document's title, also shown by PDF readers."""
    return f"Procès-verbal de la session n°{french.NO_BREAK}{record.session.number}"


_ABSENT: Final = "absent"
_WHOLE_SESSION: Final = "toute la session"


def _row(rank: int, candidate: Candidate, record: SessionRecord) -> dict[str, str]:
    person = candidate.person
    return {
        "rank": str(rank),
        "last_name": french.cut(person.last_name, _LONGEST_NAME),
        "first_name": french.cut(person.first_name, _LONGEST_NAME),
        "birth_date": french.numeric_day(person.birth_date),
        "birth_city": french.cut(person.birth_city, _LONGEST_NAME),
        "birth_department": french.cut(person.birth_department, _LONGEST_NAME),
        "birth_country": french.cut(person.birth_country, _LONGEST_NAME),
        "class_name": french.cut(person.class_name, _LONGEST_CLASS),
        "extra_time": french.percent(candidate.extra_time_percentage),
        "arrival": _arrival(candidate, record),
        "end": _end(candidate, record.session),
    }


def _arrival(candidate: Candidate, record: SessionRecord) -> str:
    """The hour of arrival; who has none is absent once the session has begun, not before."""
    session = record.session
    if candidate.joined_at is not None:
        return french.local_hour(candidate.joined_at, session.time_zone, session.date)
    if candidate.absent_at is not None:
        return _ABSENT
    return "" if record.state is SessionState.UPCOMING else _ABSENT


def _end(candidate: Candidate, session: ExamSession) -> str:
    """The hour at which a test ended, or why it did not; empty where neither is known."""
    if candidate.ended_at is not None:
        return french.local_hour(candidate.ended_at, session.time_zone, session.date)
    reason = candidate.unfinished_reason
    return "" if reason is None else SHORT_REASONS[reason]


def _incidents(record: SessionRecord) -> list[dict[str, str]]:
    """What was reported: when, what, on whom, in whose words."""
    session = record.session
    names = {one.id: one.person for one in record.candidates}
    reports = []
    for one in record.incidents:
        whom = names.get(one.candidate_id) if one.candidate_id is not None else None
        name = "" if whom is None else f"{whom.last_name} {whom.first_name}"
        reports.append(
            {
                "hour": french.local_hour(one.at, session.time_zone, session.date),
                "category": f"{one.category.value} {CATEGORIES[one.category]}",
                "whom": french.cut(name, _LONGEST_NAME) or _WHOLE_SESSION,
                "text": french.cut(one.text, _LONGEST_NOTES),
                "who": french.cut(one.who, _LONGEST_NAME),
            }
        )
    return reports


def _reported(incident: dict[str, str]) -> str:
    """An incident on one line."""
    said = f"{french.NO_BREAK}: {incident['text']}" if incident["text"] else ""
    return f"{incident['hour']}, {incident['category']}, {incident['whom']}{said}"


def _finished(session: ExamSession) -> str:
    """Who finished the session, and when; empty while it can change."""
    if session.finalised_at is None:
        return ""
    day = session.finalised_at.astimezone(zoneinfo.ZoneInfo(session.time_zone))
    by = f" par {french.cut(session.finalised_by, _LONGEST_NAME)}" if session.finalised_by else ""
    return f"Session finalisée le {french.long_day(day.date())} à {french.hour(day.time())}{by}."


def _counts(enrolled: int, arrived: int, absent: int) -> str:
    """``32 candidats inscrits, 30 présents, 2 absents.``; what is nought is left out."""
    parts = [_count(enrolled, "candidat inscrit", "candidats inscrits")]
    if arrived:
        parts.append(_count(arrived, "présent", "présents"))
    if absent:
        parts.append(_count(absent, "absent", "absents"))
    return ", ".join(parts) + "."


def _count(count: int, one: str, many: str) -> str:
    return f"{count}{french.NO_BREAK}{one if count < 2 else many}"  # noqa: PLR2004 - French grammar


def _fact(value: str) -> str:
    return french.cut(value, _LONGEST_FACT)
