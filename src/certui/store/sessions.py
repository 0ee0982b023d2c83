"""Sessions and their centre, inside one transaction.

What a rule forbids is said in the statement itself (hazards F2): nobody can join in between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from typing_extensions import override

from certui import errors
from certui.domain.centres import MAINLAND_TIME_ZONE
from certui.services.ports.sessions import SessionReading, SessionWriting
from certui.store import values
from certui.store.columns import CANDIDATE, CENTRE, INCIDENT, SESSION
from certui.store.statements import NUMBER, UNFINISHED, Asking, columns

if TYPE_CHECKING:
    from certui.domain.models import Centre, ExamSession, SessionDraft

CENTRE_ROW: Final = sa.select(*columns(CENTRE, values.CENTRE_COLUMNS))
_COLUMNS: Final = (
    *columns(SESSION, values.SESSION_COLUMNS),
    sa.func.coalesce(sa.select(CENTRE.c.time_zone).scalar_subquery(), MAINLAND_TIME_ZONE).label(
        "time_zone"
    ),
)
_HEADS: Final = (
    sa.select(sa.func.count())
    .where(CANDIDATE.c.session_number == SESSION.c.number)
    .scalar_subquery()
    .label("heads")
)
SESSIONS: Final = sa.select(*_COLUMNS, _HEADS).order_by(
    SESSION.c.date.desc(), SESSION.c.time.desc(), SESSION.c.number
)
JOINED_SESSIONS: Final = (
    sa.select(CANDIDATE.c.session_number).where(CANDIDATE.c.joined_at.is_not(None)).distinct()
)
_SESSION: Final = sa.select(*_COLUMNS).where(SESSION.c.number == sa.bindparam("number"))
_OPEN: Final = sa.and_(
    SESSION.c.number == sa.bindparam("session_number", type_=sa.Integer),
    SESSION.c.finalised_at.is_(None),
)
_THEIRS: Final = CANDIDATE.c.session_number == SESSION.c.number
_EDIT: Final = (
    sa.update(SESSION)
    .where(
        _OPEN,
        ~sa.select(CANDIDATE.c.id).where(_THEIRS, CANDIDATE.c.joined_at.is_not(None)).exists(),
    )
    .values(
        {
            name: sa.bindparam(f"new_{name}", type_=SESSION.c[name].type)
            for name in values.DRAFT_COLUMNS
        }
    )
)
_OTHER: Final = CANDIDATE.alias("other")
_CLEAR: Final = sa.delete(CANDIDATE).where(
    CANDIDATE.c.session_number == NUMBER,
    UNFINISHED,
    ~sa.select(_OTHER.c.id)
    .where(_OTHER.c.session_number == NUMBER, _OTHER.c.joined_at.is_not(None))
    .exists(),
    ~sa.select(INCIDENT.c.id).where(INCIDENT.c.session_number == NUMBER).exists(),
)
_DELETE: Final = sa.delete(SESSION).where(
    _OPEN,
    ~sa.select(CANDIDATE.c.id).where(_THEIRS).exists(),
    ~sa.select(INCIDENT.c.id).where(INCIDENT.c.session_number == SESSION.c.number).exists(),
)


class SqlSessionReading(Asking, SessionReading):
    """Questions about sessions."""

    @override
    def centre(self) -> Centre:
        row = self._rows(CENTRE_ROW).one_or_none()
        return values.UNKNOWN if row is None else values.centre(row)

    @override
    def sessions(self) -> list[tuple[ExamSession, int]]:
        return [(values.session(row), row["heads"]) for row in self._rows(SESSIONS)]

    @override
    def joined_sessions(self) -> frozenset[int]:
        return self._ids(JOINED_SESSIONS)

    @override
    def session(self, number: int) -> ExamSession:
        found = self._rows(_SESSION, number=number).one_or_none()
        if found is None:
            raise errors.UnknownSession(number=number)
        return values.session(found)


class SqlSessionWriting(SqlSessionReading, SessionWriting):
    """Changes to sessions, before the day."""

    @override
    def set_centre(self, centre: Centre) -> None:
        facts = values.centre_values(centre)
        self._connection.execute(
            sqlite.insert(CENTRE)
            .values(id=1, **facts)
            .on_conflict_do_update(index_elements=["id"], set_=facts)
        )

    @override
    def add_session(
        self, draft: SessionDraft, *, access_code: str, number: int | None = None
    ) -> int:
        given: dict[str, int] = {} if number is None else {"number": number}
        facts = values.of(draft, values.DRAFT_COLUMNS)
        statement = sa.insert(SESSION).values(**given, **facts, access_code=access_code)
        result: sa.CursorResult[Any] = self._connection.execute(
            statement.returning(SESSION.c.number)
        )
        return int(result.scalar_one())

    @override
    def edit_session(self, number: int, draft: SessionDraft) -> bool:
        fields = {
            f"new_{name}": value for name, value in values.of(draft, values.DRAFT_COLUMNS).items()
        }
        return self._changed(_EDIT, session_number=number, **fields) > 0

    @override
    def delete_session(self, number: int) -> bool:
        self._changed(_CLEAR, number=number)
        return self._changed(_DELETE, session_number=number) > 0

    @override
    def restore_session(self, session: ExamSession) -> bool:
        facts = values.of(session, (*values.DRAFT_COLUMNS, "number", "access_code"))
        statement = sqlite.insert(SESSION).values(**facts)
        return self._changed(statement.on_conflict_do_nothing()) > 0
