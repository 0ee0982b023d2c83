"""Workbooks (XLSX, ODS): a zip of XML parts, read part by part with the guards of both.

Read here rather than by a spreadsheet library: a crafted file of some hundred kilobytes makes those
take minutes or gigabytes, while these sheets are a few thousand plain cells.
"""

from __future__ import annotations

import dataclasses
import time
from typing import TYPE_CHECKING, Final

from certui import errors
from certui.rosters import ods, tables, xlsx
from certui.rosters.guard import MEGABYTE, TABLE_LIMIT
from certui.rosters.rows import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from certui.domain.models import RosterFile
    from certui.rosters.archive import Archive
    from certui.rosters.guard import Source
    from certui.rosters.rows import Asked, Row

# What a workbook may unfold to (hazards, Files).
_UNFOLDED: Final = 100 * MEGABYTE
# Seconds: some tenths suffice a real one; a hundred megabytes of empty cells would take minutes.
_LONGEST: Final = 10.0


def is_workbook(archive: Archive) -> bool:
    """Whether an archive is a workbook, or another office document."""
    return xlsx.is_office(archive) or ods.is_office(archive)


def read(source: Source, archive: Archive, asked: Asked) -> RosterFile:
    """Read the first sheet of a workbook that has the headings of a roster.

    Args:
        source: the file.
        archive: its parts.
        asked: see :func:`certui.rosters.tables.read`.

    Raises:
        FileTooLarge: beyond ten megabytes, or a hundred unfolded.
        UnknownFormat: another office document than a workbook.
        BadArchive: damaged.
        TooComplex: beyond ten seconds, or the memory that a roster takes.
        RosterError: what :func:`certui.rosters.tables.read` refuses.
    """
    source.limit(TABLE_LIMIT)
    archive.limit(_UNFOLDED)
    source = _timed(source)
    if xlsx.is_office(archive):
        container, sheets = "XLSX", xlsx.sheets(source, archive)
    else:
        container, sheets = "ODS", ods.sheets(source, archive)
    rows = _choose(sheets)
    if rows is None:
        raise errors.UnknownFormat(path=source.path)
    return tables.read(Table(source.path, container, "UTF-8", rows), asked)


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


def _choose(sheets: Iterator[list[Row]]) -> list[Row] | None:
    """The first sheet with headings; else the first that holds anything, for what it lacks."""
    spare: list[Row] | None = None
    for rows in sheets:
        if tables.score(rows):
            return rows
        if not spare:
            spare = rows
    return spare
