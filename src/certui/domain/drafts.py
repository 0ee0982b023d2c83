"""What people type about a session or a centre, made into values or into faults, all at once.

Sources: the product's rules for a session's fields (pix-certif §1.5); site, room and invigilators
may come later (UI.md, ``session new``).
"""

from __future__ import annotations

import datetime as dt
import enum
import re
import zoneinfo
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from certui.domain.models import SessionDraft
from certui.domain.text import clean
from certui.errors import InvalidCentre, InvalidSession

if TYPE_CHECKING:
    from certui.domain.models import Centre

# The first session of the product was in 2019; nobody plans a lifetime ahead.
FIRST_YEAR: Final = 2019
LAST_YEAR: Final = 2100
MOST_CHARACTERS: Final = 255
MOST_NOTES: Final = 2000
_ISO_DATE: Final = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_FRENCH_DATE: Final = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})")
_TIME: Final = re.compile(r"(0[0-9]|1[0-9]|2[0-3]):([0-5][0-9])")
_UAI: Final = re.compile(r"[0-9]{7}[A-Z]")


class Fault(enum.Enum):
    """What is wrong with a field."""

    MISSING = "missing"
    MALFORMED = "malformed"
    OUT_OF_RANGE = "out_of_range"
    TOO_LONG = "too_long"


def session_draft(  # noqa: PLR0913 - the fields of a session, by keyword
    *,
    name: str,
    date: str,
    time: str,
    site: str = "",
    room: str = "",
    invigilators: str = "",
    notes: str = "",
) -> SessionDraft:
    """A session as typed.

    Args:
        name: needed.
        date: needed; ``2027-02-14`` or ``14/02/2027``.
        time: needed; ``15:30``.
        site: where; may be empty.
        room: may be empty.
        invigilators: may be empty.
        notes: may be empty.

    Raises:
        InvalidSession: with every faulty field.
    """
    faults: dict[str, Fault] = {}
    texts = {
        "name": clean(name),
        "site": clean(site),
        "room": clean(room),
        "invigilators": clean(invigilators),
        "notes": clean(notes),
    }
    if not texts["name"]:
        faults["name"] = Fault.MISSING
    for field, text in texts.items():
        if len(text) > (MOST_NOTES if field == "notes" else MOST_CHARACTERS):
            faults[field] = Fault.TOO_LONG
    day = _date(clean(date))
    hour = _time(clean(time))
    if isinstance(day, Fault):
        faults["date"] = day
    if isinstance(hour, Fault):
        faults["time"] = hour
    if faults or isinstance(day, Fault) or isinstance(hour, Fault):
        raise InvalidSession(faults=faults)
    return SessionDraft(date=day, time=hour, **texts)


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


def _date(text: str) -> dt.date | Fault:
    if not text:
        return Fault.MISSING
    parts = _ISO_DATE.fullmatch(text) or _FRENCH_DATE.fullmatch(text)
    if not parts:
        return Fault.MALFORMED
    try:
        day = dt.date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
    except ValueError:
        return Fault.MALFORMED
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else Fault.OUT_OF_RANGE


def _time(text: str) -> dt.time | Fault:
    if not text:
        return Fault.MISSING
    parts = _TIME.fullmatch(text)
    return dt.time(int(parts[1]), int(parts[2])) if parts else Fault.MALFORMED
