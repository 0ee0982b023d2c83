"""The page of adjustments, for the invigilator alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.documents import french, paper
from certui.domain.candidate_fields import NEEDS
from certui.domain.day import DURATION, whole_time
from certui.domain.papers import Preview
from certui.domain.session_fields import HELD

if TYPE_CHECKING:
    from certui.domain.models import Candidate
    from certui.domain.papers import SessionRecord

TEMPLATE: Final = "amenagements"
# Who a row is about: the name and the first name.
ROW_HEADERS: Final = (1, 2)
_TITLE: Final = "Aménagements"
# How long the test is stands beside what makes it longer.
_EXTRA_TIME: Final = paper.headings(NEEDS[:1])
_OTHERS: Final = paper.headings(NEEDS[1:])
_COLUMNS: Final = {
    **paper.RANKED,
    **_EXTRA_TIME,
    "length": "Durée du test",
    **_OTHERS,
}


def values(record: SessionRecord) -> dict[str, object]:
    """What the template shows (docs/documents.md lists it for those who write their own)."""
    return {
        **paper.head(record, _TITLE, _TITLE),
        "session": {
            **paper.session(record),
            "length": french.length(DURATION),
        },
        "candidates": _rows(record),
    }


def preview(record: SessionRecord) -> Preview:
    """The same as text."""
    return Preview(
        title=title(record),
        facts=paper.told(record, HELD),
        columns=tuple(_COLUMNS.values()),
        rows=tuple(tuple(row.values()) for row in _rows(record)),
    )


def title(record: SessionRecord) -> str:
    """The document's title, also shown by PDF readers."""
    return paper.of_session(record, _TITLE)


def _rows(record: SessionRecord) -> list[dict[str, str]]:
    return [
        _row(rank, one)
        for rank, one in enumerate(record.candidates, start=1)
        if any(getattr(one, name) for name in NEEDS)
    ]


def _row(rank: int, candidate: Candidate) -> dict[str, str]:
    return {
        "rank": str(rank),
        **paper.who(candidate),
        **paper.row(candidate, NEEDS[:1]),
        "length": french.length(whole_time(candidate)),
        **paper.row(candidate, NEEDS[1:]),
    }
