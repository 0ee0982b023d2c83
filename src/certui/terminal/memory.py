"""What the collector walks: what stays for good never while one types, screens when one left them.

A screen refers to itself in many ways: only the collector takes it away, and left alone it waits
until a dozen are there. What was loaded for good, and the roster, are frozen; what is left is small
enough to be walked each time a screen is left.
"""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING, Final

from certui.terminal.privates import memory as privates

if TYPE_CHECKING:
    from textual.app import App


class _Memory:
    """What is frozen; the collector is one for the whole process, and so is this."""

    def __init__(self) -> None:
        self._kept: weakref.ref[object] | None = None
        self._has_screens = False

    def begin(self) -> None:
        """Let the collector begin; what was loaded until now stays for good."""
        gc.freeze()
        gc.enable()

    def left(self, app: App[object], kept: object | None = None) -> None:
        """A screen is being left: take it away once nothing refers to it any more.

        Args:
            app: whose screen it is.
            kept: what it showed that outlives it and is too large to be walked, if anything.
        """
        # Of the first message the screen is the sender; the second is the application's own.
        app.call_later(app.call_later, self._let_go, app, kept)

    def _let_go(self, app: App[object], kept: object | None) -> None:
        """Take away the screens that were left.

        All is frozen anew when there is something new to keep, and again once the screens that were
        open then are left: what is frozen is never taken away.
        """
        # It remembers the last thousand widgets that it was asked about, with all that they showed.
        privates.forget_drawn()
        home = len(app.screen_stack) == 1
        new = kept is not None and (self._kept is None or self._kept() is not kept)
        if not new and not (home and self._has_screens):
            gc.collect()
            return
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._has_screens = not home
        if kept is not None:
            self._kept = weakref.ref(kept)


MEMORY: Final = _Memory()
