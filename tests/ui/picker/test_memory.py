"""What opening and leaving the picker leaves in memory: nothing."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING, cast

import pytest
from tests.ui.seen import press, settled
from textual import events

from certui.screens.add_candidates import AddCandidatesScreen
from certui.screens.session import SessionScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.ui.conftest import School
    from textual.pilot import Pilot
    from textual.screen import Screen

    from certui.app import CertuiApp

OPENINGS = 100


@pytest.fixture(autouse=True)
def _collecting() -> Iterator[None]:
    """The collector as certui starts it, and afterwards as it was."""
    gc.unfreeze()
    yield
    gc.unfreeze()


async def waited_for(pilot: Pilot[None], right: Callable[[Screen[object]], bool]) -> None:
    """Let messages and workers go on until the screen in front is right."""
    while not right(pilot.app.screen):
        await pilot.pause()


def is_open(screen: Screen[object]) -> bool:
    """Whether the picker is in front, its pupils read."""
    return isinstance(screen, AddCandidatesScreen) and cast("CertuiApp", screen.app).at_rest


async def test_a_hundred_openings_of_the_picker_leave_nothing_behind(school: School) -> None:
    """Neither screens nor their widgets, nor what was drawn of them, live on once they are left.

    While the session is open one picker may, that which was there when the roster was new; and the
    last one, which the test itself still looks at.
    """
    seen: list[weakref.ref[object]] = []
    async with school.run() as pilot:
        await settled(pilot)
        await press(pilot, "enter")
        for _ in range(OPENINGS):
            pilot.app.post_message(events.Key("a", "a"))
            await waited_for(pilot, is_open)
            for one in (pilot.app.screen, *pilot.app.screen.query("*")):
                drawn = one._styles_cache  # noqa: SLF001 - Textual remembers it, and all drawn by it
                seen += weakref.ref(one), weakref.ref(drawn)
            del one, drawn
            pilot.app.post_message(events.Key("escape", None))
            await waited_for(pilot, lambda screen: isinstance(screen, SessionScreen))
        a_picker = len(seen) // OPENINGS
        gc.collect()
        assert sum(one() is not None for one in seen) <= 2 * a_picker
        await press(pilot, "escape")
        await settled(pilot)
        assert [one() for one in seen if one() is not None] == []
