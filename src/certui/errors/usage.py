"""The command line, the configuration, the terminal: what cannot be carried out as written."""

from __future__ import annotations

from certui.errors.base import CertuiError, UsageError

TYPE_CHECKING = False  # without loading typing, which takes longer than all the refusals
if TYPE_CHECKING:
    from pathlib import Path


class NoTerminal(UsageError):
    """Standard input or output is not a terminal."""


class NothingToEdit(UsageError):
    """A session is to be edited, but nothing says what."""

    number: int


class DumbTerminal(UsageError):
    """``TERM`` is unset, empty or ``dumb``."""

    term: str


class NotADialogue(UsageError):
    """``--plain`` stands before a command that does not talk."""


class InvalidDatabase(UsageError):
    """``--db`` names no database that certui can use."""

    value: str


class InvalidSessionNumber(UsageError):
    """What stands for a session is no number."""

    value: str


class InvalidCandidateId(UsageError):
    """What stands for a candidate's id is no number."""

    value: str


class InvalidStudents(UsageError):
    """No number of pupils that an invented school can have."""

    value: str
    most: int


class InvalidDecision(UsageError):
    """What stands for who somebody of a file is says nothing of it."""

    value: str


class BinaryToTerminal(UsageError):
    """A document that is no text was asked for on a terminal.

    Attributes:
        name: the file's.
    """

    name: str


class InvalidConfiguration(CertuiError):
    """The configuration file cannot be used.

    Attributes:
        line: 0 when unknown.
        key: the one whose value is of the wrong kind, or empty.
    """

    path: str | Path
    line: int
    key: str


class OutputFailed(CertuiError):
    """Standard output cannot be written."""
