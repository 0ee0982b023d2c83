"""Row headers: a cell of a table is read with the name of the row it stands in.

typst tags the first row of a table as headers and knows no others without an experimental switch,
which its binding for Python does not have. So the tags of a finished PDF are corrected here: the
cells that name a row become headers of the row (ISO 32000-1, 14.8.4.3.4 and 14.8.5.7). A file
laid out otherwise than typst does comes back as it was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from certui.documents import pdf_objects

if TYPE_CHECKING:
    from collections.abc import Collection

_ROW: Final = re.compile(rb"<</Type/StructElem/S/TR/.*?/K\[([^\]]*)\]")
_REFERENCE: Final = re.compile(rb"(\d+) 0 R")
_CELL: Final = b"/S/TD/"
_TABLE: Final = re.compile(rb"/A\[<</O/Table(?:/Headers\[[^\]]*\])?")
_SAID: Final = re.compile(rb"/K\[\d")


def mark(content: bytes, columns: Collection[int]) -> bytes:
    """A PDF whose rows have headers.

    Args:
        content: as typst writes it.
        columns: which cells of a row name it, from 0; rows that have fewer are left alone, and so
            are those that are headers already.

    Returns:
        The same document; the same bytes for the same arguments.
    """
    parts = pdf_objects.split(content) if columns else None
    if parts is None:
        return content
    bodies = parts.bodies
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
    return pdf_objects.joined(parts)


def _cell(body: bytes, *, is_header: bool) -> bytes:
    """A cell without the list of its headers, which would hide those of its row."""
    if not is_header:
        return _TABLE.sub(b"/A[<</O/Table", body, count=1)
    body = body.replace(_CELL, b"/S/TH/", 1)
    return _TABLE.sub(b"/A[<</O/Table/Scope/Row", body, count=1)
