"""Folding, matching and the index behind the live filter.

A query is words in any order; each must stand somewhere in the class, the last name, the first
name or the birth date of a pupil. Accents, case, hyphens and apostrophes do not count.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections import OrderedDict
from itertools import accumulate
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

# Letters that Unicode does not decompose, as a French keyboard would type them (DESIGN §4.3).
_LETTERS: Final = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_SEPARATORS: Final = re.compile(r"[\s\-'\u2010-\u2015\u2018\u2019\u02bc_\u00ad]+")
_DIGITS: Final = re.compile(r"\d+")
_FIELD: Final = "\x1f"
_ROW: Final = "\n"
# How many rows one step of a scan looks at: small enough to stop soon after a full page.
_STEP: Final = 4096
# How many needle hits may fail their other words before a plain scan is cheaper.
_PATIENCE: Final = 2000
# How many finished results are kept, so that backspace and retyping cost nothing.
_KEPT: Final = 32


def fold(value: str) -> str:
    """A text as it is compared: no case, no accents, one blank for any blank, hyphen, apostrophe.

    Idempotent: ``fold(fold(x)) == fold(x)``.

    Args:
        value: any text.

    Returns:
        The folded text, without blanks at its ends.
    """
    if value.isascii():
        plain = value.lower()
    else:
        plain = unicodedata.normalize("NFKD", value.casefold()).translate(_LETTERS)
        plain = "".join(char for char in plain if not unicodedata.combining(char))
        plain = unicodedata.normalize("NFKC", plain).casefold().translate(_LETTERS)
    return _SEPARATORS.sub(" ", plain).strip()


def words(query: str) -> tuple[str, ...]:
    """The folded words of a query, longest first, without those that another one holds."""
    unique = sorted(set(fold(query).split()), key=lambda word: (-len(word), word))
    kept: list[str] = []
    for word in unique:
        if not any(word in longer for longer in kept):
            kept.append(word)
    return tuple(kept)


def haystack(class_name: str, last_name: str, first_name: str, birth_date: dt.date) -> str:
    """What the filter searches for one pupil.

    Each field stands folded; one that has blanks stands a second time without them, so that
    ``jeanbaptiste`` and ``3eb`` find « Jean-Baptiste » and « 3E B ». No word can match across two
    fields.

    Returns:
        The fields, separated by U+001F; never a line feed.
    """
    fields: list[str] = []
    for value in (class_name, last_name, first_name):
        folded = fold(value)
        fields.append(folded)
        if " " in folded:
            fields.append(folded.replace(" ", ""))
    fields.append(birth_date.strftime("%d/%m/") + f"{birth_date.year:04}")
    return _FIELD.join(fields).replace(_ROW, " ")


def matches(query: str, folded: str) -> bool:
    """Whether a pupil answers a query: the rule that :class:`Index` must agree with.

    Args:
        query: as typed.
        folded: a :func:`haystack`.
    """
    return all(word in folded for word in words(query))


def natural(value: str) -> str:
    """A key that sorts ``10e`` after ``9e``: folded, its numbers padded to six digits."""
    return _DIGITS.sub(lambda number: number[0].lstrip("0").zfill(6), fold(value))


def roster_order(class_name: str, last_name: str, first_name: str, birth_date: dt.date) -> str:
    """The key that puts a roster in order: class, last name, first name, then age."""
    return _FIELD.join(
        (natural(class_name), fold(last_name), fold(first_name), birth_date.isoformat())
    )


def candidate_order(last_name: str, first_name: str, birth_date: dt.date) -> str:
    """The key that puts candidates in order: last name, first name, then age."""
    return _FIELD.join((fold(last_name), fold(first_name), birth_date.isoformat()))


class Index:
    """The rows of one roster, ready to be searched at each key press.

    Args:
        haystacks: one :func:`haystack` a row, in display order.
    """

    def __init__(self, haystacks: Sequence[str]) -> None:
        self._rows = haystacks
        self._text = _ROW.join(haystacks)
        self._starts = [0, *accumulate(len(row) + 1 for row in haystacks)]
        self._everything: Sequence[int] = range(len(haystacks))
        self._kept: OrderedDict[tuple[str, ...], Sequence[int]] = OrderedDict()

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def first(self, query: str, limit: int) -> Sequence[int]:
        """The first matches, as fast as a screen can show them.

        Args:
            query: as typed.
            limit: how many are enough.

        Returns:
            Row positions, ascending; at most ``limit``, unless all are known already.
        """
        wanted = words(query)
        known = self._known(wanted)
        if known is not None:
            return known
        base = self._base(wanted)
        if len(base) == len(self._rows):
            return self._seek(wanted, limit)
        return self._scan(wanted, base, limit)

    def all(self, query: str) -> Sequence[int]:
        """All matches; kept, so that the next letter narrows them and backspace finds them again.

        Args:
            query: as typed.

        Returns:
            Row positions, ascending.
        """
        wanted = words(query)
        known = self._known(wanted)
        if known is None:
            base = self._base(wanted)
            known = self._scan(wanted, base, len(base))
            self._kept[wanted] = known
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return known

    def _known(self, wanted: tuple[str, ...]) -> Sequence[int] | None:
        if not wanted:
            return self._everything
        if wanted in self._kept:
            self._kept.move_to_end(wanted)
            return self._kept[wanted]
        return None

    def _base(self, wanted: tuple[str, ...]) -> Sequence[int]:
        """The shortest kept result that must hold every match of ``wanted``."""
        best = self._everything
        for earlier, result in self._kept.items():
            if len(result) < len(best) and all(
                any(old in new for new in wanted) for old in earlier
            ):
                best = result
        return best

    def _scan(self, wanted: tuple[str, ...], base: Sequence[int], limit: int) -> Sequence[int]:
        """Look at each row of ``base`` in turn, one word after the other."""
        rows = self._rows
        found: list[int] = []
        for start in range(0, len(base), _STEP):
            step: Iterable[int] = base[start : start + _STEP]
            for word in wanted:
                step = [row for row in step if word in rows[row]]
            found += step
            if len(found) >= limit:
                break
        return found[:limit]

    def _seek(self, wanted: tuple[str, ...], limit: int) -> Sequence[int]:
        """Jump from hit to hit of the longest word in the joined text."""
        needle, *others = wanted
        text, starts, rows = self._text, self._starts, self._rows
        found: list[int] = []
        failed = 0
        position = text.find(needle)
        while position >= 0 and len(found) < limit:
            row = bisect.bisect_right(starts, position) - 1
            if all(word in rows[row] for word in others):
                found.append(row)
            else:
                failed += 1
                if failed > _PATIENCE:
                    rest = range(row + 1, len(rows))
                    return [*found, *self._scan(wanted, rest, limit - len(found))]
            position = text.find(needle, starts[row + 1])
        return found
