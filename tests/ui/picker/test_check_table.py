"""The check table: ticks by id, the heading's three states, locked rows."""

from __future__ import annotations

from textual.app import App, ComposeResult

from certui.widgets.check_table import CheckTable, TickState
from certui.widgets.line_table import LineColumn

IDS = tuple(range(100, 110))
LOCKED = frozenset({101, 104})


class Table(App[None]):
    """An app of one check table of ten rows, two of them locked."""

    def __init__(self) -> None:
        super().__init__()
        self.table = CheckTable([LineColumn("Nom", 10, flexible=True)])
        self.counts: list[int] = []

    def compose(self) -> ComposeResult:
        """The table alone."""
        yield self.table

    def on_mount(self) -> None:
        """Its rows."""
        self.table.load(IDS, lambda position: (f"Élève {position}",), locked=LOCKED)

    def on_check_table_changed(self, event: CheckTable.Changed) -> None:
        """Note how many are ticked."""
        assert event.control is self.table
        self.counts.append(event.count)


def state(app: Table) -> str:
    """The name of what the heading shows."""
    return TickState(app.table.heading(0)).name


async def test_blank_ticks_and_moves_on() -> None:
    """Espace ticks and goes down; Entrée ticks and stays; a locked row cannot be ticked."""
    app = Table()
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.press("space", "space", "space", "enter")
        assert app.table.ticked == {100, 102, 103}
        assert app.table.cursor_row == 3
        assert [app.table.get_row_at(row)[0] for row in range(5)] == [
            "[x]",
            "[=]",
            "[x]",
            "[x]",
            "[=]",
        ]
        assert app.counts == [1, 2, 3]
        await pilot.press("enter")
        assert app.table.ticked == {100, 102}


async def test_shift_arrows_tick_a_range() -> None:
    """Maj+↓ and Maj+↑ tick where they start and where they go, locked rows left out."""
    app = Table()
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.press("shift+down", "shift+down", "shift+down")
        assert app.table.ticked == {100, 102, 103}
        await pilot.press("end", "shift+up")
        assert app.table.ticked == {100, 102, 103, 108, 109}
        await pilot.press("home", "shift+up")
        assert app.table.cursor_row == 0


async def test_the_heading_acts_on_what_is_shown() -> None:
    """`a` ticks the rows shown and unticks them again; the rest keeps its ticks."""
    app = Table()
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.press("end", "space")
        app.table.show_positions([0, 1, 2], complete=True)
        assert state(app) == "NONE"
        await pilot.press("a")
        assert app.table.ticked == {100, 102, 109}
        assert state(app) == "ALL"
        await pilot.press("space")
        assert state(app) == "SOME"
        await pilot.press("a")
        assert state(app) == "ALL"
        await pilot.press("a")
        assert app.table.ticked == {109}


async def test_ticks_survive_the_filter() -> None:
    """What is ticked stays so while it is out of sight, and shows again."""
    app = Table()
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.press("space")
        app.table.show_positions([5, 6], complete=True)
        app.table.show_positions([], complete=True)
        assert app.table.ticked == {100}
        assert state(app) == "NONE"
        app.table.show_positions(range(10), complete=True)
        assert app.table.get_row_at(0)[0] == "[x]"
        assert state(app) == "SOME"


async def test_an_incomplete_page_leaves_the_heading() -> None:
    """Until all matches are known the heading waits; cursor and rows stay when they are."""
    app = Table()
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.press("space")
        assert state(app) == "SOME"
        app.table.show_positions([2, 3], complete=False)
        assert state(app) == "SOME"
        app.table.move_cursor(row=1)
        app.table.complete_positions([2, 3, 5])
        assert app.table.cursor_row == 1
        assert app.table.row_count == 3
        assert state(app) == "NONE"


async def test_reloading_drops_ticks_of_rows_gone_or_locked() -> None:
    """A row that left, or that somebody else added, is ticked no more."""
    app = Table()
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.press("a")
        app.table.load(IDS[:5], lambda position: (f"{position}",), locked=frozenset({100}))
        assert app.table.ticked == {102, 103}


async def test_only_locked_rows_shown() -> None:
    """The heading and `a` do nothing where nothing can be ticked."""
    app = Table()
    async with app.run_test(size=(40, 15)) as pilot:
        app.table.show_positions([1, 4], complete=True)
        await pilot.press("a", "space", "enter")
        assert app.table.ticked == frozenset()
        assert state(app) == "NONE"
