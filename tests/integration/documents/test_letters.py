"""Letters of every script: drawn where a face has them, told where none has."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.integration.documents import pdf_reading, structure
from tests.unit.documents.records import CENTRE, FAMILY, FRAUD, candidate, record

from certui.documents import faces
from certui.documents.renderer import DocumentRenderer
from certui.documents.typesetting import BUILT_IN
from certui.domain.papers import DocumentKind, Undrawn
from certui.domain.text import clean

if TYPE_CHECKING:
    from pathlib import Path

PAPERS = (
    DocumentKind.PV,
    DocumentKind.ATTENDANCE,
    DocumentKind.DOOR,
    DocumentKind.LABELS,
    DocumentKind.NEEDS,
    DocumentKind.SLIPS,
)
SCRIPTS = {
    "Hangul": "김민준",
    "Han, simplified": "李小龙",
    "Han, traditional": "陳鑾",
    "kana": "さくら ヴ",
    "Thai": "ศิริพร ใจดี",
    "Devanagari": "श्रीकृष्ण त्रिपाठी",
    "Arabic": "محمد الأمين",
    "Persian": "گلپایگانی",
    "Hebrew": "דָּוִד כהן",
    "Cyrillic": "Ґалина Ёжикова",
    "Greek": "Ἑλένη",
    "Vietnamese": "Nguyễn Thị Hằng",
    "Yoruba": "Ẹ̀kọ́ Ṣọlá",
    "Georgian": "გიორგი",
    "Armenian": "Հայկ",
    "Ethiopic": "ኃይለ",
    "Tamil": "தமிழ்",
    "Bengali": "শ্রীমতী",
    "Khmer": "ស្រី",
    "Lao": "ລາວ",
    "Burmese": "မြန်မာ",
    "an emoji": "Zoé 😀",
}
# Egyptian hieroglyphs: no face of certui's has them.
NOWHERE = "𓀀"


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is installed without the extra of faces."""
    monkeypatch.setattr(faces, "_PACKAGES", ())


def standards(content: bytes) -> set[str]:
    """What a document declares."""
    with structure.read(content).pdf.open_metadata() as told:
        return {one for one in ("pdfuaid:part", "pdfaid:part") if one in told}


@pytest.mark.parametrize("script", SCRIPTS)
def test_names_of_every_script_are_drawn(script: str, renderer: DocumentRenderer) -> None:
    """In the name, bold, and in the first name, under both standards; nothing is told."""
    name = SCRIPTS[script]
    made = renderer.render(DocumentKind.DOOR, record(candidate(last_name=name, first_name=name)))
    assert made.undrawn == ()
    assert standards(made.content) == {"pdfuaid:part", "pdfaid:part"}


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("kind", PAPERS)
def test_what_no_face_draws_is_told_with_the_pupil(
    kind: DocumentKind, renderer: DocumentRenderer
) -> None:
    """Before and after; the paper declares no standard, has its tags, and all the other letters."""
    people = (
        candidate(1, last_name="李小龙", first_name="Bruce", extra=33),
        candidate(2, last_name="ABADIE", first_name="Zoé 😀", extra=33),
        *FAMILY,
    )
    made = renderer.render(kind, record(*people))
    told = (
        Undrawn(whose="李小龙 Bruce", letters=("李", "小", "龙")),
        Undrawn(whose="ABADIE Zoé 😀", letters=("😀",)),
    )
    assert made.undrawn == told
    assert renderer.preview(kind, record(*people)).undrawn == told
    assert standards(made.content) == set()
    read = structure.read(made.content)
    assert read.pdf.Root.MarkInfo.Marked
    said = read.root.text()
    assert all(one in said for one in ("Bruce", "ABADIE", "Zoé"))
    assert pdf_reading.read(made.content)


def test_a_text_that_is_no_pupils_is_told_by_itself(renderer: DocumentRenderer) -> None:
    """The centre, the room, an incident: once each, though the centre is at the foot too."""
    made = record(*FAMILY[:1], room=f"B {NOWHERE}", invigilators=f"Ada, {NOWHERE}x")
    incident = replace(FRAUD, candidate_id=1, text=f"Il a écrit {NOWHERE}", who="Ada")
    made = replace(made, centre=replace(CENTRE, name=f"Collège {NOWHERE}"), incidents=(incident,))
    told = renderer.render(DocumentKind.PV, made).undrawn
    assert [one.whose for one in told] == [
        f"{NOWHERE}x",
        f"B {NOWHERE}",
        f"Collège {NOWHERE}",
        f"Il a écrit {NOWHERE}",
    ]
    assert {one.letters for one in told} == {(NOWHERE,)}


def test_an_incident_does_not_tell_its_pupil_twice(renderer: DocumentRenderer) -> None:
    """The name stands in the table and in the report."""
    incident = replace(FRAUD, candidate_id=1, who="Ada")
    made = record(candidate(1, last_name=NOWHERE, first_name="Léo"))
    told = renderer.render(DocumentKind.PV, replace(made, incidents=(incident,))).undrawn
    assert told == (Undrawn(whose=f"{NOWHERE} Léo", letters=(NOWHERE,)),)


def test_a_mark_that_no_letter_bears_is_told(renderer: DocumentRenderer) -> None:
    """A letter and its marks are drawn by one face or not at all."""
    made = renderer.render(DocumentKind.DOOR, record(candidate(last_name="Q\U0001e000")))
    assert [one.whose for one in made.undrawn] == ["Q\U0001e000 Thomas"]
    assert standards(made.content) == set()


def test_what_nobody_sees_is_neither_drawn_nor_told(renderer: DocumentRenderer) -> None:
    """Bidi controls, joiners, variation selectors are in no name that is shown anywhere."""
    made = record(candidate(last_name="A\u202e\u200f\u2067B\u200d\u200c\ufe0f\ufeffC"))
    paper = renderer.render(DocumentKind.DOOR, made)
    assert paper.undrawn == ()
    assert standards(paper.content) == {"pdfuaid:part", "pdfaid:part"}
    assert "ABC" in structure.read(paper.content).root.text()


TEXTS = st.text(
    st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S"]), min_size=1, max_size=6
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example("\u0e47")
@example("A\u0301\u0323")
@example("\\u{41} `\"'")
@example("\U0001f1eb\U0001f1f7")
@given(TEXTS)
def test_what_is_told_before_is_what_is_found(renderer: DocumentRenderer, name: str) -> None:
    """Whatever the letters: told if and only if no standard is declared, on screen as on paper."""
    made = record(candidate(last_name=name, first_name="Léo"))
    paper = renderer.render(DocumentKind.DOOR, made)
    assert renderer.preview(DocumentKind.DOOR, made).undrawn == paper.undrawn
    assert bool(paper.undrawn) == (standards(paper.content) == set())
    assert all(one.whose == f"{clean(name)} Léo".strip() for one in paper.undrawn)
    assert all(letter in clean(name) for one in paper.undrawn for letter in one.letters)


def test_the_face_of_the_papers_has_what_is_called_usual(templates: Path) -> None:
    """In each of its styles, by itself: no other face is looked for, none can change a byte."""
    usual = "".join(
        one
        for one in map(chr, range(0x20, 0x2100))
        if faces.are_usual(one) and clean(one) == one and one.isprintable()
    )
    assert len(usual) > 400
    alone = '#import "certui.typ": data\n#set document(title: "-")\n#set text(lang: "fr")\n'
    alone += '#set text(font: "Libertinus Serif", fallback: false)\n'
    alone += "#for one in data.candidates { one.last_name + strong(one.last_name) }"
    (templates / "porte.typ").write_text(alone, "utf-8")
    people = [candidate(at, last_name=usual[at : at + 100]) for at in range(0, len(usual), 100)]
    made = DocumentRenderer(templates).render(DocumentKind.DOOR, record(*people))
    assert made.undrawn == ()
    fonts = set(re.findall(rb"/BaseFont/[A-Z]{6}\+(\w+)-", made.content))
    assert fonts == {b"LibertinusSerif"}


@pytest.mark.parametrize("kind", PAPERS)
def test_a_french_paper_has_the_same_bytes_with_and_without_the_extra(
    kind: DocumentKind, renderer: DocumentRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More faces change nothing of what the face of the papers draws."""
    made = renderer.render(kind, record(*FAMILY)).content
    monkeypatch.setattr(faces, "_PACKAGES", ())
    assert renderer.render(kind, record(*FAMILY)).content == made


def test_a_centres_own_template_draws_them_and_tells_them_too(
    templates: Path, renderer: DocumentRenderer
) -> None:
    """In its child: the extra's faces are there, what none has is told, and its own letters."""
    own = '#import "certui.typ": *\n#show: paper\n#for one in data.candidates { one.last_name }\n'
    (templates / "porte.typ").write_text(own, "utf-8")
    people = (candidate(1, last_name="李小龙"), candidate(2, last_name="김민준"))
    made = renderer.render(DocumentKind.DOOR, record(*people))
    assert made.undrawn == ()
    assert standards(made.content) == {"pdfuaid:part", "pdfaid:part"}
    people = (candidate(1, last_name=NOWHERE), FAMILY[0])
    (templates / "porte.typ").write_text(f"{own}\n{chr(0x13001)}", "utf-8")
    told = (Undrawn(whose=f"{NOWHERE} Thomas", letters=(NOWHERE,)),)
    assert renderer.preview(DocumentKind.DOOR, record(*people)).undrawn == told
    found = renderer.render(DocumentKind.DOOR, record(*people))
    assert found.undrawn == (*told, Undrawn(whose="", letters=("\U00013001",)))
    assert standards(found.content) == set()


@pytest.mark.parametrize("own", [False, True])
def test_half_of_the_extra_is_better_than_none(
    templates: Path, renderer: DocumentRenderer, monkeypatch: pytest.MonkeyPatch, *, own: bool
) -> None:
    """A family that is not installed refuses nobody's template: certui asked for it."""
    monkeypatch.setattr(faces, "_PACKAGES", faces._PACKAGES[:1])
    if own:
        content = (BUILT_IN / "porte.typ").read_text("utf-8")
        (templates / "porte.typ").write_text(content, "utf-8")
    people = (candidate(1, last_name="ไทย"), candidate(2, last_name="李"))
    told = renderer.render(DocumentKind.DOOR, record(*people)).undrawn
    assert told == (Undrawn(whose="李 Thomas", letters=("李",)),)


def test_a_faulty_folder_of_the_centres_does_not_hide_what_a_document_says(
    templates: Path, renderer: DocumentRenderer
) -> None:
    """What is wrong with a template is told when the document is made."""
    (templates / "porte.typ").symlink_to(templates / "nowhere.typ")
    for number in range(501):
        (templates / f"{number}.txt").touch()
    shown = renderer.preview(DocumentKind.DOOR, record(candidate(last_name=NOWHERE)))
    assert (len(shown.rows), shown.undrawn) == (1, ())
