"""Claim: a PV of 400 is made in 0.6 s and 120 MB, of 1,600 in 1.5 s, any other paper in one.

Each document is made in a fresh process, for the typesetter remembers what it has laid out.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import cast

from bench.tables import goals, head, row

from certui.documents import pv
from certui.documents.renderer import DocumentRenderer
from certui.domain import pix_list
from certui.domain.models import Candidate, Centre, ExamSession, Person, SessionState, Sex
from certui.domain.papers import DocumentKind, SessionRecord
from certui.rosters.listed_places import ListedPlaces

CANDIDATES = 400
# The largest centres' largest session.
MANY = 1_600
BARE = "bare"
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


def once(kind: DocumentKind, count: int) -> None:
    """Make one document; print its seconds, by the wall and of the processor, and its memory."""
    record = invented(count)
    entries = pix_list.entries(record.candidates, record.centre.pix, ListedPlaces())
    record = replace(record, entries=entries)
    renderer = DocumentRenderer(Path("/nonexistent"))
    wall, processor = time.perf_counter(), time.process_time()
    renderer.render(kind, record)
    tell(wall, processor)


def bare(count: int) -> None:
    """The same for the words of the PV in a plain table, by typst alone."""
    rows = cast("list[dict[str, str]]", pv.values(invented(count))["candidates"])
    words = json.dumps([word for row in rows for word in row.values()]).encode()
    table = f'#set document(title: "x")\n#set text(lang: "fr")\n#table(columns: {len(rows[0])},'
    source = f'{table} ..json("words.json"))'.encode()
    wall, processor = time.perf_counter(), time.process_time()
    import typst  # noqa: PLC0415 - its start is measured too

    typst.Compiler(  # type: ignore[type-var]  # documented; its stubs know paths and bytes only
        {"main.typ": source, "words.json": words}, ignore_system_fonts=True
    ).compile(format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=0)
    tell(wall, processor)


def tell(wall: float, processor: float) -> None:
    """Print what has passed since, and the most memory that this process has had, in MB."""
    passed = time.perf_counter() - wall, time.process_time() - processor
    print(*passed, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def medians(what: str, count: int) -> list[float]:
    """Of some runs, each in a process of its own."""
    asked = [sys.executable, "-m", "bench.documents", what, str(count)]
    said = (subprocess.check_output(asked) for _ in range(RUNS))
    return [
        statistics.median(seen)
        for seen in zip(*(map(float, one.split()) for one in said), strict=True)
    ]


def main() -> None:
    """Print a table of medians, beside what the claim allows."""
    head(f"{CANDIDATES} candidates, {RUNS} runs", "s", "CPU s", "peak MB", "× bare table")
    told: list[tuple[str, float, float]] = []
    plain = {count: medians(BARE, count) for count in (CANDIDATES, MANY)}
    for kind in DocumentKind:
        seconds, processor, memory = medians(kind.value, CANDIDATES)
        told.append((f"{kind.value}, in s", seconds, 0.6 if kind is DocumentKind.PV else 1.0))
        if kind is DocumentKind.PV:
            told.append((f"{kind.value}, in MB", memory, 120))
        row(kind.value, f"{seconds:.3f}", f"{processor:.3f}", f"{memory:.0f}", "")
    for count in (CANDIDATES, MANY):
        seconds, processor, memory = medians(DocumentKind.PV.value, count)
        _, reference, bare_memory = plain[count]
        told.append((f"pv of {count:,} × bare table, CPU", processor / reference, 1.2))
        if count == MANY:
            told.append((f"pv of {count:,}, in s", seconds, 1.5))
        times = f"{processor / reference:.2f}"
        row(f"pv of {count:,}", f"{seconds:.3f}", f"{processor:.3f}", f"{memory:.0f}", times)
        row(f"bare table of {count:,}", "", f"{reference:.3f}", f"{bare_memory:.0f}", "")
    goals(told)


if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    elif sys.argv[1] == BARE:
        bare(int(sys.argv[2]))
    else:
        once(DocumentKind(sys.argv[1]), int(sys.argv[2]))
