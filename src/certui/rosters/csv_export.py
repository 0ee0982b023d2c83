"""The roster as a CSV file that spreadsheets open safely and certui imports again unchanged."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING, Final

from certui.domain.candidate_fields import BY_NAME, EXPORTED
from certui.domain.models import Person, Sex
from certui.domain.roster_files import FaultKind
from certui.domain.text import clean
from certui.files import formulas
from certui.rosters import days, fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TextIO

    from certui.domain.roster_files import RosterFault
    from certui.rosters.rows import Row

_HEADINGS: Final = tuple(BY_NAME[name].file for name in EXPORTED)
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
        writer.writerow(formulas.inert(_cell(getattr(person, name))) for name in EXPORTED)
    return count


def _cell(value: object) -> str:
    if isinstance(value, dt.date):
        return f"{value:%d/%m/}{value.year:04}"
    if isinstance(value, Sex):
        return value.value
    return "" if value is None else str(value)


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
        texts = dict(zip(EXPORTED, cells, strict=False))
        ine, sex, born = fields.ine(texts.pop("ine")), texts.pop("sex"), texts.pop("birth_date")
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
                    pupil=f"{texts['last_name']} {texts['first_name']}",
                    class_name=texts["class_name"],
                )
                for kind, place, expected in found
            ]
        return Person(ine=ine or None, sex=_SEXES.get(sex), birth_date=birth_date, **texts)
