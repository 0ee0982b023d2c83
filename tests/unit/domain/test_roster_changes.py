"""What a roster file changes, once its doubts are decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certui.domain.models import FaultKind, Person, Pupil, RosterFault, RosterFile
from certui.domain.roster_changes import Decision, RosterChange, compare, possible, settled

LEA = Person(
    ine="1A",
    last_name="ROY",
    first_name="Léa",
    sex=None,
    birth_date=dt.date(2011, 5, 20),
    class_name="3EA",
)
TWIN = replace(LEA, ine="2B", class_name="3EB")
KNOWN = (Pupil(1, LEA), Pupil(2, TWIN), Pupil(3, replace(LEA, ine="3C", last_name="SOW")))
SAID = replace(LEA, ine=None, class_name="3EC")
OTHER = replace(SAID, class_name="3ED")


def file(*persons: Person, rejected: tuple[RosterFault, ...] = ()) -> RosterFile:
    """A free-form file."""
    return RosterFile(
        format_name="PRONOTE",
        encoding="UTF-8",
        uai="",
        school_year=None,
        persons=persons,
        strict=False,
        rejected=rejected,
    )


def test_undecided_nothing_is_touched() -> None:
    """Neither who is in doubt nor whom they may be; nor when they are left aside."""
    change = compare(KNOWN, file(SAID))
    assert change.ambiguous == ((SAID, KNOWN[:2]),)
    assert settled(change, {}) == change == settled(change, {0: Decision.ASIDE})
    assert change.disabled == KNOWN[2:]


def test_somebody_known_is_changed_and_the_other_has_left() -> None:
    """The INE of the pupil stays theirs."""
    change = settled(compare(KNOWN, file(SAID)), {0: 1})
    assert change.changed == ((KNOWN[0], replace(SAID, ine="1A")),)
    assert (change.added, change.ambiguous, change.unchanged) == ((), (), 0)
    assert change.disabled == (KNOWN[2], KNOWN[1])


def test_somebody_new_is_added_and_both_others_have_left() -> None:
    """None of those they might have been is in the file."""
    change = settled(compare(KNOWN, file(SAID)), {0: Decision.NEW})
    assert change.added == (SAID,)
    assert change.disabled == (KNOWN[2], *KNOWN[:2])


def test_nobody_is_two_persons_of_one_file() -> None:
    """Who was chosen is no longer possible for the next, and cannot be chosen for them."""
    change = compare(KNOWN, file(SAID, OTHER))
    assert possible(change, {}, 1) == KNOWN[:2]
    assert possible(change, {0: 1}, 1) == KNOWN[1:2]
    assert possible(change, {0: 1}, 0) == KNOWN[:2]
    with pytest.raises(KeyError):
        settled(change, {0: 1, 1: 1})
    with pytest.raises(KeyError):
        settled(change, {0: 3})
    half = settled(change, {0: 1})
    assert half.ambiguous == ((OTHER, KNOWN[1:2]),)
    assert half.disabled == KNOWN[2:]


def test_who_is_said_to_be_as_they_are_is_unchanged() -> None:
    """A decision that changes nothing counts as such; one who comes back is changed."""
    known = (Pupil(1, replace(LEA, class_name="3EC")), Pupil(2, replace(TWIN, class_name="3EC")))
    change = compare(known, file(SAID))
    assert change.ambiguous
    done = settled(change, {0: 2})
    assert (done.unchanged, done.changed, done.disabled) == (1, (), known[:1])
    gone = (replace(known[0], enabled=False), replace(known[1], enabled=False))
    done = settled(compare(gone, file(SAID)), {0: 2})
    assert done.changed == ((gone[1], known[1].person),)
    assert done.disabled == ()


def test_somebody_on_a_rejected_line_has_not_left() -> None:
    """Their line is faulty: they stay as they are, doubtful or not."""
    rejected = tuple(
        RosterFault(kind=FaultKind.MALFORMED, field="date", ine=ine, line=4) for ine in ("", "3C")
    )
    assert compare(KNOWN, file(SAID, rejected=rejected)).disabled == ()
    rejected = (replace(rejected[0], ine="2B"),)
    change = settled(compare(KNOWN, file(SAID, rejected=rejected)), {0: 1})
    assert change.disabled == KNOWN[2:]


PERSONS = st.builds(
    replace,
    st.just(LEA),
    ine=st.none(),
    class_name=st.sampled_from(["3EA", "3EB", "3EC", "3ED"]),
)


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_once_decided_and_written_nothing_changes_again(data: st.DataObject) -> None:
    """Whatever is decided, everybody stands in one place, and the same file is quiet."""
    classes = data.draw(st.lists(st.sampled_from(["3EA", "3EB"]), max_size=3))
    known = [Pupil(at, replace(LEA, ine=f"{at}", class_name=one)) for at, one in enumerate(classes)]
    persons = data.draw(st.lists(PERSONS, max_size=3, unique=True))
    change = compare(known, file(*persons))
    decisions: dict[int, int | Decision] = {}
    for at in range(len(change.ambiguous)):
        choices: list[int | Decision] = [one.id for one in possible(change, decisions, at)]
        decisions[at] = data.draw(st.sampled_from([*choices, Decision.NEW]))
    done = settled(change, decisions)
    assert len(done.added) + len(done.changed) + done.unchanged == len(persons)
    touched = [pupil.id for pupil, _ in done.changed] + [one.id for one in done.disabled]
    assert len(touched) == len(set(touched))
    assert done.ambiguous == ()
    again = compare(written(known, done), file(*persons))
    assert (again.added, again.changed, again.disabled) == ((), (), ())


def written(known: list[Pupil], change: RosterChange) -> list[Pupil]:
    """The pupils once a change is written."""
    becomes = {pupil.id: Pupil(pupil.id, person) for pupil, person in change.changed}
    gone = {one.id for one in change.disabled}
    pupils = [
        becomes.get(one.id, replace(one, enabled=one.enabled and one.id not in gone))
        for one in known
    ]
    return pupils + [Pupil(len(known) + at, one) for at, one in enumerate(change.added)]
