"""Rosters laid out in lines and columns, whatever file they came in.

FREGATA has a model and is held to it. ONDE, PRONOTE, Charlemagne and EcoleDirecte have no fixed
layout: their headings say what is where, and a line without a usable identity is set aside, for the
person to decide.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final, NamedTuple

from certui import errors
from certui.domain.models import FaultKind, RosterFile
from certui.domain.search import fold
from certui.domain.text import clean
from certui.rosters import columns, csv_export, fields, fregata
from certui.rosters.columns import Column
from certui.rosters.fields import MOST_FAULTS
from certui.rosters.lines import Lines, missing_columns
from certui.rosters.rows import Asked, Row, Table, bounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from certui.domain.models import Person, RosterFault

# A title and blanks may stand above the headings.
_LINES_ABOVE: Final = 10
# One known word may stand anywhere; two on a line are headings.
_FEWEST_HEADINGS: Final = 2


class _Headings(NamedTuple):
    """The line of headings, and where each column stands."""

    row: Row
    places: Mapping[Column, int]


def score(rows: Iterable[Row]) -> int:
    """How many known headings the best of the first lines has; fewer than two make no table."""
    above = itertools.islice(rows, _LINES_ABOVE)
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
    above = list(itertools.islice(rows, _LINES_ABOVE))
    headings = _find_headings(table, above)
    below = itertools.chain((row for row in above if row.line > headings.row.line), rows)
    filled = (row for row in below if not row.is_blank() and not _repeats(row, headings))
    cells = headings.row.cells
    if csv_export.is_ours(cells):
        return _free(table, filled, csv_export.Lines(asked.today))
    if fregata.is_fregata(cells):
        return _strict(table, *fregata.read(table.path, headings.places, filled, asked.today))
    missing = missing_columns(headings.places)
    if missing == [Column.CLASS.value] and not asked.class_name:
        raise errors.ClassNeeded(path=table.path, columns=missing)
    if missing and missing != [Column.CLASS.value]:
        raise errors.MissingColumns(path=table.path, columns=missing)
    return _free(table, filled, Lines(cells, headings.places, asked))


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
        raise errors.RosterFaults(path=table.path, faults=faults)
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


def _free(table: Table, rows: Iterator[Row], lines: Lines | csv_export.Lines) -> RosterFile:
    persons: list[Person] = []
    rejected: list[RosterFault] = []
    seen: dict[object, int] = {}
    for row, after in itertools.pairwise(itertools.chain(rows, (None,))):
        if row is None or (after is None and lines.is_total(row)):
            continue
        person, faults = lines.person(row)
        if person is not None:
            faults = _duplicate(person, row, seen)
            if not faults:
                persons.append(person)
        rejected += faults
        if len(rejected) > MOST_FAULTS:
            break
    if rejected and (not persons or len(rejected) > MOST_FAULTS):
        raise errors.RosterFaults(path=table.path, faults=rejected[:MOST_FAULTS])
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
        unknown_places=tuple(lines.unknown_places),
    )


def _duplicate(person: Person, row: Row, seen: dict[object, int]) -> list[RosterFault]:
    """A fault when this pupil stands in the file already."""
    key: object = person.ine or (
        fold(person.last_name),
        fold(person.first_name),
        person.birth_date,
        fold(person.class_name),
    )
    first = seen.setdefault(key, row.line)
    if first == row.line:
        return []
    if person.ine:
        return [fields.fault(FaultKind.DUPLICATE, "INE", ine=person.ine, line=row.line)]
    found = f"{person.last_name} {person.first_name}"
    return [fields.fault(FaultKind.DUPLICATE, "élève", line=row.line, found=found)]
