"""Claim: reading 2,500 pupils takes tenths of a second, 100,000 stay below 300 MB.

Each reading is made in a fresh process, so that its peak of memory is its own.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.tables import head, row

from certui.domain.models import Person, Sex
from certui.rosters.reader import read_roster

if TYPE_CHECKING:
    from collections.abc import Callable

PUPILS: Final = 2_500
MANY: Final = 100_000
RUNS: Final = 5


def invented(count: int) -> list[Person]:
    """Pupils whose names are nearly all different, in classes of thirty."""
    draw = random.Random(208)

    def name(least: int, most: int) -> str:
        letters = (draw.choice("AEIOURSTNLÉÈÇŒ") for _ in range(draw.randint(least, most)))
        return "".join(letters)

    return [
        Person(
            ine=f"{rank:09}AB",
            last_name=name(4, 14),
            first_name=name(3, 9).title(),
            sex=draw.choice([Sex.FEMALE, Sex.MALE]),
            birth_date=dt.date(2011, 1, 1) + dt.timedelta(days=rank % 365),
            class_name=f"3E{rank // 30}",
        )
        for rank in range(count)
    ]


def files() -> dict[str, Callable[[], bytes]]:
    """What makes a file of each format; made only when its turn comes."""
    # The writers of the tests, which stand beside this folder.
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from tests.unit.rosters import writers  # noqa: PLC0415 - not before the path is known

    few = invented(PUPILS)

    def siecle(people: list[Person]) -> bytes:
        return writers.siecle(people).encode("iso8859-15")

    return {
        "SIECLE": lambda: siecle(few),
        "SIECLE zip": lambda: writers.zipped({"ElevesSansAdresses.xml": siecle(few)}),
        "FREGATA": lambda: writers.csv_bytes(writers.fregata(few)),
        "ONDE": lambda: writers.csv_bytes(writers.onde(few), codec="cp1252"),
        "PRONOTE": lambda: writers.csv_bytes(writers.pronote(few), codec="utf-16"),
        "Charlemagne": lambda: writers.html_bytes(writers.charlemagne(few)),
        "XLSX": lambda: writers.xlsx_bytes(writers.plain(few)),
        "ODS": lambda: writers.ods_bytes(writers.plain(few)),
        f"SIECLE {MANY}": lambda: siecle(invented(MANY)),
    }


def once(path: Path) -> None:
    """Read one file and print its seconds, by the wall and of the processor, and its megabytes."""
    wall, processor = time.perf_counter(), time.process_time()
    read_roster(path)
    status = Path("/proc/self/status").read_text("ascii")
    (peak,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    print(time.perf_counter() - wall, time.process_time() - processor, int(peak) / 1024)


def main() -> None:
    """Print a table of medians."""
    head(f"{PUPILS:,} pupils, {RUNS} runs", "s", "CPU s", "peak MB")
    with tempfile.TemporaryDirectory(prefix="certui-bench-") as folder:
        path = Path(folder) / "roster"
        for name, make in files().items():
            path.write_bytes(make())
            measure(name, path)


def measure(name: str, path: Path) -> None:
    """Read one file several times and print the medians."""
    asked = [sys.executable, "-m", "bench.rosters", str(path)]
    runs = (subprocess.check_output(asked) for _ in range(RUNS))
    walls, processors, peaks = zip(*(map(float, one.split()) for one in runs), strict=True)
    wall, processor = statistics.median(walls), statistics.median(processors)
    row(name, f"{wall:.3f}", f"{processor:.3f}", f"{max(peaks):.0f}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        once(Path(sys.argv[1]))
    else:
        main()
