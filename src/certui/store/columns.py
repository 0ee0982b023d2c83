"""The tables as statements see them: names, columns, types.

The schema is that of :mod:`certui.store.tables`; a database is made and migrated by it. To ask and
to write, SQLAlchemy's core is enough: without SQLModel a process is ready a quarter of a second
sooner and 12 MB lighter, times as many as work on one server. That both agree is tested.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine


class UtcDateTime(sa.TypeDecorator[dt.datetime]):
    """An instant: aware in, stored as UTC, aware UTC out."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(
        self, value: dt.datetime | None, dialect: sa.Dialect
    ) -> dt.datetime | None:
        """Store UTC; a naive instant is a mistake of the caller."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "an instant without its time zone"
            raise ValueError(msg)
        return value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(
        self, value: dt.datetime | None, dialect: sa.Dialect
    ) -> dt.datetime | None:
        """Give back an aware instant."""
        del dialect
        return None if value is None else value.replace(tzinfo=dt.UTC)


_METADATA: Final = sa.MetaData()
_PERSON: Final[dict[str, Any]] = {
    "ine": sa.String,
    "last_name": sa.String,
    "first_name": sa.String,
    "sex": sa.String,
    "birth_date": sa.Date,
    "class_name": sa.String,
    "birth_city": sa.String,
    "birth_city_code": sa.String,
    "birth_department": sa.String,
    "birth_country": sa.String,
    "usage_name": sa.String,
    "candidate_order": sa.String,
}


def _table(table: str, /, key: str = "id", **types: type[TypeEngine[Any]]) -> sa.Table:
    """A table.

    Args:
        table: its name.
        key: its primary key, an integer.
        types: of its other columns, by name.
    """
    number = sa.Column(key, sa.Integer, primary_key=True)
    return sa.Table(table, _METADATA, number, *(sa.Column(*one) for one in types.items()))


CENTRE: Final = _table(
    "centre",
    name=sa.String,
    uai=sa.String,
    time_zone=sa.String,
    sco=sa.Boolean,
    certifications=sa.String,
    billing=sa.String,
    prepayment_code=sa.String,
)
ROSTER: Final = _table("roster", stamp=sa.Integer, school_year=sa.Integer)
PUPIL: Final = _table(
    "pupil", **_PERSON, enabled=sa.Boolean, roster_order=sa.String, haystack=sa.String
)
SESSION: Final = _table(
    "exam_session",
    key="number",
    name=sa.String,
    site=sa.String,
    room=sa.String,
    invigilators=sa.String,
    date=sa.Date,
    time=sa.Time,
    notes=sa.String,
    access_code=sa.String,
    finalised_at=UtcDateTime,
    finalised_by=sa.String,
)
CANDIDATE: Final = _table(
    "candidate",
    **_PERSON,
    session_number=sa.Integer,
    pupil_id=sa.Integer,
    extra_time_percentage=sa.Integer,
    joined_at=UtcDateTime,
    op_id=sa.String,
    added_by=sa.String,
    added_at=UtcDateTime,
    started_at=UtcDateTime,
    ended_at=UtcDateTime,
    absent_at=UtcDateTime,
    unfinished_reason=sa.String,
    accessibility=sa.Boolean,
)
INCIDENT: Final = _table(
    "incident",
    session_number=sa.Integer,
    candidate_id=sa.Integer,
    category=sa.String,
    text=sa.String,
    who=sa.String,
    at=UtcDateTime,
)
UNDO: Final = _table(
    "undo",
    op_id=sa.String,
    action=sa.String,
    session_number=sa.Integer,
    who=sa.String,
    at=UtcDateTime,
    count=sa.Integer,
    facts=sa.String,
)
UNDO_PART: Final = _table(
    "undo_part",
    undo_id=sa.Integer,
    pupil_id=sa.Integer,
    candidate_id=sa.Integer,
    facts=sa.String,
)
JOURNAL: Final = _table(
    "journal",
    op_id=sa.String,
    at=UtcDateTime,
    who=sa.String,
    action=sa.String,
    session_number=sa.Integer,
    done=sa.Integer,
    skipped=sa.Integer,
    candidate_id=sa.Integer,
)
