"""Plant each bug in a copy of the sources, and see that its test fails.

    python -m tests.planted [WORD …]

With words, only the bugs whose name has one of them. Exit status 1 when a bug is not caught, when
its test fails without it, or when what it replaces does not stand there (once) any more.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.planted.bugs import BUGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.planted.bugs import Bug

_ROOT: Final = Path(__file__).parents[2]
_NEEDED: Final = ("src", "tests", "data", "pyproject.toml", "README.md", "docs")
# A bug may also make a test wait for ever.
_LONGEST: Final = 300
# Of pytest: tests ran, and some failed.
_FAILED: Final = 1


def ran(copy: Path, tests: Iterable[str]) -> tuple[bool | None, str]:
    """Whether tests pass over a copy of the sources, None when they do not run; and the last line.

    Args:
        copy: of the sources.
        tests: as pytest names them.
    """
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command,
            cwd=copy,
            env=environment,
            capture_output=True,
            text=True,
            timeout=_LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False, "it takes for ever"
    said = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return {0: True, _FAILED: False}.get(done.returncode), "".join(said[:1])


def caught(copy: Path, bug: Bug) -> str:
    """Why a bug is not caught; empty when it is."""
    path = copy / "src" / "certui" / bug.file
    sound = path.read_text("utf-8")
    if sound.count(bug.old) != 1:
        return "what it replaces does not stand there once"
    path.write_text(sound.replace(bug.old, bug.new), "utf-8")
    try:
        verdict, _ = ran(copy, [bug.test])
    finally:
        path.write_text(sound, "utf-8")
    return {True: f"{bug.test} passes", False: "", None: f"{bug.test} does not run"}[verdict]


def main(words: Sequence[str]) -> int:
    """Plant them one by one; answers the exit status."""
    chosen = [bug for bug in BUGS if not words or any(word in bug.name for word in words)]
    missed = 0
    with tempfile.TemporaryDirectory(prefix="certui-planted-") as folder:
        copy = Path(folder)
        for name in _NEEDED:
            source = _ROOT / name
            ignore = shutil.ignore_patterns("__pycache__")
            if source.is_dir():
                shutil.copytree(source, copy / name, ignore=ignore)
            elif source.is_file():
                shutil.copy(source, copy / name)
        for test in dict.fromkeys(bug.test for bug in chosen):
            sound, failed = ran(copy, [test])
            if not sound:
                print(f"{test} does not pass without a bug: {failed}")
                return 1
        for bug in chosen:
            why = caught(copy, bug)
            missed += bool(why)
            print(f"{'MISSED' if why else 'caught'}  {bug.name}{why and ': ' + why}", flush=True)
    print(f"{len(chosen) - missed} of {len(chosen)} caught")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
