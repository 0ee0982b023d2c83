"""Measure every claim, or those named, and write what was seen into ``bench/README.md``."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from pysqlite3 import dbapi2

# What one feels first.
CLAIMS: Final = ("filter", "startup", "many", "store_scale", "imports", "rosters", "documents")
README: Final = Path(__file__).with_name("README.md")
_CLAIM: Final = re.compile(r'"""Claim: (.+?)\n\n', re.DOTALL)
_SECTION: Final = "\n## "


def machine() -> str:
    """The kind of machine, and what was compared, without its name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    parts = [
        f"{os.cpu_count()} cores ({platform.machine()})",
        f"{memory:.0f} GiB",
        f"{platform.system()} {platform.release().split('-')[0]}",
        f"Python {platform.python_version()}",
        f"SQLite {dbapi2.sqlite_version}",
    ]
    if shutil.which("fzf"):
        said = subprocess.check_output(["fzf", "--version"], text=True)  # noqa: S607 - as found
        parts.append(f"fzf {said.split()[0]}")
    return ", ".join(parts)


def measured(claim: str) -> str:
    """Run a claim, showing what it prints; answers it."""
    command = [sys.executable, "-m", f"bench.{claim}"]
    lines: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        for line in running.stdout or ():
            print(line, end="", flush=True)
            lines.append(line)
    if running.returncode:
        raise SystemExit(running.returncode)
    return "".join(lines)


def section(claim: str, printed: str) -> str:
    """What the README says of a claim."""
    source = Path(__file__).with_name(f"{claim}.py").read_text("utf-8")
    (said,) = _CLAIM.findall(source)
    today = dt.datetime.now(dt.UTC).date().isoformat()
    return (
        f"{claim}\n\nClaim: {' '.join(said.split())}\n\n{printed.strip()}\n\n"
        f"`python -m bench.{claim}`, {today}: {machine()}.\n"
    )


def main() -> None:
    """Measure, and write."""
    named = tuple(sys.argv[1:]) or CLAIMS
    before, *sections = README.read_text("utf-8").split(_SECTION)
    known = {one.split("\n", 1)[0]: one for one in sections}
    for claim in named:
        print(f"\n== {claim}", flush=True)
        known[claim] = section(claim, measured(claim))
        told = [known[one].rstrip() for one in CLAIMS if one in known]
        README.write_text(_SECTION.join([before.rstrip() + "\n", *(f"{one}\n" for one in told)]))


if __name__ == "__main__":
    main()
