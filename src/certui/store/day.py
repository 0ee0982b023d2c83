"""Changes on the day of a session, inside one unit of work.

Each step says in its own statement from where it may be taken (hazards F2), and the rows it
answers tell for whom it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa
from typing_extensions import override

from certui.domain.day import MARKS, Move
from certui.services.ports.day import DayReading, DayWriting
from certui.store import values
from certui.store.columns import CANDIDATE, INCIDENT, SESSION
from certui.store.statements import NUMBER, UNFINISHED, Asking, among, columns, listed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping

    from certui.domain.models import Candidate, Incident, IncidentCategory, UnfinishedReason

# A parameter may not have the name of a column of the table that is changed.
_SESSION: Final = sa.bindparam("session", type_=sa.Integer)
_AT: Final = sa.bindparam("at", type_=CANDIDATE.c.joined_at.type)
_JOINED, _STARTED, _ENDED, _ABSENT, _REASON = columns(CANDIDATE, MARKS)


def _not_before(earlier: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    return sa.case((earlier > _AT, earlier), else_=_AT)


def _step(where: Collection[sa.ColumnElement[bool]], values: Mapping[str, Any]) -> sa.Executable:
    return (
        sa.update(CANDIDATE)
        .where(
            CANDIDATE.c.session_number == NUMBER,
            among(CANDIDATE.c.id, "candidate_ids"),
            UNFINISHED,
            *where,
        )
        .values(values)
        .returning(CANDIDATE.c.id)
    )


_MOVES: Final[dict[Move, sa.Executable]] = {
    # Who was marked absent and comes is no longer absent.
    Move.ARRIVE: _step([_JOINED.is_(None)], {"joined_at": _AT, "absent_at": None}),
    Move.UNDO_ARRIVAL: _step(
        [_JOINED.is_not(None), _STARTED.is_(None)], {"joined_at": None, "unfinished_reason": None}
    ),
    Move.START: _step(
        [_JOINED.is_not(None), _STARTED.is_(None)],
        {"started_at": _not_before(_JOINED), "unfinished_reason": None},
    ),
    Move.UNDO_START: _step(
        [_STARTED.is_not(None), _ENDED.is_(None)], {"started_at": None, "unfinished_reason": None}
    ),
    Move.END: _step(
        [_STARTED.is_not(None), _ENDED.is_(None)],
        {"ended_at": _not_before(_STARTED), "unfinished_reason": None},
    ),
    Move.UNDO_END: _step([_ENDED.is_not(None)], {"ended_at": None}),
    Move.MARK_ABSENT: _step([_JOINED.is_(None), _ABSENT.is_(None)], {"absent_at": _AT}),
    Move.UNDO_ABSENT: _step([_ABSENT.is_not(None)], {"absent_at": None}),
}
_MARK_EXPECTED: Final = (
    sa.update(CANDIDATE)
    .where(
        CANDIDATE.c.session_number == NUMBER,
        _JOINED.is_(None),
        _ABSENT.is_(None),
        UNFINISHED,
    )
    .values(absent_at=_AT)
)
_GIVE_REASON: Final = _step(
    [
        _JOINED.is_not(None),
        _ENDED.is_(None),
        _REASON.is_distinct_from(sa.bindparam("reason", type_=_REASON.type)),
    ],
    {"unfinished_reason": sa.bindparam("reason", type_=_REASON.type)},
)
_FINALISE: Final = (
    sa.update(SESSION)
    .where(SESSION.c.number == _SESSION, SESSION.c.finalised_at.is_(None))
    .values(finalised_at=_AT, finalised_by=sa.bindparam("who"))
)
_REOPEN: Final = (
    sa.update(SESSION)
    .where(SESSION.c.number == _SESSION, SESSION.c.finalised_at.is_not(None))
    .values(finalised_at=None, finalised_by="")
)
_OPEN_SESSION: Final = (
    sa.select(SESSION.c.number)
    .where(SESSION.c.number == NUMBER, SESSION.c.finalised_at.is_(None))
    .exists()
)
_WHOM: Final = sa.bindparam("candidate", type_=sa.Integer)
_REPORT: Final = (
    sa.insert(INCIDENT)
    .from_select(
        ("session_number", "candidate_id", "category", "text", "who", "at"),
        sa.select(
            NUMBER,
            _WHOM,
            *(
                sa.bindparam(name, type_=INCIDENT.c[name].type)
                for name in ("category", "text", "who")
            ),
            _AT,
        ).where(
            _OPEN_SESSION,
            sa.or_(
                _WHOM.is_(None),
                sa.select(CANDIDATE.c.id)
                .where(CANDIDATE.c.id == _WHOM, CANDIDATE.c.session_number == NUMBER)
                .exists(),
            ),
        ),
    )
    .returning(INCIDENT.c.id)
)
_WITHDRAW: Final = sa.delete(INCIDENT).where(
    INCIDENT.c.id == sa.bindparam("incident"),
    INCIDENT.c.session_number == NUMBER,
    _OPEN_SESSION,
)
_INCIDENTS: Final = (
    sa.select(*columns(INCIDENT, values.INCIDENT_COLUMNS))
    .where(INCIDENT.c.session_number == NUMBER)
    .order_by(INCIDENT.c.at, INCIDENT.c.id)
)


class SqlDayReading(Asking, DayReading):
    """Questions about the day."""

    @override
    def incidents(self, number: int) -> list[Incident]:
        return [values.incident(row) for row in self._rows(_INCIDENTS, number=number)]


class SqlDayWriting(SqlDayReading, DayWriting):
    """Changes on the day."""

    @override
    def finalise_session(self, number: int, at: dt.datetime, *, who: str = "") -> bool:
        return self._changed(_FINALISE, session=number, at=at, who=who) > 0

    @override
    def reopen_session(self, number: int) -> bool:
        return self._changed(_REOPEN, session=number) > 0

    @override
    def move_candidates(
        self, number: int, candidate_ids: Collection[int], move: Move, at: dt.datetime
    ) -> frozenset[int]:
        return self._ids(_MOVES[move], number=number, candidate_ids=listed(candidate_ids), at=at)

    @override
    def mark_expected_absent(self, number: int, at: dt.datetime) -> int:
        return self._changed(_MARK_EXPECTED, number=number, at=at)

    @override
    def give_reason(
        self, number: int, candidate_ids: Collection[int], reason: UnfinishedReason
    ) -> frozenset[int]:
        ids = listed(candidate_ids)
        return self._ids(_GIVE_REASON, number=number, candidate_ids=ids, reason=reason)

    @override
    def put_back(self, now: Candidate, before: Candidate) -> bool:
        expected, wanted = values.of(now, MARKS), values.of(before, MARKS)
        statement = (
            sa.update(CANDIDATE)
            .where(
                CANDIDATE.c.id == now.id,
                CANDIDATE.c.session_number == now.session_number,
                UNFINISHED,
                *(CANDIDATE.c[name].is_not_distinct_from(expected[name]) for name in MARKS),
            )
            .values(wanted)
        )
        return self._changed(statement) > 0

    @override
    def report_incident(
        self,
        number: int,
        candidate_id: int | None,
        *,
        category: IncidentCategory,
        text: str,
        who: str,
        at: dt.datetime,
    ) -> int:
        facts = {"category": category, "text": text, "who": who, "at": at}
        kept = self._ids(_REPORT, number=number, candidate=candidate_id, **facts)
        return next(iter(kept), 0)

    @override
    def withdraw_incident(self, number: int, incident_id: int) -> bool:
        return self._changed(_WITHDRAW, number=number, incident=incident_id) > 0
