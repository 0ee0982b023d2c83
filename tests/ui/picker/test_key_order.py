"""Keys that arrive together are handled in their order, and painted once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.ui.seen import keys_taken
from textual import events
from textual.widget import Widget

from certui.terminal.keys import OrderedKeysApp
from certui.widgets.check_table import CheckTable
from certui.widgets.filter_input import FilterInput
from certui.widgets.line_table import LineColumn

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.app import ComposeResult
    from textual.pilot import Pilot
    from textual.screen import Screen


class Filtered(OrderedKeysApp[None]):
    """A filter over a table of three rows."""

    def compose(self) -> ComposeResult:
        """Filter, then table."""
        yield FilterInput()
        yield CheckTable([LineColumn("Nom", 10)])

    def on_mount(self) -> None:
        """The rows, and what the filter does to them."""
        table = self.query_one(CheckTable)
        table.load((1, 2, 3), lambda position: (f"élève {position}",))
        self.watch(self.query_one(FilterInput), "value", self._filter, init=False)

    def _filter(self, value: str) -> None:
        positions = (1, 2) if value == "ab" else (0,)
        self.query_one(CheckTable).show_positions(positions, complete=True)


def press_together(app: OrderedKeysApp[None], *keys: str) -> None:
    """Keys as one packet of a slow line brings them."""
    for key in keys:
        app.post_message(events.Key(key, " " if key == "space" else key if len(key) == 1 else None))


async def at_rest(app: OrderedKeysApp[None], pilot: Pilot[None]) -> None:
    """Wait until no key waits and none is in hand."""
    await pilot.pause()
    await keys_taken(app)
    await pilot.pause()


async def test_a_blank_after_enter_ticks_a_row() -> None:
    """« ab ⏎ Espace Espace » in one packet filters, goes to the table and ticks both rows."""
    app = Filtered()
    async with app.run_test() as pilot:
        press_together(app, "a", "b", "enter", "space", "space")
        await at_rest(app, pilot)
        assert app.query_one(FilterInput).value == "ab"
        assert app.query_one(CheckTable).ticked == {2, 3}


class Counted(Filtered):
    """Counts the frames it paints."""

    frames = 0

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        self.frames += renderable is not None
        super()._display(screen, renderable)


async def test_a_burst_is_painted_once() -> None:
    """While keys wait nothing is painted: six letters, one frame."""
    app = Counted()
    async with app.run_test() as pilot:
        await pilot.pause()
        app.frames = 0
        press_together(app, *"martin")
        await at_rest(app, pilot)
        assert app.query_one(FilterInput).value == "martin"
        assert app.frames == 1


async def test_a_key_whose_widget_is_gone_holds_up_no_other() -> None:
    """When the widget that had a key is removed, the next keys still arrive."""
    app = Filtered()
    async with app.run_test() as pilot:
        doomed = Widget()
        doomed.can_focus = True
        await app.mount(doomed)
        app.screen.set_focus(doomed)
        press_together(app, "x")
        doomed.remove()
        press_together(app, "y", "z")
        await at_rest(app, pilot)
        app.screen.set_focus(app.query_one(FilterInput))
        await pilot.press("q")
        assert "q" in app.query_one(FilterInput).value
