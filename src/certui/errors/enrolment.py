"""Candidates and their needs: what a rule of the field forbids."""

from __future__ import annotations

from certui.errors.base import RuleError

TYPE_CHECKING = False  # without loading typing, which takes longer than all the refusals
if TYPE_CHECKING:
    from collections.abc import Sequence


class InvalidExtraTime(RuleError):
    """Extra time is a whole percent from 1 to 99, or none; the value is health data, no fact."""


class AccessibilitySettled(RuleError):
    """A need for an accessible test is set while the candidate has not joined."""

    count: int


class CandidateHasJoined(RuleError):
    """A candidate is removed while they have not joined."""

    number: int


class CandidateHasIncident(RuleError):
    """A candidate on whom an incident was reported is not removed."""

    number: int


class UnknownCandidate(RuleError):
    """The candidate is not, or no longer, in the session."""

    number: int


class UnknownInes(RuleError):
    """These INE belong to no active pupil of the school."""

    ines: Sequence[str]


class UnknownClasses(RuleError):
    """No active pupil is in these classes.

    Attributes:
        near: classes whose names come near.
    """

    classes: Sequence[str]
    near: Sequence[str] = ()


class UnknownPupils(RuleError):
    """Some of the ticked pupils have left the roster meanwhile."""

    count: int


class NotEnrolled(RuleError):
    """The pupil of this INE is not a candidate of the session."""

    ine: str
    number: int


class IneTwice(RuleError):
    """Several candidates of the session have this INE."""

    ine: str
    number: int


class IdNotEnrolled(RuleError):
    """No candidate of the session has this id."""

    candidate_id: int
    number: int


class NothingChosen(RuleError):
    """An addition without a pupil."""
