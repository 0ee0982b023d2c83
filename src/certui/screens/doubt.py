"""Who is this? A question on somebody of a roster file who may be one of several pupils."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.widgets import Static

from certui.domain.matching import Why
from certui.domain.roster_changes import Decision
from certui.screens.modal import Modal
from certui.widgets.line_table import Line, LineColumn, LineTable
from certui.widgets.plain import paragraph
from certui.wording import import_questions as words
from certui.wording.imports import DISABLED
from certui.wording.typography import numeric_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from certui.domain.matching import Doubt
    from certui.domain.models import Pupil

COLUMNS: Final = (
    LineColumn("Élève", 15, flexible=True, named=True),
    LineColumn("Né(e) le", 10),
    LineColumn("Classe", 6, flexible=True),
    LineColumn("INE", 11),
    LineColumn("Né(e) à", 7, flexible=True),
    LineColumn("", 9),
)


class _Candidates(LineTable):
    """Who it may be; Entrée chooses."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.choose", "Choisir")]


class DoubtScreen(Modal["int | Decision | None"]):
    """Asks who a person is; answers a pupil's id, a decision, or None when nothing was decided.

    Args:
        doubt: whom it is about, and why.
        pupils: those of the doubt who are still possible.
    """

    AUTO_FOCUS = "#maybe"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Plus tard", id="page.cancel"),
    ]

    table = getters.query_one("#maybe", _Candidates)

    def __init__(self, doubt: Doubt, pupils: Sequence[Pupil]) -> None:
        super().__init__()
        self._doubt = doubt
        self._pupils = pupils

    def dialog(self) -> Iterable[Widget]:
        """The question over the answers."""
        yield Static(paragraph(words.ask_who(self._doubt)), id="question")
        yield _Candidates(COLUMNS, id="maybe")

    def on_mount(self) -> None:
        """Show who it may be, and that it is nobody known; first what is likely, and safe."""
        known = [_line(one) for one in self._pupils]
        new = _decision(Decision.NEW, words.nobody_known(self._doubt))
        aside = _decision(Decision.ASIDE, words.ASIDE)
        if self._doubt.why in {Why.TAKEN_INE, Why.TWICE}:
            # The first row is one key away: it must make nobody somebody else, nor two of one.
            self.table.show_lines([aside, *known, new])
        else:
            self.table.show_lines([*known, new, aside])

    @on(_Candidates.RowSelected)
    def _clicked(self) -> None:
        self.action_choose()

    def action_choose(self) -> None:
        """Answer the row under the cursor."""
        key = self.table.current_key
        if key is not None:
            named = Decision.__members__.get(key)
            self.dismiss(int(key) if named is None else named)


def _decision(decision: Decision, said: str) -> Line:
    return Line(decision.name, (said, "", "", "", "", ""))


def _line(pupil: Pupil) -> Line:
    person = pupil.person
    state = "" if pupil.enabled else DISABLED
    name = f"{person.last_name} {person.first_name}"
    born = numeric_date(person.birth_date)
    cells = (name, born, person.class_name, person.ine or "", person.birth_city, state)
    return Line(str(pupil.id), cells)
