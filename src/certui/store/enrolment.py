"""Candidates and what they need, inside one transaction.

What a rule forbids is said in the statement itself, and the row count tells what became of it
(hazards F2); a unique constraint is the last word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from typing_extensions import override

from certui import errors
from certui.domain import search
from certui.services.ports.enrolment import CandidateReading, CandidateWriting
from certui.store import values
from certui.store.columns import CANDIDATE, PUPIL, SESSION
from certui.store.people import SNAPSHOT_COLUMNS
from certui.store.statements import NUMBER, REPORTED, UNFINISHED, Asking, among, columns, listed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from certui.domain.models import Candidate

_COLUMNS: Final = columns(CANDIDATE, (*values.CANDIDATE_COLUMNS, *values.PERSON_COLUMNS))
_CANDIDATES: Final = (
    sa.select(*_COLUMNS)
    .where(CANDIDATE.c.session_number == NUMBER)
    .order_by(CANDIDATE.c.candidate_order, CANDIDATE.c.id)
)
_CANDIDATE: Final = sa.select(*_COLUMNS).where(
    CANDIDATE.c.session_number == NUMBER, CANDIDATE.c.id == sa.bindparam("id")
)
_ENROLLED: Final = sa.select(CANDIDATE.c.pupil_id).where(CANDIDATE.c.session_number == NUMBER)
_ADD: Final = (
    sqlite.insert(CANDIDATE)
    .from_select(
        ("session_number", "pupil_id", *SNAPSHOT_COLUMNS, "op_id", "added_by", "added_at"),
        sa.select(
            SESSION.c.number,
            PUPIL.c.id,
            *columns(PUPIL, SNAPSHOT_COLUMNS),
            sa.bindparam("op_id", type_=CANDIDATE.c.op_id.type),
            sa.bindparam("who", type_=CANDIDATE.c.added_by.type),
            sa.bindparam("at", type_=CANDIDATE.c.added_at.type),
        )
        .select_from(sa.join(SESSION, PUPIL, sa.true()))
        .where(
            SESSION.c.number == NUMBER,
            SESSION.c.finalised_at.is_(None),
            PUPIL.c.enabled,
            among(PUPIL.c.id, "pupil_ids"),
            # A conflict, the last word, would use up an id for each of them.
            PUPIL.c.id.not_in(_ENROLLED),
        ),
    )
    .on_conflict_do_nothing()
)
_REMOVE: Final = sa.delete(CANDIDATE).where(
    among(CANDIDATE.c.id, "ids"),
    CANDIDATE.c.session_number == NUMBER,
    CANDIDATE.c.joined_at.is_(None),
    ~REPORTED,
    UNFINISHED,
)
_ENABLED: Final = sa.select(sa.func.count()).where(PUPIL.c.enabled, among(PUPIL.c.id, "pupil_ids"))
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


class SqlCandidateReading(Asking, CandidateReading):
    """Questions about candidates."""

    @override
    def candidates(self, number: int) -> list[Candidate]:
        return [values.candidate(row) for row in self._rows(_CANDIDATES, number=number)]

    @override
    def candidate(self, number: int, candidate_id: int) -> Candidate:
        found = self._rows(_CANDIDATE, number=number, id=candidate_id).one_or_none()
        if found is None:
            raise errors.UnknownCandidate(number=number)
        return values.candidate(found)

    @override
    def enrolled(self, number: int) -> frozenset[int]:
        return self._ids(_ENROLLED, number=number)


class SqlCandidateWriting(SqlCandidateReading, CandidateWriting):
    """Changes to candidates, before the day."""

    @override
    def add_candidates(
        self, number: int, pupil_ids: Sequence[int], *, op_id: str, who: str, at: dt.datetime
    ) -> int:
        facts = {"op_id": op_id, "who": who, "at": at}
        return self._changed(_ADD, number=number, pupil_ids=listed(pupil_ids), **facts)

    @override
    def enabled_count(self, pupil_ids: Collection[int]) -> int:
        wanted = {"pupil_ids": listed(pupil_ids)}
        return self._connection.execute(_ENABLED, wanted).scalar_one()

    @override
    def restore_candidate(self, candidate: Candidate, *, op_id: str) -> bool:
        found = sa.select(PUPIL.c.id).where(PUPIL.c.id == candidate.pupil_id)
        if self._connection.execute(found).one_or_none() is None:
            raise errors.UnknownPupils(count=1)
        person = candidate.person
        facts = {
            **values.of(candidate, values.CANDIDATE_COLUMNS),
            **values.of(person, values.PERSON_COLUMNS),
            "candidate_order": search.candidate_order(
                person.last_name, person.first_name, person.birth_date
            ),
            "op_id": op_id,
        }
        if not candidate.id:
            del facts["id"]
        statement = sqlite.insert(CANDIDATE).values(facts)
        return self._changed(statement.on_conflict_do_nothing()) > 0

    @override
    def remove_candidates(self, number: int, candidate_ids: Collection[int]) -> int:
        return self._changed(_REMOVE, number=number, ids=listed(candidate_ids))

    @override
    def set_extra_time(
        self, number: int, candidate_ids: Collection[int], percentage: int | None
    ) -> int:
        wanted = {"number": number, "ids": listed(candidate_ids)}
        return self._changed(_SET_EXTRA_TIME, **wanted, percentage=percentage)

    @override
    def set_accessibility(
        self, number: int, candidate_ids: Collection[int], *, needed: bool
    ) -> int:
        wanted = {"number": number, "ids": listed(candidate_ids)}
        return self._changed(_SET_ACCESSIBILITY, **wanted, needed=needed)
