"""Changes on the day of a session, inside one unit of work.

Each step says in its own statement from where it may be taken (hazards F2), and the rows it
answers tell for whom it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from certui.domain.day import Move
from certui.store.columns import CANDIDATE, INCIDENT, SESSION
from certui.store.reading import SqlReading
from certui.store.statements import among, listed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping

    from certui.domain.models import Candidate, IncidentCategory, UnfinishedReason

_NUMBER: Final = sa.bindparam("session", type_=sa.Integer)
_AT: Final = sa.bindparam("at", type_=CANDIDATE.c.joined_at.type)
_JOINED, _STARTED, _ENDED, _ABSENT, _REASON = (
    CANDIDATE.c[name]
    for name in ("joined_at", "started_at", "ended_at", "absent_at", "unfinished_reason")
)
_UNFINISHED: Final = (
    sa.select(SESSION.c.number)
    .where(SESSION.c.number == CANDIDATE.c.session_number, SESSION.c.finalised_at.is_(None))
    .exists()
)
REPORTED: Final = sa.select(INCIDENT.c.id).where(INCIDENT.c.candidate_id == CANDIDATE.c.id).exists()
"""Whether an incident was reported on a candidate."""


def _not_before(earlier: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    return sa.case((earlier > _AT, earlier), else_=_AT)


def _step(where: Collection[sa.ColumnElement[bool]], values: Mapping[str, Any]) -> sa.Executable:
    return (
        sa.update(CANDIDATE)
        .where(
            CANDIDATE.c.session_number == _NUMBER,
            among(CANDIDATE.c.id, "candidate_ids"),
            _UNFINISHED,
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
        CANDIDATE.c.session_number == _NUMBER,
        _JOINED.is_(None),
        _ABSENT.is_(None),
        _UNFINISHED,
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
    .where(SESSION.c.number == _NUMBER, SESSION.c.finalised_at.is_(None))
    .values(finalised_at=_AT, finalised_by=sa.bindparam("who"))
)
_REOPEN: Final = (
    sa.update(SESSION)
    .where(SESSION.c.number == _NUMBER, SESSION.c.finalised_at.is_not(None))
    .values(finalised_at=None, finalised_by="")
)
_OPEN_SESSION: Final = (
    sa.select(SESSION.c.number)
    .where(SESSION.c.number == _NUMBER, SESSION.c.finalised_at.is_(None))
    .exists()
)
_WHOM: Final = sa.bindparam("candidate", type_=sa.Integer)
_REPORT: Final = (
    sa.insert(INCIDENT)
    .from_select(
        ("session_number", "candidate_id", "category", "text", "who", "at"),
        sa.select(
            _NUMBER,
            _WHOM,
            *(sa.bindparam(name, type_=sa.String) for name in ("category", "text", "who")),
            _AT,
        ).where(
            _OPEN_SESSION,
            sa.or_(
                _WHOM.is_(None),
                sa.select(CANDIDATE.c.id)
                .where(CANDIDATE.c.id == _WHOM, CANDIDATE.c.session_number == _NUMBER)
                .exists(),
            ),
        ),
    )
    .returning(INCIDENT.c.id)
)
_WITHDRAW: Final = sa.delete(INCIDENT).where(
    INCIDENT.c.id == sa.bindparam("incident"),
    INCIDENT.c.session_number == _NUMBER,
    _OPEN_SESSION,
)
_DAY: Final = ("joined_at", "started_at", "ended_at", "absent_at", "unfinished_reason")


class DayWriting(SqlReading):
    """The part of :class:`certui.services.ports.Writing` that is about the day."""

    def finalise_session(self, number: int, at: dt.datetime, *, who: str = "") -> bool:
        """Make a session read-only; False when it is already."""
        return self._count(_FINALISE, session=number, at=at, who=who) > 0

    def reopen_session(self, number: int) -> bool:
        """Let a finished session change again; False when it is not finished."""
        return self._count(_REOPEN, session=number) > 0

    def move_candidates(
        self, number: int, candidate_ids: Collection[int], move: Move, at: dt.datetime
    ) -> frozenset[int]:
        """Let candidates take a step, those who can; the ids of those who took it."""
        return self._ids(_MOVES[move], session=number, candidate_ids=listed(candidate_ids), at=at)

    def mark_expected_absent(self, number: int, at: dt.datetime) -> int:
        """Mark absent all who neither arrived nor are absent; returns how many."""
        return self._count(_MARK_EXPECTED, session=number, at=at)

    def give_reason(
        self, number: int, candidate_ids: Collection[int], reason: UnfinishedReason
    ) -> frozenset[int]:
        """Say why candidates who came do not finish; the ids of those changed."""
        ids = listed(candidate_ids)
        return self._ids(_GIVE_REASON, session=number, candidate_ids=ids, reason=reason.value)

    def put_back(self, now: Candidate, before: Candidate) -> bool:
        """Let a candidate who stands as ``now`` stand again as ``before``."""
        expected, wanted = _day(now), _day(before)
        statement = (
            sa.update(CANDIDATE)
            .where(
                CANDIDATE.c.id == now.id,
                CANDIDATE.c.session_number == now.session_number,
                _UNFINISHED,
                *(CANDIDATE.c[name].is_not_distinct_from(expected[name]) for name in _DAY),
            )
            .values(wanted)
        )
        return self._count(statement) > 0

    def report_incident(  # noqa: PLR0913 - the fields of an incident, by keyword
        self,
        number: int,
        candidate_id: int | None,
        *,
        category: IncidentCategory,
        text: str,
        who: str,
        at: dt.datetime,
    ) -> int:
        """Keep a report; its id, or 0 when the session or the candidate forbids it."""
        facts = {"category": category.value, "text": text, "who": who, "at": at}
        kept = self._ids(_REPORT, session=number, candidate=candidate_id, **facts)
        return next(iter(kept), 0)

    def withdraw_incident(self, number: int, incident_id: int) -> bool:
        """Take back a report while the session is not finished; False when it is not there."""
        return self._count(_WITHDRAW, session=number, incident=incident_id) > 0

    def _ids(self, statement: sa.Executable, **parameters: object) -> frozenset[int]:
        return frozenset(row[0] for row in self._connection.execute(statement, parameters))

    def _count(self, statement: sa.Executable, **parameters: object) -> int:
        result: sa.CursorResult[Any] = self._connection.execute(statement, parameters)
        return result.rowcount


def _day(candidate: Candidate) -> dict[str, object]:
    reason = candidate.unfinished_reason
    return {
        **{name: getattr(candidate, name) for name in _DAY[:-1]},
        "unfinished_reason": reason and reason.value,
    }
