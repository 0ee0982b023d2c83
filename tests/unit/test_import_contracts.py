"""The direction of imports: kept by the house as it is, and each contract broken by its breach."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final

import pytest

_ROOT: Final = Path(__file__).parents[2]
_RUN: Final = "from importlinter.cli import lint_imports_command as run; run()"
_VERDICT: Final = re.compile(r"^(?P<name>.+) (?P<verdict>KEPT|BROKEN)\b", re.MULTILINE)

_LAYERS: Final = "Imports go down the house"
_PLAIN: Final = "The domain is plain Python"
_PURE: Final = "The domain asks no clock and touches no file"
_SQL: Final = "Only the store knows SQL"
_REACH: Final = "Screens and widgets reach no store, reader or document"
_ENGINE: Final = "The engine knows nothing of certification"
_WIDGETS: Final = "Widgets call no service"
_DIALOGUE: Final = "The dialogue has no screen and no store"
_SHELL: Final = "The shell commands need no terminal toolkit"
_SIBLINGS: Final = "No service hangs on another"

_BREACHES: Final = [
    ("domain/rules.py", "from certui import services", _LAYERS),
    ("widgets/__init__.py", "from certui import screens", _LAYERS),
    ("store/__init__.py", "from certui import rosters", _LAYERS),
    ("errors.py", "from certui.domain import models", _LAYERS),
    ("files/__init__.py", "from certui import rosters", _LAYERS),
    ("screens/__init__.py", "from certui import files", _REACH),
    ("helpers.py", "", _LAYERS),
    ("domain/models.py", "import sqlmodel", _PLAIN),
    ("services/enrolment.py", "import sqlite3", _PLAIN),
    ("services/sessions.py", "from textual import app", _PLAIN),
    ("domain/rules.py", "import time", _PURE),
    ("screens/__init__.py", "from sqlalchemy import select", _SQL),
    ("documents/__init__.py", "import sqlite3", _SQL),
    ("screens/__init__.py", "from certui import store", _REACH),
    ("widgets/__init__.py", "from certui import documents", _REACH),
    ("terminal/__init__.py", "from certui import widgets", _LAYERS),
    ("terminal/__init__.py", "from certui.domain import text", _ENGINE),
    ("terminal/start.py", "import textual", _PLAIN),
    ("widgets/__init__.py", "from certui.services import enrolment", _WIDGETS),
    ("dialogue/__init__.py", "from certui import store", _DIALOGUE),
    ("dialogue/__init__.py", "import textual", _SHELL),
    ("cli/__init__.py", "import textual", _SHELL),
    ("wording/__init__.py", "from rich import text", _SHELL),
    ("services/sessions.py", "from certui.services import day", _SIBLINGS),
    ("services/ledger.py", "from certui.services import needs", _SIBLINGS),
]


def _verdicts(root: Path) -> dict[str, str]:
    """What import-linter says of each contract, for the sources below a folder."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, "--no-cache", "--config", _ROOT / "pyproject.toml"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    found = {one["name"]: one["verdict"] for one in _VERDICT.finditer(done.stdout)}
    assert found, done.stdout + done.stderr
    assert (done.returncode == 0) is ("BROKEN" not in found.values())
    return found


def _contracts() -> set[str]:
    settings = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))
    return {one["name"] for one in settings["tool"]["importlinter"]["contracts"]}


def test_the_house_keeps_its_contracts() -> None:
    """Every contract that is written is checked, and holds."""
    assert _verdicts(_ROOT) == dict.fromkeys(_contracts(), "KEPT")


def test_every_service_is_a_sibling() -> None:
    """A use case that is added to the bundle stands alone like the others."""
    settings = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (siblings,) = (one["modules"] for one in contracts if one["name"] == _SIBLINGS)
    bundle = (_ROOT / "src" / "certui" / "services" / "use_cases.py").read_text("utf-8")
    assert set(siblings) == set(re.findall(r"from (certui\.services\.\w+) import", bundle))


def test_every_contract_has_its_breach() -> None:
    """A contract that nothing is known to break proves nothing."""
    assert {contract for _, _, contract in _BREACHES} == _contracts()


@pytest.mark.parametrize(("module", "line", "contract"), _BREACHES)
def test_a_breach_breaks_its_contract_and_no_other(
    tmp_path: Path, module: str, line: str, contract: str
) -> None:
    """One deliberate import, or one module that declares no room."""
    package = tmp_path / "src" / "certui"
    shutil.copytree(_ROOT / "src" / "certui", package, ignore=shutil.ignore_patterns("*.pyc"))
    with (package / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    broken = {name for name, verdict in _verdicts(tmp_path).items() if verdict == "BROKEN"}
    assert broken == {contract}
