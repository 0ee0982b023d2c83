"""FREGATA: the table that agricultural schools export, after a fixed model.

Rules after the product's own reader of these files: every field in its form, or the file is refused
as a whole, each fault with its line. Columns that the model does not have are told, not read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from certui.domain.models import Person
from certui.domain.roster_files import FaultKind
from certui.rosters import accents, columns, days, fields, names
from certui.rosters.headings import Column
from certui.rosters.places import birth_place, is_france, tell
from certui.rosters.twins import Seen, Twins

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from certui.domain.roster_files import RosterFault
    from certui.rosters.places import BirthPlace
    from certui.rosters.rows import Row

FORMAT: Final = "FREGATA"
# Headings that no other software has, together.
_OWN: Final = frozenset({"identifiant unique", "premier prenom"})
# With one of these, as many of the model's others as no list of another software has.
_MODEL: Final = frozenset(
    {"deuxieme prenom", "troisieme prenom", "code sexe", "code commune naissance", "statut"}
    | {"libelle commune naissance", "code departement naissance", "code pays naissance", "code mef"}
)
_ENOUGH: Final = 5
# As the model names its columns; older models have no sex.
_NAMES: Final = {
    Column.INE: "identifiant unique",
    Column.FIRST_NAME: "premier prénom",
    Column.LAST_NAME: "nom de famille",
    Column.USAGE_NAME: "nom d’usage",
    Column.SEX: "code sexe",
    Column.BIRTH_DATE: "date de naissance",
    Column.CITY_CODE: "code commune naissance",
    Column.CITY: "libellé commune naissance",
    Column.DEPARTMENT: "code département naissance",
    Column.COUNTRY: "code pays naissance",
    Column.STATUS: "statut",
    Column.MEF: "code MEF",
    Column.CLASS: "division",
}
_IDENTITY: Final = (Column.LAST_NAME, Column.FIRST_NAME)
_OPTIONAL: Final = frozenset({Column.SEX, Column.USAGE_NAME})
_STATUSES: Final = frozenset({"ST", "AP"})
_LONGEST: Final = 255
_FORMS: Final = {
    Column.COUNTRY: (re.compile(r"99[1-5]\d\d", re.ASCII), "code INSEE de cinq chiffres (99100)"),
    Column.DEPARTMENT: (re.compile(r"[0-9A-Za-z]{2,3}", re.ASCII), "deux ou trois caractères"),
}
_COMMUNE: Final = re.compile(r"\d{5}|\d[abAB]\d{3}", re.ASCII)
_DATE: Final = re.compile(r"\d{2}/\d{2}/(\d{2}|\d{4})|\d{4}-\d{2}-\d{2}", re.ASCII)

_Values: TypeAlias = "Mapping[Column, str]"
_Finding: TypeAlias = tuple[FaultKind, Column, str]


def is_fregata(cells: Sequence[str]) -> bool:
    """Whether these headings are the model's, whole or but for a few."""
    present = {columns.heading(cell) for cell in cells}
    return present >= _OWN or (bool(present & _OWN) and len(present & _MODEL) >= _ENOUGH)


def missing_columns(places: Mapping[Column, int]) -> list[str]:
    """The columns that the model has and these headings have not."""
    return [name for one, name in _NAMES.items() if one not in places and one not in _OPTIONAL]


def positions(places: Mapping[Column, int]) -> frozenset[int]:
    """The columns that are read."""
    return frozenset(place for column, place in places.items() if column in _NAMES)


def read(
    places: Mapping[Column, int], rows: Iterable[Row], today: dt.date
) -> tuple[list[Person], list[RosterFault], list[RosterFault]]:
    """Read the pupils of a FREGATA table.

    Args:
        places: where each column stands; none that the model needs is missing.
        rows: the lines below the headings, none empty.
        today: years of two digits are read against it, and nobody is born after it.

    Returns:
        The pupils of the sound lines, every fault of the others, and the codes of birth places of
        the former that stand for nothing.
    """
    persons: list[Person] = []
    faults: list[RosterFault] = []
    unknown_places: list[RosterFault] = []
    cleaned = fields.Cleaned()
    twins = Twins()
    for row in rows:
        values = {
            column: cleaned[row.cells[place]] if place < len(row.cells) else ""
            for column, place in places.items()
            if column in _NAMES
        }
        ine = fields.ine(values[Column.INE])
        seen = Seen(
            ine,
            values[Column.LAST_NAME],
            values[Column.FIRST_NAME],
            values[Column.BIRTH_DATE],
            values[Column.CLASS],
            row.line,
        )
        found = [
            fields.fault(
                kind,
                _NAMES[column],
                ine=ine,
                line=row.line,
                found="" if kind is FaultKind.MISSING else values[column],
                expected=expected,
                pupil=seen.name,
                class_name=seen.class_name,
            )
            for kind, column, expected in _findings(values | {Column.INE: ine}, today)
        ]
        if ine and (twin := twins.fault(seen)):
            found.append(twin)
        faults += found
        if len(faults) >= fields.MOST_FAULTS:
            break
        birth_date = days.free(values[Column.BIRTH_DATE], today)
        if not found and not isinstance(birth_date, FaultKind):
            place = _birth_place(values)
            persons.append(_person(values, ine, birth_date, place))
            tell(unknown_places, place, persons[-1], row.line)
    return persons, faults, unknown_places


def _birth_place(values: _Values) -> BirthPlace:
    return birth_place(
        country_code=values[Column.COUNTRY],
        commune_code=values[Column.CITY_CODE],
        department_code=values[Column.DEPARTMENT],
        city=values[Column.CITY],
    )


def _person(values: _Values, ine: str, birth_date: dt.date, place: BirthPlace) -> Person:
    return Person(
        ine=ine,
        last_name=values[Column.LAST_NAME],
        first_name=values[Column.FIRST_NAME],
        sex=fields.sex(values.get(Column.SEX, "")),
        birth_date=birth_date,
        class_name=values[Column.CLASS],
        usage_name=names.in_use(values.get(Column.USAGE_NAME, ""), values[Column.LAST_NAME]),
        **place.of_person,
    )


def _findings(values: _Values, today: dt.date) -> Iterator[_Finding]:
    """Every fault of one line, in the order of the model's columns."""
    for column in _IDENTITY:
        if accents.lost_in_name(values[column]):
            yield FaultKind.LOST_LETTERS, column, ""
    if accents.lost_in_name(names.in_use(values.get(Column.USAGE_NAME, ""), "")):
        yield FaultKind.LOST_LETTERS, Column.USAGE_NAME, ""
    in_france = is_france(values[Column.COUNTRY])
    # A town is given by its code in France, by its name abroad.
    spared = Column.CITY if in_france else Column.CITY_CODE
    for column, value in values.items():
        if not value:
            if column not in {spared, Column.USAGE_NAME}:
                yield FaultKind.MISSING, column, ""
        elif len(value) > _LONGEST:
            yield FaultKind.MALFORMED, column, f"{_LONGEST} caractères au plus"
        elif column in _FORMS and not _FORMS[column][0].fullmatch(value):
            yield FaultKind.MALFORMED, column, _FORMS[column][1]
    yield from _coded(values, today, in_france=in_france)


def _coded(values: _Values, today: dt.date, *, in_france: bool) -> Iterator[_Finding]:
    written = values[Column.BIRTH_DATE]
    if written:
        born = days.free(written, today) if _DATE.fullmatch(written) else FaultKind.MALFORMED
        if isinstance(born, FaultKind):
            expected = "JJ/MM/AAAA" if born is FaultKind.MALFORMED else ""
            yield born, Column.BIRTH_DATE, expected
    if kind := fields.ine_fault(values[Column.INE]):
        yield kind, Column.INE, ""
    if kind := fields.class_fault(values[Column.CLASS]):
        yield kind, Column.CLASS, ""
    if accents.lost(values[Column.CITY]):
        yield FaultKind.LOST_LETTERS, Column.CITY, ""
    sex = values.get(Column.SEX, "")
    if sex and fields.sex(sex) is None:
        yield FaultKind.UNKNOWN, Column.SEX, "M ou F"
    status = values[Column.STATUS]
    if status and status not in _STATUSES:
        yield FaultKind.UNKNOWN, Column.STATUS, "ST ou AP"
    commune = values[Column.CITY_CODE]
    if in_france and commune and not _COMMUNE.fullmatch(commune):
        yield FaultKind.MALFORMED, Column.CITY_CODE, "code INSEE de cinq caractères"
