"""What is kept so that an action can be undone: a day at most, and no longer than the pupils."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from certui.domain.models import Action, Person, Pupil, Sex
from certui.domain.undoing import KEPT_FOR, UndoEntry, UndoPart
from certui.store.columns import PUPIL, UNDO, UNDO_PART
from certui.store.people import PERSON_COLUMNS
from certui.store.statements import among, columns, driver_text, listed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Mapping

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
_PARTS: Final = sa.select(UNDO_PART).where(UNDO_PART.c.undo_id == _ENTRY).order_by(UNDO_PART.c.id)
_CONCERNED: Final = (
    sa.select(*columns(PUPIL, PERSON_COLUMNS))
    .join_from(UNDO_PART, PUPIL, UNDO_PART.c.pupil_id == PUPIL.c.id)
    .where(UNDO_PART.c.undo_id == _ENTRY)
    .order_by(PUPIL.c.candidate_order, PUPIL.c.id)
    .limit(sa.bindparam("most", type_=sa.Integer))
)
_PUPILS: Final = sa.select(PUPIL.c.id, PUPIL.c.enabled, *columns(PUPIL, PERSON_COLUMNS)).where(
    among(PUPIL.c.id, "ids")
)
_KEEP: Final = sa.insert(UNDO).returning(UNDO.c.id)
_KEEP_PART: Final = driver_text(
    sa.insert(UNDO_PART).values(
        {name: sa.bindparam(name) for name in ("undo_id", "pupil_id", "candidate_id", "facts")}
    )
)
# The parts go with their entry: the schema says so.
_FORGET: Final = sa.delete(UNDO).where(UNDO.c.id == _ENTRY)
_FORGET_OLD: Final = sa.delete(UNDO).where(UNDO.c.at <= sa.bindparam("until", type_=UNDO.c.at.type))


class UndoReading:
    """The questions about it; see :class:`certui.services.ports.Reading`."""

    _connection: sa.Connection

    def last_undoable(self, number: int | None, who: str, since: dt.datetime) -> UndoEntry | None:
        """The newest thing somebody did in a session, or on the list, after an instant."""
        wanted = {"number": number, "who": who, "since": since}
        return _entry(self._connection.execute(_LAST, wanted).mappings().one_or_none())

    def undo_entry(self, entry_id: int) -> UndoEntry | None:
        """What is kept of an action, if it is kept still."""
        found = sa.select(UNDO).where(UNDO.c.id == entry_id)
        return _entry(self._connection.execute(found).mappings().one_or_none())

    def undo_parts(self, entry_id: int) -> list[UndoPart]:
        """What the action did to each pupil who was not erased since, in the order given."""
        rows = self._connection.execute(_PARTS, {"entry": entry_id})
        return [UndoPart(row.pupil_id, row.candidate_id, json.loads(row.facts)) for row in rows]

    def concerned(self, entry_id: int, most: int) -> list[Person]:
        """Whom an action concerns, as the roster knows them now, by name; the first of them."""
        rows = self._connection.execute(_CONCERNED, {"entry": entry_id, "most": most})
        return [_person(row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's public name

    def pupils_by_id(self, pupil_ids: Collection[int]) -> dict[int, Pupil]:
        """Pupils, disabled ones too, by id; only those there are."""
        rows = self._connection.execute(_PUPILS, {"ids": listed(pupil_ids)}).mappings()
        return {row["id"]: Pupil(row["id"], _person(row), row["enabled"]) for row in rows}


class UndoWriting(UndoReading):
    """The changes to it; see :class:`certui.services.ports.Writing`."""

    def keep_undo(self, entry: UndoEntry, parts: Iterable[UndoPart]) -> int:
        """Keep what undoing an action needs; its id."""
        facts = {
            "op_id": entry.op_id,
            "action": entry.action.value,
            "session_number": entry.number,
            "who": entry.who,
            "at": entry.at,
            "count": entry.count,
            "facts": _text(entry.facts),
        }
        entry_id = int(self._connection.execute(_KEEP, facts).scalar_one())
        rows = [(entry_id, part.pupil_id, part.candidate_id, _text(part.facts)) for part in parts]
        if rows:
            self._connection.exec_driver_sql(_KEEP_PART, rows)
        return entry_id

    def forget_undo(self, entry_id: int) -> None:
        """Keep an action no longer: it was undone, or never can be."""
        self._connection.execute(_FORGET, {"entry": entry_id})

    def _forget_old(self, now: dt.datetime) -> None:
        self._connection.execute(_FORGET_OLD, {"until": now - KEPT_FOR})


def _entry(row: sa.RowMapping | None) -> UndoEntry | None:
    if row is None:
        return None
    return UndoEntry(
        id=row["id"],
        op_id=row["op_id"],
        action=Action(row["action"]),
        number=row["session_number"],
        who=row["who"],
        at=row["at"],
        count=row["count"],
        facts=json.loads(row["facts"]),
    )


def _person(row: sa.RowMapping) -> Person:
    facts = {name: row[name] for name in PERSON_COLUMNS}
    facts["sex"] = row["sex"] and Sex(row["sex"])
    return Person(**facts)


def _text(facts: Mapping[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
