"""Names of the places that INSEE codes stand for.

The tables are read when first asked for, so that only an import pays for them.
"""

from __future__ import annotations

import functools
from typing import Final, NamedTuple

from certui.config import data_file

FRANCE: Final = "99100"
# Territories that have three digits where the mainland has two.
_OVERSEAS: Final = ("97", "98")


class BirthPlace(NamedTuple):
    """Where somebody was born, in names.

    Attributes:
        city: commune in France, city as written abroad; may be empty.
        city_code: INSEE code of the commune; empty abroad or unknown.
        department: département or overseas territory; empty abroad.
        country: country; empty when the code stands for none.
    """

    city: str = ""
    city_code: str = ""
    department: str = ""
    country: str = ""


def birth_place(
    *, country_code: str, commune_code: str = "", department_code: str = "", city: str = ""
) -> BirthPlace:
    """The names behind the codes of a school file.

    A code that INSEE does not list is no fault: communes merge and files are old. Its commune then
    keeps the name that the file gives, if any.

    Args:
        country_code: ``99100`` or ``100``; empty when unknown.
        commune_code: INSEE code of a commune, when born in France.
        department_code: ``033``, ``33``, ``02A``, ``2A``, ``974``.
        city: the name that the file gives, cleaned.
    """
    code = commune(commune_code)
    if is_france(country_code) or (code and not country_code):
        return BirthPlace(
            city=_communes().get(code) or city,
            city_code=code,
            department=_departments().get(_department_of(code)) or department(department_code),
            country=_countries()[FRANCE],
        )
    return BirthPlace(city=city, country=country(country_code))


def is_france(country_code: str) -> bool:
    """Whether a country code, of three or five digits, is that of France."""
    return _full_country(country_code) == FRANCE


def country(code: str) -> str:
    """A country's name from its code of three or five digits; empty when there is none."""
    return _countries().get(_full_country(code), "")


def department(code: str) -> str:
    """A département's name from its code, with or without a leading zero; empty when unknown."""
    short = code.upper()
    if len(short) == 3 and short.startswith("0"):  # noqa: PLR2004 - SIECLE pads to three
        short = short[1:]
    return _departments().get(short.zfill(2), "")


def commune(code: str) -> str:
    """A commune's code as INSEE writes it now; empty when the code is no commune's.

    Restores a leading zero lost in a spreadsheet, and turns Corsica's codes of before 1976 (20xxx)
    into today's.
    """
    short = code.upper()
    if short.isdigit():
        short = short.zfill(5)
    if not short or short.startswith("99") or not short.isalnum():
        return ""
    if short.startswith("20"):
        for half in ("2A", "2B"):
            if half + short[2:] in _communes():
                return half + short[2:]
    return short


def _full_country(code: str) -> str:
    return f"99{code}" if len(code) == 3 else code  # noqa: PLR2004 - SIECLE leaves out the 99


def _department_of(commune_code: str) -> str:
    return commune_code[: 3 if commune_code.startswith(_OVERSEAS) else 2]


@functools.cache
def _communes() -> dict[str, str]:
    return _table("communes.csv")


@functools.cache
def _departments() -> dict[str, str]:
    return _table("departments.csv")


@functools.cache
def _countries() -> dict[str, str]:
    return _table("countries.csv")


def _table(name: str) -> dict[str, str]:
    """Read ``code;name`` lines."""
    text = data_file(name).read_text("utf-8")
    return dict(line.split(";", 1) for line in text.splitlines())
