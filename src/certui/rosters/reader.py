"""The one way in: a path, whatever the format of its file.

The format is told by content, never by the file's name.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from certui import errors
from certui.domain.text import clean
from certui.rosters import (
    compound,
    delimited,
    html_table,
    kinds,
    roots,
    siecle,
    siecle_zip,
    workbooks,
)
from certui.rosters.archive import Archive
from certui.rosters.guard import XML_LIMIT, opened
from certui.rosters.rows import Asked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from certui.domain.roster_files import RosterFile
    from certui.rosters.guard import Source

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_HTML: Final = re.compile(rb"<(?:!doctype\s+html|html|head|meta|body|table|div)\b", re.IGNORECASE)


def read_roster(
    path: Path,
    *,
    progress: Callable[[float], None] | None = None,
    today: dt.date | None = None,
    class_name: str = "",
) -> RosterFile:
    """Read a school's roster file of any known format, whole.

    Args:
        path: the file.
        progress: told the fraction done, 0.0 to 1.0, from the thread that reads; whatever it raises
            goes through, so that a reading can be given up.
        today: years of two digits are read against it, and nobody is born after it; the present
            day unless given.
        class_name: the class of the pupils of whom the file gives none, where its format may leave
            it out.

    Returns:
        A sound roster of at least one pupil.

    Raises:
        certui.errors.RosterError: the file is refused; the subclass and its facts say why.
    """
    # East of Greenwich it may be tomorrow already.
    day = today or dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    with opened(path, progress or _nobody) as source:
        roster = _read(source, Asked(day, clean(class_name)))
        source.progress(1.0)
        return dataclasses.replace(roster, digest=source.digest())


def _nobody(_fraction: float) -> None:
    """Nobody wants to know."""


def _read(source: Source, asked: Asked) -> RosterFile:
    head = source.head()
    if head.startswith(_ZIP):
        return _read_zip(source, asked)
    if head.startswith(compound.MARK):
        return _read_compound(source, asked)
    letters = roots.letters(head)
    kinds.check(source, head, letters)
    if not letters.startswith(b"<"):
        return delimited.read(source, asked)
    if _HTML.search(letters) and siecle.ROOT.encode() not in letters:
        return html_table.read(source, asked)
    _check_root(source, letters)
    source.limit(XML_LIMIT)
    return siecle.read(source, source.file.read, source.size, asked.today)


def _read_zip(source: Source, asked: Asked) -> RosterFile:
    archive = Archive(source, XML_LIMIT)
    kinds.check_archive(source, archive)
    if workbooks.is_workbook(archive):
        return workbooks.read(source, archive, asked)
    return siecle_zip.read(source, archive, asked)


def _read_compound(source: Source, asked: Asked) -> RosterFile:
    kind = compound.kind(source.whole())
    if kind == compound.ENCRYPTED:
        raise errors.PasswordProtected(path=source.path)
    if kind == compound.WORKBOOK:
        return workbooks.read_old(source, asked)
    if kind:
        raise errors.ForeignFile(path=source.path, kind=kind)
    raise errors.UnknownFormat(path=source.path)


def _check_root(source: Source, letters: bytes) -> None:
    """Refuse XML of something else by its first element, before all of it is read."""
    root = roots.of(letters)
    if kind := roots.kind(letters, root):
        raise errors.ForeignFile(path=source.path, kind=kind)
    if root not in {siecle.ROOT, ""}:
        raise errors.OtherExport(path=source.path, root=root)
