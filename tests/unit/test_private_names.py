"""What is private to Textual, Rich or asyncio is named in one package, and nowhere else."""

from __future__ import annotations

import ast
import importlib
import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from textual.app import App
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

import certui
from certui.terminal import mixins

if TYPE_CHECKING:
    from collections.abc import Iterator

_SOURCES: Final = Path(certui.__file__).parent
_NAME_THEM: Final = sorted((_SOURCES / "terminal" / "privates").glob("*.py"))
_OTHERS: Final = sorted(set(_SOURCES.rglob("*.py")) - set(_NAME_THEM))
_FOREIGN: Final = ("textual", "rich", "asyncio")
_BY_NAME: Final = frozenset({"getattr", "setattr", "hasattr", "delattr"})
# Public in all but name, of no toolkit's: SQLAlchemy's rows, argparse's only names, tuples.
_ELSEWHERE: Final = frozenset(
    {"_mapping", "_MutuallyExclusiveGroup", "_SubParsersAction", "_fields", "_replace"}
)


_MIXED_INTO: Final[dict[type, type]] = {
    mixins.AppMixin: App,
    mixins.ScreenMixin: Screen,
    mixins.WidgetMixin: Widget,
    mixins.InputMixin: Input,
}


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def _inherited(of: type) -> set[str]:
    """What a class has from bases that are not certui's, and is private to them."""
    found: set[str] = set()
    mixed_into = (one for mixin, one in _MIXED_INTO.items() if issubclass(of, mixin))
    bases = {base for one in (of, *mixed_into) for base in one.__mro__}
    for base in bases:
        if base.__module__.partition(".")[0] in _FOREIGN:
            made = getattr(vars(base).get("__init__"), "__code__", None)
            found |= {*vars(base), *(made.co_names if made is not None else ())}
    return set(filter(_is_private, found))


class _Finder(ast.NodeVisitor):
    """Finds the lines of a module that name what is private to others.

    Args:
        names: the classes of the module, by name.
    """

    def __init__(self, names: dict[str, Any]) -> None:
        self._names = names
        self._inherited: list[set[str]] = [set()]
        self.found: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        of = self._names.get(node.name)
        inherited = _inherited(of) if inspect.isclass(of) else set()
        self._inherited.append(inherited)
        for one in node.body:
            if isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef)) and one.name in inherited:
                self._find(one, one.name)
        self.generic_visit(node)
        self._inherited.pop()

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if _is_private(node.attr) and node.attr not in _ELSEWHERE:
            own = ast.unparse(node.value) in {"self", "cls", "super()"}
            if not own or node.attr in self._inherited[-1]:
                self._find(node, ast.unparse(node))
        self.generic_visit(node)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        self._find_imported(node, [f"{node.module}.{one.name}" for one in node.names])

    def visit_Import(self, node: ast.Import) -> None:
        self._find_imported(node, [one.name for one in node.names])

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Name) and node.func.id in _BY_NAME:
            for one in node.args[1:2]:
                if isinstance(one, ast.Constant) and _is_private(str(one.value)):
                    self._find(node, str(one.value))
        self.generic_visit(node)

    def _find_imported(self, node: ast.stmt, names: list[str]) -> None:
        for name in names:
            package, *rest = name.split(".")
            if package in _FOREIGN and any(map(_is_private, rest)):
                self._find(node, name)

    def _find(self, node: ast.stmt | ast.expr, name: str) -> None:
        self.found.append(f"{node.lineno}: {name}")


def _names_of(path: Path) -> dict[str, Any]:
    """The names of a module of certui."""
    name = ".".join(path.relative_to(_SOURCES.parent).with_suffix("").parts)
    return vars(importlib.import_module(name.removesuffix(".__init__")))


def _named(source: str, names: dict[str, Any]) -> Iterator[str]:
    finder = _Finder(names)
    finder.visit(ast.parse(source))
    yield from finder.found


@pytest.mark.parametrize("path", _OTHERS, ids=lambda path: str(path.relative_to(_SOURCES)))
def test_no_package_but_one_names_what_is_private_to_the_toolkit(path: Path) -> None:
    """Neither of another object, nor by inheritance or accident, nor by an import or a string."""
    source = path.read_text("utf-8")
    names: dict[str, Any] = {}
    if "textual" in source or "certui.widgets" in source or "certui.terminal" in source:
        names = _names_of(path)
    assert list(_named(source, names)) == []


def test_the_one_package_would_be_found() -> None:
    """The test above sees what it is to see."""
    found = {one for path in _NAME_THEM for one in _named(path.read_text("utf-8"), _names_of(path))}
    named = {one.rpartition(" ")[2].rpartition(".")[2] for one in found}
    assert {"_registry", "_waiters", "_display", "_watch_value", "_run_input_thread"} <= named
    assert {"Compositor", "XTermParser", "ToastRack"} <= named


@pytest.mark.parametrize(
    "line",
    [
        "from textual._compositor import Compositor",
        "import textual._compositor",
        "from textual.keys import _character_to_key",
        "getattr(app, '_registry')",
        "app._registry",
        "class A(App):\n    def _display(self): ...",
        "class A(App):\n    def go(self): return self._registry",
        "class A(App):\n    def go(self): super()._display()",
        "class A(AppMixin):\n    def _display(self): ...",
    ],
)
def test_every_way_of_naming_one_is_found(line: str) -> None:
    """An import, a string, another object, an override, an inherited attribute."""
    names: dict[str, Any] = {}
    if line.startswith("class"):
        names["A"] = mixins.AppMixin if "AppMixin" in line else App
    assert len(list(_named(line, names))) == 1
