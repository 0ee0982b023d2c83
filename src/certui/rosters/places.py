"""Names of the places that INSEE codes stand for.

Every code that INSEE has published since 1943 is known: a commune that has merged, changed its
département or its code is read as it stands today. The tables are read when first asked for, so
that only an import pays for them.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from certui.config import data_file
from certui.domain.roster_files import FaultKind, RosterFault
from certui.domain.search import fold
from certui.rosters import fields

if TYPE_CHECKING:
    from certui.domain.models import Person

FRANCE: Final = "99100"
# Territories that have three digits where the mainland has two.
_OVERSEAS: Final = ("97", "98")
# The département that software gives to those born abroad.
_ABROAD: Final = frozenset({"99", "099"})
_COMMUNE: Final = re.compile(r"\d[\dAB]\d{3}", re.ASCII)
_DEPARTMENT: Final = re.compile(r"0?(\d|\d[\dAB]|\d{3})", re.ASCII)
# What software writes where it has nothing.
_NOTHING: Final = frozenset(
    {"null", "none", "nan", "nc", "n.c.", "n/a", "#n/a", "nr", "neant", "inconnu", "inconnue"}
    | {"non renseigne", "non renseignee", "non connu", "non communique", "?", "??", "0", "00000"}
)
# Algeria's départements until 1962 and the protectorates, as social security numbers have them:
# the département's number before the country's.
_UNTIL_INDEPENDENCE: Final = {
    "91352": "99352",
    "92352": "99352",
    "93352": "99352",
    "94352": "99352",
    "95350": "99350",
    "96351": "99351",
}
# Postal codes of arrondissements that are also INSEE codes of communes: the town's name decides.
_POSTAL: Final = {
    "lyon": {f"690{number:02}": f"693{80 + number}" for number in range(1, 10)},
    "marseille": {f"130{number:02}": f"132{number:02}" for number in range(1, 17)},
}
# How much of a name or a code a fault shows.
_SHOWN: Final = 80


# SIECLE pads the codes of departments to three figures, and leaves out the 99 of countries.
_PADDED: Final = 3


class Unknown(NamedTuple):
    """A code that INSEE has never published.

    Attributes:
        field: whose code, in French.
        found: what stands there.
    """

    field: str
    found: str


class BirthPlace(NamedTuple):
    """Where somebody was born, in names.

    Attributes:
        city: commune in France, city as written abroad; may be empty.
        city_code: INSEE code of the commune, one that stands today; empty abroad or unknown.
        department: département or overseas territory; empty abroad.
        country: country; empty when the code stands for none.
        unknown: the codes that stand for nothing, of which nothing was taken.
    """

    city: str = ""
    city_code: str = ""
    department: str = ""
    country: str = ""
    unknown: tuple[Unknown, ...] = ()

    @property
    def of_person(self) -> dict[str, str]:
        """The fields of somebody who was born there."""
        return {
            "birth_city": self.city,
            "birth_city_code": self.city_code,
            "birth_department": self.department,
            "birth_country": self.country,
        }


@functools.lru_cache(maxsize=2_000)
def birth_place(  # a roster repeats its places
    *, country_code: str, commune_code: str = "", department_code: str = "", city: str = ""
) -> BirthPlace:
    """The names behind the codes of a school file.

    A code that INSEE has never published is no fault of the pupil's: it is told, and nothing is
    taken of it. The commune then keeps the name that the file gives, if any, and no code.

    Args:
        country_code: ``99100`` or ``100``; empty when unknown.
        commune_code: INSEE code of a commune, when born in France.
        department_code: ``033``, ``33``, ``02A``, ``2A``, ``974``.
        city: the name that the file gives, cleaned.
    """
    written = said(city)
    abroad = _UNTIL_INDEPENDENCE.get(commune_code, commune_code)
    if country(abroad) and (
        not country_code or (is_france(country_code) and abroad != commune_code)
    ):
        return BirthPlace(city=written, country=country(abroad))
    code = commune(commune_code, written)
    if is_france(country_code) or (not country_code and (code or department(department_code))):
        return _in_france(code, commune_code, department_code, written)
    name = country(country_code)
    unknown = _unknown("code pays de naissance", country_code, known=bool(name))
    if not country_code:
        unknown = _unknown_in_france(code, commune_code, department_code)
    return BirthPlace(city=written, country=name, unknown=unknown)


def _in_france(code: str, written: str, department_code: str, city: str) -> BirthPlace:
    named = department(department_code)
    of_code = department(_department_of(code or _in_full(written)))
    return BirthPlace(
        city=table("communes.csv").get(code, city),
        city_code=code,
        department=of_code if code else named or of_code,
        country=table("countries.csv")[FRANCE],
        unknown=_unknown_in_france(code, written, department_code),
    )


def _unknown_in_france(code: str, written: str, department_code: str) -> tuple[Unknown, ...]:
    named = department(department_code) or department_code in _ABROAD
    return (
        *_unknown("code commune de naissance", written, known=bool(code)),
        *_unknown("code département de naissance", department_code, known=bool(named)),
    )


def _unknown(field: str, code: str, *, known: bool) -> tuple[Unknown, ...]:
    return () if known or not code else (Unknown(field, code),)


def tell(told: list[RosterFault], place: BirthPlace, person: Person, line: int = 0) -> None:
    """Add the unknown codes of a birth place to what is told of a file, with whose they are.

    Args:
        told: what is told so far; bounded, as the faults of a file are.
        place: as :func:`birth_place` has read it.
        person: whose it is.
        line: where it stands in the file, from 1; 0 when unknown.
    """
    if len(told) >= fields.MOST_FAULTS:
        return
    told += (
        RosterFault(
            kind=FaultKind.UNKNOWN,
            field=one.field,
            ine=person.ine or "",
            line=line,
            found=one.found[:_SHOWN],
            pupil=f"{person.last_name} {person.first_name}"[:_SHOWN],
            class_name=person.class_name[:_SHOWN],
        )
        for one in place.unknown
    )


def said(text: str) -> str:
    """A place as written; empty when it is what software writes where it has nothing."""
    return "" if fold(text) in _NOTHING or not any(map(str.isalnum, text)) else text


def is_france(country_code: str) -> bool:
    """Whether a country code, of three or five digits, is that of France."""
    return _full_country(country_code) == FRANCE


def country(code: str) -> str:
    """A country's name from its code of three or five digits; empty when there is none."""
    return table("countries.csv").get(_full_country(code), "")


def department(code: str) -> str:
    """A département's name from its code, with or without a leading zero; empty when unknown."""
    short = code.upper()
    if len(short) == _PADDED and short.startswith("0"):
        short = short[1:]
    return table("departments.csv").get(short.zfill(2), "")


def is_department_code(text: str) -> bool:
    """Whether a text has the form of a département's code, be there one of that number or not."""
    return bool(_DEPARTMENT.fullmatch(text.upper()))


def commune(code: str, city: str = "") -> str:
    """A commune's code as it stands today; empty when INSEE has never published such a code.

    Restores a leading zero lost in a spreadsheet. A code that no longer stands becomes that of the
    commune which has its ground: Corsica's of before 1976 (20xxx), Mayotte's of before 2011
    (985xx), those of merged communes. The postal codes of Paris become its arrondissements, those
    of Lyon and Marseille only where the town is named: 13001 alone is Aix-en-Provence.

    Args:
        code: as written.
        city: the name that the file gives beside it.
    """
    short = _in_full(code)
    if not short:
        return ""
    short = _POSTAL.get(fold(city).split(" ")[0], {}).get(short, short)
    if short.startswith("20"):
        for half in ("2A", "2B"):
            if half + short[2:] in table("communes.csv"):
                return half + short[2:]
    short = table("former-communes.csv").get(short, short)
    return short if short in table("communes.csv") else ""


def _in_full(commune_code: str) -> str:
    """A commune's code in five characters; empty when it has not their form."""
    code = commune_code.upper()
    if code.isascii() and code.isdigit():
        code = code.zfill(5)
    return code if _COMMUNE.fullmatch(code) else ""


def _full_country(code: str) -> str:
    return f"99{code}" if len(code) == _PADDED else code


def _department_of(commune_code: str) -> str:
    return commune_code[: 3 if commune_code.startswith(_OVERSEAS) else 2]


@functools.cache
def table(name: str) -> dict[str, str]:
    """A table of ``data``, ``code;text`` a line, read when it is first asked for."""
    text = data_file(name).read_text("utf-8")
    return dict(line.split(";", 1) for line in text.splitlines())
