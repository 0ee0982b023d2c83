"""Names of every script are read in the order in which they are spoken, whoever walks the tags."""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.integration.documents import structure
from tests.integration.documents.test_letters import SCRIPTS
from tests.unit.documents.records import FAMILY, FRAUD, candidate, many, record

from certui.documents import reading_order
from certui.domain.papers import DocumentKind
from certui.domain.text import clean

if TYPE_CHECKING:
    from pathlib import Path

    from certui.documents.renderer import DocumentRenderer
    from certui.domain.models import Candidate

TABLES = (DocumentKind.PV, DocumentKind.ATTENDANCE, DocumentKind.DOOR, DocumentKind.NEEDS)
CARDS = (DocumentKind.LABELS, DocumentKind.SLIPS)
NAMES = (
    *SCRIPTS.values(),
    "DUPONT محمد",
    "محمد DUPONT علي",
    "محمد",
    "محمد بن عبد الله",
    "عبد الله بن محمد",  # the letters of the one before, in another order
    "الأمين-الحسن",
    "محمد 2",
    "12 محمد",
    "COHEN (כהן) דוד",
    "بيير-Jean",
    "كريم, سارة",
)


def people(*names: str) -> list[Candidate]:
    """One candidate a name, which is the first name too."""
    return [
        candidate(rank, last_name=name, first_name=name, class_name=name[:12], extra=33)
        for rank, name in enumerate(names, start=1)
    ]


@pytest.mark.parametrize("kind", TABLES)
def test_a_cell_is_read_as_its_name_is_spoken(
    kind: DocumentKind, renderer: DocumentRenderer
) -> None:
    """Letter by letter as it was typed, in every table, in bold and not."""
    root = structure.read(renderer.render(kind, record(*people(*NAMES))).content).root
    rows = [row for table in root.all("TBody") for row in table.all("TR")]
    for row, name in zip(rows, NAMES, strict=False):
        cells = [cell.text() for cell in row.all("TH", "TD")]
        assert cells[1:3] == [clean(name), clean(name)]
        assert name[:12].strip() in cells


@pytest.mark.parametrize("kind", CARDS)
def test_a_card_is_read_as_its_name_is_spoken(
    kind: DocumentKind, renderer: DocumentRenderer
) -> None:
    """Names by themselves, not in a cell."""
    root = structure.read(renderer.render(kind, record(*people(*NAMES))).content).root
    said = root.text()
    for name in NAMES:
        assert said.count(clean(name)) >= 2, name


LONG = (
    "عبدالرحمنعبداللطيفعبدالعزيز",
    "عبد الرحمن بن عبد اللطيف بن عبد العزيز الأندلسي",
    "บุญประเสริฐศักดิ์สิทธิ์วัฒนา",
    "चन्द्रशेखरवेङ्कटरामन्सुब्रह्मण्यम्",
    "김이박최정강조윤장임한오서신권황안송류홍",
    "司馬欧陽諸葛上官夏侯東方皇甫尉遅公羊",
    "אברהםיצחקיעקבמשהאהרןדוד",
)


@pytest.mark.parametrize("kind", [DocumentKind.PV, DocumentKind.ATTENDANCE])
def test_a_long_name_is_whole_and_inside_its_cell(
    kind: DocumentKind, renderer: DocumentRenderer
) -> None:
    """No letter is cut from its marks, no word from its joints: it is smaller, or on two lines."""
    made = structure.read(renderer.render(kind, record(*people(*LONG))).content)
    rows = made.root.all("TBody")[0].all("TR")
    for row, name in zip(rows, LONG, strict=False):
        last, first, born = row.all("TH", "TD")[1:4]
        assert (last.text(), first.text()) == (clean(name), clean(name))
        ends = [max(run.right for run in cell.runs()) for cell in (last, first)]
        begin = [min(run.left for run in cell.runs()) for cell in (first, born)]
        assert ends[0] < begin[0]
        assert ends[1] < begin[1]


def test_a_sentence_is_read_in_its_order(renderer: DocumentRenderer) -> None:
    """Who, what, by whom: a name does not trade places with the words after it."""
    incident = replace(FRAUD, candidate_id=1, text="ضحك 3 fois", who="سارة")
    made = record(candidate(1, last_name="DUPONT", first_name="محمد"), room="ساحة 4")
    made = replace(made, incidents=(incident,))
    paper = renderer.render(DocumentKind.PV, made)
    assert paper.undrawn == ()
    root = structure.read(paper.content).root
    said = root.text().replace("\u200e", "")
    assert ": DUPONT محمد — ضحك 3 fois (signalé par سارة)" in said.replace("\u00a0", " ")
    assert "ساحة 4" in said
    sentence = next(one for one in root.all("P") if "signalé" in one.text())
    drawn = [min(run.left for run in one.runs()) for one in sentence.all("Span")[:2]]
    assert drawn == sorted(drawn)


def test_a_name_has_the_language_of_its_script(renderer: DocumentRenderer) -> None:
    """A voice that speaks it is chosen; what stood for the run is in the file no more."""
    made = record(*people("محمد", "דוד", "श्री")).candidates
    content = renderer.render(DocumentKind.DOOR, record(*made)).content
    spans = {one.text(): one.language for one in structure.read(content).root.all("Span")}
    assert {"محمد": "ar", "דוד": "he", "श्री": ""}.items() <= spans.items()
    assert b"/Lang(q" not in content
    drawn = [part.split(b"stream\n", 1)[-1] for part in content.split(b"\nendstream")]
    for one in drawn:
        if one[:1] == b"x":
            assert b"/Lang(q" not in zlib.decompressobj().decompress(one)


def test_a_centres_own_template_is_read_so_too(templates: Path, renderer: DocumentRenderer) -> None:
    """As soon as it takes its page from certui."""
    own = (
        '#import "certui.typ": *\n#show: paper\n#for one in data.candidates { par(one.last_name) }'
    )
    (templates / "porte.typ").write_text(own, "utf-8")
    made = renderer.render(DocumentKind.DOOR, record(*people("DUPONT محمد", "כהן דוד")))
    said = [one.text() for one in structure.read(made.content).root.all("P")]
    assert said == ["DUPONT محمد", "כהן דוד"]


RUNS = st.text(st.sampled_from("محسنאבגדไทยดีि ABC-2.(ẹ\u0301"), min_size=1, max_size=14)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example("א ,ב")
@given(RUNS)
def test_the_library_finds_the_runs_that_the_tags_are_told_of(
    renderer: DocumentRenderer, name: str
) -> None:
    """One expression, two readers of it: each run that is found here is an element there."""
    made = renderer.render(DocumentKind.DOOR, record(candidate(last_name=name))).content
    row = structure.read(made).root.all("TBody")[0].all("TR")[0]
    found = [one.text() for one in row.all("TH", "TD")[1].all("Span")]
    runs = [*reading_order.runs([clean(name)])]
    # Said once here, and wherever it stands there.
    assert list(dict.fromkeys(found)) == runs


@pytest.mark.parametrize(
    ("held", "spoken"),
    [
        ("1", True),
        ("1 2", True),
        ("<</Type/MCR/Pg 5 0 R/MCID 1>> 2", True),
        ("1 3", False),
        ("1 4 0 R", False),
        ("4 0 R", False),
        ("", False),
    ],
)
def test_only_an_element_that_is_one_run_gets_its_words(held: str, spoken: bool) -> None:
    """What holds other text too, or other elements, would lose it to who listens."""
    element = f"7 0 obj\n<</Type/StructElem/S/Span/P 2 0 R/K[{held}]/Pg 5 0 R>>\nendobj\n".encode()
    runs = {(5, 1): "א", (5, 2): "א"}
    made = reading_order._spoken(element, runs)
    assert (b"/Lang(he)/ActualText<FEFF05D0>" in made) is spoken
    assert spoken or made == element


def test_every_run_has_a_language_of_its_own() -> None:
    """More of them than any session has names."""
    codes = reading_order.runs("א" * count for count in range(1, 2000))
    assert len(set(codes.values())) == 1999
    assert all("qaa" <= language <= "qtz" for language, _ in codes.values())
    assert all(len(region) == 2 and region.isupper() for _, region in codes.values())


@pytest.mark.parametrize("kind", TABLES)
def test_french_papers_are_left_as_they_are(kind: DocumentKind, renderer: DocumentRenderer) -> None:
    """No element more, no byte."""
    content = renderer.render(kind, record(*FAMILY, *many(3))).content
    assert reading_order.mark(content, ["Élève"]) is content
    spans = structure.read(content).root.all("Span")
    assert not any(one.spoken or one.language for one in spans)
