"""Sessions edited, deleted and put back on a real database, and two people at once."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from tests.integration.store.builders import NOW, NUMBER, add, draft, fill
from tests.undoing import last_done

from certui import errors
from certui.domain.day import Move
from certui.domain.models import IncidentCategory
from certui.services.needs import NeedsService
from certui.services.sessions import SessionService
from certui.services.undoing import UndoService
from certui.store.columns import CANDIDATE, INCIDENT, SESSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.integration.store.conftest import Opening

    from certui.store.sql import SqlStore

OTHER = draft(
    name="Quatrièmes",
    site="Annexe",
    room="A1",
    invigilators="M. Sow",
    date=dt.date(2027, 3, 1),
    time=dt.time(9),
    notes="Clé chez le gardien",
)
# Races on two shared cores: enough to meet in either order.
_RACES = 25


def candidates(store: SqlStore) -> list[int]:
    """The candidates of session 208, by id."""
    with store.reading() as reading:
        return [one.id for one in reading.candidates(NUMBER)]


def join(store: SqlStore, candidate_id: int) -> None:
    """Note an arrival in session 208."""
    with store.writing() as work:
        assert work.move_candidates(NUMBER, [candidate_id], Move.ARRIVE, NOW)


def test_edits_a_session_and_no_other(store: SqlStore) -> None:
    """All that is typed is written, to this session."""
    fill(store, 1)
    with store.writing() as work:
        other = work.session(work.add_session(draft(), access_code="XYZ234"))
        before = work.session(NUMBER)
        assert work.edit_session(NUMBER, OTHER)
    with store.reading() as reading:
        fields = {name: getattr(OTHER, name) for name in OTHER.__dataclass_fields__}
        assert reading.session(NUMBER) == replace(before, **fields)
        assert reading.session(other.number) == other


def test_neither_edits_nor_deletes_once_somebody_has_joined(store: SqlStore) -> None:
    """The rule is in the statement: whoever asks, nothing changes."""
    add(store, fill(store, 3))
    join(store, candidates(store)[1])
    with store.writing() as work:
        assert not work.edit_session(NUMBER, OTHER)
        assert not work.delete_session(NUMBER)
    assert len(candidates(store)) == 3
    with store.reading() as reading:
        assert reading.session(NUMBER).name == draft().name


def test_touches_nothing_of_a_finalised_session(store: SqlStore) -> None:
    """Not its fields, not its candidates' needs; nor what is not there."""
    add(store, fill(store, 1))
    ids = candidates(store)
    with store.writing() as work:
        work.finalise_session(NUMBER, NOW)
    with store.writing() as work:
        assert not work.edit_session(NUMBER, OTHER)
        assert not work.delete_session(NUMBER)
        assert not work.set_extra_time(NUMBER, ids, 33)
        assert not work.set_accessibility(NUMBER, ids, needed=True)
        assert not work.edit_session(999, OTHER)
        assert not work.delete_session(999)
    assert candidates(store) == ids


def test_a_session_with_an_incident_stays(store: SqlStore) -> None:
    """What was reported is kept, and all that it is about."""
    add(store, fill(store, 2))
    with store.writing() as work:
        report = sa.insert(INCIDENT).values(
            session_number=NUMBER,
            candidate_id=None,
            category=IncidentCategory.SITE_BLOCKED,
            text="",
            who="Ada",
            at=NOW,
        )
        work._connection.execute(report)
        assert not work.delete_session(NUMBER)
    assert len(candidates(store)) == 2


def test_deletes_and_puts_back(store: SqlStore) -> None:
    """Everything of the session goes, and comes back the same: number, code, ids, needs."""
    add(store, fill(store, 3))
    sessions = SessionService(store, now, "Ada")
    needs = NeedsService(store, now, "Ada")
    first, second, _ = candidates(store)
    needs.set_extra_time(NUMBER, [first], 33)
    needs.set_accessibility(NUMBER, [second], needed=True)
    before = sessions.view(NUMBER)
    sessions.delete(NUMBER)
    undoing = UndoService(store, now, "Ada")
    deleted = last_done(undoing, None)
    with store.reading() as reading:
        assert not reading.sessions()
        assert not reading.candidates(NUMBER)
    undoing.undo(deleted.id)
    assert sessions.view(NUMBER) == before
    with pytest.raises(errors.NothingToUndo):
        undoing.undo(deleted.id)


def test_a_deleted_number_is_never_given_again(store: SqlStore) -> None:
    """Not even the highest: papers carry it."""
    fill(store, 0)
    with store.writing() as work:
        assert work.delete_session(NUMBER)
    with store.writing() as work:
        assert work.add_session(draft(), access_code="XYZ234") == NUMBER + 1


def test_deleting_takes_the_candidates_of_this_session_only(store: SqlStore) -> None:
    """Its rows are gone from the tables; those of another session are not."""
    ids = fill(store, 2)
    add(store, ids)
    with store.writing() as work:
        other = work.add_session(draft(), access_code="XYZ234")
        work.add_candidates(other, ids, op_id="other", who="Ada", at=NOW)
        assert work.delete_session(NUMBER)
    with store.reading() as reading:
        count = sa.select(sa.func.count()).select_from
        assert reading._connection.execute(count(CANDIDATE)).scalar_one() == 2
        assert reading._connection.execute(count(SESSION)).scalar_one() == 1


def test_extra_time_concerns_those_asked(store: SqlStore) -> None:
    """The session's candidates of these ids, and no candidate of another session."""
    ids = fill(store, 2)
    add(store, ids)
    with store.writing() as work:
        other = work.add_session(draft(), access_code="XYZ234")
        work.add_candidates(other, ids, op_id="other", who="Ada", at=NOW)
        first, second = (one.id for one in work.candidates(NUMBER))
        (elsewhere, _) = (one.id for one in work.candidates(other))
        assert work.set_extra_time(NUMBER, [first, elsewhere, 999], 33) == 1
        assert work.set_accessibility(NUMBER, [second, elsewhere], needed=True) == 1
        found = {one.id: one for one in work.candidates(NUMBER) + work.candidates(other)}
    assert [one for one, at in found.items() if at.extra_time_percentage == 33] == [first]
    assert [one for one, at in found.items() if at.accessibility] == [second]


def test_accessibility_is_settled_by_an_arrival(store: SqlStore) -> None:
    """Extra time still may change, the need may not."""
    add(store, fill(store, 2))
    first, second = candidates(store)
    join(store, first)
    with store.writing() as work:
        assert work.set_accessibility(NUMBER, [first, second], needed=True) == 1
        assert work.set_extra_time(NUMBER, [first, second], 33) == 2
        assert [one.accessibility for one in work.candidates(NUMBER)] == [False, True]


@pytest.mark.parametrize("act", ["edit", "delete"])
def test_two_at_once_a_join_and_a_change_of_the_session(opening: Opening, act: str) -> None:
    """Whoever comes second is refused: a joined candidate is in the session they joined (F2)."""
    mine, theirs = opening(who="Ada"), opening(who="Blaise")
    ids = fill(mine, 1)
    for number in range(NUMBER + 1, NUMBER + 1 + _RACES):
        with mine.writing() as work:
            work.add_session(draft(), access_code="XYZ234", number=number)
            work.add_candidates(number, ids, op_id=f"op-{number}", who="Ada", at=NOW)
        if act == "edit":
            edit_against_join(mine, theirs, number)
        else:
            delete_against_join(mine, theirs, number)


def edit_against_join(mine: SqlStore, theirs: SqlStore, number: int) -> None:
    """Either the edit came first, or it was refused and changed nothing; the arrival stands."""
    editing = partial(SessionService(mine, now, "Ada").edit, number, OTHER)
    edited, joined = race(editing, joining(theirs, number))
    assert edited in {None, errors.SessionHasJoined}
    assert joined is None
    view = SessionService(mine, now, "Ada").view(number)
    assert view.session.name == (draft() if edited else OTHER).name
    assert view.candidates[0].joined_at == NOW


def delete_against_join(mine: SqlStore, theirs: SqlStore, number: int) -> None:
    """Exactly one of them is refused, and the session is there when the arrival is."""
    deleting = partial(SessionService(mine, now, "Ada").delete, number)
    refused = race(deleting, joining(theirs, number))
    assert refused in {(None, errors.UnknownSession), (errors.SessionNotDeletable, None)}
    with mine.reading() as reading:
        there = number in {one.number for one, _ in reading.sessions()}
        joined = [one.joined_at for one in reading.candidates(number)]
    assert there is (refused[0] is not None)
    assert joined == ([NOW] if there else [])


def joining(store: SqlStore, number: int) -> Callable[[], object]:
    """Notes the arrival of a session's one candidate."""
    with store.reading() as reading:
        (candidate,) = reading.candidates(number)

    def arrive() -> None:
        with store.writing() as work:
            work.session(number)
            work.move_candidates(number, [candidate.id], Move.ARRIVE, NOW)

    return arrive


def now() -> dt.datetime:
    """The present instant."""
    return NOW


def race(*acts: Callable[[], object]) -> tuple[type[errors.CertuiError] | None, ...]:
    """Do things at once; answers how each was refused."""
    refused: list[type[errors.CertuiError] | None] = [None] * len(acts)
    start = threading.Barrier(len(acts))

    def run(at: int, act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
        except errors.RuleError as error:
            refused[at] = type(error)

    threads = [threading.Thread(target=run, args=one) for one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tuple(refused)
