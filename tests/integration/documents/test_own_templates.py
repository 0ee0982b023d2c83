"""A centre's own template: it wins, sees its own folder alone, and fails in one sentence."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from tests.integration.documents import pdf_reading
from tests.unit.documents.records import FAMILY, record

from certui import errors
from certui.documents import typesetting
from certui.services.documents import DocumentKind
from certui.wording import refusals

if TYPE_CHECKING:
    from certui.documents.renderer import DocumentRenderer

HEAD = '#import "certui.typ": *\n#show: paper\n'


def render(renderer: DocumentRenderer, kind: DocumentKind = DocumentKind.PV) -> str:
    """What the document says with the templates that are there."""
    return pdf_reading.text(renderer.render(kind, record(*FAMILY)))


@pytest.mark.parametrize(
    "kind", [DocumentKind.PV, DocumentKind.ATTENDANCE, DocumentKind.KIT], ids=lambda one: one.value
)
def test_a_centres_template_wins_and_the_others_stay(
    kind: DocumentKind, templates: Path, renderer: DocumentRenderer
) -> None:
    """One file replaces one document."""
    (templates / f"{kind.value}.typ").write_text(
        f"{HEAD}#data.title — #data.centre.uai — à notre façon", "utf-8"
    )
    assert "— 0690001A — à notre façon" in render(renderer, kind)
    other = DocumentKind.KIT if kind is DocumentKind.PV else DocumentKind.PV
    assert "à notre façon" not in render(renderer, other)


def test_a_copy_of_certuis_own_template_works_as_it_is(
    templates: Path, renderer: DocumentRenderer
) -> None:
    """What the documentation tells people to begin with."""
    before = render(renderer)
    shutil.copy(typesetting.BUILT_IN / "pv.typ", templates)
    assert render(renderer) == before


def test_a_template_may_use_the_files_beside_it(
    templates: Path, renderer: DocumentRenderer
) -> None:
    """A logo and a part in a folder below."""
    (templates / "parts").mkdir()
    (templates / "parts" / "a.typ").write_text("#let hello = [Bonjour]", "utf-8")
    (templates / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9"/></svg>'
    )
    (templates / "pv.typ").write_text(
        f'{HEAD}#import "parts/a.typ": hello\n#hello #image("logo.svg", alt: "Logo")', "utf-8"
    )
    assert "Bonjour" in render(renderer)


@pytest.mark.parametrize(
    ("body", "line", "reason"),
    [
        ("#foo", 3, "unknown variable: foo"),
        ("= A\n#table(", 4, "unclosed delimiter"),
        ('\n\n\n#panic("non")', 6, "panicked with: non"),
        ("#data.nowhere", 3, 'dictionary does not contain key "nowhere"'),
        ('#image("logo.svg")', 3, "file not found"),
        ("#facts(1)", 3, "type integer has no method `map`"),
        ("#while 1 < 2 {}", 3, "condition is always true"),
        ("#let f(n) = f(n + 1)\n#f(1)", 3, "maximum function call depth exceeded"),
    ],
)
def test_a_broken_template_is_refused_with_its_line(
    body: str, line: int, reason: str, templates: Path, renderer: DocumentRenderer
) -> None:
    """The file is the centre's, the line the one to mend, the words typst's."""
    own = templates / "pv.typ"
    own.write_text(HEAD + body, "utf-8")
    with pytest.raises(errors.TemplateFaulty) as caught:
        render(renderer)
    assert caught.value.facts["path"] == own
    assert caught.value.facts["line"] == line
    assert reason in str(caught.value.facts["reason"])
    sentence = refusals.sentence(caught.value)
    assert f", ligne {line}\u00a0: «" in sentence
    assert "\n" not in sentence


def test_a_fault_in_a_file_beside_the_template_is_said_to_be_there(
    templates: Path, renderer: DocumentRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From whatever folder certui was started."""
    (templates / "part.typ").write_text("#let f(x) = [\n#x.foo ]", "utf-8")
    (templates / "pv.typ").write_text(f'{HEAD}#import "part.typ": f\n#f(1)', "utf-8")
    for folder in (Path("/"), templates.parent):
        monkeypatch.chdir(folder)
        with pytest.raises(errors.TemplateFaulty) as caught:
            render(renderer)
        assert caught.value.facts["path"] == templates / "part.typ"
        assert caught.value.facts["line"] == 2


def test_a_document_without_alternative_text_is_refused(
    templates: Path, renderer: DocumentRenderer
) -> None:
    """A centre's template is held to the same standards as certui's."""
    (templates / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9"/></svg>'
    )
    (templates / "pv.typ").write_text(f'{HEAD}#image("logo.svg")', "utf-8")
    with pytest.raises(errors.TemplateFaulty) as caught:
        render(renderer)
    assert "missing alt text" in str(caught.value.facts["reason"])
    assert caught.value.facts["line"] == 3


@pytest.mark.parametrize("package", ["@preview/cetz:0.3.0", "@local/ours:1.0.0"])
def test_a_package_is_refused_before_the_network_is_asked(
    package: str, templates: Path, renderer: DocumentRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A school's firewall would keep certui waiting for a minute."""
    monkeypatch.setattr(typesetting, "_compile", _must_not_compile)
    (templates / "pv.typ").write_text(
        f'{HEAD}// "@preview/commented:1.0.0" is no import\n#import "{package}": x', "utf-8"
    )
    with pytest.raises(errors.TemplateNeedsPackage) as caught:
        render(renderer)
    assert caught.value.facts == {"path": templates / "pv.typ", "line": 4, "package": package}


def _must_not_compile(*_: object) -> NoReturn:
    raise AssertionError


def test_a_package_asked_in_a_roundabout_way_is_refused_too(
    templates: Path, renderer: DocumentRenderer
) -> None:
    """There is nowhere for typst to look for packages."""
    (templates / "pv.typ").write_text(f'{HEAD}#import "@local" + "/ours:1.0.0": x', "utf-8")
    with pytest.raises(errors.TemplateNeedsPackage) as caught:
        render(renderer)
    assert caught.value.facts["line"] == 3


@pytest.mark.parametrize("wanted", ["../secret.txt", "../../../../etc/passwd"])
def test_a_template_reads_nothing_outside_its_folder(
    wanted: str, templates: Path, renderer: DocumentRenderer
) -> None:
    """Even a file that is there."""
    (templates.parent / "secret.txt").write_text("secret", "utf-8")
    (templates / "pv.typ").write_text(f'{HEAD}#read("{wanted}")', "utf-8")
    with pytest.raises(errors.TemplateReachesOut) as caught:
        render(renderer)
    assert caught.value.facts == {"path": templates / "pv.typ", "line": 3, "wanted": wanted}


def test_an_absolute_path_stays_inside_the_folder(
    templates: Path, renderer: DocumentRenderer
) -> None:
    """For a template, / is its own folder."""
    (templates / "pv.typ").write_text(f'{HEAD}#read("/etc/passwd")', "utf-8")
    with pytest.raises(errors.TemplateFaulty, match="file not found"):
        render(renderer)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"\xff\xfe\x00", "not-utf8"), (b" " * 1_000_001, "too-large")],
)
def test_a_file_that_is_no_template_is_refused(
    content: bytes, reason: str, templates: Path, renderer: DocumentRenderer
) -> None:
    """Before typst sees it."""
    (templates / "pv.typ").write_bytes(content)
    with pytest.raises(errors.TemplateUnreadable) as caught:
        render(renderer)
    assert caught.value.facts == {"path": templates / "pv.typ", "reason": reason}


def test_a_folder_a_pipe_and_a_dangling_link_are_refused(
    templates: Path, renderer: DocumentRenderer
) -> None:
    """What stands in the template's place is never passed over in silence, nor waited for."""
    own = templates / "pv.typ"
    own.mkdir()
    with pytest.raises(errors.TemplateUnreadable):
        render(renderer)
    own.rmdir()
    os.mkfifo(own)
    with pytest.raises(errors.TemplateUnreadable) as caught:
        render(renderer)
    assert caught.value.facts["reason"] == "not-regular"
    own.unlink()
    own.symlink_to(templates / "gone.typ")
    with pytest.raises(errors.TemplateUnreadable):
        render(renderer)


def test_a_document_without_a_title_is_refused_without_a_line(
    templates: Path, renderer: DocumentRenderer
) -> None:
    """What is missing stands nowhere."""
    (templates / "pv.typ").write_text('#set text(lang: "fr")\nBonjour', "utf-8")
    with pytest.raises(errors.TemplateFaulty) as caught:
        render(renderer)
    assert caught.value.facts["line"] == 0
    assert "missing document title" in str(caught.value.facts["reason"])
    assert "ligne" not in refusals.sentence(caught.value)


def test_a_mistake_that_only_certuis_library_shows_is_the_templates(
    templates: Path, renderer: DocumentRenderer
) -> None:
    """Nobody can mend what is inside the package."""
    (templates / "pv.typ").write_text(f"{HEAD}\n#letterhead(none)\n#fit(1, 2mm)", "utf-8")
    with pytest.raises(errors.TemplateFaulty) as caught:
        render(renderer)
    assert (caught.value.facts["path"], caught.value.facts["line"]) == (templates / "pv.typ", 5)
