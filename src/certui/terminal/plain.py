"""Textual's own way, under the names of the engine's parts: for those that something is missing to.

More is sent, keys go to what has the focus when they arrive, and nothing breaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from rich.console import Console
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from certui.terminal.mixins import AppMixin, InputMixin, ScreenMixin

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "CrashTold",
    "LinuxDriver",
    "OrderedKeysApp",
    "Painted",
    "PaintedApp",
    "ShortWay",
]

T = TypeVar("T")


class OrderedKeysApp(App[T]):
    """An application that hands over keys as they come."""

    at_rest = True
    keys_wait = False


class Painted(ScreenMixin[T]):
    """A screen that is painted in Textual's time."""

    def paint(self) -> None:
        """Let Textual paint, once the queues are empty."""
        self.check_idle()


class PaintedApp(AppMixin[T]):
    """An application that does not know what its terminal shows."""

    def action_redraw(self) -> None:
        """Send the whole screen."""
        self.screen.refresh()


class ShortWay(InputMixin):
    """A field that takes letters as any other."""

    def begin_empty(self) -> None:
        """Leave it to Textual: it brings the end of the first text in sight when one types on."""


class CrashTold(AppMixin[T]):
    """An application that says its own last words, whatever Textual would say."""

    def __init__(self) -> None:
        super().__init__()
        self.error_console = _LastWords(self.last_words)

    def last_words(self) -> str:
        """What is said at the end, after an error that nobody expected."""
        raise NotImplementedError


class _LastWords(Console):
    """Prints one text in the place of the first that it is to print.

    Args:
        words: gives it.
    """

    def __init__(self, words: Callable[[], str]) -> None:
        super().__init__(markup=False, highlight=False, stderr=True)
        self._words: Callable[[], str] | None = words

    def print(self, *_objects: Any, **_options: Any) -> None:
        """Print the words, once: what Textual has to say quotes values."""
        words, self._words = self._words, None
        if words is not None:
            super().print(words())
