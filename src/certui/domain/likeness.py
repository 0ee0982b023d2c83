"""Whether two descriptions may be of one person: what is the same, and what a slip explains."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, TypeAlias

from certui.domain.search import fold

if TYPE_CHECKING:
    import datetime as dt

    from certui.domain.models import Person

Identity: TypeAlias = "tuple[str, str, dt.date]"
"""Folded last name, folded first name, birth date."""

# One letter of four: « Noémie » and « Naomie », not « Léa » and « Léo », who may be twins.
_ALIKE: Final = 0.75


def identity(person: Person) -> Identity:
    """Who somebody is, INE apart; the same for two who are homonyms born on one day."""
    return fold(person.last_name), fold(person.first_name), person.birth_date


def is_correction(known: Person, said: Person) -> bool:
    """Whether the same INE on both leaves no doubt: a name or a birth date was corrected, not both.

    A name changes by a slip, or in one of its halves (a family name at an adoption); both halves at
    once are somebody else's.
    """
    if known.birth_date != said.birth_date:
        return names(known) == names(said)
    return _some_name_stays(known, said)


def may_be_corrected(known: Person, said: Person) -> bool:
    """Whether without the same INE one may still be the other, corrected.

    Two who each have an INE of their own are taken for one person only when they were born on one
    day and both names differ by a slip at most. Where one side has no INE, the same names are
    enough, or the same day with one name the same (two first names of one family are twins).
    """
    same_day = known.birth_date == said.birth_date
    if known.ine and said.ine:
        return same_day and _both_names_stay(known, said)
    if not same_day:
        return names(known) == names(said)
    same_first = fold(known.first_name) == fold(said.first_name)
    return same_first or names(known) == names(said) or _both_names_stay(known, said)


def names(person: Person) -> tuple[str, ...]:
    """Both names folded, in no order: columns are taken one for the other."""
    return tuple(sorted((fold(person.last_name), fold(person.first_name))))


def _both_names_stay(known: Person, said: Person) -> bool:
    return _alike(known.last_name, said.last_name) and _alike(known.first_name, said.first_name)


def _some_name_stays(known: Person, said: Person) -> bool:
    return (
        _alike(known.last_name, said.last_name)
        or _alike(known.first_name, said.first_name)
        or names(known) == names(said)
    )


def _alike(one: str, other: str) -> bool:
    """Whether two names differ by a slip at most, or by a part of a compound name."""
    first, second = fold(one), fold(other)
    if first == second:
        return True
    if f" {first} " in f" {second} " or f" {second} " in f" {first} ":
        return True
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _ALIKE
