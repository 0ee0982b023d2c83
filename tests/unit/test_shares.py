"""How columns share the width of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certui.domain.session_fields import list_columns
from certui.screens import add_candidates, doubt, leavers
from certui.widgets import candidate_table, day_table
from certui.widgets.check_table import UNTICKED
from certui.widgets.difference_lines import DIFFERENCE_COLUMNS, FAULT_COLUMNS, LEFT_OUT_COLUMNS
from certui.widgets.lines import Columns, LineColumn, line_column
from certui.widgets.shares import Need, held, shares

if TYPE_CHECKING:
    from collections.abc import Sequence

_BOX: Final = LineColumn(UNTICKED, len(UNTICKED))
# Every table of a page, with what stands between two of its columns.
_TABLES: Final[dict[str, tuple[Sequence[LineColumn], str]]] = {
    "sessions": ([line_column(one) for one in list_columns()], "  "),
    "candidates": (candidate_table.columns(candidate_table.shown_fields(())), " "),
    "picker": ([_BOX, *add_candidates.COLUMNS], "  "),
    "day": ([_BOX, *day_table.COLUMNS], " "),
    "differences": (DIFFERENCE_COLUMNS, "  "),
    "faults": (FAULT_COLUMNS, "  "),
    "left out": (LEFT_OUT_COLUMNS, "  "),
    "leavers": ([_BOX, *leavers.COLUMNS], "  "),
    "doubt": (doubt.COLUMNS, "  "),
}
_NEEDS: Final = st.lists(
    st.builds(
        Need,
        st.integers(0, 15),
        st.integers(0, 60),
        gives=st.booleans(),
        named=st.booleans(),
        most=st.sampled_from([0, 0, 40]),
    ),
    min_size=1,
    max_size=10,
)


@given(_NEEDS, st.integers(10, 250))
def test_columns_never_take_more_than_there_is(needs: list[Need], room: int) -> None:
    """And each has a cell."""
    widths = shares(needs, room)
    assert sum(widths) <= room
    assert min(widths) >= 1


@given(_NEEDS, st.integers(10, 250))
def test_the_width_is_used_where_something_is_cut(needs: list[Need], room: int) -> None:
    """No column has more than it holds while another has less."""
    widths = shares(needs, room)
    if any(width < one.wanted for width, one in zip(widths, needs, strict=True)):
        assert sum(widths) == room
        assert all(width <= one.wanted for width, one in zip(widths, needs, strict=True))


@given(_NEEDS, st.integers(10, 250))
def test_headings_and_what_must_be_whole_are_cut_last(needs: list[Need], room: int) -> None:
    """Not before all that gives way has done so; names last of that."""
    widths = shares(needs, room)
    if sum(one.least for one in needs) <= room:
        assert all(width >= one.least for width, one in zip(widths, needs, strict=True))
        pairs = list(zip(widths, needs, strict=True))
        if any(width < one.wanted for width, one in pairs if one.named):
            others = [(width, one) for width, one in pairs if one.gives and not one.named]
            assert all(width == one.least for width, one in others)


@given(_NEEDS, st.integers(10, 249))
def test_a_wider_table_makes_no_column_narrower(needs: list[Need], room: int) -> None:
    """Whatever they hold."""
    pairs = zip(shares(needs, room), shares(needs, room + 1), strict=True)
    assert all(narrow <= wide for narrow, wide in pairs)


@given(_NEEDS, st.integers(10, 250))
def test_what_is_left_over_goes_to_what_holds_something(needs: list[Need], room: int) -> None:
    """All of it, where one of the columns may grow; none to a column that is blank."""
    widths = shares(needs, room)
    growing = [one for one in needs if one.gives and one.held]
    if any(not one.most for one in growing) and sum(one.wanted for one in needs) <= room:
        assert sum(widths) == room
    for width, one in zip(widths, needs, strict=True):
        assert one.held or width <= one.wanted


@pytest.mark.parametrize("name", _TABLES)
@pytest.mark.parametrize("width", [80, 81, 99, 100, 120, 200])
@given(data=st.data())
def test_no_heading_is_cut_in_a_terminal_that_is_large_enough(
    name: str, width: int, data: st.DataObject
) -> None:
    """In no table, whatever its rows hold; and a line is never longer than the table."""
    columns, gap = _TABLES[name]
    laid = Columns(columns, gap)
    # What does not give way is of a known width.
    laid.hold([data.draw(st.integers(0, 60 if one.flexible else one.width)) for one in columns])
    labels = [one.label for one in columns]
    lines = [laid.heading(labels, y, width) for y in range(laid.heading_height)]
    for one in columns:
        for y, part in enumerate(one.label.split("\n")):
            assert part in lines[y] or width < one.above
    assert not any("…" in line for line in lines)
    shown = [one for one in laid.widths(width) if one]
    assert sum(shown) + len(gap) * (len(shown) - 1) + 2 <= width


@pytest.mark.parametrize(("width", "shown"), [(99, False), (100, True)])
def test_the_class_of_candidates_is_shown_where_there_is_room(width: int, *, shown: bool) -> None:
    """From 100 columns on."""
    laid = Columns(*_TABLES["candidates"])
    labels = [one.label for one in laid.columns]
    assert ("Classe" in laid.heading(labels, 0, width)) is shown
    assert laid.starts(width)[0] == 1


def test_what_columns_hold_is_measured_in_cells() -> None:
    """Not in letters; without rows nothing is known."""
    assert held([("é", "名前", "", "abc"), ("ab", "a", "", "a")]) == [2, 4, 0, 3]
    assert held([]) == []
