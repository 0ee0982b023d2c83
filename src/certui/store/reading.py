"""Questions to the store, inside one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from certui import errors
from certui.domain.centres import MAINLAND_TIME_ZONE
from certui.domain.models import (
    Action,
    Candidate,
    Centre,
    ExamSession,
    Incident,
    IncidentCategory,
    JournalEntry,
    Person,
    Pupil,
    RosterEntry,
    Sex,
    UnfinishedReason,
)
from certui.store.centres import CENTRE_COLUMNS, UNKNOWN, centre
from certui.store.columns import CANDIDATE, CENTRE, INCIDENT, JOURNAL, PUPIL, ROSTER, SESSION
from certui.store.people import PERSON_COLUMNS, reader_of_dates, reader_of_persons, reader_of_texts
from certui.store.statements import among, columns, driver_text, listed
from certui.store.undoing import UndoReading

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from certui.services.ports import Progress

_ZONE: Final = sa.func.coalesce(
    sa.select(CENTRE.c.time_zone).scalar_subquery(), MAINLAND_TIME_ZONE
).label("time_zone")
_HEADS: Final = (
    sa.select(sa.func.count())
    .where(CANDIDATE.c.session_number == SESSION.c.number)
    .scalar_subquery()
    .label("heads")
)
_SESSIONS: Final = sa.select(SESSION, _ZONE, _HEADS).order_by(
    SESSION.c.date.desc(), SESSION.c.time.desc(), SESSION.c.number
)
_SESSION: Final = sa.select(SESSION, _ZONE).where(SESSION.c.number == sa.bindparam("number"))
_JOINED_SESSIONS: Final = (
    sa.select(CANDIDATE.c.session_number).where(CANDIDATE.c.joined_at.is_not(None)).distinct()
)
_CANDIDATES: Final = (
    sa.select(CANDIDATE)
    .where(CANDIDATE.c.session_number == sa.bindparam("number"))
    .order_by(CANDIDATE.c.candidate_order, CANDIDATE.c.id)
)
_CANDIDATE: Final = sa.select(CANDIDATE).where(
    CANDIDATE.c.session_number == sa.bindparam("number"), CANDIDATE.c.id == sa.bindparam("id")
)
_ADDED: Final = (
    sa.select(CANDIDATE.c.pupil_id, CANDIDATE.c.id)
    .where(
        CANDIDATE.c.session_number == sa.bindparam("number"),
        CANDIDATE.c.op_id == sa.bindparam("op_id"),
    )
    .order_by(CANDIDATE.c.id)
)
_INCIDENTS: Final = (
    sa.select(INCIDENT)
    .where(INCIDENT.c.session_number == sa.bindparam("number"))
    .order_by(INCIDENT.c.at, INCIDENT.c.id)
)
_ENROLLED: Final = sa.select(CANDIDATE.c.pupil_id).where(
    CANDIDATE.c.session_number == sa.bindparam("number")
)
# Entries of no session that change what its papers say: an import corrects the candidates of those
# to come, the centre stands on them all.
_OF_ALL_SESSIONS: Final = [
    one.value for one in (Action.SET_CENTRE, Action.IMPORT_ROSTER, Action.UNDO_IMPORT)
]
_LAST_CHANGE: Final = (
    sa.select(JOURNAL.c.at)
    .where(
        (JOURNAL.c.session_number == sa.bindparam("number"))
        | (JOURNAL.c.session_number.is_(None) & JOURNAL.c.action.in_(_OF_ALL_SESSIONS))
    )
    .order_by(JOURNAL.c.id.desc())
    .limit(1)
)
_IDS_BY_CLASS: Final = (
    sa.select(PUPIL.c.class_name, PUPIL.c.id)
    .where(PUPIL.c.enabled, among(PUPIL.c.class_name, "classes"))
    .order_by(PUPIL.c.roster_order, PUPIL.c.id)
)
_IDS_BY_INE: Final = sa.select(PUPIL.c.ine, PUPIL.c.id).where(
    PUPIL.c.enabled, among(PUPIL.c.ine, "ines")
)
# Rosters are read past SQLAlchemy's rows: 100,000 of them are waited for.
# How many rows are read between two words of progress.
_MANY_ROWS: Final = 5_000
_ROSTER_SIZE: Final = driver_text(
    sa.select(sa.func.count()).select_from(PUPIL).where(PUPIL.c.enabled)
)
_ENTRY_COLUMNS: Final = (
    "id",
    "class_name",
    "last_name",
    "first_name",
    "birth_date",
    "ine",
    "haystack",
    "usage_name",
)
_ROSTER: Final = driver_text(
    sa.select(*columns(PUPIL, _ENTRY_COLUMNS))
    .where(PUPIL.c.enabled)
    .order_by(PUPIL.c.roster_order, PUPIL.c.id)
)
_PUPIL_ROWS: Final = sa.select(PUPIL.c.id, PUPIL.c.enabled, *columns(PUPIL, PERSON_COLUMNS))
_PUPILS: Final = driver_text(_PUPIL_ROWS.order_by(PUPIL.c.id))
_DISABLED: Final = driver_text(
    _PUPIL_ROWS.where(~PUPIL.c.enabled).order_by(PUPIL.c.roster_order, PUPIL.c.id)
)


class SqlReading(UndoReading):
    """A consistent view of the store; see :class:`certui.services.ports.Reading`.

    Args:
        connection: in a transaction that ends with the view.
    """

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def centre(self) -> Centre:
        """The centre; its name and UAI are empty until known."""
        row = self._connection.execute(sa.select(*columns(CENTRE, CENTRE_COLUMNS))).one_or_none()
        return UNKNOWN if row is None else centre(row)

    def sessions(self) -> list[tuple[ExamSession, int]]:
        """Every session with its number of candidates, newest date and hour first, then number."""
        rows = self._connection.execute(_SESSIONS).mappings()
        return [(_session(row), row["heads"]) for row in rows]

    def joined_sessions(self) -> frozenset[int]:
        """The numbers of the sessions that somebody has joined."""
        return frozenset(self._connection.execute(_JOINED_SESSIONS).scalars())

    def session(self, number: int) -> ExamSession:
        """One session.

        Raises:
            certui.errors.UnknownSession: no such number.
        """
        found = self._connection.execute(_SESSION, {"number": number}).mappings().one_or_none()
        if found is None:
            raise errors.UnknownSession(number=number)
        return _session(found)

    def candidates(self, number: int) -> list[Candidate]:
        """A session's candidates, by last name then first name, accents ignored."""
        rows = self._connection.execute(_CANDIDATES, {"number": number}).mappings()
        return [_candidate(row) for row in rows]

    def candidate(self, number: int, candidate_id: int) -> Candidate:
        """One candidate.

        Raises:
            certui.errors.UnknownCandidate: not in this session.
        """
        wanted = {"number": number, "id": candidate_id}
        found = self._connection.execute(_CANDIDATE, wanted).mappings().one_or_none()
        if found is None:
            raise errors.UnknownCandidate(number=number)
        return _candidate(found)

    def added(self, number: int, op_id: str) -> dict[int, int]:
        """Those of a session whom one addition added: candidate ids by pupil id."""
        rows = self._connection.execute(_ADDED, {"number": number, "op_id": op_id})
        return {row.pupil_id: row.id for row in rows}

    def incidents(self, number: int) -> list[Incident]:
        """What was reported in a session, in the order of the reports."""
        rows = self._connection.execute(_INCIDENTS, {"number": number}).mappings()
        return [_incident(row) for row in rows]

    def enrolled(self, number: int) -> frozenset[int]:
        """The ids of the pupils who are candidates of a session."""
        return frozenset(self._connection.execute(_ENROLLED, {"number": number}).scalars())

    def roster(self, *, progress: Progress | None = None) -> list[RosterEntry]:
        """The active pupils by class, last name, first name (accents ignored, 10e after 9e)."""
        date = reader_of_dates()
        text = reader_of_texts()
        entries: list[RosterEntry] = []
        rows = self._rows(_ROSTER)
        count = self._rows(_ROSTER_SIZE).fetchone()[0] if progress else 0
        while some := rows.fetchmany(_MANY_ROWS):
            entries += (
                RosterEntry(
                    pupil_id,
                    text(class_name),
                    text(last),
                    text(first),
                    date(birth),
                    ine or "",
                    hay,
                    text(usage),
                )
                for pupil_id, class_name, last, first, birth, ine, hay, usage in some
            )
            if progress:
                progress(len(entries) / count)
        return entries

    def roster_stamp(self) -> int:
        """Grows with each change of the roster: an index serves until the stamp grows."""
        return self._connection.execute(sa.select(ROSTER.c.stamp)).scalar_one_or_none() or 0

    def roster_year(self) -> int | None:
        """First year of the school year that the roster is of; None until a file says it."""
        return self._connection.execute(sa.select(ROSTER.c.school_year)).scalar_one_or_none()

    def pupils(self) -> list[Pupil]:
        """Every pupil, disabled ones too, by id."""
        return self._pupils(_PUPILS)

    def disabled_pupils(self) -> list[Pupil]:
        """The pupils who left the roster, in its order."""
        return self._pupils(_DISABLED)

    def pupil_ids_of_classes(self, classes: Collection[str]) -> dict[str, list[int]]:
        """Active pupils by class name, for each class asked that has any (exact name)."""
        found: dict[str, list[int]] = {}
        rows = self._connection.execute(_IDS_BY_CLASS, {"classes": listed(classes)})
        for class_name, pupil_id in rows:
            found.setdefault(class_name, []).append(pupil_id)
        return found

    def pupil_ids_of_ines(self, ines: Collection[str]) -> dict[str, int]:
        """Active pupils by INE, for each INE asked that is known."""
        rows = self._connection.execute(_IDS_BY_INE, {"ines": listed(ines)})
        return {row.ine: row.id for row in rows}

    def journal_entry(self, op_id: str) -> JournalEntry | None:
        """What an operation did, if it was done."""
        row = self._connection.execute(
            sa.select(JOURNAL).where(JOURNAL.c.op_id == op_id)
        ).one_or_none()
        if row is None:
            return None
        return JournalEntry(
            op_id=row.op_id,
            at=row.at,
            who=row.who,
            action=Action(row.action),
            session_number=row.session_number,
            done=row.done,
            skipped=row.skipped,
            candidate_id=row.candidate_id,
        )

    def last_change(self, number: int) -> dt.datetime | None:
        """When what a session's papers say last changed, aware; None where nothing was noted."""
        return self._connection.execute(_LAST_CHANGE, {"number": number}).scalar_one_or_none()

    def _pupils(self, text: str) -> list[Pupil]:
        person = reader_of_persons()
        return [
            Pupil(pupil_id, person(values), bool(enabled))
            for pupil_id, enabled, *values in self._rows(text)
        ]

    def _rows(self, text: str) -> Any:  # noqa: ANN401 - a cursor of either driver
        return self._connection.exec_driver_sql(text).cursor


def _session(row: sa.RowMapping) -> ExamSession:
    return ExamSession(
        number=row["number"],
        name=row["name"],
        site=row["site"],
        room=row["room"],
        invigilators=row["invigilators"],
        date=row["date"],
        time=row["time"],
        time_zone=row["time_zone"],
        notes=row["notes"],
        access_code=row["access_code"],
        finalised_at=row["finalised_at"],
        finalised_by=row["finalised_by"],
    )


def _candidate(row: sa.RowMapping) -> Candidate:
    facts = {name: row[name] for name in PERSON_COLUMNS}
    facts["sex"] = row["sex"] and Sex(row["sex"])
    return Candidate(
        id=row["id"],
        session_number=row["session_number"],
        pupil_id=row["pupil_id"],
        person=Person(**facts),
        extra_time_percentage=row["extra_time_percentage"],
        joined_at=row["joined_at"],
        added_by=row["added_by"],
        added_at=row["added_at"],
        started_at=row["started_at"],
        ended_at=row["ended_at"],
        absent_at=row["absent_at"],
        unfinished_reason=row["unfinished_reason"] and UnfinishedReason(row["unfinished_reason"]),
        accessibility=row["accessibility"],
    )


def _incident(row: sa.RowMapping) -> Incident:
    return Incident(
        id=row["id"],
        session_number=row["session_number"],
        candidate_id=row["candidate_id"],
        category=IncidentCategory(row["category"]),
        text=row["text"],
        who=row["who"],
        at=row["at"],
    )
