"""The liste des candidats as Pix Certif's import reads it, and what that import refuses.

One fault of one line refuses the whole file, and Pix names only the first: all of them are found
here, before the file leaves. Source: pix-certif §2.2 (fields), §2.3 (birth places), §2.4 (doubles)
and §5.1 (the file).
"""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from certui.domain.pix_settings import Billing
from certui.domain.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from certui.domain.models import Candidate, Person, Sex
    from certui.domain.pix_settings import PixSettings

FRANCE: Final = "France"
# What Pix wants in place of a commune's code for somebody born abroad.
ABROAD: Final = "99"
# Nobody is born before the day after this one.
_TOO_EARLY: Final = dt.date(1900, 1, 1)
# The first candidate's line in the file: the headings have the first.
_FIRST_LINE: Final = 2


class Nomenclature(Protocol):
    """What INSEE lists, as far as Pix asks."""

    def commune(self, code: str) -> str:
        """The code of the commune of today that a code stands for; empty when INSEE has no such."""
        ...

    def country(self, name: str) -> str:
        """The name under which every edition of INSEE's list has a country.

        Pix has one edition, nobody knows which. Empty when no name is in all of them, or when
        there is no such country.
        """
        ...


class ListFaultKind(enum.Enum):
    """What Pix refuses a list for."""

    NO_CANDIDATE = enum.auto()
    NO_BILLING = enum.auto()
    NO_PREPAYMENT_CODE = enum.auto()
    NO_LAST_NAME = enum.auto()
    NO_FIRST_NAME = enum.auto()
    BORN_TOO_EARLY = enum.auto()
    NO_SEX = enum.auto()
    NO_COUNTRY = enum.auto()
    UNKNOWN_COUNTRY = enum.auto()
    NO_CITY_ABROAD = enum.auto()
    NO_COMMUNE_CODE = enum.auto()
    UNKNOWN_COMMUNE = enum.auto()
    TWICE = enum.auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFault:
    """One thing that Pix refuses a list for.

    Attributes:
        kind: what.
        line: in the file, headings included; 0 for the file as a whole.
        person: whose line it is; None for the file as a whole.
        found: the code, or the name of the country or commune, that is meant; may be empty.
        like: the line of the other who is alike; 0 for any other kind.
    """

    kind: ListFaultKind
    line: int = 0
    person: Person | None = None
    found: str = ""
    like: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntry:
    """A line of the list: a candidate's values as they stand in its cells, cleaned.

    Attributes:
        person: whose line it is.
        city_code: a commune's INSEE code, ``99`` abroad, or empty.
        city: empty where the code says it all: Pix takes a code or a name, never both.
        country: as every edition of INSEE's list has it, where one name is in all of them.
        extra_time: whole percent; None for none.
        billing: None where the centre is SCO, or where it is to be typed.
        prepayment_code: empty unless ``billing`` is prepaid.
    """

    person: Person
    last_name: str
    first_name: str
    birth_date: dt.date
    sex: Sex | None
    city_code: str
    city: str
    country: str
    extra_time: int | None
    billing: Billing | None
    prepayment_code: str


def entries(
    candidates: Iterable[Candidate], settings: PixSettings, nomenclature: Nomenclature
) -> tuple[ListEntry, ...]:
    """The lines of a list, in the order of the candidates."""
    billing = None if settings.sco else settings.billing
    code = settings.prepayment_code if billing is Billing.PREPAID else ""
    return tuple(_entry(one, billing, code, nomenclature) for one in candidates)


def faults(
    listed: Sequence[ListEntry], settings: PixSettings, nomenclature: Nomenclature
) -> tuple[ListFault, ...]:
    """All that Pix refuses a list for, in the order of its lines; empty when Pix takes it."""
    if not listed:
        return (ListFault(kind=ListFaultKind.NO_CANDIDATE),)
    found = list(_faults_of_centre(settings))
    seen: dict[str, int] = {}
    for line, entry in enumerate(listed, start=_FIRST_LINE):
        found += (
            ListFault(kind=kind, line=line, person=entry.person, found=value)
            for kind, value in _faults_of_entry(entry, nomenclature)
        )
        like = seen.setdefault(_footprint(entry), line)
        if like != line:
            found.append(
                ListFault(kind=ListFaultKind.TWICE, line=line, person=entry.person, like=like)
            )
    return tuple(found)


def _entry(
    candidate: Candidate, billing: Billing | None, code: str, nomenclature: Nomenclature
) -> ListEntry:
    person = candidate.person
    country = nomenclature.country(person.birth_country) or clean(person.birth_country)
    city_code, city = _birth_place(person, country, nomenclature)
    return ListEntry(
        person=person,
        last_name=clean(person.last_name),
        first_name=clean(person.first_name),
        birth_date=person.birth_date,
        sex=person.sex,
        city_code=city_code,
        city=city,
        country=country,
        extra_time=candidate.extra_time_percentage,
        billing=billing,
        prepayment_code=code,
    )


def _birth_place(person: Person, country: str, nomenclature: Nomenclature) -> tuple[str, str]:
    """Code and city.

    A code takes the place of the city only where INSEE lists it: what is to be put right by hand
    keeps the name by which somebody can.
    """
    code, city = clean(person.birth_city_code), clean(person.birth_city)
    if country and country != FRANCE:
        return ABROAD, city
    if listed := nomenclature.commune(code):
        return listed, ""
    return ("", city) if city else (code, "")


def _faults_of_centre(settings: PixSettings) -> Iterator[ListFault]:
    if settings.sco:
        return
    if settings.billing is None:
        yield ListFault(kind=ListFaultKind.NO_BILLING)
    elif settings.billing is Billing.PREPAID and not settings.prepayment_code:
        yield ListFault(kind=ListFaultKind.NO_PREPAYMENT_CODE)


def _faults_of_entry(
    entry: ListEntry, nomenclature: Nomenclature
) -> Iterator[tuple[ListFaultKind, str]]:
    if not entry.last_name:
        yield ListFaultKind.NO_LAST_NAME, ""
    if not entry.first_name:
        yield ListFaultKind.NO_FIRST_NAME, ""
    if entry.birth_date <= _TOO_EARLY:
        yield ListFaultKind.BORN_TOO_EARLY, ""
    if entry.sex is None:
        yield ListFaultKind.NO_SEX, ""
    yield from _faults_of_birth_place(entry, nomenclature)


def _faults_of_birth_place(
    entry: ListEntry, nomenclature: Nomenclature
) -> Iterator[tuple[ListFaultKind, str]]:
    if not entry.country:
        yield ListFaultKind.NO_COUNTRY, entry.city_code
    elif not nomenclature.country(entry.country):
        yield ListFaultKind.UNKNOWN_COUNTRY, entry.country
    elif entry.country != FRANCE:
        if not entry.city:
            yield ListFaultKind.NO_CITY_ABROAD, entry.country
    elif code := clean(entry.person.birth_city_code):
        if not nomenclature.commune(code):
            yield ListFaultKind.UNKNOWN_COMMUNE, code
    else:
        yield ListFaultKind.NO_COMMUNE_CODE, entry.city


def _footprint(entry: ListEntry) -> str:
    """What Pix tells candidates apart by: it joins the names before it compares them."""
    return f"{entry.first_name.lower()}{entry.last_name.lower()}{entry.birth_date.isoformat()}"
