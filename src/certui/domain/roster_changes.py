"""What a roster file changes to the pupils of a school. Nothing here is ever guessed."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from certui.domain.matching import completed, match
from certui.domain.roster_files import AsideReason
from certui.domain.search import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from certui.domain.matching import Doubt
    from certui.domain.models import Person, Pupil
    from certui.domain.roster_files import RosterFile


class Decision(enum.Enum):
    """What a person may say of somebody who may be one of several pupils, but who that is."""

    NEW = enum.auto()
    ASIDE = enum.auto()


Decisions: TypeAlias = "Mapping[int, int | Decision]"
"""By position in ``RosterChange.doubtful``: the id of the pupil it is, or a decision."""


@dataclass(frozen=True, slots=True)
class RosterChange:
    """What a roster file changes.

    Attributes:
        source: the file as read.
        added: pupils the school did not have.
        changed: pupils whose identity or class differs, or who come back, with what they become.
        disabled: active pupils who are not in the file.
        unchanged: how many stay as they are.
        doubtful: persons of whom it must be said who they are: none of those they may be is
            touched.
        dispossessed: pupils who lose their INE, which is somebody else's in the file.
        active: how many active pupils there were.
        enrolled: ids of the pupils who may be disabled and are in a session to come.
        known_year: first year of the school year that the pupils are known by; None when unknown.
    """

    source: RosterFile
    added: tuple[Person, ...]
    changed: tuple[tuple[Pupil, Person], ...]
    disabled: tuple[Pupil, ...]
    unchanged: int
    doubtful: tuple[Doubt, ...] = ()
    dispossessed: tuple[Pupil, ...] = ()
    active: int = 0
    enrolled: frozenset[int] = frozenset()
    known_year: int | None = None

    @property
    def touches_nobody(self) -> bool:
        """Whether every pupil stays as they are."""
        return not (self.added or self.changed or self.disabled or self.dispossessed)


def compare(
    known: Sequence[Pupil],
    source: RosterFile,
    *,
    to_come: Collection[int] = frozenset(),
    known_year: int | None = None,
) -> RosterChange:
    """What a roster file changes to the pupils known (pure); applied once, it changes no more.

    Args:
        known: every pupil of the centre, disabled ones too.
        source: a sound roster file; its INE are unique.
        to_come: ids of the pupils who are in a session to come.
        known_year: first year of the school year that the pupils are known by.
    """
    matching = match(known, source.persons)
    changed: list[tuple[Pupil, Person]] = []
    for pupil, said in matching.known:
        person = completed(pupil.person, said)
        if not pupil.enabled or pupil.person != person:
            changed.append((pupil, person))
    doubted = {pupil.id for doubt in matching.doubtful for pupil in doubt.pupils}
    present = doubted.union(pupil.id for pupil, _ in matching.known)
    absent = [one for one in known if one.enabled and one.id not in present]
    disabled = _not_named(absent, source)
    return RosterChange(
        source=source,
        added=matching.new,
        changed=tuple(changed),
        disabled=disabled,
        unchanged=len(matching.known) - len(changed),
        doubtful=matching.doubtful,
        active=sum(one.enabled for one in known),
        enrolled=frozenset(to_come) & (doubted | {one.id for one in disabled}),
        known_year=known_year,
    )


def possible(change: RosterChange, decisions: Decisions, at: int) -> tuple[Pupil, ...]:
    """Whom a doubtful person may still be: nobody is two persons of one file.

    Args:
        change: as compared.
        decisions: those taken so far.
        at: a position in ``change.doubtful``.
    """
    others = {who for position, who in decisions.items() if position != at}
    return tuple(pupil for pupil in change.doubtful[at].pupils if pupil.id not in others)


def settled(change: RosterChange, decisions: Decisions) -> RosterChange:
    """A change with its doubts decided (pure).

    Pupils whom nobody in the file is, or may still be, have left the school. An INE goes with the
    person of the file: whoever had it, and is decided to be somebody else, has none any more.

    Args:
        change: as compared.
        decisions: where there is none, the person stays in doubt.

    Raises:
        KeyError: a pupil who is not, or no longer, possible.
    """
    added = list(change.added)
    becomes: list[tuple[Pupil, Person]] = []
    doubtful: list[Doubt] = []
    present: set[int] = set()
    for at, doubt in enumerate(change.doubtful):
        decision = decisions.get(at, Decision.ASIDE)
        if decision is Decision.NEW:
            added.append(doubt.person)
        elif decision is Decision.ASIDE:
            doubtful.append(replace(doubt, pupils=possible(change, decisions, at)))
            present.update(pupil.id for pupil in doubt.pupils)
        else:
            pupil = {one.id: one for one in possible(change, decisions, at)}[decision]
            present.add(pupil.id)
            becomes.append((pupil, completed(pupil.person, doubt.person)))
    holders = _holders(change, decisions)
    becomes = [(pupil, _robbed(person, pupil, holders)) for pupil, person in becomes]
    moved = [(one, person) for one, person in becomes if not one.enabled or one.person != person]
    touched = {pupil.id for pupil, _ in becomes}
    doubted = {one.id: one for doubt in change.doubtful for one in doubt.pupils}
    gone = [one for one in doubted.values() if one.enabled and one.id not in present]
    robbed = [
        one
        for one in doubted.values()
        if one.id not in touched and holders.get(one.person.ine, one) != one
    ]
    return replace(
        change,
        added=tuple(added),
        changed=(*change.changed, *moved),
        disabled=(*change.disabled, *_not_named(gone, change.source)),
        unchanged=change.unchanged + len(becomes) - len(moved),
        doubtful=tuple(doubtful),
        dispossessed=tuple(robbed),
    )


def _holders(change: RosterChange, decisions: Decisions) -> dict[str | None, Pupil | None]:
    """By INE of the doubtful who are decided: the pupil whose it is now; None for a new one."""
    holders: dict[str | None, Pupil | None] = {}
    for at, doubt in enumerate(change.doubtful):
        decision = decisions.get(at, Decision.ASIDE)
        if doubt.person.ine and decision is not Decision.ASIDE:
            chosen = [one for one in doubt.pupils if one.id == decision]
            holders[doubt.person.ine] = chosen[0] if chosen else None
    return holders


def _robbed(person: Person, pupil: Pupil, holders: Mapping[str | None, Pupil | None]) -> Person:
    """What a pupil becomes, without their INE where somebody else of the file has it."""
    return person if holders.get(person.ine, pupil) == pupil else replace(person, ine=None)


def _not_named(absent: Sequence[Pupil], source: RosterFile) -> tuple[Pupil, ...]:
    """Those of the absent whom the file does not name at all.

    Somebody on a rejected line is faulty, and somebody whom the reader left aside for want of an
    INE or a class is still there: neither has left.
    """
    aside = [one for one in source.aside if one.reason is not AsideReason.LEFT_SCHOOL]
    ines = {one.ine for one in source.rejected} | {one.ine for one in aside}
    named = {fold(one.pupil) for one in source.rejected if one.pupil and not one.ine}
    named.update(fold(f"{one.last_name} {one.first_name}") for one in aside if not one.ine)
    return tuple(
        one
        for one in absent
        if one.person.ine not in ines
        and not (named and fold(f"{one.person.last_name} {one.person.first_name}") in named)
    )
