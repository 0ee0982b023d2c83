"""What ``--db`` names, and what is said when it names nothing that can be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from certui import cli

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A folder that holds a folder, a text and an empty file, to be left as it is."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "text").write_text("bonjour\n")
    (tmp_path / "pdf").write_bytes(b"%PDF-1.7\n" + bytes(8192))
    capsys.readouterr()
    return tmp_path


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("{}/folder", cli.REFUSED),
        ("{}/text", cli.REFUSED),
        ("{}/pdf", cli.REFUSED),
        ("{}/text/certui.sqlite", cli.REFUSED),
        ("/dev/null", cli.REFUSED),
        ("/proc/nowhere/certui.sqlite", cli.REFUSED),
        ("{}/" + "a" * 300, cli.REFUSED),
        (":memory:", cli.WRONG_USAGE),
        ("sqlite://", cli.WRONG_USAGE),
        ("mysql://localhost/certui", cli.WRONG_USAGE),
        ("postgresql://camille:secret@localhost/certui", cli.WRONG_USAGE),
    ],
)
@pytest.mark.parametrize("command", ["sessions", "seed"])
def test_no_database(
    refused: Path, target: str, status: int, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence, without a password; what was there stays as it was."""
    before = {path: path.stat().st_size for path in refused.rglob("*")}
    assert cli.main([command, "--db", target.format(refused)]) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.endswith(".\n")
    assert "secret" not in err
    assert {path: path.stat().st_size for path in refused.rglob("*")} == before


@pytest.mark.parametrize("form", ["{}", "sqlite:///{}", "sqlite+pysqlite:///{}"])
def test_paths_and_addresses(tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A path and an SQLAlchemy URL of SQLite name the same file."""
    path = tmp_path / "élèves 2026.sqlite"
    assert cli.main(["seed", "--students", "3", "--db", form.format(path)]) == 0
    assert path.stat().st_mode & 0o077 == 0
    assert cli.main(["sessions", "--db", str(path)]) == 0
    assert "Troisièmes A, B" in capsys.readouterr().out
