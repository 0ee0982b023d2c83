"""A store in memory, as exact as the ports say, and what the tests of the use cases put in it."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest

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

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from certui.domain.models import IncidentCategory, UnfinishedReason
    from certui.services.ports import Progress

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
    names = ("joined_at", "started_at", "ended_at", "absent_at", "unfinished_reason")
    return {name: getattr(candidate, name) for name in names}


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


class MemoryWork:
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

    def centre(self) -> Centre:
        """The centre."""
        return self._read.centre

    def sessions(self) -> list[tuple[ExamSession, int]]:
        """Newest first, then by number."""
        ordered = sorted(self._read.sessions.values(), key=lambda one: one.number)
        ordered.sort(key=lambda one: (one.date, one.time), reverse=True)
        return [(one, len(self._of(one.number))) for one in ordered]

    def joined_sessions(self) -> frozenset[int]:
        """The sessions that somebody has joined."""
        everybody = [one for one, _ in self._read.candidates.values()]
        return frozenset(one.session_number for one in everybody if one.joined_at is not None)

    def session(self, number: int) -> ExamSession:
        """One session."""
        try:
            return self._read.sessions[number]
        except KeyError:
            raise errors.UnknownSession(number=number) from None

    def candidates(self, number: int) -> list[Candidate]:
        """By name."""
        return sorted(self._of(number), key=lambda one: _candidate_key(one.person))

    def candidate(self, number: int, candidate_id: int) -> Candidate:
        """One candidate."""
        for one in self._of(number):
            if one.id == candidate_id:
                return one
        raise errors.UnknownCandidate(number=number)

    def enrolled(self, number: int) -> frozenset[int]:
        """Ids of the pupils in a session."""
        return frozenset(one.pupil_id for one in self._of(number))

    def roster(self, *, progress: Progress | None = None) -> list[RosterEntry]:
        """The active pupils in display order."""
        if progress:
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

    def roster_stamp(self) -> int:
        """Grows with the roster's changes."""
        return self._read.stamp

    def roster_year(self) -> int | None:
        """The school year that was last said."""
        return self._read.year

    def pupils(self) -> list[Pupil]:
        """Every pupil, by id."""
        return [pupil for _, pupil in sorted(self._read.pupils.items())]

    def disabled_pupils(self) -> list[Pupil]:
        """The pupils who left the roster, in its order."""
        gone = [pupil for pupil in self.pupils() if not pupil.enabled]
        return sorted(gone, key=_roster_key)

    def pupil_ids_of_classes(self, classes: Collection[str]) -> dict[str, list[int]]:
        """Active pupils of the classes that have any."""
        found: dict[str, list[int]] = {}
        for pupil in self._active():
            if pupil.person.class_name in classes:
                found.setdefault(pupil.person.class_name, []).append(pupil.id)
        return found

    def pupil_ids_of_ines(self, ines: Collection[str]) -> dict[str, int]:
        """Active pupils of the INE that are known."""
        return {
            pupil.person.ine: pupil.id
            for pupil in self._active()
            if pupil.person.ine and pupil.person.ine in ines
        }

    def journal_entry(self, op_id: str) -> JournalEntry | None:
        """What an operation did."""
        return self._read.journal.get(op_id)

    def last_change(self, number: int) -> dt.datetime | None:
        """When it was last written of."""
        entries = self._read.journal.values()
        return max((one.at for one in entries if one.session_number == number), default=None)

    # Writing

    def record(self, entry: JournalEntry) -> None:
        """Write in the journal, where an operation is once; forget what is a day old."""
        assert entry.op_id not in self._read.journal, "an operation id twice"
        until = entry.at - KEPT_FOR
        kept = {key: one for key, one in self.data.undo.items() if one[0].at > until}
        self._change(undo=kept)
        self._change(journal={**self.data.journal, entry.op_id: entry})

    def set_centre(self, centre: Centre) -> None:
        """Name the centre."""
        self._change(centre=centre)

    def add_session(
        self, draft: SessionDraft, *, access_code: str, number: int | None = None
    ) -> int:
        """Create a session."""
        number = number or self._read.last_session + 1
        session = ExamSession(
            number=number,
            name=draft.name,
            site=draft.site,
            room=draft.room,
            invigilators=draft.invigilators,
            date=draft.date,
            time=draft.time,
            time_zone=self.data.centre.time_zone,
            notes=draft.notes,
            access_code=access_code,
        )
        self._change(
            sessions={**self.data.sessions, number: session},
            last_session=max(number, self.data.last_session),
        )
        return number

    def edit_session(self, number: int, draft: SessionDraft) -> bool:
        """Change a session while nobody has joined."""
        if not self._can_change(number) or self._joined(number):
            return False
        session = self.session(number)
        fields = {name: getattr(draft, name) for name in SessionDraft.__dataclass_fields__}
        self._change(sessions={**self.data.sessions, number: replace(session, **fields)})
        return True

    def delete_session(self, number: int) -> bool:
        """Delete a session while nobody has joined and nothing was reported."""
        if not self._can_change(number) or self._joined(number) or self.incidents(number):
            return False
        self._remove(one.id for one in self._of(number))
        left = {key: one for key, one in self.data.sessions.items() if key != number}
        self._change(sessions=left)
        return True

    def restore_session(self, session: ExamSession) -> bool:
        """Put back a session, unless it is back."""
        if session.number in self._read.sessions:
            return False
        self._change(sessions={**self.data.sessions, session.number: session})
        return True

    def set_extra_time(
        self, number: int, candidate_ids: Collection[int], percentage: int | None
    ) -> int:
        """Set extra time while the session can change."""
        return self._set(number, candidate_ids, extra_time_percentage=percentage)

    def set_accessibility(
        self, number: int, candidate_ids: Collection[int], *, needed: bool
    ) -> int:
        """Set a need for those who have not joined."""
        joined = self._joined(number)
        ids = [one for one in candidate_ids if one not in joined]
        return self._set(number, ids, accessibility=needed)

    def finalise_session(self, number: int, at: dt.datetime, *, who: str = "") -> bool:
        """Make a session read-only."""
        if not self._can_change(number):
            return False
        done = replace(self.session(number), finalised_at=at, finalised_by=who)
        self._change(sessions={**self.data.sessions, number: done})
        return True

    def add_candidates(
        self, number: int, pupil_ids: Sequence[int], *, op_id: str, who: str, at: dt.datetime
    ) -> int:
        """Enrol active pupils who are not there."""
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

    def enabled_count(self, pupil_ids: Collection[int]) -> int:
        """How many of these are active."""
        return sum(pupil.id in set(pupil_ids) for pupil in self._active())

    def restore_candidate(self, candidate: Candidate, *, op_id: str) -> bool:
        """Put back, unless the pupil is back."""
        if candidate.pupil_id in self.enrolled(candidate.session_number):
            return False
        if candidate.pupil_id not in self.data.pupils:
            raise errors.UnknownPupils(count=1)
        self._insert(candidate, op_id)
        return True

    def remove_candidates(self, number: int, candidate_ids: Collection[int]) -> int:
        """Remove those who have neither joined nor an incident."""
        wanted = set(candidate_ids)
        return self._remove(one.id for one in self._changeable(number) if one.id in wanted)

    def insert_pupils(self, persons: Iterable[Person]) -> range:
        """Add active pupils; their ids."""
        pupils = dict(self._read.pupils)
        first = max([self.data.last_pupil, *pupils]) + 1
        for number, person in enumerate(persons, first):
            pupils[number] = Pupil(number, person)
        return range(first, first + self._change_pupils(pupils))

    def update_pupils(self, changes: Iterable[tuple[int, Person]]) -> int:
        """Correct and enable pupils, and their candidacies that are not settled."""
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

    def disable_pupils(self, pupil_ids: Collection[int]) -> int:
        """Take pupils off the roster."""
        pupils = dict(self._read.pupils)
        for pupil_id in pupil_ids:
            pupils[pupil_id] = replace(pupils[pupil_id], enabled=False)
        return self._change_pupils(pupils)

    def set_roster_year(self, year: int | None) -> None:
        """Say which school year it is."""
        self._change(year=year)

    def erase_pupils(self, pupil_ids: Collection[int]) -> int:
        """Erase those who are disabled and in no session."""
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

    def keep_undo(self, entry: UndoEntry, parts: Iterable[UndoPart]) -> int:
        """Keep what undoing needs, as a file would: values of JSON."""
        key = self._read.last_undo + 1
        kept = replace(entry, id=key, facts=_through_json(entry.facts))
        kept_parts = [replace(part, facts=_through_json(part.facts)) for part in parts]
        assert all(part.pupil_id in self.data.pupils for part in kept_parts), "an unknown pupil"
        self._change(undo={**self.data.undo, key: (kept, kept_parts)}, last_undo=key)
        return key

    def forget_undo(self, entry_id: int) -> None:
        """Keep it no longer."""
        self._change(undo={key: one for key, one in self._read.undo.items() if key != entry_id})

    def last_undoable(self, number: int | None, who: str, since: dt.datetime) -> UndoEntry | None:
        """The newest of somebody's."""
        theirs = [
            entry
            for entry, _ in self._read.undo.values()
            if entry.number == number and entry.who == who and entry.at > since
        ]
        return max(theirs, key=lambda entry: entry.id, default=None)

    def undo_entry(self, entry_id: int) -> UndoEntry | None:
        """What is kept of an action."""
        entry, _ = self._read.undo.get(entry_id, (None, []))
        return entry

    def undo_parts(self, entry_id: int) -> list[UndoPart]:
        """What it did to each pupil."""
        _, parts = self._read.undo.get(entry_id, (None, []))
        return parts

    def concerned(self, entry_id: int, most: int) -> list[Person]:
        """Whom, by name."""
        persons = [self.data.pupils[part.pupil_id].person for part in self.undo_parts(entry_id)]
        persons.sort(key=_candidate_key)
        return persons[:most]

    def pupils_by_id(self, pupil_ids: Collection[int]) -> dict[int, Pupil]:
        """Those there are."""
        return {key: one for key, one in self._read.pupils.items() if key in set(pupil_ids)}

    # The day

    def added(self, number: int, op_id: str) -> dict[int, int]:
        """Those of one addition."""
        theirs = sorted(one.id for one in self._of(number))
        known = self.data.candidates
        return {known[one][0].pupil_id: one for one in theirs if known[one][1] == op_id}

    def incidents(self, number: int) -> list[Incident]:
        """In the order of the reports."""
        return [one for one in self._read.incidents.values() if one.session_number == number]

    def reopen_session(self, number: int) -> bool:
        """Let a finished session change."""
        if number not in self._read.sessions or self._can_change(number):
            return False
        again = replace(self.session(number), finalised_at=None, finalised_by="")
        self._change(sessions={**self.data.sessions, number: again})
        return True

    def move_candidates(
        self, number: int, candidate_ids: Collection[int], move: Move, at: dt.datetime
    ) -> frozenset[int]:
        """Those who can take the step take it."""
        able = [one for one in self._changeable(number) if one.id in set(candidate_ids)]
        able = [one for one in able if day.verdict(one, move) is Verdict.DONE]
        for one in able:
            self._replace(replace(one, **_moved(one, move, at)))
        return frozenset(one.id for one in able)

    def mark_expected_absent(self, number: int, at: dt.datetime) -> int:
        """Who never came is absent."""
        ids = [one.id for one in self._changeable(number)]
        return len(self.move_candidates(number, ids, Move.MARK_ABSENT, at))

    def give_reason(
        self, number: int, candidate_ids: Collection[int], reason: UnfinishedReason
    ) -> frozenset[int]:
        """Those who came and have not ended have another reason."""
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

    def put_back(self, now: Candidate, before: Candidate) -> bool:
        """As they were, if they stand as they are known to stand."""
        found = [one for one in self._changeable(now.session_number) if one.id == now.id]
        if not found or _day(found[0]) != _day(now):
            return False
        self._replace(replace(found[0], **_day(before)))
        return True

    def report_incident(  # noqa: PLR0913 - the fields of an incident, by keyword
        self,
        number: int,
        candidate_id: int | None,
        *,
        category: IncidentCategory,
        text: str,
        who: str,
        at: dt.datetime,
    ) -> int:
        """Keep a report."""
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

    def withdraw_incident(self, number: int, incident_id: int) -> bool:
        """Take back a report."""
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


class MemoryStore:
    """Keeps everything in memory: one writer at a time, all of a unit of work or nothing."""

    def __init__(self) -> None:
        self.data = _Data(Centre(name="", uai="", time_zone="Europe/Paris"))
        self._writing = False
        self._version = 0

    @contextmanager
    def reading(self) -> Iterator[MemoryWork]:
        """Open a view."""
        view = MemoryWork(self.data, writable=False)
        try:
            yield view
        finally:
            view.finish()

    def overview(self) -> AbstractContextManager[MemoryWork]:
        """Open a view."""
        return self.reading()

    @contextmanager
    def writing(self) -> Iterator[MemoryWork]:
        """Begin a unit of work."""
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

    def version(self) -> int:
        """Changes with each unit of work that changed anything."""
        return self._version

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


class FrozenClock:
    """A clock that stands until it is set."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        """The present instant."""
        return self.now


@pytest.fixture
def new_store() -> Callable[[], MemoryStore]:
    """Makes empty stores, for tests that need one an example."""
    return MemoryStore


@pytest.fixture
def store() -> MemoryStore:
    """An empty store."""
    return MemoryStore()


@pytest.fixture
def clock() -> FrozenClock:
    """An hour before the sessions begin."""
    return FrozenClock(START - dt.timedelta(hours=1))


@pytest.fixture
def draft() -> SessionDraft:
    """A session on 14 February 2027 at 15:30 in Paris."""
    return SessionDraft(
        name="Troisièmes A, B",
        site="Collège",
        room="B204",
        invigilators="Camille Benhamur",
        date=dt.date(2027, 2, 14),
        time=dt.time(15, 30),
    )


@pytest.fixture
def person() -> Callable[..., Person]:
    """Makes people: the number gives an INE, and any field can be named."""

    def make(number: int, **fields: object) -> Person:
        values: dict[str, object] = {
            "ine": f"{number:010}A",
            "last_name": f"Nom{number}",
            "first_name": f"Prénom{number}",
            "sex": None,
            "birth_date": dt.date(2011, 5, 20),
            "class_name": "3EA" if number % 2 else "3EB",
        }
        return Person(**{**values, **fields})  # type: ignore[arg-type] # checked by the dataclass

    return make
