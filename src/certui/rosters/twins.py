"""Somebody who stands twice in a file: told with both places, so that one knows what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from certui.domain.roster_files import FaultKind
from certui.domain.search import fold
from certui.rosters import fields

if TYPE_CHECKING:
    from certui.domain.roster_files import RosterFault


class Seen(NamedTuple):
    """Somebody in a file, as far as it takes to tell them from another.

    Attributes:
        ine: empty when they have none.
        last_name: family name.
        first_name: first name.
        born: birth date, as text.
        class_name: code of the class.
        line: 0 when unknown.
    """

    ine: str
    last_name: str
    first_name: str
    born: str
    class_name: str
    line: int = 0

    @property
    def name(self) -> str:
        """As faults show it."""
        return f"{self.last_name} {self.first_name}".strip()

    def same_person(self, other: Seen) -> bool:
        """Whether names and birth date are the same."""
        return (fold(self.last_name), fold(self.first_name), self.born) == (
            fold(other.last_name),
            fold(other.first_name),
            other.born,
        )


class Twins:
    """Tells who is in a file already: by INE; without one, by name, birth date and class."""

    def __init__(self) -> None:
        self._first: dict[object, Seen] = {}

    def fault(self, one: Seen) -> RosterFault | None:
        """A fault when this pupil is in the file already; the first one stays."""
        key: object = one.ine or (
            fold(one.last_name),
            fold(one.first_name),
            one.born,
            fold(one.class_name),
        )
        first = self._first.setdefault(key, one)
        if first is one:
            return None
        kind, found = FaultKind.DUPLICATE, _place(first)
        if not one.same_person(first):
            kind = FaultKind.SHARED_INE
            found = f"{first.name}, {found}" if first.name else found
        elif fold(one.class_name) != fold(first.class_name):
            kind = FaultKind.TWO_CLASSES
        return fields.fault(
            kind,
            "INE" if one.ine else "élève",
            ine=one.ine,
            line=one.line,
            found=found,
            pupil=one.name,
            class_name=one.class_name,
        )


def _place(one: Seen) -> str:
    """« 3A (ligne 2) », as far as it is known."""
    return f"{one.class_name} (ligne {one.line})" if one.line else one.class_name
