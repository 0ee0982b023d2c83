"""Typesetting: a template and its values become an accessible, archivable PDF.

Values travel as a virtual JSON file beside the template: typst reads them as text, so nothing in a
name is ever typst source. Templates see their own folder and nothing else, and no network.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import json
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, cast

from certui import errors, incidents
from certui.documents import faces, own_template, reading_order
from certui.late import late

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    import typst
else:
    # Loaded by the first document: neither the first screen nor a list needs it.
    typst = late("typst")

Standard: TypeAlias = Literal["ua-1", "a-2a", "1.7"]

BUILT_IN: Final = Path(__file__).parent / "templates"
# PDF/UA-1 and PDF/A-2a share PDF 1.7; typst refuses UA-1 with A-4, which asks for PDF 2.0.
STANDARDS: Final[Sequence[Standard]] = ("ua-1", "a-2a")
# For a text that no font at hand can draw: both standards forbid that, and the paper is needed.
_UNCERTIFIED: Final[Sequence[Standard]] = ("1.7",)
_LARGEST_TEMPLATE: Final = 1_000_000
_LIBRARY: Final = "certui.typ"
# What the library is told of letters, beside the values.
_LETTERS: Final = "certui-letters.json"
# Nobody reads it: what matters is which of its letters are refused.
_TRIAL: Final = b"""
#import "certui.typ": data, faces
#set document(title: "-")
#set text(font: faces, lang: "fr")
#for one in data.texts { par(one) + par(strong(one)) }
"""
_PACKAGE: Final = re.compile(r'^(?!\s*//).*"(?P<package>@[^"\s]+/[^"\s]+)"')
_PLACE: Final = re.compile(r"┌─ (?P<file>.+):(?P<line>\d+):\d+$", re.MULTILINE)
_WANTED: Final = re.compile(r'path `"(?P<path>.*)"` would escape')
_MISSING: Final = re.compile(r"file not found \(searched at (?P<path>.*)\)")
_NOWHERE: Final = "/dev/null"
_MAIN: Final = "main.typ"
_PACKAGE_FAULTS: Final = ("failed to download package", "package not found")
_NO_GLYPH: Final = "could not be displayed with font"
_UNDRAWN: Final = re.compile(r'the text `"(?P<letter>(?:[^"\\]|\\.)*)"` ' + _NO_GLYPH)
_ESCAPE: Final = re.compile(r"\\(?:u\{(?P<code>[0-9a-f]+)\}|(?P<plain>.))")


@dataclass(frozen=True, slots=True)
class Typeset:
    """A finished document.

    Attributes:
        pdf: the whole file.
        missing: the letters that no face at hand draws, each once, in order; it then declares no
            standard, but is tagged all the same.
    """

    pdf: bytes
    missing: tuple[str, ...] = ()


def typeset(
    name: str,
    values: Mapping[str, object],
    at: dt.datetime,
    own_folder: Path,
    unusual: Collection[str] = (),
) -> Typeset:
    """A document as PDF: tagged (PDF/UA-1), archivable (PDF/A-2a), the same bytes each time.

    Args:
        name: the template's, without its extension.
        values: what the template shows; JSON types.
        at: aware instant stamped in the file; it must come from the data, not from a clock.
        own_folder: where a centre's own templates are; the template there wins over certui's.
        unusual: the texts among the values that may ask for more than the face of the papers.

    Raises:
        certui.errors.TemplateUnreadable: the centre's template cannot be read.
        certui.errors.TemplateFaulty: it does not compile.
        certui.errors.TemplateNeedsPackage: it asks for a package of the network.
        certui.errors.TemplateReachesOut: it asks for a file outside its folder.
        certui.errors.TemplateMissesFile: it asks for what is no plain file of its folder.
        certui.errors.TemplateFontMissing: it asks for a font that is not in its folder.
        certui.errors.TemplateTooHeavy: it takes more memory or time than any paper.
    """
    path = _template(name, own_folder)
    source = _read(path)
    _refuse_packages(path, source)
    stamp = int((at - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)).total_seconds())
    attempt = _attempts(path, _files(source, values, unusual), stamp, drawn_by=_folders(unusual))
    with attempt as made:
        try:
            return Typeset(made(STANDARDS))
        except _MissingLetter as error:
            return Typeset(made(_UNCERTIFIED), error.letters)


def undrawn(name: str, texts: Collection[str], own_folder: Path) -> tuple[str, ...]:
    """The letters of some texts that no face draws, as a document of theirs would find.

    Args:
        name: the template's, without its extension: a centre's own may have faces beside it.
        texts: any.
        own_folder: as :func:`typeset` has it.

    Raises:
        certui.errors.DocumentError: the faces beside the centre's template cannot be read.
    """
    files = _files(_TRIAL, {"texts": [*texts]}, texts)
    with _attempts(_template(name, own_folder), files, 0, drawn_by=_folders(texts)) as made:
        try:
            made(STANDARDS)
        except _MissingLetter as error:
            return error.letters
    return ()


def _template(name: str, own_folder: Path) -> Path:
    own = own_folder / f"{name}.typ"
    return own if os.path.lexists(own) else BUILT_IN / own.name


def _folders(unusual: Collection[str]) -> tuple[str, ...]:
    """More faces for who needs them: 36 MB are not looked through for nothing."""
    return faces.folders() if unusual else ()


def _files(
    source: bytes, values: Mapping[str, object], unusual: Collection[str]
) -> dict[str, bytes]:
    letters = {
        "faces": faces.FAMILIES if _folders(unusual) else (),
        "pattern": reading_order.pattern(),
        "runs": reading_order.runs(unusual),
    }
    return {
        _MAIN: source,
        _LIBRARY: (BUILT_IN / _LIBRARY).read_bytes(),
        _LETTERS: json.dumps(letters, ensure_ascii=False).encode(),
        "data.json": json.dumps(values, ensure_ascii=False).encode(),
    }


def _read(path: Path) -> bytes:
    try:
        # O_NONBLOCK: opening a FIFO would wait for ever. O_NOFOLLOW: a link reads any file.
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOFOLLOW)
        with open(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise errors.TemplateUnreadable(path=path, reason="not-regular")
            source = file.read(_LARGEST_TEMPLATE + 1)
    except OSError as error:
        incidents.note(error)
        reason = errno.errorcode.get(error.errno or 0, "")
        raise errors.TemplateUnreadable(path=path, reason=reason) from error
    if len(source) > _LARGEST_TEMPLATE:
        raise errors.TemplateUnreadable(path=path, reason="too-large")
    try:
        source.decode()
    except UnicodeDecodeError as error:
        raise errors.TemplateUnreadable(path=path, reason="not-utf8") from error
    return source


def _refuse_packages(path: Path, source: bytes) -> None:
    """Refuse a package before typst goes and asks the network for it, which may last a minute."""
    for number, line in enumerate(source.decode().splitlines(), start=1):
        if found := _PACKAGE.match(line):
            raise errors.TemplateNeedsPackage(path=path, line=number, package=found["package"])


@contextlib.contextmanager
def _attempts(
    path: Path, files: Mapping[str, bytes], stamp: int, drawn_by: Sequence[str]
) -> Iterator[Callable[[Sequence[Standard]], bytes]]:
    """How to compile, to standards, with faces that are nobody's but certui's and the centre's.

    What a machine has installed would change the bytes, and the letters.
    """
    if path.parent == BUILT_IN:
        yield lambda standards: _attempt(files, path, stamp, standards, drawn_by)
    else:
        with own_template.copied(path) as root:
            yield lambda standards: _attempt_own(files, path, root, stamp, standards, drawn_by)


class _MissingLetter(Exception):
    """Letters that no face at hand draws: both standards forbid them."""

    def __init__(self, letters: tuple[str, ...]) -> None:
        super().__init__(letters)
        self.letters = letters


def _attempt(
    files: Mapping[str, bytes],
    path: Path,
    stamp: int,
    standards: Sequence[Standard],
    drawn_by: Sequence[str],
) -> bytes:
    compiler = typst.Compiler(  # type: ignore[misc]  # documented; its stubs know paths and bytes only
        dict(files),
        root=str(path.parent),
        font_paths=[*drawn_by],
        ignore_system_fonts=True,
        package_path=_NOWHERE,
        package_cache_path=_NOWHERE,
    )
    try:
        # With warnings, or they would be printed over the screen.
        pdf, _warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=[*standards], timestamp=stamp
        )
    except typst.TypstError as error:
        raise _refusal(error.message, error.diagnostic, path, path.parent) from error
    return cast("bytes", pdf)


def _attempt_own(  # noqa: PLR0917 - what one compilation takes
    files: Mapping[str, bytes],
    path: Path,
    root: Path,
    stamp: int,
    standards: Sequence[Standard],
    drawn_by: Sequence[str],
) -> bytes:
    made = own_template.typeset(path, root, files, standards, stamp, drawn_by)
    if made.error is not None:
        raise _refusal(made.error, made.diagnostic, path, root)
    asked = {one.casefold() for one in faces.FAMILIES} if drawn_by else set()
    if wanted := [one for one in made.fonts if one.casefold() not in asked]:
        raise errors.TemplateFontMissing(path=path, wanted=wanted[0])
    return made.pdf


def _refusal(message: str, diagnostic: str, path: Path, root: Path) -> Exception:
    """What typst says, with the file and the line of the centre's that it says it of."""
    if _NO_GLYPH in message:
        found = (_unescaped(one["letter"]) for one in _UNDRAWN.finditer(diagnostic))
        return _MissingLetter(tuple(dict.fromkeys(found)))
    file, line = _place(diagnostic, path, root)
    if wanted := _WANTED.search(message):
        return errors.TemplateReachesOut(path=file, line=line, wanted=wanted["path"])
    if missing := _MISSING.search(message):
        wanted_file = os.path.relpath(missing["path"], root)
        return errors.TemplateMissesFile(path=file, line=line, wanted=wanted_file)
    if message.startswith(_PACKAGE_FAULTS):
        return errors.TemplateNeedsPackage(path=file, line=line, package="@…")
    return errors.TemplateFaulty(path=file, line=line, reason=message)


def _unescaped(quoted: str) -> str:
    """A text as typst quotes it in a message."""
    return _ESCAPE.sub(
        lambda one: chr(int(one["code"], 16)) if one["code"] else one["plain"], quoted
    )


def _place(diagnostic: str, path: Path, root: Path) -> tuple[Path, int]:
    """Where the error is: the first place named that is not certui's own library."""
    _, _, from_error = diagnostic.partition("error: ")
    for place in _PLACE.finditer(from_error):
        # typst names files from the working directory; the main one is virtual.
        file = Path(os.path.abspath(place["file"]))
        if file.name == _MAIN:
            return path, int(place["line"])
        if file.name != _LIBRARY:
            own = path.parent / file.relative_to(root) if file.is_relative_to(root) else file
            return own, int(place["line"])
    return path, 0
