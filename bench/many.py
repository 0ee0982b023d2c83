"""Claim: twenty people work over SSH on one small server without feeling one another.

A real sshd on the loopback, started by the benchmark with keys of its own, and twenty ssh clients,
each in a pseudo-terminal of 80×24, each typing in the picker as a person does: four keys a second,
each at a time of their own. From a key to the first byte of its answer, clients, server and
programs all on the same machine. The reference is :mod:`bench.ordinary`, under the same conditions
in the same run.

A process's memory is what it has for itself (private) and with its share of what processes have in
common (PSS); RSS counts what is shared once for each.
"""

from __future__ import annotations

import contextlib
import getpass
import itertools
import os
import random
import re
import select
import shlex
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from bench.program import KEYS, Program
from bench.schools import seeded
from bench.tables import goals, head, row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PEOPLE: Final = 20
PUPILS: Final = 2_000
SECONDS: Final = 30.0
# Between two keys of one person.
_PACE: Final = 0.25
_QUERIES: Final = ("3eb", "martin", "lea", "20/05", "petit", "cha", "zoe", "nguyen")
_ROOT: Final = Path(__file__).parents[1]
_SSHD: Final = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
_PRIVILEGE_SEPARATION: Final = Path("/run/sshd")
_PATIENCE: Final = 10.0
_CONFIGURATION: Final = """
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/person.pub
PidFile none
UsePAM no
StrictModes no
PasswordAuthentication no
PermitRootLogin yes
MaxStartups 100
LogLevel FATAL
"""


class Server(NamedTuple):
    """An sshd that lets one key in.

    Attributes:
        folder: its keys and configuration.
        port: on the loopback.
    """

    folder: Path
    port: int

    def client(self, command: Sequence[str]) -> list[str]:
        """The ssh command line that runs a command in a terminal there."""
        options = {
            "UserKnownHostsFile": "/dev/null",
            "StrictHostKeyChecking": "no",
            "LogLevel": "ERROR",
            "IdentitiesOnly": "yes",
            "Compression": "yes",
        }
        return [
            *("ssh", "-tt", "-F", "none", "-p", str(self.port), "-i", str(self.folder / "person")),
            *(f"-o{name}={value}" for name, value in options.items()),
            f"{getpass.getuser()}@127.0.0.1",
            shlex.join(command),
        ]


@contextlib.contextmanager
def serving(sshd: str, folder: Path) -> Iterator[Server]:
    """Run an sshd, stopped at the end.

    Raises:
        TimeoutError: it does not listen.
    """
    for name in ("host", "person"):
        keygen = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(keygen, check=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    configuration = folder / "sshd_config"
    configuration.write_text(_CONFIGURATION.format(port=port, folder=folder), "utf-8")
    with _separated(), subprocess.Popen([sshd, "-D", "-e", "-f", str(configuration)]) as process:
        try:
            _wait_for(port)
            yield Server(folder, port)
        finally:
            process.terminate()


@contextlib.contextmanager
def _separated() -> Iterator[None]:
    """Make the folder without which root's sshd does not start, where no service has made it."""
    try:
        _PRIVILEGE_SEPARATION.mkdir(0o755)
    except OSError:  # there already, or we are not root and need none
        yield
        return
    try:
        yield
    finally:
        _PRIVILEGE_SEPARATION.rmdir()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        with contextlib.suppress(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port)).close()
            return
        time.sleep(0.05)
    raise TimeoutError(port)


class Line(Program):
    """A program at the other end of an ssh client, waited for among others."""

    def fileno(self) -> int:
        """What to wait for."""
        return self._terminal

    def take(self) -> None:
        """Read what is there."""
        self._read()


class Person:
    """Somebody who types: words, and then backspaces.

    Args:
        program: what they type in.
        rank: which person of how many.
        begins: when everybody begins.
    """

    def __init__(self, program: Line, rank: int, begins: float) -> None:
        self.program = program
        self.answers: list[float] = []
        self._draw = random.Random(rank)
        self.next = begins + self._draw.random() * _PACE
        self._waiting: list[float] = []
        queries = itertools.islice(itertools.cycle(_QUERIES), rank, None)
        self._keys = (
            key for query in queries for key in (*query, *(KEYS["backspace"] for _ in query))
        )

    def type(self) -> None:
        """One key, and when the next is due."""
        self._waiting.append(time.perf_counter())
        self.program.send(next(self._keys))
        self.next += _PACE * self._draw.uniform(0.6, 1.4)

    def hear(self) -> None:
        """Take what has come: it answers the keys that wait."""
        self.program.take()
        now = time.perf_counter()
        self.answers += [now - sent for sent in self._waiting]
        self._waiting.clear()

    @property
    def unanswered(self) -> int:
        """How many keys still wait."""
        return len(self._waiting)


def typed(programs: Sequence[Line], seconds: float) -> tuple[list[float], int]:
    """Let each of them be typed in.

    Returns:
        Seconds from each key to its answer, and how many keys had none.
    """
    begins = time.perf_counter()
    people = {one.fileno(): Person(one, rank, begins) for rank, one in enumerate(programs)}
    while (now := time.perf_counter()) < begins + seconds:
        for person in people.values():
            if person.next <= now:
                person.type()
        due = min(person.next for person in people.values()) - time.perf_counter()
        for ready in select.select(list(people), [], [], max(0.0, due))[0]:
            people[ready].hear()
    for ready in select.select(list(people), [], [], 1.0)[0]:
        people[ready].hear()
    answers = [seconds for person in people.values() for seconds in person.answers]
    return answers, sum(person.unanswered for person in people.values())


def memory(mark: str) -> list[tuple[float, float, float]]:
    """Private memory, PSS and RSS, in MB, of each Python process whose command has a word."""
    found: list[tuple[float, float, float]] = []
    for process in Path("/proc").iterdir():
        # Processes come and go, and some are other people's.
        with contextlib.suppress(OSError):
            if mark.encode() not in (process / "cmdline").read_bytes():
                continue
            if not (process / "exe").readlink().name.startswith("python"):
                continue
            rolled = (process / "smaps_rollup").read_text("ascii")
            found.append((_mb(rolled, "Private_\\w+"), _mb(rolled, "Pss"), _mb(rolled, "Rss")))
    return found


def _wait_for_end(mark: str) -> None:
    """Wait until whoever was hung up on has left."""
    deadline = time.monotonic() + _PATIENCE
    while memory(mark) and time.monotonic() < deadline:
        time.sleep(0.1)


def _mb(rolled: str, name: str) -> float:
    return sum(map(int, re.findall(rf"^{name}:\s+(\d+) kB", rolled, re.MULTILINE))) / 1024


def measure(
    name: str, server: Server, command: Sequence[str], database: Path, text: str
) -> tuple[float, float, float]:
    """Open the program for everybody, let them type, print what is seen.

    Returns:
        Milliseconds within which 95 and 99 keys of 100 are answered, and MB of a process with its
        share of what all have in common.
    """
    # Compiled, as installed: the first to start would else all compile what they import.
    with Line(server.client([*command, str(database)])) as first:
        first.until(text)
        first.settle(0.3)
    with contextlib.ExitStack() as stack:
        stack.callback(_wait_for_end, str(database))
        programs = [
            stack.enter_context(Line(server.client([*command, str(database)])))
            for _ in range(PEOPLE)
        ]
        for one in programs:
            one.until(text)
        if name == "certui":
            for one in programs:
                one.settle(0.3)
                one.press(KEYS["enter"], 0.5)
                one.send("a")
                one.until("participants")
        for one in programs:
            one.settle(0.3)
        answers, unanswered = typed(programs, SECONDS)
        sizes = memory(str(database))
    cuts = statistics.quantiles(answers, n=100)
    private, shared, resident = (statistics.median(one) for one in zip(*sizes, strict=True))
    figures = [1000 * one for one in (cuts[49], cuts[94], cuts[98], max(answers))]
    cells = [f"{len(answers)}", f"{unanswered}", *(f"{one:.0f}" for one in figures)]
    cells += [f"{len(sizes)}", f"{private:.0f}", f"{shared:.0f}", f"{resident:.0f}"]
    row(name, *cells)
    return figures[1], figures[2], shared


def main() -> None:
    """Print the table."""
    if _SSHD is None or shutil.which("ssh") is None:
        print("sshd or ssh is not installed: nobody can come over SSH.")
        return
    head(
        f"{PEOPLE} people, {PUPILS:,} pupils", "keys", "unanswered", "p50 ms", "p95 ms", "p99 ms",
        "worst ms", "processes", "private MB", "PSS MB", "RSS MB",
    )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="certui-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        database = seeded(PUPILS, folder)
        settings = [
            *("env", "-C", str(_ROOT), f"PYTHONPYCACHEPREFIX={folder / 'compiled'}"),
            *("LANG=C.UTF-8", f"HOME={folder}", sys.executable),
        ]
        ordinary = [*settings, "-c", "from bench.ordinary import main; main()"]
        with serving(_SSHD, folder) as server:
            certui = [*settings, "-m", "certui", "--db"]
            measure("ordinary", server, ordinary, database, "Classe")
            p95, p99, megabytes = measure("certui", server, certui, database, "Troisi")
    goals(
        [
            ("p95, in ms", p95, 50),
            ("p99, in ms", p99, 150),
            ("MB each, with its share (PSS)", megabytes, 50),
        ]
    )


if __name__ == "__main__":
    main()
