"""``certui finish`` and ``certui reopen``: a session ends; an administrator opens it again."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
import pytest
from tests.integration.day.conftest import START
from tests.integration.store.builders import NUMBER, draft, person

from certui import bootstrap, cli
from certui.services.day import DayService
from certui.services.sessions import SessionService
from certui.store.sql import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Session 208 on its day: one has come and started."""
    monkeypatch.setattr(bootstrap, "now", lambda: START)
    path = tmp_path / "day.sqlite"
    with closing(open_store(path)) as store:
        with store.writing() as work:
            work.add_session(draft(), access_code="BCDF23", number=NUMBER)
            work.insert_pupils([person(1), person(2)])
            ids = [pupil.id for pupil in work.pupils()]
            work.add_candidates(NUMBER, ids, op_id="op", who="Ada", at=START)
        day = DayService(store, lambda: START, "Ada")
        first = SessionService(store, lambda: START, "Ada").view(NUMBER).candidates[0].id
        day.arrive(NUMBER, [first])
        day.start(NUMBER, [first])
    return str(path)


@pytest.fixture
def configured() -> Iterator[Path]:
    """The configuration file, written by the test and removed after it."""
    path = Path(platformdirs.user_config_path("certui") / "config.toml")
    path.parent.mkdir(parents=True, exist_ok=True)
    yield path
    path.unlink(missing_ok=True)


def _run(database: str, *argv: str) -> int:
    return cli.main([*argv, "--db", database])


def test_a_session_is_finished_and_reopened(
    database: str, configured: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Refused while somebody is unexplained; reopened by who the configuration names."""
    configured.write_text('name = "Ada"\nadministrators = ["Ada"]\n', "utf-8")
    assert _run(database, "finish", "208") == 1
    assert "1 candidat n’a pas terminé et n’a pas de motif" in capsys.readouterr().err
    assert _run(database, "reopen", "208") == 1
    assert "n’est pas finalisée" in capsys.readouterr().err
    with closing(open_store(database)) as store:
        day = DayService(store, lambda: START, "Ada")
        view = SessionService(store, lambda: START, "Ada").view(NUMBER)
        day.end(NUMBER, [one.id for one in view.candidates])
    assert _run(database, "finish", "208") == 0
    assert capsys.readouterr().out == "La session 208 est finalisée.\n"
    assert _run(database, "finish", "208") == 1
    assert _run(database, "reopen", "208") == 0
    assert capsys.readouterr().out == "La session est rouverte.\n"


def test_only_those_named_reopen(
    database: str, configured: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody, where the configuration names nobody."""
    configured.write_text('name = "Ada"\n', "utf-8")
    assert _run(database, "reopen", "208") == 1
    assert "Seul un administrateur" in capsys.readouterr().err


@pytest.mark.parametrize("written", ['administrators = "Ada"', "administrators = [1]"])
def test_administrators_are_a_list_of_names(
    database: str, configured: Path, capsys: pytest.CaptureFixture[str], written: str
) -> None:
    """Anything else is told in a sentence that names the key."""
    configured.write_text(written, "utf-8")
    assert _run(database, "sessions") == 1
    assert "ne donne pas de liste de noms à la clé" in capsys.readouterr().err
