"""The room's door: every document of a session, as bytes or as text for a screen."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from certui.documents import (
    attendance,
    candidate_list,
    delimited,
    door,
    kit,
    labels,
    needs,
    ods,
    pv,
    row_headers,
    slips,
    xlsx,
)
from certui.documents.typesetting import typeset
from certui.services.documents import DocumentKind

if TYPE_CHECKING:
    from pathlib import Path

    from certui.services.documents import Preview, SessionRecord

_PAPERS: Final = {
    DocumentKind.PV: pv,
    DocumentKind.ATTENDANCE: attendance,
    DocumentKind.KIT: kit,
    DocumentKind.DOOR: door,
    DocumentKind.LABELS: labels,
    DocumentKind.NEEDS: needs,
    DocumentKind.SLIPS: slips,
}
# The date of a paper whose data has none: a clock would change the bytes.
_UNDATED: Final = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)


class DocumentRenderer:
    """Makes every kind of document; a :class:`certui.services.ports.Renderer`.

    Args:
        templates: the folder where a centre keeps its own templates; it need not exist.
    """

    def __init__(self, templates: Path) -> None:
        self._templates = templates

    def render(self, kind: DocumentKind, record: SessionRecord) -> bytes:
        """The whole file; the same record gives the same bytes.

        Raises:
            certui.errors.DocumentError: the centre's own template cannot be used.
        """
        if paper := _PAPERS.get(kind):
            at = record.changed_at or _UNDATED
            made = typeset(paper.TEMPLATE, paper.values(record), at, self._templates)
            return row_headers.mark(made, paper.ROW_HEADERS)
        columns, rows = candidate_list.columns(record.centre.pix), candidate_list.rows(record)
        if kind is DocumentKind.LIST_CSV:
            return delimited.write(columns, rows)
        write = ods.write if kind is DocumentKind.LIST_ODS else xlsx.write
        return write(candidate_list.sheet_name(record), columns, rows)

    def preview(self, kind: DocumentKind, record: SessionRecord) -> Preview:
        """What the document says, as text."""
        paper = _PAPERS.get(kind)
        return paper.preview(record) if paper else candidate_list.preview(record)
