"""Whom a line of a roster is about: the INE decides, then the identity, and nothing is guessed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from certui.domain.matching import completed, match
from certui.domain.models import Person, Pupil, Sex

_LEA = Person(
    ine="1",
    last_name="Le Roy",
    first_name="Léa",
    sex=Sex.FEMALE,
    birth_date=dt.date(2011, 5, 20),
    class_name="3EA",
    birth_city="Besançon",
    birth_city_code="25056",
    birth_department="Doubs",
    birth_country="France",
)
_NO_INE = replace(_LEA, ine=None)


def _pupils(*persons: Person) -> list[Pupil]:
    return [Pupil(number, person) for number, person in enumerate(persons, 1)]


def test_the_same_ine_is_the_same_pupil_whatever_else_changed() -> None:
    """A corrected name and another class; a disabled pupil comes back."""
    pupils = [replace(one, enabled=False) for one in _pupils(_LEA)]
    person = replace(_LEA, last_name="Roi", birth_date=dt.date(2012, 1, 1), class_name="3EC")
    matching = match(pupils, [person])
    assert matching.known == ((pupils[0], person),)
    assert not matching.new
    assert not matching.ambiguous


def test_two_ine_are_two_pupils_though_all_else_is_equal() -> None:
    """True homonyms, in the same class."""
    other = replace(_LEA, ine="2")
    matching = match(_pupils(_LEA), [_LEA, other])
    assert [person for _, person in matching.known] == [_LEA]
    assert matching.new == (other,)


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
        replace(_NO_INE, birth_date=dt.date(2011, 5, 21)),
        replace(_NO_INE, first_name="Lena"),
        replace(_NO_INE, last_name="Roy"),
    ],
)
def test_another_name_or_birth_date_is_another_pupil(said: Person) -> None:
    """Nothing less than the whole identity."""
    assert match(_pupils(_LEA), [said]).new == (said,)


def test_a_pupil_whom_an_ine_claims_is_nobody_else() -> None:
    """A line with the INE takes its pupil before a line without looks for one."""
    pupils = _pupils(_LEA)
    matching = match(pupils, [_NO_INE, _LEA])
    assert matching.known == ((pupils[0], _LEA),)
    assert matching.new == (_NO_INE,)


def test_homonyms_are_told_apart_by_their_class() -> None:
    """Each line finds the pupil of its class; the one of a new class is new."""
    a, b, c = (replace(_NO_INE, class_name=name) for name in ("3EA", "3EB", "3EC"))
    pupils = _pupils(b, a)
    matching = match(pupils, [a, b])
    assert matching.known == ((pupils[1], a), (pupils[0], b))
    assert match(pupils, [a, b, c]).new == (c,)
    assert match(pupils, [a]).known == ((pupils[1], a),)
    assert match(_pupils(a), [c, a]).known[0][1] == a


def test_homonyms_that_changed_class_are_not_guessed() -> None:
    """One line for two pupils, two lines for one: each is shown with whom it may be."""
    a, b, c, d = (replace(_NO_INE, class_name=name) for name in ("3EA", "3EB", "3EC", "3ED"))
    pupils = _pupils(a, b)
    assert match(pupils, [c]).ambiguous == ((c, tuple(pupils)),)
    assert match(pupils[:1], [c, d]).ambiguous == ((c, (pupils[0],)), (d, (pupils[0],)))
    matching = match(pupils, [c, a])
    assert matching.known == ((pupils[0], a),)
    assert matching.ambiguous == ((c, (pupils[1],)),)
    assert matching.new == ()


def test_homonyms_of_one_class_are_paired_only_if_nothing_tells_them_apart() -> None:
    """Lines that are equal change nothing, whoever is whom; lines that differ would."""
    pupils = _pupils(_NO_INE, _NO_INE)
    assert match(pupils, [_NO_INE, _NO_INE]).known == (
        (pupils[0], _NO_INE),
        (pupils[1], _NO_INE),
    )
    assert len(match(pupils, [_NO_INE]).ambiguous) == 1
    assert len(match(pupils[:1], [_NO_INE, _NO_INE]).ambiguous) == 2
    moved = [replace(_NO_INE, birth_city=city) for city in ("Lyon", "Metz")]
    assert len(match(pupils, moved).ambiguous) == 2


def test_a_line_that_says_what_is_known_of_a_pupil_is_that_pupil() -> None:
    """Before the class is asked, and in whatever order."""
    lyon, metz = (replace(_NO_INE, birth_city=city) for city in ("Lyon", "Metz"))
    pupils = _pupils(lyon, metz)
    assert match(pupils, [metz, lyon]).known == ((pupils[1], metz), (pupils[0], lyon))
    dole = replace(_NO_INE, birth_city="Dole")
    assert match(pupils, [metz, dole]).known == ((pupils[1], metz), (pupils[0], dole))


def test_a_pupil_of_another_ine_is_no_candidate_for_a_doubt() -> None:
    """A new INE is either a pupil who had none, or a new one."""
    other = replace(_LEA, ine="2", class_name="3EB")
    said = replace(_LEA, ine="3", class_name="3EC")
    pupils = _pupils(_LEA, other)
    assert match(pupils, [said]).new == (said,)
    pupils = _pupils(_LEA, replace(_NO_INE, class_name="3EB"))
    assert match(pupils, [said]).known == ((pupils[1], said),)


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
    assert completed(_LEA, said) == replace(
        _LEA, last_name="LE ROY", first_name="Lea", class_name="3EC"
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
    )
    assert completed(_LEA, abroad) == abroad


def test_a_line_that_an_ine_settles_is_a_homonym_all_the_same() -> None:
    """What is doubtful at the first import is as doubtful at the second."""
    doubtful, settled = replace(_NO_INE, class_name="3EB"), replace(_LEA, ine="9")
    pupils = _pupils(_NO_INE, replace(_LEA, ine="2"))
    first = match(pupils, [doubtful, settled])
    assert first.known == ((pupils[0], settled),)
    pupils[0] = replace(pupils[0], person=settled)
    second = match(pupils, [doubtful, settled])
    assert second.known == ((pupils[0], settled),)
    assert first.ambiguous == second.ambiguous == ((doubtful, (pupils[1],)),)


def test_a_pupil_whose_identity_the_file_corrects_is_no_homonym_any_more() -> None:
    """The INE says that the other one was born on another day."""
    corrected = replace(_LEA, birth_date=dt.date(2011, 5, 21))
    moved = replace(_NO_INE, class_name="3EC")
    pupils = _pupils(_LEA, replace(_NO_INE, class_name="3EB"))
    matching = match(pupils, [corrected, moved])
    assert matching.known == ((pupils[0], corrected), (pupils[1], moved))


def test_a_line_that_can_be_nobody_of_a_class_is_no_rival_there() -> None:
    """A new INE in the class of a pupil who has one leaves that pupil to the line without."""
    here, there = replace(_NO_INE, birth_city="Dole"), replace(_NO_INE, class_name="3EB")
    newcomer = replace(_LEA, ine="9", birth_city="Metz")
    pupils = _pupils(there, replace(_LEA, ine="2"))
    matching = match(pupils, [here, there, newcomer])
    assert matching.known == ((pupils[1], here), (pupils[0], there))
    assert matching.new == (newcomer,)
