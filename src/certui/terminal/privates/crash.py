"""What last words lean on."""

from __future__ import annotations

from typing import TypeVar

from certui.terminal.mixins import AppMixin

T = TypeVar("T")


class CrashHooks(AppMixin[T]):
    """An application that can say how it leaves after an error that nobody expected."""

    def crash(self) -> None:
        """Leave, and show what is known of the error that is being handled."""
        super()._fatal_error()

    def _fatal_error(self) -> None:
        self.crash()
