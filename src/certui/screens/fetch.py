"""How to fetch a document that was written: it stays to be read until it is closed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from certui.screens.modal import Modal
from certui.widgets.plain import plain
from certui.wording import papers as words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from certui.services.fetching import Fetching


class FetchScreen(Modal[None]):
    """Says where the document is, and the line that brings it; copies that line.

    Args:
        how: where it is.
    """

    AUTO_FOCUS = ""  # there is nothing to type
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "cancel", "Fermer", id="fetch.close"),
        Binding("c", "copy", "Copier de nouveau"),
    ]

    def __init__(self, how: Fetching) -> None:
        super().__init__()
        self._how = how

    def dialog(self) -> Iterable[Widget]:
        """What was written, how to fetch it, and the line."""
        yield Static(plain(words.saved(Path(self._how.path.name))), id="saved")
        yield Static(plain(words.fetching(self._how)), id="how")
        yield Static(plain(words.line(self._how)), id="line")
        yield Static(plain(words.COPIED), id="copied")

    def on_mount(self) -> None:
        """Copy at once: who is far away has it under the hand."""
        self.action_copy()

    def action_copy(self) -> None:
        """Copy the line, as it is, by the terminal (OSC 52)."""
        self.app.copy_to_clipboard(words.line(self._how))
