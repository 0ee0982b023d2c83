"""certui over a Textual that has dropped a private name: all of its own code calls it otherwise.

Usage: ``python newer_textual.py FILE OWNER NAME ARGUMENT…`` runs ``certui ARGUMENT…``, and writes
into a file what the engine has found missing.
"""

from __future__ import annotations

import re
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import PathFinder, SourceFileLoader
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import CodeType, ModuleType

# Names that others have too: where it is this one, and the module that it is in, if one.
_ONLY: Final = {
    "textual._compositor.Compositor.size": (r"(?<=self\.)size\b", "textual._compositor"),
    "textual.widgets._toast.ToastRack.show": (
        r"(?<=toast_rack\.)show\b|(?<=def )show\b(?=\(self, notifications)",
        None,
    ),
    "textual.widgets.Input._watch_value": (r"\b_watch_value\b", "textual.widgets._input"),
    "textual.widgets.Input._watch_selection": (r"\b_watch_selection\b", "textual.widgets._input"),
}
# Textual finds a watcher by its name, and by this one too.
_OTHERWISE: Final = {"_watch_value": "watch_value", "_watch_selection": "watch_selection"}


class Dropping(MetaPathFinder):
    """Loads a package in which a name is another one.

    Args:
        owner: who has it, a class or a module.
        name: what is dropped.
    """

    def __init__(self, owner: str, name: str) -> None:
        # Textual names what is private to Rich too.
        self._packages = {owner.split(".", 1)[0], "textual"}
        # A module may have the same name.
        anywhere = rf"(?<!textual\.)(?<!from \.)\b{name}\b"
        pattern, self._module = _ONLY.get(f"{owner}.{name}", (anywhere, None))
        self._name = re.compile(pattern)
        self._otherwise = _OTHERWISE.get(name, f"{name}_otherwise")

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """A module of the packages, when the name stands in it."""
        if fullname.partition(".")[0] not in self._packages or self._module not in {None, fullname}:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and isinstance(spec.loader, SourceFileLoader) and spec.origin:
            source = Path(spec.origin).read_text("utf-8")
            changed = self._name.sub(self._otherwise, source)
            if changed != source:
                spec.loader = _Loader(fullname, spec.origin, changed)
        return spec


class _Loader(SourceFileLoader):
    def __init__(self, fullname: str, path: str, source: str) -> None:
        super().__init__(fullname, path)
        self._source = source

    def get_code(self, fullname: str) -> CodeType:
        return self.source_to_code(self._source.encode(), self.get_filename(fullname))


if __name__ == "__main__":
    report, owner, name, *sys.argv[1:] = sys.argv[1:]
    sys.meta_path.insert(0, Dropping(owner, name))

    from certui.__main__ import main

    status = main()

    from certui.terminal import privates

    found = {".".join(one) for part in privates.Part for one in privates.missing(part)}
    Path(report).write_text("\n".join(sorted(found)), "utf-8")
    sys.exit(status)
