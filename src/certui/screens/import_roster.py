"""Importing pupils: a file, what it would change, and then the writing."""

from __future__ import annotations

import asyncio
import enum
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual import getters, on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from certui.domain.refusals import RosterFaults
from certui.domain.roster_changes import Decision, possible, settled
from certui.domain.roster_danger import danger
from certui.errors import CertuiError, ClassNeeded, FileOther, RosterMoved
from certui.late import late
from certui.screens.asking import ask
from certui.screens.page import Page
from certui.widgets.difference_lines import (
    DIFFERENCE_COLUMNS,
    FAULT_COLUMNS,
    LEFT_OUT_COLUMNS,
    DifferenceLines,
    FaultLines,
    LeftOutLines,
)
from certui.widgets.filter_input import FilterInput
from certui.widgets.line_table import LineTable
from certui.widgets.path_input import PathInput
from certui.widgets.plain import paragraph, plain
from certui.widgets.tab_line import TabLine
from certui.wording import import_questions as questions
from certui.wording import imports as words
from certui.wording import left_out
from certui.wording.enrolment import many_lines_pasted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from certui.domain.roster_changes import RosterChange
    from certui.domain.roster_files import RosterFault
    from certui.screens import class_name, doubt, leavers
    from certui.services.rosters import RosterService
else:
    class_name = late("certui.screens.class_name")
    doubt = late("certui.screens.doubt")
    leavers = late("certui.screens.leavers")

# How often the progress of a reading is looked at.
_TICK: Final = 0.1
# Longer than any disk takes to list a folder; a lost network drive is not waited for.
_LISTING: Final = 1.0


class _GivenUp(Exception):
    """Goes through a reading that nobody waits for any more."""


class _Stage(enum.Enum):
    """What one is doing."""

    CHOOSING = enum.auto()
    READING = enum.auto()
    PREVIEWING = enum.auto()
    REFUSED = enum.auto()
    WRITING = enum.auto()


class _Reading:
    """A reading in its thread, as the screen follows it.

    Args:
        path: the file.
        class_name: the class of the pupils of whom it gives none; empty while nobody was asked.
    """

    def __init__(self, path: Path, class_name: str = "") -> None:
        self.path = path
        self.class_name = class_name
        self.fraction = 0.0
        self.given_up = False

    def told(self, fraction: float) -> None:
        """Take the fraction done; called from the thread that reads."""
        if self.given_up:
            raise _GivenUp
        self.fraction = fraction


class _Laid(NamedTuple):
    """What a file says, laid out for the tables, in the order of the tabs."""

    differences: DifferenceLines
    faults: FaultLines
    left_out: LeftOutLines


_TABLES: Final = ("#differences", "#faults", "#left-out")
_FAULTS: Final = 1


class ImportRosterScreen(Page["RosterChange | None"]):
    """Imports a roster file; answers what was changed, or None.

    Args:
        rosters: the use cases.
    """

    CSS_PATH = "import_roster.tcss"
    AUTO_FOCUS = "PathInput"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "write", "Importer", tooltip="Importer les élèves", id="import.write"),
        Binding(
            "v",
            "write_valid",
            "Lignes valides",
            tooltip="Importer les lignes valides",
            id="import.valid",
        ),
        Binding("d", "doubts", "Dire qui", tooltip="Dire qui sont les élèves en doute"),
        Binding("slash", "filter", "Filtrer", id="import.filter"),
        Binding("1", "tab(0)", "Différences", show=False, id="import.differences"),
        Binding("2", "tab(1)", "Anomalies", show=False, id="import.faults"),
        Binding("3", "tab(2)", "Non lu", show=False, id="import.left_out"),
        Binding("o", "other", "Autre fichier", id="import.other"),
        Binding(
            "f2",
            "leavers",
            "Élèves partis",
            tooltip="Voir et effacer les élèves partis",
            id="import.leavers",
        ),
    ]

    path = getters.query_one("#path", PathInput)
    filter = getters.query_one("#filter", FilterInput)

    def __init__(self, rosters: RosterService) -> None:
        super().__init__()
        self._rosters = rosters
        self._stage = _Stage.CHOOSING
        self._reading: _Reading | None = None
        self._change: RosterChange | None = None
        self._decisions: dict[int, int | Decision] = {}
        self._laid = _Laid(DifferenceLines(()), FaultLines(()), LeftOutLines(()))
        self._front = 0
        self._notice: list[str] = []

    def body(self) -> Iterable[Widget]:
        """The path; then what its file says, what it changes and what is wrong in it."""
        yield Static(words.TITLE, id="title")
        with Horizontal(id="path-line"):
            yield Static("Fichier", id="path-label")
            yield PathInput(words.EXAMPLE, id="path")
        yield Static(id="summary")
        yield TabLine(words.tabs(0, 0, 0), 0)
        yield FilterInput(id="filter")
        yield LineTable(DIFFERENCE_COLUMNS, id="differences", placeholder=words.NO_DIFFERENCE)
        yield LineTable(FAULT_COLUMNS, id="faults", placeholder=words.NOTHING_MATCHES)
        yield LineTable(LEFT_OUT_COLUMNS, id="left-out", placeholder=words.ALL_READ)
        yield Static(id="about")
        yield Static(id="notice")

    def on_mount(self) -> None:
        """Say how to begin."""
        self.watch(self.filter, "value", self._filter_changed, init=False)
        self.watch(self.path, "value", self._path_changed, init=False)
        self.set_interval(_TICK, self._follow_reading)
        self._go(_Stage.CHOOSING, words.HINTS)

    def on_unmount(self) -> None:
        """A reading that goes on would keep the program from ending."""
        self._give_up()

    # Where one is

    @property
    def table(self) -> LineTable:
        """The table in sight."""
        return self.query_one(_TABLES[self._front], LineTable)

    def _go(self, stage: _Stage, notice: Sequence[str] = ()) -> None:
        """Show a stage, and what is said in the place of the tables."""
        self._stage = stage
        shown = stage in {_Stage.PREVIEWING, _Stage.REFUSED}
        self.set_class(shown, "-shown")
        self.set_class(stage is _Stage.PREVIEWING and self._has_tabs, "-tabs")
        choosing = stage is _Stage.CHOOSING
        self.path.can_focus = choosing
        self._say_in_place(notice)
        if choosing:
            self.set_focus(self.path)
        elif not shown:
            self.set_focus(None)
        self.refresh_bindings()

    def _say_in_place(self, lines: Sequence[str]) -> None:
        if list(lines) != self._notice:
            self._notice = list(lines)
            self.query_one("#notice", Static).update(paragraph(lines), layout=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each stage has its own keys."""
        stage, change = self._stage, self._change
        looking = stage in {_Stage.PREVIEWING, _Stage.REFUSED}
        there = {
            "read": stage is _Stage.CHOOSING,
            "complete": stage is _Stage.CHOOSING,
            "leavers": stage is _Stage.CHOOSING,
            "filter": looking,
            "other": looking,
            "tab": stage is _Stage.PREVIEWING and self._has_tabs,
            "write": stage is _Stage.PREVIEWING,
            "write_valid": stage is _Stage.PREVIEWING and self._has_rejected,
            "doubts": stage is _Stage.PREVIEWING and change is not None and bool(change.doubtful),
        }
        return super().check_action(action, parameters) if there.get(action, True) else False

    def why_not(self, action: str) -> str | None:
        """Nothing is written in doubt, nor half a file without it being said."""
        if action in {"write", "write_valid"} and self._undecided:
            return words.undecided_forbid(len(self._undecided))
        if action == "write" and self._change is not None and self._has_rejected:
            return words.rejected_forbid(self._change.source.rejected)
        return super().why_not(action)

    @property
    def _has_rejected(self) -> bool:
        return self._change is not None and bool(self._change.source.rejected)

    @property
    def _has_tabs(self) -> bool:
        """Whether there is more to see than what the file changes."""
        return self._has_rejected or bool(self._laid.left_out.total)

    @property
    def _undecided(self) -> list[int]:
        """The doubtful persons whom nothing was said of, by position."""
        doubts = () if self._change is None else self._change.doubtful
        return [at for at in range(len(doubts)) if at not in self._decisions]

    # The path

    def _path_changed(self) -> None:
        if self._stage is _Stage.CHOOSING:
            self._say_in_place(words.HINTS)

    async def action_complete(self) -> None:
        """Complete the path; the keys that follow wait for it."""
        typed = self.path.value
        looking = asyncio.to_thread(self._rosters.completed, typed)
        try:
            found = await asyncio.wait_for(looking, _LISTING)
        except TimeoutError:
            return
        if found.text != typed:
            self.path.show_path(found.text)
        if found.choices:
            room = self.query_one("#notice", Static).content_size
            self._say_in_place(words.completions(found.choices, room.width, max(2, room.height)))

    def action_read(self) -> None:
        """Read the file that was typed."""
        typed = self.path.value.strip()
        if not typed:
            self._say_in_place([words.NO_PATH, "", *words.HINTS])
            return
        self._read(_Reading(Path(typed)))

    # Reading

    @work(exclusive=True, group="read")
    async def _read(self, reading: _Reading) -> None:
        self._reading = reading
        self._go(_Stage.READING, words.reading(reading.path.name, 0))
        try:
            change, laid = await asyncio.to_thread(self._look, reading)
        except _GivenUp:
            return
        except ClassNeeded as error:
            if not reading.given_up:
                self._show_refusal(error)
                self._ask_class(reading.path)
        except CertuiError as error:
            if not reading.given_up:
                self._show_refusal(error)
        else:
            if not reading.given_up:
                self._show(change, laid)

    def _look(self, reading: _Reading) -> tuple[RosterChange, _Laid]:
        """Read, compare and lay out; in a thread."""
        change = self._rosters.preview(
            reading.path, progress=reading.told, class_name=reading.class_name
        )
        return change, _Laid(
            DifferenceLines(words.differences(change)),
            FaultLines(change.source.rejected),
            LeftOutLines(left_out.left_out(change.source)),
        )

    def _ask_class(self, path: Path) -> None:
        """Ask which class it is that a file does not say, and read it again."""

        def answered(class_name: str | None) -> None:
            if class_name:
                self._read(_Reading(path, class_name))

        self.app.push_screen(class_name.ClassNameScreen(path.name), answered)

    def _follow_reading(self) -> None:
        if self._stage is _Stage.READING and self._reading is not None:
            reading = self._reading
            self._say_in_place(words.reading(reading.path.name, reading.fraction))

    def _give_up(self) -> None:
        if self._reading is not None:
            self._reading.given_up = True

    def _show_refusal(self, error: CertuiError) -> None:
        """Say why a file is refused; its faults one by one, when it is for those."""
        faults: Sequence[RosterFault] = ()
        if isinstance(error, RosterFaults):
            faults = error.faults
        if not faults:
            self._go(_Stage.CHOOSING, [self.sentence(error), "", *words.HINTS])
            return
        self._change, self._decisions = None, {}
        self._laid = self._laid._replace(faults=FaultLines(faults))
        self._summarise([self.sentence(error)])
        self._go(_Stage.REFUSED)
        self._bring_to_front(_FAULTS)

    def _show(self, change: RosterChange, laid: _Laid) -> None:
        self._change, self._decisions = change, {}
        self._laid = laid
        self._go(_Stage.PREVIEWING)
        self._show_change(change)
        self._bring_to_front(0)

    def _show_change(self, change: RosterChange) -> None:
        """Show what the file changes, its doubts decided as far as they are."""
        self._summarise(words.summary(change, undecided=len(self._undecided)))

    def _summarise(self, lines: list[str]) -> None:
        self.query_one("#summary", Static).update(paragraph(lines))

    # Looking

    def _bring_to_front(self, tab: int) -> None:
        self._front = tab
        for at, name in enumerate(_TABLES):
            self.set_class(at == tab, f"-on-{name[1:]}")
        self.query_one(TabLine).show(words.tabs(*(one.total for one in self._laid)), tab)
        self.filter.value = ""
        self._filter_changed()
        self.set_focus(self.table)

    def _filter_changed(self) -> None:
        lines = self._laid[self._front]
        lines.filter(self.filter.value)
        empty = words.NOTHING_MATCHES if lines.total else words.EMPTY_TABS[self._front]
        self.table.say_when_empty(empty)
        self.table.show_lines(lines, follow=False)
        self._tell_row()

    @on(LineTable.RowHighlighted)
    def _tell_row(self) -> None:
        """Say in full what the row under the cursor says."""
        lines = self._laid[self._front]
        row = self.table.cursor_row
        text = lines.in_full(row) if row < len(lines) else ""
        self.query_one("#about", Static).update(plain(text), layout=False)

    @on(FilterInput.ManyLinesPasted)
    def _refuse_lines(self, event: FilterInput.ManyLinesPasted) -> None:
        self.refuse(many_lines_pasted(event.count))

    def action_filter(self) -> None:
        """To the filter."""
        self.set_focus(self.filter)

    def action_tab(self, tab: int) -> None:
        """The differences, the faults, or what was not read."""
        self._bring_to_front(tab)

    def action_other(self) -> None:
        """Back to the path."""
        self._change, self._decisions = None, {}
        self._go(_Stage.CHOOSING, words.HINTS)

    def action_back(self) -> None:
        """Give up the reading; clear the filter; else leave without a trace."""
        if self._stage is _Stage.WRITING:
            self.refuse(words.WRITING_GOES_ON)
        elif self._stage is _Stage.READING:
            self._give_up()
            self._go(_Stage.CHOOSING, words.HINTS)
        elif self._stage is not _Stage.CHOOSING and self.filter.value:
            self.filter.value = ""
            self.set_focus(self.table)
        else:
            self.dismiss(None)

    def action_leavers(self) -> None:
        """The pupils who left the roster."""
        self.app.push_screen(leavers.LeaversScreen(self._rosters))

    # Doubts

    def action_doubts(self) -> None:
        """Ask who each doubtful person is, one by one; once all are known, again."""
        if not self._undecided:
            self._decisions.clear()
        self._ask()

    def _ask(self) -> None:
        if self._change is None or not self._undecided:
            return
        change, at = self._change, self._undecided[0]

        def answered(answer: int | Decision | None) -> None:
            if answer is not None:
                self._decisions[at] = answer
                self._ask()
            self._settle(change)

        pupils = possible(change, self._decisions, at)
        self.app.push_screen(doubt.DoubtScreen(change.doubtful[at], pupils), answered)

    def _settle(self, change: RosterChange) -> None:
        now = settled(change, self._decisions)
        self._laid = self._laid._replace(differences=DifferenceLines(words.differences(now)))
        self._show_change(now)
        self._bring_to_front(0)
        self.refresh_bindings()

    # Writing

    def action_write(self) -> None:
        """Import what is shown, once one is sure of it."""
        self._ask_sure(valid_only=False)

    def action_write_valid(self) -> None:
        """Import the sound lines of a faulty file, once that is confirmed."""
        if self._change is not None:
            question = words.ask_valid_only(self._change)
            ask(self, question, "Importer", lambda: self._ask_sure(valid_only=True))

    def _ask_sure(self, *, valid_only: bool) -> None:
        """Ask before many pupils are disabled, or some who are awaited in a session."""
        change = self._change
        found = None if change is None else danger(settled(change, self._decisions))
        if found is None:
            self._write(valid_only=valid_only)
            return

        def write() -> None:
            self._write(valid_only=valid_only, sure=True)

        ask(self, questions.ask_sure(found), "Importer", write)

    @work(group="write")
    async def _write(self, *, valid_only: bool, sure: bool = False) -> None:
        change, reading = self._change, self._reading
        if change is None or reading is None or self._stage is not _Stage.PREVIEWING:
            return
        self._go(_Stage.WRITING, [words.WRITING])
        try:
            done = await asyncio.to_thread(
                self._rosters.apply_previewed,
                reading.path,
                change,
                self._decisions,
                valid_only=valid_only,
                sure=sure,
            )
        except (FileOther, RosterMoved) as error:
            self.refuse(error)
            self._read(_Reading(reading.path, reading.class_name))
        except CertuiError as error:
            self.refuse(error)
            self._go(_Stage.PREVIEWING)
            self.set_focus(self.table)
        else:
            self.dismiss(done)
