"""Row headers: a cell of a table is read with the name of the row it stands in.

typst tags the first row of a table as headers and knows no others without an experimental switch,
which its binding for Python does not have. So the tags of a finished PDF are corrected here: the
cells that name a row become headers of the row (ISO 32000-1, 14.8.4.3.4 and 14.8.5.7). typst writes
each element of the structure as an object in clear on a line of its own, which is all that this
leans on; a file laid out otherwise comes back as it was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

_OBJECT: Final = re.compile(rb"(?m)^(\d+) 0 obj\n")
_ROW: Final = re.compile(rb"<</Type/StructElem/S/TR/.*?/K\[([^\]]*)\]")
_REFERENCE: Final = re.compile(rb"(\d+) 0 R")
_CELL: Final = b"/S/TD/"
_TABLE: Final = re.compile(rb"/A\[<</O/Table(?:/Headers\[[^\]]*\])?")
_SAID: Final = re.compile(rb"/K\[\d")
_XREF: Final = re.compile(rb"xref\n0 (\d+)\n")
_LINE: Final = re.compile(rb"\d{10} (\d{5}) n")


def mark(content: bytes, columns: Collection[int]) -> bytes:
    """A PDF whose rows have headers.

    Args:
        content: as typst writes it.
        columns: which cells of a row name it, from 0; rows that have fewer are left alone, and so
            are those that are headers already.

    Returns:
        The same document; the same bytes for the same arguments.
    """
    end = content.rfind(b"\nxref\n") + 1
    if not columns or not end:
        return content
    starts = [(int(one[1]), one.start()) for one in _OBJECT.finditer(content, 0, end)]
    bounds = [at for _, at in starts] + [end]
    bodies = {number: content[at : bounds[place + 1]] for place, (number, at) in enumerate(starts)}
    rows = [found for body in bodies.values() if (found := _ROW.search(body))]
    for row in rows:
        cells = [int(one) for one in _REFERENCE.findall(row[1])]
        if (
            len(cells) > max(columns)
            and all(_CELL in bodies[one] for one in cells)
            # A row left empty has no name.
            and all(_SAID.search(bodies[cells[at]]) for at in columns)
        ):
            for place, number in enumerate(cells):
                bodies[number] = _cell(bodies[number], is_header=place in columns)
    return _written(content[: bounds[0]], bodies, content[end:])


def _cell(body: bytes, *, is_header: bool) -> bytes:
    """A cell without the list of its headers, which would hide those of its row."""
    if not is_header:
        return _TABLE.sub(b"/A[<</O/Table", body, count=1)
    body = body.replace(_CELL, b"/S/TH/", 1)
    return _TABLE.sub(b"/A[<</O/Table/Scope/Row", body, count=1)


def _written(start: bytes, bodies: dict[int, bytes], end: bytes) -> bytes:
    """The file anew, with the table of where its objects are."""
    parts, places, at = [start], {}, len(start)
    for number, body in bodies.items():
        places[number] = at
        parts.append(body)
        at += len(body)
    head = _XREF.match(end)
    assert head is not None  # noqa: S101 - `end` was found by it
    lines = end[head.end() :].split(b"\n")
    for number, place in places.items():
        if found := _LINE.match(lines[number]):
            lines[number] = b"%010d %s n" % (place, found[1]) + lines[number][found.end() :]
    table = b"\n".join(lines)
    table = re.sub(rb"startxref\n\d+", b"startxref\n%d" % at, table)
    return b"".join([*parts, head[0], table])
