"""The room's door: every document of a session, as bytes or as text for a screen."""

from __future__ import annotations

import contextlib
import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from certui import errors
from certui.documents import (
    attendance,
    candidate_list,
    delimited,
    door,
    kit,
    labels,
    letters,
    needs,
    ods,
    pv,
    reading_order,
    row_headers,
    slips,
    xlsx,
)
from certui.documents.typesetting import typeset, undrawn
from certui.domain.papers import DocumentKind, Rendered
from certui.services.ports.papers import Renderer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from certui.domain.papers import Preview, SessionRecord, Undrawn

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


class DocumentRenderer(Renderer):
    """Makes every kind of document; the same bytes where the same faces are installed.

    Args:
        templates: the folder where a centre keeps its own templates; it need not exist.
    """

    def __init__(self, templates: Path) -> None:
        self._templates = templates

    @override
    def render(self, kind: DocumentKind, record: SessionRecord) -> Rendered:
        if paper := _PAPERS.get(kind):
            at = record.changed_at or _UNDATED
            values = paper.values(record)
            unusual = letters.unusual(values)
            made = typeset(paper.TEMPLATE, values, at, self._templates, unusual)
            headed = row_headers.mark(made.pdf, paper.ROW_HEADERS)
            return Rendered(
                content=reading_order.mark(headed, unusual),
                undrawn=letters.undrawn(values, made.missing),
            )
        columns, rows = candidate_list.columns(record.centre.pix), candidate_list.rows(record)
        if kind is DocumentKind.LIST_CSV:
            return Rendered(content=delimited.write(columns, rows))
        write = ods.write if kind is DocumentKind.LIST_ODS else xlsx.write
        return Rendered(content=write(candidate_list.sheet_name(record), columns, rows))

    @override
    def preview(self, kind: DocumentKind, record: SessionRecord) -> Preview:
        paper = _PAPERS.get(kind)
        if paper is None:
            return candidate_list.preview(record)
        shown: Preview = paper.preview(record)
        return replace(shown, undrawn=self._undrawn(paper.TEMPLATE, paper.values(record)))

    def _undrawn(self, template: str, values: Mapping[str, object]) -> tuple[Undrawn, ...]:
        """Nothing is typeset for texts that every face draws, as nearly all are."""
        unusual = letters.unusual(values)
        if not unusual:
            return ()
        # What is wrong with a centre's own template is said when the document is made.
        with contextlib.suppress(errors.DocumentError):
            return letters.undrawn(values, undrawn(template, unusual, self._templates))
        return ()
