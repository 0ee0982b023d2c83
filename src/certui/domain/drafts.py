"""What people type about a session or a centre, made into values or into faults, all at once.

Sources: the product's rules for a session's fields (pix-certif §1.5), each of which
:mod:`certui.domain.session_fields` declares.
"""

from __future__ import annotations

import re
import zoneinfo
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from certui.domain.centres import default_time_zone, key_letter
from certui.domain.faults import Fault
from certui.domain.fields import LONGEST_TEXT
from certui.domain.models import SessionDraft
from certui.domain.pix_settings import CERTIFICATIONS, Billing
from certui.domain.refusals import InvalidCentre, InvalidSession
from certui.domain.search import fold
from certui.domain.session_fields import TYPED
from certui.domain.text import clean
from certui.domain.wall_clock import read_day, read_hour
from certui.errors import InvalidExtraTime

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from certui.domain.models import Centre
    from certui.domain.pix_settings import PixSettings
    from certui.domain.session_fields import Typed

MOST_EXTRA_TIME: Final = 99
_UAI: Final = re.compile(r"[0-9]{7}[A-Z]")
_PERCENT: Final = re.compile(r"([0-9]{1,3}) ?%?")
_BILLING: Final = {fold(one.value): one for one in Billing}
_LABELS: Final = {fold(label): label for label in CERTIFICATIONS}


def session_draft(typed: Mapping[str, str], *, today: dt.date, whole: bool = False) -> SessionDraft:
    """A session as typed.

    Args:
        typed: by the names of :data:`certui.domain.session_fields.TYPED`; what is not there is
            empty.
        today: the day it is at the centre: ``demain`` counts from it.
        whole: whether what the form needs is needed too, as the product has it.

    Raises:
        InvalidSession: with every faulty field, in the order of the form.
        TypeError: a session has no field of a name.
    """
    values: dict[str, Any] = dict(typed)
    faults: dict[str, Fault] = {}
    for name, field in TYPED.items():
        read = values[name] = _read(field, typed.get(name, ""), today)
        needed = field.needed == "always" or (whole and field.needed == "on the form")
        if isinstance(read, Fault):
            faults[name] = read
        elif needed and not read:
            faults[name] = Fault.MISSING
    if faults:
        raise InvalidSession(faults=faults)
    return SessionDraft(**values)


def _read(field: Typed, typed: str, today: dt.date) -> str | dt.date | dt.time | Fault:
    if field.kind == "day":
        return read_day(typed, today)
    if field.kind == "hour":
        return read_hour(typed)
    text = clean(typed)
    return Fault.TOO_LONG if len(text) > field.longest else text


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
    known: Centre,
    *,
    name: str | None = None,
    uai: str | None = None,
    time_zone: str | None = None,
    sco: bool | None = None,
    certifications: Sequence[str] | None = None,
    billing: str | None = None,
    prepayment_code: str | None = None,
) -> Centre:
    """The centre with what was typed; None leaves a field as it is.

    Args:
        known: the centre as it was.
        name: its name.
        uai: seven digits and their letter; a code that stands already is not asked for it. The time
            zone follows, while it is the one that the code before said.
        time_zone: an IANA name.
        sco: whether it is a school centre to Pix.
        certifications: labels; one that is known comes back as Pix spells it, any other as typed.
        billing: who pays, in the product's words; empty for each to be typed.
        prepayment_code: Pix's, for candidates who are paid for already.

    Raises:
        InvalidCentre: with every faulty field.
    """
    faults: dict[str, Fault] = {}
    if name is not None:
        known = replace(known, name=clean(name))
        if not known.name:
            faults["name"] = Fault.MISSING
        elif len(known.name) > LONGEST_TEXT:
            faults["name"] = Fault.TOO_LONG
    if uai is not None:
        known = _with_uai(known, clean(uai).upper(), faults)
    if time_zone is not None:
        known = replace(known, time_zone=clean(time_zone))
        if known.time_zone not in zoneinfo.available_timezones():
            faults["time_zone"] = Fault.MALFORMED if known.time_zone else Fault.MISSING
    pix = known.pix if sco is None else replace(known.pix, sco=sco)
    if certifications is not None:
        pix = _with_certifications(pix, certifications, faults)
    pix = _with_billing(pix, billing, prepayment_code, faults)
    known = replace(known, pix=pix)
    if faults:
        key = key_letter(known.uai) if faults.get("uai") is Fault.WRONG_KEY else ""
        raise InvalidCentre(faults=faults, key=key)
    return known


def _with_uai(known: Centre, uai: str, faults: dict[str, Fault]) -> Centre:
    if not _UAI.fullmatch(uai):
        faults["uai"] = Fault.MALFORMED if uai else Fault.MISSING
    elif uai == known.uai:
        return known
    elif not uai.endswith(key_letter(uai)):
        faults["uai"] = Fault.WRONG_KEY
    elif known.time_zone == default_time_zone(known.uai):
        return replace(known, uai=uai, time_zone=default_time_zone(uai))
    return replace(known, uai=uai)


def _with_certifications(
    known: PixSettings, typed: Sequence[str], faults: dict[str, Fault]
) -> PixSettings:
    labels = (_LABELS.get(fold(one), clean(one)) for one in typed)
    known = replace(known, certifications=tuple(dict.fromkeys(filter(None, labels))))
    if any(len(label) > LONGEST_TEXT for label in known.certifications):
        faults["certifications"] = Fault.TOO_LONG
    return known


def _with_billing(
    known: PixSettings, billing: str | None, code: str | None, faults: dict[str, Fault]
) -> PixSettings:
    if billing is not None:
        who = _BILLING.get(fold(billing))
        if fold(billing) and who is None:
            faults["billing"] = Fault.MALFORMED
            return known
        # A code says nothing of those who are not paid for already.
        kept = known.prepayment_code if who is Billing.PREPAID else ""
        known = replace(known, billing=who, prepayment_code=kept)
    if code is not None:
        known = replace(known, prepayment_code=clean(code))
    if billing is not None or code is not None:
        _check_code(known, faults)
    return known


def _check_code(known: PixSettings, faults: dict[str, Fault]) -> None:
    """A code and a bill that is paid already go together (pix-certif §2.2)."""
    if known.billing is Billing.PREPAID and not known.prepayment_code:
        faults["prepayment_code"] = Fault.MISSING
    elif known.billing is not Billing.PREPAID and known.prepayment_code:
        faults["prepayment_code"] = Fault.MALFORMED
    elif len(known.prepayment_code) > LONGEST_TEXT:
        faults["prepayment_code"] = Fault.TOO_LONG
