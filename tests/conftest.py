"""What every test needs: folders of its own, never those of who runs them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from certui import bootstrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from certui.services.demo import Lists


@pytest.fixture(scope="session", autouse=True)
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An account without data, configuration or state, for certui and what it starts."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for name in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        for name in ("CERTUI_DB", "SSH_CONNECTION", "SSH_TTY", "COLUMNS", "LINES"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def lists() -> Lists:
    """The lists that the invented school is drawn from."""
    return bootstrap.demo_lists()


@pytest.fixture
def monday() -> dt.datetime:
    """A Monday afternoon of a school year: the present, for tests that need one."""
    return dt.datetime(2026, 11, 23, 14, 30, tzinfo=dt.UTC)
