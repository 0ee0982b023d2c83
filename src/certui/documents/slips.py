"""The pupils' slips: where and when to come, and what to type; to cut out and hand round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.documents import french, paper
from certui.domain.text import clean
from certui.services.papers import Preview

if TYPE_CHECKING:
    from certui.services.papers import SessionRecord

TEMPLATE: Final = "convocations"
ROW_HEADERS: Final = ()
_TITLE: Final = "Convocations"
_LONGEST: Final = 120
_COLUMNS: Final = {"last_name": "Nom", "first_name": "Prénom", "class_name": "Classe"}


def values(record: SessionRecord) -> dict[str, object]:
    """What the template shows (docs/documents.md lists it for those who write their own)."""
    return {
        **paper.head(record, _TITLE, _TITLE),
        "session": {**paper.session(record), "access_code": clean(record.session.access_code)},
        "candidates": _rows(record),
    }


def preview(record: SessionRecord) -> Preview:
    """The same as text."""
    code = clean(record.session.access_code)
    return Preview(
        title=title(record),
        facts=(*paper.told(record, "date", "time", "site", "room"), ("Code d’accès", code)),
        columns=tuple(_COLUMNS.values()),
        rows=tuple(tuple(row.values()) for row in _rows(record)),
    )


def title(record: SessionRecord) -> str:
    """The document's title, also shown by PDF readers."""
    return paper.of_session(record, _TITLE)


def _rows(record: SessionRecord) -> list[dict[str, str]]:
    return [
        {
            "last_name": french.cut(one.person.last_name, _LONGEST),
            "first_name": french.cut(one.person.first_name, _LONGEST),
            "class_name": french.cut(one.person.class_name, _LONGEST),
        }
        for one in record.candidates
    ]
