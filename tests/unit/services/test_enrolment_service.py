"""Enrolment: who may be added, removed, noted as arrived, and what can be undone."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from tests.undoing import last_done, undo_last

from certui import errors
from certui.domain.models import Action, IncidentCategory
from certui.domain.refusals import CandidatesNotRemovable
from certui.services.enrolment import Enrolled, EnrolmentService, indexed
from certui.services.naming import Named
from certui.services.undoing import UndoService

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.fakes.clock import FrozenClock
    from tests.fakes.store import MemoryStore, MemoryWork

    from certui.domain.models import Candidate, Person, SessionDraft

_START = dt.datetime(2027, 2, 14, 14, 30, tzinfo=dt.UTC)
_SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def number(store: MemoryStore, draft: SessionDraft, person: Callable[..., Person]) -> int:
    """An empty session, beside another one, and pupils 1 to 6; the sixth has left the school."""
    with store.writing() as work:
        work.insert_pupils([person(number) for number in range(1, 7)])
        work.disable_pupils([6])
        other = work.add_session(draft, access_code="BCDF23")
        work.add_candidates(other, [5], op_id="before", who="Autre", at=_START)
        return work.add_session(draft, access_code="GHJK46")


@pytest.fixture
def enrolment(store: MemoryStore, clock: FrozenClock) -> EnrolmentService:
    """The service of the person at the keyboard."""
    return EnrolmentService(store, clock, "Camille")


@pytest.fixture
def undoing(store: MemoryStore, clock: FrozenClock) -> UndoService:
    """What the same person can undo."""
    return UndoService(store, clock, "Camille")


def _candidates(store: MemoryStore, number: int) -> list[Candidate]:
    with store.reading() as reading:
        return reading.candidates(number)


def _pupils(store: MemoryStore, number: int) -> set[int]:
    return {one.pupil_id for one in _candidates(store, number)}


def _report(store: MemoryStore, one: Candidate) -> None:
    with store.writing() as work:
        assert work.report_incident(
            one.session_number,
            one.id,
            category=IncidentCategory.FRAUD,
            text="",
            who="Camille",
            at=_START,
        )


def _finalise(store: MemoryStore, number: int) -> None:
    with store.writing() as work:
        work.finalise_session(number, _START)


class TestPicker:
    """What the picker opens with."""

    def test_shows_the_roster_and_who_is_enrolled(
        self, enrolment: EnrolmentService, number: int
    ) -> None:
        """Active pupils in order, searchable, and the candidates of this session alone."""
        enrolment.add(number, [2])
        picker = enrolment.picker(number)
        assert picker.session.number == number
        assert picker.enrolled == {2}
        assert picker.candidates == 1
        assert picker.roster.ids == (1, 3, 5, 2, 4)
        assert [entry.pupil_id for entry in picker.roster.entries] == [1, 3, 5, 2, 4]
        assert list(picker.roster.index.all("3eb nom4")) == [4]

    def test_keeps_the_index_while_the_roster_is_unchanged(
        self,
        enrolment: EnrolmentService,
        store: MemoryStore,
        person: Callable[..., Person],
        number: int,
    ) -> None:
        """An addition changes no roster; a new pupil does."""
        first = enrolment.picker(number).roster
        enrolment.add(number, [1])
        assert enrolment.picker(number).roster is first
        with store.writing() as work:
            work.insert_pupils([person(7)])
        second = enrolment.picker(number).roster
        assert second is not first
        assert 7 in second.ids
        assert enrolment.picker(number).roster is second

    def test_tells_how_far_it_is_while_it_reads(
        self, enrolment: EnrolmentService, number: int
    ) -> None:
        """All pupils read are part of the work: the index comes after. What is kept is not read."""
        told: list[float] = []
        enrolment.picker(number, progress=told.append)
        half, read = told
        assert 0 < half == read / 2 < read < 1
        enrolment.picker(number, progress=told.append)
        assert told == [half, read]

    def test_opens_until_the_session_begins(
        self, enrolment: EnrolmentService, clock: FrozenClock, number: int
    ) -> None:
        """One second before the start it opens, at the start it refuses."""
        clock.now = _START - _SECOND
        enrolment.picker(number)
        clock.now = _START
        with pytest.raises(errors.SessionHasBegun) as refused:
            enrolment.picker(number)
        assert vars(refused.value) == {"number": number}

    def test_refuses_a_finalised_session_whatever_the_hour(
        self, enrolment: EnrolmentService, store: MemoryStore, number: int
    ) -> None:
        """What is finished is read-only, before its hour too."""
        _finalise(store, number)
        with pytest.raises(errors.SessionFinalised):
            enrolment.picker(number)

    def test_refuses_an_unknown_session(self, enrolment: EnrolmentService, number: int) -> None:
        """There is no such number."""
        with pytest.raises(errors.UnknownSession):
            enrolment.picker(number + 1)

    @pytest.mark.parametrize("times_opened", [0, 1])
    def test_answers_what_it_read_whatever_another_thread_keeps_meanwhile(
        self,
        enrolment: EnrolmentService,
        store: MemoryStore,
        person: Callable[..., Person],
        number: int,
        times_opened: int,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """Between its view and its answer the roster changes, and is opened elsewhere."""
        for _ in range(times_opened):
            enrolment.picker(number)
        reading = store.reading
        newer: list[tuple[int, ...]] = []

        @contextmanager
        def overtaken() -> Iterator[MemoryWork]:
            with reading() as view:
                yield view
            monkeypatch.setattr(store, "reading", reading)
            with store.writing() as work:
                work.insert_pupils([person(7)])
            newer.append(enrolment.picker(number).roster.ids)

        monkeypatch.setattr(store, "reading", overtaken)
        assert enrolment.picker(number).roster.ids == (1, 3, 5, 2, 4)
        assert newer == [(1, 3, 5, 7, 2, 4)]
        assert enrolment.picker(number).roster.ids == newer[0]

    def test_tells_homonyms(self, person: Callable[..., Person], store: MemoryStore) -> None:
        """Two pupils of the same names and birth date, and no one else."""
        twin = {"last_name": "Roy", "first_name": "Léa"}
        with store.writing() as work:
            work.insert_pupils(
                [
                    person(1, **twin, class_name="3EA"),
                    person(2, **twin, class_name="3EB"),
                    person(3, **twin, class_name="3EC", birth_date=dt.date(2011, 5, 21)),
                    person(4, last_name="Roy", class_name="3ED"),
                ]
            )
            roster = indexed(7, work.roster())
        assert roster.stamp == 7
        assert roster.homonyms == {0, 1}


class TestAdd:
    """Adding, all or nothing."""

    def test_enrols_and_attributes(
        self, enrolment: EnrolmentService, store: MemoryStore, clock: FrozenClock, number: int
    ) -> None:
        """The pupils are candidates, by whom and when, and the journal says so."""
        done = enrolment.add(number, [3, 1, 3])
        assert (done.number, done.added, done.already) == (number, 2, 0)
        assert _pupils(store, number) == {1, 3}
        for one in _candidates(store, number):
            assert (one.added_by, one.added_at) == ("Camille", clock.now)
        entry = store.journal[-1]
        assert (entry.action, entry.session_number) == (Action.ADD, number)
        assert (entry.who, entry.at, entry.done, entry.skipped) == ("Camille", clock.now, 2, 0)

    def test_counts_and_skips_who_is_there_already(
        self, enrolment: EnrolmentService, store: MemoryStore, number: int
    ) -> None:
        """Somebody else's additions are no error, and stay theirs."""
        EnrolmentService(store, enrolment._clock, "Dominique").add(number, [1])  # noqa: SLF001 - same hour
        done = enrolment.add(number, [1, 2, 3])
        assert (done.added, done.already) == (2, 1)
        assert {one.pupil_id: one.added_by for one in _candidates(store, number)} == {
            1: "Dominique",
            2: "Camille",
            3: "Camille",
        }
        assert (store.journal[-1].done, store.journal[-1].skipped) == (2, 1)

    def test_adds_nobody_when_all_are_there(self, enrolment: EnrolmentService, number: int) -> None:
        """The answer says that nothing was left to do."""
        enrolment.add(number, [1, 2])
        done = enrolment.add(number, [2, 1])
        assert (done.added, done.already) == (0, 2)

    def test_needs_a_pupil(self, enrolment: EnrolmentService, number: int) -> None:
        """An addition of nobody is refused."""
        with pytest.raises(errors.NothingChosen):
            enrolment.add(number, [])

    def test_is_refused_whole_when_one_has_left(
        self, enrolment: EnrolmentService, store: MemoryStore, number: int
    ) -> None:
        """A disabled and an unknown pupil: nobody is added, nothing is written."""
        before = store.data
        with pytest.raises(errors.UnknownPupils) as refused:
            enrolment.add(number, [1, 2, 6, 99])
        assert vars(refused.value) == {"count": 2}
        assert store.data is before

    def test_skips_a_candidate_who_has_left_the_roster(
        self, enrolment: EnrolmentService, store: MemoryStore, number: int
    ) -> None:
        """Who is a candidate stays one, and needs not be on the roster any more."""
        enrolment.add(number, [1])
        with store.writing() as work:
            work.disable_pupils([1])
        done = enrolment.add(number, [1, 2])
        assert (done.added, done.already) == (1, 1)

    @pytest.mark.parametrize("late", [dt.timedelta(0), _SECOND, dt.timedelta(days=400)])
    def test_ends_with_the_first_second_of_the_session(
        self,
        enrolment: EnrolmentService,
        store: MemoryStore,
        clock: FrozenClock,
        number: int,
        late: dt.timedelta,
    ) -> None:
        """One second before, yes; from the start on, no, and nothing is written."""
        clock.now = _START - _SECOND
        enrolment.add(number, [1])
        before = store.data
        clock.now = _START + late
        with pytest.raises(errors.SessionHasBegun):
            enrolment.add(number, [2])
        assert store.data is before

    def test_nobody_is_added_at_an_hour_the_rule_forbids(
        self, store: MemoryStore, number: int
    ) -> None:
        """The instant that was judged is the one that is written, though time goes on."""
        ticks = iter(_START - _SECOND + dt.timedelta(seconds=n) for n in range(10))
        EnrolmentService(store, lambda: next(ticks), "Camille").add(number, [1])
        assert [one.added_at for one in _candidates(store, number)] == [_START - _SECOND]
        assert store.journal[-1].at == _START - _SECOND

    def test_refuses_finalised_and_unknown_sessions(
        self, enrolment: EnrolmentService, store: MemoryStore, number: int
    ) -> None:
        """Read-only is read-only; nowhere is nowhere."""
        _finalise(store, number)
        with pytest.raises(errors.SessionFinalised):
            enrolment.add(number, [1])
        with pytest.raises(errors.UnknownSession):
            enrolment.add(number + 1, [1])

    def test_the_same_operation_twice_gives_the_same_answer(
        self, enrolment: EnrolmentService, store: MemoryStore, clock: FrozenClock, number: int
    ) -> None:
        """Repeated after a lost answer, even after the start, it changes nothing more."""
        enrolment.add(number, [2])
        done = enrolment.add(number, [1, 2], op_id="once")
        assert done == Enrolled(number, 1, 1)
        assert store.journal[-1].op_id == "once"
        before = store.data
        clock.now = _START
        assert enrolment.add(number, [1, 2], op_id="once") == done
        assert store.data is before

    def test_an_operation_id_names_one_action(
        self, enrolment: EnrolmentService, store: MemoryStore, number: int
    ) -> None:
        """Never the answer of another session's addition, nor of a removal."""
        enrolment.add(number, [1], op_id="once")
        with pytest.raises(ValueError, match="once"):
            enrolment.add(number - 1, [1], op_id="once")
        enrolment.remove(number, [_candidates(store, number)[0].id])
        with pytest.raises(ValueError, match="not an addition"):
            enrolment.add(number, [1], op_id=store.journal[-1].op_id)


class TestAddByNames:
    """The shell's way to add."""

    def test_enrols_classes_and_pupils(
        self, enrolment: EnrolmentService, store: MemoryStore, number: int
    ) -> None:
        """Whole classes and single INE together, each pupil once."""
        done = enrolment.add_by_names(number, classes=["3EA"], ines=["0000000002A", "0000000001A"])
        assert (done.added, done.already) == (4, 0)
        assert _pupils(store, number) == {1, 3, 5, 2}

    def test_names_each_unknown_class_once(
        self, enrolment: EnrolmentService, store: MemoryStore, number: int
    ) -> None:
        """Nothing is added for the others either."""
        with pytest.raises(errors.UnknownClasses) as refused:
            enrolment.add_by_names(number, classes=["3EZ", "3EA", "9E", "3EZ"])
        assert vars(refused.value) == {"classes": ["3EZ", "9E"], "near": ["3EA", "3EB"]}
        assert not _pupils(store, number)

    def test_names_each_unknown_ine_once(self, enrolment: EnrolmentService, number: int) -> None:
        """The INE of a pupil who has left is unknown too."""
        with pytest.raises(errors.UnknownInes) as refused:
            enrolment.add_by_names(number, ines=["X", "0000000001A", "0000000006A", "X"])
        assert vars(refused.value) == {"ines": ["X", "0000000006A"]}

    def test_needs_a_name_and_a_session(self, enrolment: EnrolmentService, number: int) -> None:
        """Nothing asked is nothing chosen; an unknown session is said first."""
        with pytest.raises(errors.NothingChosen):
            enrolment.add_by_names(number)
        with pytest.raises(errors.UnknownSession):
            enrolment.add_by_names(99, classes=["3EZ"])


class TestRemove:
    """A candidate may be removed until they have joined."""

    def test_removes_who_has_not_joined(
        self, enrolment: EnrolmentService, store: MemoryStore, clock: FrozenClock, number: int
    ) -> None:
        """Even after the start; attributed to who removed, not to who added."""
        EnrolmentService(store, clock, "Dominique").add(number, [1, 2])
        one, other = _candidates(store, number)
        clock.now = _START + _SECOND
        assert enrolment.remove(number, [one.id]).candidates == (one,)
        assert _candidates(store, number) == [other]
        entry = store.journal[-1]
        assert (entry.action, entry.who, entry.at) == (Action.REMOVE, "Camille", clock.now)
        assert (entry.session_number, entry.done) == (number, 1)

    def test_keeps_who_has_joined(
        self, enrolment: EnrolmentService, store: MemoryStore, number: int
    ) -> None:
        """The guide's last page, in capitals."""
        enrolment.add(number, [1])
        [one] = _candidates(store, number)
        store.arrive(number, one.id)
        before = store.data
        with pytest.raises(errors.CandidateHasJoined) as alone:
            enrolment.remove(number, [one.id])
        assert vars(alone.value) == {"number": number}
        assert store.data is before
        enrolment.add(number, [2])
        with pytest.raises(CandidatesNotRemovable) as among:
            enrolment.remove(number, [other.id for other in _candidates(store, number)])
        assert vars(among.value) == {"number": number, "joined": [one.person], "reported": []}

    def test_keeps_who_has_an_incident(
        self, enrolment: EnrolmentService, undoing: UndoService, store: MemoryStore, number: int
    ) -> None:
        """A report names a candidate of the session: they stay, and so does their addition."""
        enrolment.add(number, [1, 2])
        one, other = _candidates(store, number)
        _report(store, one)
        before = store.facts
        with pytest.raises(errors.CandidateHasIncident) as refused:
            enrolment.remove(number, [one.id])
        assert vars(refused.value) == {"number": number}
        with pytest.raises(errors.CandidatesHaveIncidents) as kept:
            undo_last(undoing, number)
        assert vars(kept.value) == {"count": 1}
        assert store.facts == before
        enrolment.remove(number, [other.id])

    def test_refuses_who_is_not_there(
        self, enrolment: EnrolmentService, store: MemoryStore, number: int
    ) -> None:
        """Removed a moment ago by somebody else, or a candidate of another session."""
        enrolment.add(number, [1])
        [one] = _candidates(store, number)
        [elsewhere] = _candidates(store, number - 1)
        enrolment.remove(number, [one.id])
        for candidate in (one, elsewhere):
            with pytest.raises(errors.UnknownCandidate):
                enrolment.remove(number, [candidate.id])

    def test_refuses_when_finalised(
        self, enrolment: EnrolmentService, store: MemoryStore, number: int
    ) -> None:
        """A finished session loses nobody and receives nobody."""
        enrolment.add(number, [1])
        [one] = _candidates(store, number)
        _finalise(store, number)
        with pytest.raises(errors.SessionFinalised):
            enrolment.remove(number, [one.id])

    def test_removes_by_ine(
        self, enrolment: EnrolmentService, store: MemoryStore, number: int
    ) -> None:
        """The shell names the pupil, the session's candidates decide."""
        enrolment.add(number, [1, 2])
        removed = enrolment.remove_named(number, Named(ines=("0000000001A",)))
        assert removed.candidates[0].pupil_id == 1
        assert _pupils(store, number) == {2}
        with pytest.raises(errors.NotEnrolled) as refused:
            enrolment.remove_named(number, Named(ines=("0000000001A",)))
        assert vars(refused.value) == {"ine": "0000000001A", "number": number}
        with pytest.raises(errors.UnknownSession):
            enrolment.remove_named(99, Named(ines=("0000000001A",)))


class TestUndo:
    """Undoing what one did, where the rules still allow it."""

    def test_takes_back_an_addition_and_no_more(
        self,
        enrolment: EnrolmentService,
        undoing: UndoService,
        store: MemoryStore,
        clock: FrozenClock,
        number: int,
    ) -> None:
        """Who was there before stays, though the addition asked for them too."""
        enrolment.add(number, [1])
        enrolment.add(number, [1, 2, 3])
        clock.now = _START + _SECOND
        undone = undo_last(undoing, number)
        assert (undone.what.number, undone.what.action, undone.count) == (number, Action.ADD, 2)
        assert _pupils(store, number) == {1}
        entry = store.journal[-1]
        assert (entry.action, entry.who, entry.at) == (Action.UNDO_ADD, "Camille", clock.now)
        assert entry.done == 2

    def test_takes_back_what_is_left_of_an_addition(
        self, enrolment: EnrolmentService, undoing: UndoService, store: MemoryStore, number: int
    ) -> None:
        """Who was removed, and added again by another action, is not of this one."""
        enrolment.add(number, [1, 2, 3])
        done = last_done(undoing, number)
        enrolment.remove_named(number, Named(ines=("0000000001A",)))
        enrolment.remove_named(number, Named(ines=("0000000002A",)))
        enrolment.add(number, [2])
        assert undoing.undo(done.id).count == 1
        assert _pupils(store, number) == {2}

    def test_keeps_an_addition_of_which_anyone_has_joined(
        self, enrolment: EnrolmentService, undoing: UndoService, store: MemoryStore, number: int
    ) -> None:
        """All or nothing: one arrival keeps them all, and is counted."""
        enrolment.add(number, [1, 2, 3])
        store.arrive(number, _candidates(store, number)[1].id)
        before = store.facts
        with pytest.raises(errors.CandidatesHaveJoined) as refused:
            undo_last(undoing, number)
        assert vars(refused.value) == {"count": 1}
        assert store.facts == before

    def test_takes_back_an_addition_once(
        self, enrolment: EnrolmentService, undoing: UndoService, store: MemoryStore, number: int
    ) -> None:
        """The second time, nothing is left to undo."""
        enrolment.add(number, [1, 2])
        done = last_done(undoing, number)
        undoing.undo(done.id)
        before = store.facts
        with pytest.raises(errors.NothingToUndo):
            undoing.undo(done.id)
        assert store.facts == before

    def test_puts_a_candidate_back_as_they_were(
        self,
        enrolment: EnrolmentService,
        undoing: UndoService,
        store: MemoryStore,
        clock: FrozenClock,
        number: int,
    ) -> None:
        """With who added them and when, and their extra time."""
        EnrolmentService(store, clock, "Dominique").add(number, [1])
        [one] = _candidates(store, number)
        enrolment.remove(number, [one.id])
        undone = undo_last(undoing, number)
        assert (undone.what.number, undone.what.action, undone.count) == (number, Action.REMOVE, 1)
        assert _candidates(store, number) == [one]
        entry = store.journal[-1]
        assert (entry.action, entry.who, entry.done) == (Action.UNDO_REMOVE, "Camille", 1)

    def test_puts_a_candidate_back_once(
        self, enrolment: EnrolmentService, undoing: UndoService, store: MemoryStore, number: int
    ) -> None:
        """Back already, by this undoing or by somebody else's addition."""
        enrolment.add(number, [1, 2])
        one, other = _candidates(store, number)
        enrolment.remove(number, [one.id])
        removed = last_done(undoing, number)
        enrolment.remove(number, [other.id])
        gone = last_done(undoing, number)
        undoing.undo(removed.id)
        enrolment.add(number, [other.pupil_id])
        before = store.facts
        for done in (removed, gone):
            with pytest.raises(errors.NothingToUndo):
                undoing.undo(done.id)
        assert store.facts == before

    def test_puts_a_candidate_back_once_the_session_has_begun(
        self,
        enrolment: EnrolmentService,
        undoing: UndoService,
        store: MemoryStore,
        clock: FrozenClock,
        number: int,
    ) -> None:
        """Removing is allowed then: what was removed by mistake must not stay out."""
        enrolment.add(number, [1, 2])
        gone = [enrolment.remove(number, [one.id]) for one in _candidates(store, number)]
        clock.now = _START
        undo_last(undoing, number)
        assert _pupils(store, number) == {gone[1].candidates[0].pupil_id}

    def test_says_when_the_pupil_was_erased(
        self, enrolment: EnrolmentService, undoing: UndoService, store: MemoryStore, number: int
    ) -> None:
        """Nobody is left to put back."""
        enrolment.add(number, [1])
        enrolment.remove(number, [_candidates(store, number)[0].id])
        with store.writing() as work:
            work.disable_pupils([1])
            assert work.erase_pupils([1]) == 1
        with pytest.raises(errors.PupilsErased):
            undo_last(undoing, number)

    def test_refuses_when_finalised(
        self, enrolment: EnrolmentService, undoing: UndoService, store: MemoryStore, number: int
    ) -> None:
        """Nothing of a finished session is undone."""
        enrolment.add(number, [1, 2])
        done = last_done(undoing, number)
        enrolment.remove(number, [_candidates(store, number)[0].id])
        removed = last_done(undoing, number)
        _finalise(store, number)
        for action in (done, removed):
            with pytest.raises(errors.SessionFinalised):
                undoing.undo(action.id)


def test_a_class_is_enrolled_whatever_its_case(
    enrolment: EnrolmentService, store: MemoryStore, number: int
) -> None:
    """« 3ea » is 3EA, and beside its own name counts once."""
    done = enrolment.add_by_names(number, classes=["3ea", "3 EA", "3EA"])
    assert done.added == 3
    assert _pupils(store, number) == {1, 3, 5}


def test_classes_as_they_are_called_and_as_they_are_typed_are_enrolled_together(
    enrolment: EnrolmentService, store: MemoryStore, number: int
) -> None:
    """« 3EA » and « 3eb » in one command: neither takes the other's place."""
    assert enrolment.add_by_names(number, classes=["3EA", "3eb"]).added == 5
    assert _pupils(store, number) == {1, 2, 3, 4, 5}
