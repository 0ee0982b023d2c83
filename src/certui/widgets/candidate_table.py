"""The candidates of a session, in an order, of which a filter leaves some."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.domain import rules, search
from certui.widgets.line_table import Line, LineColumn, LineTable
from certui.wording.typography import numeric_date

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from certui.domain.models import Candidate, ExamSession

_REMOVABLE: Final = "×"
_JOINED: Final = "arrivé"
_COLUMNS: Final = (
    LineColumn("Nom", 12, flexible=True),
    LineColumn("Prénom", 9, flexible=True),
    LineColumn("Date de\nnaissance", 10),
    LineColumn("Commune de\nnaissance", 9, flexible=True),
    LineColumn("Département\nde naissance", 8, flexible=True),
    LineColumn("Pays de\nnaissance", 7, flexible=True),
    LineColumn("Temps\nmajoré (%)", 10, right=True),
    LineColumn("", len(_JOINED), right=True),
)


def _by_name(candidate: Candidate) -> str:
    person = candidate.person
    return search.candidate_order(person.last_name, person.first_name, person.birth_date)


def _by_first_name(candidate: Candidate) -> str:
    person = candidate.person
    return search.candidate_order(person.first_name, person.last_name, person.birth_date)


def _by_class(candidate: Candidate) -> str:
    person = candidate.person
    return search.roster_order(
        person.class_name, person.last_name, person.first_name, person.birth_date
    )


def _by_age(candidate: Candidate) -> str:
    return candidate.person.birth_date.isoformat() + _by_name(candidate)


ORDERS: Final[tuple[tuple[str, Callable[[Candidate], str]], ...]] = (
    ("nom", _by_name),
    ("prénom", _by_first_name),
    ("classe", _by_class),
    ("date de naissance", _by_age),
)
"""The orders that one can choose, the first one first: its word and its key."""


class CandidateTable(LineTable):
    """Shows candidates; knows which one is under the cursor."""

    # Eight columns in 80 cells: one blank between two leaves room for names.
    GAP = " "

    def __init__(self) -> None:
        super().__init__(_COLUMNS, id="candidates")
        self._candidates: tuple[Candidate, ...] = ()
        self._rows: list[Line] = []
        self._index = search.Index(())
        self._ranks: dict[int, Sequence[int]] = {}

    @property
    def current(self) -> Candidate | None:
        """The candidate under the cursor."""
        key = self.current_key
        return next((one for one in self._candidates if str(one.id) == key), None)

    def load(self, session: ExamSession, candidates: tuple[Candidate, ...]) -> None:
        """Take the candidates of a session; :meth:`choose` then shows them.

        Args:
            session: theirs; it says whether they can still be removed.
            candidates: in the first of :data:`ORDERS`.
        """
        self._candidates = candidates
        self._rows = [_line(session, one) for one in candidates]
        self._index = search.Index([_haystack(one) for one in candidates])
        self._ranks = {0: range(len(candidates))}

    def choose(self, order: int, query: str) -> int:
        """Show those that answer a query, in an order.

        Args:
            order: a position in :data:`ORDERS`.
            query: as typed; empty for all.

        Returns:
            How many are shown.
        """
        if order not in self._ranks:
            key = ORDERS[order][1]
            self._ranks[order] = sorted(self._ranks[0], key=lambda at: key(self._candidates[at]))
        found = set(self._index.all(query))
        self.show_lines([self._rows[at] for at in self._ranks[order] if at in found])
        return len(found)


def _haystack(candidate: Candidate) -> str:
    person = candidate.person
    return search.haystack(
        person.class_name, person.last_name, person.first_name, person.birth_date
    )


def _line(session: ExamSession, candidate: Candidate) -> Line:
    person, extra_time = candidate.person, candidate.extra_time_percentage
    cells = (
        person.last_name.upper(),
        person.first_name,
        numeric_date(person.birth_date),
        person.birth_city,
        person.birth_department,
        person.birth_country,
        "" if extra_time is None else str(extra_time),
        _mark(session, candidate),
    )
    return Line(str(candidate.id), cells)


def _mark(session: ExamSession, candidate: Candidate) -> str:
    if candidate.joined_at is not None:
        return _JOINED
    return _REMOVABLE if rules.may_remove(session, candidate) else ""
