"""The third tab of a session, on its day: who is there, whose time runs, who needs somebody."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.widgets import Static

from certui.domain import day as rules
from certui.screens.filtering import Searching
from certui.screens.pane import Pane
from certui.widgets.day_table import Clock, DayTable
from certui.widgets.filter_input import FilterInput
from certui.widgets.line_table import LineTable
from certui.widgets.plain import plain
from certui.wording import day as words
from certui.wording import sessions as session_words

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from certui.domain.models import Candidate
    from certui.screens.pane import Shown


class DayPane(Searching, Pane):
    """Shows where the candidates of a session stand, and what it is worth knowing of one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "Chercher", tooltip="Chercher un candidat"),
    ]

    BAR = (
        "tick_and_move",
        *("arrive", "start", "start_all", "end", "absent", "incident", "reason"),
        *("undo", "filter", "finish", "reopen"),
    )

    table = getters.query_one(DayTable)

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._shown: Shown | None = None
        self._texts: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """The counters, the candidates, what is known of the one under the cursor."""
        yield Static(id="counters")
        yield Static(id="banner")
        yield FilterInput(id="filter", placeholder="Chercher un candidat…")
        yield DayTable()
        yield Static(id="about")

    @property
    def front(self) -> Widget:
        """The list."""
        return self.table

    @property
    def current(self) -> Candidate | None:
        """The candidate under the cursor."""
        return self.table.current

    @property
    def ticked(self) -> tuple[Candidate, ...]:
        """The candidates that are ticked, in sight or not."""
        return tuple(self.table.chosen) if self.table.ticked else ()

    # Showing

    def show(self, shown: Shown) -> None:
        """The counters, the candidates, and whether the session is finished."""
        self._shown = shown
        session = shown.view.session
        finished = session.finalised_at
        self.set_class(finished is not None, "-finished")
        if finished is not None:
            self._say_at("#banner", words.read_only(session, finished.astimezone(shown.zone)))
        empty = words.NOBODY_MATCHES if shown.view.candidates else words.NOBODY
        self.table.say_when_empty(empty)
        self.show_filtered()

    def show_filtered(self) -> None:
        """Show the candidates that answer the filter, the counters, the one under the cursor."""
        if self._shown is None:
            return
        view, now, _ = self._shown
        reports = Counter(one.candidate_id for one in view.incidents if one.candidate_id)
        clock = Clock(now, self._shown.zone)
        self.table.show_candidates(view.candidates, reports, clock, self.filter.value)
        counters = words.counters(
            rules.counts(view.candidates),
            sum(rules.is_overtime(one, now) for one in view.candidates),
            len(view.incidents),
        )
        parts = [clock.hour(now), counters]
        if ticked := len(self.table.ticked):
            parts.append(session_words.ticked(ticked))
        self._say_at("#counters", " · ".join(parts))
        self._follow_cursor()

    @on(DayTable.Changed)
    def _follow_ticks(self) -> None:
        self.show_filtered()

    @on(LineTable.RowHighlighted)
    def _follow_cursor(self) -> None:
        self._about()
        self.post_message(self.Chosen(self))

    def _about(self) -> None:
        """What is known of the candidate under the cursor that the columns have no room for."""
        one, shown = self.table.current, self._shown
        if one is None or shown is None:
            self._say_at("#about", "")
            return
        theirs = [
            words.incident(known, known.at.astimezone(shown.zone))
            for known in shown.view.incidents
            if known.candidate_id == one.id
        ]
        self._say_at("#about", words.about(one, theirs))

    def _say_at(self, selector: str, text: str) -> None:
        """Change a line, when it says something else."""
        if self._texts.get(selector) != text:
            self._texts[selector] = text
            self.query_one(selector, Static).update(plain(text), layout=False)

    # Ticks

    def mark(self, candidates: list[Candidate]) -> None:
        """Tick candidates."""
        self.table.tick(one.id for one in candidates)

    def untick(self) -> bool:
        """Take the ticks away; answers whether there were any."""
        some = bool(self.table.ticked)
        self.table.untick()
        return some
