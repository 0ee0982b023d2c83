"""What a roster file changes, once its doubts are decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.domain.test_roster_matching import FILES

from certui.domain.models import Person, Pupil
from certui.domain.roster_changes import Decision, RosterChange, compare, possible, settled
from certui.domain.roster_files import Aside, AsideReason, FaultKind, RosterFault, RosterFile

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
    assert [(one.person, one.pupils) for one in change.doubtful] == [(SAID, KNOWN[:2])]
    assert settled(change, {}) == change == settled(change, {0: Decision.ASIDE})
    assert change.disabled == KNOWN[2:]


def test_somebody_known_is_changed_and_the_other_has_left() -> None:
    """The INE of the pupil stays theirs."""
    change = settled(compare(KNOWN, file(SAID)), {0: 1})
    assert change.changed == ((KNOWN[0], replace(SAID, ine="1A")),)
    assert (change.added, change.doubtful, change.unchanged) == ((), (), 0)
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
    assert [(one.person, one.pupils) for one in half.doubtful] == [(OTHER, KNOWN[1:2])]
    assert half.disabled == KNOWN[2:]


def test_who_is_said_to_be_as_they_are_is_unchanged() -> None:
    """A decision that changes nothing counts as such; one who comes back is changed."""
    known = (Pupil(1, replace(LEA, class_name="3EC")), Pupil(2, replace(TWIN, class_name="3EC")))
    change = compare(known, file(SAID))
    assert change.doubtful
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


def test_somebody_left_aside_by_the_reader_has_not_left() -> None:
    """Without INE or class they are in the file all the same; who has left is said to have."""
    aside = tuple(
        Aside(last_name=name, first_name="LEA", class_name="", reason=reason, ine=ine)
        for name, ine, reason in (
            ("roy", "", AsideReason.NO_INE),
            ("", "2B", AsideReason.NO_CLASS),
            ("", "3C", AsideReason.LEFT_SCHOOL),
        )
    )
    assert compare(KNOWN, replace(file(), aside=aside)).disabled == KNOWN[2:]
    named = (RosterFault(kind=FaultKind.MALFORMED, field="date", line=4, pupil="ROY Léa"),)
    assert compare(KNOWN, file(rejected=named)).disabled == KNOWN[2:]
    # Their INE says that they are somebody else of that name.
    another = (replace(named[0], ine="9Z"),)
    assert compare(KNOWN, file(rejected=another)).disabled == KNOWN
    nameless = (replace(named[0], pupil=""),)
    blank = Pupil(9, replace(LEA, ine=None, last_name="", first_name=""))
    assert compare([blank], file(rejected=nameless)).disabled == (blank,)


SACHA = replace(LEA, last_name="ESTRADE", first_name="Sacha", birth_date=dt.date(2010, 9, 2))


def test_an_ine_goes_to_who_is_said_to_be_somebody_else() -> None:
    """Whoever had it has none any more, and has left: two never share one."""
    change = compare(KNOWN[:1], file(SACHA))
    assert (change.added, change.changed, change.disabled) == ((), (), ())
    assert settled(change, {}).dispossessed == ()
    done = settled(change, {0: Decision.NEW})
    assert (done.added, done.changed) == ((SACHA,), ())
    assert done.dispossessed == done.disabled == KNOWN[:1]
    same = settled(change, {0: 1})
    assert same.changed == ((KNOWN[0], SACHA),)
    assert same.dispossessed == same.disabled == ()


def test_who_had_the_ine_of_somebody_else_may_be_another_line() -> None:
    """With a new INE, or with none; nobody keeps what is somebody else's."""
    for ine in ("9Z", None):
        renewed = replace(LEA, ine=ine, class_name="3EZ")
        change = compare(KNOWN[:1], file(SACHA, renewed))
        done = settled(change, {0: Decision.NEW, 1: 1})
        assert done.added == (SACHA,)
        assert done.changed == ((KNOWN[0], renewed),)
        assert done.dispossessed == done.disabled == ()
        half = settled(change, {0: Decision.NEW})
        assert half.dispossessed == KNOWN[:1]
        assert half.disabled == ()


def test_the_ine_of_two_who_changed_places_follows_what_is_said() -> None:
    """Each keeps who they are and takes the INE that the file gives them."""
    zoe = Pupil(2, replace(LEA, ine="2B", first_name="Zoé"))
    said = replace(LEA, ine="2B"), replace(zoe.person, ine="1A")
    done = settled(compare([KNOWN[0], zoe], file(*said)), {0: 1, 1: 2})
    assert done.changed == ((KNOWN[0], said[0]), (zoe, said[1]))
    assert (done.added, done.disabled, done.dispossessed) == ((), (), ())


@given(st.lists(FILES, min_size=1, max_size=4), st.data())
@settings(max_examples=300, deadline=None)
def test_whatever_is_decided_everybody_stands_in_one_place(
    files: list[list[Person]], data: st.DataObject
) -> None:
    """An INE stands once, and once decided and written the same file asks no more of whom it is."""
    known: list[Pupil] = []
    for persons in files:
        change = compare(known, file(*persons))
        decisions: dict[int, int | Decision] = {}
        for at in range(len(change.doubtful)):
            choices: list[int | Decision] = [one.id for one in possible(change, decisions, at)]
            decisions[at] = data.draw(st.sampled_from([*choices, Decision.NEW]))
        done = settled(change, decisions)
        assert len(done.added) + len(done.changed) + done.unchanged == len(persons)
        touched = [pupil.id for pupil, _ in done.changed] + [one.id for one in done.disabled]
        assert len(touched) == len(set(touched))
        assert done.doubtful == ()
        known = written(known, done)
        ines = [one.person.ine for one in known if one.person.ine]
        assert len(ines) == len(set(ines))
        again = compare(known, file(*persons))
        assert (again.added, again.changed, again.disabled) == ((), (), ())
        assert again.doubtful == ()


def written(known: list[Pupil], change: RosterChange) -> list[Pupil]:
    """The pupils once a change is written."""
    becomes = {pupil.id: Pupil(pupil.id, person) for pupil, person in change.changed}
    gone = {one.id for one in change.disabled}
    robbed = {one.id: replace(one.person, ine=None) for one in change.dispossessed}
    pupils = [
        becomes.get(
            one.id,
            Pupil(one.id, robbed.get(one.id, one.person), one.enabled and one.id not in gone),
        )
        for one in known
    ]
    return pupils + [Pupil(len(known) + at, one) for at, one in enumerate(change.added, 1)]
