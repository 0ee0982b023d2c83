"""Claim: any document of 400 candidates is made in under one second, typesetter's start included.

Each document is made in a fresh process, for the typesetter remembers what it has laid out.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from bench.tables import goals, head, row

from certui.bootstrap import Places
from certui.documents.renderer import DocumentRenderer
from certui.domain import pix_list
from certui.domain.models import Candidate, Centre, ExamSession, Person, SessionState, Sex
from certui.services.documents import DocumentKind, SessionRecord

CANDIDATES = 400
RUNS = 5


def invented(count: int) -> SessionRecord:
    """A session of people whose names are all different, and longer than most."""
    draw = random.Random(208)

    def name(least: int, most: int) -> str:
        letters = (draw.choice("AEIOURSTNLBCDFGHJMPVZ") for _ in range(draw.randint(least, most)))
        return "".join(letters)

    return SessionRecord(
        centre=Centre(name="Collège de la Démonstration", uai="0690001A", time_zone="Europe/Paris"),
        session=ExamSession(
            number=208,
            name="Troisièmes",
            site="Collège de la Démonstration",
            room="Gymnase",
            invigilators="Camille Benhamur",
            date=dt.date(2027, 2, 1),
            time=dt.time(15, 30),
            time_zone="Europe/Paris",
            notes="",
            access_code="BCDF23",
        ),
        candidates=tuple(
            Candidate(
                id=rank,
                session_number=208,
                pupil_id=rank,
                person=Person(
                    ine=f"{rank:010}A",
                    last_name=name(4, 14),
                    first_name=name(3, 12).title(),
                    sex=Sex.FEMALE,
                    birth_date=dt.date(2011, 1, 1) + dt.timedelta(days=rank % 365),
                    class_name=f"3E{rank % 9}",
                    birth_city=name(4, 16).title(),
                    birth_city_code="25056",
                    birth_department="Doubs",
                    birth_country="France",
                ),
                extra_time_percentage=33 if rank % 20 == 0 else None,
                joined_at=dt.datetime(2027, 2, 1, 14, 31, tzinfo=dt.UTC) if rank % 9 else None,
                added_by="bench",
                added_at=dt.datetime(2027, 1, 4, tzinfo=dt.UTC),
            )
            for rank in range(count)
        ),
        state=SessionState.BEGUN,
    )


def once(kind: DocumentKind) -> None:
    """Make one document and print its seconds: by the wall, and of the processor."""
    record = invented(CANDIDATES)
    entries = pix_list.entries(record.candidates, record.centre.pix, Places())
    record = replace(record, entries=entries)
    renderer = DocumentRenderer(Path("/nonexistent"))
    wall, processor = time.perf_counter(), time.process_time()
    renderer.render(kind, record)
    print(time.perf_counter() - wall, time.process_time() - processor)


def main() -> None:
    """Print a table of medians, beside the second that the claim allows."""
    head(f"{CANDIDATES} candidates, {RUNS} runs", "s", "CPU s")
    told: list[tuple[str, float, float]] = []
    for kind in DocumentKind:
        asked = [sys.executable, "-m", "bench.documents", kind.value]
        said = (subprocess.check_output(asked) for _ in range(RUNS))
        walls, processors = zip(*(map(float, one.split()) for one in said), strict=True)
        seconds = statistics.median(walls)
        row(kind.value, f"{seconds:.3f}", f"{statistics.median(processors):.3f}")
        told.append((f"{kind.value}, in s", seconds, 1.0))
    goals(told)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        once(DocumentKind(sys.argv[1]))
    else:
        main()
