"""The kit surveillant: codes, rules of the room and numbers to call, on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.documents import french, paper
from certui.domain.text import clean
from certui.services.papers import Preview

if TYPE_CHECKING:
    from certui.services.papers import SessionRecord

TEMPLATE: Final = "kit"
# Whom a number to call is of.
ROW_HEADERS: Final = (0,)
_TITLE: Final = "Kit surveillant"
# Longer values would push the numbers to call off the page.
_LONGEST_FACT: Final = 50
_LONGEST_INVIGILATORS: Final = 100
_LABELS: Final = {
    "name": "Nom de la session",
    "date": "Date",
    "site": "Nom du site",
    "time": "Heure de début (heure locale)",
    "room": "Salle",
    "invigilators": "Surveillant(s)",
}


def values(record: SessionRecord) -> dict[str, object]:
    """What the template shows (docs/documents.md lists it for those who write their own)."""
    return {
        **paper.head(record, _TITLE, _TITLE),
        "session": {**_facts(record), "access_code": clean(record.session.access_code)},
        "counts": {"enrolled": len(record.candidates)},
    }


def preview(record: SessionRecord) -> Preview:
    """The same as text, less the rules, which are those of every session."""
    facts = _facts(record)
    return Preview(
        title=title(record),
        facts=(
            ("Numéro de session", str(record.session.number)),
            ("Code d’accès", clean(record.session.access_code)),
            *((label, facts[key]) for key, label in _LABELS.items()),
            ("Candidats inscrits", str(len(record.candidates))),
        ),
        columns=(),
        rows=(),
    )


def title(record: SessionRecord) -> str:
    """The document's title, also shown by PDF readers."""
    return paper.of_session(record, _TITLE)


def _facts(record: SessionRecord) -> dict[str, str]:
    session = record.session
    return {
        **paper.session(record),
        "name": french.cut(session.name, _LONGEST_FACT),
        "site": french.cut(session.site, _LONGEST_FACT),
        "room": french.cut(session.room, _LONGEST_FACT),
        "invigilators": french.cut(session.invigilators, _LONGEST_INVIGILATORS),
    }
