"""Keys are handled one at a time, in the order they were pressed.

Textual hands each key to the widget that has the focus when the key *arrives*. On a slow line
« 3eb ⏎ Espace » arrive together: the blank would be typed into the filter, because the focus only
moves once ⏎ has been handled. Here a key waits until the one before it has gone all its way; while
keys wait nothing is painted, and letters that wait for a field are typed into it as one text, so
that a burst costs one frame and hardly more than a letter. Keys typed ahead of a screen that still
reads what it shows wait for it too: « ⏎ a » opens a session, then its picker.
"""

from __future__ import annotations

from collections import deque
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final, Protocol, TypeVar, cast

from textual import events
from textual.app import App
from textual.message import Message

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.widget import Widget

T = TypeVar("T")

# How long a key may wait for one whose widget has gone meanwhile.
_LOST_SECONDS: Final = 0.25
# Who leaves does not wait for what is read.
_AT_ONCE: Final = frozenset({"escape", "ctrl+q"})


class TakesText(Protocol):
    """A widget that takes several letters at once."""

    def type_text(self, text: str) -> None:
        """Do what typing these letters one by one does."""
        ...


class Paints(Protocol):
    """A screen that paints when it is told to."""

    def paint(self) -> None:
        """Paint now what has changed."""
        ...


class Filled(Message, bubble=True):
    """The screen is filled: it can be told what to do."""


class KeyHandled(Message, bubble=True, verbose=True):
    """Follows a key through the same queues, and so arrives at the app after it."""


class OrderedKeysApp(App[T]):
    """An app that hands over one key at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._keys: deque[events.Key] = deque()
        self._in_hand: KeyHandled | None = None
        self._target: Widget | None = None
        self._lost: Timer | None = None
        self._unpainted = ExitStack()
        self._bursting = False

    async def on_event(self, event: events.Event) -> None:
        """Hand over a key, or let it wait its turn."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif event.key in _AT_ONCE and self._is_filling():
            self._keys.clear()
            await self._hand_over(event)
        elif not self._keys and self._is_free() and not self._must_wait(event):
            await self._begin(event)
        else:
            if not self._bursting:
                self._bursting = True
                self._unpainted.enter_context(self.batch_update())
            self._keys.append(event)
            if self._is_filling():
                self._paint()
            elif self._lost is None:
                self._lost = self.set_timer(_LOST_SECONDS, self._next_key)

    async def on_filled(self) -> None:
        """The screen can take the keys that wait for it."""
        await self._go_on()

    async def on_key_handled(self, message: KeyHandled) -> None:
        """The key in hand has gone all its way: the next."""
        if message is self._in_hand:
            await self._next_key()

    async def _next_key(self) -> None:
        self._in_hand = None
        if self._lost is not None:
            self._lost.stop()
            self._lost = None
        if self._keys and (field := self._field()) is not None:
            self._type(field)
        if self._keys and not self._must_wait(self._keys[0]):
            await self._hand_over(self._keys.popleft())
        else:
            self._paint()

    def _paint(self) -> None:
        self._bursting = False
        self._unpainted.close()
        screen = self.screen
        if hasattr(screen, "paint"):
            cast("Paints", screen).paint()
        else:
            screen.check_idle()

    def _is_filling(self) -> bool:
        """Whether the screen still reads what it first shows; then it posts :class:`Filled`."""
        return bool(getattr(self.screen, "filling", False))

    def _field(self) -> TakesText | None:
        """The field that has the focus, when it takes several letters at once."""
        focused = self.focused
        return cast("TakesText", focused) if hasattr(focused, "type_text") else None

    def _type(self, field: TakesText) -> None:
        """Type the letters that wait, up to the first key that is none."""
        letters: list[str] = []
        while self._keys and self._keys[0].is_printable:
            letters.append(self._keys.popleft().character or "")
        if letters:
            field.type_text("".join(letters))

    def _must_wait(self, event: events.Key) -> bool:
        """Whether a key is for what is still being read; letters in a field are not."""
        return self._is_filling() and not (event.is_printable and self._field())

    def _is_free(self) -> bool:
        """Whether no key is in hand, or the one that is closed the screen it was for."""
        gone = self._target is None or not self._target.is_attached
        return self._in_hand is None or gone

    async def _begin(self, event: events.Key) -> None:
        """Handle the first key after a rest.

        A letter for a field is typed and painted at once: it need not pass through the queues of
        the field and of all around it. When more has arrived with it, that is typed with it.
        """
        if not (event.is_printable and self._field()):
            await self._hand_over(event)
            return
        self._keys.append(event)
        if self._message_queue.empty():
            await self._next_key()
        else:
            self.call_later(self._go_on)

    async def _go_on(self) -> None:
        """Handle what waits, unless a key is in hand: then that one's end comes first."""
        if self._is_free():
            await self._next_key()

    async def _hand_over(self, event: events.Key) -> None:
        self._target = target = self.focused or self.screen
        await super().on_event(event)
        self._in_hand = KeyHandled()
        if not target.post_message(self._in_hand):
            self._in_hand = None
        elif self._bursting:
            # The last key of a burst too may close what it was for: a screen must be painted.
            self._lost = self.set_timer(_LOST_SECONDS, self._next_key)
