"""The candidates on the day: ticked, looked for, and those first who need attention."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual.binding import Binding, BindingType
from textual.geometry import Region

from certui.domain import day
from certui.domain.models import CandidateState
from certui.domain.search import Index, haystack
from certui.widgets.check_table import CheckTable
from certui.widgets.line_table import Line, LineColumn
from certui.wording import day as words
from certui.wording import signs
from certui.wording.typography import hour

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from certui.domain.models import Candidate

COLUMNS: Final = (
    # Wider, it would leave the eye off its line.
    LineColumn("Nom Prénom", 20, flexible=True, widest=48, named=True),
    LineColumn("Classe", 6),
    LineColumn("État", 10),
    LineColumn("Arr.", 5),
    LineColumn("Début", 5),
    LineColumn("Fin", 7),
    LineColumn("Reste", 8, right=True),
    LineColumn("TM", 3, right=True),
    LineColumn("!", 2),
)
# The column after that of the ticks, and its most cells.
_SETTLED: Final = frozenset({CandidateState.ENDED, CandidateState.ABSENT})


class Clock(NamedTuple):
    """What time it is.

    Attributes:
        now: the present instant, aware.
        zone: the centre's, for the hours shown.
    """

    now: dt.datetime
    zone: dt.tzinfo

    def hour(self, instant: dt.datetime | None) -> str:
        """An instant by the centre's wall clock; nothing for None."""
        return "" if instant is None else hour(instant.astimezone(self.zone).time())


class DayTable(CheckTable):
    """Shows where candidates stand; keeps cursor and ticks whatever others do meanwhile."""

    # Ten columns in 80 cells: one blank between two leaves room for names.
    GAP = " "
    BINDINGS: ClassVar[list[BindingType]] = [
        # On a session's page the letter adds candidates.
        Binding("a", "screen.add", "Ajouter", show=False),
        Binding("asterisk", "tick_shown", "Tout (dé)cocher", show=False, id="day.all"),
    ]

    def __init__(self) -> None:
        super().__init__(COLUMNS, id="day")
        self._candidates: dict[int, Candidate] = {}
        self._haystacks: list[str] = []
        self._index = Index(())
        self._texts: dict[int, tuple[str, ...]] = {}
        self._dim: frozenset[int] = frozenset()

    @property
    def current(self) -> Candidate | None:
        """The candidate under the cursor."""
        key = self.current_key
        return None if key is None else self._candidates.get(int(key))

    @property
    def chosen(self) -> list[Candidate]:
        """Those ticked, or else the one under the cursor."""
        if self.ticked:
            return [one for key, one in self._candidates.items() if key in self.ticked]
        return [] if self.current is None else [self.current]

    def show_candidates(
        self, candidates: Sequence[Candidate], reports: dict[int, int], clock: Clock, query: str
    ) -> int:
        """Show where candidates stand now, those who need attention first.

        The cursor stays on its candidate, ticks on theirs; those of candidates who are gone fall
        away. Only cells that changed are drawn.

        Args:
            candidates: of the session, by name.
            reports: how many incidents were reported on each, by candidate id.
            clock: the present.
            query: as typed; empty for all.

        Returns:
            How many answer the query.
        """
        key = self.current_key
        ordered = day.ordered(candidates, frozenset(reports), clock.now)
        self._candidates = {one.id: one for one in ordered}
        self._texts = {one.id: _cells(one, reports.get(one.id, 0), clock) for one in ordered}
        self._dim = frozenset(one.id for one in ordered if day.state(one) in _SETTLED)
        haystacks = [_haystack(one) for one in ordered]
        if haystacks != self._haystacks:
            self._haystacks, self._index = haystacks, Index(haystacks)
        self._place([one.id for one in ordered], self._index.all(query), key)
        return self.row_count

    def draw_changes(self) -> None:
        """Refresh the cells that differ; a whole line when it is of another candidate."""
        wanted, drawn = self._wanted(), self._drawn
        if len(wanted) != len(drawn):
            super().draw_changes()
            return
        width = self.size.width
        widths = self._columns.widths(width)
        starts = self._columns.starts(width)
        regions: list[Region] = []
        lines = enumerate(zip(drawn, wanted, strict=True), self.header_height)
        for y, (old, new) in lines:
            if old.line is None or new.line is None:
                same = old == new
            else:
                same = new == old._replace(line=old.line._replace(cells=new.line.cells))
                if same:
                    pairs = enumerate(zip(old.line.cells, new.line.cells, strict=True))
                    changed = [at for at, (before, after) in pairs if before != after]
                    regions += [Region(starts[at], y, widths[at], 1) for at in changed]
            if not same:
                regions.append(Region(0, y, width, 1))
        self._drawn = wanted
        if regions:
            self.refresh(*regions)

    def _place(self, ids: Sequence[int], positions: Sequence[int], key: str | None) -> None:
        """Set the rows, of which some are shown, the cursor on the row of this key."""
        self._ids, self._positions, self._cells = ids, positions, self._cells_at
        gone = self._ticked.difference(ids)
        self._ticked -= gone
        self._lines = self.lines_at(positions)
        shown = [str(ids[position]) for position in positions]
        self._place_cursor(shown.index(key) if key in shown else self.cursor_row)
        self._count_ticks()
        if gone:
            self.post_message(self.Changed(self, len(self._ticked)))

    def _cells_at(self, position: int) -> tuple[str, ...]:
        return self._texts[self._ids[position]]

    def _line(self, position: int) -> Line:
        line = super()._line(position)
        return line._replace(dim=self._ids[position] in self._dim)


def _haystack(candidate: Candidate) -> str:
    person = candidate.person
    return haystack(
        person.class_name,
        person.last_name,
        person.first_name,
        person.birth_date,
        person.usage_name,
    )


def _cells(candidate: Candidate, reports: int, clock: Clock) -> tuple[str, ...]:
    end = clock.hour(candidate.ended_at)
    if not end and day.is_running(candidate):
        # Where a test should end stands in brackets until it has ended.
        end = f"({clock.hour(day.theoretical_end(candidate))})"
    extra = candidate.extra_time_percentage
    return (
        words.name(candidate),
        candidate.person.class_name,
        signs.standing(candidate),
        clock.hour(candidate.joined_at),
        clock.hour(candidate.started_at),
        end,
        signs.minutes(day.minutes_left(candidate, clock.now)),
        "" if extra is None else f"{extra}",
        "" if not reports else f"!{reports}",
    )
