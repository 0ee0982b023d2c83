"""The door list: who is expected in the room, for all to read.

Neither birth date nor extra time: it hangs in a corridor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.documents import french, paper
from certui.services.papers import Preview

if TYPE_CHECKING:
    from certui.services.papers import SessionRecord

TEMPLATE: Final = "porte"
# Who a row is about: the name and the first name.
ROW_HEADERS: Final = (1, 2)
_TITLE: Final = "Liste de porte"
_LONGEST: Final = 120
_COLUMNS: Final = {
    "rank": "N°",
    "last_name": "Nom",
    "first_name": "Prénom",
    "class_name": "Classe",
}


def values(record: SessionRecord) -> dict[str, object]:
    """What the template shows (docs/documents.md lists it for those who write their own)."""
    return {
        **paper.head(record, _TITLE, _TITLE),
        "session": paper.session(record),
        "candidates": _rows(record),
    }


def preview(record: SessionRecord) -> Preview:
    """The same as text."""
    return Preview(
        title=title(record),
        facts=paper.told(record, "date", "time", "site", "room"),
        columns=tuple(_COLUMNS.values()),
        rows=tuple(tuple(row.values()) for row in _rows(record)),
    )


def title(record: SessionRecord) -> str:
    """The document's title, also shown by PDF readers."""
    return paper.of_session(record, _TITLE)


def _rows(record: SessionRecord) -> list[dict[str, str]]:
    return [
        {
            "rank": str(rank),
            "last_name": french.cut(one.person.last_name, _LONGEST),
            "first_name": french.cut(one.person.first_name, _LONGEST),
            "class_name": french.cut(one.person.class_name, _LONGEST),
        }
        for rank, one in enumerate(record.candidates, start=1)
    ]
