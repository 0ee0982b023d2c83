"""Who is this? A question on somebody of a roster file who may be one of several pupils."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from certui.domain.roster_changes import Decision
from certui.screens.modal import Modal
from certui.widgets.key_bar import KeyBar
from certui.widgets.line_table import Line, LineColumn, LineTable
from certui.widgets.plain import paragraph
from certui.widgets.too_small import NARROW, SHORT, TooSmall
from certui.wording import imports as words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from certui.domain.models import Person, Pupil

_COLUMNS: Final = (
    LineColumn("Classe", 14, flexible=True),
    LineColumn("INE", 11),
    LineColumn("Né(e) à", 14, flexible=True),
    LineColumn("", 9),
)


class _Candidates(LineTable):
    """Who it may be; Entrée chooses."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.choose", "Choisir")]


class DoubtScreen(Modal["int | Decision | None"]):
    """Asks who a person is; answers a pupil's id, a decision, or None when nothing was decided.

    Args:
        person: as the file has them.
        pupils: who they may be.
    """

    CSS_PATH = "doubt.tcss"
    AUTO_FOCUS = "#maybe"
    HORIZONTAL_BREAKPOINTS = NARROW
    VERTICAL_BREAKPOINTS = SHORT
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Plus tard", id="doubt.cancel"),
    ]

    table = getters.query_one("#maybe", _Candidates)

    def __init__(self, person: Person, pupils: Sequence[Pupil]) -> None:
        super().__init__()
        self._person = person
        self._pupils = pupils

    def compose(self) -> ComposeResult:
        """The question over the answers."""
        with Vertical(id="dialog"):
            yield Static(paragraph(words.ask_who(self._person)), id="question")
            yield _Candidates(_COLUMNS, id="maybe")
        yield KeyBar()
        yield TooSmall()

    def on_mount(self) -> None:
        """Show who it may be; last, that it is nobody known."""
        rows = [_line(one) for one in self._pupils]
        rows.append(Line(Decision.NEW.name, (words.NEW, "", "", "")))
        rows.append(Line(Decision.ASIDE.name, (words.ASIDE, "", "", "")))
        self.table.show_lines(rows)

    @on(_Candidates.RowSelected)
    def _clicked(self) -> None:
        self.action_choose()

    def action_choose(self) -> None:
        """Answer the row under the cursor."""
        key = self.table.current_key
        if key is not None:
            named = Decision.__members__.get(key)
            self.dismiss(int(key) if named is None else named)

    def action_cancel(self) -> None:
        """Decide nothing."""
        self.dismiss(None)


def _line(pupil: Pupil) -> Line:
    person = pupil.person
    state = "" if pupil.enabled else words.DISABLED
    return Line(str(pupil.id), (person.class_name, person.ine or "", person.birth_city, state))
