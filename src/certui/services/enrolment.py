"""Enrolment: who is a candidate of a session."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from certui import errors
from certui.domain import class_names, rules
from certui.domain.models import Action, JournalEntry, SessionState
from certui.domain.refusals import CandidatesNotRemovable
from certui.domain.search import Index
from certui.services import ledger
from certui.services.naming import candidate_ids

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from certui.domain.models import Candidate, ExamSession, RosterEntry
    from certui.services.naming import Named
    from certui.services.ports.clock import Clock, Progress
    from certui.services.ports.store import Store, Writing


# What of the time that a large roster takes is spent on reading it; the rest on its index.
_READING: Final = 0.6


@dataclass(frozen=True, slots=True, weakref_slot=True)
class IndexedRoster:
    """The active pupils in display order, and the index that searches them.

    Attributes:
        stamp: the roster's stamp when it was read.
        entries: one a pupil; positions in ``index`` are positions here.
        ids: the pupils' ids, by position.
        index: the filter.
        homonyms: positions of pupils whose names and birth date are those of another.
    """

    stamp: int
    entries: tuple[RosterEntry, ...]
    ids: tuple[int, ...]
    index: Index
    homonyms: frozenset[int]


@dataclass(frozen=True, slots=True)
class Picker:
    """What the picker of a session opens with.

    Attributes:
        session: the session to add to.
        roster: the school's active pupils.
        enrolled: ids of the pupils who are candidates already.
        candidates: how many candidates the session has.
    """

    session: ExamSession
    roster: IndexedRoster
    enrolled: frozenset[int]
    candidates: int


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What an addition did.

    Attributes:
        number: the session.
        added: how many pupils became candidates.
        already: how many were candidates already.
    """

    number: int
    added: int
    already: int


@dataclass(frozen=True, slots=True)
class Removed:
    """What a removal did.

    Attributes:
        number: the session.
        candidates: as they were, by name.
    """

    number: int
    candidates: tuple[Candidate, ...]


def _share(progress: Progress | None, share: float) -> Progress | None:
    """Told of a part of the work, tells of the whole."""
    return None if progress is None else lambda fraction: progress(share * fraction)


def indexed(stamp: int, entries: Sequence[RosterEntry]) -> IndexedRoster:
    """Make a roster ready for the picker.

    Args:
        stamp: the roster's stamp when it was read.
        entries: the active pupils, in display order.
    """
    by_identity: dict[tuple[str, str, dt.date], list[int]] = {}
    for position, entry in enumerate(entries):
        identity = (entry.last_name, entry.first_name, entry.birth_date)
        by_identity.setdefault(identity, []).append(position)
    return IndexedRoster(
        stamp=stamp,
        entries=tuple(entries),
        ids=tuple(entry.pupil_id for entry in entries),
        index=Index([entry.haystack for entry in entries]),
        homonyms=frozenset(at for same in by_identity.values() if len(same) > 1 for at in same),
    )


def _not_removable(work: Writing, number: int, chosen: Sequence[Candidate]) -> errors.RuleError:
    """Why nobody of those chosen is removed: some have joined, or an incident was reported."""
    joined = [one.person for one in chosen if one.joined_at is not None]
    ids = {incident.candidate_id for incident in work.incidents(number)}
    reported = [one.person for one in chosen if one.id in ids and one.joined_at is None]
    if len(chosen) > 1:
        return CandidatesNotRemovable(number=number, joined=joined, reported=reported)
    if joined:
        return errors.CandidateHasJoined(number=number)
    return errors.CandidateHasIncident(number=number)


class EnrolmentService:
    """Adds candidates to sessions and removes them.

    Args:
        store: where candidates are kept.
        clock: the present instant, aware.
        who: the person at the keyboard, for attribution.
    """

    def __init__(self, store: Store, clock: Clock, who: str) -> None:
        self._store = store
        self._clock = clock
        self._who = who
        self._roster: IndexedRoster | None = None

    def picker(self, number: int, *, progress: Progress | None = None) -> Picker:
        """What the picker needs; the index is built once and kept while the roster is unchanged.

        Args:
            number: the session.
            progress: told the fraction done, while a roster is read and indexed.

        Raises:
            certui.errors.UnknownSession: no such number.
            certui.errors.SessionHasBegun: too late to add.
            certui.errors.SessionFinalised: the session is read-only.
        """
        roster = self._roster
        entries: Sequence[RosterEntry] = ()
        with self._store.reading() as reading:
            session = reading.session(number)
            self._check_may_add(session, self._clock())
            enrolled = reading.enrolled(number)
            stamp = reading.roster_stamp()
            if roster is None or roster.stamp != stamp:
                entries = reading.roster(progress=_share(progress, _READING))
        if roster is None or roster.stamp != stamp:
            # Outside the view: a large roster takes a while. Another thread that does the same
            # meanwhile gets a roster of its own, never half of this one.
            self._roster = roster = indexed(stamp, entries)
        return Picker(session, roster, enrolled, len(enrolled))

    def add(self, number: int, pupil_ids: Collection[int], *, op_id: str | None = None) -> Enrolled:
        """Enrol pupils, all or none; those who are candidates already are counted and skipped.

        Args:
            number: the session.
            pupil_ids: active pupils of the roster.
            op_id: makes the action safe to repeat: the same id twice gives the same answer.

        Raises:
            ValueError: ``op_id`` named another action before.
            certui.errors.NothingChosen: no pupil.
            certui.errors.UnknownSession: no such number.
            certui.errors.SessionHasBegun: too late to add.
            certui.errors.SessionFinalised: the session is read-only.
            certui.errors.UnknownPupils: some left the roster meanwhile.
        """
        wanted = sorted(set(pupil_ids))
        if not wanted:
            raise errors.NothingChosen
        op_id = op_id or uuid.uuid4().hex
        with self._store.writing() as work:
            done = work.journal_entry(op_id)
            if done is not None:
                if (done.action, done.session_number) != (Action.ADD, number):
                    message = f"operation {op_id} was not an addition to session {number}"
                    raise ValueError(message)
                return Enrolled(number, done.done, done.skipped)
            now = self._clock()
            self._check_may_add(work.session(number), now)
            present = work.enrolled(number)
            fresh = [pupil_id for pupil_id in wanted if pupil_id not in present]
            missing = len(fresh) - work.enabled_count(fresh)
            if missing:
                raise errors.UnknownPupils(count=missing)
            added = work.add_candidates(number, fresh, op_id=op_id, who=self._who, at=now)
            already = len(wanted) - added
            entry = self._entry(op_id, Action.ADD, number, now, done=added, skipped=already)
            work.record(entry)
            if added:
                ledger.keep_added(work, entry, number)
        return Enrolled(number, added, already)

    def add_by_names(
        self, number: int, *, classes: Sequence[str] = (), ines: Sequence[str] = ()
    ) -> Enrolled:
        """Enrol whole classes and single pupils, as the shell does.

        A class is known whatever its case, its accents and its blanks.

        Raises:
            certui.errors.UnknownClasses: a class without any active pupil.
            certui.errors.UnknownInes: an INE of no active pupil of this school.
        """
        with self._store.reading() as reading:
            reading.session(number)
            by_class = reading.pupil_ids_of_classes(classes)
            by_ine = reading.pupil_ids_of_ines(ines)
            if unknown := [name for name in dict.fromkeys(classes) if name not in by_class]:
                known = {entry.class_name for entry in reading.roster()}
                meant = class_names.meant(unknown, known)
                if None in meant.values():
                    unknown = [name for name, one in meant.items() if one is None]
                    near = class_names.near(unknown, known)
                    raise errors.UnknownClasses(classes=unknown, near=near)
                by_class |= reading.pupil_ids_of_classes([one for one in meant.values() if one])
        if unknown := [ine for ine in dict.fromkeys(ines) if ine not in by_ine]:
            raise errors.UnknownInes(ines=unknown)
        chosen = {pupil_id for ids in by_class.values() for pupil_id in ids}
        return self.add(number, chosen | set(by_ine.values()))

    def remove(self, number: int, candidate_ids: Collection[int]) -> Removed:
        """Remove candidates who have not joined, all or none.

        Args:
            number: the session.
            candidate_ids: its candidates.

        Raises:
            certui.errors.NothingChosen: no candidate.
            certui.errors.UnknownSession: no such number.
            certui.errors.SessionFinalised: the session is read-only.
            certui.errors.UnknownCandidate: one of them is not, or no longer, in the session.
            certui.errors.CandidateHasJoined: the only one has: too late to remove.
            certui.errors.CandidateHasIncident: an incident was reported on the only one.
            certui.domain.refusals.CandidatesNotRemovable: either is so of some of several.
        """
        wanted = set(candidate_ids)
        if not wanted:
            raise errors.NothingChosen
        with self._store.writing() as work:
            self._check_open(work.session(number))
            chosen = [one for one in work.candidates(number) if one.id in wanted]
            if len(chosen) < len(wanted):
                raise errors.UnknownCandidate(number=number)
            parts = ledger.removed_parts(work, chosen)
            if work.remove_candidates(number, wanted) < len(wanted):
                raise _not_removable(work, number, chosen)
            op_id = uuid.uuid4().hex
            entry = self._entry(op_id, Action.REMOVE, number, self._clock(), done=len(chosen))
            if len(chosen) == 1:
                entry = replace(entry, candidate_id=chosen[0].id)
            work.record(entry)
            ledger.keep(work, entry, number, parts=parts)
        return Removed(number, tuple(chosen))

    def remove_named(self, number: int, named: Named) -> Removed:
        """Remove the candidates who are named, as the shell does.

        Raises:
            certui.errors.NotEnrolled: as :func:`certui.services.naming.candidate_ids`, and others
                of its errors.
        """
        with self._store.reading() as reading:
            chosen = candidate_ids(reading, number, named)
        return self.remove(number, chosen)

    def _check_open(self, session: ExamSession) -> None:
        if session.finalised_at is not None:
            raise errors.SessionFinalised(number=session.number)

    def _check_may_add(self, session: ExamSession, now: dt.datetime) -> None:
        self._check_open(session)
        if rules.state(session, now) is SessionState.BEGUN:
            raise errors.SessionHasBegun(number=session.number)

    def _entry(
        self,
        op_id: str,
        action: Action,
        number: int,
        at: dt.datetime,
        *,
        done: int = 1,
        skipped: int = 0,
    ) -> JournalEntry:
        return JournalEntry(
            op_id=op_id,
            at=at,
            who=self._who,
            action=action,
            session_number=number,
            done=done,
            skipped=skipped,
        )
