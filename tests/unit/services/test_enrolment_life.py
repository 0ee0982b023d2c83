"""No sequence of actions brings a session where the rules forbid it to be."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from tests.undoing import last_done

from certui import errors
from certui.domain.models import Action
from certui.services.enrolment import Enrolled, EnrolmentService, Removed
from certui.services.undoing import UndoService

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.store import MemoryStore

    from certui.domain.models import Candidate, Person, SessionDraft

_START = dt.datetime(2027, 2, 14, 14, 30, tzinfo=dt.UTC)
_PUPILS = 5
_NUMBERS = st.sampled_from([1, 2])
_WHO = ("Camille", "Dominique")


@dataclass
class _Known:
    """What the model knows of a candidate."""

    addition: int
    added_by: str
    joined: bool = False


class _Life(RuleBasedStateMachine):
    """Two people at two sessions, and a model that knows only the rules."""

    def __init__(self, store: MemoryStore) -> None:
        super().__init__()
        self.store = store
        self.now = _START - dt.timedelta(minutes=3)
        self.services = {who: EnrolmentService(store, lambda: self.now, who) for who in _WHO}
        self.undoing = {who: UndoService(store, lambda: self.now, who) for who in _WHO}
        self.model: dict[int, dict[int, _Known]] = {1: {}, 2: {}}
        self.finalised: set[int] = set()
        self.gone: set[int] = set()
        self.done: list[tuple[str, int, Enrolled | Removed]] = []
        self.spent: set[int] = set()
        self.removed: dict[int, int] = {}
        self.actions: list[tuple[Action, str]] = []

    # What people do

    @rule(number=_NUMBERS, who=st.sampled_from(_WHO), pupils=st.sets(st.integers(1, _PUPILS)))
    def add(self, number: int, who: str, pupils: set[int]) -> None:
        """Enrol some pupils."""
        there = self.model[number]
        fresh = pupils - set(there)

        def act() -> None:
            done = self.services[who].add(number, pupils)
            assert (done.added, done.already) == (len(fresh), len(pupils) - len(fresh))
            if done.added:
                addition = last_done(self.undoing[who], number).id
                there.update({pupil: _Known(addition, who) for pupil in fresh})
                self.done.append((who, addition, done))
            self.actions.append((Action.ADD, who))

        if not pupils:
            self._refused(errors.NothingChosen, act)
        elif not self._refused_for_good(number, act) and not self._refused_by_the_hour(act):
            if fresh & self.gone:
                self._refused(errors.UnknownPupils, act)
            else:
                act()

    @rule(number=_NUMBERS, who=st.sampled_from(_WHO), at=st.integers(0, _PUPILS))
    def remove(self, number: int, who: str, at: int) -> None:
        """Remove the candidate at a place of the list."""
        candidate = self._candidate(number, at)
        if candidate is None:
            return

        def act() -> None:
            removed = self.services[who].remove(number, [candidate.id])
            assert removed.candidates[0] == candidate
            known = self.model[number].pop(candidate.pupil_id)
            self.removed[candidate.id] = known.addition
            removal = last_done(self.undoing[who], number).id
            self.done.append((who, removal, removed))
            self.actions.append((Action.REMOVE, who))

        if not self._refused_for_good(number, act):
            if self.model[number][candidate.pupil_id].joined:
                self._refused(errors.CandidateHasJoined, act)
            else:
                act()

    @rule(number=_NUMBERS, at=st.integers(0, _PUPILS))
    def arrive(self, number: int, at: int) -> None:
        """The candidate at a place of the list arrives."""
        candidate = self._candidate(number, at)
        if candidate is None or number in self.finalised:
            return
        known = self.model[number][candidate.pupil_id]
        if not known.joined:
            self.store.arrive(number, candidate.id, self.now)
            known.joined = True

    @rule(who=st.sampled_from(_WHO), at=st.integers(0, 20))
    def undo(self, who: str, at: int) -> None:
        """Undo any action: one's own, somebody else's, one undone or refused before."""
        if not self.done:
            return
        whose, entry, done = self.done[at % len(self.done)]

        def act() -> None:
            self.undoing[who].undo(entry)

        if who != whose or entry in self.spent:
            self._refused(errors.NothingToUndo, act)
        elif not self._refused_for_good(done.number, act):
            self.spent.add(entry)
            if isinstance(done, Enrolled):
                self._undo_add(who, entry, done)
            else:
                self._undo_remove(who, entry, done)

    def _undo_add(self, who: str, entry: int, done: Enrolled) -> None:
        there = self.model[done.number]
        mine = [pupil for pupil, known in there.items() if known.addition == entry]

        def act() -> None:
            assert self.undoing[who].undo(entry).count == len(mine)
            for pupil in mine:
                del there[pupil]
            self.actions.append((Action.UNDO_ADD, who))

        if any(there[pupil].joined for pupil in mine):
            self._refused(errors.CandidatesHaveJoined, act)
        elif not mine:
            self._refused(errors.NothingToUndo, act)
        else:
            act()

    def _undo_remove(self, who: str, entry: int, done: Removed) -> None:
        there = self.model[done.number]
        (candidate,) = done.candidates

        def act() -> None:
            assert self.undoing[who].undo(entry).count == 1
            there[candidate.pupil_id] = _Known(self.removed[candidate.id], candidate.added_by)
            self.actions.append((Action.UNDO_REMOVE, who))

        if candidate.pupil_id in there:
            self._refused(errors.NothingToUndo, act)
        else:
            act()

    # What happens

    @rule(seconds=st.sampled_from([1, 60, 120]))
    def time_goes_on(self, seconds: int) -> None:
        """Sooner or later the sessions begin."""
        self.now += dt.timedelta(seconds=seconds)

    @rule(number=_NUMBERS)
    def finalise(self, number: int) -> None:
        """A session becomes read-only."""
        with self.store.writing() as work:
            work.finalise_session(number, self.now)
        self.finalised.add(number)

    @rule(pupil=st.integers(1, _PUPILS))
    def leave_school(self, pupil: int) -> None:
        """A pupil leaves the roster."""
        with self.store.writing() as work:
            work.disable_pupils([pupil])
        self.gone.add(pupil)

    # What must always hold

    @invariant()
    def the_candidates_are_those_of_the_model(self) -> None:
        """Each pupil once, whoever added them, joined or not."""
        with self.store.reading() as reading:
            for number, there in self.model.items():
                candidates = reading.candidates(number)
                assert len(candidates) == len(there)
                for one in candidates:
                    known = there[one.pupil_id]
                    assert (one.joined_at is not None) is known.joined
                    assert one.added_by == known.added_by
                    assert one.added_at < _START

    @invariant()
    def the_journal_says_who_did_what(self) -> None:
        """Everything that was done, and nothing that was refused."""
        written = Counter((entry.action, entry.who) for entry in self.store.journal)
        assert written == Counter(self.actions)

    # The parts

    def _candidate(self, number: int, at: int) -> Candidate | None:
        with self.store.reading() as reading:
            candidates = reading.candidates(number)
        return candidates[at % len(candidates)] if candidates else None

    def _refused(self, error: type[errors.RuleError], act: Callable[[], None]) -> bool:
        before = self.store.facts
        with pytest.raises(error):
            act()
        assert self.store.facts == before
        return True

    def _refused_for_good(self, number: int, act: Callable[[], None]) -> bool:
        return number in self.finalised and self._refused(errors.SessionFinalised, act)

    def _refused_by_the_hour(self, act: Callable[[], None]) -> bool:
        return self.now >= _START and self._refused(errors.SessionHasBegun, act)


def test_no_sequence_of_actions_breaks_the_rules(
    new_store: Callable[[], MemoryStore], draft: SessionDraft, person: Callable[..., Person]
) -> None:
    """Two people add, remove, note arrivals and undo, until the sessions begin and after."""

    class Life(_Life):
        """Begins with a new store."""

        def __init__(self) -> None:
            store = new_store()
            with store.writing() as work:
                work.insert_pupils([person(number) for number in range(1, _PUPILS + 1)])
                assert [work.add_session(draft, access_code="BCDF23") for _ in range(2)] == [1, 2]
            super().__init__(store)

    quick = settings(max_examples=60, stateful_step_count=30, deadline=None)
    run_state_machine_as_test(Life, settings=quick)
