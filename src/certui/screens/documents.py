"""Which document: the papers and the files of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.widgets import Static

from certui.domain.papers import DocumentKind
from certui.screens.modal import Modal
from certui.widgets.line_table import Line, LineColumn, LineTable
from certui.wording.papers import TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

_COLUMNS: Final = (LineColumn("Document", 20, flexible=True),)


class DocumentTable(LineTable):
    """The list; Entrée opens."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.choose", "Ouvrir")]


class DocumentsScreen(Modal[DocumentKind | None]):
    """Lists what can be made of a session; answers the one chosen, or None."""

    AUTO_FOCUS = "#documents"
    table = getters.query_one(DocumentTable)

    def dialog(self) -> Iterable[Widget]:
        """The list."""
        yield Static("Documents de la session", id="dialog-title")
        yield DocumentTable(_COLUMNS, id="documents")

    def on_mount(self) -> None:
        """Fill the list."""
        self.table.show_lines([Line(one.value, (TITLES[one],)) for one in DocumentKind])

    @on(DocumentTable.RowSelected)
    def action_choose(self) -> None:
        """Answer the document under the cursor."""
        if (key := self.table.current_key) is not None:
            self.dismiss(DocumentKind(key))
