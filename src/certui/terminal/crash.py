"""What is said of an error that nobody expected (hazard F8)."""

from __future__ import annotations

from typing import TypeVar

from rich.text import Text

from certui.terminal.privates import crash as privates

T = TypeVar("T")


class CrashTold(privates.CrashHooks[T]):
    """An application that says its own last words, whatever Textual would say."""

    def last_words(self) -> str:
        """What is said at the end, while the error is handled."""
        raise NotImplementedError

    def panic(self, *renderables: object) -> None:  # noqa: ARG002 - they quote the error
        """Leave, whatever the error says of itself."""
        self.crash()

    def crash(self) -> None:
        """Leave: a traceback would show values."""
        super().panic(Text(self.last_words()))
