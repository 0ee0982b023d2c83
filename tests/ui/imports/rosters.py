"""Roster files of every format, for the invented school, and the keys that open them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.ui.seen import press
from tests.unit.rosters import writers

from certui.domain.models import Person, Sex

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.pilot import Pilot

CHLOE = Person(
    ine="1111111111A",
    last_name="LEFÈVRE",
    first_name="Chloé",
    sex=Sex.FEMALE,
    birth_date=dt.date(2011, 2, 14),
    class_name="3A",
)
ZOE = replace(CHLOE, ine="1111111112B", last_name="SOW", first_name="Zoé")
PEOPLE = (CHLOE, ZOE)


def siecle(people: Sequence[Person] = PEOPLE, uai: str = "0690001A") -> bytes:
    """A SIECLE file of the invented school."""
    return writers.siecle(people).replace("0330001A", uai).encode("iso8859-15")


FILES: dict[str, Callable[[], bytes]] = {
    "SIECLE": siecle,
    "SIECLE zip": lambda: writers.zipped({"ElevesSansAdresses.xml": siecle()}),
    "FREGATA": lambda: writers.csv_bytes(writers.fregata(PEOPLE)),
    "ONDE": lambda: writers.csv_bytes(writers.onde(PEOPLE), codec="cp1252"),
    "PRONOTE": lambda: writers.csv_bytes(writers.pronote(PEOPLE), codec="utf-16"),
    "Charlemagne": lambda: writers.html_bytes(writers.charlemagne(PEOPLE)),
    "XLSX": lambda: writers.xlsx_bytes(writers.plain(PEOPLE)),
    "ODS": lambda: writers.ods_bytes(writers.plain(PEOPLE)),
}


def spreadsheet(*people: Person, born: str = "") -> bytes:
    """A CSV list with INE; the birth date of the last person is as given."""
    rows = [list(row) for row in writers.plain(people)]
    if born:
        rows[-1][2] = born
    return writers.csv_bytes(rows)


async def opened(pilot: Pilot[None], path: Path | str) -> str:
    """Open the import screen and read a file; answers the screen."""
    await press(pilot, "i")
    return await press(pilot, *str(path), "enter")
