"""The use case: one consistent view becomes a named document, and goes to the saver."""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from tests.unit.documents.records import CENTRE, FAMILY, FRAUD, session

from certui import errors
from certui.domain.models import SessionState
from certui.domain.papers import (
    DocumentKind,
    Preview,
    PrinterName,
    Rendered,
    SessionRecord,
    Undrawn,
    is_text,
)
from certui.domain.pix_list import ListFaultKind
from certui.domain.refusals import PixWouldRefuse
from certui.rosters.listed_places import ListedPlaces
from certui.services.papers import PaperService

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from certui.domain.models import Candidate, Centre, ExamSession, Incident
    from certui.services.ports.store import Reading, Store

CHANGED = dt.datetime(2027, 1, 30, 9, 15, tzinfo=dt.UTC)
UNDRAWN = (Undrawn(whose="李小龙 Bruce", letters=("李", "小", "龙")),)
START = dt.datetime(2027, 2, 1, 14, 30, tzinfo=dt.UTC)


class PaperTray:
    """A printer that keeps what it was given."""

    name = PrinterName("salle", "lp")

    def __init__(self) -> None:
        self.printed: list[tuple[str, bytes]] = []

    def __call__(
        self, content: bytes, title: str, waiting: Callable[[], None] = lambda: None
    ) -> None:
        """Print."""
        waiting()
        self.printed.append((title, content))


class OneSession:
    """A store that holds session 208, and knows whether it is being read."""

    def __init__(self) -> None:
        self.open = 0
        self.changed: dt.datetime | None = CHANGED

    @contextlib.contextmanager
    def reading(self) -> Iterator[Reading]:
        """Count the views that are open."""
        self.open += 1
        yield cast("Reading", self)
        self.open -= 1

    def centre(self) -> Centre:
        """The centre."""
        return CENTRE

    def session(self, number: int) -> ExamSession:
        """Session 208 and no other."""
        if number != 208:
            raise errors.UnknownSession(number=number)
        return session()

    def candidates(self, number: int) -> list[Candidate]:
        """Six."""
        return list(FAMILY) if number == 208 else []

    def incidents(self, number: int) -> list[Incident]:
        """One, on the session."""
        return [FRAUD] if number == 208 else []

    def last_change(self, number: int) -> dt.datetime | None:
        """On the Saturday before."""
        return self.changed if number == 208 else None


class Recorder:
    """A renderer and a saver that remember what they were asked."""

    def __init__(self, store: OneSession) -> None:
        self.store = store
        self.records: list[SessionRecord] = []
        self.saved: list[tuple[bytes, str, str, bool]] = []

    def render(self, kind: DocumentKind, record: SessionRecord) -> Rendered:
        """The kind's own name."""
        assert not self.store.open, "typesetting must not hold the view open"
        self.records.append(record)
        return Rendered(content=kind.value.encode(), undrawn=UNDRAWN)

    def preview(self, kind: DocumentKind, record: SessionRecord) -> Preview:
        """The kind's own name."""
        self.records.append(record)
        return Preview(title=kind.value, facts=(), columns=(), rows=(), undrawn=UNDRAWN)

    def save(self, content: bytes, folder: str, name: str, *, overwrite: bool) -> Path:
        """Remember."""
        self.saved.append((content, folder, name, overwrite))
        return Path(folder) / name


def service(now: dt.datetime = START) -> tuple[PaperService, Recorder]:
    """A service at an instant."""
    store = OneSession()
    recorder = Recorder(store)
    making = PaperService(
        cast("Store", store), recorder, recorder.save, lambda: now, nomenclature=ListedPlaces()
    )
    return making, recorder


@pytest.mark.parametrize(
    ("kind", "name", "media", "command"),
    [
        (DocumentKind.PV, "pv-session-208.pdf", "application/pdf", "pv 208"),
        (
            DocumentKind.ATTENDANCE,
            "feuille-emargement-session-208.pdf",
            "application/pdf",
            "emargement 208",
        ),
        (DocumentKind.KIT, "kit-surveillant-208.pdf", "application/pdf", "kit 208"),
        (
            DocumentKind.LIST_ODS,
            "liste-candidats-session-208.ods",
            "application/vnd.oasis.opendocument.spreadsheet",
            "liste 208 --format ods",
        ),
        (
            DocumentKind.LIST_CSV,
            "liste-candidats-session-208.csv",
            "text/csv; charset=utf-8",
            "liste 208 --format csv",
        ),
        (
            DocumentKind.LIST_XLSX,
            "liste-candidats-session-208.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "liste 208 --format xlsx",
        ),
    ],
)
def test_each_document_has_a_name_a_type_and_a_twin_in_the_shell(
    kind: DocumentKind, name: str, media: str, command: str
) -> None:
    """The names, media types and commands that people and programs rely on."""
    making, recorder = service()
    document = making.make(kind, 208)
    assert (document.name, document.media_type) == (name, media)
    assert " ".join(document.command) == command
    assert document.content == document.kind.value.encode()
    (record,) = recorder.records
    assert (record.candidates, record.incidents) == (FAMILY, (FRAUD,))
    assert (document.number, document.centre) == (208, CENTRE.name)


@pytest.mark.parametrize(
    ("seconds", "state"), [(-1, SessionState.UPCOMING), (0, SessionState.BEGUN)]
)
def test_the_view_says_whether_the_session_has_begun(seconds: int, state: SessionState) -> None:
    """Absence begins with the session, to the second."""
    making, recorder = service(START + dt.timedelta(seconds=seconds))
    making.make(DocumentKind.PV, 208)
    assert recorder.records[0].state is state


def test_an_unknown_session_gives_no_document() -> None:
    """The refusal is the store's, and the renderer is not asked."""
    making, recorder = service()
    with pytest.raises(errors.UnknownSession):
        making.make(DocumentKind.KIT, 999)
    assert not recorder.records


def test_a_preview_is_of_the_pv_unless_another_is_asked() -> None:
    """What the save panel shows before anything is typeset."""
    making, _ = service()
    assert making.preview(208).title == "pv"
    assert making.preview(208, DocumentKind.KIT).title == "kit"


def test_a_document_is_saved_under_its_own_name_or_the_one_typed() -> None:
    """Nothing is replaced unless somebody says so."""
    making, recorder = service()
    document = making.make(DocumentKind.PV, 208)
    assert making.save(document, "~") == Path("~/pv-session-208.pdf")
    making.save(document, "/nowhere", "a.pdf", overwrite=True)
    assert recorder.saved == [
        (b"pv", "~", "pv-session-208.pdf", False),
        (b"pv", "/nowhere", "a.pdf", True),
    ]


def test_what_pix_refuses_goes_with_a_list_and_with_no_paper() -> None:
    """The file is made all the same, unless one that Pix takes was asked for."""
    making, recorder = service()
    document = making.make(DocumentKind.LIST_ODS, 208)
    assert [one.kind for one in document.faults] == [ListFaultKind.NO_SEX]
    assert making.preview(208, DocumentKind.LIST_CSV).faults == document.faults
    assert [one.last_name for one in recorder.records[0].entries][:1] == ["ABADIE"]
    assert making.make(DocumentKind.PV, 208).faults == making.preview(208).faults == ()
    assert recorder.records[-1].entries == ()
    made = len(recorder.records)
    with pytest.raises(PixWouldRefuse) as refused:
        making.make(DocumentKind.LIST_ODS, 208, strict=True)
    assert vars(refused.value) == {"faults": document.faults}
    assert len(recorder.records) == made
    assert making.make(DocumentKind.PV, 208, strict=True).content == b"pv"


def test_papers_are_printed_where_a_command_is_set() -> None:
    """Sheets are not; without a command nothing is."""
    store, printer = OneSession(), PaperTray()
    recorder = Recorder(store)
    making = PaperService(
        cast("Store", store),
        recorder,
        recorder.save,
        lambda: START,
        printer,
        nomenclature=ListedPlaces(),
    )
    assert [kind for kind in DocumentKind if making.may_print(kind)] == [
        DocumentKind.PV,
        DocumentKind.ATTENDANCE,
        DocumentKind.KIT,
        DocumentKind.DOOR,
        DocumentKind.LABELS,
        DocumentKind.NEEDS,
        DocumentKind.SLIPS,
    ]
    assert making.make(DocumentKind.PV, 208).undrawn == making.preview(208).undrawn == UNDRAWN
    assert making.printer == PrinterName("salle", "lp")
    making.print(making.make(DocumentKind.PV, 208), "PV session 208")
    assert printer.printed == [("PV session 208", b"pv")]
    without, _ = service()
    assert not without.may_print(DocumentKind.PV)
    with pytest.raises(errors.NoPrintCommand) as refused:
        without.print(without.make(DocumentKind.PV, 208), "")
    assert vars(refused.value) == {"command": ""}
    assert without.printer == PrinterName("", "")


def test_only_a_list_of_words_may_go_to_a_terminal() -> None:
    """A PDF or a workbook would be bytes on the screen."""
    assert {kind for kind in DocumentKind if is_text(kind)} == {DocumentKind.LIST_CSV}


@pytest.mark.parametrize(
    ("now", "changed"),
    [(START, CHANGED), (CHANGED - dt.timedelta(days=1), CHANGED - dt.timedelta(days=1))],
)
def test_a_record_is_dated_by_its_last_change_and_never_in_the_future(
    now: dt.datetime, changed: dt.datetime
) -> None:
    """Even where the clock was set back since."""
    making, recorder = service(now)
    making.make(DocumentKind.PV, 208)
    assert recorder.records[0].changed_at == changed


def test_a_session_that_nobody_noted_a_change_of_is_not_dated() -> None:
    """Such as one that an earlier version made."""
    making, recorder = service()
    recorder.store.changed = None
    making.make(DocumentKind.PV, 208)
    assert recorder.records[0].changed_at is None
