"""Numbers of a list as they are typed: « 1 3-5 » or « 1, 3 à 5 »."""

from __future__ import annotations

import re
from typing import Final

ALL: Final = "*"
_RANGE: Final = re.compile(r"(?P<first>[0-9]{1,7})(?:-(?P<last>[0-9]{1,7}))?")
_TO: Final = re.compile(r"\s*(?:-|–|\bà\b)\s*")
_BETWEEN: Final = re.compile(r"(?:[\s,;]|\bet\b)+")


def read(typed: str, count: int) -> list[int] | None:
    """Positions that numbers name, from 0, each once, in the order typed.

    Args:
        typed: numbers and ranges; ``*`` for all.
        count: how long the list is.

    Returns:
        The positions; None where it is something else than numbers of this list.
    """
    if typed == ALL:
        return list(range(count))
    found: dict[int, None] = {}
    parts = [one for one in _BETWEEN.split(_TO.sub("-", typed)) if one]
    for part in parts:
        named = _RANGE.fullmatch(part)
        if not named:
            return None
        first, last = int(named["first"]), int(named["last"] or named["first"])
        if not 0 < first <= last <= count:
            return None
        found.update(dict.fromkeys(range(first - 1, last)))
    return list(found) or None


def are_numbers(typed: str) -> bool:
    """Whether it is written as numbers of a list, be they in it or not."""
    parts = [one for one in _BETWEEN.split(_TO.sub("-", typed)) if one]
    return typed == ALL or (bool(parts) and all(map(_RANGE.fullmatch, parts)))
