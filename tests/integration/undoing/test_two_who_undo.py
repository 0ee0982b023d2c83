"""Two people who change the same: nobody's undoing overwrites what the other did later."""

from __future__ import annotations

import tempfile
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.integration.store.builders import NUMBER
from tests.integration.undoing.conftest import school_at

from certui import errors
from certui.services.sessions import draft_of

if TYPE_CHECKING:
    from tests.integration.undoing.conftest import School

_WHO = st.sampled_from(["Ada", "Bob"])
_SET = st.tuples(_WHO, st.integers(0, 1), st.sampled_from([None, 20, 33]))
_UNDO = st.tuples(_WHO)
# Ada's value, another's, and Ada's again: by the value alone nobody has touched it.
_BACK_AGAIN = [("Ada", 0, 33), ("Bob", 0, 20), ("Bob", 0, 33), ("Ada",)]


@given(steps=st.lists(_SET | _UNDO, max_size=12))
@example(steps=_BACK_AGAIN)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_undoing_overwrites_nothing_of_anothers(
    prepared: Path, steps: list[tuple[str, int, int | None] | tuple[str]]
) -> None:
    """Whatever two people set and undo: an undoing changes only what its own last change stands on.

    It ends with a refusal: what can never be undone is kept no longer, and is then unknown.
    """
    with tempfile.TemporaryDirectory() as folder:
        school = school_at(prepared, Path(folder) / "certui.sqlite")
        with closing(school.store), suppress(errors.NothingToUndo):
            desks = {who: school.desk(who) for who in ("Ada", "Bob")}
            ids = school.ids
            standing: dict[int, list[str]] = {one: [] for one in ids}
            for who, *change in steps:
                before = extra_times(school)
                if change:
                    at, value = change
                    assert at is not None
                    desks[who].needs.set_extra_time(NUMBER, [ids[at]], value)
                    if extra_times(school) != before:
                        standing[ids[at]].append(who)
                    continue
                last = desks[who].undoing.next(NUMBER)
                if last is None:
                    continue
                desks[who].undoing.undo(last.id)
                for one, value in extra_times(school).items():
                    if value != before[one]:
                        assert standing[one].pop() == who


def extra_times(school: School) -> dict[int, int | None]:
    """That of each candidate."""
    return {one.id: one.extra_time_percentage for one in school.candidates}


def test_a_need_set_back_by_another_is_theirs(school: School) -> None:
    """Extra time, an accessible test: both by the way of another value."""
    ada, bob, one = school.desk(), school.desk("Bob"), school.ids[0]
    ada.needs.set_accessibility(NUMBER, [one], needed=True)
    bob.needs.set_accessibility(NUMBER, [one], needed=False)
    bob.needs.set_accessibility(NUMBER, [one], needed=True)
    with pytest.raises(errors.NothingToUndo):
        ada.undo()
    assert school.candidates[0].accessibility


def test_a_session_edited_back_by_another_is_theirs(school: School) -> None:
    """The same fields as Ada left, because Bob wanted them so."""
    ada, bob = school.desk(), school.desk("Bob")
    first = draft_of(ada.sessions.view(NUMBER).session)
    wanted = replace(first, room="Gymnase")
    ada.sessions.edit(NUMBER, wanted)
    bob.sessions.edit(NUMBER, first)
    bob.sessions.edit(NUMBER, wanted)
    with pytest.raises(errors.SessionChanged):
        ada.undo()
    assert draft_of(ada.sessions.view(NUMBER).session) == wanted


def test_who_another_removed_again_stays_out(school: School) -> None:
    """Ada removes, Bob adds and removes: it is his removal now."""
    ada, bob = school.desk(), school.desk("Bob")
    gone = school.candidates[0]
    ada.enrolment.remove(NUMBER, [gone.id])
    bob.enrolment.add(NUMBER, [gone.pupil_id])
    (again,) = (one.id for one in school.candidates if one.pupil_id == gone.pupil_id)
    bob.enrolment.remove(NUMBER, [again])
    with pytest.raises(errors.NothingToUndo):
        ada.undo()
    assert gone.pupil_id not in {one.pupil_id for one in school.candidates}


def test_what_the_other_took_back_is_no_obstacle(school: School) -> None:
    """Bob undoes his own: Ada's is the last that stands."""
    ada, bob, one = school.desk(), school.desk("Bob"), school.ids[0]
    ada.needs.set_extra_time(NUMBER, [one], 33)
    bob.needs.set_extra_time(NUMBER, [one], 20)
    bob.undo()
    ada.undo()
    assert school.candidates[0].extra_time_percentage is None
