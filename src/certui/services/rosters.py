"""Rosters: bring the school's pupils up to date from a file."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from certui import errors
from certui.domain.centres import default_time_zone
from certui.domain.matching import completed, match
from certui.domain.models import Action, JournalEntry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from certui.domain.models import Centre, Person, Pupil, RosterFile
    from certui.services.ports import Clock, RosterReader, Store


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
    return RosterChange(
        source=source,
        added=matching.new,
        changed=tuple(changed),
        disabled=tuple(one for one in known if one.enabled and one.id not in present),
        unchanged=len(matching.known) - len(changed),
        ambiguous=matching.ambiguous,
    )


class RosterService:
    """Imports roster files.

    Args:
        store: where pupils are kept.
        reader: reads a file of any known format.
        clock: the present instant, aware.
        who: the person at the keyboard, for attribution.
    """

    def __init__(self, store: Store, reader: RosterReader, clock: Clock, who: str) -> None:
        self._store = store
        self._reader = reader
        self._clock = clock
        self._who = who

    def preview(self, path: Path) -> RosterChange:
        """Read a file and say what it would change; nothing is written.

        Raises:
            certui.errors.RosterError: the file is refused as a whole.
        """
        source = self._reader(path)
        with self._store.reading() as reading:
            _check_school(source, reading.centre())
            return compare(reading.pupils(), source)

    def apply(self, path: Path, *, valid_only: bool = False) -> RosterChange:
        """Read a file and bring the roster up to date: all of it or nothing.

        A centre without a UAI takes the file's, and the time zone of its département.

        Args:
            path: the file.
            valid_only: import the others when lines of a free-form file were rejected.

        Raises:
            certui.errors.RosterError: the file is refused as a whole.
            certui.errors.RosterFaults: lines were rejected, and ``valid_only`` does not say to go
                on without them.
        """
        source = self._reader(path)
        if source.rejected and not valid_only:
            raise errors.RosterFaults(faults=list(source.rejected))
        with self._store.writing() as work:
            centre = work.centre()
            _check_school(source, centre)
            if source.uai and not centre.uai:
                zone = default_time_zone(source.uai)
                work.set_centre(replace(centre, uai=source.uai, time_zone=zone))
            change = compare(work.pupils(), source)
            work.insert_pupils(change.added)
            work.update_pupils((pupil.id, person) for pupil, person in change.changed)
            work.disable_pupils([pupil.id for pupil in change.disabled])
            entry = JournalEntry(
                op_id=uuid.uuid4().hex,
                at=self._clock(),
                who=self._who,
                action=Action.IMPORT_ROSTER,
                done=len(change.added) + len(change.changed) + len(change.disabled),
                skipped=change.unchanged,
            )
            work.record(entry)
        return change


def _check_school(source: RosterFile, centre: Centre) -> None:
    if source.uai and centre.uai and source.uai != centre.uai:
        raise errors.OtherSchool(found=source.uai, expected=centre.uai)
