"""Changes to the store, inside one unit of work.

What a rule forbids is said in the statement itself, and the row count tells what became of it
(hazards F2); a unique constraint is the last word.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from certui import errors
from certui.store.centres import centre_values
from certui.store.columns import CANDIDATE, CENTRE, JOURNAL, PUPIL, ROSTER, SESSION
from certui.store.day import REPORTED, DayWriting
from certui.store.people import PUPIL_COLUMNS, SNAPSHOT_COLUMNS, pupil_values, snapshot_values
from certui.store.preparing import COUNTED, NUMBER, UNFINISHED, SqlPreparing
from certui.store.statements import among, columns, driver_text, listed
from certui.store.undoing import UndoWriting

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from certui.domain.models import (
        Candidate,
        Centre,
        JournalEntry,
        Person,
        SessionDraft,
    )

# How many pupils are handed to the driver at once.
_BATCH: Final = 2_000
_CANDIDATE_COLUMNS: Final = (
    "session_number",
    "pupil_id",
    *SNAPSHOT_COLUMNS,
    "op_id",
    "added_by",
    "added_at",
)
_ADD: Final = (
    sqlite.insert(CANDIDATE)
    .from_select(
        _CANDIDATE_COLUMNS,
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
            PUPIL.c.id.not_in(
                sa.select(CANDIDATE.c.pupil_id).where(CANDIDATE.c.session_number == NUMBER)
            ),
        ),
    )
    .on_conflict_do_nothing()
    .execution_options(**COUNTED)
)
_REMOVE: Final = sa.delete(CANDIDATE).where(
    among(CANDIDATE.c.id, "ids"),
    CANDIDATE.c.session_number == NUMBER,
    CANDIDATE.c.joined_at.is_(None),
    ~REPORTED,
    UNFINISHED,
)
_ENABLED: Final = sa.select(sa.func.count()).where(PUPIL.c.enabled, among(PUPIL.c.id, "pupil_ids"))
_INSERT_PUPIL: Final = driver_text(
    sa.insert(PUPIL).values(
        {"enabled": sa.true(), **{name: sa.bindparam(name) for name in PUPIL_COLUMNS}}
    )
)
_UPDATE_PUPIL: Final = driver_text(
    sa.update(PUPIL)
    .where(PUPIL.c.id == sa.bindparam("pupil_id"))
    .values({"enabled": sa.true(), **{name: sa.bindparam(name) for name in PUPIL_COLUMNS}})
)
_CORRECT_CANDIDATES: Final = (
    sa.update(CANDIDATE)
    .where(
        CANDIDATE.c.pupil_id == PUPIL.c.id,
        CANDIDATE.c.joined_at.is_(None),
        UNFINISHED,
        among(PUPIL.c.id, "pupil_ids"),
    )
    .values({name: PUPIL.c[name] for name in SNAPSHOT_COLUMNS})
)
_LAST_PUPIL: Final = sa.select(sa.func.max(PUPIL.c.id))
_DISABLE: Final = (
    sa.update(PUPIL)
    .where(PUPIL.c.enabled, among(PUPIL.c.id, "pupil_ids"))
    .values(enabled=sa.false())
)
_ERASE: Final = sa.delete(PUPIL).where(
    ~PUPIL.c.enabled,
    ~sa.select(CANDIDATE.c.id).where(CANDIDATE.c.pupil_id == PUPIL.c.id).exists(),
    among(PUPIL.c.id, "pupil_ids"),
)
_GROW_STAMP: Final = (
    sqlite.insert(ROSTER)
    .values(id=1, stamp=1)
    .on_conflict_do_update(index_elements=["id"], set_={"stamp": ROSTER.c.stamp + 1})
)


class SqlWriting(DayWriting, SqlPreparing, UndoWriting):
    """One unit of work; see :class:`certui.services.ports.Writing`.

    Attributes:
        erased: how many pupils were erased for good: what the disk still has of them must go
            once this unit of work is committed.

    Args:
        connection: in a transaction that the caller commits or rolls back.
    """

    def __init__(self, connection: sa.Connection) -> None:
        super().__init__(connection)
        self.erased = 0
        self._forgotten = False

    def record(self, entry: JournalEntry) -> None:
        """Write an action in the journal; forget what is too old to be undone."""
        if not self._forgotten:
            self._forgotten = True
            self._forget_old(entry.at)
        self._connection.execute(
            sa.insert(JOURNAL).values(
                op_id=entry.op_id,
                at=entry.at,
                who=entry.who,
                action=entry.action.value,
                session_number=entry.session_number,
                done=entry.done,
                skipped=entry.skipped,
                candidate_id=entry.candidate_id,
            )
        )

    def set_centre(self, centre: Centre) -> None:
        """Name the centre."""
        facts = centre_values(centre)
        self._connection.execute(
            sqlite.insert(CENTRE)
            .values(id=1, **facts)
            .on_conflict_do_update(index_elements=["id"], set_=facts)
        )

    def add_session(
        self, draft: SessionDraft, *, access_code: str, number: int | None = None
    ) -> int:
        """Create a session.

        Returns:
            Its number: the one given, or the next that was never used.
        """
        given: dict[str, int] = {} if number is None else {"number": number}
        statement = sa.insert(SESSION).values(
            **given,
            name=draft.name,
            site=draft.site,
            room=draft.room,
            invigilators=draft.invigilators,
            date=draft.date,
            time=draft.time,
            notes=draft.notes,
            access_code=access_code,
        )
        result: sa.CursorResult[Any] = self._connection.execute(
            statement.returning(SESSION.c.number)
        )
        return int(result.scalar_one())

    def add_candidates(
        self, number: int, pupil_ids: Sequence[int], *, op_id: str, who: str, at: dt.datetime
    ) -> int:
        """Enrol active pupils; those already in the session are left alone.

        Returns:
            How many became candidates.
        """
        facts = {"op_id": op_id, "who": who, "at": at}
        return self._changed(_ADD, number=number, pupil_ids=listed(pupil_ids), **facts)

    def enabled_count(self, pupil_ids: Collection[int]) -> int:
        """How many of these pupils are active."""
        wanted = {"pupil_ids": listed(pupil_ids)}
        return self._connection.execute(_ENABLED, wanted).scalar_one()

    def restore_candidate(self, candidate: Candidate, *, op_id: str) -> bool:
        """Put back a removed candidate as they were; False when the pupil is back already.

        Raises:
            certui.errors.UnknownPupils: the pupil was erased meanwhile.
        """
        found = sa.select(PUPIL.c.id).where(PUPIL.c.id == candidate.pupil_id)
        if self._connection.execute(found).one_or_none() is None:
            raise errors.UnknownPupils(count=1)
        facts = dict(zip(SNAPSHOT_COLUMNS, snapshot_values(candidate.person), strict=True))
        facts["birth_date"] = candidate.person.birth_date
        if candidate.id:
            facts["id"] = candidate.id
        statement = sqlite.insert(CANDIDATE).values(
            **facts,
            session_number=candidate.session_number,
            pupil_id=candidate.pupil_id,
            extra_time_percentage=candidate.extra_time_percentage,
            joined_at=candidate.joined_at,
            op_id=op_id,
            added_by=candidate.added_by,
            added_at=candidate.added_at,
            started_at=candidate.started_at,
            ended_at=candidate.ended_at,
            absent_at=candidate.absent_at,
            unfinished_reason=candidate.unfinished_reason and candidate.unfinished_reason.value,
            accessibility=candidate.accessibility,
        )
        return self._changed(statement.on_conflict_do_nothing()) > 0

    def remove_candidates(self, number: int, candidate_ids: Collection[int]) -> int:
        """Remove those neither joined nor reported, in one statement (F2); how many."""
        return self._changed(_REMOVE, number=number, ids=listed(candidate_ids))

    def insert_pupils(self, persons: Iterable[Person]) -> range:
        """Add pupils, active; their ids, in the order given."""
        rows = map(pupil_values, persons)
        count = sum(self._changed_by_driver(_INSERT_PUPIL, batch) for batch in _batches(rows))
        self._roster_changed(count)
        # Nobody else writes meanwhile, and an id is one more than any that was given before it.
        last = self._connection.execute(_LAST_PUPIL).scalar_one() or 0
        return range(last - count + 1, last + 1)

    def update_pupils(self, changes: Iterable[tuple[int, Person]]) -> int:
        """Correct and enable pupils by id.

        Their candidacies that have not joined, in sessions not finalised, are corrected too.

        Returns:
            How many pupils.
        """
        rows = ((*pupil_values(person), pupil_id) for pupil_id, person in changes)
        count = 0
        for batch in _batches(rows):
            count += self._changed_by_driver(_UPDATE_PUPIL, batch)
            ids = listed([row[-1] for row in batch])
            self._connection.execute(_CORRECT_CANDIDATES, {"pupil_ids": ids})
        return self._roster_changed(count)

    def disable_pupils(self, pupil_ids: Collection[int]) -> int:
        """Take pupils off the roster; they stay candidates where they are. Returns how many."""
        return self._roster_changed(self._changed(_DISABLE, pupil_ids=listed(pupil_ids)))

    def set_roster_year(self, year: int | None) -> None:
        """Say which school year the roster is of."""
        self._connection.execute(
            sqlite.insert(ROSTER)
            .values(id=1, stamp=0, school_year=year)
            .on_conflict_do_update(index_elements=["id"], set_={"school_year": year})
        )

    def erase_pupils(self, pupil_ids: Collection[int]) -> int:
        """Erase for good those of these pupils who are disabled and in no session.

        Returns:
            How many.
        """
        count = self._changed(_ERASE, pupil_ids=listed(pupil_ids))
        self.erased += count
        return count

    def _changed_by_driver(self, text: str, rows: list[tuple[Any, ...]]) -> int:
        return self._connection.exec_driver_sql(text, rows).rowcount

    def _roster_changed(self, count: int) -> int:
        if count:
            self._connection.execute(_GROW_STAMP)
        return count


def _batches(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    source = iter(rows)
    while batch := list(itertools.islice(source, _BATCH)):
        yield batch
