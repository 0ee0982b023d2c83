"""The line table: a DataTable to its users, drawn line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self, overload

import pytest
from textual.app import App, ComposeResult
from textual.coordinate import Coordinate
from textual.geometry import Region
from textual.widgets import DataTable
from textual.widgets.data_table import CellDoesNotExist, RowDoesNotExist

from certui.widgets.line_table import Line, LineColumn, LineTable

COLUMNS = (LineColumn("N°", 5, right=True), LineColumn("Nom\nde famille", 10, flexible=True))


class Rows(Sequence[Line]):
    """Many rows, each made when it is asked for; counts how many were."""

    def __init__(self, count: int) -> None:
        self.length = count
        self.asked = 0

    def __len__(self) -> int:
        """How many."""
        return self.length

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | Sequence[Line]:
        """One row."""
        assert isinstance(index, int)
        if index >= self.length:
            raise IndexError(index)
        self.asked += 1
        return Line(f"k{index}", (str(index), f"Élève {index}"))


class Table(App[None]):
    """An app of one table, which notes what the table says."""

    def __init__(self) -> None:
        super().__init__()
        self.table = LineTable(COLUMNS, placeholder="Rien ici")
        self.heard: list[tuple[str, str | None]] = []

    def compose(self) -> ComposeResult:
        """The table alone."""
        yield self.table

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Note it."""
        self.heard.append(("highlighted", event.row_key.value))

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Note it."""
        self.heard.append(("selected", event.row_key.value))

    def lines(self) -> list[str]:
        """What the table draws."""
        size = self.table.size
        strips = self.table.render_lines(Region(0, 0, size.width, size.height))
        return [strip.text for strip in strips]


async def test_it_is_a_data_table_to_its_users() -> None:
    """Counts, cells, keys and coordinates answer as a DataTable's do."""
    app = Table()
    async with app.run_test(size=(40, 12)):
        table = app.table
        table.show_lines(Rows(3))
        assert isinstance(table, DataTable)
        assert table.row_count == 3
        assert table.get_row_at(2) == ["2", "Élève 2"]
        assert table.get_row("k1") == ["1", "Élève 1"]
        assert table.get_row_index("k2") == 2
        assert table.get_cell_at(Coordinate(1, 1)) == "Élève 1"
        assert table.coordinate_to_cell_key(Coordinate(1, 0)).row_key.value == "k1"
        assert [row.key.value for row in table.ordered_rows] == ["k0", "k1", "k2"]
        assert str(table.ordered_columns[0].label) == "N°"


async def test_what_is_not_there_is_refused() -> None:
    """Rows and cells outside the table raise a DataTable's own errors."""
    app = Table()
    async with app.run_test(size=(40, 12)):
        app.table.show_lines(Rows(1))
        with pytest.raises(RowDoesNotExist):
            app.table.get_row_at(1)
        with pytest.raises(RowDoesNotExist):
            app.table.get_row("nobody")
        with pytest.raises(CellDoesNotExist):
            app.table.get_cell_at(Coordinate(1, 0))
        assert app.table.current_key == "k0"
        app.table.show_lines([])
        assert app.table.current_key is None


async def test_only_the_rows_on_screen_are_asked_for() -> None:
    """A hundred thousand rows cost no more than a screenful."""
    app = Table()
    rows = Rows(100_000)
    async with app.run_test(size=(40, 12)) as pilot:
        app.table.show_lines(rows)
        await pilot.press("end", "pageup", "home")
        assert rows.asked < 200


async def test_a_line_shows_mark_cells_and_more() -> None:
    """The cursor's mark before, cells cut or padded, the mark of more rows after."""
    app = Table()
    async with app.run_test(size=(30, 6)) as pilot:
        app.table.show_lines(Rows(50))
        await pilot.pause()
        assert app.lines() == [
            "    N°  Nom                   ",
            "        de famille            ",
            "›    0  Élève 0               ",
            "     1  Élève 1               ",
            "     2  Élève 2               ",
            "     3  Élève 3              ↓",
        ]
        await pilot.press("end")
        assert app.lines()[2:] == [
            "    46  Élève 46             ↑",
            "    47  Élève 47              ",
            "    48  Élève 48              ",
            "›   49  Élève 49              ",
        ]


async def test_hostile_and_wide_texts_stay_in_their_column() -> None:
    """Markup, escapes, bidi marks, wide letters and 300 characters break no line."""
    hostile = [
        "[bold]x[/]",
        "[@click=app.quit]y[/]",
        "\x1b[2J\x1b]0;t\x07z",
        "\u202enom",
        "名前" * 40,
    ]
    app = Table()
    async with app.run_test(size=(30, 12)) as pilot:
        app.table.show_lines([Line(str(at), (str(at), text)) for at, text in enumerate(hostile)])
        await pilot.pause()
        lines = app.lines()
        assert "[bold]x[/]" in lines[2]
        assert "[@click=app.quit]" in lines[3]
        assert "\x1b" not in "".join(lines)
        assert "\u202e" not in "".join(lines)
        assert lines[6].rstrip().endswith("…")
        strips = app.table.render_lines(Region(0, 0, 30, 12))
        assert {strip.cell_length for strip in strips} == {30}
        assert {sum(segment.cell_length for segment in strip) for strip in strips} == {30}


async def test_keys_move_the_cursor_and_tell() -> None:
    """Arrows, pages, ends and their letters move; Entrée chooses where that is bound."""
    app = Table()
    async with app.run_test(size=(40, 12)) as pilot:
        app.table.show_lines(Rows(100))
        moves = {"down": 1, "j": 2, "up": 1, "k": 0, "pagedown": 10, "G": 99, "g": 0, "end": 99}
        for key, row in moves.items():
            await pilot.press(key)
            assert app.table.cursor_row == row, key
        await pilot.press("pageup", "enter", "left", "right")
        assert app.heard[-1] == ("highlighted", "k89")
        app.table.action_select_cursor()
        await pilot.pause()
        assert app.heard[-1] == ("selected", "k89")
        assert ("highlighted", "k99") in app.heard


class Spied(LineTable):
    """A line table that notes which lines it refreshes."""

    refreshed: tuple[int, ...] = ()

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Note the lines."""
        self.refreshed += tuple(region.y for region in regions)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


async def test_only_lines_that_changed_are_refreshed() -> None:
    """A move of the cursor refreshes two lines; showing the same rows again, none."""
    app = Table()
    app.table = table = Spied(COLUMNS)
    async with app.run_test(size=(40, 12)) as pilot:
        table.show_lines(Rows(100))
        await pilot.pause()
        table.refreshed = ()
        await pilot.press("down")
        assert set(table.refreshed) == {2, 3}
        table.refreshed = ()
        table.show_lines(Rows(100))
        await pilot.pause()
        assert table.refreshed == ()


async def test_no_key_causes_a_layout() -> None:
    """Moving and refilling leave the table's virtual size as it is."""
    app = Table()
    async with app.run_test(size=(40, 12)) as pilot:
        app.table.show_lines(Rows(5))
        await pilot.pause()
        before = app.table.virtual_size
        app.table.show_lines(Rows(100_000))
        await pilot.press("pagedown", "end")
        assert app.table.virtual_size == before


async def test_the_cursor_follows_its_row() -> None:
    """Rows shown anew keep the cursor on the row it was on, or go to the first when told."""
    app = Table()
    async with app.run_test(size=(40, 12)):
        app.table.show_lines(Rows(10))
        app.table.move_cursor(row=4)
        app.table.show_lines([Line("new", ("0", "x")), *Rows(10)])
        assert app.table.current_key == "k4"
        app.table.show_lines(Rows(2))
        assert app.table.cursor_row == 1
        app.table.move_cursor(row=1)
        app.table.show_lines(Rows(10), follow=False)
        assert app.table.cursor_row == 0


async def test_an_empty_table_says_why() -> None:
    """The placeholder is drawn, and changes."""
    app = Table()
    async with app.run_test(size=(40, 12)) as pilot:
        assert any("Rien ici" in line for line in app.lines())
        app.table.say_when_empty("Chargement…")
        await pilot.press("down", "up", "end", "enter")
        assert any("Chargement…" in line for line in app.lines())


async def test_a_new_size_keeps_the_cursor_in_view() -> None:
    """After a resize the row under the cursor is on screen."""
    app = Table()
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.show_lines(Rows(100))
        app.table.move_cursor(row=20)
        await pilot.resize_terminal(20, 6)
        await pilot.pause()
        assert any(line.startswith("›") and "20" in line for line in app.lines())


async def test_the_mouse_points_and_scrolls() -> None:
    """A click moves the cursor, a second one chooses; the wheel scrolls."""
    app = Table()
    async with app.run_test(size=(40, 12)) as pilot:
        app.table.show_lines(Rows(100))
        await pilot.pause()
        await pilot.click(LineTable, offset=(5, 6))
        assert app.table.cursor_row == 4
        await pilot.click(LineTable, offset=(5, 6))
        assert app.heard[-1] == ("selected", "k4")
        await pilot.click(LineTable, offset=(5, 0))
        assert app.table.cursor_row == 4
