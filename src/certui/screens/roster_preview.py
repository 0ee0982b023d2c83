"""What a roster file would change, or what is wrong in it; and then the writing."""

from __future__ import annotations

import asyncio
import enum
from typing import TYPE_CHECKING, ClassVar, Final, TypeAlias

from textual import work
from textual.binding import Binding, BindingType

from certui.domain.roster_changes import Decision, possible, settled
from certui.domain.roster_danger import danger
from certui.errors import CertuiError, FileOther, RosterMoved
from certui.late import late
from certui.screens.asking import ask
from certui.screens.filtering import FILTER
from certui.screens.roster_reading import Laid, Reading
from certui.screens.roster_tables import DIFFERENCES, FAULTS, TablesPage
from certui.widgets.difference_lines import DifferenceLines
from certui.wording import import_questions as questions
from certui.wording import imports as words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from certui.domain.roster_changes import RosterChange
    from certui.domain.roster_files import RosterFault
    from certui.screens import doubt
    from certui.services.roster import RosterService
else:
    doubt = late("certui.screens.doubt")


class Other(enum.Enum):
    """What one may want when one wants no more of a file."""

    FILE = enum.auto()


OTHER: Final = Other.FILE
Left: TypeAlias = "RosterChange | CertuiError | Other | None"
"""What was imported; why the file cannot be read any more; another file; or nothing."""


class Preview:
    """What a file would change, and what was said of who is doubtful.

    Args:
        change: as the file was read.
    """

    def __init__(self, change: RosterChange) -> None:
        self.change = change
        self.decisions: dict[int, int | Decision] = {}

    @property
    def undecided(self) -> list[int]:
        """The doubtful persons whom nothing was said of, by position."""
        doubts = range(len(self.change.doubtful))
        return [at for at in doubts if at not in self.decisions]

    @property
    def rejected(self) -> Sequence[RosterFault]:
        """What is wrong in the file, line by line."""
        return self.change.source.rejected

    @property
    def settled(self) -> RosterChange:
        """What the file changes, its doubts decided as far as they are."""
        return settled(self.change, self.decisions)

    def why_not(self, action: str) -> str | None:
        """The sentence that says why an action cannot be done now; None when it can."""
        if action in {"write", "write_valid"} and (undecided := self.undecided):
            return words.undecided_forbid(len(undecided))
        if action == "write" and self.rejected:
            return words.rejected_forbid(self.rejected)
        return None


class RosterPreviewScreen(TablesPage[Left]):
    """Shows what a file would change and imports it, or what is wrong in a file that is refused.

    Args:
        roster: the use cases.
        reading: the file, as it was read.
        change: what it would change; None where it is refused.
        laid: what it says.
        refusal: why it is refused.
    """

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
        FILTER,
        Binding("1", "tab(0)", "Différences", show=False, id="import.differences"),
        Binding("2", "tab(1)", "Anomalies", show=False, id="import.faults"),
        Binding("3", "tab(2)", "Non lu", show=False, id="import.left_out"),
        Binding("o", "other", "Autre fichier", id="import.other"),
    ]

    def __init__(
        self,
        roster: RosterService,
        reading: Reading,
        change: RosterChange | None,
        laid: Laid,
        *,
        refusal: str = "",
    ) -> None:
        super().__init__(roster, reading, laid)
        self._preview = None if change is None else Preview(change)
        self._refusal = refusal
        self._is_writing = False

    def on_mount(self) -> None:
        """Show what was read."""
        self._show()

    # What is shown

    @property
    def _is_busy(self) -> bool:
        return self.is_reading or self._is_writing

    @property
    def _has_tabs(self) -> bool:
        """Whether there is more to see than what the file changes."""
        preview = self._preview
        return preview is not None and bool(preview.rejected or self.laid.left_out.total)

    def _show(self) -> None:
        """Show what the file says, from the beginning."""
        self.uncover(has_tabs=self._has_tabs)
        if self._preview is None:
            self.summarise([self._refusal])
            self.bring_to_front(FAULTS)
        else:
            self._show_change(self._preview.change)

    def _show_change(self, change: RosterChange) -> None:
        """Show what the file changes, its doubts decided as far as they are."""
        undecided = self._preview.undecided if self._preview else ()
        self.summarise(words.summary(change, undecided=len(undecided)))
        self.bring_to_front(DIFFERENCES)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done depends on what the file says; meanwhile, nothing."""
        preview = self._preview
        there = {
            "read": False,
            "complete": False,
            "filter": True,
            "other": True,
            "tab": self._has_tabs,
            "write": preview is not None,
            "write_valid": preview is not None and bool(preview.rejected),
            "doubts": preview is not None and bool(preview.change.doubtful),
        }
        if action in there and (self._is_busy or not there[action]):
            return False
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str | None:
        """Nothing is written in doubt, nor half a file without it being said."""
        forbidden = None if self._preview is None else self._preview.why_not(action)
        return forbidden or super().why_not(action)

    def action_other(self) -> None:
        """Back to the path."""
        self.dismiss(OTHER)

    def action_back(self) -> None:
        """Give up the reading; clear the filter; else leave without a trace."""
        if self._is_writing:
            self.refuse(words.WRITING_GOES_ON)
        elif self.is_reading:
            self.give_up()
            self.dismiss(OTHER)
        else:
            super().action_back()

    # Doubts

    def action_doubts(self) -> None:
        """Ask who each doubtful person is, one by one; once all are known, again."""
        if self._preview is not None and not self._preview.undecided:
            self._preview.decisions.clear()
        self._ask()

    def _ask(self) -> None:
        preview = self._preview
        if preview is None or not preview.undecided:
            return
        change, at = preview.change, preview.undecided[0]

        def answered(answer: int | Decision | None) -> None:
            if answer is not None:
                preview.decisions[at] = answer
                self._ask()
            now = preview.settled
            self.laid = self.laid._replace(differences=DifferenceLines(words.differences(now)))
            self._show_change(now)
            self.refresh_bindings()

        pupils = possible(change, preview.decisions, at)
        self.app.push_screen(doubt.DoubtScreen(change.doubtful[at], pupils), answered)

    # Writing

    def action_write(self) -> None:
        """Import what is shown, once one is sure of it."""
        self._ask_sure(valid_only=False)

    def action_write_valid(self) -> None:
        """Import the sound lines of a faulty file, once that is confirmed."""
        if self._preview is not None:
            question = words.ask_valid_only(self._preview.change)
            ask(self, question, "Importer", lambda: self._ask_sure(valid_only=True))

    def _ask_sure(self, *, valid_only: bool) -> None:
        """Ask before many pupils are disabled, or some who are awaited in a session."""
        found = None if self._preview is None else danger(self._preview.settled)
        if found is None:
            self._write(valid_only=valid_only)
            return

        def write() -> None:
            self._write(valid_only=valid_only, sure=True)

        ask(self, questions.ask_sure(found), "Importer", write)

    @work(group="write")
    async def _write(self, *, valid_only: bool, sure: bool = False) -> None:
        preview, reading = self._preview, self.reading
        if preview is None or self._is_busy:
            return
        self._is_writing = True
        self.wait([words.WRITING])
        try:
            done = await asyncio.to_thread(
                self.roster.apply_previewed,
                reading.path,
                preview.change,
                preview.decisions,
                valid_only=valid_only,
                sure=sure,
            )
        except (FileOther, RosterMoved) as error:
            self._is_writing = False
            self.refuse(error)
            self.read(Reading(reading.path, reading.class_name))
        except CertuiError as error:
            self._is_writing = False
            self.refuse(error)
            self.uncover(has_tabs=self._has_tabs)
            self.set_focus(self.table)
        else:
            self.dismiss(done)

    # What has changed meanwhile is read again

    def was_read(self, change: RosterChange, laid: Laid) -> None:
        """Show what it changes now."""
        self._preview, self.laid = Preview(change), laid
        self._show()

    def was_refused(self, error: CertuiError) -> None:
        """It cannot be read any more: that is for who chooses a file."""
        self.dismiss(error)
