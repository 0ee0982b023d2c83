"""What is loaded late is there, under the name that type checkers know it by."""

from __future__ import annotations

import ast
import sys
import threading
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Final, NamedTuple

import pytest

import certui
from certui.late import late

_ROOT: Final = Path(certui.__file__).parent
# Two run as programs of their own, outside the package; in the folder, what Textual may have no
# more is looked for when it is asked for.
_APART: Final = {"calamine_child.py", "typst_child.py", "privates"}


class Module(NamedTuple):
    """A module that loads others late.

    Attributes:
        tree: its text, parsed.
        late: the names at its head, each with the module that it stands for.
        imported: the same, as type checkers see it.
    """

    tree: ast.Module
    late: dict[str, str]
    imported: dict[str, str]


def _is_checking(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def _late_names(body: list[ast.stmt]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in body:
        if isinstance(one, ast.Assign) and isinstance(one.value, ast.Call):
            called = one.value
            if ast.unparse(called.func) == "late":
                found[ast.unparse(one.targets[0])] = ast.literal_eval(called.args[0])
    return found


def _imported_names(body: list[ast.stmt]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in body:
        if isinstance(one, ast.Import):
            found |= {name.asname or name.name: name.name for name in one.names}
        elif isinstance(one, ast.ImportFrom):
            found |= {name.asname or name.name: f"{one.module}.{name.name}" for name in one.names}
    return found


def _module(path: Path) -> Module:
    tree = ast.parse(path.read_text("utf-8"))
    heads = [one for one in tree.body if isinstance(one, ast.If) and _is_checking(one)]
    names: dict[str, str] = {}
    imported: dict[str, str] = {}
    for head in heads:
        names |= _late_names(head.orelse)
        imported |= _imported_names(head.body)
    return Module(tree, names, imported)


_MODULES: Final = {
    str(path.relative_to(_ROOT)): module
    for path in sorted(_ROOT.rglob("*.py"))
    if (module := _module(path)).late
}


def _used(module: Module, name: str) -> set[str]:
    """What is asked of a late module by its name."""
    return {
        one.attr
        for one in ast.walk(module.tree)
        if isinstance(one, ast.Attribute) and ast.unparse(one.value) == name
    }


def test_some_modules_are_late() -> None:
    """The walk finds them: screens that are opened by others, among the rest."""
    assert "screens/sessions.py" in _MODULES
    assert "certui.screens.session" in _MODULES["screens/sessions.py"].late.values()


@pytest.mark.parametrize("path", _MODULES)
def test_a_late_module_is_the_one_that_type_checkers_see(path: str) -> None:
    """The two halves of a head say the same; what only types are known by is not made late."""
    module = _MODULES[path]
    assert {name: module.imported.get(name) for name in module.late} == module.late


@pytest.mark.parametrize("path", _MODULES)
def test_every_late_name_resolves(path: str) -> None:
    """Each late module can be loaded, has what is asked of it, and is asked for something."""
    module = _MODULES[path]
    for name, late_module in module.late.items():
        used = _used(module, name)
        assert used, f"{path} asks nothing of {name}"
        loaded = import_module(late_module)
        missing = {one for one in used if not hasattr(loaded, one)}
        assert not missing, f"{path} asks {missing} of {late_module}"


def test_nothing_else_is_imported_within_functions() -> None:
    """One way to load late: an import within a function is one that nobody finds at the head."""
    within = [
        f"{path.relative_to(_ROOT)}:{node.lineno}"
        for path in _ROOT.rglob("*.py")
        if not _APART & {path.name, path.parent.name}
        for function in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef))
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    ]
    assert not within


def test_a_late_module_is_loaded_when_it_is_first_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not before; and the name is that of the module itself."""
    (tmp_path / "asked_late.py").write_text("ANSWER = 42\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    module = late("asked_late")
    assert "asked_late" not in sys.modules
    answer = module.ANSWER
    assert answer == sys.modules["asked_late"].ANSWER == 42
    monkeypatch.delitem(sys.modules, "asked_late")


def test_a_module_that_another_thread_loads_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next screen is loaded ahead in a thread: a key that opens it must not find half of it."""
    begun, go_on = threading.Event(), threading.Event()
    held = ModuleType("held")
    held.begun, held.go_on = begun, go_on  # type: ignore[attr-defined]  # for the module below
    monkeypatch.setitem(sys.modules, "held", held)
    lines = ("import held", "held.begun.set()", "held.go_on.wait()", "ANSWER = 42")
    (tmp_path / "half_made.py").write_text("\n".join(lines), "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))

    def asked(name: str) -> ModuleType:
        go_on.set()
        return import_module(name)

    monkeypatch.setattr("certui.late.import_module", asked)
    ahead = threading.Thread(target=import_module, args=["half_made"])
    ahead.start()
    begun.wait()
    try:
        answer = late("half_made").ANSWER
    finally:
        go_on.set()
        ahead.join()
        monkeypatch.delitem(sys.modules, "half_made")
    assert answer == 42
