"""What all questions and lists over a page have in common."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen

from certui.screens.memory import MEMORY
from certui.widgets.frames import Painted

T = TypeVar("T")


class Modal(Painted[T], ModalScreen[T]):
    """A screen over another; ``T`` is what it answers when it is left."""

    def on_unmount(self) -> None:
        """What is left of it would stay in memory until the collector comes by."""
        MEMORY.left(self.app)
