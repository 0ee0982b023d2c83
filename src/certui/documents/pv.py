"""The PV de session: who was expected, who came, and room to write and sign."""

from __future__ import annotations

import sys
import zoneinfo
from typing import TYPE_CHECKING, Any, Final

from certui.documents import french, paper
from certui.domain import candidate_fields, day, session_fields
from certui.domain.models import IncidentCategory, SessionState
from certui.domain.nomenclature import CATEGORIES, SHORT_REASONS
from certui.domain.papers import Preview
from certui.domain.text import clean

if TYPE_CHECKING:
    from certui.domain.day import Counts
    from certui.domain.models import Candidate, ExamSession
    from certui.domain.papers import SessionRecord

TEMPLATE: Final = "pv"
# Who a row is about: the name and the first name.
ROW_HEADERS: Final = (1, 2)
_TITLE: Final = "Procès-verbal"
_LONGEST_NAME: Final = 120
_LONGEST_NOTES: Final = 1_000
_COLUMNS: Final = {
    "rank": "N°",
    **paper.headings(candidate_fields.RECORD),
    "arrival": "Arrivée",
    "end": "Fin",
}


def values(record: SessionRecord) -> dict[str, object]:
    """What the template shows (docs/documents.md lists it for those who write their own)."""
    session = record.session
    rows = [_row(rank, one, record) for rank, one in enumerate(record.candidates, start=1)]
    counts = day.counts(record.candidates)
    return {
        **paper.head(record, _TITLE, "PV"),
        "session": {
            **paper.session(record),
            "end": _session_end(record),
            "notes": french.spaced(french.cut(session.notes, _LONGEST_NOTES)),
        },
        "counts": {
            "enrolled": counts.total,
            "arrived": counts.present,
            "absent": counts.absent,
            "sentence": _counts(counts),
            # Before it begins nobody is counted: the invigilator does, on the paper.
            "by_hand": record.state is SessionState.UPCOMING
            and not (counts.present or counts.absent),
        },
        "candidates": rows,
        "incidents": _incidents(record),
        "signatures": [
            *(("Surveillant", one) for one in paper.signers(record) or [""]),
            ("Le responsable du centre de certification", ""),
        ],
        "finished": _finished(session),
    }


def preview(record: SessionRecord) -> Preview:
    """The same as text."""
    centre = record.centre
    facts = {name: paper.fact(record, name, sys.maxsize) for name in session_fields.RECORD}
    rows = [_row(rank, one, record) for rank, one in enumerate(record.candidates, start=1)]
    # Until a test has ended the last column would be empty.
    shown = len(_COLUMNS) - (not any(row["end"] for row in rows))
    return Preview(
        title=title(record),
        facts=(
            ("Centre", f"{clean(centre.name)} {clean(centre.uai)}".strip()),
            *paper.labelled(facts),
            *(("Incident", _reported(one)) for one in _incidents(record)),
            *((("État", finished),) if (finished := _finished(record.session)) else ()),
        ),
        columns=tuple(_COLUMNS.values())[:shown],
        rows=tuple(tuple(row.values())[:shown] for row in rows),
    )


def title(record: SessionRecord) -> str:
    """The document's title, also shown by PDF readers."""
    return paper.of_session(record, _TITLE)


# As the screen calls them.
_ABSENT: Final = "absent"
_EXPECTED: Final = "attendu"
_WHOLE_SESSION: Final = "toute la session"


def _row(rank: int, candidate: Candidate, record: SessionRecord) -> dict[str, str]:
    return {
        "rank": str(rank),
        **paper.row(candidate, candidate_fields.RECORD),
        "arrival": _arrival(candidate, record),
        "end": _end(candidate, record.session),
    }


def _arrival(candidate: Candidate, record: SessionRecord) -> str:
    """The hour of arrival; else what the screen says, once the session has begun."""
    session = record.session
    if candidate.joined_at is not None:
        return french.local_hour(candidate.joined_at, session.time_zone, session.date)
    if candidate.absent_at is not None:
        return _ABSENT
    return "" if record.state is SessionState.UPCOMING else _EXPECTED


def _end(candidate: Candidate, session: ExamSession) -> str:
    """The hour at which a test ended, or why it did not; empty where neither is known."""
    if candidate.ended_at is not None:
        return french.local_hour(candidate.ended_at, session.time_zone, session.date)
    reason = candidate.unfinished_reason
    return "" if reason is None else SHORT_REASONS[reason]


def _incidents(record: SessionRecord) -> list[dict[str, Any]]:
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
                "text": french.spaced(french.cut(one.text, _LONGEST_NOTES)),
                "who": french.cut(one.who, _LONGEST_NAME),
                # Whom a fraud is reported of signs the report, or refuses to.
                "signed": one.category is IncidentCategory.FRAUD and whom is not None,
            }
        )
    return reports


def _reported(incident: dict[str, Any]) -> str:
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


def _session_end(record: SessionRecord) -> str:
    """The hour at which the last test ended, once the session is finished; empty before."""
    session = record.session
    ends = [one.ended_at for one in record.candidates if one.ended_at is not None]
    if session.finalised_at is None or not ends:
        return ""
    return french.local_hour(max(ends), session.time_zone, session.date)


def _counts(counts: Counts) -> str:
    """``32 candidats inscrits, 30 présents, 2 absents.``; what is nought is left out."""
    expected = counts.total - counts.present - counts.absent
    parts = [_count(counts.total, "candidat inscrit", "candidats inscrits")]
    if counts.present:
        parts.append(_count(counts.present, "présent", "présents"))
    if counts.absent:
        parts.append(_count(counts.absent, "absent", "absents"))
    # Before anybody has come or is absent, all of them are expected.
    if expected and expected < counts.total:
        parts.append(_count(expected, "attendu", "attendus"))
    return ", ".join(parts) + "."


def _count(count: int, one: str, many: str) -> str:
    return f"{count}{french.NO_BREAK}{one if count < 2 else many}"  # noqa: PLR2004 - French grammar
