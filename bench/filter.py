"""Claim: the live filter is as fast as fzf, much faster over large rosters, and sends less.

At 80×24 in a real pseudo-terminal, from a letter to the last byte of the screen it settles on,
the count of matches included. fzf searches the same pupils in the same columns, in the same run;
the two take turns letter by letter, so that what else the machine does weighs on both.
"""

from __future__ import annotations

import shutil
import sqlite3
import statistics
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from bench.program import KEYS, Program
from bench.schools import seeded

SIZES = (1_000, 10_000, 100_000)
QUERIES = ("3eb cha", "martin", "lea", "20/05", "zoe 4ea", "nguyen", "zzz", "petit lucas")
BURST = "martin"


@dataclass
class Figures:
    """What one program was measured at, a letter each: seconds and bytes."""

    seconds: list[float] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)

    def add(self, answer: tuple[float, int]) -> None:
        """One more letter."""
        self.seconds.append(answer[0])
        self.sent.append(answer[1])

    @property
    def milliseconds(self) -> float:
        """The median."""
        return 1000 * statistics.median(self.seconds)

    @property
    def bytes(self) -> float:
        """The median."""
        return statistics.median(self.sent)


def listing(database: Path) -> str:
    """The pupils as fzf reads them: a line each, in the picker's order and columns."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        rows = connection.execute(
            "SELECT class_name, last_name, first_name, birth_date FROM pupil ORDER BY roster_order"
        )
        return "".join(
            f"{name:8}  {last[:16]:16}  {first[:14]:14}  {day[8:]}/{day[5:7]}/{day[:4]}\n"
            for name, last, first, day in rows
        )


def measure(students: int, folder: Path) -> tuple[str, ...]:
    """The row of one roster size."""
    database = seeded(students, folder)
    names = folder / f"{students}.txt"
    names.write_text(listing(database), "utf-8")
    ours, theirs, bursts, singles = Figures(), Figures(), Figures(), Figures()
    with (
        Program([sys.executable, "-m", "certui", "--db", str(database)]) as certui,
        Program(["sh", "-c", f"exec fzf < {names}"]) as fzf,
    ):
        certui.until("208")
        certui.settle()
        certui.press(KEYS["enter"], 0.5)
        certui.send("a")
        certui.until("participants")
        certui.settle(0.5)
        fzf.settle(0.5)
        for query in QUERIES:
            for letter in query:
                ours.add(certui.press(letter))
                theirs.add(fzf.press(letter))
            certui.press(KEYS["clear"])
            fzf.press(KEYS["clear"])
        for _ in range(5):
            bursts.add(certui.press(BURST))
            certui.press(KEYS["clear"])
            singles.add(certui.press(BURST[0]))
            certui.press(KEYS["clear"])
        certui.press(KEYS["enter"], 0.3)
        down = [certui.press(KEYS["down"])[1] for _ in range(5)]
        page = [certui.press(KEYS["pagedown"])[1] for _ in range(5)]
        idle = certui.settle(2.0)[1]
        memory = certui.megabytes()
    return (
        f"{students:,}",
        f"{ours.milliseconds:.1f}",
        f"{theirs.milliseconds:.1f}",
        f"{ours.milliseconds / theirs.milliseconds:.2f}",
        f"{ours.bytes:.0f}",
        f"{theirs.bytes:.0f}",
        f"{ours.bytes / theirs.bytes:.2f}",
        f"{bursts.milliseconds / singles.milliseconds:.2f}",
        f"{statistics.median(down):.0f}",
        f"{statistics.median(page):.0f}",
        f"{idle}",
        f"{memory:.0f}",
    )


def main() -> None:
    """Print the table."""
    if shutil.which("fzf") is None:
        print("fzf is not installed: nothing to compare the filter with.")
        return
    head = (
        "pupils", "ms", "fzf ms", "ratio", "bytes", "fzf bytes", "ratio",
        "burst/letter", "down B", "page B", "idle B/2 s", "MB",
    )  # fmt: skip
    print("| " + " | ".join(head) + " |")
    print("|" + "---:|" * len(head))
    sizes = tuple(int(one) for one in sys.argv[1:]) or SIZES
    with tempfile.TemporaryDirectory() as folder:
        for students in sizes:
            print("| " + " | ".join(measure(students, Path(folder))) + " |", flush=True)


if __name__ == "__main__":
    main()
