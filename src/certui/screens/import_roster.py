"""Importing pupils: which file. What it says is the next screen's."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.widgets import Static

from certui.domain.refusals import RosterFaults
from certui.errors import CertuiError, ClassNeeded
from certui.late import late
from certui.screens.roster_preview import OTHER, RosterPreviewScreen
from certui.screens.roster_reading import Laid, Reading, ReadingPage
from certui.widgets.difference_lines import FaultLines
from certui.wording import imports as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from certui.domain.roster_changes import RosterChange
    from certui.screens import class_name
    from certui.screens import leavers as leaving
    from certui.screens.roster_preview import Left
    from certui.services.leavers import LeaverService
    from certui.services.roster import RosterService
else:
    class_name = late("certui.screens.class_name")
    leaving = late("certui.screens.leavers")

# Longer than any disk takes to list a folder; a lost network drive is not waited for.
_LISTING: Final = 1.0


class ImportRosterScreen(ReadingPage["RosterChange | None"]):
    """Takes the path of a roster file and imports it; answers what was changed, or None.

    Args:
        roster: the use cases.
        leavers: those on the pupils whom no roster names any more.
    """

    AUTO_FOCUS = "PathInput"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f2",
            "leavers",
            "Élèves partis",
            tooltip="Voir et effacer les élèves partis",
            id="import.leavers",
        ),
    ]

    def __init__(self, roster: RosterService, leavers: LeaverService) -> None:
        super().__init__(roster)
        self._leavers = leavers

    def body(self) -> Iterable[Widget]:
        """The path, and how to begin."""
        yield from self.path_line()
        yield Static(id="notice")

    def on_mount(self) -> None:
        """Say how to begin."""
        self.watch(self.path, "value", self._path_changed, init=False)
        self._choose(words.HINTS)

    def _choose(self, lines: Sequence[str]) -> None:
        """Have a path typed."""
        self.path.can_focus = True
        self.say_in_place(lines)
        self.set_focus(self.path)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a file is read there is nothing to do but to give up."""
        if action in {"read", "complete", "leavers"} and self.is_reading:
            return False
        return super().check_action(action, parameters)

    # The path

    def _path_changed(self) -> None:
        if not self.is_reading:
            self.say_in_place(words.HINTS)

    async def action_complete(self) -> None:
        """Complete the path; the keys that follow wait for it."""
        typed = self.path.value
        looking = asyncio.to_thread(self.roster.completed, typed)
        try:
            found = await asyncio.wait_for(looking, _LISTING)
        except TimeoutError:
            return
        if found.text != typed:
            self.path.show_path(found.text)
        if found.choices:
            room = self.query_one("#notice", Static).content_size
            self.say_in_place(words.completions(found.choices, room.width, max(2, room.height)))

    def action_read(self) -> None:
        """Read the file that was typed."""
        typed = self.path.value.strip()
        if not typed:
            self.say_in_place([words.NO_PATH, "", *words.HINTS])
            return
        self.read(Reading(Path(typed)))

    # What it says

    def was_read(self, change: RosterChange, laid: Laid) -> None:
        """Show what the file changes."""
        self._look_at(RosterPreviewScreen(self.roster, self.reading, change, laid))

    def was_refused(self, error: CertuiError) -> None:
        """Say why a file is refused; its faults one by one, when it is for those."""
        if isinstance(error, RosterFaults) and error.faults:
            laid = Laid(faults=FaultLines(error.faults))
            refusal = self.sentence(error)
            self._look_at(
                RosterPreviewScreen(self.roster, self.reading, None, laid, refusal=refusal)
            )
            return
        self._choose([self.sentence(error), "", *words.HINTS])
        if isinstance(error, ClassNeeded):
            self._ask_class(self.reading.path)

    def _look_at(self, preview: RosterPreviewScreen) -> None:
        self.app.push_screen(preview, self._looked_at)

    def _looked_at(self, left: Left) -> None:
        if left is OTHER:
            self._choose(words.HINTS)
        elif isinstance(left, CertuiError):
            self.was_refused(left)
        else:
            self.dismiss(left)

    def _ask_class(self, path: Path) -> None:
        """Ask which class it is that a file does not say, and read it again."""

        def answered(class_name: str | None) -> None:
            if class_name:
                self.read(Reading(path, class_name))

        self.app.push_screen(class_name.ClassNameScreen(path.name), answered)

    def action_back(self) -> None:
        """Give up the reading; else leave without a trace."""
        if self.is_reading:
            self.give_up()
            self._choose(words.HINTS)
        else:
            self.dismiss(None)

    def action_leavers(self) -> None:
        """The pupils who left the roster."""
        self.app.push_screen(leaving.LeaversScreen(self._leavers))
