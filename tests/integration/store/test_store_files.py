"""Where a database is, who may read it, and what is refused in its place."""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.integration.store.builders import IN_WAL, NUMBER, add, fill

from certui import errors
from certui.store.engine import DRIVER, bare_connection
from certui.store.schema import APPLICATION_ID, REVISIONS
from certui.store.sql import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from certui.store.sql import SqlStore


@pytest.fixture(params=[0o000, 0o777])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """An account that lets everybody in, and one that lets in not even itself."""
    known = os.umask(request.param)
    yield
    os.umask(known)


@pytest.mark.usefixtures("umask")
def test_only_its_owner_reads_the_database(path: Path) -> None:
    """Folders 0700, files 0600, the log and the lock too, whatever the umask."""
    deep = path.parent / "une" / "deux" / path.name
    with closing(open_store(deep)) as store:
        fill(store, 1)
        with store.writing(), store.reading():
            files = {
                entry.name: stat.S_IMODE(entry.stat().st_mode) for entry in deep.parent.iterdir()
            }
    suffixes = ("", "-lock", *(("-wal", "-shm") if IN_WAL else ()))
    assert files == {f"certui.sqlite{suffix}": 0o600 for suffix in suffixes}
    for folder in (deep.parent, deep.parent.parent, path.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_rights_of_a_folder_that_was_there_stay(tmp_path: Path) -> None:
    """Only what certui makes has its rights set."""
    tmp_path.chmod(0o755)
    open_store(tmp_path / "certui.sqlite").close()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_closed_database_is_one_file(path: Path) -> None:
    """The log is written back when the last one leaves: the file can be copied as it is."""
    with closing(open_store(path)) as store:
        fill(store, 3)
    assert _names(path.parent) == {
        "certui.sqlite",
        "certui.sqlite-lock",
    }
    copy = shutil.copy(path, path.with_name("copie.sqlite"))
    with closing(open_store(copy)) as store, store.reading() as reading:
        assert len(reading.pupils()) == 3


def test_a_database_is_made_only_when_asked(path: Path) -> None:
    """Otherwise a mistyped path would look like an empty school."""
    with pytest.raises(errors.StoreMissing) as refused:
        open_store(path, create=False)
    assert vars(refused.value) == {"path": path}
    assert not path.parent.exists()


def test_a_database_is_never_half_made(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails while it is made leaves no file of its name, and the next attempt begins anew."""

    def failing(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("certui.store.files.sync", failing)
        with pytest.raises(errors.StoreFull):
            open_store(path)
    assert _names(path.parent) == {"certui.sqlite-lock"}
    for suffix in ("", "-wal", "-journal"):
        path.with_name(f"certui.sqlite-new{suffix}").write_bytes(b"d'une panne")
    open_store(path).close()


@pytest.mark.parametrize("suffix", ["-wal", "-journal"])
def test_the_log_of_a_lost_database_is_not_played_into_a_new_one(path: Path, suffix: str) -> None:
    """SQLite would: pupils of who knows when would come back."""
    path.parent.mkdir()
    leftover = path.with_name(path.name + suffix)
    leftover.write_bytes(b"ce qui reste")
    with pytest.raises(errors.StoreDamaged) as refused:
        open_store(path)
    assert vars(refused.value) == {"path": leftover}
    assert leftover.read_bytes() == b"ce qui reste"
    assert not path.exists()


def _restore(path: Path) -> None:
    """Put a copy in the place of a file, as a restoration does."""
    copy = path.with_name("copie")
    shutil.copy(path, copy)
    copy.replace(path)


@pytest.mark.parametrize("replace", [Path.unlink, _restore])
def test_a_replaced_database_is_noticed(
    store: SqlStore, path: Path, replace: Callable[[Path], object]
) -> None:
    """Writes into a file that nobody will ever find again would seem to succeed (F14)."""
    fill(store, 1)
    replace(path)
    there = path.exists()
    for unit in (store.reading, store.writing):
        with pytest.raises(errors.StoreReplaced) as refused:
            unit().__enter__()
        assert vars(refused.value) == {"path": path}
    with pytest.raises(errors.StoreReplaced):
        store.version()
    assert path.exists() == there


def test_a_database_restored_by_the_same_content_is_another(store: SqlStore, path: Path) -> None:
    """Removed and put back at once: the inode may be that of before only if nobody holds it."""
    fill(store, 1)
    with closing(bare_connection(path, 1.0)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content)
    with pytest.raises(errors.StoreReplaced), store.reading():
        pass


@pytest.mark.parametrize(
    "content",
    [b"", b"<?xml version='1.0'?>", b"SQLite format 3\0" + bytes(4080), os.urandom(8192)],
    ids=["empty", "text", "header", "noise"],
)
def test_a_file_that_is_no_database_is_refused(path: Path, content: bytes) -> None:
    """And not touched: it may be somebody's only copy of something else."""
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(errors.StoreDamaged) as refused:
        open_store(path)
    assert vars(refused.value) == {"path": path}
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TABLE moz_places (id)"],
        [
            "PRAGMA application_id=1",
            f"CREATE TABLE alembic_version AS SELECT '{REVISIONS[-1]}' AS version_num",
        ],
        [f"PRAGMA application_id={APPLICATION_ID}"],
        [
            f"PRAGMA application_id={APPLICATION_ID}",
            "CREATE TABLE alembic_version (version_num)",
        ],
    ],
    ids=["another's", "with our revision", "without tables", "without a revision"],
)
def test_the_database_of_another_program_is_left_as_it_is(
    path: Path, statements: list[str]
) -> None:
    """Neither its journal nor a byte of it changes, even where it claims to be certui's."""
    path.parent.mkdir()
    path.touch()
    with closing(bare_connection(path, 1.0)) as connection:
        for statement in statements:
            connection.execute(statement)
    content = path.read_bytes()
    with pytest.raises(errors.StoreDamaged):
        open_store(path)
    assert path.read_bytes() == content
    assert _names(path.parent) == {path.name}


@pytest.mark.parametrize("kind", ["folder", "fifo", "device"])
def test_what_is_no_file_is_refused(tmp_path: Path, kind: str) -> None:
    """At once: a FIFO would keep its reader waiting for ever."""
    path = tmp_path / "base"
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/null")
    with pytest.raises(errors.StoreIsAFolder if kind == "folder" else errors.StoreDamaged):
        open_store(path)


def test_a_path_through_a_file_is_refused(tmp_path: Path) -> None:
    """The reason is the system's."""
    (tmp_path / "fichier").touch()
    with pytest.raises(errors.StoreUnreadable) as refused:
        open_store(tmp_path / "fichier" / "certui.sqlite")
    assert refused.value.reason == "ENOTDIR"


def test_a_damaged_page_is_told(path: Path) -> None:
    """Reading stumbles over it, a fresh connection too: the file is damaged."""
    with closing(open_store(path)) as store:
        fill(store, 500)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2 & ~4095)
        file.write(b"\xff" * (size // 4))
    with (
        closing(open_store(path)) as store,
        pytest.raises(errors.StoreDamaged),
        store.reading() as reading,
    ):
        reading.pupils()


def test_a_truncated_database_is_told(path: Path) -> None:
    """A copy that stopped half-way is not taken for a small school."""
    with closing(open_store(path)) as store:
        fill(store, 500)
    os.truncate(path, 40_960)
    with (
        pytest.raises(errors.StoreDamaged),
        closing(open_store(path)) as store,
        store.reading() as reading,
    ):
        reading.pupils()


def test_damage_is_told_only_after_a_second_look(store: SqlStore) -> None:
    """A read error says the same as a damaged file: a sound one is not called damaged."""
    passing = DRIVER.DatabaseError("database disk image is malformed")
    passing.sqlite_errorcode = 11
    passing.sqlite_errorname = "SQLITE_CORRUPT"
    with pytest.raises(errors.StoreUnreadable) as refused, store.reading():
        raise passing
    assert refused.value.reason == "SQLITE_CORRUPT"


def test_a_closed_store_opens_no_more(path: Path) -> None:
    """Whoever is late is told; closing twice is nothing."""
    store = open_store(path)
    store.close()
    store.close()
    with pytest.raises(errors.StoreUnreadable), store.reading():
        pass


def test_a_newer_database_is_not_touched(path: Path) -> None:
    """It has what this program would not understand."""
    with closing(open_store(path)) as store:
        fill(store, 1)
    _stamp(path, "9999")
    content = path.read_bytes()
    with pytest.raises(errors.StoreNewer) as refused:
        open_store(path)
    assert vars(refused.value) == {"path": path, "revision": "9999"}
    assert path.read_bytes() == content


def test_a_database_migrated_meanwhile_is_not_written(store: SqlStore, path: Path) -> None:
    """Somebody opened it with a newer certui: this one stops writing."""
    ids = fill(store, 1)
    _stamp(path, "9999")
    with pytest.raises(errors.StoreNewer):
        add(store, ids)
    with store.reading() as reading:
        assert not reading.candidates(NUMBER)


def _stamp(path: Path, revision: str) -> None:
    with closing(bare_connection(path, 1.0)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))


def _names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}
