"""Limits this process, then becomes the program that it is told of.

Run as a program by :mod:`certui.confined.running`, never imported: it loads nothing but what it
limits itself with, so that it starts in no time.

Arguments: how many bytes of memory and how many seconds it may take, the folder in which the one
package is installed that the program imports, the program's file, and the program's arguments.
"""

from __future__ import annotations

import resource
import sys


def _limit(what: int, most: int) -> None:
    """Lower one of this process's limits; one that is lower already stays."""
    _, hard = resource.getrlimit(what)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(what, (most, most))


def main() -> None:
    """Read no byte of what is given before there are limits: no file is written, no core left."""
    memory, seconds, installed, program = sys.argv[1:5]
    del sys.argv[:4]
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CPU, int(seconds))
    _limit(resource.RLIMIT_AS, int(memory))
    sys.path.append(installed)
    with open(program, "rb") as file:  # noqa: PTH123 - pathlib takes as long as all the rest
        code = compile(file.read(), program, "exec", dont_inherit=True)
    exec(code, {"__name__": "__main__"})  # noqa: S102 - certui's own file; runpy is slow to load


if __name__ == "__main__":
    main()
