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
from certui.rosters import delimited, html_table, siecle, workbooks
from certui.rosters.archive import Archive
from certui.rosters.guard import XML_LIMIT, opened
from certui.rosters.rows import Asked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from certui.domain.models import RosterFile
    from certui.rosters.guard import Source

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Marks, and the other half of each letter in UTF-16.
_BESIDE: Final = bytes.maketrans(b"", b""), b"\xef\xbb\xbf\xff\xfe\x00"
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
    if head.startswith(_OLD_WORKBOOK):
        raise errors.OldWorkbook(path=source.path)
    letters = head.translate(*_BESIDE).lstrip()
    if not letters.startswith(b"<"):
        return delimited.read(source, asked)
    if _HTML.search(letters) and siecle.ROOT.encode() not in letters:
        return html_table.read(source, asked)
    source.limit(XML_LIMIT)
    return siecle.read(source, source.file.read, source.size, asked.today)


def _read_zip(source: Source, asked: Asked) -> RosterFile:
    archive = Archive(source, XML_LIMIT)
    if workbooks.is_workbook(archive):
        return workbooks.read(source, archive, asked)
    member = archive.open(archive.roster_name())
    try:
        return siecle.read(source, member.read, member.size, asked.today)
    except (errors.BadXml, errors.BadEncoding):
        member.drain()
        raise
