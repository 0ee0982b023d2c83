"""Papers and lists: which there are, what they are made of, and what is made."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from certui.domain.models import Candidate, Centre, ExamSession, Incident, SessionState
    from certui.domain.pix_list import ListEntry, ListFault


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
class Form:
    """How a kind of document is called: its file, its media type, its twin in the shell."""

    file_name: str
    media_type: str
    command: tuple[str, ...]


# Those that Pix's import is given, the first as it is.
LISTS: Final = (DocumentKind.LIST_ODS, DocumentKind.LIST_CSV, DocumentKind.LIST_XLSX)
PDF: Final = "application/pdf"
# File names are the product's, but for the PV's; numbers are all that goes into them.
FORMS: Final = {
    DocumentKind.PV: Form("pv-session-{}.pdf", PDF, ("pv", "{}")),
    DocumentKind.ATTENDANCE: Form("feuille-emargement-session-{}.pdf", PDF, ("emargement", "{}")),
    DocumentKind.KIT: Form("kit-surveillant-{}.pdf", PDF, ("kit", "{}")),
    DocumentKind.DOOR: Form("liste-porte-session-{}.pdf", PDF, ("porte", "{}")),
    DocumentKind.LABELS: Form("etiquettes-session-{}.pdf", PDF, ("etiquettes", "{}")),
    DocumentKind.NEEDS: Form("amenagements-session-{}.pdf", PDF, ("amenagements", "{}")),
    DocumentKind.SLIPS: Form("convocations-session-{}.pdf", PDF, ("convocations", "{}")),
    DocumentKind.LIST_ODS: Form(
        "liste-candidats-session-{}.ods",
        "application/vnd.oasis.opendocument.spreadsheet",
        ("liste", "{}", "--format", "ods"),
    ),
    DocumentKind.LIST_CSV: Form(
        "liste-candidats-session-{}.csv",
        "text/csv; charset=utf-8",
        ("liste", "{}", "--format", "csv"),
    ),
    DocumentKind.LIST_XLSX: Form(
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
    return FORMS[kind].file_name.format(number)


def is_text(kind: DocumentKind) -> bool:
    """Whether a document can be read as it is in a terminal."""
    return FORMS[kind].media_type.startswith("text/")


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
