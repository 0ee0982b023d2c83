"""The one way in: a path, whatever the format of its file.

The format is told by content, never by the file's name.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from certui import errors
from certui.rosters import siecle
from certui.rosters.archive import Archive
from certui.rosters.guard import XML_LIMIT, opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from certui.domain.models import RosterFile
    from certui.rosters.guard import Source

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_BLANKS: Final = b" \t\r\n"
_MARKS: Final = b"\xef\xbb\xbf\xff\xfe\x00"


def read_roster(
    path: Path,
    *,
    progress: Callable[[float], None] | None = None,
    today: dt.date | None = None,
) -> RosterFile:
    """Read a school's roster file of any known format, whole.

    Args:
        path: the file.
        progress: told the fraction done, 0.0 to 1.0, from the thread that reads; whatever it raises
            goes through, so that a reading can be given up.
        today: years of two digits are read against it, and nobody is born after it; the present
            day unless given.

    Returns:
        A sound roster of at least one pupil.

    Raises:
        certui.errors.RosterError: the file is refused; the subclass and its facts say why.
    """
    # East of Greenwich it may be tomorrow already.
    day = today or dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    with opened(path, progress or _nobody) as source:
        return _read(source, day)


def _nobody(_fraction: float) -> None:
    """Nobody wants to know."""


def _read(source: Source, today: dt.date) -> RosterFile:
    head = source.head()
    if head.startswith(_ZIP):
        return _read_zip(source, today)
    if head.lstrip(_MARKS + _BLANKS).startswith(b"<"):
        source.limit(XML_LIMIT)
        return siecle.read(source, source.file.read, source.size, today)
    raise errors.UnknownFormat(path=source.path)


def _read_zip(source: Source, today: dt.date) -> RosterFile:
    archive = Archive(source, XML_LIMIT)
    member = archive.open(archive.roster_name())
    try:
        return siecle.read(source, member.read, member.size, today)
    except (errors.BadXml, errors.BadEncoding):
        member.drain()
        raise
