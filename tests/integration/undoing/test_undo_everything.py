"""Whatever one does, undoing all of it, newest first, gives each state of before."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.integration.store.builders import draft
from tests.integration.undoing.conftest import newcomer, school_at

from certui import errors
from certui.domain.models import IncidentCategory, UnfinishedReason
from certui.services.sessions import draft_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.integration.undoing.conftest import Desk, School

    from certui.services.undoing import Undoable


class Hand:
    """A person who presses keys at random.

    Args:
        school: where.
        random: which.
    """

    def __init__(self, school: School, random: Random) -> None:
        self.school = school
        self.random = random
        self.desk = school.desk()
        self.number = self._number()
        self.came = 100

    def _number(self) -> int:
        with self.school.store.reading() as reading:
            numbers = [one.number for one, _ in reading.sessions()]
        return self.random.choice(numbers) if numbers else 0

    def act(self) -> None:
        """Do something, if the rules allow it."""
        self.desk = self.school.desk()
        self.number = self._number()
        actions: list[Callable[[], object]] = [
            self.add,
            self.remove,
            self.mark,
            self.mark,
            self.reason,
            self.report,
            self.extra_time,
            self.accessibility,
            self.edit,
            self.create,
            self.delete,
            self.bring_roster,
        ]
        try:
            self.random.choice(actions)()
        except errors.RuleError:
            return
        self.school.now += dt.timedelta(minutes=self.random.randrange(90))

    def some(self) -> list[int]:
        """Some candidates of the session."""
        with self.school.store.reading() as reading:
            ids = [one.id for one in reading.candidates(self.number)]
        return self.random.sample(ids, self.random.randint(0, len(ids)))

    def add(self) -> None:
        """Add pupils."""
        ids = [one.id for one in self.school.pupils if one.enabled]
        self.desk.enrolment.add(self.number, self.random.sample(ids, min(3, len(ids))))

    def remove(self) -> None:
        """Remove candidates."""
        self.desk.enrolment.remove(self.number, self.some())

    def mark(self) -> None:
        """Note something of the day."""
        day = self.desk.day
        act = self.random.choice(
            [
                day.arrive,
                day.arrive,
                day.undo_arrival,
                day.start,
                day.end,
                day.resume,
                day.mark_absent,
                day.undo_absent,
            ]
        )
        act(self.number, self.some())

    def reason(self) -> None:
        """Say why tests are not finished."""
        reason = self.random.choice(list(UnfinishedReason))
        self.desk.day.give_reason(self.number, self.some(), reason)

    def report(self) -> None:
        """Report an incident."""
        whom = self.random.choice([None, *self.some()])
        self.desk.day.report_incident(self.number, whom, IncidentCategory.FRAUD, "vu")

    def extra_time(self) -> None:
        """Set extra time."""
        percentage = self.random.choice([None, 20, 33])
        self.desk.needs.set_extra_time(self.number, self.some(), percentage)

    def accessibility(self) -> None:
        """Set an accessibility need."""
        self.desk.needs.set_accessibility(
            self.number, self.some(), needed=self.random.random() < 0.5
        )

    def edit(self) -> None:
        """Edit the session."""
        known = self.desk.sessions.view(self.number).session
        room = self.random.choice(["A1", "B2", known.room])
        self.desk.sessions.edit(self.number, replace(draft_of(known), room=room))

    def create(self) -> None:
        """Create a session of the same day."""
        self.desk.sessions.create(draft(name="Autre"))

    def delete(self) -> None:
        """Delete the session."""
        self.desk.sessions.delete(self.number)

    def bring_roster(self) -> None:
        """Import a roster: some leave, come back, change their class or their INE, some come."""
        if self._is_behind():
            return
        known = [one.person for one in self.school.pupils]
        stay = self.random.sample(known, self.random.randint(1, len(known)))
        changed = [
            replace(one, class_name=self.random.choice(["3EA", "3EB"]), birth_city="Lyon")
            for one in stay
        ]
        self.came += 1
        self.desk.imports(*changed, newcomer(self.came), uai=self.random.choice(["", "0690001A"]))

    def _is_behind(self) -> bool:
        """Whether a session knows somebody who has not joined otherwise than the roster does.

        Their arrival was taken back after an import that left them as they were: the next import
        corrects them, and undoing it gives them what the roster had in between.
        """
        with self.school.store.reading() as reading:
            pupils = {one.id: one.person for one in reading.pupils()}
            everybody = [
                one
                for session, _ in reading.sessions()
                for one in reading.candidates(session.number)
            ]
        return any(
            one.joined_at is None and one.person != pupils[one.pupil_id] for one in everybody
        )


def newest(desk: Desk, numbers: range) -> Undoable | None:
    """The newest thing that can be undone, in any session or on the list."""
    found = [desk.undoing.next(number) for number in (None, *numbers)]
    return max((one for one in found if one), key=lambda one: one.id, default=None)


# Shrinking takes minutes, and an integer says nothing: a failure prints the hand that did it.
@given(random=st.integers(0, 2**32).map(Random), actions=st.integers(1, 14))
@settings(max_examples=30, deadline=None, phases=[Phase.reuse, Phase.generate])
def test_undoing_all_gives_each_state_of_before(
    prepared: Path, random: Random, actions: int
) -> None:
    """With a restart in between, as long as nobody else acts and it is the same day."""
    with tempfile.TemporaryDirectory() as folder:
        school = school_at(prepared, Path(folder) / "school.sqlite")
        try:
            hand = Hand(school, random)
            done: list[tuple[int, object]] = []
            numbers = range(200, 230)
            for _ in range(actions):
                before = school.state()
                hand.act()
                last = newest(school.desk(), numbers)
                if last is not None and last.id not in {one for one, _ in done}:
                    done.append((last.id, before))
                else:
                    assert school.state() == before, "done without a way back"
            school.restart()
            desk = school.desk()
            for entry_id, before in reversed(done):
                last = newest(desk, numbers)
                assert last is not None
                assert last.id == entry_id
                undone = desk.undoing.undo(entry_id)
                assert (undone.kept, undone.gone, undone.staying) == (0, 0, ())
                assert school.state() == before
            assert newest(desk, numbers) is None
        finally:
            school.store.close()
