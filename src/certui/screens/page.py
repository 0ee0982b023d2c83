"""What every screen has: a header, its keys at the bottom, toasts, help, and a least size."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from certui.domain.text import harmless
from certui.widgets.header import Header
from certui.widgets.key_bar import KeyBar
from certui.widgets.too_small import NARROW, SHORT, TooSmall
from certui.wording.refusals import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

    from certui.errors import CertuiError

T = TypeVar("T")

# Long enough to read a sentence twice; a refusal is read more slowly.
_TOLD_SECONDS = 6
_REFUSED_SECONDS = 12


class Page(Screen[T]):
    """A full screen of certui; ``T`` is what it answers when it is left.

    Subclasses give :meth:`body`. An action that cannot be done now is greyed by
    :meth:`why_not`, which also says why when its key is pressed.
    """

    HORIZONTAL_BREAKPOINTS = NARROW
    VERTICAL_BREAKPOINTS = SHORT
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "escape", "Retour", id="page.escape"),
        Binding("question_mark,f1", "help", "Aide", id="page.help"),
    ]

    def body(self) -> Iterable[Widget]:
        """The widgets between the header and the keys."""
        return ()

    def compose(self) -> ComposeResult:
        """The header, the body, the keys, and what covers them in a window too small."""
        yield Header()
        yield from self.body()
        yield KeyBar()
        yield TooSmall()

    def say(self, text: str) -> None:
        """Tell in a green toast what was done.

        Args:
            text: a sentence; literal, never markup.
        """
        self.notify(harmless(text), timeout=_TOLD_SECONDS, markup=False)

    def refuse(self, error: CertuiError | str) -> None:
        """Tell in a red toast what was refused.

        Args:
            error: the refusal, or its sentence.
        """
        text = error if isinstance(error, str) else sentence(error)
        self.notify(harmless(text), severity="error", timeout=_REFUSED_SECONDS, markup=False)

    def why_not(self, action: str) -> str | None:  # noqa: ARG002 - for subclasses
        """The sentence that says why an action cannot be done now; None when it can.

        Args:
            action: its name, without ``action_``.
        """
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Grey what :meth:`why_not` has a sentence about."""
        return True if self.why_not(action) is None else None

    def on_key(self, event: events.Key) -> None:
        """Say why, when the key of a greyed action is pressed."""
        pressed = self.active_bindings.get(event.key)
        if pressed is None or pressed.enabled or pressed.node is not self:
            return
        reason = self.why_not(pressed.binding.action)
        if reason is not None:
            event.stop()
            self.refuse(reason)

    def action_escape(self) -> None:
        """Close the toasts when there are any; else go back."""
        if self.query("Toast"):
            self.app.clear_notifications()
        else:
            self.action_back()

    def action_back(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Show the keys of this screen."""
        from certui.screens.help import HelpScreen  # noqa: PLC0415 - not for the first frame

        self.app.push_screen(HelpScreen(self.active_bindings.values()))
