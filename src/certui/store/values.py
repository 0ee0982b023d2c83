"""Values of the domain between their fields and the columns of the same names.

A field that has no column of its name stands here; all others are found. Imports nothing heavy:
the first frame reads by it.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final, Protocol

from certui.domain.centres import MAINLAND_TIME_ZONE
from certui.domain.models import (
    Candidate,
    Centre,
    ExamSession,
    Incident,
    JournalEntry,
    Person,
    SessionDraft,
)
from certui.domain.pix_settings import PixSettings
from certui.domain.undoing import UndoEntry, UndoPart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed import DataclassInstance

    class Row(Protocol):
        """Values by the names of their columns."""

        def __getitem__(self, name: str, /) -> Any:
            """The value of a column."""
            ...


def _names(kind: type[DataclassInstance], *apart: str) -> tuple[str, ...]:
    """The fields of a class, but for those that stand otherwise."""
    return tuple(field.name for field in fields(kind) if field.name not in apart)


# The zone is the centre's.
SESSION_COLUMNS: Final = _names(ExamSession, "time_zone")
DRAFT_COLUMNS: Final = _names(SessionDraft)
PIX_COLUMNS: Final = _names(PixSettings)
CENTRE_COLUMNS: Final = (*_names(Centre, "pix"), *PIX_COLUMNS)
PERSON_COLUMNS: Final = _names(Person)
CANDIDATE_COLUMNS: Final = _names(Candidate, "person")
INCIDENT_COLUMNS: Final = _names(Incident)
JOURNAL_COLUMNS: Final = _names(JournalEntry)
# Called by the session's number alone in the domain.
UNDO_COLUMNS: Final = _names(UndoEntry, "number")
PART_COLUMNS: Final = _names(UndoPart)

UNKNOWN: Final = Centre(name="", uai="", time_zone=MAINLAND_TIME_ZONE)


def of(value: object, names: Iterable[str]) -> dict[str, Any]:
    """The values of some fields, by name."""
    return {name: getattr(value, name) for name in names}


def picked(row: Row, names: Iterable[str]) -> dict[str, Any]:
    """The values of some columns, by name."""
    return {name: row[name] for name in names}


def centre(row: Row) -> Centre:
    """The centre of a row."""
    pix = PixSettings(**picked(row, PIX_COLUMNS))
    return Centre(**picked(row, _names(Centre, "pix")), pix=pix)


def centre_values(value: Centre) -> dict[str, Any]:
    """The row of a centre."""
    return {**of(value, _names(Centre, "pix")), **of(value.pix, PIX_COLUMNS)}


def session(row: Row) -> ExamSession:
    """The session of a row, beside which stands its zone."""
    return ExamSession(**picked(row, SESSION_COLUMNS), time_zone=row["time_zone"])


def person(row: Row) -> Person:
    """The person of a row."""
    return Person(**picked(row, PERSON_COLUMNS))


def candidate(row: Row) -> Candidate:
    """The candidate of a row."""
    return Candidate(**picked(row, CANDIDATE_COLUMNS), person=person(row))


def incident(row: Row) -> Incident:
    """The incident of a row."""
    return Incident(**picked(row, INCIDENT_COLUMNS))


def journal_entry(row: Row) -> JournalEntry:
    """The entry of a row of the journal."""
    return JournalEntry(**picked(row, JOURNAL_COLUMNS))


def undo_entry(row: Row) -> UndoEntry:
    """The action of a row."""
    return UndoEntry(**picked(row, UNDO_COLUMNS), number=row["session_number"])
