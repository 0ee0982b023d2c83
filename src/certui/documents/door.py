"""The door list: who is expected in the room, for all to read.

Neither birth date nor extra time: it hangs in a corridor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.documents import paper
from certui.domain.papers import Preview
from certui.domain.session_fields import CALLED

if TYPE_CHECKING:
    from certui.domain.papers import SessionRecord

TEMPLATE: Final = "porte"
# Who a row is about: the name and the first name.
ROW_HEADERS: Final = (1, 2)
_TITLE: Final = "Liste de porte"


def values(record: SessionRecord) -> dict[str, object]:
    """What the template shows (docs/documents.md lists it for those who write their own)."""
    return {
        **paper.head(record, _TITLE, _TITLE),
        "session": paper.session(record),
        "candidates": paper.ranked(record),
    }


def preview(record: SessionRecord) -> Preview:
    """The same as text."""
    return Preview(
        title=title(record),
        facts=paper.told(record, CALLED),
        columns=tuple(paper.RANKED.values()),
        rows=tuple(tuple(row.values()) for row in paper.ranked(record)),
    )


def title(record: SessionRecord) -> str:
    """The document's title, also shown by PDF readers."""
    return paper.of_session(record, _TITLE)
