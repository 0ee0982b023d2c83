"""The index: always what the rule of matching says, however one came to the query."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, SupportsIndex

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from certui.domain import search
from certui.domain.search import Index, haystack, matches

if TYPE_CHECKING:
    from collections.abc import Sequence

_CLASSES = ("3EA", "3EB", "2NDE 1")
_NAMES = ("Aa", "Ab", "Ba", "Le Ba", "Ça", "Œ-Ba", "Zz")
_BIRTHS = (dt.date(2011, 5, 20), dt.date(2012, 11, 2))
_PUPILS = st.builds(
    haystack,
    st.sampled_from(_CLASSES),
    st.sampled_from(_NAMES),
    st.sampled_from(_NAMES),
    st.sampled_from(_BIRTHS),
)
_WORDS = ("a", "b", "aa", "ba", "le", "zz", "3", "3eb", "2nde", "20/05", "2011", "œ", "ç", "q")
_QUERIES = st.lists(st.sampled_from(_WORDS), max_size=3).map(" ".join)
_KEYS = st.lists(st.sampled_from([*"abcelz3/2 é", "backspace", "clear"]), min_size=1, max_size=25)

# The pace is set once for a test, whatever the example.
_PACED = [HealthCheck.function_scoped_fixture]


def _rule(query: str, rows: Sequence[str]) -> list[int]:
    return [row for row, folded in enumerate(rows) if matches(query, folded)]


def _check(index: Index, rows: Sequence[str], query: str, limit: int) -> None:
    expected = _rule(query, rows)
    first, complete = index.first(query, limit)
    assert list(first) == expected[: len(first)]
    assert len(first) >= min(limit, len(expected))
    assert not complete or len(first) == len(expected)
    if limit % 2:
        assert list(index.all(query)) == expected
        again, complete = index.first(query, limit)
        assert complete
        assert list(again) == expected


@pytest.fixture(params=["as it is", "small steps", "one step at once"])
def _pace(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every way through the search, on rosters small enough to check by the rule."""
    if request.param != "as it is":
        monkeypatch.setattr(search, "_STEP", 3)
        monkeypatch.setattr(search, "_AT_ONCE", 0 if request.param == "small steps" else 4)
        monkeypatch.setattr(search, "_KEPT", 2)


@pytest.mark.usefixtures("_pace")
class TestAgreesWithTheRule:
    """The index answers what :func:`certui.domain.search.matches` says of each row."""

    @given(st.lists(_PUPILS, max_size=40), st.lists(_QUERIES, max_size=8), st.integers(0, 9))
    @settings(max_examples=60, deadline=None, suppress_health_check=_PACED)
    def test_for_any_queries(self, rows: list[str], queries: list[str], limit: int) -> None:
        """Queries in any order, each possibly narrowing an earlier one, or asked again."""
        index = Index(rows)
        assert len(index) == len(rows)
        for query in queries:
            _check(index, rows, query, limit)

    @given(st.lists(_PUPILS, max_size=40), _KEYS, st.integers(0, 9))
    @settings(max_examples=60, deadline=None, suppress_health_check=_PACED)
    def test_while_one_types(self, rows: list[str], keys: list[str], limit: int) -> None:
        """Letters, backspaces and a cleared field, looked at after each key."""
        index = Index(rows)
        query = ""
        for key in keys:
            query = {"backspace": query[:-1], "clear": ""}.get(key, query + key)
            _check(index, rows, query, limit)


class _Watched(list[str]):
    """Rows that remember which of them were looked at."""

    def __init__(self, rows: Sequence[str]) -> None:
        super().__init__(rows)
        self.seen: set[int] = set()

    def __getitem__(self, row: SupportsIndex | slice) -> Any:
        if not isinstance(row, slice):
            self.seen.add(row.__index__())
        return super().__getitem__(row)


@pytest.fixture
def rows() -> _Watched:
    """Ten classes of ten pupils; two of each class are called Ab."""
    return _Watched(
        [
            haystack(f"{level}E", "Ab" if number < 2 else "Zz", f"P{number}", _BIRTHS[0])
            for level in range(10)
            for number in range(10)
        ]
    )


def test_a_longer_query_looks_only_at_what_the_shorter_one_left(rows: _Watched) -> None:
    """Each letter narrows the last result."""
    index = Index(rows)
    assert list(index.all("3e")) == list(range(30, 40))
    rows.seen.clear()
    assert list(index.all("3e a")) == [30, 31]
    assert list(index.first("ab 3e", 5).positions) == [30, 31]
    assert rows.seen <= set(range(30, 40))


def test_a_backspace_looks_at_nothing(rows: _Watched) -> None:
    """Earlier results are kept, whatever the order of the words."""
    index = Index(rows)
    for query in ("3", "3e", "3e a", "3e ab"):
        index.all(query)
    rows.seen.clear()
    assert list(index.all("A 3E")) == [30, 31]
    assert list(index.all("3e")) == list(range(30, 40))
    assert index.first("3e", 4) == (list(range(30, 40)), True)
    assert not rows.seen


def test_the_oldest_results_are_forgotten(rows: _Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept is bounded; what was asked last stays."""
    monkeypatch.setattr(search, "_KEPT", 2)
    index = Index(rows)
    for query in ("3e", "4e", "3e", "5e"):
        index.all(query)
    rows.seen.clear()
    index.all("3e")
    index.all("5e")
    assert not rows.seen
    assert list(index.all("4e")) == list(range(40, 50))
    assert rows.seen


def test_the_first_page_is_found_without_looking_at_the_rest(
    rows: _Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once a page is full the search stops, in an earlier result as in the whole roster."""
    monkeypatch.setattr(search, "_STEP", 4)
    monkeypatch.setattr(search, "_AT_ONCE", 0)
    index = Index(rows)
    assert index.first("zz p", 4) == ([2, 3, 4, 5], False)
    assert max(rows.seen) < 10
    index.all("ab")
    rows.seen.clear()
    assert index.first("ab p1", 1) == ([1, 11], False)
    assert rows.seen <= {0, 1, 10, 11}


def test_a_search_goes_on_from_where_it_was_left(
    rows: _Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The count that follows a first page looks at no row twice; another query between is none."""
    monkeypatch.setattr(search, "_STEP", 4)
    monkeypatch.setattr(search, "_AT_ONCE", 0)
    index = Index(rows)
    first = index.first("zz p", 4)
    seen = set(rows.seen)
    rows.seen.clear()
    assert list(index.all("zz p"))[:4] == first.positions
    assert not rows.seen & seen
    assert index.first("ab p", 1) == ([0, 1, 10, 11], False)
    assert list(index.all("zz")) == [row for row in range(100) if row % 10 > 1]
    assert list(index.all("ab p")) == [row for row in range(100) if row % 10 < 2]


def test_rows_without_the_rarest_letter_are_not_looked_at(rows: _Watched) -> None:
    """« b » stands in two rows of ten, « p » in all."""
    index = Index(rows)
    rows.seen.clear()
    assert index.first("b", 4) == ([row for row in range(100) if row % 10 < 2], True)
    assert not rows.seen
    assert index.first("p b", 4).complete
    assert rows.seen == {row for row in range(100) if row % 10 < 2}
    assert index.first("pq", 4) == ([], True)


def test_no_roster_at_all() -> None:
    """A school before its first import."""
    index = Index([])
    assert len(index) == 0
    assert list(index.all("")) == list(index.all("a")) == []
    assert index.first("ab", 24).complete


def test_as_many_rows_as_take_no_time_are_all_looked_at(
    rows: _Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One row more, and a full page is enough."""
    monkeypatch.setattr(search, "_STEP", 4)
    for at_once, complete in ((80, True), (79, False)):
        monkeypatch.setattr(search, "_AT_ONCE", at_once)
        assert Index(rows).first("zz", 4).complete is complete


def test_a_row_that_stands_alone_in_the_last_step_is_found(
    rows: _Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All rows match, and one is left over."""
    monkeypatch.setattr(search, "_STEP", 3)
    monkeypatch.setattr(search, "_AT_ONCE", 0)
    assert list(Index(rows[2:6]).all("zz")) == [0, 1, 2, 3]
