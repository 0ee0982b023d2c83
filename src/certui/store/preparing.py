"""Preparing a session: edited, deleted, put back, its candidates given what they need.

What a rule forbids is said in the statement itself (hazards F2): nobody can join in between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from certui.store.columns import CANDIDATE, INCIDENT, SESSION
from certui.store.reading import SqlReading
from certui.store.statements import among, listed

if TYPE_CHECKING:
    from collections.abc import Collection

    from certui.domain.models import ExamSession, SessionDraft

COUNTED: Final = {"preserve_rowcount": True}
NUMBER: Final = sa.bindparam("number", type_=sa.Integer)
UNFINISHED: Final = (
    sa.select(SESSION.c.number)
    .where(SESSION.c.number == CANDIDATE.c.session_number, SESSION.c.finalised_at.is_(None))
    .exists()
)
_DRAFT_COLUMNS: Final = ("name", "site", "room", "invigilators", "date", "time", "notes")
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
        {name: sa.bindparam(f"new_{name}", type_=SESSION.c[name].type) for name in _DRAFT_COLUMNS}
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
_SET_EXTRA_TIME: Final = (
    sa.update(CANDIDATE)
    .where(CANDIDATE.c.session_number == NUMBER, among(CANDIDATE.c.id, "ids"), UNFINISHED)
    .values(extra_time_percentage=sa.bindparam("percentage", type_=sa.Integer))
)
_SET_ACCESSIBILITY: Final = (
    sa.update(CANDIDATE)
    .where(
        CANDIDATE.c.session_number == NUMBER,
        among(CANDIDATE.c.id, "ids"),
        CANDIDATE.c.joined_at.is_(None),
        UNFINISHED,
    )
    .values(accessibility=sa.bindparam("needed", type_=sa.Boolean))
)


class SqlPreparing(SqlReading):
    """The part of a unit of work that prepares sessions."""

    def edit_session(self, number: int, draft: SessionDraft) -> bool:
        """Change a session's fields unless it is finalised or somebody has joined.

        In one statement (F2); False when nothing changed.
        """
        fields = {f"new_{name}": getattr(draft, name) for name in _DRAFT_COLUMNS}
        return self._changed(_EDIT, session_number=number, **fields) > 0

    def delete_session(self, number: int) -> bool:
        """Delete a session and its candidates.

        Unless it is finalised, somebody has joined or an incident was reported: the rule is in
        the statements (F2); False when nothing was deleted. The number is never given again, but
        to :meth:`restore_session`.
        """
        self._changed(_CLEAR, number=number)
        return self._changed(_DELETE, session_number=number) > 0

    def restore_session(self, session: ExamSession) -> bool:
        """Put back a deleted session, without its candidates; False when it is back already."""
        statement = sqlite.insert(SESSION).values(
            number=session.number,
            **{name: getattr(session, name) for name in _DRAFT_COLUMNS},
            access_code=session.access_code,
        )
        return self._changed(statement.on_conflict_do_nothing()) > 0

    def set_extra_time(
        self, number: int, candidate_ids: Collection[int], percentage: int | None
    ) -> int:
        """Set the extra time of candidates of a session that is not finalised.

        In one statement; returns how many candidates have it now.
        """
        wanted = {"number": number, "ids": listed(candidate_ids)}
        return self._changed(_SET_EXTRA_TIME, **wanted, percentage=percentage)

    def set_accessibility(
        self, number: int, candidate_ids: Collection[int], *, needed: bool
    ) -> int:
        """Set whether candidates need an accessible test, for those who have not joined.

        In one statement, while the session is not finalised; returns how many it was set for.
        """
        wanted = {"number": number, "ids": listed(candidate_ids)}
        return self._changed(_SET_ACCESSIBILITY, **wanted, needed=needed)

    def _changed(self, statement: sa.Executable, **parameters: object) -> int:
        counted = statement.execution_options(**COUNTED)
        result: sa.CursorResult[Any] = self._connection.execute(counted, parameters)
        return result.rowcount
