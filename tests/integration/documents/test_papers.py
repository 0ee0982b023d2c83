"""The PDF documents, opened by readers that share nothing with what wrote them."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.integration.documents import pdf_reading, structure
from tests.unit.documents.records import ARRIVAL, CENTRE, FAMILY, candidate, many, record

from certui.domain.models import SessionState
from certui.domain.papers import DocumentKind
from certui.domain.text import clean

if TYPE_CHECKING:
    from certui.documents.renderer import DocumentRenderer

Golden: TypeAlias = Callable[[str, str], None]
PdfToText: TypeAlias = Callable[[bytes], str]

PAPERS = (DocumentKind.PV, DocumentKind.ATTENDANCE, DocumentKind.KIT)


def said(content: bytes) -> str:
    """All that a PDF says aloud, without the places where its lines break."""
    return "".join(piece for page in pdf_reading.read(content) for piece in page.pieces)


def squeezed(text: str) -> str:
    """Text without blanks, for comparing what is wrapped with what is not."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_says_what_it_said(
    kind: DocumentKind, renderer: DocumentRenderer, golden: Golden
) -> None:
    """Every word, in reading order, page by page."""
    content = renderer.render(kind, record(*FAMILY)).content
    golden(f"{kind.value}.txt", pdf_reading.text(content) + "\n")


@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_without_candidates_is_a_right_document(
    kind: DocumentKind, renderer: DocumentRenderer, golden: Golden
) -> None:
    """One page that says so, with nothing missing."""
    content = renderer.render(kind, record(state=SessionState.UPCOMING)).content
    assert len(pdf_reading.read(content)) == 1
    golden(f"{kind.value}-vide.txt", pdf_reading.text(content) + "\n")


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_a_preview_has_the_title_and_the_candidates(
    kind: DocumentKind, renderer: DocumentRenderer
) -> None:
    """What the screen shows before anything is saved."""
    shown = renderer.preview(kind, record(*FAMILY))
    assert shown.title.endswith("de la session n°\u00a0208")
    # Two of the six have an extra time; the kit names nobody.
    few = {DocumentKind.KIT: 0, DocumentKind.NEEDS: 2}
    assert len(shown.rows) == few.get(kind, 6)
    assert all(len(row) == len(shown.columns) for row in shown.rows)


@pytest.mark.parametrize(("kind", "pages"), [(DocumentKind.ATTENDANCE, 20), (DocumentKind.KIT, 1)])
def test_four_hundred_candidates_take_the_sheets_that_they_should(
    kind: DocumentKind, pages: int, renderer: DocumentRenderer
) -> None:
    """Twenty a sheet for the signatures; the kit keeps to its page."""
    read = pdf_reading.read(renderer.render(kind, record(*many(400))).content)
    assert len(read) == pages
    assert [page.artifacts[-1] for page in read] == [
        f"Page {number}/{pages}" for number in range(1, pages + 1)
    ]


def test_every_one_of_four_hundred_candidates_is_on_the_pv(renderer: DocumentRenderer) -> None:
    """In order, numbered, with its heading on each page and the signatures at the end."""
    read = pdf_reading.read(renderer.render(DocumentKind.PV, record(*many(400))).content)
    pieces = [piece for page in read for piece in page.pieces]
    names = [piece for piece in pieces if piece.startswith("NOM-")]
    assert names == [f"NOM-{rank:03}" for rank in range(1, 401)]
    assert all("Prénom" in [*page.pieces, *page.artifacts] for page in read[:-1])
    assert "Signatures" in read[-1].pieces
    assert read[-1].artifacts[-1] == f"Page {len(read)}/{len(read)}"


def test_a_sheet_is_headed_on_every_page_but_said_once(renderer: DocumentRenderer) -> None:
    """Those who listen to the document do not hear the same heading three times."""
    read = pdf_reading.read(renderer.render(DocumentKind.ATTENDANCE, record(*many(41))).content)
    title = "Feuille d’émargement"
    assert [title in page.pieces for page in read] == [True, False, False]
    assert [title in page.artifacts for page in read] == [False, True, True]
    counts = [sum(piece.startswith("NOM-") for piece in page.pieces) for page in read]
    assert counts == [20, 20, 1]


@pytest.mark.parametrize("kind", PAPERS)
def test_poppler_reads_the_same_words(
    kind: DocumentKind, renderer: DocumentRenderer, pdftotext: PdfToText
) -> None:
    """An independent reader finds every piece, blanks aside."""
    content = renderer.render(kind, record(*FAMILY)).content
    found = squeezed(pdftotext(content))
    for page in pdf_reading.read(content):
        for piece in [*page.pieces, *page.artifacts]:
            assert squeezed(piece) in found, piece


def test_poppler_reads_rows_in_order(renderer: DocumentRenderer, pdftotext: PdfToText) -> None:
    """A candidate's line has their class, extra time and arrival on it."""
    lines = pdftotext(renderer.render(DocumentKind.PV, record(*FAMILY)).content).splitlines()
    line = next(line for line in lines if "ABADIE" in line)
    assert line.split() == [
        *("1", "ABADIE", "Zoé", "20/05/2011", "Besançon", "Doubs", "France", "3EB"),
        *("15", "h", "31"),
    ]


@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_declares_its_standards_its_language_and_its_title(
    kind: DocumentKind, renderer: DocumentRenderer
) -> None:
    """PDF/UA-1 and PDF/A-2a together, tagged, in French."""
    content = renderer.render(kind, record(*FAMILY)).content
    assert content.startswith(b"%PDF-1.7")
    for mark in (
        b"<pdfuaid:part>1</pdfuaid:part>",
        b"<pdfaid:part>2</pdfaid:part>",
        b"<pdfaid:conformance>A</pdfaid:conformance>",
        b"<rdf:li>fr-FR</rdf:li>",
        b"/Lang(fr-FR)",
        b"/MarkInfo<</Marked true",
        b"/DisplayDocTitle true",
        b"/StructTreeRoot",
        "session n°\u00a0208</rdf:li>".encode(),
    ):
        assert mark in content, mark


@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_embeds_its_fonts_and_draws_no_other(
    kind: DocumentKind, renderer: DocumentRenderer
) -> None:
    """The same on every machine, whatever its fonts."""
    content = renderer.render(kind, record(*FAMILY)).content
    fonts = set(re.findall(rb"/BaseFont/[A-Z]{6}\+(\w+)-", content))
    assert fonts <= {b"LibertinusSerif", b"DejaVuSansMono", b"NewCM10"}
    assert len(re.findall(rb"/Type/FontDescriptor", content)) == len(
        re.findall(rb"/FontFile[23] ", content)
    )


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_the_same_data_gives_the_same_bytes(kind: DocumentKind, renderer: DocumentRenderer) -> None:
    """Whenever and as often as they are asked."""
    first = renderer.render(kind, record(*FAMILY)).content
    others: list[bytes] = []
    thread = threading.Thread(
        target=lambda: others.append(renderer.render(kind, record(*FAMILY)).content)
    )
    thread.start()
    thread.join()
    assert others == [first]
    assert renderer.render(kind, record(*FAMILY[:5])).content != first or kind is DocumentKind.KIT


@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_is_dated_by_its_data_not_by_the_day_it_is_printed(
    kind: DocumentKind, renderer: DocumentRenderer
) -> None:
    """In the file, and at the foot of each page by the centre's clock."""
    made = replace(record(*FAMILY), changed_at=ARRIVAL)
    content = renderer.render(kind, made).content
    assert set(re.findall(rb"\(D:(\w+)\)", content)) == {b"20270201143100Z"}
    for page in pdf_reading.read(content):
        assert "édité le 1er février 2027 à 15\u00a0h\u00a031" in page.artifacts


def test_a_paper_whose_data_has_no_date_shows_none(renderer: DocumentRenderer) -> None:
    """Nor is one invented for the file."""
    content = renderer.render(DocumentKind.PV, record(*FAMILY)).content
    assert set(re.findall(rb"\(D:(\w+)\)", content)) == {b"19800101000000Z"}
    assert "édité" not in pdf_reading.text(content)


NAUGHTY = (
    '#panic("x")',
    "$a$",
    "*b* _c_ `d` ~ -- ---",
    "= Titre",
    "@cible <cible>",
    "\\u{41} \\",
    "// commentaire /* autre */",
    "https://exemple.fr",
    "[bold]x[/]",
    "{{ 7*7 }} %s \"'",
    "(((",
)


@pytest.mark.parametrize("kind", [DocumentKind.PV, DocumentKind.ATTENDANCE])
def test_names_that_are_code_elsewhere_are_printed_as_they_are(
    kind: DocumentKind, renderer: DocumentRenderer
) -> None:
    """Nothing in a name is typst source."""
    people = tuple(candidate(rank, last_name=name) for rank, name in enumerate(NAUGHTY))
    found = squeezed(said(renderer.render(kind, record(*people)).content))
    for name in NAUGHTY:
        assert squeezed(name) in found, name


@pytest.mark.parametrize("kind", PAPERS)
def test_hostile_sessions_are_printed_as_they_are(
    kind: DocumentKind, renderer: DocumentRenderer
) -> None:
    """The fields of a session are typed by people too."""
    made = record(*FAMILY, name='#panic("x")', site="$a$ #b", room="*c*", invigilators="@d <e>")
    made = replace(made, centre=replace(CENTRE, name="#centre[x] $y"))
    content = renderer.render(kind, made).content
    found = said(content)
    for value in ("#centre[x] $y", "$a$ #b", "*c*", "@d <e>"):
        assert value in found, value


@pytest.mark.parametrize("kind", PAPERS)
def test_three_hundred_characters_stay_inside_the_page(
    kind: DocumentKind, renderer: DocumentRenderer
) -> None:
    """Values that are too long are cut or wrapped: no text is drawn beyond the right margin."""
    wide: Any = "W" * 300
    huge = dict.fromkeys(("name", "site", "room", "invigilators", "notes"), wide)
    fields = ("last_name", "first_name", "class_name", "birth_city", "birth_country")
    who = dict.fromkeys(fields, wide)
    made = record(*(candidate(rank, **who) for rank in range(20)), **huge)
    made = replace(made, centre=replace(CENTRE, name=wide))
    content = renderer.render(kind, made).content
    drawn = structure.read(content).runs
    assert max(run.right for run in drawn) <= 210 - 15 + 0.1
    assert min(run.left for run in drawn) >= 15 - 0.1
    assert all(run.top <= 297 for run in drawn)
    if kind is not DocumentKind.PV:
        assert len(pdf_reading.read(content)) == 1


LETTERS = st.text(
    st.characters(
        codec="utf-8",
        categories=["L", "N", "P", "S", "Zs"],
        max_codepoint=0x17F,
    ),
    max_size=70,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(LETTERS, LETTERS)
def test_any_name_of_latin_letters_and_signs_is_printed(
    renderer: DocumentRenderer, last_name: str, first_name: str
) -> None:
    """Cut at a hundred and twenty characters, wrapped, never interpreted, under both standards."""
    content = renderer.render(
        DocumentKind.PV, record(candidate(last_name=last_name, first_name=first_name))
    ).content
    assert b"<pdfuaid:part>" in content
    found = squeezed(said(content))
    for name in (last_name, first_name):
        assert squeezed(clean(name)[:120]) in found
