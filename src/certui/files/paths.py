"""Paths as people type them: ``~``, and names begun that are completed."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from certui.domain.search import fold
from certui.domain.text import typable
from certui.late import late
from certui.services.ports.roster import Completion

if TYPE_CHECKING:
    import difflib
    import shlex
    from collections.abc import Iterator
    from urllib import parse
else:
    difflib = late("difflib")
    shlex = late("shlex")
    parse = late("urllib.parse")

# A folder with more in it is not one to look for a name in by hand.
_MOST: Final = 10_000
# How much of two names is alike when one may be meant for the other (Ratcliff and Obershelp).
_NEAR: Final = 0.75
_MOST_NEAR: Final = 3
_ADDRESS: Final = re.compile(r"file:/+(?:localhost/)?", re.IGNORECASE)


def expanded(path: Path) -> Path:
    """A path whose leading ``~`` or ``~name`` is a home; as it is when there is no such home."""
    return Path(os.path.expanduser(path))


def named(path: Path) -> Path:
    """The file that a path names, as typed, or as a terminal writes one that is dropped on it.

    Terminals write it between quotes, with a backslash before blanks and quotes, or as ``file://``.
    A file of the very name that was typed comes first.
    """
    typed = expanded(path)
    if os.path.lexists(typed):
        return typed
    return next(filter(os.path.lexists, map(expanded, _undropped(str(path)))), typed)


def _undropped(text: str) -> Iterator[Path]:
    with contextlib.suppress(ValueError):  # a quotation mark is never closed
        words = shlex.split(text)
        if len(words) == 1:
            text = words[0]
    yield Path(text.strip())
    # Path has made one slash of several.
    if address := _ADDRESS.match(text):
        yield Path("/" + parse.unquote(text[address.end() :]))


def completed(typed: str, *, folders_only: bool = False) -> Completion:
    """Complete the last name of a path, as a shell does.

    Names are looked for as they are typed, else without regard to case and accents. Hidden ones
    are proposed once a dot is typed; those that no keyboard can type, never.

    Args:
        typed: the path so far; may begin with ``~``.
        folders_only: whether files are left out.

    Returns:
        The path with all that is certain, and what it may go on with. A folder that cannot be
        looked at holds nothing.
    """
    folder, begun_name = os.path.split(typed)
    if not folder and begun_name.startswith("~"):
        home = os.path.expanduser(begun_name)
        return Completion(begun_name + "/" if os.path.isdir(home) else typed)
    found = _found(folder, begun_name, folders_only=folders_only)
    if not found:
        return Completion(typed)
    common = _common(found)
    # Names found in spite of their case or accents may have less in common than was typed.
    text = os.path.join(folder, common) if len(common) >= len(begun_name) else typed
    return Completion(text, tuple(found) if len(found) > 1 else ())


def begun(typed: str) -> list[str]:
    """The paths that a path begun may become, as a shell proposes them; folders end in ``/``.

    Args:
        typed: the path so far; its ``~`` stays as it is.
    """
    folder, name = os.path.split(typed)
    if not folder and name.startswith("~"):
        return [completed(typed).text]
    return [os.path.join(folder, one) for one in _found(folder, name, folders_only=False)]


def _found(folder: str, name: str, *, folders_only: bool) -> list[str]:
    """The names in a folder that begin as one does; hidden ones once a dot is typed."""
    names = _names(folder, folders_only=folders_only)
    found = [one for one in names if one.startswith(name)]
    if not found:
        found = [one for one in names if fold(one).startswith(fold(name))]
    return found if name.startswith(".") else [one for one in found if not one.startswith(".")]


def nearest(path: Path) -> list[str]:
    """The names that stand beside a path and come near its own, the nearest first.

    Args:
        path: where no file is.
    """
    folded = {fold(name): name for name in _names(str(path.parent), folders_only=False)}
    found = difflib.get_close_matches(fold(path.name), folded, n=_MOST_NEAR, cutoff=_NEAR)
    return [folded[name] for name in found]


def _names(folder: str, *, folders_only: bool) -> list[str]:
    """The names in a folder, in order, those of folders ended by ``/``."""
    try:
        with os.scandir(expanded(Path(folder or "."))) as found:
            entries = itertools.islice(found, _MOST)
            names = [one.name + "/" if one.is_dir() else one.name for one in entries]
    except (OSError, ValueError):  # no such folder, no right to look, a NUL in its name
        return []
    proposed = (
        name for name in names if typable(name) == name and (name.endswith("/") or not folders_only)
    )
    return sorted(proposed, key=lambda name: (fold(name), name))


def _common(names: list[str]) -> str:
    """What all names begin with."""
    first, last = min(names), max(names)
    same = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(letter for letter, _ in same)
