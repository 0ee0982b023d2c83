"""Where a document is written: a folder and a name, proposed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from textual import getters, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from certui.domain.text import clean
from certui.errors import AlreadyThere, CertuiError
from certui.late import late
from certui.screens.asking import ask
from certui.screens.modal import Modal
from certui.services.fetching import Fetching
from certui.widgets.form_field import TextField
from certui.widgets.plain import plain
from certui.wording import papers as words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from certui.services.fetching import Delivery
    from certui.wording import refusals
else:
    refusals = late("certui.wording.refusals")

# As long as a path may be on Linux, and a name.
_LONGEST_PATH: Final = 4095
_LONGEST_NAME: Final = 255


class Writes(Protocol):
    """What writes a document."""

    def __call__(self, folder: str, name: str, *, overwrite: bool) -> Fetching:
        """Write to a folder under a name, both as typed, over a file or not."""
        ...


class PathField(TextField):
    """A part of a path; Entrée saves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.confirm", "Enregistrer", show=False),
    ]


class FolderField(PathField):
    """A folder; Tab completes its name."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "screen.complete", "Compléter"),
    ]


class SaveScreen(Modal[Fetching | None]):
    """Asks where to write, and writes; answers how to fetch it, or None when nothing was written.

    Args:
        title: the document's.
        delivery: which folder is proposed, and how folders are completed.
        name: the name proposed.
        write: writes to a folder under a name, both as typed, over a file or not; runs off the
            event loop.
    """

    AUTO_FOCUS = "#name"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "confirm", "Enregistrer", id="save.save"),
    ]

    folder = getters.query_one("#folder", FolderField)
    name_field = getters.query_one("#name", PathField)

    def __init__(self, title: str, delivery: Delivery, name: str, write: Writes) -> None:
        super().__init__()
        self._title = title
        self._delivery = delivery
        self._proposed = delivery.folder()
        self._file_name = name
        self._write = write
        self._busy = False

    def dialog(self) -> Iterable[Widget]:
        """The two fields, over what is wrong with them and the buttons."""
        yield Static(plain(words.save_title(self._title)), id="dialog-title")
        with Horizontal(classes="line"):
            yield Static("Dossier", classes="label")
            yield FolderField(self._proposed, _LONGEST_PATH, id="folder")
        with Horizontal(classes="line"):
            yield Static("Nom", classes="label")
            yield PathField(self._file_name, _LONGEST_NAME, id="name")
        yield Static(id="fault")
        yield from self.answers("Enregistrer")

    def on_mount(self) -> None:
        """What was wrong is so no longer once a field has changed."""
        for field in (self.folder, self.name_field):
            self.watch(field, "value", self._forgive, init=False)

    def _forgive(self) -> None:
        self._show_fault("")

    def _show_fault(self, text: str) -> None:
        self.query_one("#fault", Static).update(plain(text))

    # Completing

    def action_complete(self) -> None:
        """Complete the folder; where there is nothing to complete, go to the next field."""
        self._complete(self.folder.value)

    @work(exclusive=True, group="complete")
    async def _complete(self, typed: str) -> None:
        completed = await asyncio.to_thread(self._delivery.complete, typed)
        if self.folder.value != typed:
            return  # one typed on meanwhile
        if completed == typed:
            self.app.action_focus_next()
        else:
            self.folder.value = completed
            self.folder.action_end()

    # Saving

    def action_confirm(self) -> None:
        """Write, over nobody's file; once, however often the key is pressed meanwhile."""
        self._begin(overwrite=False)

    def _begin(self, *, overwrite: bool) -> None:
        if self._busy:
            return
        self._busy = True
        typed = self.folder.value
        # A folder whose name a terminal cannot show is meant as it is, as long as it stands.
        folder = self._proposed if typed == clean(self._proposed) else typed
        self._save(folder, self.name_field.value, overwrite=overwrite)

    @work(group="save")
    async def _save(self, folder: str, name: str, *, overwrite: bool) -> None:
        try:
            how = await asyncio.to_thread(self._write, folder, name, overwrite=overwrite)
        except AlreadyThere:
            self._ask_overwrite(name)
        except CertuiError as error:
            self._show_fault(refusals.sentence(error))
        else:
            self.dismiss(how)
        finally:
            self._busy = False

    def _ask_overwrite(self, name: str) -> None:
        question = words.ask_overwrite(name)
        ask(self, question, "Remplacer", lambda: self._begin(overwrite=True))

    def action_cancel(self) -> None:
        """Write nothing; what is being written already is not stopped halfway."""
        if not self._busy:
            self.dismiss(None)
