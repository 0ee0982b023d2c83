"""The nouns of the field, as frozen values."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from certui.domain.pix_settings import PixSettings

if TYPE_CHECKING:
    import datetime as dt


class Sex(enum.Enum):
    """As school files have it."""

    FEMALE = "F"
    MALE = "M"


class CandidateState(enum.Enum):
    """Where a candidate stands on the day; the values are those of the JSON output."""

    EXPECTED = "expected"
    ARRIVED = "arrived"
    STARTED = "started"
    ENDED = "ended"
    ABSENT = "absent"


class UnfinishedReason(enum.Enum):
    """Why a candidate did not finish (the product's two reasons, pix-certif §1.7)."""

    ABANDONED = "abandoned"
    TECHNICAL = "technical"


class IncidentCategory(enum.Enum):
    """What can be reported; the values are the product's codes (pix-certif §1.7)."""

    IDENTITY = "C1"
    EXTRA_TIME = "C2"
    SIGNATURE = "C4"
    FRAUD = "C6"
    TECHNICAL_NOT_BLOCKING = "C7"
    CANDIDATE_NOT_BLOCKING = "C8"
    IMAGE = "E1"
    SIMULATOR = "E2"
    FILE = "E3"
    SITE_UNAVAILABLE = "E4"
    SITE_BLOCKED = "E5"
    EXTRA_TIME_EXCEEDED = "E8"
    SOFTWARE = "E9"
    FOCUS = "E10"
    PLATFORM = "E11"
    ACCESSIBILITY = "E12"


class SessionState(enum.Enum):
    """Where a session stands; the values are those of the JSON output."""

    UPCOMING = "upcoming"
    BEGUN = "begun"
    FINALISED = "finalised"


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre:
    """The certification centre: one a database.

    Attributes:
        name: as shown in the header; empty until known.
        uai: the school's national code (7 digits and a letter); empty until known.
        time_zone: IANA name; sessions begin by this wall clock.
        pix: what it is to Pix.
    """

    name: str
    uai: str
    time_zone: str
    pix: PixSettings = field(default_factory=PixSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who a pupil is, in the school's own words, cleaned.

    Attributes:
        ine: national pupil id; None in formats that have none.
        last_name: the family name (nom de famille), not the name in use.
        first_name: the first of the first names.
        sex: None where the format does not say.
        birth_date: day of birth.
        class_name: code of the class (division).
        birth_city: commune's name in France, city as written abroad; may be empty.
        birth_city_code: INSEE code of the commune; empty abroad or unknown.
        birth_department: département's name; empty abroad.
        birth_country: country's name; may be empty.
        usage_name: the name in use (nom d'usage), where it is another than the family name; empty
            where there is none or the format does not say. It finds somebody, and tells nobody
            apart.
    """

    ine: str | None
    last_name: str
    first_name: str
    sex: Sex | None
    birth_date: dt.date
    class_name: str
    birth_city: str = ""
    birth_city_code: str = ""
    birth_department: str = ""
    birth_country: str = ""
    usage_name: str = ""


@dataclass(frozen=True, slots=True)
class Pupil:
    """A pupil of the school's roster; disabled ones have left it."""

    id: int
    person: Person
    enabled: bool = True


class RosterEntry(NamedTuple):
    """What the picker needs of an active pupil, in one light row (100,000 fit in memory).

    Attributes:
        pupil_id: the pupil's id.
        class_name: code of the class.
        last_name: family name.
        first_name: first name.
        birth_date: day of birth.
        ine: national pupil id, or empty.
        haystack: what the filter searches, see :func:`certui.domain.search.haystack`.
        usage_name: name in use, or empty.
    """

    pupil_id: int
    class_name: str
    last_name: str
    first_name: str
    birth_date: dt.date
    ine: str
    haystack: str
    usage_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _SessionFacts:
    """What is typed of a session, each declared in :mod:`certui.domain.session_fields`.

    Attributes:
        date: day, by the centre's wall clock.
        time: hour, by the centre's wall clock.
    """

    name: str
    site: str
    room: str
    invigilators: str
    date: dt.date
    time: dt.time
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionDraft(_SessionFacts):
    """A session as typed, before it has a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamSession(_SessionFacts):
    """A certification session.

    Attributes:
        number: its public number, never used twice.
        time_zone: the centre's IANA zone.
        access_code: what candidates type to enter (four letters, two digits).
        finalised_at: aware UTC instant; None while it can change.
        finalised_by: who finished it; empty while it can change, or unknown.
    """

    number: int
    time_zone: str
    access_code: str
    finalised_at: dt.datetime | None = None
    finalised_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A pupil enrolled in a session, as they were known when enrolled.

    Attributes:
        extra_time_percentage: temps majoré, a whole percent from 1 to 99; None when there is none.
        joined_at: aware UTC instant of arrival; None while expected.
        added_by: who added them.
        added_at: aware UTC instant.
        started_at: aware UTC instant at which their test began; not before they arrived.
        ended_at: aware UTC instant at which it ended; not before it began.
        absent_at: aware UTC instant at which they were marked absent; never with an arrival.
        unfinished_reason: why they did not finish; None once they have, or while nobody knows.
        accessibility: whether they need an accessible test.
    """

    id: int
    session_number: int
    pupil_id: int
    person: Person
    extra_time_percentage: int | None
    joined_at: dt.datetime | None
    added_by: str
    added_at: dt.datetime
    started_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    absent_at: dt.datetime | None = None
    unfinished_reason: UnfinishedReason | None = None
    accessibility: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Something that went wrong in a session, as it was reported.

    Attributes:
        candidate_id: whom it concerns; None for the session as a whole.
        text: what happened, in the invigilator's words; may be empty.
        who: who reported it.
        at: aware UTC instant of the report.
    """

    id: int
    session_number: int
    candidate_id: int | None
    category: IncidentCategory
    text: str
    who: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """A line of the sessions list.

    Attributes:
        session: the session.
        candidates: how many candidates it has.
        state: where it stood when it was read.
        joined: whether somebody has joined it.
    """

    session: ExamSession
    candidates: int
    state: SessionState
    joined: bool = False


class Action(enum.Enum):
    """What the journal records."""

    ADD = "add"
    REMOVE = "remove"
    UNDO_ADD = "undo_add"
    UNDO_REMOVE = "undo_remove"
    JOIN = "join"
    UNDO_JOIN = "undo_join"
    START = "start"
    UNDO_START = "undo_start"
    END = "end"
    UNDO_END = "undo_end"
    MARK_ABSENT = "mark_absent"
    UNDO_ABSENT = "undo_absent"
    GIVE_REASON = "give_reason"
    UNDO_REASON = "undo_reason"
    REPORT_INCIDENT = "report_incident"
    UNDO_INCIDENT = "undo_incident"
    FINISH = "finish"
    REOPEN = "reopen"
    CREATE_SESSION = "create_session"
    UNDO_CREATE = "undo_create"
    EDIT_SESSION = "edit_session"
    UNDO_EDIT = "undo_edit"
    DELETE_SESSION = "delete_session"
    RESTORE_SESSION = "restore_session"
    SET_EXTRA_TIME = "set_extra_time"
    UNDO_EXTRA_TIME = "undo_extra_time"
    SET_ACCESSIBILITY = "set_accessibility"
    UNDO_ACCESSIBILITY = "undo_accessibility"
    IMPORT_ROSTER = "import_roster"
    UNDO_IMPORT = "undo_import"
    ERASE_PUPILS = "erase_pupils"
    SET_CENTRE = "set_centre"


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One action, attributed; ids and counts, never a name.

    Attributes:
        op_id: unique; the same id twice means the same action repeated.
        at: aware UTC instant.
        who: who did it.
        session_number: None for what concerns no session.
        done: how many things the action changed.
        skipped: how many it found done already.
        candidate_id: whom it concerns, when it is one candidate.
    """

    op_id: str
    at: dt.datetime
    who: str
    action: Action
    session_number: int | None = None
    done: int = 0
    skipped: int = 0
    candidate_id: int | None = None
