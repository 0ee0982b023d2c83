"""Claim: among 100,000 pupils, adding 1,000 takes less than 3 times what SQLite alone takes.

Each figure is of a fresh process that has already opened the store, and, for adding, its picker, as
whoever adds has: the median of the seconds, and the most memory that any run took. The raw
reference is the driver alone, on the same schema with the same durability, with rows made
beforehand: one ``executemany`` and a commit, or one ``SELECT`` fetched whole. Adding does more than
the reference: it checks who may be added, leaves out who is there already, and journals.
"""

from __future__ import annotations

import datetime as dt
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.rosters import files
from bench.tables import goals, head, row

from certui import bootstrap
from certui.config import Settings
from certui.domain.models import SessionDraft
from certui.rosters.reader import read_roster
from certui.store.engine import bare_connection, set_up
from certui.store.people import PUPIL_COLUMNS, SNAPSHOT_COLUMNS, pupil_values
from certui.store.sql import open_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from certui.store.engine import DriverConnection

MANY: Final = 100_000
ADDED: Final = 1_000
RUNS: Final = 7
SESSION: Final = 1
_PICKED: Final = "id, class_name, last_name, first_name, birth_date, ine, haystack, usage_name"
_AT: Final = "2026-11-23 14:30:00.000000"


def _connected(database: Path) -> DriverConnection:
    connection = bare_connection(database, 5.0)
    set_up(connection, read_only=False)
    return connection


def _marks(columns: tuple[str, ...]) -> str:
    return f"({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def imported(database: Path, roster: Path) -> float:
    """Seconds of an import, reading the file included."""
    with bootstrap.opened(Settings(database=str(database), who="bench")) as services:
        services.leavers.view()
        start = time.perf_counter()
        services.roster.apply(roster)
        return time.perf_counter() - start


def read(_database: Path, roster: Path) -> float:
    """Seconds of reading the file alone."""
    start = time.perf_counter()
    read_roster(roster)
    return time.perf_counter() - start


def raw_imported(database: Path, roster: Path) -> float:
    """Seconds of inserting the same rows."""
    rows = [(*pupil_values(person), 1) for person in read_roster(roster).persons]
    text = f"INSERT INTO pupil {_marks((*PUPIL_COLUMNS, 'enabled'))}"
    with closing(_connected(database)) as connection:
        start = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(text, rows)
        connection.execute("COMMIT")
        return time.perf_counter() - start


def picked(database: Path, _roster: Path) -> float:
    """Seconds until the picker can be shown: the roster read, and indexed for its filter."""
    with bootstrap.opened(Settings(database=str(database), who="bench")) as services:
        services.sessions.view(SESSION)
        enrolment = services.enrolment
        start = time.perf_counter()
        enrolment.picker(SESSION)
        return time.perf_counter() - start


def raw_picked(database: Path, _roster: Path) -> float:
    """Seconds of fetching the same columns in the same order."""
    text = f"SELECT {_PICKED} FROM pupil WHERE enabled ORDER BY roster_order, id"
    with closing(_connected(database)) as connection:
        start = time.perf_counter()
        connection.execute(text).fetchall()
        return time.perf_counter() - start


def _chosen(connection: DriverConnection) -> list[int]:
    rows = connection.execute(f"SELECT id FROM pupil WHERE id % {MANY // ADDED} = 1")
    return [pupil_id for (pupil_id,) in rows]


def added(database: Path, _roster: Path) -> float:
    """Seconds of adding candidates."""
    with closing(_connected(database)) as connection:
        ids = _chosen(connection)
    with bootstrap.opened(Settings(database=str(database), who="bench")) as services:
        enrolment = services.enrolment
        enrolment.picker(SESSION)
        start = time.perf_counter()
        done = enrolment.add(SESSION, ids)
        took = time.perf_counter() - start
    assert done.added == ADDED, done
    return took


def raw_added(database: Path, _roster: Path) -> float:
    """Seconds of inserting the same rows."""
    columns = ("session_number", "pupil_id", *SNAPSHOT_COLUMNS, "op_id", "added_by", "added_at")
    names = ", ".join(SNAPSHOT_COLUMNS)
    with closing(_connected(database)) as connection:
        ids = _chosen(connection)
        people = [
            connection.execute(f"SELECT {names} FROM pupil WHERE id = ?", (one,)).fetchone()
            for one in ids
        ]
        rows = [
            (SESSION, one, *person, "op", "bench", _AT)
            for one, person in zip(ids, people, strict=True)
        ]
        start = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(f"INSERT INTO candidate {_marks(columns)}", rows)
        connection.execute("COMMIT")
        return time.perf_counter() - start


JOBS: Final[dict[str, Callable[[Path, Path], float]]] = {
    one.__name__: one
    for one in (imported, read, raw_imported, picked, raw_picked, added, raw_added)
}


def prepared(folder: Path, roster: Path) -> tuple[Path, Path]:
    """An empty database with a session, and one with the roster too."""
    empty, full = folder / "empty.sqlite", folder / "full.sqlite"
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=2)
    draft = SessionDraft(
        name="Mesure", site="", room="", invigilators="", date=tomorrow, time=dt.time(9)
    )
    with closing(open_store(empty)) as store, store.writing() as work:
        work.add_session(draft, access_code="BCDF23", number=SESSION)
    shutil.copyfile(empty, full)
    imported(full, roster)
    return empty, full


def measured(job: str, database: Path, roster: Path) -> tuple[float, float]:
    """Seconds and megabytes of a job, in a process of its own on a copy of the database."""
    copy = database.with_name("copy.sqlite")
    for left in database.parent.glob("copy.sqlite*"):
        left.unlink()
    shutil.copyfile(database, copy)
    command = [sys.executable, "-m", "bench.store_scale", job, str(copy), str(roster)]
    said = subprocess.check_output(command, text=True)
    seconds, megabytes = map(float, said.split())
    return seconds, megabytes


def once(job: str, database: str, roster: str) -> None:
    """Do one job; print its seconds and the process's most memory, in MB."""
    seconds = JOBS[job](Path(database), Path(roster))
    status = Path("/proc/self/status").read_text("ascii")
    (peak,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    print(seconds, int(peak) / 1024)


def main() -> None:
    """Print the table."""
    head(f"{MANY:,} pupils, {RUNS} runs each", "ms", "MB", "raw ms", "raw MB", "× raw")
    with tempfile.TemporaryDirectory(prefix="certui-bench-") as name:
        folder = Path(name)
        roster = folder / "roster.xml"
        roster.write_bytes(files()[f"SIECLE {MANY}"]())
        empty, full = prepared(folder, roster)
        for title, database, job, reference in (
            ("import of a SIECLE file", empty, "imported", "raw_imported"),
            ("of which the file is read", empty, "read", ""),
            ("opening the picker", full, "picked", "raw_picked"),
            (f"adding {ADDED:,} candidates", full, "added", "raw_added"),
        ):
            pairs = [
                [measured(one, database, roster) for one in (job, reference) if one]
                for _ in range(RUNS)
            ]
            cells = [title]
            medians = []
            for column in zip(*pairs, strict=True):
                medians.append(1000 * statistics.median(seconds for seconds, _ in column))
                cells += [f"{medians[-1]:,.0f}", f"{max(peak for _, peak in column):.0f}"]
            cells += ["", "", ""] if not reference else [f"{medians[0] / medians[1]:.1f}"]
            row(*cells)
        goals([(f"adding {ADDED:,} candidates × raw", medians[0] / medians[1], 3.0)])


if __name__ == "__main__":
    if len(sys.argv) > 1:
        once(*sys.argv[1:])
    else:
        main()
