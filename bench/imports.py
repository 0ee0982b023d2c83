"""Claim: importing 2,500 pupils takes less than 1.5 times parsing plus raw inserts.

The reference reads the same file, and inserts the very rows that the import writes into a database
with the same schema and settings, in one transaction. Each run has a database of its own.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bench.rosters import PUPILS, files
from bench.tables import goals, head, row

from certui import bootstrap
from certui.config import Settings
from certui.rosters.reader import read_roster
from certui.store import roster as roster_port
from certui.store.people import pupil_values
from certui.store.sql import open_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from certui.domain.roster_files import RosterFile

RUNS: Final = 9
MOST: Final = 1.5


def imported(path: Path, database: Path) -> float:
    """Seconds of an import, the database open."""
    with bootstrap.opened(Settings(database=str(database), who="bench")) as services:
        services.sessions.summaries()
        start = time.perf_counter()
        services.roster.apply(path)
        return time.perf_counter() - start


def parsed(path: Path) -> tuple[float, RosterFile]:
    """Seconds of a reading, and what was read."""
    start = time.perf_counter()
    roster = read_roster(path)
    return time.perf_counter() - start, roster


def inserted(roster: RosterFile, database: Path) -> float:
    """Seconds of raw inserts of rows made beforehand."""
    rows = [pupil_values(person) for person in roster.persons]
    store = open_store(database)
    try:
        with store.writing() as work:
            raw: Any = work._connection.connection.driver_connection
            start = time.perf_counter()
            raw.executemany(roster_port._INSERT_PUPIL, rows)
        return time.perf_counter() - start
    finally:
        store.close()


def measure(name: str, path: Path, folder: Path) -> float:
    """Measure one format, the three in turn; print the medians, answer the ratio."""
    read_roster(path)
    took: list[tuple[float, float, float]] = []
    for run in range(RUNS):
        whole = imported(path, folder / f"{name}-{run}-import.sqlite")
        reading, roster = parsed(path)
        inserting = inserted(roster, folder / f"{name}-{run}-insert.sqlite")
        took.append((whole, reading, inserting))
    whole, reading, inserting = (statistics.median(column) for column in zip(*took, strict=True))
    ratio = statistics.median(one[0] / (one[1] + one[2]) for one in took)
    milliseconds = (f"{1000 * one:.0f}" for one in (whole, reading, inserting))
    row(name, *milliseconds, f"{ratio:.2f}")
    return ratio


def main() -> None:
    """Print a table of medians."""
    head(f"{PUPILS:,} pupils, {RUNS} runs", "import ms", "parse ms", "insert ms", "× both")
    told: list[tuple[str, float, float]] = []
    few: dict[str, Callable[[], bytes]] = {
        name: make for name, make in files().items() if not name[-1].isdigit()
    }
    with tempfile.TemporaryDirectory(prefix="certui-bench-") as folder:
        path = Path(folder) / "roster"
        for name, make in few.items():
            path.write_bytes(make())
            told.append((name, measure(name, path, Path(folder)), MOST))
    goals(told)


if __name__ == "__main__":
    main()
