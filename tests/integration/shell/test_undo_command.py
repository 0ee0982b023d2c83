"""``certui undo``: says what and whose, and undoes it, whoever did it where."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest
from tests.integration.shell.test_session_commands import Shell

from certui import bootstrap, cli

if TYPE_CHECKING:
    from pathlib import Path

NOW = dt.datetime(2026, 11, 23, 14, 30, tzinfo=dt.UTC)
NOTHING = "Il n’y a rien à annuler."


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the invented school, closed."""
    path = tmp_path_factory.mktemp("seeded") / "certui.sqlite"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bootstrap, "now", lambda: NOW)
        assert cli.main(["seed", "--students", "60", "--db", str(path)]) == 0
    return path


@pytest.fixture
def shell(
    seeded: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Shell:
    """The commands on a copy of it."""
    monkeypatch.setattr(bootstrap, "now", lambda: NOW)
    copy = tmp_path / "certui.sqlite"
    shutil.copyfile(seeded, copy)
    copy.chmod(0o600)
    capsys.readouterr()
    return Shell(copy, capsys)


def test_says_what_and_whose_before_it_does_it(shell: Shell) -> None:
    """With ``--dry-run`` nothing changes; without, it is done, once."""
    first, second, *_ = shell.candidates(209)
    shell("remove", "209", "--ine", first, second)
    before = shell.candidates(209)
    offered = shell("undo", "209", "--dry-run").split("\n")
    assert offered[0] == "Annuler la suppression de 2 candidats"
    assert len(offered) == 3
    assert shell.candidates(209) == before
    assert shell("undo", "209") == (
        "Suppression annulée\u00a0: 2 candidats sont de nouveau dans la session."
    )
    assert {first, second} <= set(shell.candidates(209))
    assert shell("undo", "209", status=1) == NOTHING


def test_without_a_number_undoes_on_the_list(shell: Shell) -> None:
    """Sessions created, copied and deleted, newest first; a session's own actions are not there."""
    shell("session", "copy", "208", "--date", "2027-03-01", "--time", "9:00")
    shell("session", "delete", "208")
    first = next(iter(shell.candidates(209)))
    shell("extra-time", "209", "--ine", first, "--percent", "33")
    assert shell("undo").startswith("Suppression annulée\u00a0: la session 208 est rétablie")
    assert shell.session(208)
    assert shell("undo") == "Création de la session 211 annulée."
    assert not shell.session(211)
    assert shell("undo", status=1) == NOTHING
    assert shell.candidates(209)[first] == 33


def test_a_session_that_is_not_there_is_said_not_to_be(shell: Shell) -> None:
    """Rather than that it has nothing to undo."""
    assert "999" in shell("undo", "999", status=1)
    assert "n’est pas un numéro" in shell("undo", "abc", status=2)


def test_another_person_has_nothing_to_undo(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody else did is theirs."""
    shell("session", "delete", "208")
    config = shell.database.parent / "certui"
    config.mkdir()
    (config / "config.toml").write_text('name = "Ada"\n')
    monkeypatch.setenv("XDG_CONFIG_HOME", str(shell.database.parent))
    assert shell("undo", status=1) == NOTHING


def test_several_are_removed_together_or_not_at_all(shell: Shell) -> None:
    """Who is no candidate is named, and the others stay."""
    first, second, *_ = shell.candidates(209)
    assert "0000000000X" in shell("remove", "209", "--ine", first, "0000000000X", status=1)
    assert first in shell.candidates(209)
    assert shell("remove", "209", "--ine", first, second) == (
        "2 candidats ont été supprimés avec succès."
    )
