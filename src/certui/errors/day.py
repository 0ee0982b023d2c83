"""The day of a session: what a rule of the field forbids."""

from __future__ import annotations

from certui.errors.base import RuleError

TYPE_CHECKING = False  # without loading typing, which takes longer than all the refusals
if TYPE_CHECKING:
    import datetime as dt


class NotTheDay(RuleError):
    """Candidates arrive, start and are absent from the session's day on.

    Attributes:
        date: the session's.
    """

    number: int
    date: dt.date


class NobodyStarted(RuleError):
    """A session in which no test has begun is not finished."""

    number: int


class UnfinishedCandidates(RuleError):
    """A session is finished once all who came have ended, or have a reason not to."""

    number: int
    count: int


class NotAdministrator(RuleError):
    """Only an administrator reopens a session."""

    number: int


class NotFinalised(RuleError):
    """Only a finished session is reopened."""

    number: int


class IncidentTooLong(RuleError):
    """The words of an incident are more than the PV has room for."""

    most: int
