"""The pupils who left the roster; those in no session can be erased for good."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on, work
from textual.binding import Binding, BindingType
from textual.widgets import Static

from certui.domain.search import Index, haystack
from certui.errors import CertuiError
from certui.screens.asking import ask
from certui.screens.filtering import FILTER, Filtering
from certui.screens.page import Page
from certui.widgets.check_table import CheckTable
from certui.widgets.filter_input import FilterInput
from certui.widgets.line_table import LineColumn
from certui.widgets.plain import paragraph, plain
from certui.wording import leavers as words
from certui.wording.sessions import LOADING, RETRY
from certui.wording.typography import numeric_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from certui.services.leavers import Leavers, LeaverService

COLUMNS: Final = (
    LineColumn("Classe", 8, flexible=True),
    LineColumn("Nom", 14, flexible=True, named=True),
    LineColumn("Prénom", 10, flexible=True, named=True),
    LineColumn("Né(e) le", 10),
    LineColumn("INE", 11),
    LineColumn("", 14),
)


class LeaversScreen(Filtering, Page[None]):
    """Lists who left, and erases who is ticked.

    Args:
        leaving: the use cases.
    """

    CSS_PATH = "leavers.tcss"
    AUTO_FOCUS = "#leavers"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "x,delete",
            "erase",
            "Effacer",
            tooltip="Effacer définitivement les élèves cochés",
            id="leavers.erase",
        ),
        FILTER,
        Binding("r", "refresh", "Actualiser", id="leavers.refresh"),
    ]

    table = getters.query_one("#leavers", CheckTable)

    def __init__(self, leaving: LeaverService) -> None:
        super().__init__()
        self._leaving = leaving
        self._leavers: Leavers | None = None
        self._index = Index(())

    def body(self) -> Iterable[Widget]:
        """The title, the filter, who left, and how many are ticked."""
        yield Static(words.TITLE, id="title")
        yield FilterInput(id="filter")
        yield CheckTable(COLUMNS, id="leavers")
        yield Static(id="ticked")
        yield Static(id="notice")

    def on_mount(self) -> None:
        """Read who left."""
        self.table.say_when_empty(LOADING)
        self.load()

    @work(exclusive=True, group="load")
    async def load(self) -> None:
        """Read who left and show them, or say why not."""
        try:
            leavers = await asyncio.to_thread(self._leaving.view)
        except CertuiError as error:
            if self._leavers is None:
                self._notice([self.sentence(error), "", RETRY])
            else:
                self.refuse(error)
        else:
            self._show(leavers)

    def _show(self, leavers: Leavers) -> None:
        self._leavers = leavers
        people = [one.person for one in leavers.pupils]
        self._index = Index(
            [
                haystack(
                    one.class_name, one.last_name, one.first_name, one.birth_date, one.usage_name
                )
                for one in people
            ]
        )

        def cells(at: int) -> tuple[str, ...]:
            person = people[at]
            return (
                person.class_name,
                person.last_name,
                person.first_name,
                numeric_date(person.birth_date),
                person.ine or "",
                words.in_sessions(leavers.sessions.get(leavers.pupils[at].id, 0)),
            )

        ids = [one.id for one in leavers.pupils]
        self.table.load(ids, cells, locked=frozenset(leavers.sessions))
        self.table.fit_columns(self.table.lines_at(range(len(ids))))
        title = words.title(len(ids), len(leavers.erasable))
        self.query_one("#title", Static).update(plain(title), layout=False)
        self.table.say_when_empty(words.NOBODY_MATCHES)
        self._notice([] if ids else [words.NOBODY])
        self.show_filtered()
        self._count_ticks()

    def _notice(self, lines: list[str]) -> None:
        """Put some lines in the place of the list; none to have the list back."""
        self.set_class(bool(lines), "-notice")
        self.refresh_bindings()
        if lines:
            self.query_one("#notice", Static).update(paragraph(lines))
        elif self.focused is None:
            self.set_focus(self.table)

    def show_filtered(self) -> None:
        """Show who answers the filter."""
        if self._leavers is not None:
            self.table.show_positions(self._index.all(self.filter.value), complete=True)

    @on(CheckTable.Changed)
    def _count_ticks(self) -> None:
        count = len(self.table.ticked)
        self.query_one("#ticked", Static).update(plain(words.ticked(count)), layout=False)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a list there is nobody to look for or to erase."""
        if action in {"erase", "filter"} and self.has_class("-notice"):
            return False
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str | None:
        """Only who is ticked is erased."""
        if action == "erase" and not self.table.ticked:
            return words.NOBODY_TICKED
        return super().why_not(action)

    def action_refresh(self) -> None:
        """Read who left again."""
        self.load()

    def untick(self) -> bool:
        """Take the ticks away; answers whether there were any."""
        some = bool(self.table.ticked)
        self.table.untick()
        return some

    def action_erase(self) -> None:
        """Erase who is ticked, once that is confirmed."""
        ticked = self.table.ticked
        ask(self, words.ask_erasure(len(ticked)), "Effacer", lambda: self._erase(ticked))

    @work(group="erase")
    async def _erase(self, pupil_ids: frozenset[int]) -> None:
        try:
            count = await asyncio.to_thread(self._leaving.erase, pupil_ids)
        except CertuiError as error:
            self.refuse(error)
        else:
            tell = self.say if count else self.refuse
            tell(words.erased(count, len(pupil_ids) - count))
        self.load()
