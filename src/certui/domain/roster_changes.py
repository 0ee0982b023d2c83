"""What a roster file changes to the pupils of a school. Nothing here is ever guessed."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from certui.domain.matching import completed, match

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from certui.domain.models import Person, Pupil, RosterFile


class Decision(enum.Enum):
    """What a person may say of somebody who may be one of several pupils, but who that is."""

    NEW = enum.auto()
    ASIDE = enum.auto()


Decisions: TypeAlias = "Mapping[int, int | Decision]"
"""By position in ``RosterChange.ambiguous``: the id of the pupil it is, or a decision."""


@dataclass(frozen=True, slots=True)
class RosterChange:
    """What a roster file changes.

    Attributes:
        source: the file as read.
        added: pupils the school did not have.
        changed: pupils whose identity or class differs, or who come back, with what they become.
        disabled: active pupils who are not in the file.
        unchanged: how many stay as they are.
        ambiguous: persons without INE who may be one of several pupils, and these pupils: none of
            them is touched.
    """

    source: RosterFile
    added: tuple[Person, ...]
    changed: tuple[tuple[Pupil, Person], ...]
    disabled: tuple[Pupil, ...]
    unchanged: int
    ambiguous: tuple[tuple[Person, tuple[Pupil, ...]], ...] = ()


def compare(known: Sequence[Pupil], source: RosterFile) -> RosterChange:
    """What a roster file changes to the pupils known (pure); applied once, it changes no more.

    Args:
        known: every pupil of the centre, disabled ones too.
        source: a sound roster file; its INE are unique.
    """
    matching = match(known, source.persons)
    changed: list[tuple[Pupil, Person]] = []
    for pupil, said in matching.known:
        person = completed(pupil.person, said)
        if not pupil.enabled or pupil.person != person:
            changed.append((pupil, person))
    present = {pupil.id for pupil, _ in matching.known}
    present.update(pupil.id for _, pupils in matching.ambiguous for pupil in pupils)
    named = _named(source)
    present.update(pupil.id for pupil in known if pupil.person.ine in named)
    return RosterChange(
        source=source,
        added=matching.new,
        changed=tuple(changed),
        disabled=tuple(one for one in known if one.enabled and one.id not in present),
        unchanged=len(matching.known) - len(changed),
        ambiguous=matching.ambiguous,
    )


def possible(change: RosterChange, decisions: Decisions, at: int) -> tuple[Pupil, ...]:
    """Whom a doubtful person may still be: nobody is two persons of one file.

    Args:
        change: as compared.
        decisions: those taken so far.
        at: a position in ``change.ambiguous``.
    """
    others = {who for position, who in decisions.items() if position != at}
    return tuple(pupil for pupil in change.ambiguous[at][1] if pupil.id not in others)


def settled(change: RosterChange, decisions: Decisions) -> RosterChange:
    """A change with its doubts decided (pure).

    Pupils whom nobody in the file is, or may still be, have left the school.

    Args:
        change: as compared.
        decisions: where there is none, the person stays in doubt.

    Raises:
        KeyError: a pupil who is not, or no longer, possible.
    """
    added, changed = list(change.added), list(change.changed)
    unchanged = change.unchanged
    ambiguous: list[tuple[Person, tuple[Pupil, ...]]] = []
    present: set[int] = set()
    for at, (said, pupils) in enumerate(change.ambiguous):
        decision = decisions.get(at, Decision.ASIDE)
        if decision is Decision.NEW:
            added.append(said)
        elif decision is Decision.ASIDE:
            ambiguous.append((said, possible(change, decisions, at)))
            present.update(pupil.id for pupil in pupils)
        else:
            pupil = {one.id: one for one in possible(change, decisions, at)}[decision]
            present.add(pupil.id)
            person = completed(pupil.person, said)
            if pupil.enabled and pupil.person == person:
                unchanged += 1
            else:
                changed.append((pupil, person))
    named = _named(change.source)
    doubtful = {one.id: one for _, pupils in change.ambiguous for one in pupils}
    gone = tuple(
        one
        for one in doubtful.values()
        if one.enabled and one.id not in present and one.person.ine not in named
    )
    return RosterChange(
        source=change.source,
        added=tuple(added),
        changed=tuple(changed),
        disabled=change.disabled + gone,
        unchanged=unchanged,
        ambiguous=tuple(ambiguous),
    )


def _named(source: RosterFile) -> set[str | None]:
    """The INE of rejected lines: somebody on one of them is faulty, not gone."""
    return {one.ine for one in source.rejected if one.ine}
