"""What a roster file changes, laid out for its table and searched: lines are made when shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, overload

from certui.domain.search import Index, fold, haystack
from certui.widgets.line_table import Line, LineColumn
from certui.widgets.shares import held
from certui.wording import imports as words
from certui.wording import left_out, roster
from certui.wording.typography import numeric_date

if TYPE_CHECKING:
    from certui.domain.roster_files import RosterFault

DIFFERENCE_COLUMNS: Final = (
    LineColumn("", 9),
    LineColumn("Classe", 6, flexible=True),
    LineColumn("Nom", 11, flexible=True, named=True),
    LineColumn("Prénom", 9, flexible=True, named=True),
    LineColumn("Né(e) le", 10),
    LineColumn("Ce qui change", 18, flexible=True),
)
FAULT_COLUMNS: Final = (
    LineColumn("Ligne", 5, right=True),
    LineColumn("Classe", 6, flexible=True),
    LineColumn("Élève", 14, flexible=True, named=True),
    LineColumn("Champ", 9, flexible=True),
    LineColumn("Anomalie", 12),
    LineColumn("Trouvé", 10, flexible=True),
    LineColumn("Attendu", 8, flexible=True),
)


LEFT_OUT_COLUMNS: Final = (
    LineColumn("", 7),
    LineColumn("Classe", 8, flexible=True),
    LineColumn("Nom", 30, flexible=True, named=True),
    LineColumn("Pourquoi", 24, flexible=True),
)


class _Laid(Sequence[Line]):
    """Rows of a table, and the search for them."""

    def __init__(self, haystacks: Sequence[str], shown: Sequence[int] | None = None) -> None:
        self._index = Index(haystacks)
        self.shown: Sequence[int] = range(len(haystacks)) if shown is None else shown
        self.held = held(self.line(at).cells for at in range(len(haystacks)))

    def __len__(self) -> int:
        return len(self.shown)

    @overload
    def __getitem__(self, index: int) -> Line: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Line]: ...

    def __getitem__(self, index: int | slice) -> Line | Sequence[Line]:
        if isinstance(index, slice):
            return [self.line(at) for at in self.shown[index]]
        return self.line(self.shown[index])

    def filter(self, query: str) -> None:
        """Keep the rows that answer a query."""
        self.shown = self._index.all(query)

    @property
    def total(self) -> int:
        """How many rows there are in all."""
        return len(self._index)

    def line(self, at: int) -> Line:
        """One row."""
        raise NotImplementedError

    def in_full(self, row: int) -> str:
        """What a row says, uncut."""
        raise NotImplementedError


class DifferenceLines(_Laid):
    """One row a pupil whom a file concerns.

    Args:
        differences: in the order of the table.
    """

    def __init__(self, differences: Sequence[words.Difference]) -> None:
        self._differences = differences
        super().__init__([_haystack(one) for one in differences])

    def line(self, at: int) -> Line:
        """One row."""
        kind, person, what = self._differences[at]
        return Line(
            str(at),
            (
                kind,
                person.class_name,
                person.last_name,
                person.first_name,
                numeric_date(person.birth_date),
                what,
            ),
        )

    def in_full(self, row: int) -> str:
        """What a row says, uncut."""
        return words.in_full(self._differences[self.shown[row]])


class FaultLines(_Laid):
    """One row a fault of a file.

    Args:
        faults: in the order of the file.
    """

    def __init__(self, faults: Sequence[RosterFault]) -> None:
        self._faults = faults
        rows = ((*words.fault_row(one), one.ine) for one in faults)
        super().__init__(["\x1f".join(fold(cell) for cell in row) for row in rows])

    def line(self, at: int) -> Line:
        """One row."""
        return Line(str(at), words.fault_row(self._faults[at]))

    def in_full(self, row: int) -> str:
        """What a row says, uncut."""
        return roster.fault(self._faults[self.shown[row]])


class LeftOutLines(_Laid):
    """One row a pupil, a sheet or a column of a file that is not imported.

    Args:
        rows: in the order of the table.
    """

    def __init__(self, rows: Sequence[left_out.LeftOut]) -> None:
        self._rows = rows
        super().__init__(["\x1f".join(fold(cell) for cell in row) for row in rows])

    def line(self, at: int) -> Line:
        """One row."""
        return Line(str(at), self._rows[at])

    def in_full(self, row: int) -> str:
        """What a row says, uncut."""
        return left_out.in_full(self._rows[self.shown[row]])


def _haystack(one: words.Difference) -> str:
    person = one.person
    searched = haystack(
        person.class_name,
        person.last_name,
        person.first_name,
        person.birth_date,
        person.usage_name,
    )
    return "\x1f".join((searched, fold(one.kind), fold(one.what)))
