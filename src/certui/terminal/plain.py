"""Textual's own way, under the names of the engine's parts: for those that something is missing to.

More is sent, keys go to what has the focus when they arrive, and nothing breaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from rich.console import Console
from rich.segment import Segment
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.filter import LineFilter

from certui.signs import ASCII
from certui.terminal.mixins import AppMixin, InputMixin, ScreenMixin
from certui.terminal.roles import Dress, worn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.color import Color

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
    """An application that does not know what its terminal shows; Textual's filters dress it."""

    shown_at: float | None = None

    def __init__(self) -> None:
        super().__init__()
        self.dress = Dress()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The theme, and nothing of Textual's."""
        return (_Dressing(self.dress),)

    def wear(self, dress: Dress) -> None:
        """Draw in another way from now on; what is shown already is sent again."""
        if dress != self.dress:
            self.dress = dress
            if self.is_running:
                self.refresh_css(animate=False)

    def action_redraw(self) -> None:
        """Send the whole screen."""
        self.screen.refresh()


class _Dressing(LineFilter):
    """Gives roles the colours of a theme.

    Args:
        dress: how all is drawn.
    """

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments as the terminal is to have them."""
        del background
        theme, to_ascii = self._dress
        return [
            Segment(text.translate(ASCII) if to_ascii else text, worn(style, theme), control)
            for text, style, control in segments
        ]


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
