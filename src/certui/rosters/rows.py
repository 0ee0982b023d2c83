"""A table as any container gives it: numbered lines of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from certui import errors

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

# Beyond any school and any roster (hazards, Files).
MOST_LINES: Final = 200_000
MOST_COLUMNS: Final = 60


class Asked(NamedTuple):
    """What a reading goes by, beside the file.

    Attributes:
        today: years of two digits are read against it, and nobody is born after it.
        class_name: the class of the pupils of whom the file gives none; may be empty.
    """

    today: dt.date
    class_name: str = ""


class Row(NamedTuple):
    """One line of a table.

    Attributes:
        line: its number in the file or sheet, from 1.
        cells: as written; dates as AAAA-MM-JJ where the file knows them to be dates.
    """

    line: int
    cells: Sequence[str]

    def is_blank(self) -> bool:
        """Whether nothing stands on it."""
        return not any(cell and not cell.isspace() for cell in self.cells)


class Table(NamedTuple):
    """A table.

    Attributes:
        path: for refusals.
        container: « CSV », « XLSX »…
        encoding: as shown.
        rows: its lines, in order; each may be taken once.
    """

    path: Path
    container: str
    encoding: str
    rows: Iterable[Row]


def bounded(path: Path, rows: Iterable[Row]) -> Iterator[Row]:
    """The same lines, as long as they may be a roster's.

    Raises:
        TooManyLines: beyond any school.
        TooManyColumns: beyond any roster.
    """
    for number, row in enumerate(rows):
        if number >= MOST_LINES:
            raise errors.TooManyLines(path=path, limit=MOST_LINES)
        if len(row.cells) > MOST_COLUMNS and any(row.cells[MOST_COLUMNS:]):
            raise errors.TooManyColumns(path=path, limit=MOST_COLUMNS)
        yield row
