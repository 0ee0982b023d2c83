"""The tables, as SQLModel rows: private to this room (rows never leave the store).

A ``table=True`` model validates nothing and drops unknown arguments: rows are written and read by
Core statements made from domain values, and what must hold stands in the schema as a constraint.

The one declaration of the schema: what statements see (:mod:`certui.store.columns`) and what the
first glance asks (:mod:`certui.store.overview`) are written from it by ``make schema``. Loaded when
a database is made.
"""

import datetime as dt
from typing import Any, ClassVar, Final

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from certui.domain.models import Action, IncidentCategory, Sex, UnfinishedReason
from certui.domain.pix_settings import Billing
from certui.store.coding import (
    ActionCode,
    BillingName,
    CategoryCode,
    Json,
    Lines,
    ReasonCode,
    SexCode,
    UtcDateTime,
)

_NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def _one_of(column: str, values: list[str]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


class _Base(SQLModel):
    """What all rows share: their own metadata, so that nothing else can slip into the schema."""

    metadata: ClassVar[sa.MetaData] = sa.MetaData(naming_convention=_NAMES)


class CentreRow(_Base, table=True):
    """The centre: one row at most."""

    __tablename__ = "centre"
    __table_args__ = (sa.CheckConstraint("id = 1", name="single"),)

    id: int = Field(primary_key=True)
    name: str
    uai: str
    time_zone: str
    # Each with its constraint on its own line: SQLite adds both in one statement.
    sco: bool = Field(
        sa_column_args=[sa.CheckConstraint("sco IN (0, 1)", name="sco_boolean")],
        sa_column_kwargs={"server_default": sa.true()},
    )
    certifications: tuple[str, ...] = Field(sa_type=Lines, sa_column_kwargs={"server_default": ""})
    billing: Billing | None = Field(
        default=None,
        sa_type=BillingName,
        sa_column_args=[
            sa.CheckConstraint("billing IN ('FREE', 'PAID', 'PREPAID')", name="billing_known")
        ],
    )
    prepayment_code: str = Field(sa_column_kwargs={"server_default": ""})


class RosterRow(_Base, table=True):
    """The stamp of the roster, which grows with each of its changes, and its school year.

    One row at most.
    """

    __tablename__ = "roster"
    __table_args__ = (sa.CheckConstraint("id = 1", name="single"),)

    id: int = Field(primary_key=True)
    stamp: int
    # The first year of the school year of the last file that said one.
    school_year: int | None = None


class _PersonFields(_Base):
    """A person, as :class:`certui.domain.models.Person` has them.

    The name in use, which came later, stands last in each table: SQLite adds columns nowhere else.
    """

    ine: str | None
    last_name: str
    first_name: str
    sex: Sex | None = Field(sa_type=SexCode)
    birth_date: dt.date
    class_name: str
    birth_city: str
    birth_city_code: str
    birth_department: str
    birth_country: str
    # Last name, first name, age, folded: neither engine folds accents portably (hazards D3).
    candidate_order: str


class PupilRow(_PersonFields, table=True):
    """A pupil of the school; one who left the roster is disabled."""

    __tablename__ = "pupil"
    __table_args__ = (
        sa.UniqueConstraint("ine"),
        sa.CheckConstraint("enabled IN (0, 1)", name="enabled_boolean"),
        _one_of("sex", [sex.value for sex in Sex]),
        # An id that was erased must not come back as somebody else under a tick made before.
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    enabled: bool
    # Class, last name, first name, age, folded; "10e" after "9e".
    roster_order: str
    # What the filter searches: folding 100,000 pupils at each start would take seconds.
    haystack: str
    usage_name: str = Field(sa_column_kwargs={"server_default": ""})


class ExamSessionRow(_Base, table=True):
    """A certification session. Its day and hour are the centre's wall clock."""

    __tablename__ = "exam_session"
    # A number that was deleted is never given again: papers carry it.
    __table_args__: ClassVar[dict[str, Any]] = {"sqlite_autoincrement": True}

    number: int | None = Field(default=None, primary_key=True)
    name: str
    site: str
    room: str
    invigilators: str
    date: dt.date
    time: dt.time
    notes: str
    access_code: str
    finalised_at: dt.datetime | None = Field(default=None, sa_type=UtcDateTime)
    finalised_by: str = Field(sa_column_kwargs={"server_default": ""})


class CandidateRow(_PersonFields, table=True):
    """A pupil in a session, as they were known when enrolled."""

    __tablename__ = "candidate"
    __table_args__ = (
        # The last word when two people add at once.
        sa.UniqueConstraint("session_number", "pupil_id"),
        sa.CheckConstraint("extra_time_percentage BETWEEN 1 AND 99", name="extra_time_range"),
        _one_of("sex", [sex.value for sex in Sex]),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    session_number: int = Field(foreign_key="exam_session.number")
    pupil_id: int = Field(foreign_key="pupil.id", index=True)
    extra_time_percentage: int | None
    joined_at: dt.datetime | None = Field(default=None, sa_type=UtcDateTime)
    op_id: str
    added_by: str
    added_at: dt.datetime = Field(sa_type=UtcDateTime)
    # Each of these columns has its constraint on its own line: SQLite adds both in one statement.
    started_at: dt.datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        sa_column_args=[
            sa.CheckConstraint(
                "started_at IS NULL OR (joined_at IS NOT NULL AND started_at >= joined_at)",
                name="started_after_joined",
            )
        ],
    )
    ended_at: dt.datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        sa_column_args=[
            sa.CheckConstraint(
                "ended_at IS NULL OR (started_at IS NOT NULL AND ended_at >= started_at)",
                name="ended_after_started",
            )
        ],
    )
    absent_at: dt.datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        sa_column_args=[
            sa.CheckConstraint("absent_at IS NULL OR joined_at IS NULL", name="absent_not_joined")
        ],
    )
    unfinished_reason: UnfinishedReason | None = Field(
        default=None,
        sa_type=ReasonCode,
        sa_column_args=[
            sa.CheckConstraint(
                "unfinished_reason IS NULL OR (unfinished_reason IN ('abandoned', 'technical')"
                " AND joined_at IS NOT NULL AND ended_at IS NULL)",
                name="reason_unfinished",
            )
        ],
    )
    accessibility: bool = Field(
        sa_column_args=[
            sa.CheckConstraint("accessibility IN (0, 1)", name="accessibility_boolean")
        ],
        sa_column_kwargs={"server_default": sa.false()},
    )
    usage_name: str = Field(sa_column_kwargs={"server_default": ""})


class IncidentRow(_Base, table=True):
    """Something that was reported, on a candidate or on the session as a whole."""

    __tablename__ = "incident"
    __table_args__ = (
        _one_of("category", [one.value for one in IncidentCategory]),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    session_number: int = Field(foreign_key="exam_session.number", index=True)
    # Who has an incident is not removed: the report would lose whom it is about.
    candidate_id: int | None = Field(default=None, foreign_key="candidate.id", index=True)
    category: IncidentCategory = Field(sa_type=CategoryCode)
    text: str
    who: str
    at: dt.datetime = Field(sa_type=UtcDateTime)


class JournalRow(_Base, table=True):
    """What was done, by whom, when: ids and counts, never a name of a pupil."""

    __tablename__ = "journal"
    __table_args__ = (
        sa.UniqueConstraint("op_id"),
        sa.CheckConstraint("done >= 0 AND skipped >= 0", name="counts"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    op_id: str
    at: dt.datetime = Field(sa_type=UtcDateTime)
    who: str
    action: Action = Field(sa_type=ActionCode)
    # No foreign key: the trace of a session outlives it.
    session_number: int | None
    done: int
    skipped: int
    # No foreign key either: the trace of a candidate outlives their removal.
    candidate_id: int | None = None


class UndoRow(_Base, table=True):
    """An action that can be undone, for a day at most."""

    __tablename__ = "undo"
    __table_args__ = (
        sa.CheckConstraint('"count" >= 0', name="count_positive"),
        # Who was asked about one action must never undo another.
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    op_id: str
    action: Action = Field(sa_type=ActionCode)
    # No foreign key: a session that was deleted may be put back, and this with it.
    session_number: int | None
    who: str
    at: dt.datetime = Field(sa_type=UtcDateTime, index=True)
    count: int
    facts: dict[str, Any] = Field(sa_type=Json)


class UndoPartRow(_Base, table=True):
    """What an action did to one pupil: whatever erases the pupil erases this too."""

    __tablename__ = "undo_part"

    id: int | None = Field(default=None, primary_key=True)
    undo_id: int = Field(foreign_key="undo.id", ondelete="CASCADE", index=True)
    pupil_id: int = Field(foreign_key="pupil.id", ondelete="CASCADE", index=True)
    # No foreign key: who was removed can be put back.
    candidate_id: int | None
    facts: dict[str, Any] = Field(sa_type=Json)


METADATA: Final = _Base.metadata
