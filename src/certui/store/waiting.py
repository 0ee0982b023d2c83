"""A store that need not be there yet."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from certui.deferred import Deferred

if TYPE_CHECKING:
    from collections.abc import Callable

    from certui.services.ports.sessions import Overview
    from certui.services.ports.store import Store


class DeferredStore(Deferred["Store"]):
    """A store that is opened by its first use, but for a glance at the list, and never to close it.

    The application paints its first frame before the database and the libraries that read it are
    loaded.

    Args:
        opener: opens the store.
        glance: what may be read of it before it is open; None where it must be opened first.
    """

    def __init__(
        self, opener: Callable[[], Store], glance: Callable[[], Overview | None] | None = None
    ) -> None:
        super().__init__(opener)
        self._glance = glance

    def overview(self) -> contextlib.AbstractContextManager[Overview]:
        """Open a view of the list, which need not wait until the store is open."""
        if self._made is None and self._glance is not None:
            seen = self._glance()
            if seen is not None:
                return contextlib.nullcontext(seen)
        return self._whole().overview()

    def close(self) -> None:
        """Let go of the database, if it was opened."""
        with self._lock:
            if self._made is not None:
                self._made.close()
                self._made = None
