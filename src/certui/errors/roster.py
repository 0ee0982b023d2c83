"""A roster file is refused; nothing was imported."""

from __future__ import annotations

from certui.errors.base import CertuiError

TYPE_CHECKING = False  # without loading typing, which takes longer than all the refusals
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class RosterError(CertuiError):
    """A roster file is refused as a whole; nothing was imported."""


class FileMissing(RosterError):
    """There is no such file.

    Attributes:
        folder: the first of its folders that does not exist; None when all do.
        near: names in its folder that come near.
    """

    path: str | Path
    folder: str | Path | None
    near: Sequence[str]


class FileIsFolder(RosterError):
    """A folder stands where a file was expected."""

    path: str | Path


class FileNotRegular(RosterError):
    """A FIFO, a device, a socket."""

    path: str | Path


class FileUnreadable(RosterError):
    """The file may not be read.

    Attributes:
        reason: ``forbidden``, ``loop``, ``name``, ``device``, or empty.
    """

    path: str | Path
    reason: str


class FileEmpty(RosterError):
    """The file holds nothing."""

    path: str | Path


class FileTooLarge(RosterError):
    """The file, or what it unfolds to, is too large.

    Attributes:
        limit: bytes.
    """

    path: str | Path
    limit: int


class FileChanged(RosterError):
    """The file changed while it was read."""

    path: str | Path


class FileOther(RosterError):
    """The file is no longer the one that was previewed."""

    path: str | Path


class RosterMoved(RosterError):
    """The school's pupils are no longer those that the preview compared the file with."""


class UnknownFormat(RosterError):
    """The content is that of no roster format."""

    path: str | Path


class ForeignFile(UnknownFormat):
    """The content is that of something else than a roster.

    Attributes:
        kind: a word of :data:`certui.wording.roster_kinds.FOREIGN_KINDS`.
    """

    kind: str


class OtherExport(UnknownFormat):
    """XML of something else than pupils.

    Attributes:
        root: its first element.
    """

    root: str


class PasswordProtected(RosterError):
    """Nothing can be read of the file without a password."""

    path: str | Path


class BadEncoding(RosterError):
    """The bytes are not in the declared or a known encoding.

    Attributes:
        line: 0 when unknown.
    """

    path: str | Path
    line: int = 0


class DoubtfulLetters(BadEncoding):
    """Letters of a file may be two, by the encoding that it is in.

    Attributes:
        readings: what a word of that line may be.
    """

    readings: Sequence[str]


class BadArchive(RosterError):
    """The archive is damaged, or holds not exactly one roster.

    Attributes:
        reason: a word of :data:`certui.wording.roster_kinds.ARCHIVE_REASONS`.
        names: the files in it that the reason is about.
    """

    path: str | Path
    reason: str
    names: Sequence[str] = ()


class BadXml(RosterError):
    """Not well-formed XML, or truncated.

    Attributes:
        line: 0 when unknown.
    """

    path: str | Path
    line: int


class ForbiddenXml(RosterError):
    """A DTD or an entity declaration."""

    path: str | Path


class OtherSchool(RosterError):
    """The roster is of another school.

    Attributes:
        found: UAI.
        expected: UAI.
    """

    found: str
    expected: str


class NoPupil(RosterError):
    """No pupil of the file has both an INE and a class."""

    path: str | Path


class NotInDoubt(RosterError):
    """Nobody of this number in the file is in doubt.

    Attributes:
        number: position in the file, from 1.
    """

    number: int


class NotPossible(RosterError):
    """Somebody in doubt cannot be this pupil.

    Attributes:
        number: position in the file, from 1.
    """

    number: int
    pupil_id: int


class NoSchool(RosterError):
    """A SIECLE file that does not say which school it is of."""

    path: str | Path


class NulBytes(RosterError):
    """NUL bytes in what should be text."""

    path: str | Path
    line: int


class BadQuotes(RosterError):
    """A quotation mark of a CSV file is not closed."""

    path: str | Path
    line: int


class RecordTooLong(RosterError):
    """One pupil, line or cell is longer than any real one."""

    path: str | Path
    line: int


class TooManyLines(RosterError):
    """More lines than any school has."""

    path: str | Path
    limit: int


class TooManyColumns(RosterError):
    """More columns than any roster has."""

    path: str | Path
    limit: int


class TooComplex(RosterError):
    """Reading the workbook takes more memory or time than allowed."""

    path: str | Path


class NoHeading(RosterError):
    """No line of the table has the headings of a roster."""

    path: str | Path


class HeadingTwice(RosterError):
    """Two columns have the same meaning."""

    path: str | Path
    line: int
    heading: str


class MissingColumns(RosterError):
    """The headings lack columns that are needed.

    Attributes:
        columns: what lacks.
        headings: what was read.
    """

    path: str | Path
    columns: Sequence[str]
    headings: Sequence[str]


class ClassNeeded(MissingColumns):
    """The file gives no class, and none was given for its pupils."""


class SheetsHidden(RosterError):
    """No sheet that one sees has pupils, and some are hidden.

    Attributes:
        names: of the hidden ones.
    """

    path: str | Path
    names: Sequence[str]


class EmptySheet(RosterError):
    """Headings without a line below them, or nothing at all."""

    path: str | Path
