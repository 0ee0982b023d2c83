"""The gate of coverage: a run that leaves a line of a rule untried does not succeed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).parents[2]


def test_what_is_not_covered_fails_the_run_and_is_named() -> None:
    """Of all tests one file is run: it passes, and the run does not; its summary ends the log."""
    one = "tests/unit/services/test_ports.py"
    asked = [sys.executable, "-m", "pytest", "-q", "-p", "tests.covering", one]
    done = subprocess.run(asked, cwd=_ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "src/certui/domain/day.py" in done.stdout
    assert "% is not 100 %" in done.stdout
    assert " passed in " in done.stdout.splitlines()[-1]


def test_the_checks_of_every_change_hold_to_it() -> None:
    """CI and `make check` run it, in the one run of the tests that ends their log."""
    check = (_ROOT / ".ci" / "run").read_text("utf-8")
    steps = [line for line in check.splitlines() if line.startswith("step ")]
    assert steps[-1] == 'step make PYTHON="$python" COVERED=1 test'
    assert sum("test" in step.split() for step in steps) == 1
    assert "test COVERED=1" in (_ROOT / "Makefile").read_text("utf-8")
