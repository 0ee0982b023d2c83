"""What is not taken back."""

from __future__ import annotations

from certui.errors.base import RuleError


class SessionInUse(RuleError):
    """A session that has candidates or was edited is not taken back."""

    number: int


class PupilsErased(RuleError):
    """Candidates who left the database are not put back."""

    number: int


class CandidatesHaveIncidents(RuleError):
    """An addition cannot be undone: some of its candidates have an incident."""

    count: int


class ChangedSince(RuleError):
    """Somebody changed since what was to be undone.

    Attributes:
        number: None for a roster.
    """

    number: int | None


class CandidatesHaveJoined(RuleError):
    """An addition cannot be undone: some of its candidates have joined."""

    count: int


class NothingToUndo(RuleError):
    """No action of this person in this session can be undone."""
