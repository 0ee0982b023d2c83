"""Workbooks: which sheets hold pupils, and the roster that they make together.

XLSX, XLSB and XLS are read by a library in a process of its own; ODS is read here, where its merged
cells and its cells without a type are known.
"""

from __future__ import annotations

import dataclasses
import re
import time
from typing import TYPE_CHECKING, Final

from certui import errors
from certui.domain.refusals import RosterFaults
from certui.domain.text import clean
from certui.rosters import calamine, guarded_xml, ods, tables
from certui.rosters.guard import MEGABYTE, TABLE_LIMIT
from certui.rosters.parts import Part, class_named, joined
from certui.rosters.rows import Table
from certui.rosters.sheets import spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from certui.domain.roster_files import RosterFile
    from certui.rosters.archive import Archive
    from certui.rosters.guard import Source
    from certui.rosters.rows import Asked
    from certui.rosters.sheets import Sheet

# What a workbook may unfold to (hazards, Files).
_UNFOLDED: Final = 100 * MEGABYTE
# Seconds: some tenths suffice a real one; a hundred megabytes of empty cells would take minutes.
_LONGEST: Final = 10.0
_TYPES: Final = "[Content_Types].xml"
# The main part, which some programs number.
_BOOK: Final = re.compile(r"xl/workbook\d*\.(xml|bin)")
_XML: Final = (".xml", ".rels")


def is_workbook(archive: Archive) -> bool:
    """Whether an archive is a workbook, or another office document."""
    return _TYPES in archive.infos or ods.is_office(archive)


def read(source: Source, archive: Archive, asked: Asked) -> RosterFile:
    """Read the sheets of a workbook that have the headings of a roster.

    Args:
        source: the file.
        archive: its parts.
        asked: see :func:`certui.rosters.tables.read`.

    Raises:
        FileTooLarge: beyond ten megabytes, or a hundred unfolded.
        UnknownFormat: another office document than a workbook.
        PasswordProtected: it is encrypted.
        BadArchive: damaged.
        BadXml, ForbiddenXml: a part that is not sound.
        TooComplex: beyond ten seconds, or the memory that a roster takes.
        RosterError: what :func:`certui.rosters.tables.read` refuses.
    """
    source.limit(TABLE_LIMIT)
    archive.limit(_UNFOLDED)
    source = _timed(source)
    if _TYPES not in archive.infos:
        return _roster(source, "ODS", "UTF-8", ods.sheets(source, archive), asked)
    book = next(filter(None, map(_BOOK.fullmatch, archive.infos)), None)
    if book is None:
        raise errors.UnknownFormat(path=source.path)
    _check_parts(source, archive)
    container = "XLSX" if book[1] == "xml" else "XLSB"
    return _roster(source, container, "UTF-8", calamine.sheets(source), asked)


def read_old(source: Source, asked: Asked) -> RosterFile:
    """Read a binary workbook of the years before XLSX; raises as :func:`read`."""
    source.limit(TABLE_LIMIT)
    return _roster(source, "XLS", "UTF-16", calamine.sheets(source), asked)


def _timed(source: Source) -> Source:
    """The same file, given up when reading it takes too long."""
    deadline = time.monotonic() + _LONGEST
    furthest = 0.0

    def progress(fraction: float) -> None:
        nonlocal furthest
        if time.monotonic() > deadline:
            raise errors.TooComplex(path=source.path)
        furthest = max(furthest, fraction)
        source.progress(furthest)

    return dataclasses.replace(source, progress=progress)


def _check_parts(source: Source, archive: Archive) -> None:
    """Unfold and parse every part once: their reader believes sizes, and passes over broken XML."""
    for name in archive.infos:
        member = archive.open(name)
        if name.endswith(_XML):
            guarded_xml.check(source.path, member.read, lambda: source.progress(0.0))
        else:
            while member.read(1 << 16):
                source.progress(0.0)


def _roster(
    source: Source, container: str, encoding: str, found: Iterable[Sheet], asked: Asked
) -> RosterFile:
    """The roster that the visible sheets with pupils' headings make together."""
    path = source.path
    sheets = [one._replace(rows=spread(path, one, tables.LINES_ABOVE)) for one in found]
    visible = [one for one in sheets if not one.hidden]
    tried = [one for one in visible if tables.score(one.rows)]
    if not tried:
        raise _without_pupils(source, sheets)
    parts: list[Part] = []
    refused: list[errors.RosterError] = []
    for sheet in tried:
        table = Table(path, container, encoding, sheet.rows)
        try:
            parts.append(Part(sheet.name, _read_sheet(table, sheet.name, asked)))
        except errors.ClassNeeded:
            raise
        except (errors.EmptySheet, errors.NoHeading, errors.MissingColumns) as error:
            refused.append(error)
        except RosterFaults as error:
            if len(tried) == 1:
                raise
            parts.append(Part(sheet.name, None, error.faults))
    if not parts:
        raise refused[0]
    read = {one.name for one in parts}
    aside = tuple(one.name for one in sheets if (one.hidden or one.rows) and one.name not in read)
    return dataclasses.replace(joined(parts), unread_sheets=aside)


def _without_pupils(source: Source, sheets: Sequence[Sheet]) -> errors.RosterError:
    """Why a workbook holds no roster: nothing, no headings, or nothing that one sees."""
    hidden = [one.name for one in sheets if one.hidden]
    if not sheets:
        return errors.UnknownFormat(path=source.path)
    if hidden:
        return errors.SheetsHidden(path=source.path, names=hidden)
    if any(one.rows for one in sheets):
        return errors.NoHeading(path=source.path)
    return errors.EmptySheet(path=source.path)


def _read_sheet(table: Table, name: str, asked: Asked) -> RosterFile:
    """The pupils of one sheet, whose name is their class when nothing else gives it."""
    try:
        return tables.read(table, asked)
    except errors.ClassNeeded:
        if not class_named(name):
            raise
        roster = tables.read(table, asked._replace(class_name=clean(name)))
        return dataclasses.replace(roster, class_given=0, class_sheets=(name,))
