"""The picker: filter the school's pupils, tick them, add them to a session."""

from __future__ import annotations

import asyncio
import uuid
from collections import Counter
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Button, Static

from certui.domain.search import Index, haystack, matches
from certui.errors import CertuiError
from certui.late import late
from certui.screens.asking import ask
from certui.screens.filtering import FILTER, Filtering
from certui.screens.page import Page
from certui.services.enrolment import Enrolled
from certui.widgets.check_table import CheckTable
from certui.widgets.filter_bar import FilterBar
from certui.widgets.line_table import LineColumn
from certui.widgets.plain import plain
from certui.widgets.too_small import NARROW
from certui.widgets.word_button import WordButton
from certui.wording import enrolment as words
from certui.wording.refusals import sentence
from certui.wording.typography import numeric_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from certui.domain.models import RosterEntry
    from certui.screens import classes
    from certui.services.enrolment import EnrolmentService, Picker
else:
    classes = late("certui.screens.classes")

_TITLE: Final = "Ajouter des candidats"
_CLEAR: Final = " · Échap Effacer les filtres"
_ALREADY: Final = "déjà ajouté"
COLUMNS: Final = (
    LineColumn("Classe", 8, flexible=True),
    LineColumn("Nom", 12, flexible=True, named=True, widest=40),
    LineColumn("Prénom", 10, flexible=True, named=True, widest=40),
    LineColumn("Date de naissance", 17),
    LineColumn("", len(_ALREADY)),
)
# Cells from which « 100 élèves sélectionnés · 320 candidats… » leaves room for two buttons.
_ROOMY: Final = 100
_BREAKPOINTS: Final = [*NARROW, (_ROOMY, "-roomy")]
# Seconds after which one wonders what is going on, and looks again.
_BLINK: Final = 0.2
# Letters of the INE that tell homonyms apart.
_INE_END: Final = 4


class AddCandidatesScreen(Filtering, Page[Enrolled | None]):
    """Adds pupils of the roster to one session; answers what was added, or None.

    Args:
        enrolment: the use cases.
        number: the session.
        title: its name.
    """

    CSS_PATH = "add_candidates.tcss"
    AUTO_FOCUS = "FilterInput"
    # The counts and the buttons share a line where there is room for both.
    HORIZONTAL_BREAKPOINTS = _BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "add", "Ajouter", id="picker.add"),
        FILTER,
        Binding("c", "classes", "Classes", id="picker.classes"),
    ]

    filters = getters.query_one("#filters", FilterBar)
    table = getters.query_one("#pupils", CheckTable)

    def __init__(self, enrolment: EnrolmentService, number: int, title: str) -> None:
        super().__init__()
        self._enrolment = enrolment
        self._number = number
        self._session_name = title
        self._picker: Picker | None = None
        # The rows that the chosen classes leave, as positions in the roster; and their index.
        self._base: Sequence[int] = ()
        self._index = Index(())
        self._chosen: frozenset[str] = frozenset()
        # The same from one try to the next: an addition is made once, however often it is asked.
        self._op_id = uuid.uuid4().hex
        self._adding = False
        self._fraction = 0.0

    def body(self) -> Iterable[Widget]:
        """The filter, the pupils, and what is ticked."""
        yield Static(plain(f"← Retour {self._session_name}"), id="back")
        yield Static(_TITLE, id="title")
        yield FilterBar("classe, nom, prénom, date…", id="filters")
        yield CheckTable(COLUMNS, id="pupils")
        with Horizontal(id="basket"):
            yield Static("", id="selected")
            with Horizontal(id="buttons"):
                yield WordButton("Annuler", "cancel")
                yield WordButton("Ajouter", "add", disabled=True)

    def on_mount(self) -> None:
        """Fetch the pupils."""
        self.table.say_when_empty(words.LOADING_PUPILS)
        self._load()

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        following = self.set_interval(_BLINK, self._follow_loading)
        try:
            picker = await asyncio.to_thread(
                self._enrolment.picker, self._number, progress=self._loaded
            )
        except CertuiError as error:
            self.table.say_when_empty(sentence(error))
            self.refuse(error)
        else:
            self._open(picker)
        finally:
            following.stop()

    def _loaded(self, fraction: float) -> None:
        """Take how far the reading is; called from its thread."""
        self._fraction = fraction

    def _follow_loading(self) -> None:
        self.table.say_when_empty(words.loading_pupils(self._fraction))

    def _open(self, picker: Picker) -> None:
        self._picker, self.kept = picker, picker.roster
        entries = picker.roster.entries
        homonyms = picker.roster.homonyms

        def cells(position: int) -> tuple[str, ...]:
            entry = entries[position]
            note = ""
            if entry.pupil_id in picker.enrolled:
                note = _ALREADY
            elif entry.usage_name and self._found_by_usage_name(entry):
                note = words.in_use(entry.usage_name)
            elif position in homonyms and entry.ine:
                note = f"…{entry.ine[-_INE_END:]}"
            return (
                entry.class_name,
                entry.last_name,
                entry.first_name,
                numeric_date(entry.birth_date),
                note,
            )

        self.table.load(picker.roster.ids, cells, locked=picker.enrolled)
        self.table.fit_columns(self.table.lines_at(range(len(entries))))
        self._choose_classes(self._chosen)
        self._show_selection()

    # Filter

    def _found_by_usage_name(self, entry: RosterEntry) -> bool:
        """Whether nothing else of a row that is shown answers the filter."""
        shown = haystack(entry.class_name, entry.last_name, entry.first_name, entry.birth_date)
        return not matches(self.filter.value, shown)

    def show_filtered(self) -> None:
        """Show the matches in the frame of the letter itself.

        Where finding them all takes longer than a frame may, a screenful is shown first and the
        rest is counted after it.
        """
        if self._picker is None:
            return
        query = self.filter.value
        first = self._index.first(query, self.table.page_height + 1)
        shown = self._roster_positions(first.positions)
        self.table.show_positions(shown, complete=first.complete)
        if first.complete:
            self._show_counts(len(shown))
        else:
            self.call_after_refresh(self._count_matches, query)

    def _count_matches(self, query: str) -> None:
        if query != self.filter.value:
            return
        matches = self._index.all(query)
        self.table.complete_positions(self._roster_positions(matches))
        self._show_counts(len(matches))
        self.paint()

    def _roster_positions(self, found: Sequence[int]) -> Sequence[int]:
        base = self._base
        if isinstance(base, range):
            return found
        return [base[position] for position in found]

    def _choose_classes(self, classes: frozenset[str]) -> None:
        if self._picker is None:
            return
        roster = self._picker.roster
        self._chosen = classes
        if classes:
            entries = roster.entries
            base = [at for at, entry in enumerate(entries) if entry.class_name in classes]
            self._base, self._index = base, Index([entries[at].haystack for at in base])
        else:
            self._base, self._index = range(len(roster.entries)), roster.index
        empty = not roster.entries
        self.table.say_when_empty(words.EMPTY_ROSTER if empty else words.NO_MATCH)
        self.show_filtered()

    def _show_counts(self, matches: int) -> None:
        if self._picker is None:
            return
        active = bool(self.filter.value.strip() or self._chosen)
        text = words.filtered(matches, len(self._picker.roster.entries), active=active)
        if self._chosen:
            text = f"{words.classes_chosen(self._chosen)} · {text}"
        self.filters.show_count(text)
        self.write("#title", _TITLE + _CLEAR if active else _TITLE)

    def _show_selection(self) -> None:
        if self._picker is None:
            return
        count = len(self.table.ticked)
        text = f"{words.selected(count)} · {words.already_added(self._picker.candidates)}"
        self.write("#selected", text)
        add = self.query_one("#add", Button)
        if add.disabled is bool(count):
            add.disabled = not count
            self.refresh_bindings()

    # Messages

    def on_check_table_changed(self) -> None:
        """Count the ticks."""
        self._show_selection()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Add, or leave."""
        event.stop()
        if event.button.id == "add":
            self.action_add()
        else:
            self.leave()

    # Actions

    def why_not(self, action: str) -> str | None:
        """Nothing can be added while nothing is ticked."""
        if action == "add" and not (self._picker and self.table.ticked):
            return words.NOTHING_TICKED
        return super().why_not(action)

    def action_classes(self) -> None:
        """Choose classes from a list."""
        if self._picker is not None:
            heads = Counter(entry.class_name for entry in self._picker.roster.entries)
            screen = classes.ClassesScreen(tuple(heads.items()), self._chosen)
            self.app.push_screen(screen, self._classes_chosen)

    def _classes_chosen(self, classes: frozenset[str] | None) -> None:
        if classes is not None:
            self._choose_classes(classes)
            self.table.focus()

    def clear_filter(self) -> bool:
        """Take the filter and the classes away, and stay where one is."""
        if not (self.filter.value or self._chosen):
            return False
        self._chosen = frozenset()
        self.filter.value = ""
        self._choose_classes(frozenset())
        return True

    def leave(self) -> None:
        """Leave; ask first when ticks would be lost."""
        count = len(self.table.ticked)
        if not count:
            self.dismiss(None)
        else:
            ask(self, words.ask_abandon(count), "Abandonner", self.dismiss)

    def action_add(self) -> None:
        """Add what is ticked; once, however often the key is pressed meanwhile."""
        if self.table.ticked and not self._adding:
            self._adding = True
            self._add(self.table.ticked)

    @work(group="add")
    async def _add(self, pupil_ids: frozenset[int]) -> None:
        try:
            result = await asyncio.to_thread(
                self._enrolment.add, self._number, pupil_ids, op_id=self._op_id
            )
        except CertuiError as error:
            self._adding = False
            self.refuse(error)
        else:
            self.dismiss(result)
