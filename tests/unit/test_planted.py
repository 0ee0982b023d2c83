"""Bugs that are planted by ``make planted`` have a place to be planted in, each, and a test."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from tests.planted.bugs import BUGS, Bug

_ROOT: Final = Path(__file__).parents[2]


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_what_a_bug_replaces_stands_there_once(bug: Bug) -> None:
    """A change moves it: the bug would be planted no more, and nobody would be told before long."""
    source = (_ROOT / "src/certui" / bug.file).read_text("utf-8")
    assert source.count(bug.old) == 1
    assert (_ROOT / bug.test.partition("::")[0]).exists()
