"""Which document: the papers and the files of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from certui.screens.modal import Modal
from certui.services.documents import DocumentKind
from certui.widgets.key_bar import KeyBar
from certui.widgets.line_table import Line, LineColumn, LineTable
from certui.widgets.too_small import NARROW, SHORT, TooSmall
from certui.wording.documents import TITLES

if TYPE_CHECKING:
    from textual.app import ComposeResult

_COLUMNS: Final = (LineColumn("Document", 20, flexible=True),)


class DocumentTable(LineTable):
    """The list; Entrée opens."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.choose", "Ouvrir")]


class DocumentsScreen(Modal[DocumentKind | None]):
    """Lists what can be made of a session; answers the one chosen, or None."""

    CSS_PATH = "documents.tcss"
    AUTO_FOCUS = "#documents"
    HORIZONTAL_BREAKPOINTS = NARROW
    VERTICAL_BREAKPOINTS = SHORT
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Annuler", id="documents.cancel"),
    ]

    table = getters.query_one(DocumentTable)

    def compose(self) -> ComposeResult:
        """The list."""
        with Vertical(id="dialog"):
            yield Static("Documents de la session", id="dialog-title")
            yield DocumentTable(_COLUMNS, id="documents")
        yield KeyBar()
        yield TooSmall()

    def on_mount(self) -> None:
        """Fill the list."""
        self.table.show_lines([Line(one.value, (TITLES[one],)) for one in DocumentKind])

    @on(DocumentTable.RowSelected)
    def action_choose(self) -> None:
        """Answer the document under the cursor."""
        if (key := self.table.current_key) is not None:
            self.dismiss(DocumentKind(key))

    def action_cancel(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
