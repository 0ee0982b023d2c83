"""Whom a line of a roster is about: the INE decides, then the identity, and nothing is guessed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import builders

from certui.domain.likeness import identity
from certui.domain.matching import Matching, Why, completed, match
from certui.domain.models import Person, Pupil, Sex

_LEA = builders.person(
    ine="1", last_name="Le Roy", first_name="Léa", sex=Sex.FEMALE, class_name="3EA"
)
_NO_INE = replace(_LEA, ine=None)


def _pupils(*persons: Person) -> list[Pupil]:
    return [Pupil(number, person) for number, person in enumerate(persons, 1)]


def _doubts(matching: Matching) -> list[tuple[Person, list[int], Why]]:
    """Who is in doubt, the ids of whom they may be, and why."""
    return [(one.person, [pupil.id for pupil in one.pupils], one.why) for one in matching.doubtful]


@pytest.mark.parametrize(
    "changed",
    [
        {"last_name": "Roi"},
        {"first_name": "Lea-Marie"},
        {"last_name": "Dupont"},
        {"last_name": "Léa", "first_name": "Le Roy"},
        {"birth_date": dt.date(2012, 1, 1)},
        {"class_name": "3EC", "birth_city": "Dole", "sex": None},
    ],
)
def test_the_same_ine_is_the_same_pupil_with_a_name_or_a_birth_date_corrected(
    changed: dict[str, object],
) -> None:
    """One or the other; a disabled pupil comes back."""
    pupils = [replace(one, enabled=False) for one in _pupils(_LEA)]
    person = replace(_LEA, **changed)  # type: ignore[arg-type]  # names checked by replace
    matching = match(pupils, [person])
    assert matching.known == ((pupils[0], person),)
    assert not matching.new
    assert not matching.doubtful


@pytest.mark.parametrize(
    "changed",
    [
        {"last_name": "Estrade", "first_name": "Sacha", "birth_date": dt.date(2011, 9, 2)},
        {"last_name": "Roi", "birth_date": dt.date(2012, 1, 1)},
        {"last_name": "Estrade", "first_name": "Sacha"},
    ],
)
def test_an_ine_with_another_name_and_another_birth_date_is_asked(
    changed: dict[str, object],
) -> None:
    """So is one with both names of somebody else: an INE was taken for another."""
    person = replace(_LEA, **changed)  # type: ignore[arg-type]  # names checked by replace
    matching = match(_pupils(_LEA), [person])
    assert _doubts(matching) == [(person, [1], Why.TAKEN_INE)]
    assert not matching.known
    assert not matching.new


def test_two_ine_that_changed_places_are_asked() -> None:
    """Twins, of whom a file has the INE the wrong way round: neither becomes the other."""
    zoe = replace(_LEA, ine="2", first_name="Zoé")
    swapped = [replace(_LEA, ine="2"), replace(zoe, ine="1")]
    matching = match(_pupils(_LEA, zoe), swapped)
    assert _doubts(matching) == [
        (swapped[0], [2, 1], Why.TAKEN_INE),
        (swapped[1], [1, 2], Why.TAKEN_INE),
    ]


def test_who_would_become_like_somebody_else_is_asked() -> None:
    """A correction that makes two of one name and birth date, known or in the file."""
    other = replace(_LEA, ine="2", birth_date=dt.date(2011, 5, 21))
    corrected = replace(other, birth_date=_LEA.birth_date)
    matching = match(_pupils(_LEA, other), [_LEA, corrected])
    assert _doubts(matching) == [(corrected, [2], Why.TAKEN_INE)]
    both = [replace(one, birth_date=dt.date(2011, 5, 22)) for one in (_LEA, other)]
    doubtful = match(_pupils(_LEA, other), both).doubtful
    assert [one.others for one in doubtful] == [(both[1],), (both[0],)]


def test_who_moves_away_leaves_their_name_to_another() -> None:
    """In whatever order the file has them: it says the same a second time."""
    other = replace(_LEA, ine="2", birth_date=dt.date(2011, 5, 21))
    said = [replace(_LEA, last_name="Roi"), replace(other, birth_date=_LEA.birth_date)]
    pupils = _pupils(_LEA, other)
    for file in (said, said[::-1]):
        assert {one.ine: pupil.id for pupil, one in match(pupils, file).known} == {"1": 1, "2": 2}


def test_a_new_ine_of_a_known_name_and_birth_date_is_asked() -> None:
    """Whether the pupil is still there or has left: never two of one person."""
    renewed = replace(_LEA, ine="070310001XY", first_name="LEA")
    for pupils in (_pupils(_LEA), [replace(_pupils(_LEA)[0], enabled=False)]):
        matching = match(pupils, [renewed])
        assert _doubts(matching) == [(renewed, [1], Why.OTHER_INE)]
        assert not matching.new


def test_one_person_in_two_classes_is_asked() -> None:
    """Neither line is anybody known; each says where the other is."""
    lines = [_NO_INE, replace(_NO_INE, class_name="ULIS")]
    matching = match([], lines)
    assert _doubts(matching) == [(one, [], Why.TWICE) for one in lines]
    assert [one.others for one in matching.doubtful] == [(lines[1],), (lines[0],)]
    assert [one.at for one in matching.doubtful] == [0, 1]
    pupils = _pupils(_NO_INE)
    matching = match(pupils, lines)
    assert matching.known == ((pupils[0], lines[0]),)
    assert _doubts(matching) == [(lines[1], [], Why.TWICE)]


@pytest.mark.parametrize(
    "changed",
    [
        {"birth_date": dt.date(2011, 5, 21)},
        {"first_name": "Lena"},
        {"last_name": "Roy"},
        {"last_name": "Dupont"},
        {"last_name": "Léa", "first_name": "Le Roy"},
    ],
)
def test_what_is_corrected_without_an_ine_is_asked(changed: dict[str, object]) -> None:
    """While the pupil it may be would leave: whichever side has no INE."""
    for known, said in ((_LEA, _NO_INE), (_NO_INE, _NO_INE), (_NO_INE, _LEA)):
        person = replace(said, **changed)  # type: ignore[arg-type]  # names checked by replace
        matching = match(_pupils(known), [person])
        assert _doubts(matching) == [(person, [1], Why.CORRECTED)]
        assert [one.at for one in matching.doubtful] == [0]
        gone = [replace(one, enabled=False) for one in _pupils(known)]
        assert match(gone, [person]).new == (person,)
        others = match(_pupils(known), [known, person])
        assert others.new == (person,)


def test_a_new_ine_with_a_slip_in_a_name_is_asked() -> None:
    """Two INE and two birth dates are two people; on one day, twins have other first names."""
    slip = replace(_LEA, ine="2", last_name="Le Roi")
    assert _doubts(match(_pupils(_LEA), [slip])) == [(slip, [1], Why.CORRECTED)]
    for changed in (
        {"birth_date": dt.date(2011, 5, 21)},
        {"first_name": "Zoé"},
        {"last_name": "Dupont"},
    ):
        other = replace(_LEA, ine="2", **changed)
        assert match(_pupils(_LEA), [other]).new == (other,)


def test_two_ine_that_are_known_are_two_pupils_though_all_else_is_equal() -> None:
    """True homonyms, in the same class: asked once, when the second comes."""
    other = replace(_LEA, ine="2")
    matching = match(_pupils(_LEA), [_LEA, other])
    assert [person for _, person in matching.known] == [_LEA]
    assert _doubts(matching) == [(other, [], Why.TWICE)]
    assert len(match(_pupils(_LEA, other), [_LEA, other]).known) == 2


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (_LEA, replace(_NO_INE, last_name="LE-ROY", first_name="LEA", class_name="3EB")),
        (_NO_INE, replace(_LEA, last_name="Leʼ roy", class_name="3EB")),
        (_NO_INE, replace(_NO_INE, class_name="3EB")),
    ],
)
def test_without_an_ine_the_folded_names_and_the_birth_date_decide(
    known: Person, said: Person
) -> None:
    """Whichever side has none, if only one pupil answers."""
    pupils = _pupils(known)
    assert match(pupils, [said]).known == ((pupils[0], said),)


@pytest.mark.parametrize(
    "said",
    [
        replace(_NO_INE, birth_date=dt.date(2011, 5, 21), first_name="Lena"),
        replace(_NO_INE, first_name="Zoé"),
        replace(_NO_INE, last_name="Sow", first_name="Tim"),
    ],
)
def test_another_name_and_birth_date_is_another_pupil(said: Person) -> None:
    """So is another first name in the family, born on the same day."""
    assert match(_pupils(_LEA), [said]).new == (said,)


def test_a_pupil_whom_an_ine_claims_is_nobody_else() -> None:
    """A line with the INE takes its pupil before a line without looks for one."""
    pupils = _pupils(_LEA)
    matching = match(pupils, [_NO_INE, _LEA])
    assert matching.known == ((pupils[0], _LEA),)
    assert _doubts(matching) == [(_NO_INE, [], Why.TWICE)]


def test_homonyms_are_told_apart_by_their_class() -> None:
    """Each line finds the pupil of its class; one of a third class is asked."""
    a, b, c = (replace(_NO_INE, class_name=name) for name in ("3EA", "3EB", "3EC"))
    pupils = _pupils(b, a)
    matching = match(pupils, [a, b])
    assert matching.known == ((pupils[1], a), (pupils[0], b))
    assert _doubts(match(pupils, [a, b, c])) == [(c, [], Why.TWICE)]
    assert match(pupils, [a]).known == ((pupils[1], a),)
    assert match(_pupils(a), [c, a]).known[0][1] == a


def test_homonyms_that_changed_class_are_not_guessed() -> None:
    """One line for two pupils, two lines for one: each is shown with whom it may be."""
    a, b, c, d = (replace(_NO_INE, class_name=name) for name in ("3EA", "3EB", "3EC", "3ED"))
    pupils = _pupils(a, b)
    assert _doubts(match(pupils, [c])) == [(c, [1, 2], Why.SEVERAL)]
    matching = match(pupils[:1], [c, d])
    assert _doubts(matching) == [(c, [1], Why.SEVERAL), (d, [1], Why.SEVERAL)]
    assert [one.others for one in matching.doubtful] == [(d,), (c,)]
    matching = match(pupils, [c, a])
    assert matching.known == ((pupils[0], a),)
    assert _doubts(matching) == [(c, [2], Why.SEVERAL)]
    assert matching.new == ()


def test_homonyms_of_one_class_are_paired_only_if_nothing_tells_them_apart() -> None:
    """Lines that are equal change nothing, whoever is whom; lines that differ would."""
    pupils = _pupils(_NO_INE, _NO_INE)
    assert match(pupils, [_NO_INE, _NO_INE]).known == (
        (pupils[0], _NO_INE),
        (pupils[1], _NO_INE),
    )
    assert len(match(pupils, [_NO_INE]).doubtful) == 1
    assert len(match(pupils[:1], [_NO_INE, _NO_INE]).doubtful) == 2
    moved = [replace(_NO_INE, birth_city=city) for city in ("Lyon", "Metz")]
    assert len(match(pupils, moved).doubtful) == 2


def test_of_two_in_one_class_who_is_still_here_is_meant() -> None:
    """Not who has left; with both in the file, the other comes back."""
    pupils = _pupils(_NO_INE, _NO_INE)
    pupils[0] = replace(pupils[0], enabled=False)
    moved = replace(_NO_INE, birth_city="Dole")
    for line in (_NO_INE, moved):
        assert match(pupils, [line]).known == ((pupils[1], line),)
    both = match(pupils, [_NO_INE, moved])
    assert both.known == ((pupils[1], _NO_INE), (pupils[0], moved))


def test_a_line_that_says_what_is_known_of_a_pupil_is_that_pupil() -> None:
    """Before the class is asked, and in whatever order."""
    lyon, metz = (replace(_NO_INE, birth_city=city) for city in ("Lyon", "Metz"))
    pupils = _pupils(lyon, metz)
    assert match(pupils, [metz, lyon]).known == ((pupils[1], metz), (pupils[0], lyon))
    dole = replace(_NO_INE, birth_city="Dole")
    assert match(pupils, [metz, dole]).known == ((pupils[1], metz), (pupils[0], dole))


def test_a_new_ine_of_one_of_two_homonyms_is_asked() -> None:
    """Of one who had another, or of one who had none."""
    other = replace(_LEA, ine="2", class_name="3EB")
    said = replace(_LEA, ine="3", class_name="3EC")
    assert _doubts(match(_pupils(_LEA, other), [said])) == [(said, [1, 2], Why.OTHER_INE)]
    pupils = _pupils(_LEA, replace(_NO_INE, class_name="3EB"))
    assert _doubts(match(pupils, [said])) == [(said, [1, 2], Why.SEVERAL)]


def test_everybody_keeps_the_order_of_the_file() -> None:
    """Known, new and ambiguous alike."""
    names = ("Zoé", "Abel", "Marc")
    persons = [replace(_LEA, ine=name, first_name=name) for name in names]
    assert match([], persons).new == tuple(persons)
    assert [one for _, one in match(_pupils(*reversed(persons)), persons).known] == persons


def test_what_a_format_does_not_say_stays_as_it_was_known() -> None:
    """INE, sex and birth place; the rest is the file's."""
    said = Person(
        ine=None,
        last_name="LE ROY",
        first_name="Lea",
        sex=None,
        birth_date=_LEA.birth_date,
        class_name="3EC",
    )
    known = replace(_LEA, usage_name="Duval")
    assert completed(known, said) == replace(
        known, last_name="LE ROY", first_name="Lea", class_name="3EC"
    )


def test_what_a_format_says_replaces_what_was_known() -> None:
    """A birth place is taken whole: a pupil born abroad keeps no French commune."""
    abroad = replace(
        _LEA,
        ine="2",
        sex=Sex.MALE,
        birth_city="",
        birth_city_code="",
        birth_department="",
        birth_country="Portugal",
        usage_name="Roi",
    )
    assert completed(replace(_LEA, usage_name="Duval"), abroad) == abroad


def test_a_line_that_an_ine_settles_is_a_homonym_all_the_same() -> None:
    """What is doubtful at the first import is as doubtful at the second."""
    doubtful, settled = replace(_NO_INE, class_name="3EB"), replace(_LEA, ine="9")
    pupils = _pupils(_NO_INE, replace(_LEA, ine="2"))
    first = match(pupils, [doubtful, settled])
    assert first.known == ()
    assert [one.pupils for one in first.doubtful] == [tuple(pupils)] * 2
    pupils[0] = replace(pupils[0], person=settled)
    second = match(pupils, [doubtful, settled])
    assert second.known == ((pupils[0], settled),)
    assert _doubts(second) == [(doubtful, [2], Why.SEVERAL)]


def test_a_pupil_whose_identity_the_file_corrects_is_no_homonym_any_more() -> None:
    """The INE says that the other one was born on another day."""
    corrected = replace(_LEA, birth_date=dt.date(2011, 5, 21))
    moved = replace(_NO_INE, class_name="3EC")
    pupils = _pupils(_LEA, replace(_NO_INE, class_name="3EB"))
    matching = match(pupils, [corrected, moved])
    assert matching.known == ((pupils[0], corrected), (pupils[1], moved))


def test_a_new_ine_is_a_rival_of_a_line_without() -> None:
    """Of the pupil in their class, who has an INE that may be of either."""
    here, there = replace(_NO_INE, birth_city="Dole"), replace(_NO_INE, class_name="3EB")
    newcomer = replace(_LEA, ine="9", birth_city="Metz")
    pupils = _pupils(there, replace(_LEA, ine="2"))
    matching = match(pupils, [here, there, newcomer])
    assert matching.known == ((pupils[0], there),)
    assert _doubts(matching) == [(here, [2], Why.SEVERAL), (newcomer, [2], Why.OTHER_INE)]


_DAY = dt.date(2011, 5, 20)
PERSONS = st.builds(
    Person,
    ine=st.sampled_from([None, "1", "2", "3", "4"]),
    last_name=st.sampled_from(["Roy", "ROY", "Roi", "Sow", "Estrade"]),
    first_name=st.sampled_from(["Léa", "Lea", "Zoé", "Sacha"]),
    sex=st.none(),
    birth_date=st.sampled_from([_DAY, _DAY + dt.timedelta(1), dt.date(2010, 9, 2)]),
    class_name=st.sampled_from(["3EA", "3EB"]),
)
"""Few enough that they meet."""


def sound(persons: list[Person]) -> list[Person]:
    """Each INE once, and each person without INE once a class, as a reader guarantees."""
    seen: dict[object, Person] = {}
    for one in persons:
        seen.setdefault(one.ine or (identity(one), one.class_name), one)
    return list(seen.values())


FILES = st.lists(PERSONS, max_size=6).map(sound)


@given(FILES, FILES)
@settings(max_examples=400, deadline=None)
def test_nobody_known_becomes_somebody_else_unasked(
    known: list[Person], said: list[Person]
) -> None:
    """Whatever a file says: never another name and another birth date, nor both names."""
    matching = match(_pupils(*known), said)
    for pupil, person in matching.known:
        before, after = identity(pupil.person), identity(person)
        assert before[2] == after[2] or sorted(before[:2]) == sorted(after[:2])
        assert before[2] != after[2] or before == after or pupil.person.ine == person.ine
    ids = [pupil.id for pupil, _ in matching.known]
    assert len(ids) == len(set(ids))
    assert len(matching.known) + len(matching.new) + len(matching.doubtful) == len(said)
    assert [said[one.at] for one in matching.doubtful] == [one.person for one in matching.doubtful]


@given(FILES, FILES)
@settings(max_examples=400, deadline=None)
def test_nobody_is_there_twice_unasked(known: list[Person], said: list[Person]) -> None:
    """Who is new, or becomes another, is of a name and birth date that nobody else has."""
    pupils = _pupils(*known)
    matching = match(pupils, said)
    becomes = {pupil.id: person for pupil, person in matching.known}
    after = [identity(becomes.get(one.id, one.person)) for one in pupils]
    for person in matching.new:
        assert after.count(identity(person)) == 0
        assert [identity(one) for one in said].count(identity(person)) == 1
    for pupil, person in matching.known:
        if identity(pupil.person) != identity(person):
            assert after.count(identity(person)) == 1


@pytest.mark.parametrize(("known", "said"), [("Anne", "Anne-Sophie"), ("Marie-Anne", "Marie")])
def test_a_part_of_a_compound_name_is_the_name(known: str, said: str) -> None:
    """Two INE, one birth day, one name whole and the other a part: who it is is asked."""
    pupils = _pupils(replace(_LEA, first_name=known))
    person = replace(_LEA, ine="0000000009Z", first_name=said)
    assert [ids for _, ids, _ in _doubts(match(pupils, [person]))] == [[1]]


@pytest.mark.parametrize(
    ("known", "said"),
    [("Emma", "Erma"), ("Rakotomalala" * 20, f"{'Rakotomalala' * 19}Rakotomalalo")],
)
def test_a_slip_is_one_letter_of_four_however_long_the_name(known: str, said: str) -> None:
    """Two INE, one birth day, a letter of the first name: who it is is asked."""
    pupils = _pupils(replace(_LEA, first_name=known))
    person = replace(_LEA, ine="0000000009Z", first_name=said)
    assert [ids for _, ids, _ in _doubts(match(pupils, [person]))] == [[1]]
