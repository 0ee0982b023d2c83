"""The kit surveillant: codes, rules of the room and numbers to call, on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.documents import french
from certui.domain.text import clean
from certui.services.documents import Preview

if TYPE_CHECKING:
    from certui.services.documents import SessionRecord

TEMPLATE: Final = "kit"
# Longer values would push the numbers to call off the page.
_LONGEST_FACT: Final = 40
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
    session = record.session
    name = french.cut(record.centre.name, _LONGEST_FACT)
    return {
        "title": title(record),
        "running": " — ".join(
            part
            for part in (name, f"Kit surveillant de la session n°{french.NO_BREAK}{session.number}")
            if part
        ),
        "centre": {"name": name, "uai": clean(record.centre.uai)},
        "session": {
            "number": str(session.number),
            "access_code": clean(session.access_code),
            **_facts(record),
        },
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
    return f"Kit surveillant de la session n°{french.NO_BREAK}{record.session.number}"


def _facts(record: SessionRecord) -> dict[str, str]:
    session = record.session
    return {
        "name": french.cut(session.name, _LONGEST_FACT),
        "date": french.long_day(session.date),
        "site": french.cut(session.site, _LONGEST_FACT),
        "time": french.hour(session.time),
        "room": french.cut(session.room, _LONGEST_FACT),
        "invigilators": french.cut(session.invigilators, _LONGEST_FACT),
    }
