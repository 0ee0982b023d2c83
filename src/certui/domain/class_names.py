"""Classes as people name them: « 3eb » is 3EB, and « 3EV » may be meant for it."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

from certui.domain.search import fold, natural

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

# How much of two names is alike when one may be meant for the other (Ratcliff and Obershelp).
_NEAR: Final = 0.5
_MOST: Final = 5


def meant(named: Iterable[str], known: Collection[str]) -> dict[str, str | None]:
    """Which class each name means: the only one that is the same but for case, accents and blanks.

    Args:
        named: as typed.
        known: the classes of the school.

    Returns:
        By name as typed; None where there is none, or more than one.
    """
    folded: dict[str, list[str]] = {}
    for name in known:
        folded.setdefault(_key(name), []).append(name)
    found = {name: [name] if name in known else folded.get(_key(name), []) for name in named}
    return {name: ones[0] if len(ones) == 1 else None for name, ones in found.items()}


def near(named: Iterable[str], known: Collection[str]) -> list[str]:
    """The classes that come near to names of none, in their order; at most five.

    Args:
        named: as typed.
        known: the classes of the school.
    """
    folded: dict[str, list[str]] = {}
    for name in sorted(known, key=natural):
        folded.setdefault(_key(name), []).append(name)
    found: list[str] = []
    for name in named:
        key = _key(name)
        begun = [one for other, ones in folded.items() if other.startswith(key) for one in ones]
        alike = difflib.get_close_matches(key, folded, n=_MOST, cutoff=_NEAR)
        found += [*begun, *(one for other in alike for one in folded[other])]
    return sorted(list(dict.fromkeys(found))[:_MOST], key=natural)


def _key(name: str) -> str:
    return fold(name).replace(" ", "")
