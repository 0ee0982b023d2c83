"""Which pupil of the school a line of a roster file is about. Nothing here is ever guessed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from certui.domain.search import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

    from certui.domain.models import Person, Pupil

_Identity: TypeAlias = "tuple[str, str, dt.date]"
_Key: TypeAlias = "Callable[[Person], object]"


@dataclass(frozen=True, slots=True)
class Matching:
    """The persons of a file, in file order, each in one place.

    Attributes:
        known: with the pupil that each one is.
        new: those the school does not have.
        ambiguous: those who may be one of several pupils, with these pupils.
    """

    known: tuple[tuple[Pupil, Person], ...]
    new: tuple[Person, ...]
    ambiguous: tuple[tuple[Person, tuple[Pupil, ...]], ...]


def match(pupils: Sequence[Pupil], persons: Sequence[Person]) -> Matching:
    """Match the persons of a roster file with the pupils of the school.

    An INE decides. Where one side has none, the folded names and the birth date do; homonyms are
    told apart by all that is known of them, else by their class, else not at all.

    Args:
        pupils: every pupil of the centre, disabled ones too; an INE stands once.
        persons: in file order; an INE stands once.
    """
    by_ine = {pupil.person.ine: pupil for pupil in pupils if pupil.person.ine}
    found: dict[int, Pupil] = {}
    doubts: dict[int, tuple[Pupil, ...]] = {}
    unknown: dict[_Identity, list[int]] = {}
    # Two who both have an INE are two people: most rosters need no names to be compared.
    anonymous = len(by_ine) < len(pupils)
    for at, person in enumerate(persons):
        pupil = by_ine.get(person.ine) if person.ine else None
        if pupil is not None:
            found[at] = pupil
        elif anonymous or (pupils and not person.ine):
            unknown.setdefault(_identity(person), []).append(at)
    taken = {pupil.id for pupil in found.values()}
    namesakes: dict[_Identity, list[Pupil]] = {}
    for pupil in pupils if unknown else ():
        identity = _identity(pupil.person)
        if identity in unknown and pupil.id not in taken:
            namesakes.setdefault(identity, []).append(pupil)
    crowd = Counter(map(_identity, persons)) if namesakes else Counter()
    for identity, left in namesakes.items():
        alike = {at: persons[at] for at in unknown[identity] if _possible(persons[at], left)}
        keys: tuple[_Key, ...] = (_itself, _class_name)
        # The lines that an INE settles count: else the same file might say more a second time.
        if crowd[identity] == 1 and all(len(_possible(one, left)) == 1 for one in alike.values()):
            keys = (_nothing,)
        _tell_apart(alike, left, keys, found, doubts)
    return Matching(
        known=tuple((found[at], person) for at, person in enumerate(persons) if at in found),
        new=tuple(
            person for at, person in enumerate(persons) if at not in found and at not in doubts
        ),
        ambiguous=tuple((persons[at], doubts[at]) for at in sorted(doubts)),
    )


def completed(known: Person, said: Person) -> Person:
    """What a file says of a pupil, with what its format does not say left as it was known.

    Args:
        known: the pupil as known.
        said: the same person in the file. A birth place is taken or left as a whole.
    """
    place = (said.birth_city, said.birth_city_code, said.birth_department, said.birth_country)
    if not any(place):
        said = replace(
            said,
            birth_city=known.birth_city,
            birth_city_code=known.birth_city_code,
            birth_department=known.birth_department,
            birth_country=known.birth_country,
        )
    return replace(said, ine=said.ine or known.ine, sex=said.sex or known.sex)


def _identity(person: Person) -> _Identity:
    return fold(person.last_name), fold(person.first_name), person.birth_date


def _tell_apart(
    alike: dict[int, Person],
    left: list[Pupil],
    keys: Iterable[_Key],
    found: dict[int, Pupil],
    doubts: dict[int, tuple[Pupil, ...]],
) -> None:
    """Match persons of one identity with pupils of the same.

    Args:
        alike: the persons, by position in the file, who may be someone known.
        left: the pupils.
        keys: what tells them apart, the surest first.
        found: takes the certain matches, by position.
        doubts: takes the others that may be someone known, by position.
    """
    for key in keys:
        groups: dict[object, dict[int, Person]] = {}
        for at, person in alike.items():
            if at not in found:
                groups.setdefault(key(person), {})[at] = person
        for value, group in groups.items():
            pupils = [pupil for pupil in left if key(pupil.person) == value]
            rivals = {at: person for at, person in group.items() if _possible(person, pupils)}
            if not rivals:
                continue
            one, *others = rivals.values()
            possible = _possible(one, pupils)
            # Persons that differ in nothing may be paired in any order: nothing changes by it.
            if len(possible) == len(rivals) and all(other == one for other in others):
                found.update(zip(rivals, possible, strict=True))
                left = [pupil for pupil in left if pupil not in possible]
    for at, person in alike.items():
        if at not in found and (maybe := _possible(person, left)):
            doubts[at] = tuple(maybe)


def _itself(person: Person) -> object:
    """A line that says exactly what is known of a pupil is that pupil."""
    return person


def _class_name(person: Person) -> object:
    """Homonyms are told apart by their class."""
    return person.class_name


def _nothing(_person: Person) -> object:
    """There is nobody to be told apart from."""
    return None


def _possible(person: Person, pupils: list[Pupil]) -> list[Pupil]:
    """Those who may be this person: two who both have an INE are two people."""
    return [pupil for pupil in pupils if not (person.ine and pupil.person.ine)]
