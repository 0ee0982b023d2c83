"""Sessions and the centre: what a rule of the field forbids."""

from __future__ import annotations

from certui.errors.base import RuleError


class UnknownSession(RuleError):
    """No session has this number.

    Attributes:
        number: as typed, where it is larger than any.
    """

    number: int | str


class SessionHasBegun(RuleError):
    """Candidates are added until the session begins."""

    number: int


class SessionFinalised(RuleError):
    """The session is finished: it is read-only."""

    number: int


class SessionHasJoined(RuleError):
    """A session is edited while nobody has joined."""

    number: int


class SessionNotDeletable(RuleError):
    """A session is deleted while nobody has joined."""

    number: int


class SessionHasIncident(RuleError):
    """What was reported of a session is kept, and the session with it."""

    number: int


class SessionChanged(RuleError):
    """Somebody else edited the session meanwhile."""

    number: int


class CentreChanged(RuleError):
    """Somebody else has changed the centre since it was read."""


class NotEmpty(RuleError):
    """The invented school goes only into an empty database."""
