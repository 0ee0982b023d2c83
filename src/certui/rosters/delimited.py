"""CSV, with whatever separator its headings show."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from certui import errors
from certui.rosters import encodings, tables
from certui.rosters.rows import MOST_LINES, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from certui.domain.roster_files import RosterFile
    from certui.rosters.guard import Source
    from certui.rosters.rows import Asked

_SEPARATORS: Final = (";", "\t", ",", "|")
# How many lines pass between two words on the progress.
_STEP: Final = 500


def read(source: Source, asked: Asked) -> RosterFile:
    """Read a CSV file.

    Args:
        source: the file.
        asked: see :func:`certui.rosters.tables.read`.

    Raises:
        FileTooLarge: beyond ten megabytes.
        BadEncoding: in none of the encodings known.
        NulBytes: not a text.
        TooManyLines: beyond any school.
        BadQuotes: a quotation mark is never closed.
        RosterError: what :func:`certui.rosters.tables.read` refuses.
    """
    text, encoding = encodings.text_of(source.whole(), source.path)
    if text.count("\n") > MOST_LINES:  # told at once, rather than after reading as many
        raise errors.TooManyLines(path=source.path, limit=MOST_LINES)
    best = max(_SEPARATORS, key=lambda one: _score(source, text, one))
    rows = _rows(source, text, best)
    return tables.read(Table(source.path, "CSV", encoding.shown, rows), asked)


def _score(source: Source, text: str, separator: str) -> int:
    try:
        return tables.score(_rows(source, text, separator))
    except errors.RosterError:
        return 0  # the separator that is chosen will say what is wrong


def _rows(source: Source, text: str, separator: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    whole = text.count("\n") + 1
    line = 1
    try:
        for cells in reader:
            yield Row(line, cells)
            line = reader.line_num + 1
            if not line % _STEP:
                source.progress(min(line / whole, 1.0))
    except csv.Error as error:
        if "field limit" in str(error):
            raise errors.RecordTooLong(path=source.path, line=line) from error
        raise errors.BadQuotes(path=source.path, line=line) from error
