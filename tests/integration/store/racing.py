"""What two people do at once to one session, in threads or in processes.

As a program: ``python -m tests.integration.store.racing PATH PART``. It says ``ready``, then plays
its part at each line it is given, and writes what came of it as JSON.
"""

from __future__ import annotations

import json
import sys
import uuid
from contextlib import closing
from typing import TYPE_CHECKING

from tests.integration.store.builders import NOW, NUMBER

from certui.domain.day import Move
from certui.store.sql import SqlStore, open_store

if TYPE_CHECKING:
    from collections.abc import Sequence

_BLOCK = 10


def add_all(store: SqlStore, *, backwards: bool = False) -> int:
    """Add every pupil to session 208, ten in each unit of work; answers how many came in."""
    with store.reading() as reading:
        ids = sorted((entry.pupil_id for entry in reading.roster()), reverse=backwards)
    return sum(_add(store, ids[at : at + _BLOCK]) for at in range(0, len(ids), _BLOCK))


def remove_all(store: SqlStore) -> list[int]:
    """Remove every candidate, each in a unit of work; answers the pupils who were removed."""
    done = []
    for candidate_id, pupil_id in _candidates(store):
        with store.writing() as work:
            if work.remove_candidates(NUMBER, [candidate_id]):
                done.append(pupil_id)
    return done


def join_all(store: SqlStore) -> list[int]:
    """Note the arrival of every candidate, each in a unit of work; answers the pupils noted."""
    done = []
    for candidate_id, pupil_id in _candidates(store):
        with store.writing() as work:
            if work.move_candidates(NUMBER, [candidate_id], Move.ARRIVE, NOW):
                done.append(pupil_id)
    return done


def _add(store: SqlStore, ids: Sequence[int]) -> int:
    with store.writing() as work:
        return work.add_candidates(NUMBER, ids, op_id=uuid.uuid4().hex, who="Ada", at=NOW)


def _candidates(store: SqlStore) -> list[tuple[int, int]]:
    with store.reading() as reading:
        return [(one.id, one.pupil_id) for one in reading.candidates(NUMBER)]


def _say(value: object) -> None:
    print(json.dumps(value), flush=True)  # noqa: T201 - read by the test that started it


def _play(store: SqlStore, part: str) -> None:
    _say("ready")
    for _ in sys.stdin:
        match part:
            case "add forwards, remove":
                _say(add_all(store))
                part = "remove"
            case "add backwards, join":
                _say(add_all(store, backwards=True))
                part = "join"
            case "remove":
                _say(remove_all(store))
            case "join":
                _say(join_all(store))
            case "stop inside":
                with store.writing() as work:
                    ids = [pupil.id for pupil in work.pupils()]
                    _say(work.add_candidates(NUMBER, ids, op_id="op", who="Ada", at=NOW))
                    sys.stdin.readline()
            case "add and remove for ever":
                while True:
                    with store.reading() as reading:
                        ids = [pupil.id for pupil in reading.pupils()]
                    _say(_add(store, ids))
                    with store.writing() as work:
                        for candidate in work.candidates(NUMBER):
                            work.remove_candidates(NUMBER, [candidate.id])


if __name__ == "__main__":
    with closing(open_store(sys.argv[1])) as opened:
        _play(opened, sys.argv[2])
