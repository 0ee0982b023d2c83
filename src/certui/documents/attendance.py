"""The feuille d'émargement: twenty candidates a sheet, each with room to sign.

How many candidates a sheet has, its headings and how long its values may be are the product's
(reference pix-certif §5.2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.documents import french
from certui.domain.text import clean
from certui.services.documents import Preview

if TYPE_CHECKING:
    from certui.services.documents import SessionRecord

TEMPLATE: Final = "emargement"
CANDIDATES_A_SHEET: Final = 20
_LONGEST_VALUE: Final = 21
_LONGEST_SITE: Final = 22
_LONGEST_INVIGILATORS: Final = 40
_LONGEST_CENTRE: Final = 60
_COLUMNS: Final = {
    "last_name": "Nom de naissance",
    "first_name": "Prénom",
    "birth_date": "Date de naissance (jj/mm/aaaa)",
    "class_name": "Classe",
}


def values(record: SessionRecord) -> dict[str, object]:
    """What the template shows (docs/documents.md lists it for those who write their own)."""
    session = record.session
    name = french.cut(record.centre.name, _LONGEST_CENTRE)
    rows = _rows(record)
    return {
        "title": title(record),
        "running": " — ".join(
            part
            for part in (name, f"Émargement de la session n°{french.NO_BREAK}{session.number}")
            if part
        ),
        "centre": {"name": name, "uai": clean(record.centre.uai)},
        "session": {
            "number": str(session.number),
            **_facts(record),
        },
        "sheets": [
            rows[start : start + CANDIDATES_A_SHEET]
            for start in range(0, len(rows), CANDIDATES_A_SHEET)
        ],
    }


def preview(record: SessionRecord) -> Preview:
    """The same as text."""
    facts = _facts(record)
    return Preview(
        title=title(record),
        facts=(
            ("Date", facts["date"]),
            ("Heure locale (début)", facts["time"]),
            ("Nom du site", facts["site"]),
            ("Nom de la salle", facts["room"]),
            ("Surveillé par", facts["invigilators"]),
        ),
        columns=(*_COLUMNS.values(), "Signature"),
        rows=tuple((*row.values(), "") for row in _rows(record)),
    )


def title(record: SessionRecord) -> str:
    """The document's title, also shown by PDF readers."""
    return f"Feuille d’émargement de la session n°{french.NO_BREAK}{record.session.number}"


def _facts(record: SessionRecord) -> dict[str, str]:
    session = record.session
    return {
        "name": french.cut(session.name, _LONGEST_INVIGILATORS),
        "date": french.long_day(session.date, with_weekday=False),
        "time": french.hour(session.time),
        "site": french.cut(session.site, _LONGEST_SITE),
        "room": french.cut(session.room, _LONGEST_VALUE),
        "invigilators": french.cut(session.invigilators, _LONGEST_INVIGILATORS),
    }


def _rows(record: SessionRecord) -> list[dict[str, str]]:
    return [
        {
            "last_name": french.cut(one.person.last_name, _LONGEST_VALUE),
            "first_name": french.cut(one.person.first_name, _LONGEST_VALUE),
            "birth_date": french.numeric_day(one.person.birth_date),
            "class_name": french.cut(one.person.class_name, _LONGEST_VALUE),
        }
        for one in record.candidates
    ]
