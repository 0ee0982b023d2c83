"""certui as a process: what it loads, its streams, signals, and accidents."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from certui import __version__, cli, incidents
from certui.cli import commands

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# What neither a usage error nor the version needs, each tens of milliseconds or more.
HEAVY = {
    "alembic",
    "babel",
    "dataclasses",
    "platformdirs",
    "pydantic",
    "rich",
    "shutil",
    "sqlalchemy",
    "sqlmodel",
    "textual",
    "tomllib",
    "typing",
    "typst",
}


def certui(
    *argv: str | bytes, env: Mapping[str, str] | None = None, stdout: int = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    """Run certui as a shell does, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "certui", *argv],
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        # Unbuffered, an error of the output would come up inside argparse, which swallows it.
        env={**os.environ, "PYTHONUNBUFFERED": "", **(env or {})},
        timeout=60,
    )


def loaded_after(statement: str) -> set[str]:
    """The modules that a fresh Python has loaded once it has run a statement."""
    program = f"import sys\n{statement}\nsys.stdout.write('\\n' + ' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-I", "-c", program],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "statement",
    [
        "import certui.__main__",
        "import certui.cli",
        "import certui.cli.parser",
        "from certui import cli; cli.main(['foo'])",
        "from certui import cli; cli.main(['candidates'])",
        "from certui import cli; cli.main(['--help'])",
    ],
)
def test_usage_loads_nothing_heavy(statement: str) -> None:
    """A usage error, help and the import of the shell load nothing that takes long."""
    assert not loaded_after(statement) & HEAVY


def test_version_loads_no_argument_parser() -> None:
    """The version is answered before argparse is loaded."""
    statement = "sys.argv = ['certui', '--version']; from certui.__main__ import main; main()"
    assert not loaded_after(statement) & (HEAVY | {"argparse"})


@pytest.mark.parametrize(
    "statement",
    [
        "import certui.bootstrap",
        "import certui.cli.commands",
        "from certui import bootstrap, config; bootstrap.connect(config.load(None))",
    ],
)
def test_first_frame_waits_for_no_database(statement: str) -> None:
    """The services are there before any library of the database or of documents is."""
    assert not loaded_after(statement) & {
        "alembic",
        "babel",
        "pydantic",
        "sqlalchemy",
        "sqlite3",
        "sqlmodel",
        "textual",
        "typst",
    }


def test_application_waits_for_no_use_case() -> None:
    """The first screen is there before any use case, value or reader of arguments is loaded."""
    statement = (
        "sys.stdin = sys.stdout = sys.__stdout__\n"
        "from certui import app, bootstrap, cli, config\n"
        "from certui.terminal import start\n"
        "start.check = lambda: None\n"
        "app.CertuiApp.run = lambda self, **_: print('shown')\n"
        "assert cli.main([]) == 0"
    )
    loaded = loaded_after(statement)
    assert "certui.screens.sessions" in loaded
    assert not loaded & {
        "alembic",
        "argparse",
        "babel",
        "certui.domain.models",
        "certui.domain.search",
        "certui.screens.session",
        "certui.services.sessions",
        "certui.store.engine",
        "certui.store.sql",
        "pydantic",
        "pysqlite3",
        "sqlalchemy",
        "sqlite3",
        "sqlmodel",
        "typst",
        "zoneinfo",
    }


@pytest.mark.parametrize(
    "statement",
    [
        "pass",
        "screen = service.summaries()",
        "from certui.widgets.session_lines import listing; listing(*service.summaries())",
    ],
)
def test_list_waits_for_no_library_of_the_database(statement: str, tmp_path: Path) -> None:
    """The list of sessions is read and laid out by what takes milliseconds to load."""
    database = tmp_path / "a.sqlite"
    assert certui("--db", str(database), "seed", "--students", "3").returncode == 0
    loaded = loaded_after(
        "from certui import bootstrap, config\n"
        f"service = bootstrap.connect(config.load({str(database)!r})).sessions\n{statement}"
    )
    assert not loaded & {"alembic", "babel", "pydantic", "sqlalchemy", "sqlmodel", "typst"}


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_version(option: str) -> None:
    """``certui --version`` says the version and nothing else."""
    done = certui(option)
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        f"certui {__version__}\n".encode(),
        b"",
    )


@pytest.mark.parametrize("argv", [(), ("demo",), ("--db", "/nowhere/x.sqlite")])
def test_no_terminal(argv: Sequence[str]) -> None:
    """Without a terminal the application refuses in one sentence, with status 2."""
    done = certui(*argv)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().count("\n") == 1
    assert "terminal" in done.stderr.decode()


@pytest.mark.parametrize(("term", "said"), [("dumb", "dumb"), ("", "n’est pas défini")])
def test_dumb_terminal(term: str, said: str) -> None:
    """On a terminal that cannot show a screen the application refuses, with status 2."""
    leader, follower = pty.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "certui", "demo"],
            check=False,
            stdin=follower,
            stdout=follower,
            stderr=subprocess.PIPE,
            env={**os.environ, "TERM": term},
            timeout=60,
        )
    finally:
        os.close(follower)
        os.close(leader)
    assert done.returncode == 2
    assert said in done.stderr.decode()


def test_closed_pipe_is_quiet() -> None:
    """``certui … | head`` ends without a word."""
    reader, writer = os.pipe()
    os.close(reader)
    done = certui("--help", stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (cli.PIPE_CLOSED, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_full_disk_is_one_sentence() -> None:
    """An output that cannot be written is refused, without a traceback."""
    with Path("/dev/full").open("wb") as full:
        done = certui("--help", stdout=full.fileno())
    assert done.returncode == cli.REFUSED
    assert done.stderr.decode() == "La sortie standard ne peut pas être écrite.\n"


@pytest.mark.parametrize("encoding", ["iso-8859-15", "ascii"])
def test_other_encodings_still_write_utf8(encoding: str) -> None:
    """Whatever the locale says, French is written in UTF-8."""
    done = certui("candidates", "abc", env={"PYTHONIOENCODING": encoding})
    assert done.stderr.decode() == "«\u202fabc\u202f» n’est pas un numéro de session.\n"


def test_bytes_that_are_no_text() -> None:
    """An argument in no encoding is shown as what it is: lost."""
    done = certui("candidates", b"208\xff")
    assert done.returncode == 2
    assert "208" in done.stderr.decode()


def test_interruption(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """ctrl+c ends with status 130 and without a traceback."""

    def interrupted(_arguments: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "sessions", interrupted)
    assert cli.main(["sessions"]) == cli.INTERRUPTED
    assert capsys.readouterr() == ("", "")


def test_unexpected_error_keeps_names_to_itself(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """One sentence with a reference; the log, for its owner alone, has places and no values."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def broken(_arguments: object) -> int:
        name = "Quentin CHAPELAIN"
        raise ValueError(name)

    monkeypatch.setattr(commands, "sessions", broken)
    assert cli.main(["sessions"]) == cli.REFUSED
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    reference = re.search(r"[0-9a-f]{8}", err)
    assert reference
    (log,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    kept = log.read_text("utf-8")
    assert reference[0] in kept
    assert "broken" in kept
    assert "CHAPELAIN" not in kept + err
    assert log.stat().st_mode & 0o077 == 0


def test_unexpected_error_without_a_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """When even the log cannot be written there is a sentence all the same."""

    def unwritable(_error: BaseException) -> tuple[str, Path]:
        raise PermissionError

    def broken(_arguments: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(incidents, "record", unwritable)
    monkeypatch.setattr(commands, "sessions", broken)
    assert cli.main(["sessions"]) == cli.REFUSED
    assert capsys.readouterr().err.count("\n") == 1
