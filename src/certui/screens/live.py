"""What several people look at together: read again within a second of anybody's change."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from textual import work

from certui.errors import CertuiError
from certui.screens.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
V = TypeVar("V")

_SECOND: Final = 1.0


class LivePage(Page[T], Generic[T, V]):
    """A page that follows what is in the store; it shows a ``V``, which :meth:`read` reads.

    Once a second, while it is in front, it asks for the store's version off the event loop; nothing
    is read and nothing is sent to the terminal until that has changed.

    Attributes:
        seen: the version that is shown; a page whose reading tells it sets it. None while unknown:
            the first answer may be of after a change that the page has not read.
    """

    seen: int | None = None
    _version: Callable[[], int] | None = None
    _lost: bool = False
    _readings: int = 0

    def read(self) -> V:
        """What the page shows; called off the event loop.

        Raises:
            certui.errors.CertuiError: it cannot be read.
        """
        raise NotImplementedError

    def show(self, view: V) -> None:
        """Show what was read."""
        raise NotImplementedError

    def show_unread(self, error: CertuiError) -> None:
        """Say that nothing could be read."""
        self.refuse(error)

    @work(exclusive=True, group="load")
    async def load(self) -> None:
        """Read what is shown and show it, or say why not."""
        await self.reread()

    async def reread(self) -> None:
        """The same, within what asks for it; of two readings at once the later is shown."""
        self._readings += 1
        reading = self._readings
        try:
            view = await asyncio.to_thread(self.read)
        except CertuiError as error:
            self.show_unread(error)
            return
        # What comes while the application is left finds no widgets any more.
        if reading == self._readings and self.app.is_running and self.is_attached:
            self.show(view)

    def action_refresh(self) -> None:
        """Read again what is shown."""
        self.load()

    def follow(self, version: Callable[[], int]) -> None:
        """Begin to follow, once there is something to show; once begun, nothing more.

        Args:
            version: answers another number once anybody has committed a change; called off the
                event loop.
        """
        if self._version is not None:
            return
        self._version = version
        self.set_interval(_SECOND, self.look)

    def look(self) -> None:
        """Ask now, when the page is in front; each second does."""
        # Not is_current, which is true of the page below too: all above it would be drawn again.
        if self.app.screen is self:
            self._ask()

    @work(exclusive=True, group="live")
    async def _ask(self) -> None:
        if self._version is None:
            return
        try:
            version = await asyncio.to_thread(self._version)
        except CertuiError as error:
            # Told once: what is shown is no longer followed until the store answers again.
            if not self._lost:
                self._lost = True
                self.refuse(error)
            return
        if version != self.seen or self._lost:
            self.seen, self._lost = version, False
            self.load()
