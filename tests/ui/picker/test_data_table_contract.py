"""A line table is a DataTable to its users: all that a DataTable has in public is asked of both.

What is asked is answered as a DataTable answers that was filled with the same rows; what would edit
or restyle them refuses. A name that a new Textual brings is neither until it is said here which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ui.seen import settled
from textual.app import App
from textual.coordinate import Coordinate
from textual.geometry import Region
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.widgets import DataTable
from textual.widgets.data_table import CellKey, Column, ColumnKey, Row, RowKey

from certui.widgets.line_table import Line, LineColumn, LineTable
from certui.widgets.shown_table import NotEditable

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.pilot import Pilot


def _show_cursor_again(table: DataTable[str]) -> None:
    table.show_cursor = False
    table.show_cursor = True


Asked: TypeAlias = "Callable[[DataTable[str]], object]"

HEADINGS: Final = ("N°", "Nom", "Prénom", "")
ROWS: Final = tuple(
    (f"k{at}", (f"{at}", f"Nom {at % 3}", f"Prénom {at}", "" if at % 2 else "présent"))
    for at in range(30)
)
SIZE: Final = (60, 12)

# Questions. Keys of columns are told by where the columns are.
ASKED: Final[dict[str, Asked]] = {
    "columns": lambda table: list(table.columns.values()),
    "coordinate_to_cell_key": lambda table: [
        table.coordinate_to_cell_key(Coordinate(row, column)) for row in (0, 7) for column in (0, 3)
    ],
    "cursor_background_priority": lambda table: table.cursor_background_priority,
    "cursor_column": lambda table: table.cursor_column,
    "cursor_coordinate": lambda table: table.cursor_coordinate,
    "cursor_foreground_priority": lambda table: table.cursor_foreground_priority,
    "cursor_row": lambda table: table.cursor_row,
    "get_cell": lambda table: table.get_cell("k7", table.ordered_columns[2].key),
    "get_cell_at": lambda table: [table.get_cell_at(Coordinate(7, at)) for at in range(4)],
    "get_cell_coordinate": lambda table: [
        table.get_cell_coordinate(key, table.ordered_columns[2].key) for key in ("k7", RowKey("k8"))
    ],
    "get_column": lambda table: list(table.get_column(table.ordered_columns[1].key)),
    "get_column_at": lambda table: list(table.get_column_at(3)),
    "get_column_index": lambda table: [
        table.get_column_index(one.key) for one in table.ordered_columns
    ],
    "get_row": lambda table: [table.get_row("k7"), table.get_row(RowKey("k8"))],
    "get_row_at": lambda table: [table.get_row_at(at) for at in (0, 29)],
    "get_row_height": lambda table: table.get_row_height(RowKey("k7")),
    "get_row_index": lambda table: [table.get_row_index("k7"), table.get_row_index(RowKey("k8"))],
    "hover_column": lambda table: table.hover_column,
    "hover_coordinate": lambda table: table.hover_coordinate,
    "hover_row": lambda table: table.hover_row,
    "is_valid_column_index": lambda table: [
        table.is_valid_column_index(at) for at in (-1, 0, 3, 4)
    ],
    "is_valid_coordinate": lambda table: [
        table.is_valid_coordinate(Coordinate(row, column))
        for row in (-1, 0, 29, 30)
        for column in (-1, 0, 3, 4)
    ],
    "is_valid_row_index": lambda table: [table.is_valid_row_index(at) for at in (-1, 0, 29, 30)],
    "ordered_columns": lambda table: table.ordered_columns,
    "ordered_rows": lambda table: table.ordered_rows,
    "row_count": lambda table: table.row_count,
    "rows": lambda table: table.rows,
}
# Questions about what is not there: both refuse them, with the same error.
NOT_THERE: Final[dict[str, Asked]] = {
    "coordinate_to_cell_key": lambda table: table.coordinate_to_cell_key(Coordinate(30, 0)),
    "get_cell": lambda table: table.get_cell("nobody", table.ordered_columns[0].key),
    "get_cell of no column": lambda table: table.get_cell("k7", "nothing"),
    "get_cell_at": lambda table: table.get_cell_at(Coordinate(0, 4)),
    "get_cell_coordinate": lambda table: table.get_cell_coordinate("nobody", "nothing"),
    "get_column": lambda table: list(table.get_column("nothing")),
    "get_column_at": lambda table: list(table.get_column_at(4)),
    "get_column_index": lambda table: table.get_column_index("nothing"),
    "get_row": lambda table: table.get_row("nobody"),
    "get_row_at": lambda table: table.get_row_at(30),
    "get_row_index": lambda table: table.get_row_index("nobody"),
}
# What moves the cursor, or tells of it.
MOVES: Final[dict[str, Asked]] = {
    "action_cursor_down": lambda table: table.action_cursor_down(),
    "action_cursor_left": lambda table: table.action_cursor_left(),
    "action_cursor_right": lambda table: table.action_cursor_right(),
    "action_cursor_up": lambda table: table.action_cursor_up(),
    "action_page_left": lambda table: table.action_page_left(),
    "action_page_right": lambda table: table.action_page_right(),
    "action_page_down": lambda table: table.action_page_down(),
    "action_page_up": lambda table: table.action_page_up(),
    "action_scroll_bottom": lambda table: table.action_scroll_bottom(),
    "action_scroll_end": lambda table: table.action_scroll_end(),
    "action_scroll_home": lambda table: table.action_scroll_home(),
    "action_scroll_top": lambda table: table.action_scroll_top(),
    "action_select_cursor": lambda table: table.action_select_cursor(),
    "cursor_coordinate": lambda table: setattr(table, "cursor_coordinate", Coordinate(4, 2)),
    "cursor_coordinate beyond": lambda table: setattr(
        table, "cursor_coordinate", Coordinate(99, 9)
    ),
    "hover_coordinate": lambda table: setattr(table, "hover_coordinate", Coordinate(4, 2)),
    "move_cursor": lambda table: table.move_cursor(row=20, column=1, animate=True),
    "move_cursor in its row": lambda table: table.move_cursor(column=2),
    "notify_style_update": lambda table: table.notify_style_update(),
    "refresh_column": lambda table: table.refresh_column(1),
    "refresh_coordinate": lambda table: table.refresh_coordinate(Coordinate(1, 1)),
    "refresh_row": lambda table: table.refresh_row(1),
    "show_cursor": _show_cursor_again,
}
# What would edit or restyle the rows.
REFUSED: Final[dict[str, Asked]] = {
    "add_column": lambda table: table.add_column("INE"),
    "add_columns": lambda table: table.add_columns("INE", "Note"),
    "add_row": lambda table: table.add_row("1", "2", "3", "4", key="new"),
    "add_rows": lambda table: table.add_rows([("1", "2", "3", "4")]),
    "cell_padding": lambda table: setattr(table, "cell_padding", 3),
    "clear": lambda table: table.clear(),
    "columns": lambda table: setattr(table, "columns", {ColumnKey(): 1}),
    "cursor_type": lambda table: setattr(table, "cursor_type", "cell"),
    "fixed_columns": lambda table: setattr(table, "fixed_columns", 1),
    "fixed_rows": lambda table: setattr(table, "fixed_rows", 1),
    "remove_column": lambda table: table.remove_column(table.ordered_columns[0].key),
    "remove_row": lambda table: table.remove_row("k7"),
    "rows": lambda table: setattr(table, "rows", {RowKey("new"): 1}),
    "show_header": lambda table: setattr(table, "show_header", False),
    "show_row_labels": lambda table: setattr(table, "show_row_labels", False),
    "sort": lambda table: table.sort(reverse=True),
    "update_cell": lambda table: table.update_cell("k7", table.ordered_columns[0].key, "x"),
    "update_cell_at": lambda table: table.update_cell_at(Coordinate(0, 0), "x"),
    "zebra_stripes": lambda table: setattr(table, "zebra_stripes", True),
}
# Has a test of its own, below.
DRAWN: Final = frozenset({"header_height", "render_line", "render_lines"})
# What a class of widgets is made of.
OF_THE_CLASS: Final = frozenset(
    {
        *("ALLOW_SELECT", "BINDINGS", "COMPONENT_CLASSES", "DEFAULT_CSS", "can_focus"),
        *("can_focus_children", "can_maximize"),
    }
)


def public_names() -> set[str]:
    """What a DataTable has in public that other widgets have not, and does of its own."""
    made = set(vars(DataTable())) - set(vars(ScrollView()))
    names = {one for one in {*vars(DataTable), *made} if not one.startswith("_")}
    messages = {one for one in names if isinstance(getattr(DataTable, one, None), type)}
    # A reactive's checks and watchers: run by setting it.
    own = {name for name in names if isinstance(vars(DataTable).get(name), Reactive)}
    run = {f"{kind}_{name}" for name in own for kind in ("watch", "validate", "compute")}
    return names - messages - run


def test_all_that_a_data_table_has_in_public_is_asked_of_a_line_table() -> None:
    """A name that Textual adds fails here, and is then put where it belongs."""
    said = {one.partition(" ")[0] for kind in (ASKED, MOVES, REFUSED) for one in kind}
    assert public_names() - OF_THE_CLASS == said | DRAWN


def test_a_name_that_is_said_nothing_of_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above sees what it is to see."""
    monkeypatch.setattr(DataTable, "swap_rows", lambda *_: None, raising=False)
    monkeypatch.setattr(DataTable, "frozen", Reactive(0), raising=False)
    assert {"swap_rows", "frozen"} <= public_names()


class Both(App[None]):
    """A table of either kind, and what it tells."""

    def __init__(self, kind: type[DataTable[str]]) -> None:
        super().__init__()
        self.kind = kind
        self.heard: list[tuple[str, int, str | None]] = []

    def compose(self) -> ComposeResult:
        """The table, filled."""
        if self.kind is LineTable:
            yield LineTable([LineColumn(one, 8) for one in HEADINGS])
        else:
            table: DataTable[str] = DataTable(cursor_type="row")
            table.styles.height = "1fr"
            for one in HEADINGS:
                table.add_column(one)
            yield table

    def on_mount(self) -> None:
        """Its rows."""
        table = self.table
        if isinstance(table, LineTable):
            table.show_lines([Line(key, cells) for key, cells in ROWS])
        else:
            for key, cells in ROWS:
                table.add_row(*cells, key=key)

    @property
    def table(self) -> DataTable[str]:
        """It."""
        return self.screen.query_one(DataTable)

    async def heard_all(self, pilot: Pilot[None]) -> None:
        """Wait until what was told is noted."""
        await pilot.pause()
        await pilot.pause()

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Note it."""
        self.heard.append(("highlighted", event.cursor_row, event.row_key.value))

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Note it."""
        self.heard.append(("selected", event.cursor_row, event.row_key.value))


def _said(table: DataTable[str], answer: object) -> object:  # noqa: PLR0911 - a kind a line
    """An answer without what is each table's own: keys of columns, and how wide those are."""
    places = {one.key: at for at, one in enumerate(table.ordered_columns)}
    match answer:
        case DataTable():
            return answer is table
        case ColumnKey():
            return f"column {places[answer]}"
        case CellKey(row, column):
            return row.value, f"column {places[column]}"
        case Column():
            return f"column {places[answer.key]}: {answer.label}"
        case Row():
            return answer.key.value, answer.height, answer.label
        case dict():
            return {key.value: _said(table, one) for key, one in answer.items()}
        case list():
            return [_said(table, one) for one in answer]
        case _:
            return answer


async def told(kind: type[DataTable[str]], asked: dict[str, Asked]) -> dict[str, object]:
    """What a table of one kind answers, one after another, from the same place of the cursor.

    Each answer, or its error, with the place where the cursor is then, and what was told.
    """
    app = Both(kind)
    answers: dict[str, object] = {}
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        for name, one in asked.items():
            app.table.move_cursor(row=3, column=0)
            await app.heard_all(pilot)
            app.heard.clear()
            try:
                answer = one(app.table)
            except Exception as error:  # noqa: BLE001 - which one is the answer
                answer = type(error)
            await app.heard_all(pilot)
            answers[name] = _said(app.table, answer), app.table.cursor_coordinate, (*app.heard,)
    return answers


async def test_what_is_asked_is_answered_as_a_data_table_does() -> None:
    """Of rows, columns, cells and cursor."""
    assert await told(LineTable, ASKED) == await told(DataTable, ASKED)


async def test_what_is_not_there_is_refused_as_a_data_table_does() -> None:
    """With the same error."""
    answers = await told(LineTable, NOT_THERE)
    assert answers == await told(DataTable, NOT_THERE)
    assert all(isinstance(cast("Any", one)[0], type) for one in answers.values())


async def test_what_moves_moves_as_in_a_data_table() -> None:
    """The cursor is then in the same place, and the same has been told."""
    assert await told(LineTable, MOVES) == await told(DataTable, MOVES)


@given(st.lists(st.sampled_from(sorted(MOVES)), min_size=2, max_size=8))
@settings(max_examples=5, deadline=None)
async def test_moves_in_a_row_end_in_the_same_place(names: list[str]) -> None:
    """Whatever comes after what."""
    # A DataTable goes by pages of its own scroll, which is elsewhere after some moves.
    moves = [MOVES[one] for one in names if "page" not in one]

    def move(table: DataTable[str]) -> None:
        for one in moves:
            one(table)

    assert await told(LineTable, {"all": move}) == await told(DataTable, {"all": move})


async def test_what_would_edit_or_restyle_refuses_in_a_sentence() -> None:
    """And nothing has changed; a DataTable does it."""
    app = Both(LineTable)
    async with app.run_test(size=SIZE) as pilot:
        before = await settled(pilot)
        for name, edit in REFUSED.items():
            with pytest.raises(NotEditable, match=rf"^{name}\b.+, .+\.$"):
                edit(app.table)
        assert await settled(pilot) == before
        assert app.table.row_count == len(ROWS)
        assert len(app.table.columns) == len(HEADINGS)


@pytest.mark.parametrize("name", ["refresh_row", "refresh_coordinate", "refresh_column"])
async def test_what_is_to_be_refreshed_is_drawn_again(name: str) -> None:
    """The lines that the row or the column is on; of what is not there, none."""
    app = Both(LineTable)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        asked: list[Region] = []
        table: Any = app.table

        def refresh(*regions: Region, **_: bool) -> Any:
            asked.extend(regions or [table.size.region])
            return table

        table.refresh = refresh
        MOVES[name](table)
        assert [one.y for one in asked] == [0 if name == "refresh_column" else 2]
        asked.clear()
        assert table.refresh_row(29) is table.refresh_row(99) is table
        assert table.refresh_coordinate(Coordinate(1, 9)) is table.refresh_column(9) is table
        assert not asked


async def test_lines_are_drawn_one_by_one_too() -> None:
    """As wide as the table; as many of the heading as it is told to have."""
    app = Both(LineTable)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        table = app.table
        assert "Prénom" in table.render_line(0).text
        table.header_height = 2
        await settled(pilot)
        assert not table.render_line(1).text.strip()
        whole = table.render_lines(Region(0, 0, *SIZE))
        assert [table.render_line(y).text for y in range(12)] == [one.text for one in whole]
        assert {one.cell_length for one in whole} == {SIZE[0]}
        assert "Nom 0" in whole[2].text


async def test_a_hidden_cursor_is_not_drawn() -> None:
    """Nor anything else of it."""
    app = Both(LineTable)
    async with app.run_test(size=SIZE) as pilot:
        assert "›" in await settled(pilot)
        app.table.show_cursor = False
        assert "›" not in await settled(pilot)


async def test_what_styles_and_hears_a_data_table_does_so_of_a_line_table() -> None:
    """Its classes, its bindings and its messages are a DataTable's."""
    assert issubclass(LineTable, DataTable)
    assert not LineTable.ALLOW_SELECT
    app = Both(LineTable)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        for one in DataTable.COMPONENT_CLASSES:
            assert app.table.get_component_styles(one)
        keys = {"up", "down", "home", "end", "pageup", "pagedown"}
        assert keys <= set(app.screen.active_bindings)
