"""Extra time and accessibility needs: for all those asked or for none, and undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.undoing import last_done, undo_last

from certui import errors
from certui.domain.models import Action
from certui.services.enrolment import EnrolmentService
from certui.services.naming import Named
from certui.services.needs import NeedsService
from certui.services.sessions import SessionService
from certui.services.undoing import UndoService

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.clock import FrozenClock
    from tests.fakes.store import MemoryStore

    from certui.domain.models import Person, SessionDraft

NUMBER = 1


@pytest.fixture
def needs(
    store: MemoryStore, clock: FrozenClock, draft: SessionDraft, person: Callable[..., Person]
) -> NeedsService:
    """The use cases on needs; candidates 1, 2 and 3 are in session 1."""
    SessionService(store, clock, "Camille").create(draft)
    with store.writing() as work:
        work.insert_pupils([person(1), person(2), person(3)])
    EnrolmentService(store, clock, "Camille").add(NUMBER, [1, 2, 3])
    return NeedsService(store, clock, "Camille")


@pytest.fixture
def undoing(store: MemoryStore, clock: FrozenClock) -> UndoService:
    """What the same person can undo."""
    return UndoService(store, clock, "Camille")


def extra_times(store: MemoryStore) -> dict[int, int | None]:
    """The extra time of each candidate."""
    with store.reading() as reading:
        return {one.id: one.extra_time_percentage for one in reading.candidates(NUMBER)}


def accessible(store: MemoryStore) -> set[int]:
    """The candidates who need an accessible test."""
    with store.reading() as reading:
        return {one.id for one in reading.candidates(NUMBER) if one.accessibility}


def test_sets_and_takes_away_extra_time(needs: NeedsService, store: MemoryStore) -> None:
    """Those chosen have it, the others do not; None takes it away."""
    assert needs.set_extra_time(NUMBER, [1, 3, 3], 33).count == 2
    assert extra_times(store) == {1: 33, 2: None, 3: 33}
    assert needs.set_extra_time(NUMBER, {3}, None).count == 1
    assert extra_times(store) == {1: 33, 2: None, 3: None}


def test_extra_time_leaves_a_trace_without_its_value(
    needs: NeedsService, store: MemoryStore, clock: FrozenClock
) -> None:
    """The journal says who set it, when, for how many or for whom; health data stays out."""
    done = needs.set_extra_time(NUMBER, [1, 2], 47)
    entry = store.journal[-1]
    assert (entry.action, entry.who, entry.at) == (Action.SET_EXTRA_TIME, "Camille", clock.now)
    assert (entry.session_number, entry.done, entry.candidate_id) == (NUMBER, 2, None)
    assert "47" not in repr(done)
    assert "47" not in repr(entry).replace(entry.op_id, "")
    needs.set_extra_time(NUMBER, [2], 48)
    assert store.journal[-1].candidate_id == 2


@pytest.mark.parametrize("percentage", [1, 99])
def test_extra_time_at_its_edges(needs: NeedsService, store: MemoryStore, percentage: int) -> None:
    """1 and 99 are percents."""
    needs.set_extra_time(NUMBER, [1], percentage)
    assert extra_times(store)[1] == percentage


@pytest.mark.parametrize("percentage", [0, 100, -1])
def test_extra_time_beyond_its_edges(
    needs: NeedsService, store: MemoryStore, percentage: int
) -> None:
    """0, 100 and below are none; nothing is changed."""
    before = store.data
    with pytest.raises(errors.InvalidExtraTime):
        needs.set_extra_time(NUMBER, [1], percentage)
    assert store.data == before


def test_extra_time_is_set_on_the_day(
    needs: NeedsService, store: MemoryStore, clock: FrozenClock
) -> None:
    """Somebody who has joined may get it (the product's C2), until the session is finalised."""
    store.arrive(NUMBER, 1)
    needs.set_extra_time(NUMBER, [1], 33)
    assert extra_times(store)[1] == 33
    with store.writing() as work:
        work.finalise_session(NUMBER, clock())
    with pytest.raises(errors.SessionFinalised):
        needs.set_extra_time(NUMBER, [1], None)
    assert extra_times(store)[1] == 33


@pytest.mark.parametrize(
    ("ids", "refusal"),
    [([], errors.NothingChosen), ([1, 9], errors.UnknownCandidate)],
)
def test_all_or_none(
    needs: NeedsService, store: MemoryStore, ids: list[int], refusal: type[errors.CertuiError]
) -> None:
    """Nobody, or one who has left the session: nothing is changed for the others either."""
    before = store.data
    with pytest.raises(refusal):
        needs.set_extra_time(NUMBER, ids, 33)
    with pytest.raises(refusal):
        needs.set_accessibility(NUMBER, ids, needed=True)
    assert store.data == before


def test_extra_time_by_ine(
    needs: NeedsService, store: MemoryStore, person: Callable[..., Person]
) -> None:
    """As the shell does; who is not a candidate is named."""
    needs.set_extra_time_named(NUMBER, Named(ines=(person(2).ine or "",)), 25)
    assert extra_times(store) == {1: None, 2: 25, 3: None}
    with pytest.raises(errors.NotEnrolled) as refused:
        needs.set_extra_time_named(NUMBER, Named(ines=("000X",)), 25)
    assert vars(refused.value) == {"ine": "000X", "number": NUMBER}
    with pytest.raises(errors.UnknownSession):
        needs.set_extra_time_named(999, Named(ines=("000X",)), 25)


def test_undoes_extra_time(needs: NeedsService, undoing: UndoService, store: MemoryStore) -> None:
    """Each gets back what they had."""
    needs.set_extra_time(NUMBER, [1], 33)
    needs.set_extra_time(NUMBER, [1, 2], 50)
    done = last_done(undoing, NUMBER)
    assert undoing.undo(done.id).count == 2
    assert extra_times(store) == {1: 33, 2: None, 3: None}
    entry = store.journal[-1]
    assert (entry.action, entry.done) == (Action.UNDO_EXTRA_TIME, 2)
    with pytest.raises(errors.NothingToUndo):
        undoing.undo(done.id)


def test_undoing_keeps_what_others_set_since(
    needs: NeedsService,
    clock: FrozenClock,
    undoing: UndoService,
    store: MemoryStore,
) -> None:
    """Somebody else's decision is not lost, and who was removed stays out."""
    needs.set_extra_time(NUMBER, [1, 2, 3], 50)
    done = last_done(undoing, NUMBER)
    NeedsService(store, clock, "Ada").set_extra_time(NUMBER, [2], 20)
    EnrolmentService(store, clock, "Camille").remove(NUMBER, [3])
    assert undoing.undo(done.id).count == 1
    assert extra_times(store) == {1: None, 2: 20}


def test_sets_accessibility_until_they_join(needs: NeedsService, store: MemoryStore) -> None:
    """It is settled once a candidate has joined: then nothing changes for the others either."""
    assert needs.set_accessibility(NUMBER, [1, 2], needed=True).count == 2
    assert accessible(store) == {1, 2}
    entry = store.journal[-1]
    assert (entry.action, entry.done) == (Action.SET_ACCESSIBILITY, 2)
    store.arrive(NUMBER, 1)
    before = store.data
    with pytest.raises(errors.AccessibilitySettled) as refused:
        needs.set_accessibility(NUMBER, [1, 2], needed=False)
    assert vars(refused.value) == {"count": 1}
    assert store.data == before


def test_undoes_accessibility(
    needs: NeedsService, undoing: UndoService, store: MemoryStore
) -> None:
    """Each gets back what they had, until one of them joins."""
    needs.set_accessibility(NUMBER, [1], needed=True)
    done = needs.set_accessibility(NUMBER, [1, 2], needed=True)
    assert "True" not in repr(done)
    assert undo_last(undoing, NUMBER).count == 1
    assert accessible(store) == {1}
    assert store.journal[-1].action is Action.UNDO_ACCESSIBILITY
    needs.set_accessibility(NUMBER, [2], needed=True)
    store.arrive(NUMBER, 2)
    with pytest.raises(errors.AccessibilitySettled):
        undo_last(undoing, NUMBER)
    assert accessible(store) == {1, 2}


def test_what_is_so_already_is_not_done(
    needs: NeedsService, undoing: UndoService, store: MemoryStore
) -> None:
    """Nobody is counted, the journal notes nothing, and what was done before is undone next."""
    needs.set_extra_time(NUMBER, [1], 33)
    needs.set_accessibility(NUMBER, [1], needed=True)
    noted = list(store.journal)
    assert needs.set_extra_time(NUMBER, [1], 33).count == 0
    assert needs.set_accessibility(NUMBER, [1], needed=True).count == 0
    assert needs.set_extra_time(NUMBER, [2, 3], None).count == 0
    assert store.journal == noted
    assert needs.set_extra_time(NUMBER, [1, 2], 33).count == 1
    assert undo_last(undoing, NUMBER).count == 1
    assert extra_times(store) == {1: 33, 2: None, 3: None}
    undo_last(undoing, NUMBER)
    assert accessible(store) == set()
