"""A store in memory, as exact as the ports say: it obeys the contract that the real one obeys."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from certui import errors
from certui.domain import day, search
from certui.domain.day import Move, Verdict
from certui.domain.models import (
    Candidate,
    Centre,
    ExamSession,
    Incident,
    JournalEntry,
    Person,
    Pupil,
    RosterEntry,
    SessionDraft,
)
from certui.domain.undoing import KEPT_FOR, UndoEntry, UndoPart
from certui.services.ports.store import Store, Writing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from certui.domain.models import Action, IncidentCategory, UnfinishedReason
    from certui.services.ports.clock import Progress

START = dt.datetime(2027, 2, 14, 14, 30, tzinfo=dt.UTC)
"""When the sessions of :func:`draft` begin."""


@dataclass(frozen=True)
class _Data:
    """All that is kept; replaced whole, so that a unit of work can be undone."""

    centre: Centre
    sessions: dict[int, ExamSession] = field(default_factory=dict)
    candidates: dict[int, tuple[Candidate, str]] = field(default_factory=dict)
    pupils: dict[int, Pupil] = field(default_factory=dict)
    journal: dict[str, JournalEntry] = field(default_factory=dict)
    incidents: dict[int, Incident] = field(default_factory=dict)
    undo: dict[int, tuple[UndoEntry, list[UndoPart]]] = field(default_factory=dict)
    last_undo: int = 0
    last_incident: int = 0
    last_session: int = 0
    last_candidate: int = 0
    last_pupil: int = 0
    stamp: int = 0
    year: int | None = None


def _roster_key(pupil: Pupil) -> str:
    person = pupil.person
    return search.roster_order(
        person.class_name, person.last_name, person.first_name, person.birth_date
    )


def _candidate_key(person: Person) -> str:
    return search.candidate_order(person.last_name, person.first_name, person.birth_date)


def _through_json(facts: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(facts))
    return found


def _day(candidate: Candidate) -> dict[str, Any]:
    return {name: getattr(candidate, name) for name in day.MARKS}


def _fields(draft: SessionDraft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in SessionDraft.__dataclass_fields__}


def _moved(one: Candidate, move: Move, at: dt.datetime) -> dict[str, Any]:
    """What a step changes of a candidate."""
    changes: dict[Move, dict[str, Any]] = {
        Move.ARRIVE: {"joined_at": at, "absent_at": None},
        Move.UNDO_ARRIVAL: {"joined_at": None, "unfinished_reason": None},
        Move.START: {"started_at": max(at, one.joined_at or at), "unfinished_reason": None},
        Move.UNDO_START: {"started_at": None, "unfinished_reason": None},
        Move.END: {"ended_at": max(at, one.started_at or at), "unfinished_reason": None},
        Move.UNDO_END: {"ended_at": None},
        Move.MARK_ABSENT: {"absent_at": at},
        Move.UNDO_ABSENT: {"absent_at": None},
    }
    return changes[move]


class MemoryWork(Writing):
    """A view of the store, and a unit of work on it."""

    def __init__(self, data: _Data, *, writable: bool) -> None:
        self.data = data
        self._writable = writable
        self._open = True

    def finish(self) -> _Data:
        """Nobody may read or write any more; answers what there is now."""
        self._open = False
        return self.data

    # Reading

    @override
    def centre(self) -> Centre:
        return self._read.centre

    @override
    def sessions(self) -> list[tuple[ExamSession, int]]:
        ordered = sorted(self._read.sessions.values(), key=lambda one: one.number)
        ordered.sort(key=lambda one: (one.date, one.time), reverse=True)
        return [(one, len(self._of(one.number))) for one in ordered]

    @override
    def joined_sessions(self) -> frozenset[int]:
        everybody = [one for one, _ in self._read.candidates.values()]
        return frozenset(one.session_number for one in everybody if one.joined_at is not None)

    @override
    def session(self, number: int) -> ExamSession:
        try:
            return self._read.sessions[number]
        except KeyError:
            raise errors.UnknownSession(number=number) from None

    @override
    def candidates(self, number: int) -> list[Candidate]:
        return sorted(self._of(number), key=lambda one: _candidate_key(one.person))

    @override
    def candidate(self, number: int, candidate_id: int) -> Candidate:
        for one in self._of(number):
            if one.id == candidate_id:
                return one
        raise errors.UnknownCandidate(number=number)

    @override
    def enrolled(self, number: int) -> frozenset[int]:
        return frozenset(one.pupil_id for one in self._of(number))

    @override
    def roster(self, *, progress: Progress | None = None) -> list[RosterEntry]:
        if progress:
            progress(0.5)
            progress(1.0)
        return [
            RosterEntry(
                pupil_id=pupil.id,
                class_name=pupil.person.class_name,
                last_name=pupil.person.last_name,
                first_name=pupil.person.first_name,
                birth_date=pupil.person.birth_date,
                ine=pupil.person.ine or "",
                haystack=search.haystack(
                    pupil.person.class_name,
                    pupil.person.last_name,
                    pupil.person.first_name,
                    pupil.person.birth_date,
                    pupil.person.usage_name,
                ),
                usage_name=pupil.person.usage_name,
            )
            for pupil in sorted(self._active(), key=_roster_key)
        ]

    @override
    def roster_stamp(self) -> int:
        return self._read.stamp

    @override
    def roster_year(self) -> int | None:
        return self._read.year

    @override
    def pupils(self) -> list[Pupil]:
        return [pupil for _, pupil in sorted(self._read.pupils.items())]

    @override
    def disabled_pupils(self) -> list[Pupil]:
        gone = [pupil for pupil in self.pupils() if not pupil.enabled]
        return sorted(gone, key=_roster_key)

    @override
    def pupil_ids_of_classes(self, classes: Collection[str]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for pupil in self._active():
            if pupil.person.class_name in classes:
                found.setdefault(pupil.person.class_name, []).append(pupil.id)
        return found

    @override
    def pupil_ids_of_ines(self, ines: Collection[str]) -> dict[str, int]:
        return {
            pupil.person.ine: pupil.id
            for pupil in self._active()
            if pupil.person.ine and pupil.person.ine in ines
        }

    @override
    def journal_entry(self, op_id: str) -> JournalEntry | None:
        return self._read.journal.get(op_id)

    @override
    def last_change(self, number: int) -> dt.datetime | None:
        entries = self._read.journal.values()
        return max((one.at for one in entries if one.session_number == number), default=None)

    # Writing

    @override
    def record(self, entry: JournalEntry) -> None:
        assert entry.op_id not in self._read.journal, "an operation id twice"
        until = entry.at - KEPT_FOR
        kept = {key: one for key, one in self.data.undo.items() if one[0].at > until}
        self._change(undo=kept)
        self._change(journal={**self.data.journal, entry.op_id: entry})

    @override
    def set_centre(self, centre: Centre) -> None:
        self._change(centre=centre)

    @override
    def add_session(
        self, draft: SessionDraft, *, access_code: str, number: int | None = None
    ) -> int:
        number = number or self._read.last_session + 1
        session = ExamSession(
            number=number,
            time_zone=self.data.centre.time_zone,
            access_code=access_code,
            **_fields(draft),
        )
        self._change(
            sessions={**self.data.sessions, number: session},
            last_session=max(number, self.data.last_session),
        )
        return number

    @override
    def edit_session(self, number: int, draft: SessionDraft) -> bool:
        if not self._can_change(number) or self._joined(number):
            return False
        session = self.session(number)
        changed = replace(session, **_fields(draft))
        self._change(sessions={**self.data.sessions, number: changed})
        return True

    @override
    def delete_session(self, number: int) -> bool:
        if not self._can_change(number) or self._joined(number) or self.incidents(number):
            return False
        self._remove(one.id for one in self._of(number))
        left = {key: one for key, one in self.data.sessions.items() if key != number}
        self._change(sessions=left)
        return True

    @override
    def restore_session(self, session: ExamSession) -> bool:
        if session.number in self._read.sessions:
            return False
        self._change(sessions={**self.data.sessions, session.number: session})
        return True

    @override
    def set_extra_time(
        self, number: int, candidate_ids: Collection[int], percentage: int | None
    ) -> int:
        return self._set(number, candidate_ids, extra_time_percentage=percentage)

    @override
    def set_accessibility(
        self, number: int, candidate_ids: Collection[int], *, needed: bool
    ) -> int:
        joined = self._joined(number)
        ids = [one for one in candidate_ids if one not in joined]
        return self._set(number, ids, accessibility=needed)

    @override
    def finalise_session(self, number: int, at: dt.datetime, *, who: str = "") -> bool:
        if not self._can_change(number):
            return False
        done = replace(self.session(number), finalised_at=at, finalised_by=who)
        self._change(sessions={**self.data.sessions, number: done})
        return True

    @override
    def add_candidates(
        self, number: int, pupil_ids: Sequence[int], *, op_id: str, who: str, at: dt.datetime
    ) -> int:
        present = self.enrolled(number)
        fresh = [pupil_id for pupil_id in pupil_ids if pupil_id not in present]
        for pupil_id in fresh:
            pupil = self.data.pupils[pupil_id]
            assert pupil.enabled, "a disabled pupil enrolled"
            self._insert(
                Candidate(
                    id=0,
                    session_number=number,
                    pupil_id=pupil_id,
                    person=pupil.person,
                    extra_time_percentage=None,
                    joined_at=None,
                    added_by=who,
                    added_at=at,
                ),
                op_id,
            )
        return len(fresh)

    @override
    def enabled_count(self, pupil_ids: Collection[int]) -> int:
        return sum(pupil.id in set(pupil_ids) for pupil in self._active())

    @override
    def restore_candidate(self, candidate: Candidate, *, op_id: str) -> bool:
        if candidate.pupil_id in self.enrolled(candidate.session_number):
            return False
        if candidate.pupil_id not in self.data.pupils:
            raise errors.UnknownPupils(count=1)
        self._insert(candidate, op_id)
        return True

    @override
    def remove_candidates(self, number: int, candidate_ids: Collection[int]) -> int:
        wanted = set(candidate_ids)
        return self._remove(one.id for one in self._changeable(number) if one.id in wanted)

    @override
    def insert_pupils(self, persons: Iterable[Person]) -> range:
        pupils = dict(self._read.pupils)
        first = max([self.data.last_pupil, *pupils]) + 1
        for number, person in enumerate(persons, first):
            pupils[number] = Pupil(number, person)
        return range(first, first + self._change_pupils(pupils))

    @override
    def update_pupils(self, changes: Iterable[tuple[int, Person]]) -> int:
        pupils = dict(self._read.pupils)
        candidates = dict(self.data.candidates)
        for pupil_id, person in changes:
            pupils[pupil_id] = Pupil(pupil_id, person)
            for key, (one, op_id) in candidates.items():
                session = self.data.sessions[one.session_number]
                settled = one.joined_at is not None or session.finalised_at is not None
                if one.pupil_id == pupil_id and not settled:
                    candidates[key] = (replace(one, person=person), op_id)
        self._change(candidates=candidates)
        return self._change_pupils(pupils)

    @override
    def disable_pupils(self, pupil_ids: Collection[int]) -> int:
        pupils = dict(self._read.pupils)
        for pupil_id in pupil_ids:
            pupils[pupil_id] = replace(pupils[pupil_id], enabled=False)
        return self._change_pupils(pupils)

    @override
    def set_roster_year(self, year: int | None) -> None:
        self._change(year=year)

    @override
    def erase_pupils(self, pupil_ids: Collection[int]) -> int:
        kept = {one.pupil_id for one, _ in self._read.candidates.values()}
        gone = {
            pupil.id
            for pupil in self.disabled_pupils()
            if pupil.id in set(pupil_ids) and pupil.id not in kept
        }
        left = {key: pupil for key, pupil in self.data.pupils.items() if key not in gone}
        self._change(pupils=left, last_pupil=max([self.data.last_pupil, *self.data.pupils]))
        undo = {
            key: (entry, [part for part in parts if part.pupil_id not in gone])
            for key, (entry, parts) in self.data.undo.items()
        }
        self._change(undo=undo)
        return len(gone)

    # Undoing

    @override
    def keep_undo(self, entry: UndoEntry, parts: Iterable[UndoPart]) -> int:
        key = self._read.last_undo + 1
        kept = replace(entry, id=key, facts=_through_json(entry.facts))
        kept_parts = [replace(part, facts=_through_json(part.facts)) for part in parts]
        assert all(part.pupil_id in self.data.pupils for part in kept_parts), "an unknown pupil"
        self._change(undo={**self.data.undo, key: (kept, kept_parts)}, last_undo=key)
        return key

    @override
    def keep_added(self, entry: UndoEntry) -> int:
        assert entry.number is not None, "an addition is to a session"
        known = [self.data.candidates[one.id] for one in self._of(entry.number)]
        added = sorted((one.id, one.pupil_id) for one, op_id in known if op_id == entry.op_id)
        return self.keep_undo(entry, [UndoPart(pupil, key) for key, pupil in added])

    @override
    def forget_undo(self, entry_id: int) -> None:
        self._change(undo={key: one for key, one in self._read.undo.items() if key != entry_id})

    @override
    def last_undoable(self, number: int | None, who: str, since: dt.datetime) -> UndoEntry | None:
        theirs = [
            entry
            for entry, _ in self._read.undo.values()
            if entry.number == number and entry.who == who and entry.at > since
        ]
        return max(theirs, key=lambda entry: entry.id, default=None)

    @override
    def undo_entry(self, entry_id: int) -> UndoEntry | None:
        entry, _ = self._read.undo.get(entry_id, (None, []))
        return entry

    @override
    def undo_parts(self, entry_id: int) -> list[UndoPart]:
        _, parts = self._read.undo.get(entry_id, (None, []))
        return parts

    @override
    def others_since(self, entry: UndoEntry, actions: Collection[Action]) -> list[UndoEntry]:
        return [
            one
            for one, _ in self._read.undo.values()
            if one.id > entry.id
            and one.number == entry.number
            and one.who != entry.who
            and one.action in actions
        ]

    @override
    def concerned(self, entry_id: int, most: int) -> list[Person]:
        persons = [self.data.pupils[part.pupil_id].person for part in self.undo_parts(entry_id)]
        persons.sort(key=_candidate_key)
        return persons[:most]

    @override
    def pupils_by_id(self, pupil_ids: Collection[int]) -> dict[int, Pupil]:
        return {key: one for key, one in self._read.pupils.items() if key in set(pupil_ids)}

    # The day

    @override
    def incidents(self, number: int) -> list[Incident]:
        return [one for one in self._read.incidents.values() if one.session_number == number]

    @override
    def reopen_session(self, number: int) -> bool:
        if number not in self._read.sessions or self._can_change(number):
            return False
        again = replace(self.session(number), finalised_at=None, finalised_by="")
        self._change(sessions={**self.data.sessions, number: again})
        return True

    @override
    def move_candidates(
        self, number: int, candidate_ids: Collection[int], move: Move, at: dt.datetime
    ) -> frozenset[int]:
        able = [one for one in self._changeable(number) if one.id in set(candidate_ids)]
        able = [one for one in able if day.verdict(one, move) is Verdict.DONE]
        for one in able:
            self._replace(replace(one, **_moved(one, move, at)))
        return frozenset(one.id for one in able)

    @override
    def mark_expected_absent(self, number: int, at: dt.datetime) -> int:
        ids = [one.id for one in self._changeable(number)]
        return len(self.move_candidates(number, ids, Move.MARK_ABSENT, at))

    @override
    def give_reason(
        self, number: int, candidate_ids: Collection[int], reason: UnfinishedReason
    ) -> frozenset[int]:
        able = [
            one
            for one in self._changeable(number)
            if one.id in set(candidate_ids)
            and day.may_have_reason(one)
            and one.unfinished_reason is not reason
        ]
        for one in able:
            self._replace(replace(one, unfinished_reason=reason))
        return frozenset(one.id for one in able)

    @override
    def put_back(self, now: Candidate, before: Candidate) -> bool:
        found = [one for one in self._changeable(now.session_number) if one.id == now.id]
        if not found or _day(found[0]) != _day(now):
            return False
        self._replace(replace(found[0], **_day(before)))
        return True

    @override
    def report_incident(
        self,
        number: int,
        candidate_id: int | None,
        *,
        category: IncidentCategory,
        text: str,
        who: str,
        at: dt.datetime,
    ) -> int:
        if not self._can_change(number):
            return 0
        if candidate_id is not None and candidate_id not in {one.id for one in self._of(number)}:
            return 0
        key = self.data.last_incident + 1
        incident = Incident(
            id=key,
            session_number=number,
            candidate_id=candidate_id,
            category=category,
            text=text,
            who=who,
            at=at,
        )
        self._change(incidents={**self.data.incidents, key: incident}, last_incident=key)
        return key

    @override
    def withdraw_incident(self, number: int, incident_id: int) -> bool:
        known = self._read.incidents
        there = incident_id in known and known[incident_id].session_number == number
        if not there or not self._can_change(number):
            return False
        self._change(incidents={key: one for key, one in known.items() if key != incident_id})
        return True

    # The parts

    def _changeable(self, number: int) -> list[Candidate]:
        return self._of(number) if self._can_change(number) else []

    def _can_change(self, number: int) -> bool:
        session = self._read.sessions.get(number)
        return session is not None and session.finalised_at is None

    def _replace(self, candidate: Candidate) -> None:
        _, op_id = self.data.candidates[candidate.id]
        changed = {**self.data.candidates, candidate.id: (candidate, op_id)}
        self._change(candidates=changed)

    def _is_reported(self, candidate_id: int) -> bool:
        return any(one.candidate_id == candidate_id for one in self.data.incidents.values())

    @property
    def _read(self) -> _Data:
        assert self._open, "the view is closed"
        return self.data

    def _change(self, **changes: object) -> None:
        assert self._open, "the unit of work is over"
        assert self._writable, "written in a view"
        self.data = replace(self.data, **changes)  # type: ignore[arg-type] # names checked by replace

    def _change_pupils(self, pupils: dict[int, Pupil]) -> int:
        changed = sum(self.data.pupils.get(key) != pupil for key, pupil in pupils.items())
        self._change(pupils=pupils, stamp=self.data.stamp + bool(changed))
        return changed

    def _active(self) -> list[Pupil]:
        return [pupil for pupil in self.pupils() if pupil.enabled]

    def _of(self, number: int) -> list[Candidate]:
        return [one for one, _ in self._read.candidates.values() if one.session_number == number]

    def _insert(self, candidate: Candidate, op_id: str) -> None:
        number = self.data.last_candidate + 1
        if not candidate.id:
            candidate = replace(candidate, id=number)
        self._change(
            candidates={**self.data.candidates, candidate.id: (candidate, op_id)},
            last_candidate=max(number, candidate.id),
        )

    def _joined(self, number: int) -> set[int]:
        return {one.id for one in self._of(number) if one.joined_at is not None}

    def _set(self, number: int, ids: Collection[int], **facts: object) -> int:
        if not self._can_change(number):
            return 0
        chosen = {
            key: (replace(one, **facts), op_id)  # type: ignore[arg-type] # names checked by replace
            for key, (one, op_id) in self.data.candidates.items()
            if one.session_number == number and key in ids
        }
        self._change(candidates={**self.data.candidates, **chosen})
        return len(chosen)

    def _remove(self, ids: Iterable[int]) -> int:
        gone = {
            one
            for one in ids
            if self.data.candidates[one][0].joined_at is None and not self._is_reported(one)
        }
        left = {key: one for key, one in self.data.candidates.items() if key not in gone}
        self._change(candidates=left)
        return len(gone)


class MemoryStore(Store):
    """Keeps everything in memory: one writer at a time, all of a unit of work or nothing."""

    def __init__(self) -> None:
        self.data = _Data(Centre(name="", uai="", time_zone="Europe/Paris"))
        self._writing = False
        self._version = 0

    @contextmanager
    @override
    def reading(self) -> Iterator[MemoryWork]:
        view = MemoryWork(self.data, writable=False)
        try:
            yield view
        finally:
            view.finish()

    @override
    def overview(self) -> AbstractContextManager[MemoryWork]:
        return self.reading()

    @contextmanager
    @override
    def writing(self) -> Iterator[MemoryWork]:
        assert not self._writing, "a unit of work inside another"
        self._writing = True
        work = MemoryWork(self.data, writable=True)
        try:
            yield work
            if work.data is not self.data:
                self.data = work.data
                self._version += 1
        finally:
            work.finish()
            self._writing = False

    @override
    def version(self) -> int:
        return self._version

    @override
    def close(self) -> None:
        """Nothing is held."""

    def arrive(self, number: int, candidate_id: int, at: dt.datetime = START) -> None:
        """Somebody else notes an arrival, and keeps nothing to undo it."""
        with self.writing() as work:
            assert work.move_candidates(number, [candidate_id], Move.ARRIVE, at)

    @property
    def facts(self) -> _Data:
        """All that is kept, but for what undoing needs."""
        return replace(self.data, undo={}, last_undo=0)

    @property
    def journal(self) -> list[JournalEntry]:
        """What was done, in order."""
        return list(self.data.journal.values())
