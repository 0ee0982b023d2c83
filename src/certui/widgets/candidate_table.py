"""The candidates of a session, in an order, of which a filter leaves some; they can be ticked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.message import Message

from certui.domain import rules, search
from certui.domain.candidate_fields import FIELDS
from certui.widgets.check_table import TICKED, UNTICKED
from certui.widgets.line_table import Line, LineColumn, LineTable
from certui.widgets.lines import line_column
from certui.wording.enrolment import PRESENT
from certui.wording.signs import HERE
from certui.wording.typography import numeric_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from certui.domain.candidate_fields import CandidateField
    from certui.domain.fields import Column
    from certui.domain.models import Candidate, ExamSession

_REMOVABLE: Final = "×"
# What can be done to a candidate, or the sign that they are there; its word would take the room of
# names in 80 cells.
_MARKS: Final = (
    LineColumn("", len(_REMOVABLE), right=True),
    LineColumn("", len(PRESENT), flexible=True, named=True, above=100),
)
_NEEDED: Final = "Oui"


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
    """Shows candidates; knows which one is under the cursor, and which are ticked.

    The boxes stand before the names, and only once somebody is ticked: eight columns fill 80 cells.
    Ticks live by candidate: they survive filtering and sorting.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick_and_move", "Cocher", key_display="Espace", id="candidates.tick"),
        Binding("shift+down", "tick_range(1)", "Cocher une suite", show=False),
        Binding("shift+up", "tick_range(-1)", "Cocher une suite", show=False),
        Binding("asterisk", "tick_shown", "Tout (dé)cocher", show=False, id="candidates.all"),
    ]
    # Eight columns in 80 cells: one blank between two leaves room for names.
    GAP = " "

    @dataclass
    class Ticked(Message):
        """Ticks have changed.

        Attributes:
            table: the table.
            count: how many candidates are ticked, shown or not.
        """

        table: CandidateTable
        count: int

        @property
        def control(self) -> CandidateTable:
            """The table."""
            return self.table

    def __init__(self) -> None:
        super().__init__(columns(shown_fields(())), id="candidates")
        self._candidates: tuple[Candidate, ...] = ()
        self._rows: list[Line] = []
        self._index = search.Index(())
        self._ranks: dict[int, Sequence[int]] = {}
        self._shown: list[int] = []
        self._ticked: set[int] = set()

    @property
    def ticked(self) -> tuple[Candidate, ...]:
        """The ticked candidates, shown or not."""
        return tuple(one for one in self._candidates if one.id in self._ticked)

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
        shown = shown_fields(candidates)
        self.set_columns(columns(shown))
        self._rows = [_line(session, one, shown) for one in candidates]
        self.fit_columns(self._rows)
        self._index = search.Index([_haystack(one) for one in candidates])
        self._ranks = {0: range(len(candidates))}
        self._ticked &= {one.id for one in candidates}

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
        self._shown = [at for at in self._ranks[order] if at in found]
        self.show_lines(self._boxed())
        return len(found)

    def untick(self) -> None:
        """Untick all, shown or not."""
        self._tick_or_untick(self._ticked.copy(), on=False)

    def action_tick_and_move(self) -> None:
        """Tick or untick the row under the cursor, and go to the next."""
        if (candidate := self.current) is not None:
            self._tick_or_untick({candidate.id}, on=candidate.id not in self._ticked)
            self.action_cursor_down()

    def action_tick_range(self, step: int) -> None:
        """Tick this row and the next or the one above, and go there."""
        rows = {self.cursor_row, self.cursor_row + step}
        self._tick_or_untick({self._id_at(row) for row in rows if self.is_valid_row_index(row)})
        self.move_cursor(row=max(0, self.cursor_row + step))

    def action_tick_shown(self) -> None:
        """Tick all rows shown; untick them when all are ticked."""
        shown = {self._candidates[at].id for at in self._shown}
        self._tick_or_untick(shown, on=not shown <= self._ticked)

    def _id_at(self, row: int) -> int:
        return self._candidates[self._shown[row]].id

    def _tick_or_untick(self, ids: Iterable[int], *, on: bool = True) -> None:
        before = len(self._ticked)
        (self._ticked.update if on else self._ticked.difference_update)(ids)
        if len(self._ticked) != before:
            self.extend_lines(self._boxed())
            self.post_message(self.Ticked(self, len(self._ticked)))

    def _boxed(self) -> list[Line]:
        """The rows shown; with their boxes, once somebody is ticked."""
        rows = [self._rows[at] for at in self._shown]
        if not self._ticked:
            return rows
        boxes = [
            TICKED if self._candidates[at].id in self._ticked else UNTICKED for at in self._shown
        ]
        return [
            row._replace(cells=(f"{box} {row.cells[0]}", *row.cells[1:]))
            for box, row in zip(boxes, rows, strict=True)
        ]


def _haystack(candidate: Candidate) -> str:
    person = candidate.person
    return search.haystack(
        person.class_name,
        person.last_name,
        person.first_name,
        person.birth_date,
        person.usage_name,
    )


def shown_fields(candidates: Sequence[Candidate]) -> list[tuple[CandidateField, Column]]:
    """The fields that have a column in the table of these candidates."""
    return [
        (field, field.column)
        for field in FIELDS
        if field.column
        and (not field.column.where_needed or any(field.of(one) for one in candidates))
    ]


def columns(shown: Sequence[tuple[CandidateField, Column]]) -> list[LineColumn]:
    """The columns of fields, and those of what can be done to a candidate."""
    return [*(line_column(column) for _, column in shown), *_MARKS]


def _line(
    session: ExamSession, candidate: Candidate, shown: Sequence[tuple[CandidateField, Column]]
) -> Line:
    """A candidate's row.

    Args:
        session: theirs.
        candidate: the candidate.
        shown: the fields that have a column.
    """
    # Last names are looked up: they stand first, and in capitals.
    last_name, *others = (_cell(field.of(candidate)) for field, _ in shown)
    cells = (last_name.upper(), *others, *_marks(session, candidate))
    return Line(str(candidate.id), cells)


def _cell(value: object) -> str:
    if isinstance(value, dt.date):
        return numeric_date(value)
    if isinstance(value, bool):
        return _NEEDED if value else ""
    return "" if value is None else str(value)


def _marks(session: ExamSession, candidate: Candidate) -> tuple[str, str]:
    if candidate.joined_at is not None:
        return HERE, PRESENT
    return (_REMOVABLE if rules.may_remove(session, candidate) else ""), ""
