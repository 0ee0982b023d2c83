"""Folding, matching and the index behind the live filter.

A query is words in any order; each must stand somewhere in the class, the last name, the first
name, the name in use or the birth date of a pupil. Accents, case, hyphens and apostrophes do not
count.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

# Letters that Unicode does not decompose, as a French keyboard would type them (hazards D3).
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
# How many rows are looked at before asking again whether a page is full.
_STEP: Final = 4096
# Rows that are all looked at within a frame: it takes a millisecond.
_AT_ONCE: Final = 16_384
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


def haystack(
    class_name: str, last_name: str, first_name: str, birth_date: dt.date, usage_name: str = ""
) -> str:
    """What the filter searches for one pupil; the name in use where it says something else.

    Each field stands folded; one that has blanks stands a second time without them, so that
    ``jeanbaptiste`` and ``3eb`` find « Jean-Baptiste » and « 3E B ». No word can match across two
    fields.

    Returns:
        The fields, separated by U+001F.
    """
    fields: list[str] = []
    for value in (class_name, last_name, first_name):
        folded = fold(value)
        fields.append(folded)
        if " " in folded:
            fields.append(folded.replace(" ", ""))
    if usage_name and (folded := fold(usage_name)) not in fields:
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


class First(NamedTuple):
    """The beginning of an answer.

    Attributes:
        positions: of rows, ascending; not to be changed.
        complete: whether no row behind them matches.
    """

    positions: Sequence[int]
    complete: bool


class _Search:
    """A search that can be left and taken up again.

    Args:
        rows: what is searched.
        base: positions in it that may match, ascending.
        unproven: the words that each of them is still to be searched for.
    """

    def __init__(self, rows: Sequence[str], base: Sequence[int], unproven: Sequence[str]) -> None:
        self._rows = rows
        self._base = base
        self._unproven = unproven
        self._reached = 0
        self.found: list[int] = []

    @property
    def is_done(self) -> bool:
        """Whether everything was looked at."""
        return self._reached >= len(self._base)

    def go_on(self, enough: int) -> None:
        """Look at some more, until there are enough matches; at all, where that takes no time.

        Args:
            enough: how many matches there are to be in all.
        """
        rows, base = self._rows, self._base
        small = len(base) <= _AT_ONCE
        while not self.is_done and (small or len(self.found) < enough):
            step = base[self._reached : self._reached + _STEP]
            self._reached += _STEP
            for word in self._unproven:
                step = [row for row in step if word in rows[row]]
            self.found += step


class Index:
    """The rows of one roster, ready to be searched at each key press.

    A search looks only at the rows that may match: those that an earlier, shorter query left, or
    those that have the rarest letter of the words. For one thread at a time.

    Args:
        haystacks: one :func:`haystack` a row, in display order.
    """

    def __init__(self, haystacks: Sequence[str]) -> None:
        self._rows = haystacks
        # Lists, so that every kept result shares these numbers instead of holding its own.
        self._everything = list(range(len(haystacks)))
        self._letters: dict[str, Sequence[int]] = _by_letter(haystacks, self._everything)
        self._kept: dict[tuple[str, ...], Sequence[int]] = {}
        self._begun: tuple[tuple[str, ...], _Search] | None = None

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def first(self, query: str, enough: int) -> First:
        """All matches where that takes no time to speak of; else the first, enough for a screen.

        Args:
            query: as typed.
            enough: how many matches are wanted before the search is left, zero or more.

        Returns:
            The beginning of :meth:`all`, which goes on from there.
        """
        wanted = words(query)
        known = self._known(wanted)
        if known is not None:
            return First(known, complete=True)
        search = _Search(self._rows, *self._narrowed(wanted))
        search.go_on(enough)
        if search.is_done:
            return First(self._keep(wanted, search.found), complete=True)
        self._begun = (wanted, search)
        return First(search.found.copy(), complete=False)

    def all(self, query: str) -> Sequence[int]:
        """All matches; kept, so that the next letter narrows them and backspace finds them again.

        Args:
            query: as typed.

        Returns:
            Row positions, ascending; not to be changed.
        """
        wanted = words(query)
        known = self._known(wanted)
        if known is not None:
            return known
        if self._begun is not None and self._begun[0] == wanted:
            search = self._begun[1]
        else:
            search = _Search(self._rows, *self._narrowed(wanted))
        search.go_on(len(self._rows))
        return self._keep(wanted, search.found)

    def _known(self, wanted: tuple[str, ...]) -> Sequence[int] | None:
        if not wanted:
            return self._everything
        if len(wanted) == 1 and len(wanted[0]) == 1:
            return self._letters.get(wanted[0])
        known = self._kept.pop(wanted, None)
        if known is not None:
            self._kept[wanted] = known  # now the last to be forgotten
        return known

    def _keep(self, wanted: tuple[str, ...], found: Sequence[int]) -> Sequence[int]:
        self._begun = None
        self._kept[wanted] = found
        if len(self._kept) > _KEPT:
            del self._kept[next(iter(self._kept))]
        return found

    def _narrowed(self, wanted: tuple[str, ...]) -> tuple[Sequence[int], tuple[str, ...]]:
        """The shortest list of rows that holds every match, and the words it does not prove."""
        letters = set("".join(wanted))
        known: list[tuple[Sequence[int], tuple[str, ...]]] = [
            (result, earlier)
            for earlier, result in self._kept.items()
            if all(any(old in new for new in wanted) for old in earlier)
        ]
        known += ((self._letters.get(letter, ()), (letter,)) for letter in letters)
        base, proven = min(known, key=lambda one: len(one[0]))
        return base, tuple(word for word in wanted if word not in proven)


def _by_letter(haystacks: Sequence[str], positions: Sequence[int]) -> dict[str, Sequence[int]]:
    """The positions of the rows that have each letter."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for position, row in zip(positions, haystacks, strict=True):
        for letter in set(row):
            found[letter].append(position)
    for separator in (_FIELD, " "):
        found.pop(separator, None)
    return dict(found)
