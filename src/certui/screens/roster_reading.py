"""Reading a roster file: in a thread, its progress shown, given up at once."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple, TypeVar

from textual import getters, work
from textual.containers import Horizontal
from textual.widgets import Static

from certui.errors import CertuiError
from certui.screens.page import Page
from certui.widgets.difference_lines import DifferenceLines, FaultLines, LeftOutLines
from certui.widgets.path_input import PathInput
from certui.widgets.plain import paragraph
from certui.wording import imports as words
from certui.wording import left_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from certui.domain.roster_changes import RosterChange
    from certui.services.roster import RosterService

T = TypeVar("T")

# How often the progress of a reading is looked at.
_TICK: Final = 0.1


class _GivenUp(Exception):
    """Goes through a reading that nobody waits for any more."""


class Reading:
    """A reading in its thread, as a screen follows it.

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


class Laid(NamedTuple):
    """What a file says, laid out for the tables, in the order of the tabs."""

    differences: DifferenceLines = DifferenceLines(())
    faults: FaultLines = FaultLines(())
    left_out: LeftOutLines = LeftOutLines(())


class ReadingPage(Page[T]):
    """A page that reads a roster file; meanwhile it says how far that is, and takes no key.

    Subclasses say what follows: :meth:`was_read`, :meth:`was_refused`.

    Args:
        roster: the use cases.
        reading: one that was made before.

    Attributes:
        is_reading: whether a file is being read.
        reading: the last one.
    """

    CSS_PATH: ClassVar = ["roster_reading.tcss"]

    path = getters.query_one("#path", PathInput)

    def __init__(self, roster: RosterService, reading: Reading | None = None) -> None:
        super().__init__()
        self.roster = roster
        self.reading = Reading(Path()) if reading is None else reading
        self.is_reading = False
        self._notice: list[str] = []

    def path_line(self) -> Iterable[Widget]:
        """The title, and the path."""
        yield Static(words.TITLE, id="title")
        with Horizontal(id="path-line"):
            yield Static("Fichier", id="path-label")
            yield PathInput(words.EXAMPLE, id="path")

    def on_mount(self) -> None:
        """Follow readings."""
        self.set_interval(_TICK, self._follow)

    def on_unmount(self) -> None:
        """A reading that goes on would keep the program from ending."""
        self.give_up()

    def was_read(self, change: RosterChange, laid: Laid) -> None:
        """Show what the file changes."""
        raise NotImplementedError

    def was_refused(self, error: CertuiError) -> None:
        """Say why the file cannot be read."""
        raise NotImplementedError

    def say_in_place(self, lines: Sequence[str]) -> None:
        """Say something in the place of what a file says.

        Args:
            lines: literal.
        """
        if list(lines) != self._notice:
            self._notice = list(lines)
            self.query_one("#notice", Static).update(paragraph(lines), layout=False)

    def wait(self, lines: Sequence[str]) -> None:
        """Say what is being done; meanwhile nothing has the focus.

        Args:
            lines: literal.
        """
        self.path.can_focus = False
        self.say_in_place(lines)
        self.set_focus(None)
        self.refresh_bindings()

    @work(exclusive=True, group="read")
    async def read(self, reading: Reading) -> None:
        """Read a file, and go on with what it says, or with why it cannot be read."""
        self.reading, self.is_reading = reading, True
        self.wait(words.reading(reading.path.name, 0))
        try:
            change, laid = await asyncio.to_thread(self._look, reading)
        except _GivenUp:
            return
        except CertuiError as error:
            if not reading.given_up:
                self.is_reading = False
                self.was_refused(error)
        else:
            if not reading.given_up:
                self.is_reading = False
                self.was_read(change, laid)

    def _look(self, reading: Reading) -> tuple[RosterChange, Laid]:
        """Read, compare and lay out; in a thread."""
        change = self.roster.preview(
            reading.path, progress=reading.told, class_name=reading.class_name
        )
        return change, Laid(
            DifferenceLines(words.differences(change)),
            FaultLines(change.source.rejected),
            LeftOutLines(left_out.left_out(change.source)),
        )

    def _follow(self) -> None:
        if self.is_reading:
            self.say_in_place(words.reading(self.reading.path.name, self.reading.fraction))

    def give_up(self) -> None:
        """Wait no more for what is being read."""
        self.is_reading = False
        self.reading.given_up = True
