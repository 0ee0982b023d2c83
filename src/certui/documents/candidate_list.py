"""The liste des candidats: a sheet in the columns of the product's own import.

Columns, their order and the rules on birth places are the product's (reference pix-certif §2.3 and
§5.1). Its headings are compared letter by letter, so they keep its blanks and its spelling.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from certui.documents import french
from certui.domain.search import fold
from certui.domain.text import clean
from certui.services.documents import Preview

if TYPE_CHECKING:
    from certui.domain.models import Candidate, Person
    from certui.services.documents import SessionRecord


@dataclass(frozen=True, slots=True)
class Percentage:
    """A cell that is a number: the product drops an extra time written as text.

    Attributes:
        value: whole percent, 33 for 33 %.
    """

    value: int


Cell: TypeAlias = str | Percentage
"""Text, which no spreadsheet may read as a formula, or a percentage."""

COLUMNS: Final = (
    "* Nom de naissance",
    "* Prénom",
    "* Date de naissance (format : jj/mm/aaaa)",
    "* Sexe (M ou F)",
    "Code Insee",
    "Code postal",
    "Nom de la commune",
    "* Pays",
    "E-mail du destinataire des résultats (formateur, enseignant…)",
    "E-mail de convocation",
    "Identifiant local",
    "Temps majoré ?",
)
# What the product wants in place of a commune's code for somebody born abroad.
_ABROAD: Final = "99"
# A cell's limit in the three formats is far above; nobody's name is longer than this.
_LONGEST_CELL: Final = 300


def rows(record: SessionRecord) -> list[tuple[Cell, ...]]:
    """One row a candidate, as long as :data:`COLUMNS`."""
    return [_row(one) for one in record.candidates]


def sheet_name(record: SessionRecord) -> str:
    """The sheet's name; at most 31 characters, none that spreadsheets refuse."""
    return f"Candidats session {record.session.number}"[:31]


def preview(record: SessionRecord) -> Preview:
    """The same as text."""
    session = record.session
    return Preview(
        title=f"Liste des candidats de la session n°{french.NO_BREAK}{session.number}",
        facts=(
            ("Nom de la session", clean(session.name)),
            ("Date", french.long_day(session.date)),
            ("Candidats inscrits", str(len(record.candidates))),
        ),
        columns=COLUMNS,
        rows=tuple(
            tuple(
                french.percent(cell.value) if isinstance(cell, Percentage) else cell for cell in row
            )
            for row in rows(record)
        ),
    )


def _row(candidate: Candidate) -> tuple[Cell, ...]:
    person, extra = candidate.person, candidate.extra_time_percentage
    code, city = _birth_place(person)
    return (
        french.cut(person.last_name, _LONGEST_CELL),
        french.cut(person.first_name, _LONGEST_CELL),
        french.numeric_day(person.birth_date),
        person.sex.value if person.sex else "",
        code,
        "",
        city,
        french.cut(person.birth_country, _LONGEST_CELL),
        "",
        "",
        "",
        "" if extra is None else Percentage(extra),
    )


def _birth_place(person: Person) -> tuple[str, str]:
    """INSEE code and city as the product accepts them.

    In France the code alone, else the city (the product then asks for its postal code); abroad
    ``99`` and the city.
    """
    city = french.cut(person.birth_city, _LONGEST_CELL)
    if person.birth_city_code:
        return clean(person.birth_city_code), ""
    if fold(person.birth_country) in {"", "france"}:
        return "", city
    return _ABROAD, city
