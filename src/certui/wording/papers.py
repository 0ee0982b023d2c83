"""The words of documents: where they went, and how to fetch them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.domain.papers import DocumentKind
from certui.domain.text import clean
from certui.services.fetching import Way
from certui.wording.typography import NARROW, NO_BREAK, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from certui.domain.papers import Document, PrinterName
    from certui.services.fetching import Fetching


TITLES: Final = {
    DocumentKind.PV: "PV de session",
    DocumentKind.ATTENDANCE: "Feuille d’émargement",
    DocumentKind.KIT: "Kit surveillant",
    DocumentKind.LIST_ODS: "Liste pour Pix Certif (ODS)",
    DocumentKind.LIST_CSV: "Liste des candidats (CSV)",
    DocumentKind.LIST_XLSX: "Liste des candidats (XLSX)",
    DocumentKind.DOOR: "Liste de porte",
    DocumentKind.LABELS: "Étiquettes de table",
    DocumentKind.NEEDS: "Aménagements",
    DocumentKind.SLIPS: "Convocations",
}
COPIED: Final = "Copié aussi dans le presse-papiers, si votre terminal le permet."


def back(number: int) -> str:
    """Where the screen of a document comes from."""
    return f"← Session {number}"


def save_title(title: str) -> str:
    """The title of the panel that saves."""
    return f"Enregistrer{NO_BREAK}: {title}"


def left_out(columns: Sequence[str]) -> str:
    """Which columns a narrow terminal does not show, for nobody has anything in them."""
    named = ", ".join(clean(one) for one in columns)
    return f"Colonnes vides, non montrées ici{NO_BREAK}: {named}"


def saved(path: Path) -> str:
    """The toast of a document written."""
    return f"Document enregistré{NO_BREAK}: {clean(str(path))}"


def fetching(how: Fetching) -> str:
    """The sentence above the line to paste, or above the path."""
    if how.way is Way.HERE:
        return f"Le fichier est sur cette machine{NO_BREAK}:"
    if not how.host_known:
        return (
            f"Sur votre machine, remplacez SERVEUR par l’adresse du serveur, puis lancez{NO_BREAK}:"
        )
    if how.way is Way.SCP:
        return f"Pour le récupérer, lancez sur votre machine{NO_BREAK}:"
    return f"Pour le recevoir, lancez sur votre machine{NO_BREAK}:"


def line(how: Fetching) -> str:
    """What to paste, or the path when the file is here: also what goes to the clipboard.

    A folder's name may hold anything: show it as any text from outside.
    """
    return how.line or str(how.path)


def printed(document: Document) -> str:
    """The toast of a document sent to the printer."""
    return f"Document envoyé à l’imprimante{NO_BREAK}: {document.name}"


def job_title(document: Document) -> str:
    """What a paper is called in the printer's queue: no pupil, for anybody reads that."""
    what = "PV" if document.kind is DocumentKind.PV else TITLES[document.kind]
    return f"{what} session {document.number} — {clean(document.centre)}"


def printing(kind: DocumentKind, where: PrinterName, seconds: float) -> str:
    """What is being printed, where, and since when."""
    to = f"sur {quoted(where.printer)}" if where.printer else f"par {quoted(where.command)}"
    since = f"depuis {int(seconds)}{NO_BREAK}s"
    return f"Impression en cours {since}{NO_BREAK}: {TITLES[kind]}, {to}"


def printing_in_shell(kind: DocumentKind, where: PrinterName, seconds: float) -> str:
    """The same, with the way out."""
    return f"{printing(kind, where, seconds)}. Ctrl+C l’abandonne."


def print_given_up(kind: DocumentKind, where: PrinterName) -> str:
    """What was given up: nobody but the printer knows how far it came."""
    queue = f"de {quoted(where.printer)}" if where.printer else "d’attente de l’imprimante"
    return (
        f"Impression abandonnée{NO_BREAK}: {TITLES[kind]}. Regardez la file {queue}"
        " avant de recommencer."
    )


def ask_overwrite(name: str) -> str:
    """The question before a file is replaced."""
    return f"Le fichier {quoted(name)} existe déjà. Le remplacer{NARROW}?"
