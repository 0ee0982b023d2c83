"""Pure decisions: what may be done to a session and its candidates, given an instant.

Sources: the user guide (adding until the session begins, removal while the candidate has not
joined) and the product's own rules where the guide is silent.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from certui.domain.models import SessionState
from certui.late import late

if TYPE_CHECKING:
    import zoneinfo
    from collections.abc import Iterable

    from certui.domain.models import Candidate, ExamSession
else:
    zoneinfo = late("zoneinfo")


def begins_at(session: ExamSession) -> dt.datetime:
    """The instant a session begins.

    An hour that the spring clock change skips is read with the offset before the change; an hour
    that autumn has twice is its first passage.

    Args:
        session: its date and hour are wall clock in its ``time_zone``.

    Returns:
        Aware UTC datetime.

    Raises:
        zoneinfo.ZoneInfoNotFoundError: the zone is no IANA name.
    """
    zone = zoneinfo.ZoneInfo(session.time_zone)
    start = dt.datetime.combine(session.date, session.time, zone).replace(fold=0)
    return start.astimezone(dt.UTC)


def has_begun(session: ExamSession, now: dt.datetime) -> bool:
    """Whether the session has begun at ``now`` (aware); true from the very second it begins."""
    return now >= begins_at(session)


def state(session: ExamSession, now: dt.datetime) -> SessionState:
    """Where the session stands at ``now`` (aware)."""
    if session.finalised_at is not None:
        return SessionState.FINALISED
    return SessionState.BEGUN if has_begun(session, now) else SessionState.UPCOMING


def is_to_come(session: ExamSession, now: dt.datetime) -> bool:
    """Whether a session is still awaited, or its day is not over."""
    today = now.astimezone(zoneinfo.ZoneInfo(session.time_zone)).date()
    return session.finalised_at is None and session.date >= today


def may_remove(session: ExamSession, candidate: Candidate) -> bool:
    """A candidate is removed while they have not joined (guide, last page)."""
    return session.finalised_at is None and candidate.joined_at is None


def may_edit(session: ExamSession, candidates: Iterable[Candidate]) -> bool:
    """A session is edited, and put off, while nobody has joined."""
    return session.finalised_at is None and all(one.joined_at is None for one in candidates)
