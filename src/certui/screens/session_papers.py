"""The papers of a session: seen first, then saved or printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from certui.domain.papers import DocumentKind
from certui.late import late
from certui.screens.session_page import SessionPage

if TYPE_CHECKING:
    from certui.screens import document, documents
else:
    document = late("certui.screens.document")
    documents = late("certui.screens.documents")


class SessionPapersPage(SessionPage):
    """Opens papers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "document('PV')", "PV", tooltip="Télécharger le PV", id="session.pv"),
        Binding(
            "f",
            "document('ATTENDANCE')",
            "Émargement",
            tooltip="Télécharger la feuille d’émargement",
            id="session.attendance",
        ),
        Binding("o", "documents", "Documents", tooltip="Télécharger un autre document"),
    ]

    def action_document(self, name: str) -> None:
        """See a document, by its name in :class:`DocumentKind`; then save it or print it."""
        self._open_document(DocumentKind[name])

    def action_documents(self) -> None:
        """Choose a document."""
        self.app.push_screen(documents.DocumentsScreen(), self._open_document)

    def _open_document(self, kind: DocumentKind | None) -> None:
        if kind is not None:
            done = self.use_cases
            screen = document.DocumentScreen(done.papers, done.delivery, self.number, kind)
            self.app.push_screen(screen)
