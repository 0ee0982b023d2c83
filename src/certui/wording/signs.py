"""States with their signs: what is told by a colour is told by a sign and a word too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.domain import day
from certui.domain.models import CandidateState, SessionState
from certui.wording import day as words
from certui.wording.enrolment import SESSION_STATES

if TYPE_CHECKING:
    from certui.domain.models import Candidate

_SESSIONS: Final = {
    SessionState.UPCOMING: "○",
    SessionState.BEGUN: "●",
    SessionState.FINALISED: "✓",
}
_CANDIDATES: Final = {
    CandidateState.EXPECTED: "○",
    CandidateState.ARRIVED: "◐",
    CandidateState.STARTED: "●",
    CandidateState.ENDED: "✓",
    CandidateState.ABSENT: "–",
}
OVER: Final = "▲"
HERE: Final = _CANDIDATES[CandidateState.ARRIVED]
"""Of who has come, before :data:`~certui.wording.enrolment.PRESENT` or where that has no room."""


def session_state(state: SessionState) -> str:
    """``○ à venir``."""
    return f"{_SESSIONS[state]} {SESSION_STATES[state]}"


def standing(candidate: Candidate) -> str:
    """``● en cours``: where a candidate stands; of who did not finish, why."""
    unfinished = candidate.unfinished_reason is not None
    sign = OVER if unfinished else _CANDIDATES[day.state(candidate)]
    return f"{sign} {words.standing(candidate)}"


def minutes(left: int | None) -> str:
    """``12 min`` left; ``▲-3 min`` when over; nothing when no test runs."""
    return f"{OVER if left is not None and left < 0 else ''}{words.minutes(left)}"
