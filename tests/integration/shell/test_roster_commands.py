"""``certui export-roster`` and ``certui erase-pupils``; and what ``certui import`` refuses."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.ui.imports.rosters import CHLOE, FILES, PEOPLE, ZOE, siecle

from certui import cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[list[str], list[str]]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """The commands on a database of their own; answers the lines of both streams."""

    def running(*argv: str, status: int = 0) -> tuple[list[str], list[str]]:
        assert cli.main([*argv, "--db", str(tmp_path / "certui.sqlite")]) == status
        out, err = capsys.readouterr()
        return out.splitlines(), err.splitlines()

    return running


@pytest.fixture
def file(tmp_path: Path) -> Callable[[bytes], str]:
    """Writes a roster file; answers its path."""

    def write(content: bytes) -> str:
        path = tmp_path / "liste"
        path.write_bytes(content)
        return str(path)

    return write


@pytest.mark.parametrize("kind", FILES)
def test_an_export_imports_again_without_a_change(
    run: Run, file: Callable[[bytes], str], tmp_path: Path, kind: str
) -> None:
    """Whatever format it came from; the file is its owner's alone."""
    run("import", file(FILES[kind]()))
    exported = tmp_path / "export.csv"
    out, _ = run("export-roster", "-o", str(exported))
    assert out == [f"2 élèves exportés dans {exported}"]
    assert exported.read_bytes().startswith(b"\xef\xbb\xbfINE;")
    assert stat.S_IMODE(exported.stat().st_mode) == 0o600
    dry, _ = run("import", str(exported), "--dry-run")
    assert dry == [
        "Aperçu, rien n’est changé\u00a0: certui (CSV), UTF-8",
        "0 élève ajouté",
        "0 élève modifié",
        "0 élève désactivé",
        "2 élèves inchangés",
    ]


def test_an_invented_school_is_exported_and_imported_elsewhere(run: Run, tmp_path: Path) -> None:
    """Six hundred pupils, their places and homonyms, go through the file as they are."""
    run("seed")
    exported = str(tmp_path / "export.csv")
    run("export-roster", "-o", exported)
    assert run("import", exported, "--dry-run")[0][1:] == [
        "0 élève ajouté",
        "0 élève modifié",
        "0 élève désactivé",
        "600 élèves inchangés",
    ]


def test_no_file_is_replaced_without_being_told_to(
    run: Run, file: Callable[[bytes], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the present folder under a name agreed, as documents are."""
    monkeypatch.chdir(tmp_path)
    run("import", file(siecle()))
    assert run("export-roster")[0] == [f"2 élèves exportés dans {tmp_path / 'eleves.csv'}"]
    out, err = run("export-roster", status=1)
    assert (out, len(err)) == ([], 1)
    run("export-roster", "--force")
    out, err = run("export-roster", "-o", str(tmp_path / "nulle-part" / "x.csv"), status=1)
    assert (out, len(err)) == ([], 1)


def test_an_export_to_standard_output_is_the_file(
    run: Run, file: Callable[[bytes], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """``-o -``: the bytes, and nothing else."""
    printed: list[bytes] = []
    monkeypatch.setattr("certui.cli.roster.say_bytes", printed.append)
    run("import", file(siecle()))
    assert run("export-roster", "-o", "-") == ([], [])
    assert printed[0].decode("utf-8-sig").splitlines()[1].startswith("1111111111A;LEFÈVRE;Chloé;F;")


def test_who_left_is_erased_for_good(run: Run, file: Callable[[bytes], str]) -> None:
    """A dry run names them; who is in a session is kept, and counted."""
    run("import", file(siecle([*PEOPLE, replace(CHLOE, ine="1111111113C", first_name="Tim")])))
    run("session", "new", "--name=A", "--date=2100-01-04", "--time=08:00")
    run("add", "1", "--ine", "1111111111A")
    run("import", file(siecle([ZOE])), "--yes")
    dry = ["3A LEFÈVRE Tim, 14/02/2011"]
    would = "1 élève parti serait effacé définitivement, 1 gardé car dans une session."
    assert run("erase-pupils", "--dry-run")[0] == [*dry, would]
    assert run("erase-pupils")[0] == [
        "1 élève parti effacé définitivement, 1 gardé car dans une session."
    ]
    assert run("erase-pupils", "--dry-run")[0] == [
        "0 élève parti serait effacé définitivement, 1 gardé car dans une session."
    ]
    assert len(run("candidates", "1")[0]) == 2


@pytest.mark.parametrize("kind", ["folder", "fifo", "large", "forbidden"])
@pytest.mark.parametrize("dry", [True, False])
def test_what_is_no_roster_is_one_sentence(
    run: Run, tmp_path: Path, kind: str, *, dry: bool
) -> None:
    """Nothing blocks, nothing is written."""
    path = tmp_path / "liste"
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    else:
        with path.open("wb") as large:
            large.truncate(300_000_001)
    if kind == "forbidden":
        if not os.geteuid():
            pytest.skip("root may read everything")
        path.chmod(0)
    out, err = run("import", str(path), *(["--dry-run"] if dry else []), status=1)
    assert out == []
    assert len(err) == 1


def test_help_names_every_format(run: Run) -> None:
    """As the import screen does."""
    shown = " ".join(" ".join(run("import", "--help")[0]).split())
    for name in ("SIECLE", "ZIP", "FREGATA", "ONDE", "PRONOTE", "Charlemagne", "EcoleDirecte"):
        assert name in shown
    for name in ("CSV", "XLSX", "ODS", "export de certui"):
        assert name in shown
