"""A database of its own for each test, closed at its end."""

from __future__ import annotations

from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Protocol

import pytest

from certui.store.sql import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from certui.store.sql import SqlStore


class Opening(Protocol):
    """Opens the test's database once more."""

    def __call__(self, *, who: str = "", patience: float = 5.0) -> SqlStore:
        """As :func:`certui.store.sql.open_store`."""
        ...


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the test's database is, or will be."""
    return tmp_path / "data" / "certui.sqlite"


@pytest.fixture
def opening(path: Path) -> Iterator[Opening]:
    """Opens the test's database as often as one likes."""
    with ExitStack() as opened:

        def again(*, who: str = "", patience: float = 5.0) -> SqlStore:
            return opened.enter_context(closing(open_store(path, who=who, patience=patience)))

        yield again


@pytest.fixture
def store(opening: Opening) -> SqlStore:
    """The test's database, empty."""
    return opening()
