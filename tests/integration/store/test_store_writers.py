"""Several people at once: nobody doubled, nobody lost, nothing half-done."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.integration.store.builders import NOW, NUMBER, add, added, fill
from tests.integration.store.racing import add_all, join_all, remove_all

from certui import errors
from certui.domain.day import Move
from certui.store import engine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.integration.store.conftest import Opening

    from certui.store.sql import SqlStore

PUPILS = 120
ROOT = Path(__file__).parents[3]


class Process:
    """Somebody else at the same database.

    Args:
        path: the database.
        part: what they do at each turn; see :mod:`tests.integration.store.racing`.
    """

    def __init__(self, path: Path, part: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.integration.store.racing", path, part],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def go(self) -> None:
        """Let them play their part once."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def answer(self) -> Any:
        """What they say next."""
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())

    def kill(self) -> None:
        """Stop them at once, wherever they are (SIGKILL)."""
        self._process.kill()
        self._process.communicate()


@contextmanager
def started(path: Path, *parts: str) -> Iterator[list[Process]]:
    """Processes that are ready, and are gone at the end."""
    with ExitStack() as stack:
        processes = [Process(path, part) for part in parts]
        for process in processes:
            stack.callback(process.kill)
        assert [process.answer() for process in processes] == ["ready"] * len(parts)
        yield processes


@pytest.fixture
def ids(store: SqlStore) -> list[int]:
    """The pupils of the test's school; session 208 is empty."""
    return fill(store, PUPILS)


def _check_apart(store: SqlStore, ids: list[int], removed: list[int], joined: list[int]) -> None:
    """Each candidate was removed, or has joined; never both, nor neither."""
    assert not set(removed) & set(joined)
    assert sorted([*removed, *joined]) == ids
    with store.reading() as reading:
        left = reading.candidates(NUMBER)
    assert sorted(one.pupil_id for one in left) == sorted(joined)
    assert {one.joined_at for one in left} <= {NOW}


def test_processes_never_double_nor_remove_who_joined(
    store: SqlStore, ids: list[int], path: Path
) -> None:
    """Two processes add the same pupils, then one removes them while the other sees them come."""
    parts = ("add forwards, remove", "add backwards, join")
    with started(path, *parts) as processes:
        answers = []
        for _ in range(2):
            for process in processes:
                process.go()
            answers.append([process.answer() for process in processes])
            if len(answers) == 1:
                with store.reading() as reading:
                    assert sorted(one.pupil_id for one in reading.candidates(NUMBER)) == ids
    added, (removed, joined) = answers
    assert sum(added) == PUPILS
    _check_apart(store, ids, removed, joined)


@pytest.mark.parametrize("shared", [True, False], ids=["one store", "a store each"])
def test_threads_never_double_nor_remove_who_joined(
    store: SqlStore, ids: list[int], opening: Opening, *, shared: bool
) -> None:
    """The same in threads, as the application has them."""
    first, second = (store, store) if shared else (opening(), opening())
    with ThreadPoolExecutor(2) as pool:
        counts = [pool.submit(add_all, first), pool.submit(add_all, second, backwards=True)]
        assert sum(count.result() for count in counts) == PUPILS
        removed, joined = pool.submit(remove_all, first), pool.submit(join_all, second)
        _check_apart(store, ids, removed.result(), joined.result())


def test_what_was_read_before_does_not_remove_who_joined_since(
    store: SqlStore, ids: list[int], opening: Opening
) -> None:
    """The rule stands in the statement: an earlier reading counts for nothing (F2)."""
    add(store, ids[:1])
    with store.reading() as reading:
        (candidate,) = reading.candidates(NUMBER)
    with opening().writing() as work:
        assert work.move_candidates(NUMBER, [candidate.id], Move.ARRIVE, NOW)
    with store.writing() as work:
        assert not work.remove_candidates(NUMBER, [candidate.id])
        assert work.remove_candidates(NUMBER, added(work, NUMBER, "op")) == 0
        assert work.enrolled(NUMBER) == {candidate.pupil_id}


def test_a_unit_of_work_reads_what_others_wrote_before_it(
    store: SqlStore, ids: list[int], opening: Opening
) -> None:
    """It begins by taking the right to write: what it reads can no longer change (F4)."""
    impatient = opening(patience=0.02)
    with store.writing() as work:
        assert not work.enrolled(NUMBER)
        with pytest.raises(errors.StoreBusy):
            add(impatient, ids)
        assert work.add_candidates(NUMBER, ids, op_id="op", who="Ada", at=NOW) == PUPILS
    assert add(impatient, ids, "other") == 0


def test_who_is_killed_leaves_nothing_half_done(
    store: SqlStore, ids: list[int], path: Path
) -> None:
    """Not a candidate of theirs stays, and nobody waits for them."""
    with started(path, "stop inside") as (process,):
        process.go()
        assert process.answer() == PUPILS
        process.kill()
        with store.reading() as reading:
            assert not reading.candidates(NUMBER)
        assert add(store, ids[:3]) == 3


@pytest.mark.parametrize("additions", [1, 3])
def test_who_is_killed_at_any_moment_leaves_all_or_nothing(
    store: SqlStore, ids: list[int], path: Path, additions: int
) -> None:
    """While they commit, or between two commits."""
    with started(path, "add and remove for ever") as (process,):
        process.go()
        assert [process.answer() for _ in range(additions)] == [PUPILS] * additions
        process.kill()
        with store.reading() as reading:
            assert len(reading.candidates(NUMBER)) in {0, PUPILS}
        assert add(store, ids) in {0, PUPILS}


def test_a_refused_commit_stores_nothing_ever(
    opening: Opening, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its connection goes back without a transaction: no ghost with the next commit (F1)."""
    # Only with the rollback journal can a reader stand in the way of a commit.
    monkeypatch.setattr(engine, "journal_mode", lambda _version: "DELETE")
    store = opening(patience=0.02)
    ids = fill(store, 4)
    reader = engine.bare_connection(path, 0.0)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM pupil").fetchall()
    with pytest.raises(errors.StoreBusy):
        add(store, ids[:1])
    reader.close()
    assert add(opening(patience=0.02), ids[1:2]) == 1
    assert add(store, ids[2:3]) == 1
    with store.reading() as reading:
        assert reading.enrolled(NUMBER) == set(ids[1:3])


def test_many_readers_and_writers_in_one_store(store: SqlStore, ids: list[int]) -> None:
    """Any thread may ask anything at any time: no answer is torn, none is refused."""

    def ask(_: int) -> int:
        with store.reading() as reading:
            ((_session, heads),) = reading.sessions()
            assert heads == len(reading.candidates(NUMBER)) == len(reading.enrolled(NUMBER))
        return store.version()

    with ThreadPoolExecutor(8) as pool:
        writing = [pool.submit(add_all, store), pool.submit(add_all, store, backwards=True)]
        assert len(list(pool.map(ask, range(60)))) == 60
        assert sum(one.result() for one in writing) == len(ids)
