"""Keys have effects in order: the next is handed over when what the last one does is done.

Textual hands each key to the widget that has the focus when the key *arrives*. On a slow line
« 3eb ⏎ Espace » arrive together: the blank would be typed into the filter, because the focus only
moves once ⏎ has been handled; and « p u » would undo before the arrival is stored. Here a key waits
until the application is at rest again: no message in any queue, no screen that is being built, no
worker that does what a key asked. No clock decides about a key.

While keys wait nothing is painted, unless something takes its time; letters that wait for a field
are typed into it as one text, so that a burst costs one frame and hardly more than a letter.

What only reads what is shown may be left: « Échap » and « ctrl+q » do not wait for it, nor do
letters for a field. What follows the store by itself, or goes on behind the screen, is waited for
by nobody.
"""

from __future__ import annotations

import asyncio
import enum
from collections import deque
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias, TypeVar, cast

from textual import events
from textual.app import App

from certui.terminal.privates import keys as privates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.message_pump import MessagePump

T = TypeVar("T")

Typed: TypeAlias = events.Key | events.Paste

# Workers that nobody waits for: what follows the store, what is prepared, what a printer does; and
# the reading of a roster file, which one sees: what it forbids is refused, Échap gives it up.
BACKGROUND: Final = frozenset({"live", "ahead", "print", "read"})
# Workers that read what a screen first shows: one may leave meanwhile, or type into a field.
READING: Final = frozenset({"load"})
_TO_LEAVE: Final = frozenset({"escape", "ctrl+q"})
# How often an application is looked at that does not come to rest within a few turns of its loop.
_TURNS: Final = 64
_PAUSE: Final = 0.002


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


class Rest(enum.IntEnum):
    """What an application still does of what it was told."""

    ACTING = 0
    READING = 1
    COMPLETE = 2


class OrderedKeysApp(App[T]):
    """An app that hands over one key at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[Typed] = deque()
        self._hand: asyncio.Task[None] | None = None
        self._unpainted = ExitStack()
        self._bursting = False

    @property
    def at_rest(self) -> bool:
        """Whether no key waits or is in hand, and nothing is read or done."""
        return self._hand is None and self._rest() is Rest.COMPLETE

    @property
    def keys_wait(self) -> bool:
        """Whether a key waits for the one before it, or is in hand."""
        return self._hand is not None

    async def on_event(self, event: events.Event) -> None:
        """Hand over a key, or let it wait its turn."""
        if not isinstance(event, (events.Key, events.Paste)) or event.is_forwarded:
            await super().on_event(event)
        elif self._hand is None and self._is_letter(event):
            self._begin(event)
        else:
            self._typed.append(event)
            if self._hand is None:
                self._hand = asyncio.create_task(self._hand_over())
            else:
                self._burst()

    # The short way

    def _begin(self, letter: Typed) -> None:
        """Type the first letter after a rest into the field that has the focus.

        It is typed and painted at once: it need not pass through the queues of the field and of all
        around it. When more has arrived with it, that is typed with it.
        """
        self._typed.append(letter)
        if self.message_queue_size:
            self._burst()
            self._hand = asyncio.create_task(self._hand_over())
        else:
            self._type_waiting()
            self._paint()

    def _is_letter(self, event: Typed) -> bool:
        """Whether this is a letter for a field that takes several at once."""
        return isinstance(event, events.Key) and event.is_printable and self._field() is not None

    def _field(self) -> TakesText | None:
        focused = self.focused
        return cast("TakesText", focused) if hasattr(focused, "type_text") else None

    def _type_waiting(self) -> None:
        """Type the letters that wait, up to the first key that is none."""
        letters: list[str] = []
        while self._typed and self._is_letter(self._typed[0]):
            key = cast("events.Key", self._typed.popleft())
            letters.append(key.character or "")
        field = self._field()
        if letters and field is not None:
            field.type_text("".join(letters))

    # The whole way

    async def _hand_over(self) -> None:
        """Hand over what waits, one after another, until nothing does."""
        try:
            while self._typed and self._goes_on():
                await self._until(self._typed[0])
                if not self._goes_on():
                    break
                if self._is_letter(self._typed[0]):
                    self._type_waiting()
                else:
                    await super().on_event(self._typed.popleft())
                if not self._typed:
                    # What comes while this one is done waits for it.
                    await self._until(None)
        except Exception as error:  # noqa: BLE001 - no task of Textual's would report it
            self._typed.clear()
            privates.report(self, error)
        finally:
            self._hand = None
            if self._goes_on():
                self._paint()

    async def _until(self, event: Typed | None) -> None:
        """Wait until a key may be handed over; None is whichever comes."""
        turns = 0
        while not self._may_take(event):
            turns += 1
            if self._bursting and self._must_arrange():
                self._paint()
            if turns < _TURNS:
                await asyncio.sleep(0)
            else:
                # A worker takes its time: what is done so far is shown.
                self._paint()
                await asyncio.sleep(_PAUSE)
            if event is None and self._typed:
                return

    def _goes_on(self) -> bool:
        """Whether keys have effects still; what is typed after leaving has none."""
        return self.is_running and not privates.is_leaving(self)

    def _may_take(self, event: Typed | None) -> bool:
        if not self._goes_on():
            return True
        rest = self._rest()
        if rest is Rest.READING and event is not None:
            leaves = isinstance(event, events.Key) and event.key in _TO_LEAVE
            return leaves or self._is_letter(event)
        return rest is not Rest.ACTING if event is None else rest is Rest.COMPLETE

    # Rest

    def _rest(self) -> Rest:
        """What is still being done, of what the keys before asked for."""
        groups = {one.group for one in self.workers if not one.is_finished} - BACKGROUND
        if groups - READING or self._must_arrange() or any(map(privates.is_busy, self._pumps())):
            return Rest.ACTING
        return Rest.READING if groups else Rest.COMPLETE

    def _must_arrange(self) -> bool:
        """Whether the screen is to be arranged anew: how far a page goes depends on its height."""
        return privates.is_scrolling(self) or privates.must_be_arranged(self.screen)

    def _pumps(self) -> Iterator[MessagePump]:
        """Everything that has a queue, what is most often busy first."""
        yield self
        yield self.focused or self
        yield from privates.registry(self)

    # Painting

    def _burst(self) -> None:
        """Paint nothing until no key waits."""
        if not self._bursting:
            self._bursting = True
            self._unpainted.enter_context(self.batch_update())

    def _paint(self) -> None:
        self._bursting = False
        self._unpainted.close()
        screen = self.screen
        if hasattr(screen, "paint"):
            cast("Paints", screen).paint()
        if self._must_arrange() or not hasattr(screen, "paint"):
            screen.check_idle()
