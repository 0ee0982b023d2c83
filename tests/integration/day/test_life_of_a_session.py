"""No sequence of actions brings a candidate, or a session, where the rules forbid it to be."""

from __future__ import annotations

import datetime as dt
import shutil
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from tests.integration.day.conftest import PUPILS, START, Day
from tests.integration.store.builders import NUMBER
from tests.undoing import last_done

from certui import errors
from certui.domain import day as rules
from certui.domain.day import Move, Verdict
from certui.domain.models import CandidateState, IncidentCategory, SessionState, UnfinishedReason

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from certui.domain.models import Candidate
    from certui.services.day import DayService
    from certui.services.outcomes import Acted, Reported
    from certui.services.sessions import SessionView
    from certui.services.undoing import UndoService

EXPECTED, ARRIVED, STARTED, ENDED, ABSENT = CandidateState
# What a step does, written a second time: from where, to where.
STEPS = {
    Move.ARRIVE: ({EXPECTED, ABSENT}, ARRIVED),
    Move.UNDO_ARRIVAL: ({ARRIVED}, EXPECTED),
    Move.START: ({ARRIVED}, STARTED),
    Move.END: ({STARTED}, ENDED),
    Move.UNDO_END: ({ENDED}, STARTED),
    Move.MARK_ABSENT: ({EXPECTED}, ABSENT),
    Move.UNDO_ABSENT: ({ABSENT}, EXPECTED),
}
WHO = st.sampled_from(["ada", "bob"])
CHOSEN = st.sets(st.integers(0, PUPILS - 1), max_size=PUPILS)


class _Life(RuleBasedStateMachine):
    """Two people at one session, and a model that knows only where each candidate stands."""

    def __init__(self, prepared: Path, folder: Path) -> None:
        super().__init__()
        path = folder / "life.sqlite"
        for old in folder.iterdir():
            old.unlink()
        shutil.copyfile(prepared, path)
        path.chmod(0o600)
        self.opened = ExitStack()
        self.day = Day(path, self.opened)
        self.ids = self.day.ids
        self.states = dict.fromkeys(self.ids, EXPECTED)
        self.reasons: dict[int, UnfinishedReason] = {}
        self.incidents: dict[int, int | None] = {}
        self.finished = False
        self.done: list[tuple[str, int, Acted | Reported]] = []

    def teardown(self) -> None:
        """Let go of the database."""
        self.opened.close()

    # What people do

    @rule(who=WHO, chosen=CHOSEN, move=st.sampled_from(list(STEPS)))
    def step(self, who: str, chosen: set[int], move: Move) -> None:
        """Some candidates take a step, those who can; of each it is said what became of it."""
        service = self._service(who)
        ids = [self.ids[at] for at in chosen]
        acts: dict[Move, Callable[[int, list[int]], Acted]] = {
            Move.ARRIVE: service.arrive,
            Move.UNDO_ARRIVAL: service.undo_arrival,
            Move.START: service.start,
            Move.END: service.end,
            Move.UNDO_END: service.resume,
            Move.MARK_ABSENT: service.mark_absent,
            Move.UNDO_ABSENT: service.undo_absent,
        }
        self._acting(who, lambda: acts[move](NUMBER, ids), ids, move)

    @rule(who=WHO)
    def start_all(self, who: str) -> None:
        """All who have arrived begin."""
        ids = [one for one, stands in self.states.items() if stands is ARRIVED]
        self._acting(who, lambda: self._service(who).start_all_arrived(NUMBER), ids, Move.START)

    @rule(who=WHO, chosen=CHOSEN, reason=st.sampled_from(UnfinishedReason))
    def give_reason(self, who: str, chosen: set[int], reason: UnfinishedReason) -> None:
        """Those who came and have not ended have a reason."""
        ids = [self.ids[at] for at in chosen]
        if self._refused(lambda: self._service(who).give_reason(NUMBER, ids, reason)):
            return
        result = self._service(who).give_reason(NUMBER, ids, reason)
        for outcome in result.outcomes:
            one = outcome.candidate_id
            if one not in self.states:
                assert outcome.verdict is Verdict.GONE
            elif self.states[one] not in {ARRIVED, STARTED}:
                assert outcome.verdict is Verdict.REFUSED
            else:
                same = self.reasons.get(one) is reason
                assert outcome.verdict is (Verdict.ALREADY if same else Verdict.DONE)
                self.reasons[one] = reason
        self._remember(who, result)

    @rule(who=WHO, at=st.integers(0, PUPILS), category=st.sampled_from(IncidentCategory))
    def report(self, who: str, at: int, category: IncidentCategory) -> None:
        """Something goes wrong, for somebody or for all."""
        whom = self.ids[at] if at < PUPILS else None

        def act() -> Reported:
            return self._service(who).report_incident(NUMBER, whom, category, "…")

        if self._refused(act):
            return
        if whom is not None and whom not in self.states:
            with pytest.raises(errors.UnknownCandidate):
                act()
            return
        result = act()
        self.incidents[result.incident.id] = whom
        self._keep(who, result)

    @rule(at=st.integers(0, PUPILS - 1))
    def remove(self, at: int) -> None:
        """A candidate is taken out, unless they came or an incident is reported on them."""
        one = self.ids[at]

        def act() -> object:
            return self.day.enrolment.remove(NUMBER, [one])

        if self._refused(act):
            return
        if one not in self.states:
            with pytest.raises(errors.UnknownCandidate):
                act()
        elif self.states[one] not in {EXPECTED, ABSENT}:
            with pytest.raises(errors.CandidateHasJoined):
                act()
        elif one in self.incidents.values():
            with pytest.raises(errors.CandidateHasIncident):
                act()
        else:
            act()
            del self.states[one]

    @rule(who=WHO, back=st.integers(0, 3))
    def undo(self, who: str, back: int) -> None:
        """One's own is undone for those who stand as it left them; the others stay."""
        if back >= len(self.done):
            return
        whose, entry, done = self.done[-1 - back]
        before = {one.id: one for one in self.day.view.candidates}
        if who != whose:
            with pytest.raises(errors.NothingToUndo):
                self._undoing(who).undo(entry)
            assert self.day.view.candidates == tuple(before.values())
            return
        if self._refused(lambda: self._undoing(who).undo(entry)):
            return
        del self.done[-1 - back]
        try:
            self._undoing(who).undo(entry)
        except errors.ChangedSince:
            assert self.day.view.candidates == tuple(before.values())
            return
        for one in self.day.view.candidates:
            self.states[one.id] = rules.state(one)
            self.reasons.pop(one.id, None)
            if one.unfinished_reason is not None:
                self.reasons[one.id] = one.unfinished_reason
            if one != before[one.id]:
                assert self._was(done, one), "neither as before nor as it was"
        kept = {one.id for one in self.day.view.incidents}
        self.incidents = {key: whom for key, whom in self.incidents.items() if key in kept}

    @rule(minutes=st.integers(-30, 60))
    def time_passes(self, minutes: int) -> None:
        """Sometimes backwards."""
        self.day.now += dt.timedelta(minutes=minutes)

    @rule(who=WHO)
    def finish(self, who: str) -> None:
        """Once all who came have ended or have a reason; who never came is absent."""

        def act() -> object:
            return self._service(who).finish(NUMBER)

        came = [one for one, stands in self.states.items() if stands in {ARRIVED, STARTED}]
        if self._refused(act):
            return
        if not any(stands in {STARTED, ENDED} for stands in self.states.values()):
            with pytest.raises(errors.NobodyStarted):
                act()
        elif any(one not in self.reasons for one in came):
            with pytest.raises(errors.UnfinishedCandidates):
                act()
        else:
            act()
            self.finished = True
            for one, stands in self.states.items():
                self.states[one] = ABSENT if stands is EXPECTED else stands

    @rule(who=WHO)
    def reopen(self, who: str) -> None:
        """Ada may, where there is something to reopen."""
        if who == "bob":
            with pytest.raises(errors.NotAdministrator):
                self.day.bob.reopen(NUMBER)
        elif not self.finished:
            with pytest.raises(errors.NotFinalised):
                self.day.ada.reopen(NUMBER)
        else:
            self.day.ada.reopen(NUMBER)
            self.finished = False

    # What always holds

    @invariant()
    def all_stands_as_the_model_says(self) -> None:
        """Both people see the same, and it is what the rules make of what was done."""
        view, other = self.day.view, self.day.bobs_list.view(NUMBER)
        assert _facts(view) == _facts(other)
        assert {one.id: rules.state(one) for one in view.candidates} == self.states
        reasons = {one.id: one.unfinished_reason for one in view.candidates}
        assert {key: one for key, one in reasons.items() if one} == self.reasons
        assert {one.id: one.candidate_id for one in view.incidents} == self.incidents
        assert (view.state is SessionState.FINALISED) is self.finished

    # The parts

    def _service(self, who: str) -> DayService:
        return self.day.ada if who == "ada" else self.day.bob

    def _undoing(self, who: str) -> UndoService:
        return self.day.adas if who == "ada" else self.day.bobs

    def _refused(self, act: Callable[[], object]) -> bool:
        """A finished session is read-only, whatever is tried."""
        if not self.finished:
            return False
        before = _facts(self.day.view)
        with pytest.raises(errors.SessionFinalised):
            act()
        assert _facts(self.day.view) == before
        return True

    def _acting(self, who: str, act: Callable[[], Acted], ids: list[int], move: Move) -> None:
        if self._refused(act):
            return
        late = move in {Move.ARRIVE, Move.START, Move.END, Move.MARK_ABSENT}
        if late and not rules.is_of_the_day(self.day.view.session, self.day.now):
            with pytest.raises(errors.NotTheDay):
                act()
            return
        result = act()
        assert sorted(one.candidate_id for one in result.outcomes) == sorted(ids)
        leaves, reaches = STEPS[move]
        for outcome in result.outcomes:
            one = outcome.candidate_id
            if one not in self.states:
                assert outcome.verdict is Verdict.GONE
                continue
            able = self.states[one] in leaves
            assert (outcome.verdict is Verdict.DONE) is able
            if able:
                self.states[one] = reaches
                self.reasons.pop(one, None)
        self._remember(who, result)

    def _remember(self, who: str, result: Acted) -> None:
        if result.done:
            self._keep(who, result)

    def _keep(self, who: str, result: Acted | Reported) -> None:
        self.done.append((who, last_done(self._undoing(who), NUMBER).id, result))

    @staticmethod
    def _was(done: Acted | Reported, now: Candidate) -> bool:
        outcomes = getattr(done, "outcomes", ())
        return any(one.before == now for one in outcomes)


def _facts(view: SessionView) -> tuple[object, ...]:
    return view.session, view.candidates, view.incidents


def test_no_sequence_of_actions_reaches_a_forbidden_state(prepared: Path, tmp_path: Path) -> None:
    """Whatever two people do in whatever order, on a real database."""

    class Life(_Life):
        """Begins with a new database."""

        def __init__(self) -> None:
            super().__init__(prepared, tmp_path)

    quick = settings(max_examples=25, stateful_step_count=40, deadline=None)
    run_state_machine_as_test(Life, settings=quick)


def test_the_clock_of_the_tests_is_on_the_day(day: Day) -> None:
    """So that the steps above are not all refused."""
    assert rules.is_of_the_day(day.view.session, day.now)
    assert day.now == START
