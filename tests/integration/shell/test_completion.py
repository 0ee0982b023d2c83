"""The Tab key of a shell: commands, options, files, sessions and classes; nobody's name."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from certui import cli

BIN: Final = Path(sys.executable).parent
CERTUI: Final = BIN / "certui"
BASH: Final = shutil.which("bash") or "/bin/bash"
SHELLS: Final = ("bash", "zsh", "fish")


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented school."""
    path = tmp_path_factory.mktemp("school") / "certui.sqlite"
    assert cli.main(["seed", "--db", str(path)]) == 0
    return path


def asked(line: str, database: Path | str, cwd: Path | None = None) -> tuple[list[str], str]:
    """What is proposed after a line, and all that certui says beside it."""
    asking = {
        "_ARGCOMPLETE": "1",
        "_ARGCOMPLETE_IFS": "\n",
        "_ARGCOMPLETE_SUPPRESS_SPACE": "1",
        "COMP_LINE": line,
        "COMP_POINT": str(len(line)),
        "CERTUI_DB": str(database),
    }
    reading, writing = os.pipe()
    told = subprocess.run(
        [BASH, "-c", f'exec "$0" 8>&{writing}', CERTUI],
        env=os.environ | asking,
        pass_fds=[writing],
        capture_output=True,
        text=True,
        cwd=cwd,
        check=True,
    )
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as answer:
        return answer.read().splitlines(), told.stdout + told.stderr


def proposed(line: str, database: Path | str, cwd: Path | None = None) -> list[str]:
    """What is proposed after a line; nothing else is said."""
    found, beside = asked(line, database, cwd)
    assert beside == ""
    return found


def test_commands_and_options_are_proposed(school: Path) -> None:
    """Those of the grammar, below commands of commands too."""
    assert {"import", "pv", "doctor", "completion"} <= set(proposed("certui ", school))
    assert proposed("certui se", school) == ["seed", "sessions", "session"]
    assert set(proposed("certui session ", school)) == {"new", "edit", "copy", "delete"}
    assert "--dry-run" in proposed("certui import --", school)
    assert proposed("certui liste 208 --format ", school) == ["ods", "csv", "xlsx"]


def test_a_place_where_only_options_may_stand_shows_them(school: Path) -> None:
    """Whoever types Tab there learns what goes on; elsewhere options wait for their hyphen."""
    assert {"--class", "--ine"} <= set(proposed("certui add 208 ", school))
    assert not any(one.startswith("-") for one in proposed("certui pv ", school))


@pytest.mark.parametrize("command", ["pv", "add", "candidates", "session edit", "undo", "finish"])
def test_sessions_are_proposed_newest_first(school: Path, command: str) -> None:
    """Wherever a command takes one."""
    assert proposed(f"certui {command} ", school) == ["208", "209", "210", "207"]
    assert proposed(f"certui {command} 20", school) == ["208", "209", "207"]


@pytest.mark.parametrize(
    "line", ["add 208 --class 3E", "add 208 --class 3EA 3E", "import x --class 3E"]
)
def test_classes_are_proposed(school: Path, line: str) -> None:
    """As many as are wanted."""
    assert proposed(f"certui {line}", school) == ["3EA", "3EB", "3EC", "3ED", "3EE"]


def test_the_database_of_the_line_is_the_one_that_is_read(school: Path, tmp_path: Path) -> None:
    """``--db`` before the command, as the command will be carried out."""
    absent = tmp_path / "absent.sqlite"
    assert proposed(f"certui --db {school} pv ", absent) == ["208", "209", "210", "207"]
    assert proposed(f"certui --db {absent} pv 2", school) == []


def test_files_are_proposed_where_one_is_wanted_and_nowhere_else(
    school: Path, tmp_path: Path
) -> None:
    """Folders end in a slash; a session's name is not looked for among files."""
    (tmp_path / "liste de juin.csv").touch()
    (tmp_path / "listes").mkdir()
    (tmp_path / ".liste").touch()
    assert set(proposed("certui import lis", school, tmp_path)) == {
        r"liste\ de\ juin.csv",
        "listes/",
    }
    assert proposed("certui pv 208 -o listes", school, tmp_path) == ["listes/"]
    assert proposed("certui session new --name lis", school, tmp_path) == []


@pytest.mark.parametrize("line", ["remove 208 --ine ", "remove 210 --id ", "add 208 --ine "])
def test_nobody_is_proposed(school: Path, line: str) -> None:
    """Neither an INE nor an id: who looks over the shoulder sees what Tab shows."""
    assert not [one for one in proposed(f"certui {line}", school) if not one.startswith("-")]


@pytest.mark.parametrize("command", ["pv ", "add 208 --class ", "import lis"])
def test_where_there_is_no_database_nothing_is_made_and_nothing_said(
    tmp_path: Path, command: str
) -> None:
    """No file, no folder, no lock; there are options still."""
    found = proposed(f"certui {command}", tmp_path / "a" / "none.sqlite", tmp_path)
    assert not [one for one in found if not one.startswith("-")]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"not a database" * 100])
def test_what_is_no_database_proposes_nothing(tmp_path: Path, content: bytes) -> None:
    """And is not touched."""
    path = tmp_path / "c.sqlite"
    path.write_bytes(content)
    assert proposed("certui pv 2", path) == []
    assert path.read_bytes() == content
    assert proposed("certui pv 2", "postgresql://u:p@h/d") == []


def test_a_configuration_that_cannot_be_read_proposes_nothing(
    school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told when the command is carried out."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "certui").mkdir()
    (tmp_path / "certui" / "config.toml").write_text("name = ")
    assert proposed("certui pv 2", school) == []
    assert "sessions" in proposed("certui se", school)


def test_who_asks_and_does_not_listen_is_answered_nothing() -> None:
    """Variables that somebody set by hand make no traceback, and open no screen."""
    asking = {"_ARGCOMPLETE": "1", "COMP_LINE": "certui ", "COMP_POINT": "7"}
    done = subprocess.run(
        [CERTUI], env=os.environ | asking, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")


@pytest.mark.parametrize("shell", SHELLS)
def test_what_is_printed_says_how_to_install_it(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """As comments at its end, in French: the first line of a zsh function is zsh's."""
    assert cli.main(["completion", shell]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    comments = [line for line in out.splitlines() if line.startswith("# ")][-4:]
    assert comments[0].startswith("# Pour que la touche Tab complète")
    assert comments[2].startswith(f"# certui completion {shell} > ~/")
    assert out.startswith("#compdef certui" if shell != "fish" else "function")


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_that_is_here_reads_it(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Always bash; the others where they are installed."""
    if shutil.which(shell) is None:
        assert shell != "bash"
        return
    cli.main(["completion", shell])
    script = capsys.readouterr().out
    assert subprocess.run([shell, "-n"], input=script, text=True, check=False).returncode == 0


def test_bash_completes_a_class(school: Path, tmp_path: Path) -> None:
    """The shell itself, with what certui printed: as its own Tab key calls it."""
    script = (
        'source <(certui completion bash); COMP_LINE="certui add 208 --class 3E";'
        " COMP_POINT=${#COMP_LINE}; COMP_TYPE=9; compopt() { :; };"
        ' _python_argcomplete certui; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        [BASH, "--norc", "-c", script],
        env=os.environ | {"CERTUI_DB": str(school), "PATH": f"{BIN}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
    )
    assert [one.strip() for one in done.stdout.splitlines()] == ["3EA", "3EB", "3EC", "3ED", "3EE"]
    assert done.stderr == ""
