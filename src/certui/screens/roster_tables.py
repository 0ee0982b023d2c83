"""What a roster file says, in tables: differences, faults, what was not read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

from textual import on
from textual.widgets import Static

from certui.screens.filtering import Filtering
from certui.screens.roster_reading import Laid, ReadingPage
from certui.widgets.difference_lines import DIFFERENCE_COLUMNS, FAULT_COLUMNS, LEFT_OUT_COLUMNS
from certui.widgets.filter_input import FilterInput
from certui.widgets.line_table import LineTable
from certui.widgets.plain import paragraph, plain
from certui.widgets.tab_line import TabLine
from certui.wording import imports as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from certui.screens.roster_reading import Reading
    from certui.services.roster import RosterService

T = TypeVar("T")

_TABLES: Final = ("#differences", "#faults", "#left-out")
DIFFERENCES: Final = 0
FAULTS: Final = 1


class TablesPage(Filtering, ReadingPage[T]):
    """A page that shows what a roster file says, one table at a time; it can be looked through.

    Args:
        roster: the use cases.
        reading: the file, as it was read.
        laid: what it says.

    Attributes:
        laid: what is shown.
    """

    AUTO_FOCUS = ""
    CSS_PATH: ClassVar = ["roster_reading.tcss", "roster_tables.tcss"]

    def __init__(self, roster: RosterService, reading: Reading, laid: Laid) -> None:
        super().__init__(roster, reading)
        self.laid = laid
        self._front = DIFFERENCES

    def body(self) -> Iterable[Widget]:
        """The path; then what its file says, what it changes and what is wrong in it."""
        yield from self.path_line()
        yield Static(id="summary")
        yield TabLine(words.tabs(0, 0, 0), 0)
        yield FilterInput(id="filter")
        yield LineTable(DIFFERENCE_COLUMNS, id="differences", placeholder=words.NO_DIFFERENCE)
        yield LineTable(FAULT_COLUMNS, id="faults", placeholder=words.NOTHING_MATCHES)
        yield LineTable(LEFT_OUT_COLUMNS, id="left-out", placeholder=words.ALL_READ)
        yield Static(id="about")
        yield Static(id="notice")

    def on_mount(self) -> None:
        """Say which file it is."""
        self.path.can_focus = False
        self.path.show_path(str(self.reading.path))

    @property
    def filtered(self) -> LineTable:
        """The table in sight."""
        return self.table

    @property
    def table(self) -> LineTable:
        """The table in sight."""
        return self.query_one(_TABLES[self._front], LineTable)

    def summarise(self, lines: list[str]) -> None:
        """Say the file's whole in a few lines.

        Args:
            lines: literal.
        """
        self.query_one("#summary", Static).update(paragraph(lines))

    def wait(self, lines: Sequence[str]) -> None:
        """In the place of the tables."""
        self.remove_class("-shown", "-tabs")
        super().wait(lines)

    def uncover(self, *, has_tabs: bool) -> None:
        """Show the tables again.

        Args:
            has_tabs: whether there is more to see than one of them.
        """
        self.add_class("-shown")
        self.set_class(has_tabs, "-tabs")
        self.say_in_place(())
        self.refresh_bindings()

    # Looking

    def bring_to_front(self, tab: int) -> None:
        """Show one of the tables, whole.

        Args:
            tab: :data:`DIFFERENCES`, :data:`FAULTS`, or what was not read.
        """
        self._front = tab
        self.table.hold(self.laid[tab].held)
        for at, name in enumerate(_TABLES):
            self.set_class(at == tab, f"-on-{name[1:]}")
        self.query_one(TabLine).show(words.tabs(*(one.total for one in self.laid)), tab)
        self.filter.value = ""
        self.show_filtered()
        self.set_focus(self.table)

    def show_filtered(self) -> None:
        """Show what answers the filter, of the table in sight."""
        lines = self.laid[self._front]
        lines.filter(self.filter.value)
        empty = words.NOTHING_MATCHES if lines.total else words.EMPTY_TABS[self._front]
        self.table.say_when_empty(empty)
        self.table.show_lines(lines, follow=False)
        self._tell_row()

    @on(LineTable.RowHighlighted)
    def _tell_row(self) -> None:
        """Say in full what the row under the cursor says."""
        lines = self.laid[self._front]
        row = self.table.cursor_row
        text = lines.in_full(row) if row < len(lines) else ""
        self.query_one("#about", Static).update(plain(text), layout=False)

    def action_tab(self, tab: int) -> None:
        """The differences, the faults, or what was not read."""
        self.bring_to_front(tab)
