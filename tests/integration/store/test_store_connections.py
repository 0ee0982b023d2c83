"""How each connection is set up, by which SQLite."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from tests.integration.store.builders import fill, needs_wal

from certui import errors
from certui.store.engine import DRIVER, bare_connection, build_engine, journal_mode, set_up
from certui.store.sql import open_store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("version", "journal"),
    [
        ((3, 6, 23), "WAL"),
        ((3, 7, 0), "DELETE"),
        ((3, 40, 1), "DELETE"),
        ((3, 51, 2), "DELETE"),
        ((3, 51, 3), "WAL"),
        ((3, 53, 4), "WAL"),
    ],
)
def test_a_faulty_sqlite_keeps_to_the_rollback_journal(
    version: tuple[int, int, int], journal: str
) -> None:
    """Several processes in WAL can corrupt the database by 3.7.0 to 3.51.2 (F3)."""
    assert journal_mode(version) == journal


@needs_wal
def test_a_faulty_sqlite_does_not_join_others_in_wal(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It refuses while they are there, and turns to the rollback journal when they are not."""
    with closing(open_store(path)) as store:
        fill(store, 1)
        monkeypatch.setattr("certui.store.engine.journal_mode", lambda _: "DELETE")
        with pytest.raises(errors.StoreBusy):
            open_store(path, patience=0.02)
        monkeypatch.undo()
    monkeypatch.setattr("certui.store.engine.journal_mode", lambda _: "DELETE")
    with closing(open_store(path)) as store:
        with closing(bare_connection(path, 1.0)) as other:
            assert other.execute("PRAGMA journal_mode").fetchall() == [("delete",)]
        with store.reading() as reading:
            assert len(reading.pupils()) == 1


def test_each_connection_is_set_up(path: Path) -> None:
    """None forgets its references, keeps what was deleted, or answers before it is on the disk."""
    open_store(path).close()
    for begin, query_only in (("BEGIN", 1), ("BEGIN IMMEDIATE", 0)):
        engine = build_engine(path, begin, 1.5)  # type: ignore[arg-type]  # both are
        try:
            with engine.begin() as connection:
                found = {
                    name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                    for name in (
                        "journal_mode",
                        "synchronous",
                        "foreign_keys",
                        "secure_delete",
                        "busy_timeout",
                        "mmap_size",
                        "temp_store",
                        "query_only",
                    )
                }
                assert connection.connection.driver_connection.in_transaction  # type: ignore[union-attr]  # it is there
        finally:
            engine.dispose()
        assert found == {
            "journal_mode": "wal" if DRIVER.sqlite_version_info > (3, 51, 2) else "delete",
            "synchronous": 2,
            "foreign_keys": 1,
            "secure_delete": 1,
            "busy_timeout": 1500,
            "mmap_size": 0,
            "temp_store": 2,
            "query_only": query_only,
        }


def test_a_journal_that_stays_in_wal_is_refused_to_a_faulty_sqlite(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """SQLite may answer what the journal is instead of saying that it is locked."""

    class Stubborn:
        def execute(self, _: str) -> Stubborn:
            return self

        def fetchall(self) -> list[tuple[str]]:
            return [("wal",)]

    monkeypatch.setattr("certui.store.engine.journal_mode", lambda _: "DELETE")
    with pytest.raises(errors.StoreBusy):
        set_up(Stubborn(), read_only=False)  # type: ignore[arg-type]  # all that is asked of it
