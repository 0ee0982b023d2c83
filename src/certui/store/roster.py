"""The school's pupils, inside one transaction."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from typing_extensions import override

from certui.domain.models import Pupil, RosterEntry
from certui.services.ports.roster import RosterReading, RosterWriting
from certui.store import values
from certui.store.columns import CANDIDATE, PUPIL, ROSTER
from certui.store.people import (
    PUPIL_COLUMNS,
    SNAPSHOT_COLUMNS,
    pupil_values,
    reader_of_dates,
    reader_of_persons,
    reader_of_texts,
)
from certui.store.statements import UNFINISHED, Asking, among, columns, driver_text, listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from certui.domain.models import Person
    from certui.services.ports.clock import Progress

_IDS_BY_CLASS: Final = (
    sa.select(PUPIL.c.class_name, PUPIL.c.id)
    .where(PUPIL.c.enabled, among(PUPIL.c.class_name, "classes"))
    .order_by(PUPIL.c.roster_order, PUPIL.c.id)
)
_IDS_BY_INE: Final = sa.select(PUPIL.c.ine, PUPIL.c.id).where(
    PUPIL.c.enabled, among(PUPIL.c.ine, "ines")
)
CLASSES: Final = sa.select(PUPIL.c.class_name).where(PUPIL.c.enabled).distinct()
"""The names of the classes that have a pupil."""
# Rosters are read past SQLAlchemy's rows: 100,000 of them are waited for.
# How many rows are read between two words of progress.
_MANY_ROWS: Final = 5_000
_ROSTER_SIZE: Final = driver_text(
    sa.select(sa.func.count()).select_from(PUPIL).where(PUPIL.c.enabled)
)
_ROSTER: Final = driver_text(
    sa.select(PUPIL.c.id, *columns(PUPIL, RosterEntry._fields[1:]))
    .where(PUPIL.c.enabled)
    .order_by(PUPIL.c.roster_order, PUPIL.c.id)
)
_PUPIL_ROWS: Final = sa.select(PUPIL.c.id, PUPIL.c.enabled, *columns(PUPIL, values.PERSON_COLUMNS))
_PUPILS: Final = driver_text(_PUPIL_ROWS.order_by(PUPIL.c.id))
_DISABLED: Final = driver_text(
    _PUPIL_ROWS.where(~PUPIL.c.enabled).order_by(PUPIL.c.roster_order, PUPIL.c.id)
)
_PUPILS_BY_ID: Final = _PUPIL_ROWS.where(among(PUPIL.c.id, "ids"))
# How many pupils are handed to the driver at once.
_BATCH: Final = 2_000
_NEW: Final = {"enabled": sa.true(), **{name: sa.bindparam(name) for name in PUPIL_COLUMNS}}
_INSERT_PUPIL: Final = driver_text(sa.insert(PUPIL).values(_NEW))
_UPDATE_PUPIL: Final = driver_text(
    sa.update(PUPIL).where(PUPIL.c.id == sa.bindparam("pupil_id")).values(_NEW)
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


class SqlRosterReading(Asking, RosterReading):
    """Questions about pupils."""

    @override
    def roster(self, *, progress: Progress | None = None) -> list[RosterEntry]:
        date = reader_of_dates()
        text = reader_of_texts()
        entries: list[RosterEntry] = []
        rows = self._driver_rows(_ROSTER)
        count = self._driver_rows(_ROSTER_SIZE).fetchone()[0] if progress else 0
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

    @override
    def roster_stamp(self) -> int:
        return self._connection.execute(sa.select(ROSTER.c.stamp)).scalar_one_or_none() or 0

    @override
    def roster_year(self) -> int | None:
        return self._connection.execute(sa.select(ROSTER.c.school_year)).scalar_one_or_none()

    @override
    def pupils(self) -> list[Pupil]:
        return self._pupils(_PUPILS)

    @override
    def disabled_pupils(self) -> list[Pupil]:
        return self._pupils(_DISABLED)

    @override
    def pupils_by_id(self, pupil_ids: Collection[int]) -> dict[int, Pupil]:
        rows = self._rows(_PUPILS_BY_ID, ids=listed(pupil_ids))
        return {row["id"]: Pupil(row["id"], values.person(row), row["enabled"]) for row in rows}

    @override
    def pupil_ids_of_classes(self, classes: Collection[str]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        rows = self._connection.execute(_IDS_BY_CLASS, {"classes": listed(classes)})
        for class_name, pupil_id in rows:
            found.setdefault(class_name, []).append(pupil_id)
        return found

    @override
    def pupil_ids_of_ines(self, ines: Collection[str]) -> dict[str, int]:
        return {row["ine"]: row["id"] for row in self._rows(_IDS_BY_INE, ines=listed(ines))}

    def _pupils(self, text: str) -> list[Pupil]:
        person = reader_of_persons()
        return [
            Pupil(pupil_id, person(facts), bool(enabled))
            for pupil_id, enabled, *facts in self._driver_rows(text)
        ]

    def _driver_rows(self, text: str) -> Any:
        return self._connection.exec_driver_sql(text).cursor


class SqlRosterWriting(SqlRosterReading, RosterWriting):
    """Changes to the roster.

    Attributes:
        erased: how many pupils were erased for good: what the disk still has of them must go
            once this unit of work is committed.
    """

    erased = 0

    @override
    def insert_pupils(self, persons: Iterable[Person]) -> range:
        rows = map(pupil_values, persons)
        count = sum(self._changed_by_driver(_INSERT_PUPIL, batch) for batch in _batches(rows))
        self._roster_changed(count)
        # Nobody else writes meanwhile, and an id is one more than any that was given before it.
        last = self._connection.execute(_LAST_PUPIL).scalar_one() or 0
        return range(last - count + 1, last + 1)

    @override
    def update_pupils(self, changes: Iterable[tuple[int, Person]]) -> int:
        rows = ((*pupil_values(person), pupil_id) for pupil_id, person in changes)
        count = 0
        for batch in _batches(rows):
            count += self._changed_by_driver(_UPDATE_PUPIL, batch)
            ids = listed([row[-1] for row in batch])
            self._connection.execute(_CORRECT_CANDIDATES, {"pupil_ids": ids})
        return self._roster_changed(count)

    @override
    def disable_pupils(self, pupil_ids: Collection[int]) -> int:
        return self._roster_changed(self._changed(_DISABLE, pupil_ids=listed(pupil_ids)))

    @override
    def set_roster_year(self, year: int | None) -> None:
        self._connection.execute(
            sqlite.insert(ROSTER)
            .values(id=1, stamp=0, school_year=year)
            .on_conflict_do_update(index_elements=["id"], set_={"school_year": year})
        )

    @override
    def erase_pupils(self, pupil_ids: Collection[int]) -> int:
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
