"""The texts of a paper: whose they are, and which of their letters no face draws."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from certui.documents import faces
from certui.domain.papers import Undrawn

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping


def unusual(values: Mapping[str, object]) -> list[str]:
    """The texts that may ask for more than the face of the papers, each once, in order."""
    # At once, for speed: of nearly all papers there is no more to ask.
    if faces.are_usual(json.dumps(values, ensure_ascii=False)):
        return []
    return list(dict.fromkeys(text for _, text in _texts(values, "") if not faces.are_usual(text)))


def undrawn(values: Mapping[str, object], missing: Collection[str]) -> tuple[Undrawn, ...]:
    """Whose letters are not drawn.

    Args:
        values: what the template shows.
        missing: the letters that no face has; each may be several characters.

    Returns:
        Pupils in the order of the paper, then other texts, the shortest first; a text that only
        says again what another says is left out. Letters in none of the values, such as those of a
        centre's own template, come last, without a text.
    """
    if not missing:
        return ()
    pupils: dict[str, dict[str, None]] = {}
    others: dict[str, list[str]] = {}
    for whose, text in _texts(values, ""):
        found = sorted((one for one in missing if one in text), key=text.index)
        if found and whose:
            pupils.setdefault(whose, {}).update(dict.fromkeys(found))
        elif found:
            others[text] = found
    told = [Undrawn(whose=whose, letters=tuple(found)) for whose, found in pupils.items()]
    for text in sorted(others, key=len):
        known = {letter for one in told if one.whose in text for letter in one.letters}
        if not known.issuperset(others[text]):
            told.append(Undrawn(whose=text, letters=tuple(others[text])))
    rest = set(missing).difference(*(one.letters for one in told))
    return (*told, Undrawn(whose="", letters=tuple(sorted(rest)))) if rest else tuple(told)


def _texts(value: object, whose: str) -> Iterator[tuple[str, str]]:
    """Each text among the values; before it the pupil's name, or nothing."""
    if isinstance(value, str):
        yield whose, value
    elif isinstance(value, dict):
        if "last_name" in value:
            whose = f"{value['last_name']} {value['first_name']}".strip()
        for one in value.values():
            yield from _texts(one, whose)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one, whose)
