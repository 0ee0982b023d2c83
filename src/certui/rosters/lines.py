"""A pupil of one line, in the free-form tables of school software."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from certui.domain.models import FaultKind, Person
from certui.domain.search import fold
from certui.rosters import columns, fields, names
from certui.rosters.columns import Column
from certui.rosters.places import (
    FRANCE,
    birth_place,
    is_department_code,
    said,
    tell,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from certui.domain.models import RosterFault, Sex
    from certui.rosters.places import BirthPlace
    from certui.rosters.rows import Asked, Row

_NAMES: Final = (Column.LAST_NAME, Column.FIRST_NAME)
# A last line that has none of these is a total: « Nombre d'élèves : 25 ».
_TELLING: Final = (Column.INE, Column.FIRST_NAME, Column.BIRTH_DATE, Column.CLASS, Column.SEX)

_Values: TypeAlias = "Mapping[Column, str]"
_Finding: TypeAlias = tuple[FaultKind, Column, str]


class _Identity(NamedTuple):
    last_name: str
    first_name: str
    birth_date: dt.date | None
    sex: Sex | None


class Lines:
    """Makes pupils of lines, by the headings that were found.

    Args:
        headings: that line's cells.
        places: where each column stands.
        asked: what the reading goes by.

    Attributes:
        software: whose headings these are, as shown.
        unknown_places: codes of birth places that stand for nothing, as they are met.
    """

    def __init__(self, headings: Sequence[str], places: Mapping[Column, int], asked: Asked) -> None:
        self.software = _software(headings)
        self.unknown_places: list[RosterFault] = []
        self._places = places
        self._two_names = has_two_names(places)
        self._today = asked.today
        self._given = asked.class_name
        self._cleaned = fields.Cleaned()

    def is_total(self, row: Row) -> bool:
        """Whether a last line says nothing of a pupil."""
        values = self._values(row)
        return not any(values.get(column) for column in _TELLING)

    def person(self, row: Row) -> tuple[Person | None, list[RosterFault]]:
        """The pupil of a line, or everything that is wrong with it."""
        values = self._values(row)
        identity = self._identity(values)
        ine = fields.ine(values.get(Column.INE, ""))
        faults = [
            fields.fault(
                kind,
                column.value,
                ine=ine,
                line=row.line,
                found=values.get(column, ""),
                expected=expected,
            )
            for kind, column, expected in self._findings(values, identity)
        ]
        if faults or identity.birth_date is None:
            return None, faults
        place = _birth_place(values)
        person = Person(
            ine=ine or None,
            last_name=identity.last_name,
            first_name=identity.first_name,
            sex=identity.sex,
            birth_date=identity.birth_date,
            class_name=values.get(Column.CLASS) or self._given,
            birth_city=place.city,
            birth_city_code=place.city_code,
            birth_department=place.department,
            birth_country=place.country,
        )
        tell(self.unknown_places, place, person, row.line)
        return person, []

    def _values(self, row: Row) -> _Values:
        cells = row.cells
        return {
            column: self._cleaned[cells[place]]
            for column, place in self._places.items()
            if place < len(cells)
        }

    def _identity(self, values: _Values) -> _Identity:
        if self._two_names:
            last_name = values.get(Column.LAST_NAME, "")
            first_name = values.get(Column.FIRST_NAME, "").split(",")[0].strip()
        else:
            last_name, first_name = names.split(values.get(Column.FULL_NAME, "")) or ("", "")
        return _Identity(
            last_name,
            first_name,
            fields.date(values.get(Column.BIRTH_DATE, ""), self._today),
            fields.sex(values.get(Column.SEX, "")),
        )

    def _findings(self, values: _Values, identity: _Identity) -> Iterator[_Finding]:
        needed = (*(_NAMES if self._two_names else (Column.FULL_NAME,)), Column.BIRTH_DATE)
        for column in (*needed, Column.CLASS):
            if not values.get(column) and not (column is Column.CLASS and self._given):
                yield FaultKind.MISSING, column, ""
        if values.get(Column.FULL_NAME) and not self._two_names and not identity.first_name:
            yield FaultKind.MALFORMED, Column.FULL_NAME, "NOM Prénom"
        if values.get(Column.BIRTH_DATE) and identity.birth_date is None:
            yield FaultKind.MALFORMED, Column.BIRTH_DATE, "JJ/MM/AAAA"
        if values.get(Column.SEX) and identity.sex is None:
            yield FaultKind.UNKNOWN, Column.SEX, "M ou F"
        for column, value in values.items():
            if len(value) > fields.LONGEST:
                yield FaultKind.MALFORMED, column, f"{fields.LONGEST} caractères au plus"


def has_two_names(places: Mapping[Column, int]) -> bool:
    """Whether family name and first name have a column each."""
    return all(one in places for one in _NAMES)


def missing_columns(places: Mapping[Column, int]) -> list[str]:
    """The columns without which a line is no pupil, and which these headings lack."""
    missing = [one.value for one in (Column.BIRTH_DATE, Column.CLASS) if one not in places]
    if not has_two_names(places) and Column.FULL_NAME not in places:
        missing = [one.value for one in _NAMES if one not in places] + missing
    return missing


def _birth_place(values: _Values) -> BirthPlace:
    """A birth place: what stands in words wins over what codes say."""
    city, department_name, country_name = (
        said(values.get(column, "")) for column in (Column.CITY, Column.DEPARTMENT, Column.COUNTRY)
    )
    by_number = is_department_code(department_name)
    country_code = country_name if country_name.isdigit() else ""
    in_words = not country_code and fold(country_name)
    place = birth_place(
        country_code=FRANCE if in_words == "france" else country_code,
        commune_code=said(values.get(Column.CITY_CODE, "")) if in_words in {"", "france"} else "",
        department_code=department_name if by_number else "",
        city=city,
    )
    return place._replace(
        city=city or place.city,
        department=place.department if by_number else department_name or place.department,
        country=country_name if in_words else place.country,
    )


def _software(headings: Sequence[str]) -> str:
    present = {columns.heading(cell) for cell in headings}
    if "identifiant classe" in present or {"libelle classe", "niveau"} <= present:
        return "ONDE"
    if present & {"identifiant eleve", "code niveau"}:
        return "Charlemagne"
    if present & {"eleves", "ne(e) le"}:
        return "PRONOTE"
    return "Liste"
