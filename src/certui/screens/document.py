"""A document before it leaves: what it says, then where it goes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from certui.errors import BadFileName, CertuiError
from certui.screens.page import Page
from certui.services.documents import file_name
from certui.widgets.field_list import FieldList
from certui.widgets.plain import paragraph, plain
from certui.widgets.preview_table import PreviewTable
from certui.wording import documents as words
from certui.wording import pix_list
from certui.wording.sessions import LOADING, NO_CANDIDATE, RETRY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from certui.domain.pix_list import ListFault
    from certui.services.documents import Document, DocumentKind, DocumentService, Preview
    from certui.services.fetching import Delivery, Fetching


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
    ]

    def __init__(
        self, documents: DocumentService, delivery: Delivery, number: int, kind: DocumentKind
    ) -> None:
        super().__init__()
        self._documents = documents
        self._delivery = delivery
        self._number = number
        self._kind = kind
        self._shown = False
        self._printing = False
        # What is wrong with the list that was written last.
        self._faults: tuple[ListFault, ...] = ()

    def body(self) -> Iterable[Widget]:
        """Where one comes from, the document's title, and what it says."""
        yield Static(plain(words.back(self._number)), id="back")
        yield Static(plain(words.TITLES[self._kind]), id="title")
        yield Vertical(Static(LOADING, id="notice"), id="content")

    def on_mount(self) -> None:
        """Read what it says."""
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
        if preview.faults:
            said = [pix_list.refused(preview.faults), *map(pix_list.fault, preview.faults)]
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
        """A paper can be printed where a print command is set."""
        if action == "print" and not self._documents.may_print(self._kind):
            return False
        return super().check_action(action, parameters)

    def action_save(self) -> None:
        """Ask where to; then write."""
        from certui.screens.save import SaveScreen  # noqa: PLC0415 - not for the first frame

        panel = SaveScreen(
            words.TITLES[self._kind],
            self._delivery,
            file_name(self._kind, self._number),
            self._write_into,
        )
        self.app.push_screen(panel, self._saved)

    def _write_into(self, folder: str, name: str, overwrite: bool) -> Fetching:  # noqa: FBT001 - one call
        """Make the document and write it; off the event loop."""
        if not name:
            raise BadFileName(name=name)  # erased: the service would take the name proposed
        document = self._made()
        path = self._documents.save(document, folder, name, overwrite=overwrite)
        self._faults = document.faults
        return self._delivery.of(path, document)

    def _saved(self, how: Fetching | None) -> None:
        from certui.screens.fetch import FetchScreen  # noqa: PLC0415 - not for the first frame

        if how is not None:
            self.app.push_screen(FetchScreen(how), self._fetched)

    def _fetched(self, _: None) -> None:
        if self._faults:
            self.refuse(pix_list.refused(self._faults))

    def action_print(self) -> None:
        """Send it to the printer; once, however often the key is pressed meanwhile."""
        if not self._printing:
            self._printing = True
            self._print()

    @work(group="print")
    async def _print(self) -> None:
        try:
            document = await asyncio.to_thread(self._made)
            await asyncio.to_thread(self._documents.print, document)
        except CertuiError as error:
            self.refuse(error)
        else:
            self.say(words.printed(document))
        finally:
            self._printing = False

    def _made(self) -> Document:
        return self._documents.make(self._kind, self._number)

    def action_refresh(self) -> None:
        """Read it again."""
        self.load()
