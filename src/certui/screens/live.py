"""What several people look at together: read again within a second of anybody's change."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, TypeVar

from textual import work

from certui.errors import CertuiError
from certui.screens.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_SECOND: Final = 1.0


class LivePage(Page[T]):
    """A page that follows what is in the store.

    Once a second, while it is in front, it asks for the store's version off the event loop; nothing
    is read and nothing is sent to the terminal until that has changed.

    Attributes:
        seen: the version that is shown; a page whose reading tells it sets it. None while unknown:
            the first answer may be of after a change that the page has not read.
    """

    seen: int | None = None
    _version: Callable[[], int] | None = None
    _lost: bool = False

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

    def changed(self) -> None:
        """Read again what is shown; each page says how."""
        raise NotImplementedError

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
            self.changed()
