"""A document that could not be made, written or printed."""

from __future__ import annotations

from certui.errors.base import CertuiError

TYPE_CHECKING = False  # without loading typing, which takes longer than all the refusals
if TYPE_CHECKING:
    from pathlib import Path


class DocumentError(CertuiError):
    """A document could not be made or written; no partial file is left."""


class TemplateUnreadable(DocumentError):
    """A centre's own template cannot be read."""

    path: str | Path
    reason: str


class TemplateFaulty(DocumentError):
    """A template does not compile.

    Attributes:
        line: 0 when unknown.
    """

    path: str | Path
    line: int
    reason: str


class TemplateNeedsPackage(DocumentError):
    """A template imports a package from the network."""

    path: str | Path
    line: int
    package: str


class TemplateReachesOut(DocumentError):
    """A template reads a file outside its own folder."""

    path: str | Path
    line: int
    wanted: str


class TemplateMissesFile(DocumentError):
    """A template reads no plain file of its folder."""

    path: str | Path
    line: int
    wanted: str


class TemplateFontMissing(DocumentError):
    """A template asks for a font that nobody has."""

    path: str | Path
    wanted: str


class TemplateTooHeavy(DocumentError):
    """A template takes more memory or time than it may."""

    path: str | Path


class BadFileName(DocumentError):
    """A file name with a ``/``, made of dots only, empty or too long."""

    name: str


class FolderMissing(DocumentError):
    """The folder to write into does not exist."""

    path: str | Path


class FolderNotAFolder(DocumentError):
    """What should be a folder is a file."""

    path: str | Path


class AlreadyThere(DocumentError):
    """A file of this name exists, and nobody said to replace it."""

    path: str | Path


class TargetIsAFolder(DocumentError):
    """The name is that of a folder."""

    path: str | Path


class WritingForbidden(DocumentError):
    """No right to write in the folder."""

    path: str | Path


class DiskFull(DocumentError):
    """No room is left on the disk, or in the quota."""

    path: str | Path


class WritingFailed(DocumentError):
    """The file could not be written.

    Attributes:
        reason: the system's code, or empty.
    """

    path: str | Path
    reason: str


class NoPrintCommand(DocumentError):
    """The configuration names no print command, or one not installed."""

    command: str


class PrintingFailed(DocumentError):
    """The print command refused the document.

    Attributes:
        reason: may be empty.
    """

    command: str
    reason: str


class PrintingStuck(DocumentError):
    """The print command gave no sign of life and was ended."""

    command: str
    seconds: float
