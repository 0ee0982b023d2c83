"""A centre's own template: it wins, sees its own folder alone, and fails in one sentence."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import NoReturn

import pytest
from tests.integration.documents import pdf_reading
from tests.unit.documents.records import FAMILY, record

from certui import errors
from certui.confined import running
from certui.documents import own_template, typesetting
from certui.documents.renderer import DocumentRenderer
from certui.domain.papers import DocumentKind
from certui.wording import refusals

HEAD = '#import "certui.typ": *\n#show: paper\n'


def render(renderer: DocumentRenderer, kind: DocumentKind = DocumentKind.PV) -> str:
    """What the document says with the templates that are there."""
    return pdf_reading.text(renderer.render(kind, record(*FAMILY)).content)


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
    assert caught.value.path == own
    assert caught.value.line == line
    assert reason in str(caught.value.reason)
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
        assert caught.value.path == templates / "part.typ"
        assert caught.value.line == 2


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
    assert "missing alt text" in str(caught.value.reason)
    assert caught.value.line == 3


@pytest.mark.parametrize("package", ["@preview/cetz:0.3.0", "@local/ours:1.0.0"])
def test_a_package_is_refused_before_the_network_is_asked(
    package: str, templates: Path, renderer: DocumentRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A school's firewall would keep certui waiting for a minute."""
    monkeypatch.setattr(typesetting, "_attempts", _must_not_compile)
    (templates / "pv.typ").write_text(
        f'{HEAD}// "@preview/commented:1.0.0" is no import\n#import "{package}": x', "utf-8"
    )
    with pytest.raises(errors.TemplateNeedsPackage) as caught:
        render(renderer)
    assert vars(caught.value) == {"path": templates / "pv.typ", "line": 4, "package": package}


def _must_not_compile(*_: object) -> NoReturn:
    raise AssertionError


def test_a_package_asked_in_a_roundabout_way_is_refused_too(
    templates: Path, renderer: DocumentRenderer
) -> None:
    """There is nowhere for typst to look for packages."""
    (templates / "pv.typ").write_text(f'{HEAD}#import "@local" + "/ours:1.0.0": x', "utf-8")
    with pytest.raises(errors.TemplateNeedsPackage) as caught:
        render(renderer)
    assert caught.value.line == 3


@pytest.mark.parametrize("wanted", ["../secret.txt", "../../../../etc/passwd"])
def test_a_template_reads_nothing_outside_its_folder(
    wanted: str, templates: Path, renderer: DocumentRenderer
) -> None:
    """Even a file that is there."""
    (templates.parent / "secret.txt").write_text("secret", "utf-8")
    (templates / "pv.typ").write_text(f'{HEAD}#read("{wanted}")', "utf-8")
    with pytest.raises(errors.TemplateReachesOut) as caught:
        render(renderer)
    assert vars(caught.value) == {"path": templates / "pv.typ", "line": 3, "wanted": wanted}


@pytest.mark.parametrize(
    ("asked", "wanted"), [('#read("/etc/passwd")', "etc/passwd"), ('#image("a.svg")', "a.svg")]
)
def test_an_absolute_path_stays_inside_the_folder(
    asked: str, wanted: str, templates: Path, renderer: DocumentRenderer
) -> None:
    """For a template, / is its own folder; what is not there is named."""
    (templates / "pv.typ").write_text(f"{HEAD}{asked}", "utf-8")
    with pytest.raises(errors.TemplateMissesFile) as caught:
        render(renderer)
    assert vars(caught.value) == {"path": templates / "pv.typ", "line": 3, "wanted": wanted}
    assert f"il demande «\u202f{wanted}\u202f»" in refusals.sentence(caught.value)


def test_a_link_is_not_followed(templates: Path, renderer: DocumentRenderer) -> None:
    """Neither to a file, nor to a folder, nor as the template itself."""
    secret = templates.parent / "secret"
    secret.mkdir()
    (secret / "accounts.txt").write_text("root:x:0", "utf-8")
    (templates / "link.txt").symlink_to(secret / "accounts.txt")
    (templates / "folder").symlink_to(secret)
    for wanted in ("link.txt", "folder/accounts.txt"):
        (templates / "pv.typ").write_text(f'{HEAD}#read("{wanted}")', "utf-8")
        with pytest.raises(errors.TemplateMissesFile) as caught:
            render(renderer)
        assert caught.value.wanted == wanted
    (templates / "pv.typ").unlink()
    (secret / "pv.typ").write_text(f"{HEAD}Bonjour", "utf-8")
    (templates / "pv.typ").symlink_to(secret / "pv.typ")
    with pytest.raises(errors.TemplateUnreadable):
        render(renderer)


def test_a_pipe_is_not_waited_for(templates: Path, renderer: DocumentRenderer) -> None:
    """Whether a template reads it or it looks like a font."""
    os.mkfifo(templates / "pipe.txt")
    os.mkfifo(templates / "font.ttf")
    (templates / "pv.typ").write_text(f'{HEAD}#read("pipe.txt")', "utf-8")
    with pytest.raises(errors.TemplateMissesFile):
        render(renderer)


@pytest.mark.parametrize(
    "body",
    ["#while true {}", "#let f() = range(1000000).map(str).join() * 9000\n#f()"],
    ids=["endless", "huge"],
)
def test_a_template_that_takes_too_much_is_given_up(
    body: str, templates: Path, renderer: DocumentRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one sentence, without a trace, and nobody waits for it any more."""
    monkeypatch.setattr(own_template, "_SECONDS", 2)
    (templates / "pv.typ").write_text(HEAD + body, "utf-8")
    with pytest.raises((errors.TemplateTooHeavy, errors.TemplateFaulty)) as caught:
        render(renderer)
    assert "pv.typ\u202f» est refusé" in refusals.sentence(caught.value)


@pytest.mark.parametrize(
    "program",
    ["os.kill(os.getpid(), signal.SIGSEGV)", "sys.exit(101)", "sys.stdout.write('half')"],
)
def test_a_typesetter_that_breaks_down_is_told_as_a_refusal(
    program: str, templates: Path, renderer: DocumentRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it does of 200,000 paragraphs."""
    instead = [sys.executable, "-I", "-S", "-c", f"import os, signal, sys\n{program}"]
    monkeypatch.setattr(running, "command", lambda *_, **__: instead)
    (templates / "pv.typ").write_text(f"{HEAD}Bonjour", "utf-8")
    with pytest.raises(errors.TemplateTooHeavy):
        render(renderer)


def test_a_font_that_is_not_there_is_said(templates: Path, renderer: DocumentRenderer) -> None:
    """Rather than another taking its place unseen."""
    (templates / "pv.typ").write_text(f'{HEAD}#text(font: "Marianne")[Bonjour]', "utf-8")
    with pytest.raises(errors.TemplateFontMissing) as caught:
        render(renderer)
    assert "la police «\u202fmarianne\u202f»" in refusals.sentence(caught.value)


def test_the_name_of_the_file_is_said_whole(templates: Path) -> None:
    """However deep the folder of the configuration is."""
    deep = templates / ("d" * 100)
    deep.mkdir()
    (deep / "pv.typ").write_text(f"{HEAD}#nope", "utf-8")
    with pytest.raises(errors.TemplateFaulty) as caught:
        render(DocumentRenderer(deep))
    said = refusals.sentence(caught.value)
    assert said == (
        f"Le modèle «\u202f…{str(deep / 'pv.typ')[-120:]}\u202f» est refusé, ligne 3\u00a0:"
        " «\u202funknown variable: nope\u202f» (un nom que le modèle ne définit pas)."
    )


def test_a_folder_that_holds_more_than_templates_is_refused(
    templates: Path, renderer: DocumentRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is copied for each document."""
    (templates / "pv.typ").write_text(f"{HEAD}Bonjour", "utf-8")
    (templates / "film.bin").write_bytes(b"0" * 2000)
    monkeypatch.setattr(own_template, "_MOST_BYTES", 1000)
    with pytest.raises(errors.TemplateUnreadable):
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
    assert vars(caught.value) == {"path": templates / "pv.typ", "reason": reason}


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
    assert caught.value.reason == "not-regular"
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
    assert caught.value.line == 0
    assert "missing document title" in str(caught.value.reason)
    assert "ligne" not in refusals.sentence(caught.value)


def test_a_mistake_that_only_certuis_library_shows_is_the_templates(
    templates: Path, renderer: DocumentRenderer
) -> None:
    """Nobody can mend what is inside the package."""
    (templates / "pv.typ").write_text(f"{HEAD}\n#letterhead(none)\n#fit(1, 2mm)", "utf-8")
    with pytest.raises(errors.TemplateFaulty) as caught:
        render(renderer)
    assert (caught.value.path, caught.value.line) == (templates / "pv.typ", 5)
