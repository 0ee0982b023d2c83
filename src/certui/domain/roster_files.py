"""What a file of pupils says: a roster read whole, what is wrong with it, who is left aside."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from certui.domain.models import Person


class FaultKind(enum.Enum):
    """What can be wrong with one pupil of a roster file (after the product's import messages)."""

    MISSING = "missing"
    MALFORMED = "malformed"
    DUPLICATE = "duplicate"
    UNKNOWN = "unknown"
    NO_SUCH_DAY = "no_such_day"
    YET_TO_COME = "yet_to_come"
    LOST_LETTERS = "lost_letters"
    SPREADSHEET = "spreadsheet"
    TWO_CLASSES = "two_classes"
    SHARED_INE = "shared_ine"


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterFault:
    """One fault of a roster file.

    Attributes:
        kind: what is wrong.
        field: which field, in the file's own terms (``INE``, ``Date de naissance``…), in French.
        ine: the pupil's INE; empty when that is what is missing.
        line: line or row number in the file, from 1; 0 when unknown.
        found: what stands there, cleaned and cut; may be empty.
        expected: the form expected, in French; may be empty.
        pupil: family name and first name, cleaned and cut; as far as they are known.
        class_name: the pupil's class, cleaned and cut; may be empty.
        sheet: the sheet that the line is on; empty where the file has but one list.
    """

    kind: FaultKind
    field: str
    ine: str = ""
    line: int = 0
    found: str = ""
    expected: str = ""
    pupil: str = ""
    class_name: str = ""
    sheet: str = ""


class AsideReason(enum.Enum):
    """Why a reader makes no pupil of somebody in a file."""

    NO_INE = "no_ine"
    NO_CLASS = "no_class"
    LEFT_SCHOOL = "left_school"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Somebody in a roster file of whom no pupil is made; it is no fault of the file.

    Attributes:
        last_name: family name, cleaned; may be empty.
        first_name: first name, cleaned; may be empty.
        class_name: code of the class; empty when that is what is missing.
        reason: why.
        ine: national pupil id; empty when that is what is missing.
    """

    last_name: str
    first_name: str
    class_name: str
    reason: AsideReason
    ine: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterFile:
    """A roster file that was read whole and found sound.

    Attributes:
        format_name: as shown (``SIECLE``, ``ONDE``…).
        encoding: as shown (``ISO-8859-15``…).
        uai: the school the file says it is of; empty when the format does not say.
        school_year: first year of the school year; None when unknown.
        persons: the active pupils, in file order.
        strict: whether the format is refused as a whole at its first fault (SIECLE, FREGATA).
        rejected: lines of a free-form file without a usable identity; the person may choose to
            import the others. Always empty when strict.
        digest: what tells the file's content from any other's; empty when nobody asked.
        aside: those of whom no pupil is made, in file order; never those of ``rejected``.
        unread_columns: headings, as written, of the columns that were not read.
        unread_sheets: names of the sheets of a workbook, or the files of an archive, that were not.
        class_given: how many pupils had no class in the file and took the one that was given.
        class_sheets: names of the sheets whose pupils had no class, and took that name for it.
        unknown_places: codes of birth places that INSEE has never published, with whose they are;
            the pupils are taken without that place.
    """

    format_name: str
    encoding: str
    uai: str
    school_year: int | None
    persons: Sequence[Person]
    strict: bool = True
    rejected: tuple[RosterFault, ...] = ()
    digest: str = field(default="", compare=False)
    aside: tuple[Aside, ...] = ()
    unread_columns: tuple[str, ...] = ()
    unread_sheets: tuple[str, ...] = ()
    class_given: int = 0
    class_sheets: tuple[str, ...] = ()
    unknown_places: tuple[RosterFault, ...] = ()
