"""What people type about a session or a centre, made into values or into faults, all at once.

Sources: the product's rules for a session's fields (pix-certif §1.5). On the form all of them but
the notes are needed, as there; from a shell site, room and invigilators may come later (UI.md).
"""

from __future__ import annotations

import re
import zoneinfo
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from certui.domain.faults import Fault
from certui.domain.models import SessionDraft
from certui.domain.text import clean
from certui.domain.wall_clock import read_day, read_hour
from certui.errors import InvalidCentre, InvalidExtraTime, InvalidSession

if TYPE_CHECKING:
    import datetime as dt

    from certui.domain.models import Centre

MOST_CHARACTERS: Final = 255
MOST_NOTES: Final = 2000
MOST_EXTRA_TIME: Final = 99
_UAI: Final = re.compile(r"[0-9]{7}[A-Z]")
_PERCENT: Final = re.compile(r"([0-9]{1,3}) ?%?")


def session_draft(  # noqa: PLR0913 - the fields of a session, by keyword
    *,
    today: dt.date,
    name: str,
    date: str,
    time: str,
    site: str = "",
    room: str = "",
    invigilators: str = "",
    notes: str = "",
    whole: bool = False,
) -> SessionDraft:
    """A session as typed.

    Args:
        today: the day it is at the centre: ``demain`` counts from it.
        name: needed.
        date: needed; see :func:`certui.domain.wall_clock.read_day`.
        time: needed; see :func:`certui.domain.wall_clock.read_hour`.
        site: where.
        room: in which room.
        invigilators: their names.
        notes: may be empty.
        whole: whether site, room and invigilators are needed too, as the product has it.

    Raises:
        InvalidSession: with every faulty field, in the order of the form.
    """
    faults: dict[str, Fault] = {}
    texts = {
        "name": clean(name),
        "site": clean(site),
        "room": clean(room),
        "invigilators": clean(invigilators),
        "notes": clean(notes),
    }
    for field, text in texts.items():
        if len(text) > (MOST_NOTES if field == "notes" else MOST_CHARACTERS):
            faults[field] = Fault.TOO_LONG
        elif not text and (field == "name" or (whole and field != "notes")):
            faults[field] = Fault.MISSING
    day = read_day(date, today)
    hour = read_hour(time)
    if isinstance(day, Fault):
        faults["date"] = day
    if isinstance(hour, Fault):
        faults["time"] = hour
    if faults or isinstance(day, Fault) or isinstance(hour, Fault):
        raise InvalidSession(faults=faults)
    return SessionDraft(date=day, time=hour, **texts)


def extra_time(typed: str) -> int | None:
    """Extra time as typed.

    Args:
        typed: ``33``, ``33 %``; nothing where there is none.

    Returns:
        A whole percent from 1 to 99; None for none.

    Raises:
        InvalidExtraTime: anything else.
    """
    text = clean(typed)
    if not text:
        return None
    parts = _PERCENT.fullmatch(text)
    if not (parts and 1 <= int(parts[1]) <= MOST_EXTRA_TIME):
        raise InvalidExtraTime
    return int(parts[1])


def centre(
    known: Centre, *, name: str | None = None, uai: str | None = None, time_zone: str | None = None
) -> Centre:
    """The centre with what was typed; None leaves a field as it is.

    Args:
        known: the centre as it was.
        name: its name.
        uai: seven digits and a letter.
        time_zone: an IANA name.

    Raises:
        InvalidCentre: with every faulty field.
    """
    faults: dict[str, Fault] = {}
    if name is not None:
        known = replace(known, name=clean(name))
        if not known.name:
            faults["name"] = Fault.MISSING
        elif len(known.name) > MOST_CHARACTERS:
            faults["name"] = Fault.TOO_LONG
    if uai is not None:
        known = replace(known, uai=clean(uai).upper())
        if not _UAI.fullmatch(known.uai):
            faults["uai"] = Fault.MALFORMED if known.uai else Fault.MISSING
    if time_zone is not None:
        known = replace(known, time_zone=clean(time_zone))
        if known.time_zone not in zoneinfo.available_timezones():
            faults["time_zone"] = Fault.MALFORMED if known.time_zone else Fault.MISSING
    if faults:
        raise InvalidCentre(faults=faults)
    return known
