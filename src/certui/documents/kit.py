"""The kit surveillant: codes, rules of the room and numbers to call, on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.documents import paper
from certui.domain.papers import Preview
from certui.domain.session_fields import CODE, KIT

if TYPE_CHECKING:
    from certui.domain.papers import SessionRecord

TEMPLATE: Final = "kit"
# Whom a number to call is of.
ROW_HEADERS: Final = (0,)
_TITLE: Final = "Kit surveillant"


def values(record: SessionRecord) -> dict[str, object]:
    """What the template shows (docs/documents.md lists it for those who write their own)."""
    return {
        **paper.head(record, _TITLE, _TITLE),
        "session": paper.session(record, CODE, in_kit=True),
        "counts": {"enrolled": len(record.candidates)},
    }


def preview(record: SessionRecord) -> Preview:
    """The same as text, less the rules, which are those of every session."""
    return Preview(
        title=title(record),
        facts=(
            *paper.told(record, KIT, in_kit=True),
            ("Candidats inscrits", str(len(record.candidates))),
        ),
        columns=(),
        rows=(),
    )


def title(record: SessionRecord) -> str:
    """The document's title, also shown by PDF readers."""
    return paper.of_session(record, _TITLE)
