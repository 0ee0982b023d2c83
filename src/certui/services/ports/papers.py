"""Papers: made, saved, printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from certui.domain.papers import DocumentKind, Preview, PrinterName, Rendered, SessionRecord


class Renderer(Protocol):
    """Makes documents. The same record gives the same bytes."""

    def render(self, kind: DocumentKind, record: SessionRecord) -> Rendered:
        """The whole file of a document, and the letters that it cannot draw.

        Raises:
            certui.errors.DocumentError: the centre's own template cannot be used.
        """
        ...

    def preview(self, kind: DocumentKind, record: SessionRecord) -> Preview:
        """What the document says, as text."""
        ...


class Printer(Protocol):
    """Prints a finished PDF."""

    @property
    def name(self) -> PrinterName:
        """Which printer, where the command is known and names one, and the command."""
        ...

    def __call__(
        self, content: bytes, title: str, waiting: Callable[[], None] = lambda: None
    ) -> None:
        """Print.

        Args:
            content: the whole PDF.
            title: what the job is called in the printer's queue.
            waiting: called while it lasts; what this raises gives the job up.

        Raises:
            certui.errors.NoPrintCommand: the command is empty, ill-quoted or not installed.
            certui.errors.PrintingFailed: it failed.
            certui.errors.PrintingStuck: it went half a minute without a sign of life.
        """
        ...


class Saver(Protocol):
    """Writes a file whole or not at all."""

    def __call__(self, content: bytes, folder: str, name: str, *, overwrite: bool) -> Path:
        """Write; answers the absolute path.

        Raises:
            certui.errors.DocumentError: nothing was written; one class for each reason.
        """
        ...
