"""Which pupil of the school a line of a roster file is about. Nothing here is ever guessed."""

from __future__ import annotations

import enum
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from certui.domain.candidate_fields import BIRTH_PLACE
from certui.domain.likeness import identity, is_correction, may_be_corrected, names
from certui.domain.search import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from certui.domain.likeness import Identity
    from certui.domain.models import Person, Pupil

_Key: TypeAlias = "Callable[[Person], object]"


class Why(enum.Enum):
    """Why it is doubtful who somebody in a file is."""

    SEVERAL = enum.auto()
    """They may be one of several pupils of that name and birth date."""
    OTHER_INE = enum.auto()
    """A pupil of that name and birth date is known under another INE."""
    TAKEN_INE = enum.auto()
    """Their INE is a pupil's who has another name and birth date; or who has one of them, while
    somebody else is already who the file says they are."""
    TWICE = enum.auto()
    """Somebody else in the file has that name and birth date."""
    CORRECTED = enum.auto()
    """They differ from a pupil by the birth date or a name alone, and no INE decides."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Somebody in a file who may be somebody known, or the same as somebody else in it.

    Attributes:
        at: their position among the persons of the file.
        person: as the file has them.
        pupils: who they may be; may be empty.
        why: what makes it doubtful.
        others: the others in the file who have the same name and birth date.
    """

    at: int
    person: Person
    pupils: tuple[Pupil, ...]
    why: Why
    others: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Matching:
    """The persons of a file, in file order, each in one place.

    Attributes:
        known: with the pupil that each one is.
        new: those the school does not have.
        doubtful: those of whom a person must say who they are.
    """

    known: tuple[tuple[Pupil, Person], ...]
    new: tuple[Person, ...]
    doubtful: tuple[Doubt, ...]


def match(pupils: Sequence[Pupil], persons: Sequence[Person]) -> Matching:
    """Match the persons of a roster file with the pupils of the school.

    An INE decides, unless name and birth date both contradict it. Where one side has none, the
    folded names and the birth date do; homonyms are told apart by all that is known of them, else
    by their class, else not at all. Nobody of the name and birth date of somebody else, known or in
    the file, is new without it being asked: one person under two INE, or in two classes, would
    stand twice in a session.

    Args:
        pupils: every pupil of the centre, disabled ones too; an INE stands once.
        persons: in file order; an INE stands once.
    """
    by_ine: dict[str | None, Pupil] = {
        pupil.person.ine: pupil for pupil in pupils if pupil.person.ine
    }
    found: dict[int, Pupil] = {}
    claims: dict[int, Pupil] = {}
    for at, person in enumerate(persons):
        pupil = by_ine.get(person.ine)
        if pupil is not None:
            (found if _is_same(pupil.person, person) else claims)[at] = pupil
    if len(found) == len(persons):
        return Matching(tuple((found[at], one) for at, one in enumerate(persons)), (), ())
    return _Sorting(pupils, persons, found, claims).matching()


def completed(known: Person, said: Person) -> Person:
    """What a file says of a pupil, with what its format does not say left as it was known.

    Args:
        known: the pupil as known.
        said: the same person in the file. A birth place is taken or left as a whole.
    """
    if not any(getattr(said, name) for name in BIRTH_PLACE):
        said = replace(said, **{name: getattr(known, name) for name in BIRTH_PLACE})
    return replace(
        said,
        ine=said.ine or known.ine,
        sex=said.sex or known.sex,
        usage_name=said.usage_name or known.usage_name,
    )


class _Sorting:
    """Persons of a file whom an INE alone does not settle, each on the way to their place.

    Args:
        pupils: every pupil of the centre.
        persons: of the file.
        found: the certain matches, by position in the file; more are put there.
        claims: by position, the pupils whose INE comes with another identity.
    """

    def __init__(
        self,
        pupils: Sequence[Pupil],
        persons: Sequence[Person],
        found: dict[int, Pupil],
        claims: Mapping[int, Pupil],
    ) -> None:
        self._pupils = pupils
        self._persons = persons
        self._found = found
        self._claims = claims
        self._doubts: dict[int, Doubt] = {}
        unsettled = [at for at in range(len(persons)) if at not in found]
        self._wanted = {at: identity(persons[at]) for at in unsettled}
        self._lines = self._lines_of()
        self._namesakes = self._namesakes_of()

    def matching(self) -> Matching:
        """Where each of them stands."""
        self._sort_claims()
        self._sort_unknown()
        self._sort_corrected()
        persons, found = self._persons, self._found
        return Matching(
            known=tuple((found[at], one) for at, one in enumerate(persons) if at in found),
            new=tuple(
                one for at, one in enumerate(persons) if at not in found and at not in self._doubts
            ),
            doubtful=tuple(self._doubts[at] for at in sorted(self._doubts)),
        )

    def _lines_of(self) -> dict[Identity, list[int]]:
        """By identity that is looked for, where it stands in the file."""
        lines: dict[Identity, list[int]] = {who: [] for who in self._wanted.values()}
        days = {who[2] for who in lines}
        for at, person in enumerate(self._persons):
            # Folding costs more than all else here: nobody born on another day is folded.
            who = self._wanted.get(at)
            if who is None and person.birth_date in days:
                who = identity(person)
            if who in lines:
                lines[who].append(at)
        return lines

    def _namesakes_of(self) -> dict[Identity, list[Pupil]]:
        """By identity that is looked for, the pupils who have it."""
        days = {who[2] for who in self._lines}
        namesakes: dict[Identity, list[Pupil]] = {}
        for pupil in self._pupils:
            if pupil.person.birth_date in days:
                who = identity(pupil.person)
                if who in self._lines:
                    namesakes.setdefault(who, []).append(pupil)
        return namesakes

    def _sort_claims(self) -> None:
        """Take corrections of whom an INE names, where nobody else is who they would become.

        Whom the file corrects is nobody's homonym any more: who waited for that is looked at again.
        """
        waiting = list(self._claims)
        while waiting:
            at = waiting.pop()
            pupil, who = self._claims[at], self._wanted[at]
            alone = len(self._lines[who]) == 1 and not self._namesakes.get(who)
            if not alone or not is_correction(pupil.person, self._persons[at]):
                continue
            self._found[at] = pupil
            before = identity(pupil.person)
            if before in self._namesakes:
                left = [one for one in self._namesakes[before] if one.id != pupil.id]
                self._namesakes[before] = left
                waiting += (one for one in self._lines[before] if one in self._claims)

    def _sort_unknown(self) -> None:
        """Match by identity those whose INE is unknown; doubt the others who are somebody's double.

        Whom the file's INE gives to somebody else is nobody of those.
        """
        taken = {pupil.id for pupil in self._found.values()}
        held = taken.union(pupil.id for pupil in self._claims.values())
        for who, lines in self._lines.items():
            namesakes = self._namesakes.get(who, [])
            unknown = {
                at: self._persons[at]
                for at in lines
                if at in self._wanted and at not in self._claims
            }
            left = [one for one in namesakes if one.id not in held]
            keys: tuple[_Key, ...] = (_itself, _class_name)
            # The lines that an INE settles count: else the same file might say more a second time.
            if len(lines) == len(namesakes) == 1:
                keys = (_nothing,)
            matches = _told_apart(unknown, left, keys) if left and unknown else {}
            self._found.update(matches)
            now = {pupil.id for pupil in matches.values()}
            free = [one for one in namesakes if one.id not in taken and one.id not in now]
            for at in lines:
                if at in self._wanted and at not in self._found:
                    self._doubt(at, free)

    def _doubt(self, at: int, free: Sequence[Pupil]) -> None:
        """Put somebody among the doubtful, if they are anybody's double."""
        person, claimed = self._persons[at], self._claims.get(at)
        lines = self._lines[self._wanted[at]]
        others = tuple(self._persons[other] for other in lines if other != at)
        if claimed is not None:
            pupils = (claimed, *(one for one in free if one.id != claimed.id))
            self._doubts[at] = Doubt(at, person, pupils, Why.TAKEN_INE, others)
        elif free:
            apart = all(not _may_share(person, one.person) for one in free)
            why = Why.OTHER_INE if apart else Why.SEVERAL
            self._doubts[at] = Doubt(at, person, tuple(free), why, others)
        elif others:
            self._doubts[at] = Doubt(at, person, (), Why.TWICE, others)

    def _sort_corrected(self) -> None:
        """Doubt those who would be new but for a slip, while the pupil they may be would leave."""
        new = [at for at in self._wanted if at not in self._found and at not in self._doubts]
        staying = {pupil.id for pupil in self._found.values()}
        staying.update(one.id for doubt in self._doubts.values() for one in doubt.pupils)
        leaving = [one for one in self._pupils if one.enabled and one.id not in staying]
        if not new or not leaving:
            return
        near: defaultdict[object, list[Pupil]] = defaultdict(list)
        for pupil in leaving:
            for key in _near(pupil.person):
                near[key].append(pupil)
        for at in new:
            person = self._persons[at]
            maybe = {one.id: one for key in _near(person) for one in near.get(key, ())}
            alike = [one for one in maybe.values() if may_be_corrected(one.person, person)]
            if alike:
                self._doubts[at] = Doubt(at, person, tuple(alike), Why.CORRECTED)


def _is_same(known: Person, said: Person) -> bool:
    """Whether both are of one identity; folded only where they are not written the same."""
    if known.birth_date != said.birth_date:
        return False
    if (known.last_name, known.first_name) == (said.last_name, said.first_name):
        return True
    return identity(known) == identity(said)


def _near(person: Person) -> tuple[object, ...]:
    """What somebody who differs by one thing alone has in common with them."""
    last, first, day = identity(person)
    return names(person), (last, day), (day, first)


def _told_apart(
    alike: Mapping[int, Person], left: list[Pupil], keys: Iterable[_Key]
) -> dict[int, Pupil]:
    """Match persons of one identity with pupils of the same, where that is certain.

    Args:
        alike: the persons, by position in the file.
        left: the pupils.
        keys: what tells them apart, the surest first.
    """
    found: dict[int, Pupil] = {}
    for key in keys:
        groups: dict[object, dict[int, Person]] = {}
        for at, person in alike.items():
            if at not in found:
                groups.setdefault(key(person), {})[at] = person
        for value, group in groups.items():
            pupils = [one for one in left if key(one.person) == value]
            if len(pupils) > len(group):
                # Of several like them, those who are still here.
                pupils = [one for one in pupils if one.enabled]
            one, *others = group.values()
            # Persons that differ in nothing may be paired in any order: nothing changes by it.
            certain = len(pupils) == len(group) and all(other == one for other in others)
            if certain and all(_may_share(one, pupil.person) for pupil in pupils):
                found.update(zip(group, pupils, strict=True))
                left = [pupil for pupil in left if pupil not in pupils]
    return found


def _itself(person: Person) -> object:
    """A line that says exactly what is known of a pupil is that pupil."""
    return person


def _class_name(person: Person) -> object:
    """Homonyms are told apart by their class."""
    return fold(person.class_name)


def _nothing(_person: Person) -> object:
    """There is nobody to be told apart from."""
    return None


def _may_share(person: Person, known: Person) -> bool:
    """Whether no INE stands against it that they are one: two INE make it doubtful."""
    return not (person.ine and known.ine)
