"""The store against a model: whatever is done in whatever order, both answer the same.

The model is the store in memory that the use cases are tested on: this proves it honest as well.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, TypeVar

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.fakes.store import MemoryStore
from tests.integration.store.builders import NOW, added, attempt, draft, fail, person

from certui.domain.day import Move
from certui.domain.models import Action, Centre, IncidentCategory, JournalEntry
from certui.store.sql import open_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from certui.domain.models import Candidate, ExamSession, Pupil, RosterEntry
    from certui.services.ports.store import Reading, Writing

Answer = TypeVar("Answer")
NAMES = st.sampled_from(["DURAND", "Élan", "elan", "de la Tour", "L’Œil", "N'Guyen", "Zoé"])
CLASSES = st.sampled_from(["10e A", "9e B", "3EB", "3eb"])
INSTANTS = st.integers(0, 5).map(lambda hours: NOW + dt.timedelta(hours=hours))
SEEDS = st.integers(0, 2**16).map(Random)


class Years(RuleBasedStateMachine):
    """Years of a school, each action done to the store and to its model."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "certui.sqlite"
        self.store = open_store(self.path)
        self.model = MemoryStore()
        self.came = 0
        self.operations: list[tuple[int, str]] = []
        self.removed: list[Candidate] = []
        self.deleted: list[ExamSession] = []
        self.roster: tuple[list[RosterEntry], int] = ([], 0)

    def teardown(self) -> None:
        """Leave nothing."""
        self.store.close()
        self.folder.cleanup()

    def both(self, action: Callable[[Writing], Answer]) -> Answer:
        """Do the same to both, which answer the same."""
        with self.model.writing() as work:
            expected = action(work)
        with self.store.writing() as work:
            assert action(work) == expected
        return expected

    @property
    def sessions(self) -> list[int]:
        """Those that can change."""
        with self.model.reading() as reading:
            return [one.number for one, _ in reading.sessions() if one.finalised_at is None]

    @property
    def pupils(self) -> list[Pupil]:
        """All there are."""
        with self.model.reading() as reading:
            return reading.pupils()

    def candidates(self, number: int) -> list[Candidate]:
        """Those of a session."""
        with self.model.reading() as reading:
            return reading.candidates(number)

    def some_ids(self, random: Random) -> list[int]:
        """Some pupils, disabled ones too."""
        ids = [pupil.id for pupil in self.pupils]
        return random.sample(ids, random.randint(0, len(ids)))

    @initialize(zone=st.sampled_from(["Europe/Paris", "Indian/Reunion"]))
    def name_the_centre(self, zone: str) -> None:
        """A school somewhere."""
        self.both(lambda work: work.set_centre(Centre(name="C", uai="0690001A", time_zone=zone)))

    @rule(names=st.lists(st.tuples(NAMES, CLASSES), min_size=1, max_size=4))
    def pupils_come(self, names: list[tuple[str, str]]) -> None:
        """Every third has no INE."""
        persons = []
        for last_name, class_name in names:
            self.came += 1
            known = {"ine": None} if self.came % 3 == 0 else {}
            persons.append(person(self.came, last_name=last_name, class_name=class_name, **known))
        self.both(lambda work: work.insert_pupils(persons))

    @precondition(lambda self: self.pupils)
    @rule(random=SEEDS, last_name=NAMES, class_name=CLASSES)
    def pupils_change(self, random: Random, last_name: str, class_name: str) -> None:
        """A roster corrects some, and brings back some who had left."""
        chosen = random.choice(self.pupils)
        changed = replace(
            chosen.person,
            last_name=last_name,
            class_name=class_name,
            usage_name=random.choice(["", "Roy", "Nuñez"]),
        )
        if not chosen.enabled or changed != chosen.person:
            self.both(lambda work: work.update_pupils([(chosen.id, changed)]))

    @rule(random=SEEDS)
    def pupils_leave(self, random: Random) -> None:
        """They are no longer in the roster."""
        ids = self.some_ids(random)
        self.both(lambda work: work.disable_pupils(ids))

    @rule(random=SEEDS)
    def pupils_are_erased(self, random: Random) -> None:
        """Those who may be."""
        ids = self.some_ids(random)
        self.both(lambda work: work.erase_pupils(ids))

    @rule(day=st.integers(1, 3), skipped=st.integers(0, 2))
    def a_session_is_created(self, day: int, skipped: int) -> None:
        """With the next number, or one further on."""
        fields = draft(date=dt.date(2027, 2, day))
        number = self.model.data.last_session + 1 + skipped if skipped else None
        self.both(lambda work: work.add_session(fields, access_code="BCDF23", number=number))

    @precondition(lambda self: self.sessions)
    @rule(random=SEEDS, hour=st.integers(8, 10))
    def a_session_is_edited(self, random: Random, hour: int) -> None:
        """While it may be."""
        number = random.choice(self.sessions)
        self.both(lambda work: work.edit_session(number, draft(time=dt.time(hour))))

    @precondition(lambda self: self.sessions)
    @rule(random=SEEDS)
    def a_session_is_deleted(self, random: Random) -> None:
        """While it may be."""
        number = random.choice(self.sessions)
        with self.model.reading() as reading:
            session, reported = reading.session(number), reading.incidents(number)
        if not reported and self.both(lambda work: work.delete_session(number)):
            self.deleted.append(session)
            self.operations = [one for one in self.operations if one[0] != number]
            self.removed = [one for one in self.removed if one.session_number != number]

    @precondition(lambda self: self.deleted)
    @rule()
    def a_deletion_is_undone(self) -> None:
        """The session comes back under its number."""
        session = self.deleted.pop()
        self.both(lambda work: work.restore_session(session))

    @precondition(lambda self: self.sessions)
    @rule(random=SEEDS, at=INSTANTS)
    def candidates_are_added(self, random: Random, at: dt.datetime) -> None:
        """Some active pupils, some of whom are there already."""
        number = random.choice(self.sessions)
        active = {pupil.id for pupil in self.pupils if pupil.enabled}
        ids = sorted(one for one in self.some_ids(random) if one in active)
        op_id = f"op{len(self.operations)}-{number}-{random.random()}"
        entry = JournalEntry(op_id=op_id, at=at, who="Ada", action=Action.ADD, done=len(ids))

        def add(work: Writing) -> int:
            work.record(entry)
            return work.add_candidates(number, ids, op_id=op_id, who="Ada", at=at)

        self.both(add)
        assert self.both(lambda work: work.journal_entry(op_id)) == entry
        self.operations.append((number, op_id))

    @precondition(lambda self: self.sessions)
    @rule(random=SEEDS)
    def a_candidate_is_removed(self, random: Random) -> None:
        """Unless they have joined, or something was reported of them."""
        number = random.choice(self.sessions)
        for one in self.candidates(number)[:1]:
            if self.both(lambda work, one=one: work.remove_candidates(number, [one.id])):  # type: ignore[misc]  # bound at once
                self.removed.append(one)

    @precondition(lambda self: self.removed)
    @rule()
    def a_removal_is_undone(self) -> None:
        """As they were; unless they are back, or gone for good."""
        candidate = self.removed.pop()
        if candidate.session_number not in self.sessions:
            return
        if candidate.pupil_id in {pupil.id for pupil in self.pupils}:
            op_id = f"undo{len(self.operations)}"
            self.both(lambda work: work.restore_candidate(candidate, op_id=op_id))

    @precondition(lambda self: self.operations)
    @rule(random=SEEDS)
    def an_addition_is_undone(self, random: Random) -> None:
        """Its own candidates, but for those who have joined."""
        number, op_id = random.choice(self.operations)
        if number in self.sessions:
            self.both(lambda work: work.remove_candidates(number, added(work, number, op_id)))

    @precondition(lambda self: self.sessions)
    @rule(random=SEEDS, move=st.sampled_from(Move), at=INSTANTS)
    def candidates_take_a_step(self, random: Random, move: Move, at: dt.datetime) -> None:
        """Arrive, start, end, and back: whoever can."""
        number = random.choice(self.sessions)
        ids = [one.id for one in self.candidates(number)]
        chosen = random.sample(ids, random.randint(0, len(ids)))
        self.both(lambda work: work.move_candidates(number, chosen, move, at))

    @precondition(lambda self: self.sessions)
    @rule(random=SEEDS, percentage=st.none() | st.sampled_from([1, 33, 99]))
    def extra_time_is_given(self, random: Random, percentage: int | None) -> None:
        """To all candidates of a session."""
        number = random.choice(self.sessions)
        ids = [one.id for one in self.candidates(number)]
        self.both(lambda work: work.set_extra_time(number, ids, percentage))

    @precondition(lambda self: self.sessions)
    @rule(random=SEEDS, at=INSTANTS)
    def something_is_reported(self, random: Random, at: dt.datetime) -> None:
        """Of a candidate, or of the session."""
        number = random.choice(self.sessions)
        whom = random.choice([None, *(one.id for one in self.candidates(number))])
        facts = {"category": IncidentCategory("C1"), "text": "", "who": "Ada", "at": at}
        self.both(lambda work: work.report_incident(number, whom, **facts))  # type: ignore[arg-type]  # each is what its name says

    @precondition(lambda self: self.sessions)
    @rule(random=SEEDS, at=INSTANTS)
    def a_session_is_finalised(self, random: Random, at: dt.datetime) -> None:
        """And reopened, every other time."""
        number = random.choice(self.sessions)
        self.both(lambda work: work.finalise_session(number, at, who="Ada"))
        if random.random() < 0.5:
            self.both(lambda work: work.reopen_session(number))

    @rule()
    def an_action_fails(self) -> None:
        """Nothing of it stays."""
        with pytest.raises(LookupError):
            attempt(
                self.store,
                lambda work: work.insert_pupils([person(9_999_999)]),
                lambda work: work.add_session(draft(), access_code=""),
                lambda work: work.disable_pupils([pupil.id for pupil in self.pupils]),
                fail,
            )

    @rule()
    def everybody_goes_home(self) -> None:
        """The database is closed, and opened the next day."""
        self.store.close()
        self.store = open_store(self.path)

    @invariant()
    def both_hold_the_same(self) -> None:
        """Every question has one answer."""
        with self.model.reading() as view, self.store.reading() as reading:
            assert asked(reading) == asked(view)
            stamp = reading.roster_stamp()
            roster = reading.roster()
        earlier, earlier_stamp = self.roster
        assert stamp > earlier_stamp or roster == earlier
        self.roster = (roster, stamp)


def asked(reading: Reading) -> list[object]:
    """All that can be asked of a store."""
    answers: list[object] = [
        reading.centre(),
        reading.sessions(),
        sorted(reading.roster(), key=lambda entry: entry.pupil_id),
        reading.pupils(),
        sorted(pupil.id for pupil in reading.disabled_pupils()),
        {
            name: sorted(ids)
            for name, ids in reading.pupil_ids_of_classes(["3EB", "10e A", "?"]).items()
        },
        reading.pupil_ids_of_ines([f"{number:010}A" for number in range(40)]),
    ]
    for session, _ in reading.sessions():
        number = session.number
        found = sorted(reading.candidates(number), key=lambda one: one.id)
        reports = sorted(reading.incidents(number), key=lambda one: one.id)
        answers += [found, reading.enrolled(number), reports]
        answers += [reading.candidate(number, one.id) == one for one in found]
    return answers


def test_the_store_does_as_its_model() -> None:
    """Through any sequence of actions, failures and reopenings."""
    # Shrinking takes minutes: a failure prints its steps as they were.
    plan = settings(
        max_examples=30, stateful_step_count=25, deadline=None, phases=[Phase.reuse, Phase.generate]
    )
    run_state_machine_as_test(Years, settings=plan)
