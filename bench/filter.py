"""Claim: the live filter is as fast as fzf, much faster over large rosters, and sends less.

At 80×24 in a real pseudo-terminal, from a letter to the last byte of the screen it settles on, the
count of matches included. fzf searches the same pupils in the same columns, in the same run; the
two take turns letter by letter, so that what else the machine does weighs on both. The words are
typed whole, several times over: medians are of all letters; the mean says what all of the typing
took. For comparison, one word is typed in :mod:`bench.ordinary` too.
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
from bench.tables import goals, head, row

SIZES = (1_000, 10_000, 100_000)
# How many times fzf's time a letter may take.
MOST = {1_000: 2.0, 10_000: 1.2, 100_000: 0.35}
RUNS = 3
QUERIES = ("3eb cha", "martin", "lea", "20/05", "zoe 4ea", "nguyen", "zzz", "petit lucas")
BURST = "martin"
_BETWEEN_BLINKS = 0.3


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
    def median(self) -> float:
        """In milliseconds."""
        return 1000 * statistics.median(self.seconds)

    @property
    def mean(self) -> float:
        """In milliseconds."""
        return 1000 * statistics.mean(self.seconds)

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


def opened(database: Path) -> Program:
    """Certui's picker, its roster shown."""
    program = Program([sys.executable, "-m", "certui", "--db", str(database)])
    program.until("208")
    program.settle()
    program.press(KEYS["enter"], 0.5)
    program.send("a")
    program.until("participants")
    program.settle(0.5)
    return program


def ordinary(database: Path) -> float:
    """Milliseconds that a letter of a word takes in an ordinary application."""
    figures = Figures()
    with Program([sys.executable, "-m", "bench.ordinary", str(database)]) as program:
        program.until("Classe")
        # Its cursor blinks twice a second: it is never quiet for longer.
        program.settle(_BETWEEN_BLINKS)
        for letter in BURST:
            figures.add(program.press(letter, _BETWEEN_BLINKS))
    return figures.median


@dataclass
class Measured:
    """What was seen at one roster size.

    Attributes:
        ours: the letters in certui.
        theirs: the same in fzf.
        ordinary: milliseconds a letter in an ordinary application.
        burst: how many times a letter a burst of six takes.
        down: bytes of a cursor key.
        page: bytes of a page key.
        idle: bytes sent while nothing is done.
        memory: resident, in MB.
    """

    ours: Figures = field(default_factory=Figures)
    theirs: Figures = field(default_factory=Figures)
    ordinary: float = 0.0
    burst: float = 0.0
    down: float = 0.0
    page: float = 0.0
    idle: int = 0
    memory: float = 0.0

    @property
    def cells(self) -> tuple[str, ...]:
        """Its row of the table."""
        ours, theirs = self.ours, self.theirs
        return (
            f"{ours.median:.1f}",
            f"{theirs.median:.1f}",
            f"{ours.median / theirs.median:.2f}",
            f"{ours.mean:.1f}",
            f"{theirs.mean:.1f}",
            f"{ours.mean / theirs.mean:.2f}",
            f"{self.ordinary:.0f}",
            f"{ours.bytes:.0f}",
            f"{theirs.bytes:.0f}",
            f"{ours.bytes / theirs.bytes:.2f}",
            f"{self.burst:.2f}",
            f"{self.down:.0f}",
            f"{self.page:.0f}",
            f"{self.idle}",
            f"{self.memory:.0f}",
        )


def measure(students: int, folder: Path) -> Measured:
    """One roster size."""
    database = seeded(students, folder)
    names = folder / f"{students}.txt"
    names.write_text(listing(database), "utf-8")
    seen, bursts, singles = Measured(), Figures(), Figures()
    with opened(database) as certui, Program(["sh", "-c", f"exec fzf < {names}"]) as fzf:
        fzf.settle(0.5)
        for query in QUERIES * RUNS:
            for letter in query:
                seen.ours.add(certui.press(letter))
                seen.theirs.add(fzf.press(letter))
            certui.press(KEYS["clear"])
            fzf.press(KEYS["clear"])
        for _ in range(10):
            bursts.add(certui.press(BURST))
            certui.press(KEYS["clear"])
            singles.add(certui.press(BURST[0]))
            certui.press(KEYS["clear"])
        seen.burst = bursts.median / singles.median
        certui.press(KEYS["enter"], 0.3)
        seen.down = statistics.median(certui.press(KEYS["down"])[1] for _ in range(5))
        seen.page = statistics.median(certui.press(KEYS["pagedown"])[1] for _ in range(5))
        seen.idle = certui.settle(2.0)[1]
        seen.memory = certui.megabytes()
    seen.ordinary = ordinary(database)
    return seen


def main() -> None:
    """Print the table, and what it was to show."""
    if shutil.which("fzf") is None:
        print("fzf is not installed: nothing to compare the filter with.")
        return
    head(
        "pupils", "ms", "fzf", "×", "mean ms", "fzf", "×", "ordinary ms", "bytes", "fzf", "×",
        "burst/letter", "down B", "page B", "idle B", "MB",
    )  # fmt: skip
    sizes = tuple(int(one) for one in sys.argv[1:]) or SIZES
    seen: dict[int, Measured] = {}
    with tempfile.TemporaryDirectory(prefix="certui-bench-") as folder:
        for students in sizes:
            seen[students] = measure(students, Path(folder))
            row(f"{students:,}", *seen[students].cells)
    told: list[tuple[str, float, float]] = []
    for students, one in seen.items():
        most = MOST.get(students, 2.0)
        what = f"{students:,} pupils"
        told += [
            (f"{what}, × fzf (median)", one.ours.median / one.theirs.median, most),
            (f"{what}, × fzf (mean)", one.ours.mean / one.theirs.mean, most),
            (f"{what}, bytes × fzf", one.ours.bytes / one.theirs.bytes, 0.7),
            (f"{what}, six letters at once × one", one.burst, 1.5),
            (f"{what}, bytes of a cursor key", one.down, 750),
            (f"{what}, bytes of a page key", one.page, 7000),
            (f"{what}, bytes while idle", one.idle, 0),
        ]
    told.append((f"MB at {max(seen):,} pupils", seen[max(seen)].memory, 150))
    goals(told)
    least, largest = seen[min(seen)].ours, seen[max(seen)].ours
    times = max(seen) // min(seen)
    print(f"- {times} times the pupils: {largest.median / least.median:.1f} times the median")


if __name__ == "__main__":
    main()
