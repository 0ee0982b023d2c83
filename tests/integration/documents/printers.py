"""Print commands that are real programs on ``PATH``: they print, hang, fail or talk too much."""

from __future__ import annotations

import os
import select
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

# Seconds; what was ended by the system is gone at once, even on a loaded machine.
_PATIENCE: Final = 10
# Each notes its arguments, one a line, then does what it is called for.
_NOTES: Final = 'for word in "$@"; do printf "%s\\n" "$word"; done > "$PRINTER/arguments"\n'
PRINTS: Final = 'cat > "$PRINTER/paper"\n'
# Says who it is only once all that it starts is there; neither takes its input nor ends.
HANGS: Final = (
    'sleep 1000 & echo "$!" > "$PRINTER/helper"\n'
    'echo "$$" > "$PRINTER/pid.new"; mv "$PRINTER/pid.new" "$PRINTER/pid"\nwait\n'
)
# Asked to end it does not, and what it has started neither.
STUBBORN: Final = "trap '' TERM\n" + HANGS.replace("wait\n", "while :; do sleep 1000; done\n")
FAILS: Final = 'cat > /dev/null; echo "lp: Error - no such printer" >&2; echo more >&2; exit 1\n'
TALKS: Final = 'head -c 3000000 /dev/zero | tr "\\0" "x" >&2; cat > "$PRINTER/paper"\n'


@dataclass(frozen=True)
class Printer:
    """A folder for ``PATH`` with one program, and what that leaves to be seen.

    Attributes:
        folder: where both are.
    """

    folder: Path

    def install(self, does: str, name: str = "lp") -> None:
        """Make the program.

        Args:
            does: lines of ``sh``.
            name: what it is called.
        """
        program = self.folder / name
        program.write_text(f"#!/bin/sh\n{_NOTES}{does}")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)

    @property
    def environment(self) -> Mapping[str, str]:
        """What makes it the one that is found."""
        return {
            "PATH": f"{self.folder}{os.pathsep}{os.environ['PATH']}",
            "PRINTER": str(self.folder),
        }

    @property
    def arguments(self) -> list[str]:
        """What it was started with."""
        return (self.folder / "arguments").read_text().splitlines()

    @property
    def paper(self) -> bytes:
        """What it was given."""
        return (self.folder / "paper").read_bytes()

    @property
    def hangs(self) -> bool:
        """Whether it is there and waits."""
        return (self.folder / "pid").exists()

    def left(self) -> list[int]:
        """Those of its processes that go on; the program itself not even as a zombie."""
        program, helper = (int((self.folder / name).read_text()) for name in ("pid", "helper"))
        there = [program] if Path(f"/proc/{program}").exists() else []
        return there + ([] if _ends(helper) else [helper])


def _ends(pid: int) -> bool:
    """Whether a process ends: its new parent may let it wait before it is forgotten."""
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    with open(process, "rb", buffering=0):  # noqa: PTH123 - a descriptor, not a path
        return bool(select.select([process], [], [], _PATIENCE)[0])
