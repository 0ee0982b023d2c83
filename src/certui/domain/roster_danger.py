"""What an import would do that must be asked first, by a person who sees the counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from certui.domain.models import Pupil
    from certui.domain.roster_changes import RosterChange

# Between two imports of one year a few pupils leave. More than these are a class, a level or a
# school that the file lacks: a class is 2 to 5 % of a collège, and seldom has fewer than 20.
_FEW: Final = 5
_PART: Final = 50
_CLASS: Final = 20


@dataclass(frozen=True, slots=True)
class Danger:
    """Why an import is asked first; at least one of the reasons stands.

    Attributes:
        years: first years of the school years of the roster and of the file, when they differ.
        many: whether those who would be disabled are many.
        disabled: those who would be disabled.
        active: how many there are.
        enrolled: those of them who are in a session to come, in the order of the change.
    """

    years: tuple[int, int] | None
    many: bool
    disabled: tuple[Pupil, ...]
    active: int
    enrolled: tuple[Pupil, ...]


def danger(change: RosterChange) -> Danger | None:
    """What must be asked before a change is written (pure); None when nothing must.

    Args:
        change: its doubts decided.
    """
    known, said = change.known_year, change.source.school_year
    years = None if known is None or said is None or known == said else (known, said)
    many = are_many(len(change.disabled), change.active)
    enrolled = tuple(one for one in change.disabled if one.id in change.enrolled)
    if years is None and not many and not enrolled:
        return None
    return Danger(years, many, change.disabled, change.active, enrolled)


def are_many(leaving: int, active: int) -> bool:
    """Whether more pupils leave at once than leave a school within a year.

    More than half of them, however few they are; or a class's worth (20); or more than one of 50,
    from five on.
    """
    if leaving * 2 > active or leaving >= _CLASS:
        return True
    return leaving >= _FEW and leaving * _PART > active
