"""How an import of a roster is undone, and what it keeps for that."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from certui.domain.undoing import UndoPart
from certui.services.ledger import fingerprint, person_again, person_facts

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from certui.domain.models import Centre, Person, Pupil
    from certui.domain.roster_changes import RosterChange
    from certui.domain.undoing import UndoEntry
    from certui.services.ports.store import Writing


@dataclass(slots=True)
class ImportUndone:
    """What became of each pupil of an import that is undone.

    Attributes:
        count: how many are as they were before it.
        kept: how many stay as somebody made them since.
        staying: those whom it brought who are candidates: they stay, disabled.
    """

    count: int = 0
    kept: int = 0
    staying: list[Person] = field(default_factory=list)


def import_parts(change: RosterChange, inserted: Sequence[int]) -> list[UndoPart]:
    """What an import did to each pupil.

    Args:
        change: as it was written.
        inserted: the ids of those it added, in their order.
    """
    left = [pupil.id for pupil in change.disabled]
    robbed = {pupil.id for pupil in change.dispossessed}
    return [
        *(
            UndoPart(pupil_id, facts={"after": fingerprint(person)})
            for pupil_id, person in zip(inserted, change.added, strict=True)
        ),
        *(
            UndoPart(
                pupil.id,
                facts={
                    "after": fingerprint(person),
                    "before": person_facts(pupil.person),
                    "enabled": pupil.enabled,
                },
            )
            for pupil, person in change.changed
        ),
        *(
            UndoPart(
                pupil.id,
                facts={
                    "after": fingerprint(without_ine(pupil.person)),
                    "before": person_facts(pupil.person),
                    "enabled": pupil.enabled,
                    "left": pupil.id in left or not pupil.enabled,
                },
            )
            for pupil in change.dispossessed
        ),
        *(UndoPart(pupil_id) for pupil_id in left if pupil_id not in robbed),
    ]


def without_ine(person: Person) -> Person:
    """Somebody whose INE is somebody else's."""
    return replace(person, ine=None)


def centre_facts(before: Centre, after: Centre) -> dict[str, list[Any]]:
    """What an import made of the centre, if anything: its UAI and time zone before and after."""
    if before == after:
        return {}
    return {"centre": [before.uai, before.time_zone, after.uai, after.time_zone]}


def undo_import(
    work: Writing, entry: UndoEntry, parts: Sequence[UndoPart], theirs: Collection[int] = ()
) -> ImportUndone:
    """Give back the roster of before an import, but for what was changed since.

    Args:
        work: the unit of work.
        entry: the import.
        parts: by :func:`import_parts`.
        theirs: pupils whom others' imports have touched since.
    """
    everybody = len(parts)
    parts = [part for part in parts if part.pupil_id not in theirs]
    pupils = work.pupils_by_id([part.pupil_id for part in parts])
    undone = ImportUndone()
    inserted = [part for part in parts if "before" not in part.facts and "after" in part.facts]
    changed = [part for part in parts if "before" in part.facts]
    disabled = [part.pupil_id for part in parts if not part.facts]
    _take_away(
        work, [pupils[part.pupil_id] for part in inserted if _untouched(part, pupils)], undone
    )
    _correct_back(work, changed, pupils, undone)
    gone = [pupils[one] for one in disabled if not pupils[one].enabled]
    work.update_pupils([(one.id, one.person) for one in gone])
    undone.count += len(gone)
    undone.kept = everybody - undone.count - len(undone.staying)
    _restore_centre(work, entry)
    if "year" in entry.facts:
        before, after = entry.facts["year"]
        if work.roster_year() == after:
            work.set_roster_year(before)
    return undone


def _untouched(part: UndoPart, pupils: Mapping[int, Pupil]) -> bool:
    pupil = pupils[part.pupil_id]
    stays = not part.facts.get("left")
    return pupil.enabled is stays and fingerprint(pupil.person) == part.facts["after"]


def _take_away(work: Writing, pupils: Sequence[Pupil], undone: ImportUndone) -> None:
    """Erase who came by the import; who is a candidate meanwhile leaves the roster only."""
    ids = [one.id for one in pupils]
    work.disable_pupils(ids)
    undone.count += work.erase_pupils(ids)
    left = work.pupils_by_id(ids)
    undone.staying += [one.person for one in pupils if one.id in left]


def _correct_back(
    work: Writing, parts: Sequence[UndoPart], pupils: Mapping[int, Pupil], undone: ImportUndone
) -> None:
    """Give back earlier values."""
    wanted = {
        part.pupil_id: person_again(part.facts["before"])
        for part in parts
        if _untouched(part, pupils)
    }
    moved = {one for one, before in wanted.items() if before.ine != pupils[one].person.ine}
    for taken in _taken(work, wanted, moved):
        del wanted[taken]
    # An INE may have gone from one of them to another: it is let go of before it is given back.
    bare = [(one, without_ine(pupils[one].person)) for one in sorted(moved & wanted.keys())]
    work.update_pupils(bare)
    work.update_pupils(wanted.items())
    disabled = {part.pupil_id for part in parts if not part.facts["enabled"]}
    work.disable_pupils(sorted(disabled & wanted.keys()))
    undone.count += len(wanted)


def _taken(work: Writing, wanted: Mapping[int, Person], moved: set[int]) -> set[int]:
    """Those whose earlier INE is by now that of somebody who keeps it."""
    if not moved:
        return set()
    owners = {one.person.ine: one.id for one in work.pupils()}
    owners.pop(None, None)
    taken: set[int] = set()
    while more := {
        one
        for one in moved - taken
        if (owner := owners.get(wanted[one].ine)) is not None and owner not in moved - taken
    }:
        taken |= more
    return taken


def _restore_centre(work: Writing, entry: UndoEntry) -> None:
    """Take the school of a wrong file away again: the right one would be refused."""
    if "centre" not in entry.facts:
        return
    uai, zone, uai_after, zone_after = entry.facts["centre"]
    centre = work.centre()
    if (centre.uai, centre.time_zone) == (uai_after, zone_after):
        work.set_centre(replace(centre, uai=uai, time_zone=zone))
