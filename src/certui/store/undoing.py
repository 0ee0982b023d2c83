"""What is kept so that an action can be undone: a day at most, and no longer than the pupils."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import sqlalchemy as sa
from typing_extensions import override

from certui.domain.undoing import KEPT_FOR, UndoEntry, UndoPart
from certui.services.ports.undoing import UndoReading, UndoWriting
from certui.store import kinds, values
from certui.store.columns import CANDIDATE, PUPIL, UNDO, UNDO_PART
from certui.store.statements import Asking, columns, driver_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable

    from certui.domain.models import Action, Person

_ENTRY: Final = sa.bindparam("entry", type_=sa.Integer)
_LAST: Final = (
    sa.select(UNDO)
    .where(
        UNDO.c.session_number.is_not_distinct_from(sa.bindparam("number", type_=sa.Integer)),
        UNDO.c.who == sa.bindparam("who"),
        UNDO.c.at > sa.bindparam("since", type_=UNDO.c.at.type),
    )
    .order_by(UNDO.c.id.desc())
    .limit(1)
)
_ONE: Final = sa.select(UNDO).where(UNDO.c.id == _ENTRY)
_PARTS: Final = (
    sa.select(*columns(UNDO_PART, values.PART_COLUMNS))
    .where(UNDO_PART.c.undo_id == _ENTRY)
    .order_by(UNDO_PART.c.id)
)
_CONCERNED: Final = (
    sa.select(*columns(PUPIL, values.PERSON_COLUMNS))
    .join_from(UNDO_PART, PUPIL, UNDO_PART.c.pupil_id == PUPIL.c.id)
    .where(UNDO_PART.c.undo_id == _ENTRY)
    .order_by(PUPIL.c.candidate_order, PUPIL.c.id)
    .limit(sa.bindparam("most", type_=sa.Integer))
)
_KEEP: Final = sa.insert(UNDO).returning(UNDO.c.id)
# An import keeps as many as the roster has: past SQLAlchemy's rows.
_KEEP_PART: Final = driver_text(
    sa.insert(UNDO_PART).values(
        {name: sa.bindparam(name) for name in ("undo_id", *values.PART_COLUMNS)}
    )
)
# Never out of the database: a whole school can be added at once.
_KEEP_ADDED: Final = sa.insert(UNDO_PART).from_select(
    ["undo_id", *values.PART_COLUMNS],
    sa.select(
        _ENTRY,
        CANDIDATE.c.pupil_id,
        CANDIDATE.c.id,
        sa.literal({}, UNDO_PART.c.facts.type),
    )
    .where(
        CANDIDATE.c.session_number == sa.bindparam("number", type_=sa.Integer),
        CANDIDATE.c.op_id == sa.bindparam("op_id", type_=sa.String),
    )
    .order_by(CANDIDATE.c.id),
)
# The parts go with their entry: the schema says so.
_FORGET: Final = sa.delete(UNDO).where(UNDO.c.id == _ENTRY)
_FORGET_OLD: Final = sa.delete(UNDO).where(UNDO.c.at <= sa.bindparam("until", type_=UNDO.c.at.type))
_text: Final = kinds.TO_DRIVER["Json"]


class SqlUndoReading(Asking, UndoReading):
    """The questions about it."""

    @override
    def last_undoable(self, number: int | None, who: str, since: dt.datetime) -> UndoEntry | None:
        row = self._rows(_LAST, number=number, who=who, since=since).one_or_none()
        return None if row is None else values.undo_entry(row)

    @override
    def undo_entry(self, entry_id: int) -> UndoEntry | None:
        row = self._rows(_ONE, entry=entry_id).one_or_none()
        return None if row is None else values.undo_entry(row)

    @override
    def undo_parts(self, entry_id: int) -> list[UndoPart]:
        return [UndoPart(**row) for row in self._rows(_PARTS, entry=entry_id)]

    @override
    def others_since(self, entry: UndoEntry, actions: Collection[Action]) -> list[UndoEntry]:
        found = sa.select(UNDO).where(
            UNDO.c.id > entry.id,
            UNDO.c.who != entry.who,
            UNDO.c.session_number.is_not_distinct_from(entry.number),
        )
        entries = map(values.undo_entry, self._rows(found))
        return [one for one in entries if one.action in actions]

    @override
    def concerned(self, entry_id: int, most: int) -> list[Person]:
        return [values.person(row) for row in self._rows(_CONCERNED, entry=entry_id, most=most)]


class SqlUndoWriting(SqlUndoReading, UndoWriting):
    """The changes to it."""

    @override
    def keep_undo(self, entry: UndoEntry, parts: Iterable[UndoPart]) -> int:
        entry_id = self._keep_entry(entry)
        rows = [(entry_id, part.pupil_id, part.candidate_id, _text(part.facts)) for part in parts]
        if rows:
            self._connection.exec_driver_sql(_KEEP_PART, rows)
        return entry_id

    @override
    def keep_added(self, entry: UndoEntry) -> int:
        entry_id = self._keep_entry(entry)
        whose = {"entry": entry_id, "number": entry.number, "op_id": entry.op_id}
        self._connection.execute(_KEEP_ADDED, whose)
        return entry_id

    def _keep_entry(self, entry: UndoEntry) -> int:
        facts = {**values.of(entry, values.UNDO_COLUMNS), "session_number": entry.number}
        del facts["id"]
        return int(self._connection.execute(_KEEP, facts).scalar_one())

    @override
    def forget_undo(self, entry_id: int) -> None:
        self._connection.execute(_FORGET, {"entry": entry_id})


def forget_old(connection: sa.Connection, now: dt.datetime) -> None:
    """Keep no longer what is too old at an instant to be undone."""
    connection.execute(_FORGET_OLD, {"until": now - KEPT_FOR})
