"""Folding, matching and the index behind the live filter.

A query is words in any order; each must stand somewhere in the class, the last name, the first
name or the birth date of a pupil. Accents, case, hyphens and apostrophes do not count.
"""

from __future__ import annotations

import bisect
import functools
import re
import unicodedata
from itertools import accumulate
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

# Letters that Unicode does not decompose, as a French keyboard would type them (DESIGN §4.3).
_LETTERS: Final = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
# Blanks, hyphens, dashes and minus signs, straight, typographic and modifier apostrophes.
_SEPARATORS: Final = re.compile(
    r"[\s_\-\u2010-\u2015\u2043\u2212'`\u02b9\u02bb\u02bc\u2018-\u201b\u2032]+"
)
# Letters of which each folds by itself: nearly every name of a French school is made of these.
_LATIN: Final = re.compile(r"[\x00-\u017f]*")
_DIGITS: Final = re.compile(r"\d+")
_FIELD: Final = "\x1f"
_ROW: Final = "\n"
# How many rows are looked at before asking again whether a page is full, or hits have grown rare.
_STEP: Final = 4096
# How many jumps from hit to hit are made before asking whether they were worth it.
_JUMPS: Final = 32
# A jump costs about as much as looking at this many rows.
_JUMP_COST: Final = 24
# How many finished results are kept, so that backspace and retyping cost nothing.
_KEPT: Final = 16
# A roster folds each of its classes and first names again and again.
_REMEMBERED: Final = 1024


class _Letters(dict[int, str]):
    """What each letter of :data:`_LATIN` folds to, found when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _unaccented(chr(code))
        return folded


_FOLDED: Final = _Letters()


@functools.lru_cache(_REMEMBERED)
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
    elif _LATIN.fullmatch(value):
        plain = value.translate(_FOLDED)
    else:
        plain = _unaccented(value)
    return _SEPARATORS.sub(" ", plain).strip()


def _unaccented(value: str) -> str:
    plain = unicodedata.normalize("NFKD", value.casefold()).translate(_LETTERS)
    plain = "".join(
        char
        for char in plain
        if not unicodedata.combining(char) and unicodedata.category(char) != "Cf"
    )
    return unicodedata.normalize("NFKC", plain).casefold().translate(_LETTERS)


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
    fields.append(f"{birth_date.day:02}/{birth_date.month:02}/{birth_date.year:04}")
    return _FIELD.join(fields)


def matches(query: str, folded: str) -> bool:
    """Whether a pupil answers a query: the rule that :class:`Index` must agree with.

    Args:
        query: as typed.
        folded: a :func:`haystack`.
    """
    return all(word in folded for word in words(query))


@functools.lru_cache(_REMEMBERED)
def natural(value: str) -> str:
    """A key that sorts ``10e`` after ``9e``: folded, each number led by its count of digits."""
    return _DIGITS.sub(_counted, fold(value))


def _counted(number: re.Match[str]) -> str:
    digits = number[0].lstrip("0")
    return f"{len(digits):02}{digits}"


def roster_order(class_name: str, last_name: str, first_name: str, birth_date: dt.date) -> str:
    """The key that puts a roster in order: class, last name, first name, then age."""
    return orders(class_name, last_name, first_name, birth_date)[0]


def candidate_order(last_name: str, first_name: str, birth_date: dt.date) -> str:
    """The key that puts candidates in order: last name, first name, then age."""
    return _FIELD.join((fold(last_name), fold(first_name), birth_date.isoformat()))


def orders(
    class_name: str, last_name: str, first_name: str, birth_date: dt.date
) -> tuple[str, str]:
    """Both at once, for less: :func:`roster_order` and :func:`candidate_order`."""
    order = candidate_order(last_name, first_name, birth_date)
    return f"{natural(class_name)}{_FIELD}{order}", order


class Index:
    """The rows of one roster, ready to be searched at each key press.

    Two ways, the cheaper of which depends on the words: where hits are rare, jump from one to the
    next in all rows joined; where they are many, look at each row, if possible only at those that
    an earlier, shorter query left. For one thread at a time.

    Args:
        haystacks: one :func:`haystack` a row, in display order; none holds a line feed.
    """

    def __init__(self, haystacks: Sequence[str]) -> None:
        self._rows = haystacks
        self._text = _ROW.join(haystacks)
        self._starts = [0, *accumulate(len(row) + 1 for row in haystacks)]
        # A list, so that every kept result shares its numbers instead of holding its own.
        self._everything: Sequence[int] = list(range(len(haystacks)))
        self._kept: dict[tuple[str, ...], Sequence[int]] = {}

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def first(self, query: str, limit: int) -> Sequence[int]:
        """The first matches, as fast as a screen can show them.

        Args:
            query: as typed.
            limit: how many are enough, zero or more.

        Returns:
            Row positions, ascending, at most ``limit``: the beginning of :meth:`all`.
        """
        wanted = words(query)
        known = self._known(wanted)
        return self._search(wanted, limit) if known is None else known[:limit]

    def effort(self, query: str) -> int:
        """How many rows :meth:`all` would have to look at; none when it knows the answer.

        Args:
            query: as typed.
        """
        wanted = words(query)
        return 0 if self._known(wanted) is not None else len(self._narrowed(wanted)[0])

    def all(self, query: str) -> Sequence[int]:
        """All matches; kept, so that the next letter narrows them and backspace finds them again.

        Args:
            query: as typed.

        Returns:
            Row positions, ascending; not to be changed.
        """
        wanted = words(query)
        known = self._known(wanted)
        if known is None:
            known = self._search(wanted, len(self._rows))
            self._kept[wanted] = known
            if len(self._kept) > _KEPT:
                del self._kept[next(iter(self._kept))]
        return known

    def _known(self, wanted: tuple[str, ...]) -> Sequence[int] | None:
        if not wanted:
            return self._everything
        known = self._kept.pop(wanted, None)
        if known is not None:
            self._kept[wanted] = known  # now the last to be forgotten
        return known

    def _search(self, wanted: tuple[str, ...], limit: int) -> list[int]:
        base, unproven = self._narrowed(wanted)
        count = len(self._rows)
        if len(base) * 4 < count:
            return self._scan(unproven, base, limit)
        found: list[int] = []
        row = 0
        while row < count and len(found) < limit:
            reached = self._seek(wanted, row, found)
            if reached - row < _JUMPS * _JUMP_COST and len(found) < limit:
                low = bisect.bisect_left(base, reached)
                reached += _STEP
                high = bisect.bisect_left(base, reached, low)
                found += self._scan(unproven, base[low:high], limit)
            row = reached
        return found[:limit]

    def _narrowed(self, wanted: tuple[str, ...]) -> tuple[Sequence[int], tuple[str, ...]]:
        """The shortest kept result that holds every match, and the words it does not prove."""
        base = self._everything
        proven: tuple[str, ...] = ()
        for earlier, result in self._kept.items():
            if len(result) < len(base) and all(
                any(old in new for new in wanted) for old in earlier
            ):
                base, proven = result, earlier
        return base, tuple(word for word in wanted if word not in proven)

    def _scan(self, wanted: tuple[str, ...], base: Sequence[int], limit: int) -> list[int]:
        """Look at each row of ``base`` in turn, one word after the other."""
        rows = self._rows
        found: list[int] = []
        for start in range(0, len(base), _STEP):
            if len(found) >= limit:
                break
            step = base[start : start + _STEP]
            for word in wanted:
                step = [row for row in step if word in rows[row]]
            found += step
        return found[:limit]

    def _seek(self, wanted: tuple[str, ...], row: int, found: list[int]) -> int:
        """Leap to the furthest next hit of any word, and on from there, a few times.

        Args:
            wanted: the words, one at least.
            row: where to begin.
            found: takes the matches.

        Returns:
            The row before which no other match is left.
        """
        text, starts, rows = self._text, self._starts, self._rows
        others = wanted[:-1]
        for _ in range(_JUMPS):
            for word in wanted:
                position = text.find(word, starts[row])
                if position < 0:
                    return len(rows)
                row = bisect.bisect_right(starts, position, row) - 1
            if all(map(rows[row].__contains__, others)):
                found.append(row)
                row += 1
        return row
