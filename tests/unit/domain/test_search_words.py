"""Folding, words, matching and order: what the live filter means."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certui.domain import search

_BIRTH = dt.date(2011, 5, 20)
_LETTERS = "aAéÉèêëçÇœŒæÆßẞøØłŁđĐðþıİǆĳﬁñÑàâäîïôöûüÿ \t\u00a0\u202f-‐–_'’ʼ`\u00ad\u200b0123456789/"
_ANY_TEXT = st.text(st.sampled_from(_LETTERS) | st.characters(), max_size=30)
_NAMES = st.text(st.sampled_from("aAbBéÉœ -’'3"), max_size=10)
_PUPILS = st.builds(search.haystack, _NAMES, _NAMES, _NAMES, st.dates())


@pytest.mark.parametrize(
    ("value", "folded"),
    [
        ("DUPONT", "dupont"),
        ("Éloïse", "eloise"),
        ("E\u0301loi\u0308se", "eloise"),
        ("François-Xavier", "francois xavier"),
        ("Cœur", "coeur"),
        ("CŒUR", "coeur"),
        ("Læticia", "laeticia"),
        ("LÆTICIA", "laeticia"),
        ("Weiß", "weiss"),
        ("WEIẞ", "weiss"),
        ("Sørensen", "sorensen"),
        ("ØRSTED", "orsted"),
        ("Łukasz", "lukasz"),
        ("Đorđe", "dorde"),
        ("Þór Sigurðsson", "thor sigurdsson"),
        ("Işık", "isik"),
        ("İrem", "irem"),
        ("ﬁn Ⅳ", "fin iv"),
        ("Anne‐Marie", "anne marie"),
        ("Anne\u2011Marie", "anne marie"),
        ("Anne–Marie—Lou", "anne marie lou"),
        ("Anne\u2212Marie", "anne marie"),
        ("Anne\uff0dMarie", "anne marie"),
        ("O'Brien", "o brien"),
        ("O’Brien", "o brien"),
        ("Oʼ‛`\u02bb\u2032Brien", "o brien"),
        ("d´Arc", "d arc"),
        ("du_pont", "du pont"),
        ("  Le \u00a0 Goff\t", "le goff"),
        ("Du\u00adpont\u200b", "dupont"),
        ("20/05/2011", "20/05/2011"),
        ("", ""),
        ("-’ ", ""),
    ],
)
def test_folds(value: str, folded: str) -> None:
    """No case, no accents; ligatures spelt out; any hyphen, apostrophe or blank is one blank."""
    assert search.fold(value) == folded


@given(_ANY_TEXT)
@settings(max_examples=300, deadline=None)
def test_folding_is_idempotent(value: str) -> None:
    """What is folded stays as it is."""
    folded = search.fold(value)
    assert search.fold(folded) == folded


def test_folding_each_letter_is_idempotent() -> None:
    """Each character up to the Han ideographs, in a word."""
    for code in range(0x3000):
        folded = search.fold(f"a{chr(code)}b")
        assert search.fold(folded) == folded, hex(code)


@given(_ANY_TEXT)
@settings(max_examples=200, deadline=None)
def test_folding_ignores_case(value: str) -> None:
    """However a name is written, it folds to the same."""
    assert search.fold(value.casefold()) == search.fold(value)


def test_words_leaves_out_what_a_longer_word_says() -> None:
    """The longest first; a word that another one holds adds nothing."""
    assert search.words(" 3EB  du DUPONT dup 3e dupont") == ("dupont", "3eb")
    assert search.words("ab cd") == ("ab", "cd")
    assert search.words(" -’ ") == ()


def _pupil(
    class_name: str = "3EB",
    last_name: str = "Le Goff",
    first_name: str = "Jean-Baptiste",
    birth_date: dt.date = _BIRTH,
) -> str:
    return search.haystack(class_name, last_name, first_name, birth_date)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "3eb",
        "3E",
        "le goff",
        "LEGOFF",
        "goff",
        "off",
        "jean",
        "Jean-Baptiste",
        "jeanbaptiste",
        "baptiste jean",
        "2011",
        "20/05",
        "05/2011",
        "20/05/2011",
        "baptiste 2011 3eb goff 20/05",
        "l\u00e8 g\u00f4ff",
    ],
)
def test_matches_class_names_and_birth_date(query: str) -> None:
    """Each word may stand anywhere in the class, either name or the birth date."""
    assert search.matches(query, _pupil())


@pytest.mark.parametrize(
    "query",
    [
        "3ec",
        "3eble",
        "3eblegoff",
        "goffjean",
        "baptiste20",
        "jean paul",
        "2012",
        "20052011",
        "\x1fx",
        "goff\x1fjean",
    ],
)
def test_matches_no_word_across_fields(query: str) -> None:
    """A word that begins in one field and ends in the next is found nowhere."""
    assert search.matches(query, _pupil()) is (query == "goff\x1fjean")


def test_a_class_is_found_with_and_without_its_blank() -> None:
    """``2nde1`` and ``2nde 1`` are the class « 2NDE 1 »."""
    folded = _pupil(class_name="2NDE 1")
    assert search.matches("2nde1", folded)
    assert search.matches("2nde 1", folded)
    assert not search.matches("2nde 7", folded)


def test_years_before_1000_are_four_digits() -> None:
    """A date in year 987 is written like any other."""
    assert search.matches("20/05/0987", _pupil(birth_date=dt.date(987, 5, 20)))


@given(_PUPILS, st.lists(_NAMES, max_size=4))
@settings(max_examples=200, deadline=None)
def test_matching_ignores_the_order_of_words(folded: str, query: list[str]) -> None:
    """Words in any order mean the same; one more word never finds more."""
    found = {search.matches(" ".join(order), folded) for order in itertools.permutations(query)}
    assert len(found) == 1
    if search.matches(" ".join(query), folded):
        assert search.matches(" ".join(query[:-1]), folded)


@given(_NAMES, _NAMES, _NAMES, st.dates())
@settings(max_examples=200, deadline=None)
def test_every_pupil_answers_to_their_own_fields(
    class_name: str, last: str, first: str, birth: dt.date
) -> None:
    """Whatever stands in a field finds its pupil, whole or cut, alone or with the others."""
    folded = search.haystack(class_name, last, first, birth)
    assert "\n" not in folded
    for field in (class_name, last, first, f"{last} {first} {class_name}", last[1:], first[:-1]):
        assert search.matches(field, folded)


def test_sorts_numbers_as_numbers() -> None:
    """10e stands after 9e, 3E2 before 3E10, however many digits."""
    codes = [
        "10e",
        "3E10",
        "9e",
        "3E2",
        "TERM",
        "3e 2",
        "2NDE 1",
        "1000000B",
        "999999B",
        "03A",
        "3B",
    ]
    assert sorted(codes, key=search.natural) == [
        "2NDE 1",
        "03A",
        "3B",
        "3e 2",
        "3E2",
        "3E10",
        "9e",
        "10e",
        "999999B",
        "1000000B",
        "TERM",
    ]


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.sampled_from(["", "e", " B"]))
@settings(max_examples=200, deadline=None)
def test_natural_order_is_the_order_of_numbers(one: int, other: int, tail: str) -> None:
    """Two codes that differ in one number sort as the numbers do."""
    left, right = search.natural(f"T{one}{tail}"), search.natural(f"T{other}{tail}")
    assert (left < right) is (one < other)
    assert (left == right) is (one == other)


def test_roster_order_is_class_then_name_then_first_name_then_age() -> None:
    """Each later field decides only between equals, accents ignored."""
    pupils = [
        ("10E", "Abel", "Zoé", dt.date(2011, 1, 1)),
        ("9E", "Éluard", "Paul", dt.date(2012, 1, 1)),
        ("9E", "Eluard", "Paul", dt.date(2011, 1, 1)),
        ("9E", "Eluard", "Anne", dt.date(2013, 1, 1)),
        ("9E", "Dupont", "Zoé", dt.date(2011, 1, 1)),
        ("9E", "Dupont Durand", "Abel", dt.date(2011, 1, 1)),
    ]
    ordered = sorted(pupils, key=lambda pupil: search.roster_order(*pupil))
    assert ordered == [pupils[4], pupils[5], pupils[3], pupils[2], pupils[1], pupils[0]]


def test_candidate_order_is_name_then_first_name_then_age() -> None:
    """A shorter name stands before the one it begins, whatever the first name."""
    people = [
        ("Le Goff", "Zoé", dt.date(2011, 1, 1)),
        ("Le", "Zoé", dt.date(2012, 1, 1)),
        ("LE GOFF", "Zoe", dt.date(2010, 1, 1)),
        ("Élie", "Zoé", dt.date(2012, 1, 1)),
    ]
    ordered = sorted(people, key=lambda person: search.candidate_order(*person))
    assert ordered == [people[3], people[1], people[2], people[0]]


def test_a_name_in_use_is_searched_too() -> None:
    """Words of either name match, of both at once too; one that says the same adds nothing."""
    born = dt.date(2011, 5, 20)
    plain = search.haystack("3A", "MARTIN", "Léa", born)
    folded = search.haystack("3A", "MARTIN", "Léa", born, "Dupré-Roy")
    for query in ("dupre roy", "dupreroy", "martin", "lea dupre 3a", "martin dupre"):
        assert search.matches(query, folded)
        assert search.matches(query, plain) == ("dupre" not in query)
    assert search.haystack("3A", "MARTIN", "Léa", born, "Martin") == plain
