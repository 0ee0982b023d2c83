"""What is made when it is first used: the application is on the screen before all that it can do.

Beside :mod:`certui.late`, which loads modules: this stands for one thing that they make.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Deferred(Generic[T]):
    """Stands for something until it is used, and then is it: its attributes and its call.

    Any thread may come first; the others wait for it. When making it fails, who asked is told, and
    the next use tries again.

    Args:
        make: makes it.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: T | None = None

    def __getattr__(self, name: str) -> Any:
        """An attribute that this has not itself."""
        return getattr(self._whole(), name)

    def __call__(self, *args: Any, **keywords: Any) -> Any:
        """Its call."""
        return cast("Callable[..., Any]", self._whole())(*args, **keywords)

    def _whole(self) -> T:
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made


def deferred(make: Callable[[], T]) -> T:
    """What stands for something that is made when it is first used; see :class:`Deferred`."""
    return cast("T", Deferred(make))
