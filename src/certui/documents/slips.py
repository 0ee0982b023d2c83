"""The pupils' slips: where and when to come, and what to type; to cut out and hand round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.documents import paper
from certui.domain.papers import Preview
from certui.domain.session_fields import CODE, SLIP

if TYPE_CHECKING:
    from certui.domain.papers import SessionRecord

TEMPLATE: Final = "convocations"
ROW_HEADERS: Final = ()
_TITLE: Final = "Convocations"


def values(record: SessionRecord) -> dict[str, object]:
    """What the template shows (docs/documents.md lists it for those who write their own)."""
    return {
        **paper.head(record, _TITLE, _TITLE),
        "session": paper.session(record, CODE),
        "candidates": [paper.who(one) for one in record.candidates],
    }


def preview(record: SessionRecord) -> Preview:
    """The same as text."""
    return Preview(
        title=title(record),
        facts=paper.told(record, SLIP),
        columns=tuple(paper.WHO.values()),
        rows=tuple(tuple(paper.who(one).values()) for one in record.candidates),
    )


def title(record: SessionRecord) -> str:
    """The document's title, also shown by PDF readers."""
    return paper.of_session(record, _TITLE)
