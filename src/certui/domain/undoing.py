"""What is kept of an action, for a day at most, so that it can be undone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from certui.domain.models import Action

KEPT_FOR: Final = dt.timedelta(days=1)
"""A mistake is seen on the day that it is made; earlier values of pupils are kept no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoEntry:
    """An action that can be undone.

    Attributes:
        id: never given twice; 0 until it is kept.
        op_id: the action's.
        action: what was done.
        number: the session whose screen it was done on; None for the list of sessions.
        who: who did it, and may undo it.
        at: aware UTC instant.
        count: how many things it changed.
        facts: what undoing it needs beside its parts; JSON values, nothing of a pupil.
    """

    id: int = 0
    op_id: str
    action: Action
    number: int | None
    who: str
    at: dt.datetime
    count: int
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UndoPart:
    """What an action did to one pupil; it is erased with the pupil.

    Attributes:
        pupil_id: the pupil.
        candidate_id: the same pupil in the session; None for what concerns the roster.
        facts: the earlier values; JSON values.
    """

    pupil_id: int
    candidate_id: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict, repr=False)


def still_kept(entry: UndoEntry, now: dt.datetime) -> bool:
    """Whether an action is recent enough at ``now`` (aware) to be undone."""
    return now - entry.at < KEPT_FOR
