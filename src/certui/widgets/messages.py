"""What is told to the person at the keyboard, one message at a time, and keys that do nothing.

A message stays with the screen that it is about: what is told of one that is not in front is shown
when that is in front again. It closes at the next key that does something, or by itself.
"""

from __future__ import annotations

import re
import weakref
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar, cast

from textual import events

from certui.domain.text import harmless
from certui.terminal import toasts
from certui.terminal.mixins import AppMixin
from certui.wording.keys import key_name, without_effect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.actions import ActionParseResult
    from textual.dom import DOMNode
    from textual.notifications import SeverityLevel
    from textual.screen import Screen

T = TypeVar("T")

# Seconds long enough to read a sentence twice; a refusal is read more slowly.
_SECONDS: Final[Mapping[SeverityLevel, int]] = {"information": 6, "warning": 6, "error": 12}
# Keys that a person holds for others' sake; some terminals tell of them.
_MODIFIER: Final = re.compile(
    r"(left|right)_(shift|control|alt|super|hyper|meta)|\w+_lock|iso_level\d_shift|<ignore>"
)
# A colour never says anything alone.
_SIGNS: Final[Mapping[SeverityLevel, str]] = {"information": "✓ ", "warning": "", "error": "✗ "}
_HELP: Final = ("question_mark", "f1")


class _Message(NamedTuple):
    """What is to be told."""

    text: str
    severity: SeverityLevel


class MessagesApp(AppMixin[T]):
    """An application that tells one thing at a time, and answers every key."""

    def __init__(self) -> None:
        super().__init__()
        self._untold: weakref.WeakKeyDictionary[Screen[Any], _Message] = weakref.WeakKeyDictionary()
        self._told_again = False

    def on_mount(self) -> None:
        """Follow which screen is in front."""
        self.screen_change_signal.subscribe(self, self._change_screens, immediate=True)

    def tell(self, screen: Screen[Any], text: str, severity: SeverityLevel) -> None:
        """Tell something, in the place of what was told before; what stands there already stays.

        Args:
            screen: what it is about; it is told once that is in front.
            text: a sentence; literal, never markup.
            severity: ``information`` for what was done, ``error`` for a refusal.
        """
        if self.screen is not screen:
            self._untold[screen] = _Message(text, severity)
            return
        told = harmless(_SIGNS[severity] + text)
        if any((one.message, one.severity) == (told, severity) for one in toasts.told(self)):
            self._told_again = True
        else:
            self.clear_notifications()
            self.notify(harmless(told), severity=severity, timeout=_SECONDS[severity], markup=False)

    def _change_screens(self, screen: Screen[Any]) -> None:
        """Leave what was told with the screen that it was about."""
        toasts.put_all_away(self)
        untold = self._untold.pop(screen, None)
        if untold is not None:
            self.tell(screen, *untold)

    # Keys

    async def on_event(self, event: events.Event) -> None:
        """A letter that is typed into a field does something too."""
        if isinstance(event, events.Key) and toasts.told(self) and not event.is_forwarded:
            field = self.focused
            if field is not None and field.check_consume_key(event.key, event.character):
                self.clear_notifications()
        await super().on_event(event)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key asks for; what was told before it is over."""
        told, self._told_again = toasts.told(self), False
        done = await super().run_action(action, default_namespace, namespaces)
        if done and told and not self._told_again:
            toasts.put_away(self, told)
        return done

    async def on_key(self, event: events.Key) -> None:
        """What no widget, no screen and no binding has taken says that it does nothing."""
        bound = await toasts.is_bound(self, event.key)
        if bound is None:
            return
        event.prevent_default()
        if not bound and not _MODIFIER.fullmatch(event.key):
            self.tell(self.screen, without_effect(_name(event), self._help_key()), "warning")

    def _help_key(self) -> str:
        """The key that helps here and now: in a field that takes « ? » it is another."""
        active = self.screen.active_bindings
        for key in _HELP:
            if key in active and active[key].binding.action == "help":
                return key_name(key)
        return ""


def tell(screen: Screen[Any], text: str, severity: SeverityLevel) -> None:
    """Tell something about a screen: see :meth:`MessagesApp.tell`."""
    cast("MessagesApp[object]", screen.app).tell(screen, text, severity)


def _name(event: events.Key) -> str:
    """A key as it is called on screen; a letter by itself."""
    letter = event.character
    shown = letter if letter is not None and event.is_printable and letter.strip() else ""
    return harmless(shown) or key_name(event.key)
