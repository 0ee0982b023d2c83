"""Documents: what leaves the application on paper or as a file."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from certui import errors
from certui.domain import pix_list, rules
from certui.domain.refusals import PixWouldRefuse

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from certui.domain.models import Candidate, Centre, ExamSession, Incident, SessionState
    from certui.domain.pix_list import ListEntry, ListFault, Nomenclature
    from certui.services.ports.clock import Clock
    from certui.services.ports.papers import Printer, Renderer, Saver
    from certui.services.ports.store import Store


class DocumentKind(enum.Enum):
    """Every document certui makes; the values name the templates of those that have one."""

    PV = "pv"
    ATTENDANCE = "emargement"
    KIT = "kit"
    LIST_ODS = "liste-ods"
    LIST_CSV = "liste-csv"
    LIST_XLSX = "liste-xlsx"
    DOOR = "porte"
    LABELS = "etiquettes"
    NEEDS = "amenagements"
    SLIPS = "convocations"


@dataclass(frozen=True, slots=True)
class _Form:
    """How a kind of document is called: its file, its media type, its twin in the shell."""

    file_name: str
    media_type: str
    command: tuple[str, ...]


# Those that Pix's import is given, the first as it is.
_LISTS: Final = (DocumentKind.LIST_ODS, DocumentKind.LIST_CSV, DocumentKind.LIST_XLSX)
_PDF: Final = "application/pdf"
# File names are the product's, but for the PV's; numbers are all that goes into them.
_FORMS: Final = {
    DocumentKind.PV: _Form("pv-session-{}.pdf", _PDF, ("pv", "{}")),
    DocumentKind.ATTENDANCE: _Form("feuille-emargement-session-{}.pdf", _PDF, ("emargement", "{}")),
    DocumentKind.KIT: _Form("kit-surveillant-{}.pdf", _PDF, ("kit", "{}")),
    DocumentKind.DOOR: _Form("liste-porte-session-{}.pdf", _PDF, ("porte", "{}")),
    DocumentKind.LABELS: _Form("etiquettes-session-{}.pdf", _PDF, ("etiquettes", "{}")),
    DocumentKind.NEEDS: _Form("amenagements-session-{}.pdf", _PDF, ("amenagements", "{}")),
    DocumentKind.SLIPS: _Form("convocations-session-{}.pdf", _PDF, ("convocations", "{}")),
    DocumentKind.LIST_ODS: _Form(
        "liste-candidats-session-{}.ods",
        "application/vnd.oasis.opendocument.spreadsheet",
        ("liste", "{}", "--format", "ods"),
    ),
    DocumentKind.LIST_CSV: _Form(
        "liste-candidats-session-{}.csv",
        "text/csv; charset=utf-8",
        ("liste", "{}", "--format", "csv"),
    ),
    DocumentKind.LIST_XLSX: _Form(
        "liste-candidats-session-{}.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ("liste", "{}", "--format", "xlsx"),
    ),
}


def file_name(kind: DocumentKind, number: int) -> str:
    """The name proposed for a document's file.

    Args:
        kind: which document.
        number: the session's.
    """
    return _FORMS[kind].file_name.format(number)


def is_text(kind: DocumentKind) -> bool:
    """Whether a document can be read as it is in a terminal."""
    return _FORMS[kind].media_type.startswith("text/")


class PrinterName(NamedTuple):
    """Where papers go.

    Attributes:
        printer: its name, as the configuration has it; empty where it names none.
        command: the program that is handed the papers; empty where none is set.
    """

    printer: str
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRecord:
    """One consistent view of a session: all that a document may say.

    Attributes:
        centre: the centre.
        session: the session.
        candidates: by last name, then first name.
        state: where it stood when it was read; before it begins nobody is absent.
        changed_at: aware instant at which any of it last changed, and not to come; None where
            nobody noted it.
        incidents: what was reported, in the order of the reports.
        entries: the lines of the liste des candidats; made for that document alone.
    """

    centre: Centre
    session: ExamSession
    candidates: tuple[Candidate, ...]
    state: SessionState
    changed_at: dt.datetime | None = None
    incidents: tuple[Incident, ...] = ()
    entries: tuple[ListEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Undrawn:
    """Letters that a paper shows as an empty box: no face at hand draws them.

    Attributes:
        whose: the pupil, last name first, or the text they stand in; empty for a template's own.
        letters: each once, in their order; one letter may be several characters.
    """

    whose: str
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What a renderer makes.

    Attributes:
        content: the whole file.
        undrawn: whose letters a paper cannot draw; it then declares no standard.
    """

    content: bytes
    undrawn: tuple[Undrawn, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A finished document.

    Attributes:
        kind: which one.
        number: the session's.
        centre: the centre's name.
        name: proposed file name; letters, digits, hyphens and one dot.
        content: the whole file.
        media_type: MIME type.
        command: the arguments of ``certui`` that make the same document, without ``-o``.
        faults: what Pix refuses a list for; none when Pix takes it, or is not given it.
        undrawn: as :class:`Rendered` has them.
    """

    kind: DocumentKind
    number: int
    centre: str
    name: str
    content: bytes
    media_type: str
    command: tuple[str, ...]
    faults: tuple[ListFault, ...] = ()
    undrawn: tuple[Undrawn, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a document says, as text for a screen: nothing is typeset.

    Attributes:
        title: the document's title.
        facts: what stands above the table, label and value.
        columns: headings of the table; empty for a document without one.
        rows: one tuple a candidate, as long as ``columns``.
        faults: as :class:`Document` has them.
        undrawn: as :class:`Rendered` has them.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    faults: tuple[ListFault, ...] = ()
    undrawn: tuple[Undrawn, ...] = ()


class DocumentService:
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
            certui.PixWouldRefuse: ``strict``, and Pix refuses the list.
            certui.errors.DocumentError: the centre's own template cannot be used.
            certui.errors.StoreError: the database cannot be used.
        """
        record, faults = self._record(kind, number)
        if strict and faults:
            raise PixWouldRefuse(faults=faults)
        form = _FORMS[kind]
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
        return self._printer is not None and _FORMS[kind].media_type == _PDF

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
        if kind not in _LISTS:
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
