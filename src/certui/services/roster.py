"""The roster: bring the school's pupils up to date from a file, and give them back as one."""

from __future__ import annotations

import uuid
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from certui import errors
from certui.domain.centres import default_time_zone
from certui.domain.models import Action, JournalEntry
from certui.domain.refusals import DangerousImport, RosterFaults
from certui.domain.roster_changes import Decisions, compare, possible, settled
from certui.domain.roster_danger import danger
from certui.domain.rules import is_to_come
from certui.services import ledger
from certui.services.roster_reversal import centre_facts, import_parts, without_ine

if TYPE_CHECKING:
    from pathlib import Path

    from certui.domain.models import Centre, Person
    from certui.domain.roster_changes import Decision, RosterChange
    from certui.domain.roster_files import RosterFile
    from certui.services.ports.clock import Clock, Progress
    from certui.services.ports.papers import Saver
    from certui.services.ports.roster import Completion, RosterFiles
    from certui.services.ports.store import Reading, Store, Writing

EXPORT_NAME: Final = "eleves.csv"
"""The name proposed for the exported roster."""
_UNDECIDED: Final[Decisions] = MappingProxyType({})


class RosterService:
    """Imports and exports rosters.

    Args:
        store: where pupils are kept.
        files: reads and writes roster files.
        saver: writes a file.
        clock: the present instant, aware.
        who: the person at the keyboard, for attribution.
    """

    def __init__(
        self, store: Store, files: RosterFiles, saver: Saver, clock: Clock, who: str
    ) -> None:
        self._store = store
        self._files = files
        self._saver = saver
        self._clock = clock
        self._who = who

    def completed(self, typed: str) -> Completion:
        """What a path begun may become."""
        return self._files.completed(typed)

    def preview(
        self, path: Path, *, progress: Progress | None = None, class_name: str = ""
    ) -> RosterChange:
        """Read a file and say what it would change; nothing is written.

        Args:
            path: the file.
            progress: told the fraction read; whatever it raises goes through.
            class_name: the class of the pupils of whom the file gives none.

        Raises:
            certui.errors.ClassNeeded: the file gives no class at all, and none was given.
            certui.errors.RosterError: the file is refused as a whole.
        """
        source = self._files.read(path, progress=progress, class_name=class_name)
        with self._store.reading() as reading:
            return self._compared(reading, source)

    def apply(
        self,
        path: Path,
        *,
        valid_only: bool = False,
        class_name: str = "",
        said: Decisions = _UNDECIDED,
        sure: bool = False,
    ) -> RosterChange:
        """Read a file and bring the roster up to date: all of it or nothing.

        A centre without a UAI takes the file's, and the time zone of its département.

        Args:
            path: the file.
            valid_only: import the others when lines of a free-form file were rejected.
            class_name: the class of the pupils of whom the file gives none.
            said: who those in doubt are, by position in the file; the others are left aside.
            sure: write even what must be asked first.

        Raises:
            certui.errors.RosterError: the file is refused as a whole.
            certui.domain.refusals.RosterFaults: lines were rejected, and ``valid_only`` does not
                say to go on without them.
            certui.errors.NotInDoubt: ``said`` is of somebody who is in no doubt.
            certui.errors.NotPossible: ``said`` names a pupil whom somebody cannot be.
            certui.domain.refusals.DangerousImport: it must be asked first, and nobody is sure.
        """
        source = self._files.read(path, class_name=class_name)
        _check_rejected(source, valid_only=valid_only)
        with self._store.writing() as work:
            change = decided(self._compared(work, source), said)
            _check_danger(change, sure=sure)
            self._write(work, change)
        return change

    def apply_previewed(
        self,
        path: Path,
        previewed: RosterChange,
        decisions: Decisions = _UNDECIDED,
        *,
        valid_only: bool = False,
        sure: bool = False,
    ) -> RosterChange:
        """Write what was previewed, that and nothing else: all of it or nothing.

        Args:
            path: the file that was previewed.
            previewed: what :meth:`preview` answered.
            decisions: on those who may be one of several pupils; the others are left aside.
            valid_only: as for :meth:`apply`.
            sure: as for :meth:`apply`.

        Returns:
            What was changed.

        Raises:
            certui.errors.FileOther: the file has changed since.
            certui.errors.RosterMoved: the school's pupils have, or who of them is enrolled.
            certui.errors.RosterError: as :meth:`apply`.
        """
        source = previewed.source
        _check_rejected(source, valid_only=valid_only)
        if self._files.digest(path) != source.digest:
            raise errors.FileOther(path=path)
        with self._store.writing() as work:
            if self._compared(work, source) != previewed:
                raise errors.RosterMoved
            change = settled(previewed, decisions)
            _check_danger(change, sure=sure)
            self._write(work, change)
        return change

    def export(self) -> tuple[bytes, int]:
        """The active pupils as a CSV file, in the order of the roster, and how many they are."""
        with self._store.reading() as reading:
            known = {one.id: one.person for one in reading.pupils()}
            persons = [known[one.pupil_id] for one in reading.roster()]
        return self._files.written(persons), len(persons)

    def save(self, content: bytes, folder: str, name: str = "", *, overwrite: bool = False) -> Path:
        """Write an exported roster, whole or not at all.

        Args:
            content: the file.
            folder: where, as typed.
            name: the file's name, as typed; empty for :data:`EXPORT_NAME`.
            overwrite: whether a file of that name may be replaced.

        Raises:
            certui.errors.DocumentError: nothing was written.
        """
        return self._saver(content, folder, name or EXPORT_NAME, overwrite=overwrite)

    def _compared(self, reading: Reading, source: RosterFile) -> RosterChange:
        """What a file changes to the pupils as they are.

        Raises:
            certui.errors.OtherSchool: it is another school's.
        """
        _check_school(source, reading.centre())
        now = self._clock()
        to_come = {
            pupil_id
            for session, heads in reading.sessions()
            if heads and is_to_come(session, now)
            for pupil_id in reading.enrolled(session.number)
        }
        return compare(reading.pupils(), source, to_come=to_come, known_year=reading.roster_year())

    def _write(self, work: Writing, change: RosterChange) -> None:
        source, centre = change.source, work.centre()
        if source.uai and not centre.uai:
            zone = default_time_zone(source.uai)
            work.set_centre(replace(centre, uai=source.uai, time_zone=zone))
        # Who gives up an INE does so before anybody takes it: an INE stands once.
        work.update_pupils(_giving_up_ine(change))
        inserted = work.insert_pupils(change.added)
        work.update_pupils((pupil.id, person) for pupil, person in change.changed)
        gone = (one for one in change.dispossessed if not one.enabled)
        work.disable_pupils([pupil.id for pupil in (*change.disabled, *gone)])
        parts = import_parts(change, inserted)
        entry = self._entry(len(parts), change.unchanged)
        work.record(entry)
        facts = centre_facts(centre, work.centre())
        if source.school_year not in {None, change.known_year}:
            work.set_roster_year(source.school_year)
            if parts:
                facts |= {"year": [change.known_year, source.school_year]}
        if parts or facts:
            ledger.keep(work, entry, None, parts=parts, facts=facts)

    def _entry(self, done: int, skipped: int) -> JournalEntry:
        return JournalEntry(
            op_id=uuid.uuid4().hex,
            at=self._clock(),
            who=self._who,
            action=Action.IMPORT_ROSTER,
            done=done,
            skipped=skipped,
        )


def decided(change: RosterChange, said: Decisions) -> RosterChange:
    """A change with what was said of its doubts.

    Args:
        change: as previewed.
        said: by position in the file.

    Raises:
        certui.errors.NotInDoubt: of somebody who is in no doubt.
        certui.errors.NotPossible: that they are a pupil whom they cannot be.
    """
    places = {doubt.at: at for at, doubt in enumerate(change.doubtful)}
    decisions: dict[int, int | Decision] = {}
    for position, who in said.items():
        if position not in places:
            raise errors.NotInDoubt(number=position + 1)
        at = places[position]
        if isinstance(who, int) and who not in {one.id for one in possible(change, decisions, at)}:
            raise errors.NotPossible(number=position + 1, pupil_id=who)
        decisions[at] = who
    return settled(change, decisions)


def _giving_up_ine(change: RosterChange) -> list[tuple[int, Person]]:
    """Those whose INE changes or goes, as they are but for it."""
    giving = [
        pupil
        for pupil, person in change.changed
        if pupil.person.ine and person.ine != pupil.person.ine
    ]
    return [(one.id, without_ine(one.person)) for one in (*giving, *change.dispossessed)]


def _check_danger(change: RosterChange, *, sure: bool) -> None:
    found = None if sure else danger(change)
    if found is not None:
        raise DangerousImport(danger=found)


def _check_school(source: RosterFile, centre: Centre) -> None:
    if source.uai and centre.uai and source.uai != centre.uai:
        raise errors.OtherSchool(found=source.uai, expected=centre.uai)


def _check_rejected(source: RosterFile, *, valid_only: bool) -> None:
    if source.rejected and not valid_only:
        raise RosterFaults(faults=list(source.rejected), valid=len(source.persons))
