"""A session prepared from a shell: edited, copied, deleted; extra time."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from certui import bootstrap, cli

if TYPE_CHECKING:
    from pathlib import Path

# 23:30 in UTC on a Monday: already Tuesday at the centre.
NOW = dt.datetime(2026, 11, 23, 23, 30, tzinfo=dt.UTC)
JOINED = "Au moins un candidat a rejoint la session"
FINISHED = "La session est finalisée\u00a0: elle ne peut plus changer."


class Shell:
    """certui's commands on one database.

    Args:
        database: where it is.
        capture: what reads the streams.
    """

    def __init__(self, database: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.database = database
        self._capture = capture

    def __call__(self, *argv: str, status: int = 0) -> str:
        """Run a command that must end with ``status``; answers its one stream that speaks."""
        assert cli.main([*argv, "--db", str(self.database)]) == status
        out, err = self._capture.readouterr()
        assert not (out and err)
        return (out or err).rstrip("\n")

    def session(self, number: int) -> dict[str, Any]:
        """A session as ``sessions --json`` has it; empty where there is none."""
        found = json.loads(self("sessions", "--json"))
        return next((one for one in found if one["number"] == number), {})

    def candidates(self, number: int) -> dict[str, Any]:
        """The extra time of each candidate, by INE."""
        found = json.loads(self("candidates", str(number), "--json"))
        return {one["ine"]: one["extra_time_percentage"] for one in found}


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the invented school, closed."""
    path = tmp_path_factory.mktemp("seeded") / "certui.sqlite"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bootstrap, "now", lambda: NOW)
        assert cli.main(["seed", "--db", str(path)]) == 0
    return path


@pytest.fixture
def shell(
    seeded: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Shell:
    """The commands on a copy of the invented school."""
    monkeypatch.setattr(bootstrap, "now", lambda: NOW)
    path = tmp_path / "certui.sqlite"
    path.write_bytes(seeded.read_bytes())
    path.chmod(0o600)
    capsys.readouterr()
    return Shell(path, capsys)


@pytest.mark.parametrize(
    ("date", "time", "read"),
    [
        ("2027-02-14", "15:30", ("2027-02-14", "15:30")),
        ("14/02", "15h30", ("2027-02-14", "15:30")),
        ("14 fév 27", "1530", ("2027-02-14", "15:30")),
        ("demain", "midi", ("2026-11-25", "12:00")),
        ("mardi", "9h", ("2026-11-24", "09:00")),
        ("mardi prochain", "9", ("2026-12-01", "09:00")),
    ],
)
def test_creates_on_a_day_as_typed(
    shell: Shell, date: str, time: str, read: tuple[str, str]
) -> None:
    """Free forms and ISO; today is that of the centre, not of the server."""
    shell("session", "new", "--name", "A", "--date", date, "--time", time)
    made = shell.session(211)
    assert (made["date"], made["time"]) == read


def test_edits_what_is_given(shell: Shell) -> None:
    """One option changes one field; the rest, number and code included, stays."""
    before = shell.session(209)
    said = shell("session", "edit", "209", "--time", "16h")
    assert said == "La session a été modifiée avec succès."
    assert shell.session(209) == before | {"time": "16:00"}
    shell("session", "edit", "209", "--room", "", "--name", "Autre", "--date", "14/02/2027")
    after = {"time": "16:00", "room": "", "name": "Autre", "date": "2027-02-14"}
    assert shell.session(209) == before | after


def test_what_changes_nothing_is_not_told_as_done(shell: Shell) -> None:
    """The same name, the same extra time again: said, and no success."""
    before = shell.session(209)
    assert shell("session", "edit", "209", "--name", before["name"]) == (
        "Rien à modifier\u00a0: la session est déjà ainsi."
    )
    ine = next(iter(shell.candidates(209)))
    first = shell("extra-time", "209", "--ine", ine, "--percent", "47")
    assert first == "Temps majoré enregistré pour 1 candidat."
    assert shell("extra-time", "209", "--ine", ine, "--percent", "47") == (
        "Rien à enregistrer\u00a0: il en est déjà ainsi."
    )


@pytest.mark.parametrize(
    ("argv", "status", "said"),
    [
        (["209"], 2, "Dites ce qui change dans la session 209"),
        (["209", "--name", "", "--time", "24:00"], 1, "Veuillez indiquer un nom de session et une"),
        (["210", "--time", "16h"], 1, JOINED),
        (["207", "--time", "16h"], 1, FINISHED),
        (["999", "--time", "16h"], 1, "Aucune session ne porte le numéro"),
        (["deux", "--time", "16h"], 2, "n’est pas un numéro de session"),
    ],
)
def test_refuses_to_edit(shell: Shell, argv: list[str], status: int, said: str) -> None:
    """One sentence, and nothing changes."""
    before = shell("sessions", "--json")
    answer = shell("session", "edit", *argv, status=status)
    assert said in answer
    assert "\n" not in answer
    assert shell("sessions", "--json") == before


def test_copies_a_session(shell: Shell) -> None:
    """Same name, site and room; its own number, day and hour; no candidate."""
    shell("session", "copy", "209", "--date", "lundi", "--time", "9h")
    source, made = shell.session(209), shell.session(211)
    assert [made[key] for key in ("name", "site", "room")] == [
        source[key] for key in ("name", "site", "room")
    ]
    assert (made["date"], made["time"], made["candidates"]) == ("2026-11-30", "09:00", 0)
    assert source["candidates"] > 0
    assert "999" in shell("session", "copy", "999", "--date", "lundi", "--time", "9h", status=1)


def test_deletes_a_session(shell: Shell) -> None:
    """It says with how many candidates it went; its number does not come back."""
    count = shell.session(209)["candidates"]
    said = shell("session", "delete", "209")
    assert said == f"Session 209 supprimée, avec {count} candidats."
    assert shell.session(209) == {}
    assert "209" in shell("session", "delete", "209", status=1)
    shell("session", "new", "--name", "A", "--date", "lundi", "--time", "9h")
    assert shell.session(211)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("210", f"{JOINED}, vous ne pouvez pas la supprimer."),
        ("207", FINISHED),
    ],
)
def test_refuses_to_delete(shell: Shell, number: str, said: str) -> None:
    """Somebody has joined, or it is finalised: it stays."""
    assert shell("session", "delete", number, status=1) == said
    assert shell.session(int(number))


def test_sets_extra_time(shell: Shell) -> None:
    """For one candidate; the answer has neither figure nor name."""
    before = shell.candidates(209)
    ine = next(ine for ine, percentage in before.items() if percentage is None)
    said = shell("extra-time", "209", "--ine", ine.lower(), "--percent", "47 %")
    assert said == "Temps majoré enregistré pour 1 candidat."
    assert shell.candidates(209) == before | {ine: 47}
    shell("extra-time", "209", "--ine", ine, "--none")
    assert shell.candidates(209) == before


@pytest.mark.parametrize("typed", ["0", "100", "33,5", "", "beaucoup"])
def test_refuses_wrong_extra_time(shell: Shell, typed: str) -> None:
    """A whole percent from 1 to 99; the refusal does not repeat what was typed."""
    before = shell.candidates(209)
    said = shell("extra-time", "209", "--ine", next(iter(before)), f"--percent={typed}", status=1)
    assert said == "Le temps majoré est un nombre entier de 1 à 99, ou rien."
    assert shell.candidates(209) == before


def test_refuses_extra_time_where_it_cannot_be(shell: Shell) -> None:
    """Who is no candidate, and a session that is finalised."""
    said = shell("extra-time", "209", "--ine", "000X", "--percent", "33", status=1)
    assert said == "L’INE «\u202f000X\u202f» n’est celui d’aucun candidat de la session 209."
    ine = next(iter(shell.candidates(207)))
    assert shell("extra-time", "207", "--ine", ine, "--percent", "33", status=1) == FINISHED


def test_extra_time_may_be_set_once_they_have_joined(shell: Shell) -> None:
    """On the day too (the product's C2)."""
    found = json.loads(shell("candidates", "210", "--json"))
    ine = next(one["ine"] for one in found if one["joined_at"])
    shell("extra-time", "210", "--ine", ine, "--percent", "33")
    assert shell.candidates(210)[ine] == 33
