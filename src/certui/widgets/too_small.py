"""What a window below 80×24 shows instead of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.widget import Widget

from certui.late import late
from certui.widgets.plain import plain

if TYPE_CHECKING:
    from textual import events
    from textual.content import Content

    from certui.wording import enrolment
else:
    enrolment = late("certui.wording.enrolment")

WIDTH: Final = 80
HEIGHT: Final = 24
NARROW: Final = [(0, "-narrow"), (WIDTH, "-wide")]
SHORT: Final = [(0, "-short"), (HEIGHT, "-tall")]


class TooSmall(Widget, can_focus=True):
    """Covers the screen and takes every key while the window is too small.

    It lies over the screen rather than being one: a worker may dismiss the screen below it
    meanwhile. The screen's size classes (``-narrow``, ``-short``)
    show and hide it: see ``certui.tcss``.
    """

    DEFAULT_CSS = """
    TooSmall { display: none; overlay: screen; position: absolute; width: 100vw; height: 100vh; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._before: Widget | None = None

    def render(self) -> Content:
        """The one line."""
        return plain(enrolment.TOO_SMALL)

    def on_show(self) -> None:
        """Take the focus, and with it the keys."""
        self._take()

    def on_hide(self) -> None:
        """Give the focus back to what had it."""
        before, self._before = self._before, None
        if before is not None and before.is_attached and before.screen is self.screen:
            before.focus(scroll_visible=False)

    def on_blur(self) -> None:
        """Keep the keys when a worker moves the focus below."""
        if self.display:
            self.call_later(self._take)

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002 - Textual's signature
        """No key means anything here but the one that quits."""
        return key != "ctrl+q"

    def on_key(self, event: events.Key) -> None:
        """Keep the key from the screen."""
        event.stop()
        event.prevent_default()

    def _take(self) -> None:
        focused = self.screen.focused
        if self.display and focused is not self:
            self._before = focused
            self.focus(scroll_visible=False)
