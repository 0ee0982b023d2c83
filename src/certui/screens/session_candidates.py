"""The second tab of a session: its candidates, or the invitation to add some."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Center, Vertical
from textual.widgets import Button, Static

from certui.screens.filtering import Searching
from certui.screens.pane import Pane
from certui.widgets.candidate_table import ORDERS, CandidateTable
from certui.widgets.filter_input import FilterInput
from certui.widgets.line_table import LineTable
from certui.widgets.plain import paragraph
from certui.widgets.title_line import TitleLine
from certui.widgets.word_button import WordButton
from certui.wording import enrolment as said
from certui.wording import sessions as words

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from certui.domain.models import Candidate
    from certui.screens.pane import Shown

_ADD_HINT: Final = "a Ajouter des candidats"
_PV_HINT: Final = "v Télécharger le PV"


class CandidatesPane(Searching, Pane):
    """Shows the candidates in an order, or that there are none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "sort", "Trier", tooltip="Changer l’ordre de la liste"),
        Binding("slash", "filter", "Filtrer", tooltip="Filtrer la liste"),
    ]

    BAR = (
        "tick_and_move",
        *("add", "remove", "arrive", "document", "extra_time", "edit"),
        *("undo", "sort", "filter", "documents"),
    )

    table = getters.query_one(CandidateTable)

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._shown: Shown | None = None
        self._order = 0

    def compose(self) -> ComposeResult:
        """The list under its title and its filter; in its place, the invitation."""
        with Vertical(id="list"):
            yield TitleLine()
            yield FilterInput(id="filter")
            yield CandidateTable()
        with Vertical(id="empty"):
            yield Static(id="invitation")
            with Center():
                yield WordButton("Ajouter des candidats", "add")

    @property
    def is_empty(self) -> bool:
        """Whether the invitation stands in the place of the list."""
        return self._shown is None or not self._shown.view.candidates

    @property
    def front(self) -> Widget:
        """The list; the button of the invitation."""
        return self.query_one("#add") if self.is_empty else self.table

    @property
    def current(self) -> Candidate | None:
        """The candidate under the cursor."""
        return self.table.current

    @property
    def ticked(self) -> tuple[Candidate, ...]:
        """The candidates that are ticked, in sight or not."""
        return self.table.ticked

    # Showing

    def show(self, shown: Shown) -> None:
        """The candidates, or the invitation; and who may be added or not."""
        before = None if self._shown is None else self.is_empty
        self._shown = shown
        if self.is_empty is not before:
            self.query_one("#list").display = not self.is_empty
            self.query_one("#empty").display = self.is_empty
            self.screen.set_focus(self.front)
        if shown.may_not_add is None:
            said_so = [said.EMPTY_SESSION]
        else:
            said_so = [words.NO_CANDIDATE, shown.may_not_add]
        self.query_one("#invitation", Static).update(paragraph(said_so), layout=False)
        self.query_one("#add", Button).display = shown.may_not_add is None
        self.table.load(shown.view.session, shown.view.candidates)
        self.show_filtered()

    def show_filtered(self) -> None:
        """Show the candidates that answer the filter, and the title."""
        if self._shown is None:
            return
        shown = self.table.choose(self._order, self.filter.value)
        self.table.say_when_empty(words.NO_CANDIDATE_MATCHES)
        self._show_title(self._shown, shown)
        self.post_message(self.Chosen(self))

    def _show_title(self, shown: Shown, count: int) -> None:
        title = [words.candidates_title(len(shown.view.candidates), count)]
        if self._order:
            title.append(words.sorted_by(ORDERS[self._order][0]))
        if ticked := len(self.table.ticked):
            title.append(words.ticked(ticked))
        add = f"({_ADD_HINT})" if shown.may_not_add else _ADD_HINT
        self.query_one(TitleLine).show(" · ".join(title), (f"{add} · {_PV_HINT}", add))

    @on(CandidateTable.Ticked)
    def _follow_ticks(self) -> None:
        self.show_filtered()

    @on(LineTable.RowHighlighted)
    def _follow_cursor(self) -> None:
        self.post_message(self.Chosen(self))

    # Doing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a list there is nothing to sort or to filter."""
        if action in {"sort", "filter"} and self.is_empty:
            return False
        return super().check_action(action, parameters)

    def untick(self) -> bool:
        """Take the ticks away; answers whether there were any."""
        some = bool(self.table.ticked)
        self.table.untick()
        return some

    def action_sort(self) -> None:
        """Change the order of the list."""
        self._order = (self._order + 1) % len(ORDERS)
        self.show_filtered()
