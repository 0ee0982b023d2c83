"""Documents: what leaves the application on paper or as a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from certui import errors
from certui.domain import pix_list, rules
from certui.domain.papers import (
    FORMS,
    LISTS,
    PDF,
    Document,
    DocumentKind,
    PrinterName,
    SessionRecord,
    file_name,
)
from certui.domain.refusals import PixWouldRefuse

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from certui.domain.papers import Preview
    from certui.domain.pix_list import ListFault, Nomenclature
    from certui.services.ports.clock import Clock
    from certui.services.ports.papers import Printer, Renderer, Saver
    from certui.services.ports.store import Store


class PaperService:
    """Makes documents from one consistent view of a session, and writes them.

    Args:
        store: where sessions are kept.
        renderer: makes the bytes.
        saver: writes them.
        clock: the present instant, aware.
        printer: prints them; None where no print command is set.
        nomenclature: what INSEE lists.
    """

    def __init__(
        self,
        store: Store,
        renderer: Renderer,
        saver: Saver,
        clock: Clock,
        printer: Printer | None = None,
        *,
        nomenclature: Nomenclature,
    ) -> None:
        self._store = store
        self._renderer = renderer
        self._saver = saver
        self._clock = clock
        self._nomenclature = nomenclature
        self._printer = printer

    def make(self, kind: DocumentKind, number: int, *, strict: bool = False) -> Document:
        """Any document of a session.

        Args:
            kind: which document.
            number: the session's.
            strict: whether a list that Pix refuses is refused here.

        Raises:
            certui.errors.UnknownSession: no such number.
            certui.domain.refusals.PixWouldRefuse: ``strict``, and Pix refuses the list.
            certui.errors.DocumentError: the centre's own template cannot be used.
            certui.errors.StoreError: the database cannot be used.
        """
        record, faults = self._record(kind, number)
        if strict and faults:
            raise PixWouldRefuse(faults=faults)
        form = FORMS[kind]
        made = self._renderer.render(kind, record)
        return Document(
            kind=kind,
            number=number,
            centre=record.centre.name,
            name=file_name(kind, number),
            content=made.content,
            media_type=form.media_type,
            command=tuple(word.format(number) for word in form.command),
            faults=faults,
            undrawn=made.undrawn,
        )

    def preview(self, number: int, kind: DocumentKind = DocumentKind.PV) -> Preview:
        """What a document would say; raises as :meth:`make`, but for templates."""
        record, faults = self._record(kind, number)
        return replace(self._renderer.preview(kind, record), faults=faults)

    def save(
        self, document: Document, folder: str, name: str = "", *, overwrite: bool = False
    ) -> Path:
        """Write a document, whole or not at all.

        Args:
            document: what to write.
            folder: where, as typed; a leading ``~`` is the user's home.
            name: the file's name, as typed; empty for the one proposed.
            overwrite: whether a file of that name may be replaced.

        Returns:
            The absolute path written.

        Raises:
            certui.errors.DocumentError: nothing was written; one class for each reason.
        """
        return self._saver(document.content, folder, name or document.name, overwrite=overwrite)

    def may_print(self, kind: DocumentKind) -> bool:
        """Whether a print command is set and the document is a paper, not a sheet."""
        return self._printer is not None and FORMS[kind].media_type == PDF

    @property
    def printer(self) -> PrinterName:
        """Where papers are sent to."""
        return PrinterName("", "") if self._printer is None else self._printer.name

    def print(
        self, document: Document, title: str, waiting: Callable[[], None] = lambda: None
    ) -> None:
        """Send a paper to the printer.

        Args:
            document: the paper.
            title: what the job is called in the printer's queue.
            waiting: called while the printer takes it; what this raises gives the job up.

        Raises:
            certui.errors.NoPrintCommand: none is set, or it is not installed.
            certui.errors.PrintingFailed: it refused.
            certui.errors.PrintingStuck: it gave no sign of life.
        """
        if self._printer is None:
            raise errors.NoPrintCommand(command="")
        self._printer(document.content, title, waiting)

    def _record(
        self, kind: DocumentKind, number: int
    ) -> tuple[SessionRecord, tuple[ListFault, ...]]:
        record = self._read(number)
        if kind not in LISTS:
            return record, ()
        settings = record.centre.pix
        entries = pix_list.entries(record.candidates, settings, self._nomenclature)
        faults = pix_list.faults(entries, settings, self._nomenclature)
        return replace(record, entries=entries), faults

    def _read(self, number: int) -> SessionRecord:
        now = self._clock()
        # The view is closed before anything is typeset: no transaction lasts that long (F12).
        with self._store.reading() as reading:
            session = reading.session(number)
            changed = reading.last_change(number)
            return SessionRecord(
                centre=reading.centre(),
                session=session,
                candidates=tuple(reading.candidates(number)),
                state=rules.state(session, now),
                # A clock that was set back would date the paper in days to come.
                changed_at=None if changed is None else min(changed, now),
                incidents=tuple(reading.incidents(number)),
            )
