"""What every paper says of itself: its title, its foot, the centre, the session."""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from typing import TYPE_CHECKING, Final

from certui.documents import french
from certui.domain import candidate_fields, session_fields
from certui.domain.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from certui.domain.models import Candidate
    from certui.domain.papers import SessionRecord

# Longer values than people type are cut, or a letterhead would fill its page.
LONGEST_FACT: Final = 120
# As people part names that stand on one line.
_BETWEEN_NAMES: Final = re.compile(r"\s*[,;/]\s*|\s+(?:et|&)\s+")
_MOST_SIGNATURES: Final = 8
_NEEDED: Final = "test accessible"


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


def session(record: SessionRecord, *also: str, in_kit: bool = False) -> dict[str, str]:
    """What templates get of the session, by name.

    Args:
        record: the session.
        also: fields that not all templates get.
        in_kit: whether the values are to leave room on one page.
    """
    everywhere = (one.name for one in session_fields.FIELDS if one.paper and one.paper.everywhere)
    return {name: _fact(record, name, in_kit=in_kit) for name in (*everywhere, *also)}


def told(
    record: SessionRecord, names: Iterable[str], *, in_kit: bool = False
) -> tuple[tuple[str, str], ...]:
    """Facts of the session as a screen shows them, label and value."""
    return labelled({name: _fact(record, name, in_kit=in_kit) for name in names})


def labelled(facts: Mapping[str, str], *, signed: bool = False) -> tuple[tuple[str, str], ...]:
    """Facts of the session by their labels.

    Args:
        facts: values by name.
        signed: whether they are those of the sheet that is signed.
    """
    said = ((session_fields.BY_NAME[name].paper, value) for name, value in facts.items())
    return tuple(((signed and one.signed) or one.label, value) for one, value in said if one)


def fact(record: SessionRecord, name: str, longest: int) -> str:
    """A value of the session as papers write it, cut where it is a text."""
    value = getattr(record.session, name)
    if isinstance(value, dt.date):
        return french.long_day(value)
    return french.hour(value) if isinstance(value, dt.time) else french.cut(str(value), longest)


def _fact(record: SessionRecord, name: str, *, in_kit: bool = False) -> str:
    known = session_fields.BY_NAME[name].paper
    assert known is not None  # noqa: S101 - papers name what has a label on paper: tested
    return fact(record, name, known.longest_in_kit if in_kit else known.longest)


def edited(record: SessionRecord) -> str:
    """``édité le 1er février 2027 à 15 h 31``, by the data and not by the clock; may be empty."""
    if record.changed_at is None:
        return ""
    at = record.changed_at.astimezone(zoneinfo.ZoneInfo(record.session.time_zone))
    day = french.long_day(at.date(), with_weekday=False)
    return f"édité le {day} à {french.hour(at.time())}"


def signers(record: SessionRecord) -> list[str]:
    """Those who hold the session and sign, one by one."""
    named = _fact(record, session_fields.SIGNING)
    return [one for one in _BETWEEN_NAMES.split(named) if one][:_MOST_SIGNATURES]


def headings(names: Iterable[str], *, signed: bool = False) -> dict[str, str]:
    """The headings of the columns of candidates, by the keys that templates know them by.

    Args:
        names: fields of a candidate.
        signed: whether they are those of the sheet that is signed.
    """
    known = ((name, candidate_fields.BY_NAME[name].paper) for name in names)
    return {one.key or name: (signed and one.signed) or one.heading for name, one in known if one}


def row(candidate: Candidate, names: Iterable[str]) -> dict[str, str]:
    """What a candidate has in those columns."""
    known = (candidate_fields.BY_NAME[name] for name in names)
    return {
        one.paper.key or one.name: _cell(one.of(candidate), one.paper.longest)
        for one in known
        if one.paper
    }


def _cell(value: object, longest: int) -> str:
    if isinstance(value, dt.date):
        return french.numeric_day(value)
    if isinstance(value, bool):
        return _NEEDED if value else ""
    if isinstance(value, int):
        return french.percent(value)
    return "" if value is None else french.cut(str(value), longest)


WHO: Final = headings(candidate_fields.WHO)
"""The columns of :func:`who` and of :func:`ranked`, with their headings."""
RANKED: Final = {"rank": "N°", **WHO}


def who(candidate: Candidate) -> dict[str, str]:
    """Who a candidate is, by the columns of :data:`WHO`."""
    return {name: french.cut(getattr(candidate.person, name), LONGEST_FACT) for name in WHO}


def ranked(record: SessionRecord) -> list[dict[str, str]]:
    """Every candidate in the order of the papers, by the columns of :data:`RANKED`."""
    return [{"rank": str(rank), **who(one)} for rank, one in enumerate(record.candidates, start=1)]
