"""Writers take turns, and who waits in vain is told for whom."""

from __future__ import annotations

import fcntl
import os
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from tests.integration.store.builders import draft, fill, person

from certui import errors
from certui.store.engine import bare_connection
from certui.store.sql import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.integration.store.conftest import Opening

    from certui.store.sql import SqlStore


def test_two_names_of_a_database_share_one_lock(store: SqlStore, path: Path) -> None:
    """A link leads to the same file, log and turn."""
    link = path.parent.parent / "lien.sqlite"
    link.symlink_to(path)
    with closing(open_store(link, patience=0.02)) as other:
        assert other.path == path
        with store.writing(), pytest.raises(errors.StoreBusy), other.writing():
            pass


def test_a_busy_database_names_who_holds_it(opening: Opening, path: Path) -> None:
    """And nobody who has finished."""
    first, second = opening(who="Ada\x1b[2J\nLovelace"), opening(patience=0.02)
    with first.writing():
        with pytest.raises(errors.StoreBusy) as refused, second.writing():
            pass
        assert vars(refused.value) == {"holder": "Ada[2J"}
    assert path.with_name("certui.sqlite-lock").read_bytes() == b""
    with second.writing() as work:
        work.add_session(draft(), access_code="")
        with pytest.raises(errors.StoreBusy) as refused, opening(patience=0.02).writing():
            pass
    assert vars(refused.value) == {"holder": f"pid {os.getpid()}"}


def test_threads_of_one_store_take_turns_as_well(opening: Opening) -> None:
    """Who waits in vain for another thread is told that it is for their own program."""
    store = opening(who="Ada", patience=0.02)
    with store.writing(), pytest.raises(errors.StoreBusy) as refused, store.writing():
        pass
    assert vars(refused.value) == {"holder": "Ada"}
    fill(store, 1)


def test_a_database_that_another_program_holds_is_busy(opening: Opening, path: Path) -> None:
    """SQLite's own lock is waited for as well; nobody can be named."""
    store = opening(patience=0.02)
    with closing(bare_connection(path, 0.0)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(errors.StoreBusy) as refused, store.writing():
            pass
        with store.reading() as reading:
            assert not reading.sessions()
    assert vars(refused.value) == {"holder": ""}
    fill(store, 1)


def test_a_removed_lock_file_is_made_again(store: SqlStore, path: Path) -> None:
    """Nobody locks a file that no longer has a name."""
    lock = path.with_name("certui.sqlite-lock")
    fill(store, 1)
    lock.unlink()
    with store.writing() as work:
        work.insert_pupils([person(7)])
        assert lock.exists()


def test_a_lock_that_is_a_link_is_not_followed(store: SqlStore, path: Path, tmp_path: Path) -> None:
    """Nobody's file is emptied because somebody put a link there."""
    victim = tmp_path / "victime"
    victim.write_text("précieux")
    lock = path.with_name("certui.sqlite-lock")
    lock.unlink(missing_ok=True)
    lock.symlink_to(victim)
    with pytest.raises(errors.StoreUnreadable) as refused, store.writing():
        pass
    assert refused.value.path == path
    assert victim.read_text() == "précieux"


def test_a_lock_file_removed_at_the_last_moment_counts_for_nothing(
    store: SqlStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever locked a file that has no name any more begins again."""
    lock = path.with_name("certui.sqlite-lock")
    removals = [lock.unlink]
    real = fcntl.flock

    def flock(file: int, operation: int) -> None:
        real(file, operation)
        while removals:
            removals.pop()()

    monkeypatch.setattr(fcntl, "flock", flock)
    with store.writing():
        assert lock.read_text().splitlines()[-1] == str(os.getpid())
