"""Measure what makes a house hard to find one's way in, and hold it to bounds.

    python -m tools.bounds

A bound is what was measured last: it is lowered with what it measures, never raised. Beside it
stands the goal. Exit status 1 when a bound is passed.
"""

from __future__ import annotations

import ast
import re
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import grimp

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

_ROOT: Final = Path(__file__).parents[1]
_PACKAGE: Final = "certui"
_LONGEST_FILE: Final = 350
_LONGEST_CLASS: Final = 200
_MARK: Final = "no" + "qa"


def long_files(sources: Path) -> list[str]:
    """The modules of more than 350 lines.

    Args:
        sources: the folder that they are in, at any depth.
    """
    texts = {path: path.read_text("utf-8") for path in _modules(sources)}
    return [
        f"{path.relative_to(sources)} ({length})"
        for path, text in texts.items()
        if (length := len(text.splitlines())) > _LONGEST_FILE
    ]


def long_classes(sources: Path) -> list[str]:
    """The classes of more than 200 lines, their docstrings among them."""
    return [
        f"{path.relative_to(sources)}: {node.name} ({length})"
        for path in _modules(sources)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > _LONGEST_CLASS
    ]


def exceptions(folders: Iterable[Path]) -> list[str]:
    """The lines that are excused from a rule of ruff."""
    return [
        f"{path}:{number}"
        for folder in folders
        for path in _modules(folder)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if f"# {_MARK}" in line
    ]


def cycles(imports: Mapping[str, Collection[str]]) -> list[str]:
    """The groups of modules that import one another, each once; imports for types count.

    Args:
        imports: the modules that each module imports directly.
    """
    reached = {one: _reached(one, imports) for one in imports}
    groups = {
        frozenset(other for other in reached[one] if one in reached.get(other, ()))
        for one in imports
        if one in reached[one]
    }
    return sorted(" ↔ ".join(sorted(group)) for group in groups)


def _reached(module: str, imports: Mapping[str, Collection[str]]) -> set[str]:
    found: set[str] = set()
    ahead = list(imports[module])
    while ahead:
        one = ahead.pop()
        if one not in found:
            found.add(one)
            ahead += imports.get(one, ())
    return found


def imports_of(package: str) -> dict[str, set[str]]:
    """The modules of a package, each with those it imports directly, for types or not."""
    graph = grimp.build_graph(package, cache_dir=None)
    return {one: graph.find_modules_directly_imported_by(one) for one in graph.modules}


def _modules(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def naming(word: str, sources: Path) -> list[str]:
    """The files in which a field stands by its name, templates and comments among them."""
    whole = re.compile(rf"\b{word}\b")
    return [
        str(path.relative_to(sources))
        for path in sorted(sources.rglob("*"))
        if path.suffix in {".py", ".typ"} and whole.search(path.read_text("utf-8"))
    ]


class Bound(NamedTuple):
    """What is held.

    Attributes:
        name: what is measured.
        measure: the places where it is.
        most: how many there may be.
        goal: how many there should be.
    """

    name: str
    measure: Callable[[], list[str]]
    most: int
    goal: int


_SOURCES: Final = _ROOT / "src" / _PACKAGE
_ALL: Final = tuple(_ROOT / one for one in ("src", "tests", "bench", "tools"))
BOUNDS: Final = (
    Bound("files over 350 lines", lambda: long_files(_SOURCES), 0, 0),
    Bound("classes over 200 lines", lambda: long_classes(_SOURCES), 4, 0),
    Bound("exceptions to rules", lambda: exceptions(_ALL), 60, 60),
    Bound("import cycles", lambda: cycles(imports_of(_PACKAGE)), 0, 0),
    # What one field costs: half of what it did when each reader wrote its own words.
    *(
        Bound(f"files that name {name}", partial(naming, name, _SOURCES), most, goal)
        for name, most, goal in (
            ("invigilators", 10, 10),
            ("birth_department", 8, 8),
            ("accessibility", 10, 7),
        )
    ),
)


def told(bound: Bound, found: list[str]) -> str:
    """A line of the table; where a bound is passed, each place below it."""
    line = f"{len(found):4}  {bound.name} (at most {bound.most}, goal {bound.goal})"
    if max(len(found), bound.goal) < bound.most:
        line += f": lower the bound to {max(len(found), bound.goal)}"
    return "\n      ".join([line, *(found if len(found) > bound.most else ())])


def main() -> int:
    """Print the table; answers the exit status."""
    measured = [(bound, bound.measure()) for bound in BOUNDS]
    for bound, found in measured:
        print(told(bound, found))
    return int(any(len(found) > bound.most for bound, found in measured))


if __name__ == "__main__":
    sys.exit(main())
