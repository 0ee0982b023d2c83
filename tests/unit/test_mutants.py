"""What mutmut leaves is told as it is: what was killed, what was not, and what is right so."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

from tools import mutants
from tools.equivalents import Equivalent
from tools.mutants import Mutant

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SOURCE = """
def x_late__mutmut_orig(now):
    if now > 1:
        return True
    return False

def x_late__mutmut_1(now):
    if now >= 1:
        return True
    return False

class Clock:
    def xǁClockǁtell__mutmut_orig(self):
        return self.now

    def xǁClockǁtell__mutmut_1(self):
        return None
"""
SURVIVED = Mutant("certui.domain.day", "late", "survived", ("if now > 1:",), ("if now >= 1:",))
KILLED = Mutant("certui.domain.day", "Clock.tell", "killed", ("return self.now",), ("return None",))


def left(folder: Path, statuses: dict[str, int | None]) -> Path:
    """A folder as mutmut leaves it."""
    path = folder / "src" / "day.py"
    path.parent.mkdir(parents=True)
    path.write_text(SOURCE, "utf-8")
    path.with_suffix(".py.meta").write_text(json.dumps({"exit_code_by_key": statuses}), "utf-8")
    return folder


def test_a_mutant_is_told_by_its_function_and_its_lines(tmp_path: Path) -> None:
    """As the source names them, whether in a class or not."""
    statuses: dict[str, int | None] = {
        "certui.domain.day.x_late__mutmut_1": 0,
        "certui.domain.day.xǁClockǁtell__mutmut_1": 1,
    }
    assert mutants.read(left(tmp_path, statuses), {}) == [SURVIVED, KILLED]


def test_what_no_test_comes_through_is_not_killed() -> None:
    """Nor is what ended as nothing known ends; what the clock ended is."""
    name = "certui.domain.day.x_late__mutmut_1"
    for status, verdict in ((33, "untested"), (77, "broken"), (36, "endless")):
        (one,) = mutants.mutants({name: status}, SOURCE)
        assert one.verdict == verdict
        assert mutants.score({verdict: 1}) == (100 if verdict == "endless" else 0)


def test_what_did_not_run_is_told_apart(tmp_path: Path) -> None:
    """A run that was stopped says what it did not come to, and scores what it did."""
    statuses: dict[str, int | None] = {
        "certui.domain.day.x_late__mutmut_1": None,
        "certui.domain.day.xǁClockǁtell__mutmut_1": 1,
    }
    found = mutants.read(left(tmp_path, statuses), {})
    assert mutants.survivors(found) == []
    assert "| `domain.day` | 0 | 1 | 1 | 0 | 0 | 1 | 100.0 % |" in mutants.page(
        found, dt.date(2026, 11, 27), "3"
    )


def test_what_mypy_refuses_counts_on_neither_side(tmp_path: Path) -> None:
    """It is killed before any test, whatever the tests made of it."""
    statuses: dict[str, int | None] = {"certui.domain.day.x_late__mutmut_1": 0}
    for line, verdict in ((8, "mistyped"), (3, "survived")):
        (one,) = mutants.read(left(tmp_path / verdict, statuses), {"src/day.py": {line}})
        assert one.verdict == verdict
    assert mutants.score({"killed": 3, "survived": 1, "mistyped": 96}) == 75


def test_who_survives_is_listed_with_the_reason_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The killed are counted alone."""
    today = dt.date(2026, 11, 27)
    reason = "Nobody is at one."
    told = mutants.page([SURVIVED, KILLED], today, "3")
    assert (
        "Of 2 mutants mypy refuses 0.\nOf the 2 others that ran the tests kill **50.0 %**;" in told
    )
    assert "- `domain.day.late`: `if now > 1:` as `if now >= 1:`." in told
    assert "| `domain.day` | 0 | 2 | 1 | 0 | 1 | 0 | 50.0 % |" in told
    assert "Clock" not in told
    assert not SURVIVED.reason
    known = (Equivalent("day.late", "if now >= 1:", reason),)
    monkeypatch.setattr(mutants, "EQUIVALENTS", known)
    assert SURVIVED.reason == reason
    assert not KILLED.reason
    assert f"`if now >= 1:`. {reason}" in mutants.page([SURVIVED, KILLED], today, "3")
