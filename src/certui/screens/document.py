"""A document before it leaves: what it says, then where it goes."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from certui.domain.papers import file_name
from certui.errors import BadFileName, CertuiError
from certui.late import late
from certui.screens.page import Page
from certui.widgets.field_list import FieldList
from certui.widgets.plain import paragraph, plain
from certui.widgets.preview_table import PreviewTable
from certui.wording import letters, pix_list
from certui.wording import papers as words
from certui.wording.sessions import LOADING, NO_CANDIDATE, RETRY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from certui.domain.papers import Document, DocumentKind, Preview
    from certui.screens import fetch, save
    from certui.services.fetching import Delivery, Fetching
    from certui.services.papers import PaperService
else:
    fetch = late("certui.screens.fetch")
    save = late("certui.screens.save")


# How often the line of what is being printed counts on.
_SECOND: Final = 1.0


class _GivenUp(Exception):
    """Goes through a print job that nobody waits for any more."""


class _Job:
    """A print job in its thread, as the screen follows it."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.given_up = False

    def waiting(self) -> None:
        """Go on, or not; called from the thread that prints."""
        if self.given_up:
            raise _GivenUp


class DocumentScreen(Page[None]):
    """Shows what a document says; saves it, prints it.

    Args:
        documents: makes it.
        delivery: where it goes.
        number: the session.
        kind: which document.
    """

    CSS_PATH = "document.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Enregistrer", tooltip="Enregistrer le document"),
        Binding("p", "print", "Imprimer", tooltip="Imprimer le document"),
        Binding("r", "refresh", "Actualiser", id="document.refresh"),
        # Échap is one step back: first out of what is being printed.
        Binding("escape", "give_up", "Abandonner l’impression", id="page.give_up"),
        Binding("escape", "escape", "Retour", id="page.escape"),
    ]

    def __init__(
        self, documents: PaperService, delivery: Delivery, number: int, kind: DocumentKind
    ) -> None:
        super().__init__()
        self._documents = documents
        self._delivery = delivery
        self._number = number
        self._kind = kind
        self._shown = False
        self._job: _Job | None = None
        # What is wrong with the document that was written last; empty when it is as it should be.
        self._wrong = ""

    def body(self) -> Iterable[Widget]:
        """Where one comes from, the document's title, and what it says."""
        yield Static(plain(words.back(self._number)), id="back")
        yield Static(plain(words.TITLES[self._kind]), id="title")
        yield Vertical(Static(LOADING, id="notice"), id="content")

    def on_mount(self) -> None:
        """Read what it says."""
        self._counting = self.set_interval(_SECOND, self._follow_job, pause=True)
        self.load()

    @work(exclusive=True, group="load")
    async def load(self) -> None:
        """Read what the document says and show it, or say why not."""
        try:
            preview = await asyncio.to_thread(self._documents.preview, self._number, self._kind)
        except CertuiError as error:
            if self._shown:
                self.refuse(error)
            else:
                lines = paragraph([self.sentence(error), "", RETRY])
                self.query_one("#notice", Static).update(lines)
        else:
            await self._show(preview)

    async def _show(self, preview: Preview) -> None:
        content = self.query_one("#content", Vertical)
        self.query_one("#title", Static).update(plain(preview.title))
        facts = FieldList()
        widgets: list[Widget] = [VerticalScroll(facts, id="facts")]
        if wrong := _wrong(preview):
            said = [wrong, *map(pix_list.fault, preview.faults)]
            widgets.append(VerticalScroll(Static(paragraph(said)), id="faults"))
        if preview.rows:
            table = PreviewTable(preview.columns, preview.rows, self.size.width)
            widgets.append(table)
            if table.left_out:
                widgets.append(Static(plain(words.left_out(table.left_out)), id="left-out"))
        elif preview.columns:
            widgets.append(Static(NO_CANDIDATE, id="nobody"))
        with self.app.batch_update():
            await content.remove_children()
            await content.mount_all(widgets)
            facts.show(preview.facts)
            self.set_focus(self.query_one("#preview" if preview.rows else "#facts"))
        self._shown = True

    # Doing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A paper can be printed where a print command is set, and then given up."""
        there = {
            "print": self._documents.may_print(self._kind),
            "give_up": self._job is not None,
            "escape": self._job is None,
        }
        return super().check_action(action, parameters) if there.get(action, True) else False

    def action_save(self) -> None:
        """Ask where to; then write."""
        panel = save.SaveScreen(
            words.TITLES[self._kind],
            self._delivery,
            file_name(self._kind, self._number),
            self._write_into,
        )
        self.app.push_screen(panel, self._saved)

    def _write_into(self, folder: str, name: str, *, overwrite: bool) -> Fetching:
        """Make the document and write it; off the event loop."""
        if not name:
            raise BadFileName(name=name)  # erased: the service would take the name proposed
        document = self._made()
        path = self._documents.save(document, folder, name, overwrite=overwrite)
        self._wrong = _wrong(document)
        return self._delivery.of(path, document)

    def _saved(self, how: Fetching | None) -> None:
        if how is not None:
            self.app.push_screen(fetch.FetchScreen(how), self._fetched)

    def _fetched(self, _: None) -> None:
        if self._wrong:
            self.refuse(self._wrong)

    def action_print(self) -> None:
        """Send it to the printer; once, however often the key is pressed meanwhile."""
        if self._job is None:
            self._job = _Job()
            self._print(self._job)
            self._show_job()

    @work(group="print")
    async def _print(self, job: _Job) -> None:
        try:
            document = await asyncio.to_thread(self._made)
            title = words.job_title(document)
            await asyncio.to_thread(self._documents.print, document, title, job.waiting)
        except _GivenUp:
            self.refuse(words.print_given_up(self._kind, self._documents.printer))
        except asyncio.CancelledError:
            self._tell_who_leaves()
            raise
        except CertuiError as error:
            self.refuse(error)
        else:
            if wrong := _wrong(document):
                self.refuse(f"{words.printed(document)}. {wrong}")
            else:
                self.say(words.printed(document))
        finally:
            # Its thread would keep a program that is left from ending.
            job.given_up = True
            self._job = None
            if self.is_attached:
                self._show_job()

    def _tell_who_leaves(self) -> None:
        """Whoever leaves certui while it prints reads in the shell that it was given up."""
        app = self.app
        app.exit(
            app.return_value,
            app.return_code or 0,
            words.print_given_up(self._kind, self._documents.printer),
        )

    def action_give_up(self) -> None:
        """Give up what is being printed."""
        if self._job is not None:
            self._job.given_up = True

    def _show_job(self) -> None:
        if self._job is None:
            self._counting.pause()
        else:
            self._counting.resume()
        self.set_class(self._job is not None, "-printing")
        self._follow_job()
        self.refresh_bindings()

    def _follow_job(self) -> None:
        """Say what is being printed and since when, in the place of the way back."""
        if self._job is None:
            self.write("#back", words.back(self._number))
        else:
            seconds = time.monotonic() - self._job.began
            self.write("#back", words.printing(self._kind, self._documents.printer, seconds))

    def _made(self) -> Document:
        return self._documents.make(self._kind, self._number)

    def action_refresh(self) -> None:
        """Read it again."""
        self.load()


def _wrong(made: Document | Preview) -> str:
    """What Pix refuses a list for, or what a paper cannot draw; empty when all is well."""
    if made.faults:
        return pix_list.refused(made.faults)
    return letters.undrawn(made.undrawn) if made.undrawn else ""
