"""What every paper says of itself: its title, its foot, the centre, the session."""

from __future__ import annotations

import re
import zoneinfo
from typing import TYPE_CHECKING, Final

from certui.documents import french
from certui.domain.text import clean

if TYPE_CHECKING:
    from certui.domain.models import Candidate
    from certui.services.papers import SessionRecord

# Longer values than people type are cut, or a letterhead would fill its page.
LONGEST_FACT: Final = 120
# Four invigilators, whose names are written whole.
LONGEST_INVIGILATORS: Final = 240
# As people part names that stand on one line.
_BETWEEN_NAMES: Final = re.compile(r"\s*[,;/]\s*|\s+(?:et|&)\s+")
_MOST_SIGNATURES: Final = 8
# Who a candidate is where no birth date is to be read: the columns of :func:`who` and of
# :func:`ranked`, with their headings.
WHO: Final = {"last_name": "Nom", "first_name": "Prénom", "class_name": "Classe"}
RANKED: Final = {"rank": "N°", **WHO}
_LABELS: Final = {
    "date": "Date",
    "time": "Heure de début (heure locale)",
    "site": "Nom du site",
    "room": "Salle",
    "invigilators": "Surveillant(s)",
}


def head(record: SessionRecord, title: str, short: str) -> dict[str, object]:
    """The values that all templates have.

    Args:
        record: the session.
        title: the document's title, before « de la session n° 208 ».
        short: the same at the foot of a page.
    """
    name = french.cut(record.centre.name, LONGEST_FACT)
    return {
        "title": of_session(record, title),
        "running": " — ".join(part for part in (name, of_session(record, short)) if part),
        "edited": edited(record),
        "centre": {"name": name, "uai": clean(record.centre.uai)},
    }


def of_session(record: SessionRecord, words: str) -> str:
    """``Kit surveillant de la session n° 208``."""
    return f"{words} de la session n°{french.NO_BREAK}{record.session.number}"


def session(record: SessionRecord) -> dict[str, str]:
    """What is known of the session."""
    one = record.session
    return {
        "number": str(one.number),
        "name": fact(one.name),
        "site": fact(one.site),
        "room": fact(one.room),
        "invigilators": french.cut(one.invigilators, LONGEST_INVIGILATORS),
        "date": french.long_day(one.date),
        "time": french.hour(one.time),
    }


def told(record: SessionRecord, *names: str) -> tuple[tuple[str, str], ...]:
    """Facts of the session as a screen shows them, label and value."""
    known = session(record)
    return tuple((_LABELS[name], known[name]) for name in names)


def edited(record: SessionRecord) -> str:
    """``édité le 1er février 2027 à 15 h 31``, by the data and not by the clock; may be empty."""
    if record.changed_at is None:
        return ""
    at = record.changed_at.astimezone(zoneinfo.ZoneInfo(record.session.time_zone))
    day = french.long_day(at.date(), with_weekday=False)
    return f"édité le {day} à {french.hour(at.time())}"


def invigilators(record: SessionRecord) -> list[str]:
    """Those who sign, one by one."""
    named = french.cut(record.session.invigilators, LONGEST_INVIGILATORS)
    return [one for one in _BETWEEN_NAMES.split(named) if one][:_MOST_SIGNATURES]


def fact(value: str) -> str:
    """A value of the letterhead."""
    return french.cut(value, LONGEST_FACT)


def who(candidate: Candidate) -> dict[str, str]:
    """Who a candidate is, by the columns of :data:`WHO`."""
    return {name: french.cut(getattr(candidate.person, name), LONGEST_FACT) for name in WHO}


def ranked(record: SessionRecord) -> list[dict[str, str]]:
    """Every candidate in the order of the papers, by the columns of :data:`RANKED`."""
    return [{"rank": str(rank), **who(one)} for rank, one in enumerate(record.candidates, start=1)]
