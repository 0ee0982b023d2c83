"""Feed the roster readers nonsense for a bounded time.

    python -m tests.fuzz [--seconds 60] [--seed 0] [TARGET …]

Each target starts from sound files of one format and damages them: bytes flipped, cut, doubled,
tokens of the formats thrown in; for archives, the parts inside as well as the archive. A reader
may refuse with its own error and nothing else; what it accepts must be clean and whole; no file may
take long. The first failure leaves the file that caused it, and exit status 1.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import random
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.unit.rosters import books, writers
from tests.unit.rosters.writers import TODAY

from certui.domain.models import Person, Sex
from certui.domain.text import clean
from certui.errors import RosterError
from certui.rosters.csv_export import write_roster
from certui.rosters.reader import read_roster

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from certui.domain.roster_files import RosterFile

# Seconds that no damaged file of some kilobytes may take.
SLOW: Final = 5.0
TOKENS: Final = [
    *(
        b"\0",
        b"\xff",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"\xc3",
        b"\r",
        b"\n\n",
        b"\t",
        b'"',
        b"'",
        b";",
    ),
    *(
        b"<",
        b">",
        b"</",
        b"/>",
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"]]>",
        b"&amp;",
        b"&#0;",
        b"&#xD800;",
    ),
    *(b"<!DOCTYPE x [<!ENTITY a 'a'>]>", b"<?xml version='1.0' encoding='utf-16'?>", b"BEE_ELEVES"),
    *(b"<ELEVE>", b"</ELEVE>", b"<STRUCTURE>", b"<td colspan=999>", b"<tr>", b"</table>"),
    *(b't="s"', b' r="XFD1048576"', b' table:number-rows-repeated="99999999"', b"<v>1e999</v>"),
    *(b"31/02/2011", b"00/00/0000", b"20110214", b"Nom", b"Prenom", b"Classe", b"INE", b"99" * 40),
    *(b"PK\x05\x06", b"PK\x01\x02", b"PK\x06\x07", b"\x1b[31m", "\u202e".encode(), "œ".encode()),
]


def people() -> list[Person]:
    """A few invented pupils."""
    names = [("LEFÈVRE", "Chloé"), ("DE LA TOUR", "Jean-Baptiste"), ("O’NEIL", "Zoé"), ("=A", "'B")]
    return [
        Person(
            ine=f"{number:09}AB",
            last_name=last,
            first_name=first,
            sex=Sex.FEMALE if number % 2 else Sex.MALE,
            birth_date=dt.date(2011, 2, number + 1),
            class_name="3EB",
        )
        for number, (last, first) in enumerate(names)
    ]


def exported() -> bytes:
    """The roster as certui exports it."""
    stream = io.StringIO(newline="")
    write_roster(people(), stream)
    return stream.getvalue().encode()


def seeds() -> dict[str, list[bytes]]:
    """Sound files by target."""
    xml = writers.siecle(people())
    grids = [lay(people()) for lay in (writers.onde, writers.plain, writers.charlemagne)]
    latin = xml.encode("iso8859-15", errors="xmlcharrefreplace")
    return {
        "siecle": [
            latin,
            xml.replace("ISO-8859-15", "UTF-8").encode(),
            xml.replace("ISO-8859-15", "UTF-16").encode("utf-16"),
        ],
        "siecle-zip": [
            writers.zipped({"a.xml": latin}),
            writers.zipped({"a.xml": latin, "__MACOSX/b": b""}, zipfile.ZIP_STORED),
        ],
        "fregata": [writers.csv_bytes(writers.fregata(people()))],
        "csv": [
            *(
                writers.csv_bytes(grid, codec=codec)
                for grid in grids
                for codec in ("cp1252", "utf-16")
            ),
            writers.csv_bytes(writers.pronote(people()), separator="\t"),
        ],
        "html": [writers.html_bytes(grid) for grid in grids],
        "xlsx": [writers.xlsx_bytes(grid, shared=bool(way)) for way, grid in enumerate(grids)],
        "xls": [books.xls_book({"3A": grid}) for grid in grids],
        "xlsb": [books.xlsb_book({"3A": grid}) for grid in grids],
        "ods": [
            *(writers.ods_bytes(grid) for grid in grids),
            books.ods_book({"3A": grids[0], "3B": grids[1]}, merges={"3A": [(1, 2, 3)]}),
        ],
        "export": [exported()],
    }


def damaged(content: bytes, dice: random.Random) -> bytes:
    """The same file, hurt in one to six places."""
    data = bytearray(content)
    for _ in range(dice.choice([1, 1, 1, 2, 3, 6])):
        place = dice.randrange(len(data) + 1)
        length = min(dice.choice([1, 2, 8, 64, 400]), len(data) - place)
        match dice.randrange(7):
            case 0 if length:
                data[place] ^= 1 << dice.randrange(8)
            case 1:
                del data[place : place + length]
            case 2:
                data[place:place] = dice.choice(TOKENS) * dice.choice([1, 1, 1, 50])
            case 3:
                data[place : place + length] = dice.randbytes(length)
            case 4:
                data[place:place] = data[place : place + length] * dice.choice([1, 1, 200])
            case 5 if dice.random() < 0.2:
                del data[place:]
            case _:
                other = dice.randrange(len(data) + 1)
                data[place : place + length] = data[other : other + length]
    return bytes(data)


def damaged_inside(content: bytes, dice: random.Random) -> bytes:
    """A sound archive of which one part is hurt."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = dice.choice(sorted(files))
    return writers.zipped(files | {name: damaged(files[name], dice)})


def check(file: RosterFile) -> None:
    """What every accepted roster must be.

    Raises:
        AssertionError: it is not.
    """
    assert file.persons
    assert not (file.strict and file.rejected)
    ines = [one.ine for one in file.persons if one.ine]
    assert len(ines) == len(set(ines))
    for one in file.persons:
        assert one.last_name
        assert one.first_name
        assert one.class_name
        assert dt.date(1900, 1, 1) < one.birth_date <= TODAY
        for text in (one.ine or "", one.last_name, one.first_name, one.class_name, one.birth_city):
            assert clean(text) == text
            assert len(text) <= 500
    for fault in file.rejected:
        assert clean(fault.found) == fault.found


def fuzz(
    name: str, files: Sequence[bytes], seconds: float, dice: random.Random, folder: Path
) -> Counter[str]:
    """Damage files until the time is over.

    Args:
        name: of the target.
        files: sound ones.
        seconds: how long.
        dice: decides.
        folder: where files are written.

    Returns:
        How many files ended how.

    Raises:
        Exception: whatever a reader raised that is no refusal; the file is left in the folder.
    """
    path = folder / name
    ends: Counter[str] = Counter()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        content = dice.choice(files)
        inside = content.startswith(b"PK") and dice.random() < 0.7
        hurt: Callable[[bytes, random.Random], bytes] = damaged_inside if inside else damaged
        path.write_bytes(hurt(content, dice))
        began = time.monotonic()
        try:
            check(read_roster(path, today=TODAY))
        except RosterError as error:
            ends[type(error).__name__] += 1
        else:
            ends["accepted"] += 1
        assert time.monotonic() - began < SLOW, "slow"
    return ends


def main() -> int:
    """Run the targets in turn; 1 when one fails."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    every = seeds()
    parser.add_argument("--seconds", type=float, default=60.0, help="in all (60)")
    parser.add_argument("--seed", type=int, default=0, help="the same damage again (0)")
    parser.add_argument("targets", nargs="*", choices=[*every, []], help="all unless named")
    arguments = parser.parse_args()
    targets = arguments.targets or list(every)
    folder = Path(tempfile.mkdtemp(prefix="certui-fuzz-"))
    for name in targets:
        dice = random.Random(f"{arguments.seed}{zlib.crc32(name.encode())}")
        share = arguments.seconds / len(targets)
        try:
            ends = fuzz(name, every[name], share, dice, folder)
        except Exception:
            sys.stderr.write(f"{name}: the file that failed is {folder / name}\n")
            raise
        total = sum(ends.values())
        told = ", ".join(f"{how} {count}" for how, count in ends.most_common())
        sys.stdout.write(f"{name}: {total} files in {share:.0f} s ({told})\n")
        (folder / name).unlink(missing_ok=True)
    folder.rmdir()
    return 0


if __name__ == "__main__":
    sys.exit(main())
