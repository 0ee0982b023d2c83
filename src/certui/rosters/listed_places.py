"""Places as INSEE lists them today, for those who look codes and names up in one of its editions.

Pix Certif has one edition, and nobody outside knows which (pix-certif §5.1): a code must be that of
a commune of today, and a country's name one that every edition has.
"""

from __future__ import annotations

import functools
from typing import Final

from typing_extensions import override

from certui.domain.pix_list import Nomenclature
from certui.domain.search import fold
from certui.rosters.places import commune, table

# Where INSEE's short name has changed since 2019: one that the short or the official names of each
# edition have, or none.
_LASTING: Final = "lasting-country-names.csv"


def listed_commune(code: str) -> str:
    """The code of the commune of today, or the arrondissement, that a commune's code stands for.

    An associated or delegated commune is a part of another, which alone is in every list.

    Args:
        code: as any file has it.

    Returns:
        Empty when INSEE has never published such a code.
    """
    standing = commune(code)
    return table("parts-of-communes.csv").get(standing, standing)


def lasting_country(name: str) -> str:
    """A name that each edition of INSEE's list since 2019 has for a country.

    Short and official names alike are looked for, whatever the case, the accents and the order of
    the words, as Pix does.

    Args:
        name: a country's, as :func:`certui.rosters.places.country` gives it or in other words.

    Returns:
        Empty when no name has lasted, or when there is no such country.
    """
    return _by_letters().get(_letters(name), "")


class ListedPlaces(Nomenclature):
    """What INSEE lists, for the list of candidates."""

    @override
    def commune(self, code: str) -> str:
        return listed_commune(code)

    @override
    def country(self, name: str) -> str:
        return lasting_country(name)


@functools.cache
def _by_letters() -> dict[str, str]:
    """Lasting names by the letters of any name of the same country."""
    found: dict[str, str] = {}
    lasting = table(_LASTING)
    # A country of today before one of the past that has its name: Germany has three codes.
    for code, name in sorted(table("countries.csv").items(), key=lambda one: one[0] in lasting):
        lasts = lasting.get(code, name)
        for each in (name, lasts):
            found.setdefault(_letters(each), lasts)
    found.pop("", None)
    return found


def _letters(name: str) -> str:
    return "".join(sorted(filter(str.isalnum, fold(name))))
