"""One contract for every store: what the port promises, held against the real one and the fake.

A rule that the fake bends hides a fault of the use cases from their own tests.
"""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.fakes.store import MemoryStore
from tests.integration.store.builders import NOW, NUMBER, draft, person

from certui import errors
from certui.domain.day import Move
from certui.domain.models import Action, IncidentCategory, JournalEntry
from certui.domain.undoing import UndoEntry, UndoPart
from certui.store.sql import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from certui.services.ports.store import Store, Writing

DAY = dt.timedelta(days=1)


@pytest.fixture(params=["real", "fake"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    if request.param == "fake":
        yield MemoryStore()
        return
    with closing(open_store(tmp_path / "certui.sqlite")) as opened:
        yield opened


@pytest.fixture
def pupils(store: Store) -> list[int]:
    """Session 208, and four pupils: their ids."""
    with store.writing() as work:
        work.add_session(draft(), access_code="BCDF23", number=NUMBER)
        return list(work.insert_pupils([person(number) for number in range(4)]))


@pytest.fixture
def candidates(store: Store, pupils: list[int]) -> list[int]:
    """The same pupils enrolled: their ids as candidates."""
    with store.writing() as work:
        work.add_candidates(NUMBER, pupils, op_id="op", who="Ada", at=NOW)
        return [one.id for one in work.candidates(NUMBER)]


def entry(number: int | None = NUMBER, *, who: str = "Ada", at: dt.datetime = NOW) -> UndoEntry:
    """Something that was done."""
    return UndoEntry(
        op_id="op",
        action=Action.JOIN,
        number=number,
        who=who,
        at=at,
        count=1,
        facts={"é": [1, None]},
    )


def written(op_id: str, at: dt.datetime) -> JournalEntry:
    """Something in the journal."""
    return JournalEntry(op_id=op_id, at=at, who="Ada", action=Action.ADD)


def report(work: Writing, candidate_id: int | None, number: int = NUMBER) -> int:
    """Report something."""
    fraud = IncidentCategory.FRAUD
    return work.report_incident(number, candidate_id, category=fraud, text="", who="Ada", at=NOW)


# Deleting and removing


@pytest.mark.parametrize("on_whom", ["a candidate", "the session"])
def test_a_session_with_an_incident_is_not_deleted(
    store: Store, candidates: list[int], on_whom: str
) -> None:
    """On a candidate or on the session as a whole; withdrawn, it is."""
    with store.writing() as work:
        incident = report(work, candidates[0] if on_whom == "a candidate" else None)
        assert incident
        assert not work.delete_session(NUMBER)
        assert len(work.candidates(NUMBER)) == 4
        assert not work.withdraw_incident(NUMBER + 1, incident)
        assert work.withdraw_incident(NUMBER, incident)
        assert not work.withdraw_incident(NUMBER, incident)
        assert work.delete_session(NUMBER)
        assert not work.delete_session(NUMBER)


@pytest.mark.usefixtures("pupils")
def test_an_empty_session_with_an_incident_is_not_deleted(store: Store) -> None:
    """What was reported of it is kept, though nobody is in it."""
    with store.writing() as work:
        incident = report(work, None)
        assert incident
        assert not work.delete_session(NUMBER)
        assert work.session(NUMBER).number == NUMBER
        assert work.withdraw_incident(NUMBER, incident)
        assert work.delete_session(NUMBER)


def test_a_session_that_somebody_joined_is_not_deleted(store: Store, candidates: list[int]) -> None:
    """One arrival is enough; nor is a finished one."""
    with store.writing() as work:
        work.move_candidates(NUMBER, candidates[:1], Move.ARRIVE, NOW)
        assert not work.delete_session(NUMBER)
        work.move_candidates(NUMBER, candidates[:1], Move.UNDO_ARRIVAL, NOW)
        work.finalise_session(NUMBER, NOW)
        assert not work.delete_session(NUMBER)
        assert len(work.candidates(NUMBER)) == 4


def test_an_incident_is_of_a_session_and_of_its_candidate(
    store: Store, candidates: list[int]
) -> None:
    """Nothing is kept of one on a session that is unknown or finished, or on somebody else."""
    with store.writing() as work:
        other = work.add_session(draft(), access_code="BCDF24")
        assert not report(work, None, number=999)
        assert not report(work, candidates[0], number=other)
        assert report(work, candidates[0])
        work.finalise_session(NUMBER, NOW)
        assert not report(work, candidates[1])
        assert len(work.incidents(NUMBER)) == 1
        assert work.incidents(other) == []


def test_those_are_removed_who_may_be(store: Store, candidates: list[int]) -> None:
    """Not who has joined, nor who has an incident, nor another session's; a finished loses none."""
    joined, reported, *free = candidates
    with store.writing() as work:
        work.move_candidates(NUMBER, [joined], Move.ARRIVE, NOW)
        report(work, reported)
        assert work.remove_candidates(NUMBER + 1, candidates) == 0
        assert work.remove_candidates(NUMBER, []) == 0
        assert work.remove_candidates(NUMBER, [*candidates, free[0], 999]) == 2
        assert {one.id for one in work.candidates(NUMBER)} == {joined, reported}
        work.withdraw_incident(NUMBER, work.incidents(NUMBER)[0].id)
        work.finalise_session(NUMBER, NOW)
        assert work.remove_candidates(NUMBER, [reported]) == 0


def test_an_unknown_session_is_no_session_that_can_change(
    store: Store, candidates: list[int]
) -> None:
    """Nothing is changed, and nothing breaks."""
    with store.writing() as work:
        assert not work.edit_session(999, draft())
        assert not work.delete_session(999)
        assert not work.finalise_session(999, NOW)
        assert not work.reopen_session(999)
        assert not work.reopen_session(NUMBER)
        assert not work.set_extra_time(999, candidates, 33)
        assert not work.set_accessibility(999, candidates, needed=True)
        assert not work.move_candidates(999, candidates, Move.ARRIVE, NOW)


# Ids


def test_an_id_is_told_with_whoever_gets_it(store: Store, pupils: list[int]) -> None:
    """In the order given, and never one that was given before."""
    with store.writing() as work:
        known = {one.id: one.person.ine for one in work.pupils()}
        assert [known[one] for one in pupils] == [person(at).ine for at in range(4)]
        work.disable_pupils(pupils[-1:])
        work.erase_pupils(pupils[-1:])
        assert list(work.insert_pupils([])) == []
        (fresh,) = work.insert_pupils([person(9)])
        assert fresh > pupils[-1]
        found = work.pupils_by_id([fresh, pupils[0], pupils[-1], 999])
        assert {key: one.person.ine for key, one in found.items()} == {
            fresh: person(9).ine,
            pupils[0]: person(0).ine,
        }


def test_an_addition_is_kept_with_whom_it_added(store: Store, pupils: list[int]) -> None:
    """Each part a pupil and their candidate; of this session and this operation alone."""
    with store.writing() as work:
        work.add_candidates(NUMBER, pupils[:2], op_id="first", who="Ada", at=NOW)
        work.add_candidates(NUMBER, pupils, op_id="second", who="Ada", at=NOW)
        first, second, other = (
            work.undo_parts(work.keep_added(replace(entry(number), op_id=op_id)))
            for number, op_id in ((NUMBER, "first"), (NUMBER, "second"), (NUMBER + 1, "first"))
        )
        assert {one.pupil_id for one in first} == set(pupils[:2])
        assert {one.pupil_id for one in second} == set(pupils[2:])
        ids = {one.pupil_id: one.id for one in work.candidates(NUMBER)}
        assert {part.pupil_id: part.candidate_id for part in (*first, *second)} == ids
        assert not any(part.facts for part in (*first, *second))
        assert other == []


# What undoing needs


def test_what_is_kept_is_found_as_it_was(store: Store, pupils: list[int]) -> None:
    """With its parts in the order given, by its own id and as the newest."""
    parts = [UndoPart(pupils[1], 7, {"before": "été"}), UndoPart(pupils[0])]
    with store.writing() as work:
        kept = work.keep_undo(entry(), parts)
    with store.reading() as reading:
        found = reading.undo_entry(kept)
        assert found is not None
        assert found == reading.last_undoable(NUMBER, "Ada", NOW - DAY)
        assert (found.id, found.facts, found.at) == (kept, {"é": [1, None]}, NOW)
        assert reading.undo_parts(kept) == parts
        assert reading.undo_entry(kept + 1) is None
        assert reading.undo_parts(kept + 1) == []


def test_the_newest_of_ones_own_comes_first(store: Store) -> None:
    """In that session or on the list, of that person, since that instant."""
    with store.writing() as work:
        first = work.keep_undo(entry(), [])
        work.keep_undo(entry(who="Bob"), [])
        listed = work.keep_undo(entry(None), [])
        work.keep_undo(entry(NUMBER + 1), [])
        last = work.keep_undo(entry(at=NOW + DAY), [])

        def newest(number: int | None, since: dt.datetime = NOW - DAY) -> int | None:
            found = work.last_undoable(number, "Ada", since)
            return None if found is None else found.id

        assert newest(NUMBER) == last
        assert newest(None) == listed
        assert newest(NUMBER, NOW + DAY) is None
        work.forget_undo(last)
        assert newest(NUMBER) == first
        assert newest(NUMBER, NOW) is None
        work.forget_undo(first)
        work.forget_undo(first)
        assert newest(NUMBER) is None
        assert work.keep_undo(entry(), []) > last


def test_whom_an_action_concerns(store: Store, pupils: list[int]) -> None:
    """By name, as they are called now, and no more than one asks for."""
    with store.writing() as work:
        kept = work.keep_undo(entry(), [UndoPart(one) for one in reversed(pupils)])
        work.update_pupils([(pupils[0], person(0, last_name="ZOLA"))])
        assert [one.last_name for one in work.concerned(kept, 9)] == [
            "NOM-0001",
            "NOM-0002",
            "NOM-0003",
            "ZOLA",
        ]
        assert len(work.concerned(kept, 2)) == 2
        assert work.concerned(kept + 1, 9) == []


def test_what_is_a_day_old_is_forgotten_by_the_next_write(store: Store, pupils: list[int]) -> None:
    """Whoever writes whatever; a second younger, it stays."""
    with store.writing() as work:
        old = work.keep_undo(entry(), [UndoPart(pupils[0])])
        young = work.keep_undo(entry(at=NOW + dt.timedelta(seconds=1)), [])
        work.record(written("before", NOW + DAY - dt.timedelta(seconds=1)))
        assert work.undo_entry(old)
    with store.writing() as work:
        work.record(written("then", NOW + DAY))
        assert work.undo_entry(old) is None
        assert work.undo_parts(old) == []
        assert work.undo_entry(young)


def test_an_erased_pupil_takes_their_part_along(store: Store, pupils: list[int]) -> None:
    """Of every action; who is only disabled, or is a candidate, is not erased."""
    with store.writing() as work:
        work.add_candidates(NUMBER, pupils[1:2], op_id="op", who="Ada", at=NOW)
        kept = work.keep_undo(entry(), [UndoPart(one) for one in pupils])
        other = work.keep_undo(entry(None), [UndoPart(pupils[0], facts={"before": 1})])
        work.disable_pupils(pupils[:3])
        assert work.erase_pupils(pupils[:2]) == 1
        assert [part.pupil_id for part in work.undo_parts(kept)] == pupils[1:]
        assert work.undo_entry(other)
        assert work.undo_parts(other) == []


def test_what_fails_keeps_nothing(store: Store, pupils: list[int]) -> None:
    """An action and its way back are one."""

    def fail() -> None:
        with store.writing() as work:
            work.keep_undo(entry(), [UndoPart(pupils[0])])
            raise errors.NothingToUndo

    with pytest.raises(errors.NothingToUndo):
        fail()
    with store.reading() as reading:
        assert reading.last_undoable(NUMBER, "Ada", NOW - DAY) is None
