"""A child with limits: it is limited before its program begins."""

from __future__ import annotations

import json
import sys
import tempfile
from typing import TYPE_CHECKING, Any

import pytest

from certui.confined import running

if TYPE_CHECKING:
    from pathlib import Path

MEMORY = 256 << 20
SECONDS = 7
TELLING = """
import json, resource, sys
names = ("AS", "CPU", "FSIZE", "CORE")
limits = [resource.getrlimit(getattr(resource, "RLIMIT_" + one)) for one in names]
print(json.dumps([__name__, sys.argv, sorted(sys.modules), limits]))
"""


def started(folder: Path, source: str, *arguments: object) -> list[str]:
    """The command of a program that is in a folder."""
    program = folder / "program.py"
    program.write_text(source, "utf-8")
    return running.command(str(program), "typst", *arguments, memory=MEMORY, seconds=SECONDS)


def told(command: list[str]) -> Any:
    """What a child says, in JSON."""
    with tempfile.TemporaryFile() as nothing:
        status, said = running.answer(command, nothing, seconds=20, longest=10_000)
    assert status == 0
    return json.loads(said)


def test_a_child_is_limited_before_its_program_begins(tmp_path: Path) -> None:
    """Memory, time, no file, no core; the program has its own arguments, and no code besides."""
    name, arguments, modules, limits = told(started(tmp_path, TELLING, 5, "x"))
    assert limits == [[one, one] for one in (MEMORY, SECONDS, 0, 0)]
    assert name == "__main__"
    assert not {"certui", "typst", "site", "typing", "pathlib"} & set(modules)
    assert arguments == [str(tmp_path / "program.py"), "5", "x"]


def test_a_limit_that_is_lower_already_stays(tmp_path: Path) -> None:
    """Those of whoever started certui are not lifted."""
    lowered = "import os, resource, sys\nresource.setrlimit(resource.RLIMIT_CPU, (5, 5))\n"
    lowered += "os.execv(sys.argv[1], sys.argv[1:])"
    command = [sys.executable, "-c", lowered, *started(tmp_path, TELLING)]
    assert told(command)[3][1] == [5, 5]


def test_a_program_beyond_its_memory_ends(tmp_path: Path) -> None:
    """It is told so by the interpreter, and takes no more."""
    command = started(tmp_path, "try:\n    bytearray(1 << 30)\nexcept MemoryError:\n    print(1)")
    assert told(command) == 1


def test_a_package_that_is_not_installed_is_told_before_anything_starts() -> None:
    """The program is at fault, not what it was given."""
    with pytest.raises(ModuleNotFoundError):
        running.command("x.py", "nowhere_installed", memory=MEMORY, seconds=SECONDS)
