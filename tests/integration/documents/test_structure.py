"""What a screen reader meets in a paper, and what the eye sees in it: tags, words, places."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.integration.documents import structure
from tests.unit.documents.records import ARRIVAL, FAMILY, FRAUD, candidate, many, record

from certui.domain.models import IncidentCategory, SessionState
from certui.domain.papers import DocumentKind

if TYPE_CHECKING:
    from certui.documents.renderer import DocumentRenderer
    from certui.domain.models import Candidate

PAPERS = (
    DocumentKind.PV,
    DocumentKind.ATTENDANCE,
    DocumentKind.KIT,
    DocumentKind.DOOR,
    DocumentKind.LABELS,
    DocumentKind.NEEDS,
    DocumentKind.SLIPS,
)
SIGNED = PAPERS[:3]
LISTS = (DocumentKind.PV, DocumentKind.ATTENDANCE)
LONG = (
    "VANDENBROUCK",
    "BENABDERRAHMANE",
    "RAKOTOARIMANANA",
    "RANDRIANASOLOMANANTSOA",
    "WOLFESCHLEGELSTEINHAUSENBERGERDORFF",
    "DE LA ROCHEFOUCAULD-MONTMORENCY",
    "NGUYỄN PHƯỚC BẢO NGỌC",
)
# What leads from a document to a paragraph or a cell; nothing else holds text.
HOLDERS = {"Document", "Div", "Table", "THead", "TBody", "TFoot", "TR", "L", "LI", "Root"}


def people(*names: str) -> tuple[Candidate, ...]:
    """One candidate a name."""
    return tuple(candidate(rank, last_name=name) for rank, name in enumerate(names, start=1))


def read(
    renderer: DocumentRenderer,
    kind: DocumentKind,
    *candidates: Candidate,
    **changes: Any,
) -> structure.Read:
    """A paper of session 208, read again."""
    return structure.read(renderer.render(kind, record(*candidates, **changes)).content)


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("count", [0, 1, 32])
def test_every_header_says_what_it_heads(
    kind: DocumentKind, count: int, renderer: DocumentRenderer
) -> None:
    """Each TH has a scope, each row of cells a name before anything else is read of it."""
    root = read(renderer, kind, *many(count)).root
    for header in root.all("TH"):
        assert header.scope in {"Row", "Column"}
    for table in root.all("Table"):
        headings, *rows = table.all("TR")
        assert {one.scope for one in headings.all("TH", "TD")} == {"Column"}
        for row in rows:
            cells = row.all("TH", "TD")
            assert len(cells) == len(headings.all("TH"))
            # A row left empty, to be filled in by hand, has no name.
            assert bool(row.text()) == ("TH" in [one.tag for one in cells])


@pytest.mark.parametrize(
    ("kind", "names", "rest"), [(DocumentKind.PV, (1, 2), 3), (DocumentKind.ATTENDANCE, (1, 2), 3)]
)
def test_a_cell_is_read_with_the_name_of_its_candidate(
    kind: DocumentKind, names: tuple[int, ...], rest: int, renderer: DocumentRenderer
) -> None:
    """Name and first name head the row; each cell has its own text and no other."""
    rows = read(renderer, kind, *FAMILY).root.all("TBody")[0].all("TR")
    cells = [row.all("TH", "TD") for row in rows]
    for row, one in zip(cells, FAMILY, strict=False):
        assert [at for at, cell in enumerate(row) if cell.tag == "TH"] == list(names)
        assert {row[at].scope for at in names} == {"Row"}
        assert [row[at].text() for at in names] == [one.person.last_name, one.person.first_name]
        assert row[rest].text() == "20/05/2011"


@pytest.mark.parametrize("kind", PAPERS)
def test_no_label_is_empty_and_no_words_are_glued(
    kind: DocumentKind, renderer: DocumentRenderer
) -> None:
    """A label says something; what stands apart on the paper stands in elements of its own."""
    made = replace(
        record(*FAMILY),
        incidents=(FRAUD, replace(FRAUD, id=2, candidate_id=1, text="Il a ri.")),
    )
    root = structure.read(renderer.render(kind, made).content).root
    assert all(one.text().strip() for one in root.all("Lbl", "LBody", "P", "H1", "H2", "TH"))
    pending: list[structure.Element] = [root]
    while pending:
        one = pending.pop()
        inner = [child for child in one.children if isinstance(child, structure.Element)]
        if one.tag in HOLDERS - {"Div"}:
            assert len(inner) == len(one.children), one
        if one.tag in {"Document", "Div"}:
            # Two spans beside each other would be one word.
            spans = [child.tag in {"Span", "Strong"} for child in inner]
            assert not any(all(two) for two in pairwise(spans)), one.text()
        pending += inner


@pytest.mark.parametrize("kind", PAPERS)
def test_all_that_is_drawn_is_tagged_or_decoration(
    kind: DocumentKind, renderer: DocumentRenderer
) -> None:
    """Each marked content is in the structure once; the foot of a page is decoration."""
    made = read(renderer, kind, *many(32))
    tagged = [id(run) for run in made.root.runs()]
    assert len(tagged) == len(set(tagged))
    assert set(tagged) == {id(run) for run in made.runs if run.mcid is not None}
    bare = "".join(run.text for run in made.runs if run.mcid is None)
    assert "Page 1/" in bare


@pytest.mark.parametrize("kind", PAPERS)
def test_the_rules_of_both_standards_that_need_no_judge(
    kind: DocumentKind, renderer: DocumentRenderer
) -> None:
    """Tagged, titled, in French; fonts embedded with their letters; nothing that acts; no secret.

    ISO 14289-1 7.1, 7.2, 7.18, 7.21; ISO 19005-2 6.1.3, 6.2.11, 6.5, 6.6.2, 6.7.
    """
    pdf = read(renderer, kind, *FAMILY).pdf
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "fr-FR"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert "/OpenAction" not in pdf.Root
    assert "/AA" not in pdf.Root
    assert not pdf.is_encrypted
    with pdf.open_metadata() as told:
        assert told["pdfuaid:part"] == "1"
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "A")
        assert "208" in str(told["dc:title"])
    assert str(pdf.docinfo["/Title"]) == str(told["dc:title"])
    assert [str(one.S) for one in pdf.Root.OutputIntents] == ["/GTS_PDFA1"]
    for page in pdf.pages:
        assert str(page.Tabs) == "/S" or "/Annots" not in page
        for font in page.Resources.get("/Font", {}).values():
            assert "/ToUnicode" in font
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys())
    tree = pdf.Root.StructTreeRoot
    assert "/ParentTree" in tree
    assert not [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/JS" in one]


@pytest.mark.parametrize("kind", LISTS)
def test_a_long_name_is_whole_where_it_is_read_and_inside_its_cell(
    kind: DocumentKind, renderer: DocumentRenderer
) -> None:
    """A word is never parted while a smaller one fits, and parted in lines, never in letters."""
    made = read(renderer, kind, *people(*LONG))
    rows = made.root.all("TBody")[0].all("TR")
    for row, name in zip(rows, LONG, strict=False):
        cell, following = row.all("TH", "TD")[1:3]
        assert cell.text() == name
        drawn = list(cell.runs())
        assert len(drawn) <= 4
        assert max(run.right for run in drawn) < min(run.left for run in following.runs())
    for whole in LONG[:3]:
        assert whole in [run.text for run in made.runs]


# Wide letters, narrow ones, those that kerning moves, accents, and some of another font.
NAMES = st.lists(
    st.text(st.sampled_from("WMÉLTAVYFifl’. -ŸŒÇÎẾŘ1"), min_size=1, max_size=40),
    min_size=12,
    max_size=12,
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(NAMES)
def test_no_row_runs_into_the_next(renderer: DocumentRenderer, names: list[str]) -> None:
    """Rows whose height is reckoned are as high as what stands in them."""
    candidates = [
        candidate(rank, last_name=name, first_name=other, birth_city=name[::2])
        for rank, (name, other) in enumerate(zip(names, names[::-1], strict=True), start=1)
    ]
    for kind in (DocumentKind.PV, DocumentKind.DOOR):
        rows = read(renderer, kind, *candidates).root.all("TBody")[0].all("TR")
        for row, following in pairwise(list(one.runs()) for one in rows):
            assert max(run.right for run in row) <= 195.1
            if row[0].page == following[0].page:
                gap = min(run.top for run in following) - max(run.top for run in row)
                # From one line's foot to the next one's: two insets, and a capital made smaller.
                assert gap >= 3 + 1.5


@pytest.mark.parametrize("kind", LISTS)
def test_headings_of_columns_never_touch(kind: DocumentKind, renderer: DocumentRenderer) -> None:
    """Two millimetres between them at least, whether or not tests have ended."""
    ended = replace(FAMILY[0], started_at=ARRIVAL, ended_at=ARRIVAL)
    for candidates in (FAMILY, (ended, *FAMILY[1:])):
        headings = read(renderer, kind, *candidates).root.all("THead")[0].all("TH")
        for one, following in pairwise(headings):
            gap = min(run.left for run in following.runs()) - max(run.right for run in one.runs())
            assert gap >= 2, (one.text(), following.text())


@pytest.mark.parametrize("kind", SIGNED)
def test_nothing_leaves_the_page_or_is_cut_that_has_room(
    kind: DocumentKind, renderer: DocumentRenderer
) -> None:
    """A long site, a long room and four invigilators are written whole, on the paper."""
    site = "Cité scolaire Jean-Baptiste-Poquelin, bâtiment C"
    room = "Salle informatique du deuxième étage"
    four = "Camille Benhamur, Ali Ben Salah, Marie-Hélène de la Rochefoucauld, Jo Vandenbrouck"
    made = read(renderer, kind, *FAMILY, site=site, room=room, invigilators=four)
    said = made.root.text()
    assert all(value in said for value in (site, room, four))
    assert "…" not in said
    assert all(run.left >= 14.9 and run.right <= 195.1 for run in made.runs)


def test_who_signs_has_a_place_of_their_own(renderer: DocumentRenderer) -> None:
    """Four invigilators sign in four places, and never on a page without what they sign."""
    for count in range(20, 36):
        made = read(renderer, DocumentKind.PV, *many(count), invigilators="Ada, Bea, Cy et Dan")
        said = made.root.text()
        assert said.count("Date et signature") == 4
        last = max(run.page for run in made.runs)
        on_last = "".join(
            run.text for run in made.runs if run.page == last and run.mcid is not None
        )
        assert "Procès-verbal de la session n°\u00a0208" in on_last
        assert f"{count}\u00a0candidats inscrits" in on_last


def test_an_incident_is_a_sentence(renderer: DocumentRenderer) -> None:
    """On as many lines as it takes, not on one line a word; a fraud is signed by whom it names."""
    fraud = replace(FRAUD, candidate_id=1, text="Il a lu ses notes ; il le dit.", who="Ada")
    other = replace(FRAUD, id=2, category=IncidentCategory.SOFTWARE, text="Écran noir")
    made = replace(record(*FAMILY), incidents=(fraud, other))
    root = structure.read(renderer.render(DocumentKind.PV, made).content).root
    said = [one for one in root.all("P") if "15\u00a0h\u00a031" in one.text()]
    assert [one.text() for one in said] == [
        (
            "C6 Suspicion de fraude, 15\u00a0h\u00a031\u00a0: ABADIE Zoé"
            " — Il a lu ses notes\u202f; il le dit. (signalé par Ada)"
        ),
        (
            "E9 Problème de logiciel, 15\u00a0h\u00a031\u00a0: toute la session"
            " — Écran noir (signalé par Ada)"
        ),
    ]
    assert all(len({run.top for run in one.runs()}) == 1 for one in said)
    assert root.text().count("Signature du candidat") == 1
    assert root.text().count("refuse de signer") == 1


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("state", list(SessionState))
def test_french_signs_are_never_left_by_their_word(
    kind: DocumentKind, state: SessionState, renderer: DocumentRenderer
) -> None:
    """U+202F before ; ! ? and inside quotation marks, U+00A0 before a colon and after n°."""
    notes = "Attention : deux postes ; « B12 » et « B13 » en panne !"
    incidents = (replace(FRAUD, text=notes),)
    made = replace(record(*FAMILY[:3], state=state, notes=notes), incidents=incidents)
    drawn = structure.read(renderer.render(kind, made).content).runs
    for run in drawn:
        assert not re.search(r" [;!?:»%]|« |n° ", run.text), run.text


@pytest.mark.parametrize("kind", PAPERS)
def test_a_form_is_black_on_white(kind: DocumentKind, renderer: DocumentRenderer) -> None:
    """No ground, no grey, no line thinner than four dots of a printer at 600 dpi."""
    pdf = read(renderer, kind, *FAMILY).pdf
    for page in pdf.pages:
        for operands, operator in cast("Any", pikepdf.parse_content_stream(page)):
            name = str(operator)
            values = (
                [float(one) for one in operands if not isinstance(one, pikepdf.Name)]
                if (name in {"sc", "scn", "SC", "SCN", "g", "G", "rg", "RG", "w"})
                else []
            )
            if name == "w":
                assert values[0] >= 0.4
            else:
                assert not any(values), (name, values)


def test_a_sheet_has_rows_for_those_who_come_unannounced(renderer: DocumentRenderer) -> None:
    """Three below the last; a whole sheet of them where nobody is enrolled."""
    for count, rows in ((0, 20), (1, 4), (20, 23), (21, 24)):
        root = read(renderer, DocumentKind.ATTENDANCE, *many(count)).root
        made = [row for table in root.all("Table") for row in table.all("TR")[1:]]
        assert len(made) == rows
        assert sum(bool(row.text()) for row in made) == count


def test_a_sheet_has_the_number_and_the_extra_time_and_is_counted_by_hand(
    renderer: DocumentRenderer,
) -> None:
    """The invigilator counts who came."""
    root = read(renderer, DocumentKind.ATTENDANCE, *FAMILY).root
    second = root.all("TBody")[0].all("TR")[1].all("TH", "TD")
    assert (second[0].text(), second[5].text()) == ("2", "33\u00a0%")
    assert "Inscrits\u00a0: 6" in root.text()
    assert re.search("Présents\u00a0:.*Absents\u00a0:", root.text())


@pytest.mark.parametrize("kind", [DocumentKind.DOOR, DocumentKind.LABELS, DocumentKind.SLIPS])
def test_what_hangs_or_lies_about_tells_no_secret(
    kind: DocumentKind, renderer: DocumentRenderer
) -> None:
    """Every name, and neither birth dates nor who has extra time; the code on slips alone."""
    said = read(renderer, kind, *FAMILY).root.text()
    assert all(one.person.last_name in said for one in FAMILY)
    assert not re.search(r"20/05/2011|%", said)
    assert ("BCDF23" in said) == (kind is DocumentKind.SLIPS)


def test_the_page_of_adjustments_has_those_who_need_one(renderer: DocumentRenderer) -> None:
    """By the number that they have on the other papers, with how long their test lasts."""
    people = (*FAMILY[:2], replace(FAMILY[2], accessibility=True))
    rows = read(renderer, DocumentKind.NEEDS, *people).root.all("TBody")[0].all("TR")
    assert [[cell.text() for cell in row.all("TH", "TD")] for row in rows] == [
        [
            *("2", "DE LA TOUR D’AUVERGNE-LAURAGUAIS", "Jean-Baptiste", "3EB"),
            *("33\u00a0%", "2\u00a0h\u00a020", ""),
        ],
        [*("3", "N’GUESSAN", "Aïssatou", "3EB"), *("", "1\u00a0h\u00a045", "test accessible")],
    ]


def test_a_long_place_stays_on_its_slip(renderer: DocumentRenderer) -> None:
    """Site and room of two lines each below names of two: smaller, and above the line to cut."""
    site = "Annexe du lycée professionnel Jean-Baptiste-Poquelin, 12 rue de la République"
    room = "Salle informatique du deuxième étage du bâtiment des sciences, au fond du couloir"
    names = [f"{name} {name}" for name in LONG]
    held = record(*people(*names))
    held = replace(held, session=replace(held.session, site=site, room=room))
    drawn = structure.read(renderer.render(DocumentKind.SLIPS, held).content)
    assert drawn.root.text().count("couloir") == len(names)
    for page in range(max(run.page for run in drawn.runs) + 1):
        runs = [run for run in drawn.runs if run.page == page and run.mcid is not None]
        heads = [run.top for run in runs if run.text == "Numéro de session"]
        # A slip is 54 mm high, 5 mm of them below its text, 5 mm off the next.
        last = [max(run.top for run in runs if run.top < head + 54) for head in heads]
        assert all(end - head <= 44 for head, end in zip(heads, last, strict=True))


@pytest.mark.parametrize(
    ("kind", "most"), [(DocumentKind.LABELS, 8), (DocumentKind.SLIPS, 4), (DocumentKind.DOOR, 99)]
)
def test_cards_are_whole_and_names_stay_on_them(
    kind: DocumentKind, most: int, renderer: DocumentRenderer
) -> None:
    """The longest names too; no card goes on to the next page."""
    made = read(renderer, kind, *people(*LONG, *LONG))
    said = made.root.text()
    assert all(said.count(name) >= 2 for name in LONG)
    assert all(run.right <= 195.1 for run in made.runs)
    assert all(run.top <= 280 for run in made.runs if run.mcid is not None)
    # The title stands off the first of them.
    if kind is not DocumentKind.DOOR:
        first = next(run for run in made.runs if run.text in LONG)
        assert first.top - made.runs[0].top >= 15
    for page in range(max(run.page for run in made.runs) + 1):
        firsts = [run for run in made.runs if run.page == page and run.text == "Thomas"]
        assert len(firsts) <= most
