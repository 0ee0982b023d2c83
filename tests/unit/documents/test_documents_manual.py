"""The manual for those who write templates names every value that templates get."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.unit.documents.records import FAMILY, record

from certui.documents import attendance, door, kit, labels, needs, pv, slips

MANUAL = Path(__file__).parents[3] / "docs" / "documents.md"


def keys(value: Any) -> set[str]:
    """Every key of a JSON value, however deep."""
    if isinstance(value, dict):
        return set(value).union(*(keys(one) for one in value.values()))
    return set().union(*(keys(one) for one in value)) if isinstance(value, list) else set()


@pytest.mark.skipif(not MANUAL.exists(), reason="a source archive has no manual")
@pytest.mark.parametrize(
    "paper", [pv, attendance, kit, door, labels, needs, slips], ids=lambda one: str(one.__name__)
)
def test_the_manual_names_every_value(paper: Any) -> None:
    """A value nobody knows of is no value."""
    written = MANUAL.read_text("utf-8")
    missing = {key for key in keys(paper.values(record(*FAMILY))) if key not in written}
    assert not missing
