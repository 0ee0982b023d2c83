"""A centre's own template, typeset in a child that sees copies of its folder's files and no more.

A template is a program: it may ask for what its folder links to, wait for a pipe, or never end. So
plain files alone are copied, links and pipes are not there, and the child has limits.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from certui import errors
from certui.confined import running
from certui.documents import typst_child

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_MEMORY: Final = 2 << 30
_SECONDS: Final = 20
_LONGEST: Final = 100_000_000
# What a folder of templates, logos and fonts may hold.
_MOST_FILES: Final = 500
_MOST_BYTES: Final = 50_000_000
_DEEPEST: Final = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it.

    Attributes:
        pdf: the document; empty when there is none.
        error: typst's own words; None when there is a document.
        diagnostic: where, in typst's own form, in files below ``root``.
        fonts: families that the template asks for and nobody has.
    """

    pdf: bytes
    error: str | None
    diagnostic: str
    fonts: tuple[str, ...]


@contextlib.contextmanager
def copied(path: Path) -> Iterator[Path]:
    """A private copy of the plain files beside a template, removed at the end.

    Raises:
        certui.errors.TemplateUnreadable: the folder holds more than templates do.
    """
    with tempfile.TemporaryDirectory(prefix="certui-") as name:
        # typst names files by where they are, links followed.
        root = Path(os.path.realpath(name))
        size = 0
        for count, (file, inside) in enumerate(_plain_files(path.parent)):
            size += inside.stat(follow_symlinks=False).st_size
            if count >= _MOST_FILES or size > _MOST_BYTES:
                raise errors.TemplateUnreadable(path=path, reason="too-large")
            target = root / file
            target.parent.mkdir(parents=True, exist_ok=True)
            _copy(inside.path, target)
        yield root


def _plain_files(
    folder: Path, below: str = "", depth: int = 0
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for one in sorted(entries, key=lambda one: one.name):
            inside = os.path.join(below, one.name)
            if one.is_file(follow_symlinks=False):
                yield inside, one
            elif one.is_dir(follow_symlinks=False) and depth < _DEEPEST:
                yield from _plain_files(folder / one.name, inside, depth + 1)


def _copy(source: str, target: Path) -> None:
    """Copy what is still a plain file; one that cannot be read is not there."""
    with contextlib.suppress(OSError):
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
        descriptor = os.open(source, flags)
        with open(descriptor, "rb") as file:
            if stat.S_ISREG(os.fstat(descriptor).st_mode):
                with target.open("wb") as copy:
                    shutil.copyfileobj(file, copy)


def typeset(  # noqa: PLR0917 - what one compilation takes
    path: Path,
    root: Path,
    files: Mapping[str, bytes],
    standards: Sequence[str],
    stamp: int,
    faces: Sequence[str] = (),
) -> Answer:
    """Typeset a template in a child.

    Args:
        path: the template, as the centre knows it.
        root: what :func:`copied` made of its folder.
        files: what stands over the files of that folder, by name.
        standards: as typst calls them.
        stamp: seconds since 1970.
        faces: folders of fonts, over those of the template's folder.

    Raises:
        certui.errors.TemplateTooHeavy: it took too much memory or time.
    """
    asked = {
        "root": str(root),
        "files": {name: content.decode() for name, content in files.items()},
        "standards": list(standards),
        "stamp": stamp,
        "faces": list(faces),
    }
    with tempfile.TemporaryFile() as given:
        given.write(json.dumps(asked).encode())
        given.seek(0)
        started = running.command(typst_child.__file__, "typst", memory=_MEMORY, seconds=_SECONDS)
        try:
            _, said = running.answer(started, given, seconds=_SECONDS, longest=_LONGEST)
        except running.TooMuch as error:
            raise errors.TemplateTooHeavy(path=path) from error
    line, ends, pdf = said.partition(b"\n")
    if not ends:
        # Ended by its limits, or by typst's own, in the middle.
        raise errors.TemplateTooHeavy(path=path)
    told = json.loads(line)
    return Answer(pdf, told["error"], told["diagnostic"], tuple(told["fonts"]))
