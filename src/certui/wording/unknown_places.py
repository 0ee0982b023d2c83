"""The codes of birth places that INSEE has never published, with the pupils whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.domain.text import clean
from certui.wording.typography import NO_BREAK, plural, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from certui.domain.roster_files import RosterFault

_CURE: Final = "corrigez dans le logiciel de l’établissement, puis importez de nouveau"
_NAMED: Final = 2


def counted(unknown: Sequence[RosterFault]) -> str:
    """How many there are and of whom, the first by name, in one sentence; empty for none."""
    if not unknown:
        return ""
    named = [f"{_who(one)} {quoted(one.found)}" for one in unknown[:_NAMED]]
    if left := len(unknown) - len(named):
        named.append(plural(left, "autre", "autres"))
    return f"{_count(unknown)}{NO_BREAK}: {', '.join(named)}."


def told(unknown: Sequence[RosterFault]) -> Iterator[str]:
    """All of them, for a shell: the count and what to do, then each with its pupil."""
    if unknown:
        yield f"{_count(unknown)}{NO_BREAK}: {_CURE}."
    yield from map(in_full, unknown)


def in_full(one: RosterFault) -> str:
    """One of them as a sentence: where, whose, which."""
    where = [f"ligne {one.line}"] if one.line else []
    ine = [f"INE {clean(one.ine)}"] if one.ine else []
    place = f"{one.field} inconnu de l’INSEE{NO_BREAK}: {quoted(one.found)}"
    return f"{', '.join([_who(one), *ine, *where])}, {place}."


def _count(unknown: Sequence[RosterFault]) -> str:
    return plural(
        len(unknown),
        "code de lieu de naissance inconnu, laissé vide",
        "codes de lieu de naissance inconnus, laissés vides",
    )


def _who(one: RosterFault) -> str:
    return clean(f"{one.class_name} {one.pupil}") or "(sans nom)"
