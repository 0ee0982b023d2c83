"""The roster as a CSV file that spreadsheets open safely and certui imports again unchanged."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from certui.domain.models import Person, Sex
from certui.domain.roster_files import FaultKind
from certui.domain.text import clean
from certui.files import formulas
from certui.rosters import days, fields

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence
    from typing import TextIO

    from certui.domain.roster_files import RosterFault
    from certui.rosters.rows import Row

_HEADINGS: Final = (
    "INE",
    "Nom de famille",
    "Prénom",
    "Sexe",
    "Date de naissance",
    "Classe",
    "Code commune de naissance",
    "Commune de naissance",
    "Département de naissance",
    "Pays de naissance",
    "Nom d’usage",
)
# Exports had no name in use at first.
_HEADINGS_BEFORE: Final = _HEADINGS[:-1]
_BOM: Final = "\ufeff"
_SEXES: Final = {sex.value: sex for sex in Sex}
_NEEDED: Final = (1, 2, 4, 5)


def write_roster(persons: Iterable[Person], stream: TextIO) -> int:
    """Write a roster as CSV: ``;``, a BOM, one pupil a line, no cell that acts as a formula.

    Args:
        persons: the pupils, cleaned as readers give them.
        stream: opened with ``encoding="utf-8"`` and ``newline=""``.

    Returns:
        How many pupils were written.
    """
    stream.write(_BOM)
    writer = csv.writer(stream, delimiter=";")
    writer.writerow(_HEADINGS)
    count = 0
    for person in persons:
        count += 1
        writer.writerow(
            formulas.inert(cell)
            for cell in (
                person.ine or "",
                person.last_name,
                person.first_name,
                person.sex.value if person.sex else "",
                f"{person.birth_date:%d/%m/}{person.birth_date.year:04}",
                person.class_name,
                person.birth_city_code,
                person.birth_city,
                person.birth_department,
                person.birth_country,
                person.usage_name,
            )
        )
    return count


def roster_bytes(persons: Iterable[Person]) -> bytes:
    """The whole file that :func:`write_roster` writes, in UTF-8."""
    stream = io.StringIO(newline="")
    write_roster(persons, stream)
    return stream.getvalue().encode()


def is_ours(cells: Sequence[str]) -> bool:
    """Whether these headings are those that :func:`write_roster` writes, or once wrote."""
    return tuple(clean(cell) for cell in cells) in {_HEADINGS, _HEADINGS_BEFORE}


class Lines:
    """Makes pupils of the lines of an exported roster, to the letter.

    Args:
        today: nobody is born after it.

    Attributes:
        software: whose file it is, as shown.
        gives_classes: certui writes the class of everybody.
        unknown_places: none; its places were read by codes before they were written.
    """

    software = "certui"
    gives_classes = True
    unknown_places: tuple[RosterFault, ...] = ()

    def __init__(self, today: dt.date) -> None:
        self._today = today

    def is_total(self, _row: Row, *, last: bool) -> bool:  # noqa: ARG002 - whatever the line
        """Whether a line counts pupils: certui writes none that does."""
        return False

    def pupil(self, row: Row) -> Person | list[RosterFault]:
        """The pupil of a line, or everything that is wrong with it."""
        cells = [clean(formulas.plain(cell)) for cell in row.cells]
        cells += [""] * (len(_HEADINGS) - len(cells))
        ine, last, first, sex, born, class_name, *place, usage_name = cells[: len(_HEADINGS)]
        code, city, department, country = place
        ine = fields.ine(ine)
        birth_date = days.strict(born, self._today)
        found = [(FaultKind.MISSING, place, "") for place in _NEEDED if not cells[place]]
        if born and isinstance(birth_date, FaultKind):
            expected = "JJ/MM/AAAA" if birth_date is FaultKind.MALFORMED else ""
            found.append((birth_date, 4, expected))
        if sex and sex not in _SEXES:
            found.append((FaultKind.UNKNOWN, 3, "M ou F"))
        too_long = f"{fields.LONGEST} caractères au plus"
        found += (
            (FaultKind.MALFORMED, place, too_long)
            for place, cell in enumerate(cells[: len(_HEADINGS)])
            if len(cell) > fields.LONGEST
        )
        if found or isinstance(birth_date, FaultKind):
            return [
                fields.fault(
                    kind,
                    _HEADINGS[place].lower(),
                    ine=ine,
                    line=row.line,
                    found=cells[place],
                    expected=expected,
                    pupil=f"{last} {first}",
                    class_name=class_name,
                )
                for kind, place, expected in found
            ]
        return Person(
            ine=ine or None,
            last_name=last,
            first_name=first,
            sex=_SEXES.get(sex),
            birth_date=birth_date,
            class_name=class_name,
            birth_city=city,
            birth_city_code=code,
            birth_department=department,
            birth_country=country,
            usage_name=usage_name,
        )
