"""An HTML table, as Charlemagne and EcoleDirecte export it under the name of .xls.

A scanner of its own, in one pass: the standard library's parser takes quadratic time on crafted
files.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from certui import errors
from certui.rosters import encodings, kinds, tables
from certui.rosters.rows import MOST_COLUMNS, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from certui.domain.roster_files import RosterFile
    from certui.rosters.guard import Source
    from certui.rosters.rows import Asked

_TAG: Final = re.compile(r"<(/?)([a-zA-Z]\w*)([^<>]*)>", re.ASCII)
_SPAN: Final = re.compile(r"colspan\s*=\s*[\"']?(\d{1,3})\b", re.ASCII | re.IGNORECASE)
_CELLS: Final = frozenset({"td", "th"})
_BREAKS: Final = frozenset({"br", "p", "div"})


def read(source: Source, asked: Asked) -> RosterFile:
    """Read the tables of an HTML file as one.

    Args:
        source: the file.
        asked: see :func:`certui.rosters.tables.read`.

    Raises:
        FileTooLarge: beyond ten megabytes.
        BadEncoding: in none of the encodings known.
        NulBytes: not a text.
        ForeignFile: a page that asks who one is, or another without pupils.
        RosterError: what :func:`certui.rosters.tables.read` refuses.
    """
    text, encoding = encodings.text_of(source.whole(), source.path)
    rows = _rows(source, _without_comments(text))
    try:
        return tables.read(Table(source.path, "HTML", encoding.shown, rows), asked)
    except (errors.EmptySheet, errors.NoHeading) as error:
        if kind := kinds.page(text):
            raise errors.ForeignFile(path=source.path, kind=kind) from error
        raise


def _without_comments(text: str) -> str:
    kept: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0:
        kept.append(text[position:start])
        end = text.find("-->", start + 4)
        if end < 0:
            return "".join(kept)
        position = end + 3
    return "".join(kept) + text[position:]


def _rows(source: Source, text: str) -> Iterator[Row]:
    """Yield lines by their number in the table; a missing end tag ends nothing too late."""
    line = 0
    cells: list[str] = []
    # Where the text of the open cell began, its pieces so far, how many columns it spans.
    start, pieces, span = -1, list[str](), 1
    for tag in _TAG.finditer(text):
        closing, name, attributes = tag[1], tag[2].lower(), tag[3]
        if start >= 0:
            pieces.append(text[start : tag.start()])
            start = tag.end()
        if name in _BREAKS and start >= 0:
            pieces.append(" ")
        if name in _CELLS or name in {"tr", "table"}:
            if start >= 0:
                # Beyond the limit there is nothing to know but that it was passed.
                if len(cells) <= MOST_COLUMNS:
                    cells += [html.unescape("".join(pieces)), *[""] * (span - 1)]
                start = -1
            if name in _CELLS and not closing:
                wide = _SPAN.search(attributes)
                span = min(max(int(wide[1]), 1), MOST_COLUMNS) if wide else 1
                start, pieces = tag.end(), []
            elif name not in _CELLS and cells:
                line += 1
                yield Row(line, cells)
                cells = []
                source.progress(min(tag.end() / len(text), 1.0))
    if cells:
        yield Row(line + 1, cells)
