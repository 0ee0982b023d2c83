"""The process that reads workbooks: what it may take, and how its end is told."""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import io
import os
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.rosters.books import BOOKS, xls_book, xlsb_book, xlsx_book
from tests.unit.rosters.writers import LIST_HEADINGS, TODAY, Cell, Grid, zipped
from tests.unit.wording.french import unsound

from certui import errors
from certui.confined import child
from certui.rosters import calamine, calamine_child
from certui.rosters.calamine_child import FIELD, RECORD
from certui.rosters.reader import read_roster
from certui.wording import refusals

if TYPE_CHECKING:
    from collections.abc import Callable

    from certui.domain.roster_files import RosterFile

Read: TypeAlias = "Callable[[bytes], RosterFile]"

PUPIL: list[Cell] = ["SOW", "Zoé", "14/02/2011", "F", "3A", "0000000001A"]
GRID: Grid = [LIST_HEADINGS, PUPIL]
BOOK = xlsx_book({"3A": GRID})
TOLD = "sheet|3A|visible\nline|1|" + "|".join(map(str, LIST_HEADINGS)) + "\n"


def instead(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Another program in the place of the reader."""
    started = [sys.executable, "-I", "-S", "-c", f"import os, signal, sys\n{program}"]
    monkeypatch.setattr(calamine, "_command", lambda: started)


def writing(text: str) -> str:
    """A program that answers, a record a line, fields between bars."""
    answer = text.replace("|", FIELD).replace("\n", RECORD)
    return f"sys.stdout.buffer.write({answer.encode()!r})\nsys.stdout.flush()\n"


def children() -> str:
    """The processes that this one has started and that are not gone."""
    tasks = Path("/proc/self/task").iterdir()
    return "".join((task / "children").read_text("ascii") for task in tasks)


def with_lines(lines: str) -> bytes:
    """A workbook of these lines."""
    with zipfile.ZipFile(io.BytesIO(BOOK)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    sheet = f"<worksheet {main}><sheetData>{lines}</sheetData></worksheet>"
    return zipped(files | {"xl/worksheets/sheet1.xml": sheet.encode()})


def too_complex(read: Read, content: bytes) -> None:
    """It is refused as such, in French, and nothing goes on."""
    with pytest.raises(errors.TooComplex) as caught:
        read(content)
    assert not unsound(refusals.sentence(caught.value))
    assert not children()


def name_of(column: int) -> str:
    """A column's letters; A is 1."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def test_two_cells_at_the_corners_of_a_sheet(read: Read) -> None:
    """Seventeen thousand million cells between them, in a kilobyte."""
    corners = '<row r="1"><c r="A1"><v>1</v></c></row>'
    corners += '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    too_complex(read, with_lines(corners))


def crooked() -> bytes:
    """One cell a line, each further to the right: 1.5 GB for a hundred kilobytes."""
    lines = (f'<row r="{n}"><c r="{name_of(n)}{n}"><v>1</v></c></row>' for n in range(1, 8_000))
    return with_lines("".join(lines))


# Reads a roster and tells the kilobytes that its largest child has had in memory. It stands in an
# interpreter of its own: a child is counted with the memory of whoever starts it, and a process
# that runs tests is large and has had other children.
READING = """
import resource, sys
from pathlib import Path
from certui import errors
from certui.confined import child
from certui.rosters.reader import read_roster
try:
    read_roster(Path(sys.argv[1]))
except errors.RosterError:
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def test_a_crooked_sheet_takes_no_more_than_its_memory(read: Read, tmp_path: Path) -> None:
    """Whatever the process that asks has had in memory itself."""
    too_complex(read, crooked())
    path = tmp_path / "liste.xlsx"
    path.write_bytes(crooked())
    asked = [sys.executable, "-c", READING, str(path)]
    largest = int(subprocess.check_output(asked))
    assert 0 < largest < 560_000


def test_a_blank_in_the_last_line_of_a_sheet_costs_nothing(read: Read) -> None:
    """Somebody went there by mistake: a million empty lines are passed over."""
    pupil = "".join(f'<c t="str"><v>{cell}</v></c>' for cell in PUPIL)
    headings = "".join(f'<c t="str"><v>{cell}</v></c>' for cell in LIST_HEADINGS)
    stray = '<row r="1048576"><c r="F1048576" t="str"><v> </v></c></row>'
    file = read(with_lines(f"<row>{headings}</row><row>{pupil}</row>{stray}"))
    assert [one.last_name for one in file.persons] == ["SOW"]


@pytest.mark.parametrize("write", [xlsx_book, xls_book])
def test_a_process_that_hangs_is_ended(
    read: Read, monkeypatch: pytest.MonkeyPatch, write: Callable[[dict[str, Grid]], bytes]
) -> None:
    """With the time allowed, long before it would end by itself."""
    instead(monkeypatch, "signal.alarm(100); signal.pause()")
    monkeypatch.setattr(calamine, "_SECONDS", 0)
    begun = time.monotonic()
    too_complex(read, write({"3A": GRID}))
    assert time.monotonic() - begun < 50


def test_a_process_that_never_stops_answering_is_ended(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the length allowed: no more is taken than that and a piece."""
    taken: list[int] = []
    reading = os.read

    def counted(descriptor: int, most: int) -> bytes:
        piece = reading(descriptor, most)
        taken.append(len(piece))
        return piece

    instead(monkeypatch, "while True: os.write(1, bytes(1 << 16))")
    monkeypatch.setattr(calamine, "_LONGEST", 1 << 20)
    monkeypatch.setattr(os, "read", counted)
    too_complex(read, BOOK)
    assert sum(taken) <= 2 << 20


@pytest.mark.parametrize(
    "end",
    ["os.kill(os.getpid(), signal.SIGKILL)", "os.abort()", "sys.exit(1)", "sys.exit(0)", "pass"],
)
def test_a_process_that_ends_before_all_is_told(
    read: Read, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    """Half an answer is none, however it ended."""
    pupil = "line|2|" + "|".join(map(str, PUPIL)) + "\n"
    limit = "import resource\nresource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
    instead(monkeypatch, limit + writing(TOLD + pupil) + end)
    too_complex(read, BOOK)
    instead(monkeypatch, writing(TOLD + pupil + "end\n"))
    assert [one.last_name for one in read(BOOK).persons] == ["SOW"]


@pytest.mark.parametrize(
    ("why", "refusal"),
    [
        ("memory", errors.TooComplex),
        ("password", errors.PasswordProtected),
        ("damaged", errors.BadArchive),
    ],
)
def test_why_it_could_not_be_read(
    read: Read, monkeypatch: pytest.MonkeyPatch, why: str, refusal: type[errors.RosterError]
) -> None:
    """As the process tells it."""
    instead(monkeypatch, writing(f"{TOLD}failed|{why}\n"))
    with pytest.raises(refusal):
        read(BOOK)


def test_more_lines_or_columns_than_a_roster_has(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted again by whoever asked."""
    instead(monkeypatch, writing("sheet|x|visible\nline|1|" + "|x" * 61 + "\nend\n"))
    with pytest.raises(errors.TooManyColumns):
        read(BOOK)
    monkeypatch.setattr(calamine, "MOST_LINES", 1)
    instead(monkeypatch, writing(f"{TOLD}line|2|x\nend\n"))
    with pytest.raises(errors.TooManyLines):
        read(BOOK)


def test_giving_up_ends_the_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the progress raises goes through at once."""
    path = tmp_path / "liste.xls"
    path.write_bytes(xls_book({"3A": GRID}))
    instead(monkeypatch, "signal.pause()")

    def give_up(_fraction: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_roster(path, progress=give_up)
    assert not children()


def test_a_reader_that_is_not_installed_is_no_fault_of_the_file(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program is at fault, and says so."""
    instead(monkeypatch, f"sys.exit({calamine_child.NOT_INSTALLED})")
    with pytest.raises(ModuleNotFoundError):
        read(BOOK)
    monkeypatch.undo()
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(ModuleNotFoundError):
        read(BOOK)


def loaded(program: str) -> set[str]:
    """The modules that a program asks for."""
    return {
        name
        for node in ast.walk(ast.parse(Path(program).read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module] if isinstance(node, ast.ImportFrom) else [node.names[0].name])
        if name
    }


def test_the_process_loads_nothing_but_what_it_reads_with() -> None:
    """It starts in some hundredths of a second: typing alone would double that."""
    assert loaded(child.__file__) == {"__future__", "resource", "sys"}
    assert loaded(calamine_child.__file__) == {"__future__", "datetime", "sys", "python_calamine"}


def test_the_file_is_whole_again_afterwards(tmp_path: Path) -> None:
    """The process moves in the same open file: the digest is that of all of it."""
    for kind, write in BOOKS.items():
        path = tmp_path / kind
        path.write_bytes(write({"3A": GRID}))
        told = hashlib.blake2b(path.read_bytes()).hexdigest()
        assert read_roster(path, today=TODAY).digest == told


def test_several_readings_at_once(tmp_path: Path) -> None:
    """Each in a process of its own, asked from a thread of its own."""
    found: dict[int, int] = {}
    paths = [tmp_path / str(number) for number in range(4)]
    for number, path in enumerate(paths):
        more: Grid = [[f"N{n}", *PUPIL[1:5], ""] for n in range(number)]
        path.write_bytes(xlsx_book({"3A": [*GRID, *more]}))

    def count(number: int) -> None:
        found[number] = len(read_roster(paths[number], today=TODAY).persons)

    threads = [threading.Thread(target=count, args=[number]) for number in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert found == {number: number + 1 for number in range(4)}


def read_or_refused(path: Path) -> bool:
    """Whether a file makes a roster, or is refused in sound French."""
    try:
        return bool(read_roster(path, today=TODAY).persons)
    except errors.RosterError as error:
        return not unsound(refusals.sentence(error))


SOUND = [BOOK, xls_book({"3A": GRID}), xlsb_book({"3A": GRID})]


@settings(max_examples=60, deadline=None)
@given(
    content=st.sampled_from(SOUND),
    places=st.lists(
        st.tuples(st.integers(0, 10**6), st.binary(min_size=1, max_size=9)), max_size=6
    ),
    cut=st.none() | st.integers(0, 10**5),
)
def test_damaged_anywhere_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory,
    content: bytes,
    places: list[tuple[int, bytes]],
    cut: int | None,
) -> None:
    """Never another error, never a process left."""
    data = bytearray(content)
    for place, written in places:
        start = place % len(data)
        data[start : start + len(written)] = written
    path = tmp_path_factory.mktemp("damaged") / "liste"
    path.write_bytes(bytes(data[: None if cut is None else cut % len(data) + 1]))
    assert read_or_refused(path)
    assert not children()


@settings(max_examples=40, deadline=None)
@given(content=st.binary(max_size=2_000), mark=st.sampled_from(["xls", "part"]))
def test_nonsense_in_the_place_of_cells(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, mark: str
) -> None:
    """Inside a sound container, so that it reaches the process."""
    path = tmp_path_factory.mktemp("nonsense") / "liste"
    if mark == "part":
        with zipfile.ZipFile(io.BytesIO(SOUND[2])) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        path.write_bytes(zipped(files | {"xl/worksheets/sheet1.bin": content}))
    else:
        book = SOUND[1]
        path.write_bytes(book[: -len(content) or None] + content)
    assert read_or_refused(path)
    assert not children()
