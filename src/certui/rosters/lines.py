"""A pupil of one line, in the free-form tables of school software."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from certui.domain.models import Person
from certui.domain.roster_files import Aside, AsideReason, FaultKind
from certui.domain.search import fold
from certui.rosters import accents, columns, days, fields, names
from certui.rosters.headings import Column
from certui.rosters.places import (
    FRANCE,
    birth_place,
    is_department_code,
    said,
    tell,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from certui.domain.models import Sex
    from certui.domain.roster_files import RosterFault
    from certui.rosters.places import BirthPlace
    from certui.rosters.rows import Asked, Row

_NAMES: Final = (Column.LAST_NAME, Column.FIRST_NAME)
_WHOLE_NAMES: Final = (Column.FULL_NAME, Column.FIRST_THEN_LAST)
# Where one column is empty on a line, another of the same meaning may say it.
_SHARED: Final = frozenset({Column.CLASS, Column.SEX, Column.BIRTH_DATE, Column.CITY})
# A last line that has none of these may be the table's foot: « Nombre d'élèves : 25 ».
_TELLING: Final = (Column.INE, Column.FIRST_NAME, Column.BIRTH_DATE, Column.CLASS, Column.SEX)
_COUNT: Final = re.compile(
    r"(?:(?:sous )?total|effectifs?|nombre|nb|soit)\b[a-z ]*(?:\d{1,2}[a-z]?\d? ?)?:? *\d+ *[a-z]*"
    r"|\d+ (?:eleve|fille|garcon|apprenant|candidat|inscrit|ligne|etudiant|pensionnaire)s?"
)
_FOOT: Final = re.compile(r"\d|^(?:total|effectif|nombre|nb|fin|edit|imprim|page|liste|export)")
_ALONE: Final = re.compile(r"(?:sous )?total(?: general)?|effectifs?|\d{1,5}")
_COUNT_JOINT: Final = re.compile(r"\s*(?:,|;|/|\bet\b|\bdont\b|\.|\(|\))\s*")
# « BORDEAUX (33) », « LONDRES (Royaume-Uni) ».
_PLACE: Final = re.compile(r"(.+?)\s*\(([^()]+)\)")

_Values: TypeAlias = "Mapping[Column, str]"
_Finding: TypeAlias = tuple[FaultKind, Column, str]


class _Identity(NamedTuple):
    last_name: str
    first_name: str
    birth_date: dt.date | FaultKind
    sex: Sex | None
    class_name: str


class Lines:
    """Makes pupils of lines, by the headings that were found.

    Args:
        headings: that line's cells.
        asked: what the reading goes by.

    Attributes:
        software: whose headings these are, as shown.
        unknown_places: codes of birth places that stand for nothing, as they are met.
        positions: the columns that are read.
        gives_classes: whether a line had a class of its own.
        given: how many pupils took the class that was given.
    """

    def __init__(self, headings: Sequence[str], asked: Asked) -> None:
        self.software = _software(headings)
        self.unknown_places: list[RosterFault] = []
        self.gives_classes = False
        self.given = 0
        places = columns.every(headings)
        self._two_names = has_two_names(places)
        self._places = {
            column: tuple(found if column in _SHARED else found[:1])
            for column, found in places.items()
            if column not in {Column.STATUS, Column.MEF}
            and not (self._two_names and column in _WHOLE_NAMES)
        }
        self.positions = frozenset(one for found in self._places.values() for one in found)
        self._today = asked.today
        self._class = asked.class_name
        self._cleaned = fields.Cleaned()

    def is_total(self, row: Row, *, last: bool) -> bool:
        """Whether a line counts pupils, and is none: one that says nothing but a count.

        Args:
            row: the line.
            last: whether it ends the table, where « Total » or « Édité le » alone counts too.
        """
        cells = [self._cleaned[cell] for cell in row.cells if cell and not cell.isspace()]
        if _is_count(" ".join(cells)):
            return True
        if not last:
            return False
        if len(cells) == 1 and _ALONE.fullmatch(fold(cells[0])):
            # In whatever column: one cell makes no pupil.
            return True
        values = self._values(row)
        if any(values.get(column) for column in _TELLING):
            return False
        return any(_FOOT.search(fold(cell)) for cell in cells)

    def pupil(self, row: Row) -> Person | Aside | list[RosterFault]:
        """The pupil of a line, or that they have left, or everything that is wrong with it."""
        values = self._values(row)
        identity = self._identity(values)
        self.gives_classes = self.gives_classes or bool(values.get(Column.CLASS))
        ine = fields.ine(values.get(Column.INE, ""))
        if self._has_left(values):
            return Aside(
                last_name=identity.last_name,
                first_name=identity.first_name,
                class_name=identity.class_name,
                reason=AsideReason.LEFT_SCHOOL,
                ine=ine,
            )
        faults = [
            fields.fault(
                kind,
                column.value,
                ine=ine,
                line=row.line,
                found=values.get(column, ""),
                expected=expected,
                pupil=f"{identity.last_name} {identity.first_name}"
                if identity.first_name
                else values.get(Column.FULL_NAME) or identity.last_name,
                class_name=identity.class_name,
            )
            for kind, column, expected in self._findings(values, identity, ine)
        ]
        if faults or isinstance(identity.birth_date, FaultKind):
            return faults
        if not values.get(Column.CLASS):
            self.given += 1
        place = _birth_place(values)
        person = Person(
            ine=ine or None,
            last_name=identity.last_name,
            first_name=identity.first_name,
            sex=identity.sex,
            birth_date=identity.birth_date,
            class_name=identity.class_name,
            usage_name=names.in_use(values.get(Column.USAGE_NAME, ""), identity.last_name),
            **place.of_person,
        )
        tell(self.unknown_places, place, person, row.line)
        return person

    def _values(self, row: Row) -> _Values:
        cells = row.cells
        values: dict[Column, str] = {}
        for column, places in self._places.items():
            for place in places:
                value = self._cleaned[cells[place]] if place < len(cells) else ""
                if value:
                    values[column] = value
                    break
        return values

    def _identity(self, values: _Values) -> _Identity:
        if self._two_names:
            last_name = values.get(Column.LAST_NAME, "")
            first_name = values.get(Column.FIRST_NAME, "").split(",")[0].strip()
        else:
            whole, turned = values.get(Column.FULL_NAME, ""), False
            if not whole:
                whole, turned = values.get(Column.FIRST_THEN_LAST, ""), True
            last_name, first_name = names.told_apart(whole, first_then_last=turned) or ("", "")
        return _Identity(
            last_name,
            first_name,
            days.free(values.get(Column.BIRTH_DATE, ""), self._today),
            fields.sex(values.get(Column.SEX, "")),
            values.get(Column.CLASS) or self._class,
        )

    def _has_left(self, values: _Values) -> bool:
        """Whether a leaving date has passed; other software writes other things there."""
        left = days.free(values.get(Column.LEAVING, ""), self._today)
        return isinstance(left, dt.date) and left < self._today

    def _findings(self, values: _Values, identity: _Identity, ine: str) -> Iterator[_Finding]:
        whole = Column.FULL_NAME if Column.FULL_NAME in self._places else Column.FIRST_THEN_LAST
        named = _NAMES if self._two_names else (whole,)
        for column in (*named, Column.BIRTH_DATE):
            if not values.get(column):
                yield FaultKind.MISSING, column, ""
        if not identity.class_name:
            yield FaultKind.MISSING, Column.CLASS, ""
        if values.get(whole) and not self._two_names and not identity.first_name:
            yield FaultKind.MALFORMED, whole, "NOM Prénom"
        for column in named:
            if accents.lost_in_name(values.get(column, "")):
                yield FaultKind.LOST_LETTERS, column, ""
        if accents.lost_in_name(names.in_use(values.get(Column.USAGE_NAME, ""), "")):
            yield FaultKind.LOST_LETTERS, Column.USAGE_NAME, ""
        yield from self._coded(values, identity, ine)
        for column, value in values.items():
            if len(value) > fields.LONGEST:
                yield FaultKind.MALFORMED, column, f"{fields.LONGEST} caractères au plus"

    def _coded(self, values: _Values, identity: _Identity, ine: str) -> Iterator[_Finding]:
        """Faults of fields that have a form."""
        if values.get(Column.BIRTH_DATE) and isinstance(identity.birth_date, FaultKind):
            kind = identity.birth_date
            yield kind, Column.BIRTH_DATE, "JJ/MM/AAAA" if kind is FaultKind.MALFORMED else ""
        if values.get(Column.SEX) and identity.sex is None:
            yield FaultKind.UNKNOWN, Column.SEX, "M ou F"
        if wrong := fields.ine_fault(ine):
            yield wrong, Column.INE, "onze caractères" if wrong is FaultKind.MALFORMED else ""
        if wrong := fields.class_fault(values.get(Column.CLASS, "")):
            yield wrong, Column.CLASS, ""
        for column in (Column.CITY, Column.CITY_ABROAD):
            if accents.lost(values.get(column, "")):
                yield FaultKind.LOST_LETTERS, column, ""


def has_two_names(places: Mapping[Column, object]) -> bool:
    """Whether family name and first name have a column each."""
    return all(one in places for one in _NAMES)


def missing_columns(places: Mapping[Column, object]) -> list[Column]:
    """The columns without which a line is no pupil, and which these headings lack."""
    missing = [one for one in (Column.BIRTH_DATE, Column.CLASS) if one not in places]
    if not has_two_names(places) and not any(one in places for one in _WHOLE_NAMES):
        missing = [one for one in _NAMES if one not in places] + missing
    return missing


def _is_count(text: str) -> bool:
    parts = [part for part in _COUNT_JOINT.split(fold(text).rstrip(".")) if part]
    return bool(parts) and all(_COUNT.fullmatch(part) for part in parts)


def _birth_place(values: _Values) -> BirthPlace:
    """A birth place: what stands in words wins over what codes say."""
    city, department_name, country_name = (
        said(values.get(column, "")) for column in (Column.CITY, Column.DEPARTMENT, Column.COUNTRY)
    )
    city = city or said(values.get(Column.CITY_ABROAD, ""))
    if (found := _PLACE.fullmatch(city)) and not department_name:
        if is_department_code(found[2]):
            city, department_name = found[1], found[2]
        elif not country_name:
            city, country_name = found[1], found[2]
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
    if columns.is_candidates(headings):
        return "Liste des candidats"
    if "identifiant classe" in present or {"libelle classe", "niveau"} <= present:
        return "ONDE"
    if present & {"identifiant eleve", "code niveau"}:
        return "Charlemagne"
    if present & {"eleves", "ne(e) le"}:
        return "PRONOTE"
    return "Liste"
