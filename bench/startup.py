"""Claim: certui opens about as soon as an empty Textual application, and answers usage at once.

In a real pseudo-terminal of 80×24, from the start of the process to the text that says that a frame
is there. The programs take turns, so that what else the machine does weighs on all of them alike.
All run from compiled files, as installed: kept in a folder of the benchmark, filled by a first run
that is not counted.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from bench.program import Program
from bench.schools import seeded
from bench.tables import goals, head, row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RUNS: Final = 15
STUDENTS: Final = 600
# The least that an application of Textual can be.
BARE: Final = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("Bonjour")
Bare().run()
"""


class Start(NamedTuple):
    """A program to start.

    Attributes:
        name: what the table calls it.
        command: its command line.
        text: what it shows once it has started; empty when it is to end by itself.
        reference: the name of the program that it is compared with; empty for a reference.
        most: how many times its reference it may take.
    """

    name: str
    command: Sequence[str]
    text: str = ""
    reference: str = ""
    most: float = 0.0

    def seconds(self, environment: Mapping[str, str | None]) -> float:
        """Start it once; the seconds until it has ended, or shown its text."""
        if self.text:
            with Program(self.command, environment=environment) as program:
                return program.until(self.text)
        variables = {name: value for name, value in environment.items() if value is not None}
        began = time.perf_counter()
        subprocess.run(self.command, check=False, capture_output=True, env=variables)
        return time.perf_counter() - began


def starts() -> list[Start]:
    """What is compared."""
    python, certui = sys.executable, str(Path(sys.executable).with_name("certui"))
    return [
        Start("python -c pass", [python, "-c", "pass"]),
        Start("certui --version", [certui, "--version"], "", "python -c pass", 3.0),
        Start("usage error", [certui, "candidates"], "", "python -c pass", 3.0),
        Start("bare Textual, first frame", [python, "-c", BARE], "Bonjour"),
        Start("certui, first frame", [certui], "Chargement", "bare Textual, first frame", 1.2),
        Start("certui, list filled", [certui], "Troisi", "bare Textual, first frame", 2.3),
    ]


def main() -> None:
    """Print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory(prefix="certui-bench-") as folder:
        environment = {
            # What a person's own shell has; PATH for what certui may look up.
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "HOME": folder,
            "CERTUI_DB": str(seeded(STUDENTS, Path(folder))),
            "PYTHONPYCACHEPREFIX": str(Path(folder) / "compiled"),
            "PYTHONDONTWRITEBYTECODE": None,
        }
        programs = starts()
        taken: dict[str, list[float]] = {one.name: [] for one in programs}
        for one in programs:
            one.seconds(environment)
        for _ in range(runs):
            for one in programs:
                taken[one.name].append(one.seconds(environment))
    medians = {name: 1000 * statistics.median(seconds) for name, seconds in taken.items()}
    head(f"{runs} runs each", "ms", "least", "× reference")
    told: list[tuple[str, float, float]] = []
    for one in programs:
        ratio = ""
        if one.reference:
            times = medians[one.name] / medians[one.reference]
            ratio = f"{times:.2f}"
            told.append((f"{one.name} × {one.reference}", times, one.most))
        row(one.name, f"{medians[one.name]:.0f}", f"{1000 * min(taken[one.name]):.0f}", ratio)
    goals(told)


if __name__ == "__main__":
    main()
