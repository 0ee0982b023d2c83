"""What goes wrong below the store is told by name, and names nobody."""

from __future__ import annotations

import errno
import traceback
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import NoResultFound
from tests.integration.store.builders import add, attempt, draft, fail, fill, person

from certui import errors
from certui.store.engine import DRIVER, bare_connection
from certui.store.faults import system_translated, translated
from certui.store.sql import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.integration.store.conftest import Opening

    from certui.store.sql import SqlStore


def _attempt(path: Path, *statements: str) -> None:
    with translated(path), closing(bare_connection(path, 0.0)) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.usefixtures("store")
def test_a_full_disk_is_told(path: Path) -> None:
    """SQLite's own refusal to grow a file."""
    statements = ("PRAGMA max_page_count=1", "CREATE TABLE autre AS SELECT zeroblob(100000)")
    with pytest.raises(errors.StoreFull) as refused:
        _attempt(path, *statements)
    assert vars(refused.value) == {"path": path}


@pytest.mark.usefixtures("store")
def test_a_database_that_cannot_be_written_is_told(path: Path) -> None:
    """As with a file system that is read-only."""
    with pytest.raises(errors.StoreReadOnly):
        _attempt(path, "PRAGMA query_only=1", "DELETE FROM pupil")


def test_a_view_cannot_write(store: SqlStore) -> None:
    """Not even by mistake: its connection refuses."""
    with pytest.raises(errors.StoreReadOnly), store.reading() as reading:
        reading._connection.exec_driver_sql("DELETE FROM pupil")


@pytest.mark.usefixtures("store")
def test_a_statement_that_is_wrong_is_told_by_its_code(path: Path) -> None:
    """What has no name of its own keeps SQLite's."""
    with pytest.raises(errors.StoreUnreadable) as refused:
        _attempt(path, "SELECT x FROM nowhere")
    assert vars(refused.value) == {"path": path, "reason": "SQLITE_ERROR"}


def test_an_error_of_sqlalchemy_is_an_error_of_the_store(path: Path) -> None:
    """It is an error of the store as any other."""
    with pytest.raises(errors.StoreUnreadable) as refused, translated(path):
        raise NoResultFound
    assert refused.value.reason == ""


def _raised(code: int) -> Exception:
    error: Exception = DRIVER.OperationalError("de SQLite")
    error.sqlite_errorcode = code  # type: ignore[attr-defined]  # as the driver does
    return error


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        (5, errors.StoreBusy),
        (261, errors.StoreBusy),  # SQLITE_BUSY_RECOVERY
        (517, errors.StoreBusy),  # SQLITE_BUSY_SNAPSHOT
        (6, errors.StoreBusy),
        (13, errors.StoreFull),
        (8, errors.StoreReadOnly),
        (1032, errors.StoreReplaced),  # SQLITE_READONLY_DBMOVED
        (2067, errors.StoreRefused),  # SQLITE_CONSTRAINT_UNIQUE
        (14, errors.StoreUnreadable),
        (10, errors.StoreUnreadable),
        (11, errors.StoreUnreadable),
        (0, errors.StoreUnreadable),
    ],
)
@pytest.mark.usefixtures("store")
def test_a_code_of_sqlite_is_told_by_name(
    path: Path, code: int, refusal: type[errors.StoreError]
) -> None:
    """The database itself is there and sound: only the code speaks."""
    with pytest.raises(errors.StoreError) as refused, translated(path):
        raise _raised(code)
    assert type(refused.value) is refusal


def test_a_database_that_went_away_cannot_be_opened(path: Path) -> None:
    """No file is made in its place."""
    path.parent.mkdir()
    with pytest.raises(errors.StoreReplaced), translated(path):
        bare_connection(path, 0.0)
    assert not path.exists()


@pytest.mark.usefixtures("store")
def test_a_database_without_rights_cannot_be_opened(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rights are what is missing, whoever runs this test."""
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(errors.StoreForbidden), translated(path):
        raise _raised(14)


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        (errno.ENOSPC, errors.StoreFull),
        (errno.EDQUOT, errors.StoreFull),
        (errno.EACCES, errors.StoreForbidden),
        (errno.EPERM, errors.StoreForbidden),
        (errno.EROFS, errors.StoreReadOnly),
        (errno.EIO, errors.StoreUnreadable),
    ],
)
def test_what_the_system_says_is_told_by_name(
    path: Path, code: int, refusal: type[errors.StoreError]
) -> None:
    """Of the database's folder, its lock file, its copy."""
    with pytest.raises(errors.StoreError) as refused, system_translated(path):
        raise OSError(code, "du système")
    assert type(refused.value) is refusal


def test_a_folder_that_may_not_be_written_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is there."""

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("pathlib.Path.mkdir", refuse)
    with pytest.raises(errors.StoreForbidden):
        open_store(path)


def test_no_error_shows_who_it_was_about(store: SqlStore) -> None:
    """Neither the refusal, nor what caused it, nor the statement with its values (F8)."""
    secret = person(1, last_name="SECRET", ine="SECRETINE")
    with pytest.raises(errors.StoreRefused) as refused:
        attempt(store, lambda work: work.insert_pupils([secret, secret]))
    assert "SECRET" not in "".join(traceback.format_exception(refused.value))
    again = draft(name="SECRET")
    with pytest.raises(errors.StoreRefused) as refused:
        attempt(
            store,
            lambda work: work.add_session(again, access_code="", number=1),
            lambda work: work.add_session(again, access_code="", number=1),
        )
    assert "SECRET" not in "".join(traceback.format_exception(refused.value))


def test_the_version_changes_with_each_commit_and_with_nothing_else(
    store: SqlStore, opening: Opening
) -> None:
    """One's own, and those of others; reading, failing or doing nothing changes none."""
    ids = fill(store, 3)
    other = opening()
    versions = [store.version()]
    add(store, ids[:1])
    versions.append(store.version())
    add(other, ids[1:2], "other")
    versions.append(store.version())
    assert len(set(versions)) == len(versions)
    with store.reading() as reading:
        reading.sessions()
    with pytest.raises(LookupError):
        attempt(other, lambda work: work.insert_pupils([person(9)]), fail)
    add(other, ids[1:2], "again")
    assert store.version() == versions[-1]
    other.close()
    assert store.version() == versions[-1]
