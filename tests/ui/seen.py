"""What a screen shows, and a wait for it to have settled: on messages, never on seconds."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual.keys import _character_to_key
from textual.worker import WorkerCancelled

from certui.terminal.frames import PaintedApp
from certui.terminal.keys import OrderedKeysApp

if TYPE_CHECKING:
    from textual.app import App
    from textual.pilot import Pilot
    from textual.strip import Strip

# A message may cause a message: so many rounds through every queue change nothing at the end.
_ROUNDS: Final = 4
_PAUSE: Final = 0.001
_LETTERS: Final = {"slash": "/", "space": " ", "question_mark": "?"}


def drawn_lines(app: App[Any]) -> list[Strip]:
    """The lines of the present screen, with their colours."""
    return app.screen._compositor.render_strips()


def paint(app: App[Any]) -> None:
    """Have the frame now that would come in 16 ms."""
    app.screen._on_timer_update()


def screen_text(app: App[None]) -> str:
    """The present screen as text, its lines without the blanks at their ends."""
    lines = ["".join(segment.text for segment in strip) for strip in drawn_lines(app)]
    return "\n".join(line.rstrip() for line in lines)


async def settled(pilot: Pilot[None]) -> str:
    """Wait until keys, workers and messages are done and the screen stays; answers it."""
    shown, rounds = screen_text(pilot.app), 0
    while rounds < _ROUNDS:
        await keys_taken(pilot.app)
        await pilot._wait_for_screen()
        paint(pilot.app)
        # A reading that a newer one replaces is cancelled: the newer is waited for.
        with suppress(WorkerCancelled):
            await pilot.app.workers.wait_for_complete()
        before, shown = shown, screen_text(pilot.app)
        waits = _keys_wait(pilot.app) or _toasts_wait(pilot.app, shown)
        rounds = rounds + 1 if shown == before and not waits else 0
    blinking = [one for one in pilot.app.screen.query("Input, TextArea") if one.cursor_blink]  # type: ignore[attr-defined]  # both have it
    assert not blinking, f"a caret that blinks keeps a line alive for ever: {blinking}"
    if isinstance(pilot.app, PaintedApp):
        sent = sent_text(pilot.app)
        assert sent == shown, f"sent was:\n{sent}\nbut the screen is:\n{shown}"
    return shown


def sent_text(app: PaintedApp[None]) -> str:
    """What a terminal shows that was sent every frame: no line that has changed may be missing."""
    lines = app.picture._lines
    texts = [
        "".join(lines[y][x].text for x in sorted(lines[y])) if y in lines else ""
        for y in range(app.size.height)
    ]
    return "\n".join(text.rstrip() for text in texts)


def _toasts_wait(app: App[None], shown: str) -> bool:
    """Whether a toast that was asked for is not on the screen yet."""
    if app.screen.has_class("-narrow", "-short"):
        return False
    words = {word for one in app._notifications for word in one.message.split()}
    return any(word not in shown for word in words)


async def press(pilot: Pilot[None], *keys: str) -> str:
    """Press keys as fast as a slow line delivers them, wait; answers the screen."""
    for key in keys:
        letter = _LETTERS.get(key, key if len(key) == 1 else None)
        name = key if len(key) > 1 or key.isalnum() else _character_to_key(key)
        pilot.app.post_message(events.Key(name, letter))
    return await settled(pilot)


async def keys_taken(app: App[None]) -> None:
    """Wait until no key waits, and put no message into the queues meanwhile.

    Who hands over keys looks for rest now and then, and with rounds of messages seldom sees any.
    """
    while _keys_wait(app):
        await asyncio.sleep(_PAUSE)


def _keys_wait(app: App[None]) -> bool:
    """Whether a key waits for the one before it."""
    return isinstance(app, OrderedKeysApp) and app.keys_wait
