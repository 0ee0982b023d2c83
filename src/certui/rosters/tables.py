"""Rosters laid out in lines and columns, whatever file they came in.

FREGATA has a model and is held to it. ONDE, PRONOTE, Charlemagne and EcoleDirecte have no fixed
layout: their headings say what is where, and a line without a usable identity is set aside, for the
person to decide.
"""

from __future__ import annotations

import dataclasses
import itertools
from typing import TYPE_CHECKING, Final, NamedTuple

from certui import errors
from certui.domain.refusals import RosterFaults
from certui.domain.roster_files import Aside, FaultKind, RosterFile
from certui.domain.text import clean
from certui.rosters import columns, csv_export, fields, fregata
from certui.rosters.fields import MOST_FAULTS
from certui.rosters.headings import Column
from certui.rosters.lines import Lines, missing_columns
from certui.rosters.rows import MOST_COLUMNS, Asked, Row, Table, bounded
from certui.rosters.twins import Seen, Twins

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from certui.domain.models import Person
    from certui.domain.roster_files import RosterFault

# A title and blanks may stand above the headings.
LINES_ABOVE: Final = 10
# One known word may stand anywhere; two on a line are headings.
_FEWEST_HEADINGS: Final = 2


class _Headings(NamedTuple):
    """The line of headings, and where each column stands."""

    row: Row
    places: Mapping[Column, int]


def score(rows: Iterable[Row]) -> int:
    """How many known headings the best of the first lines has; fewer than two make no table."""
    above = itertools.islice(rows, LINES_ABOVE)
    best = max((len(columns.known(row.cells)) for row in above), default=0)
    return best if best >= _FEWEST_HEADINGS else 0


def read(table: Table, asked: Asked) -> RosterFile:
    """Read a roster from a table.

    Args:
        table: its lines.
        asked: what the reading goes by.

    Raises:
        EmptySheet: nothing, or nothing below the headings.
        NoHeading: no line has headings that certui knows.
        HeadingTwice: two columns of the same name.
        MissingColumns: no name or no birth date.
        ClassNeeded: no class, and none was given.
        TooManyLines: beyond any school.
        TooManyColumns: beyond any roster.
        RosterFaults: not one line is usable, or a strict format has a fault.
    """
    rows = bounded(table.path, table.rows)
    above = list(itertools.islice(rows, LINES_ABOVE))
    headings = _find_headings(table, above)
    below = itertools.chain((row for row in above if row.line > headings.row.line), rows)
    filled = (row for row in below if not row.is_blank() and not _repeats(row, headings))
    cells = headings.row.cells
    if csv_export.is_ours(cells):
        return _free(table, filled, csv_export.Lines(asked.today))
    if fregata.is_fregata(cells):
        _check(table, headings, fregata.missing_columns(headings.places))
        unread = _Unread(cells, fregata.positions(headings.places))
        found = fregata.read(headings.places, unread.watched(filled), asked.today)
        return dataclasses.replace(_strict(table, *found), unread_columns=unread.headings())
    missing = missing_columns(headings.places)
    if missing == [Column.CLASS] and asked.class_name:
        missing = []
    _check(table, headings, [one.value for one in missing])
    lines = Lines(cells, asked)
    unread = _Unread(cells, lines.positions)
    file = _free(table, unread.watched(filled), lines, headings)
    return dataclasses.replace(file, unread_columns=unread.headings(), class_given=lines.given)


class _Unread:
    """The columns that are not read, and hold something all the same.

    Args:
        cells: the headings.
        positions: the columns that are read.
    """

    def __init__(self, cells: Sequence[str], positions: Collection[int]) -> None:
        self._cells = cells
        self._read = positions
        self._found: set[int] = set()

    def watched(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The same lines, looked at as they pass."""
        # Beyond the headings stand notes: a column is looked at until it is found to hold one.
        waiting = [one for one in range(MOST_COLUMNS) if one not in self._read]
        for row in rows:
            found = [
                one
                for one in waiting
                if one < len(row.cells) and row.cells[one] and not row.cells[one].isspace()
            ]
            if found:
                self._found.update(found)
                waiting = [one for one in waiting if one not in self._found]
            yield row

    def headings(self) -> tuple[str, ...]:
        """Their headings, in file order; their number where they have none."""
        return tuple(
            fields.shown(fields.text(self._cells[one]) if one < len(self._cells) else "")
            or f"colonne {one + 1}"
            for one in sorted(self._found)
        )


def _check(table: Table, headings: _Headings, missing: list[str]) -> None:
    """Refuse a table that lacks columns, with the headings that it has."""
    if not missing:
        return
    kind = errors.ClassNeeded if missing == [Column.CLASS.value] else errors.MissingColumns
    found = [told for cell in headings.row.cells if (told := fields.shown(fields.text(cell)))]
    raise kind(path=table.path, columns=missing, headings=found)


def _find_headings(table: Table, above: Sequence[Row]) -> _Headings:
    best = _Headings(Row(0, ()), {})
    for row in above:
        places = columns.known(row.cells)
        if len(places) > len(best.places):
            best = _Headings(row, places)
    if all(row.is_blank() for row in above):
        raise errors.EmptySheet(path=table.path)
    if len(best.places) < _FEWEST_HEADINGS:
        raise errors.NoHeading(path=table.path)
    again = columns.twice(best.row.cells)
    if again:
        raise errors.HeadingTwice(path=table.path, line=best.row.line, heading=clean(again))
    return best


def _repeats(row: Row, headings: _Headings) -> bool:
    """Whether a line is the headings again, as at the top of each page."""
    first = min(headings.places.values())
    if len(row.cells) <= first or not columns.known(row.cells[first : first + 1]):
        return False
    return columns.known(row.cells) == headings.places


def _strict(
    table: Table,
    persons: list[Person],
    faults: list[RosterFault],
    unknown_places: list[RosterFault],
) -> RosterFile:
    if faults:
        raise RosterFaults(faults=faults)
    if not persons:
        raise errors.EmptySheet(path=table.path)
    return RosterFile(
        format_name=fregata.FORMAT,
        encoding=table.encoding,
        uai="",
        school_year=None,
        persons=persons,
        unknown_places=tuple(unknown_places),
    )


def _free(
    table: Table,
    rows: Iterator[Row],
    lines: Lines | csv_export.Lines,
    headings: _Headings | None = None,
) -> RosterFile:
    persons: list[Person] = []
    aside: list[Aside] = []
    rejected: list[RosterFault] = []
    twins = Twins()
    for row, after in itertools.pairwise(itertools.chain(rows, (None,))):
        if row is None or lines.is_total(row, last=after is None):
            continue
        pupil = lines.pupil(row)
        if isinstance(pupil, Aside):
            aside.append(pupil)
        elif isinstance(pupil, list):
            rejected += pupil
        elif fault := twins.fault(_seen(pupil, row)):
            rejected.append(fault)
        else:
            persons.append(pupil)
        if len(rejected) > MOST_FAULTS:
            break
    if rejected and headings is not None and not lines.gives_classes:
        _check(table, headings, [Column.CLASS.value] if _lack_classes(rejected) else [])
    if rejected and (not persons or len(rejected) > MOST_FAULTS):
        raise RosterFaults(faults=rejected[:MOST_FAULTS])
    if not persons:
        raise errors.EmptySheet(path=table.path)
    return RosterFile(
        format_name=f"{lines.software} ({table.container})",
        encoding=table.encoding,
        uai="",
        school_year=None,
        persons=persons,
        strict=False,
        rejected=tuple(rejected),
        aside=tuple(aside),
        unknown_places=tuple(lines.unknown_places),
    )


def _lack_classes(faults: Iterable[RosterFault]) -> bool:
    """Whether a line has no class."""
    return any(one.kind is FaultKind.MISSING and one.field == Column.CLASS.value for one in faults)


def _seen(person: Person, row: Row) -> Seen:
    return Seen(
        ine=person.ine or "",
        last_name=person.last_name,
        first_name=person.first_name,
        born=person.birth_date.isoformat(),
        class_name=person.class_name,
        line=row.line,
    )
