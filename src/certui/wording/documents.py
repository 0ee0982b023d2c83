"""The words of documents: where they went, how to fetch them, why one was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from certui import errors
from certui.domain.text import clean
from certui.services.documents import DocumentKind
from certui.services.fetching import Way
from certui.wording import pix_list
from certui.wording.system import because
from certui.wording.typography import NARROW, NO_BREAK, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from certui.services.documents import Document, PrinterName
    from certui.services.fetching import Fetching

    Facts = Mapping[str, Any]

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
# What typst's commonest reasons mean.
_MEANT: Final = {
    "unknown variable": "un nom que le modèle ne définit pas",
    "does not contain": "une valeur qui n’existe pas",
    "cannot access fields": "une valeur qui n’a pas de parties",
    "missing alt text": "une image sans texte de remplacement",
    "missing document title": "un document sans titre",
    "unclosed": "un signe ouvert et jamais refermé",
    "unexpected": "un signe qui n’a pas sa place ici",
    "expected": "autre chose est attendu ici",
    "missing argument": "une valeur manque",
    "call depth": "une fonction qui s’appelle sans fin",
    "panicked": "arrêté par le modèle lui-même",
}
_LONGEST_PATH: Final = 120
COPIED: Final = "Copié aussi dans le presse-papiers, si votre terminal le permet."
_REASONS: Final = {
    "not-regular": "ce n’est pas un fichier",
    "too-large": "il dépasse 1 Mo",
    "not-utf8": "il n’est pas en UTF-8",
}


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


def _template(facts: Facts) -> str:
    """The template by its path, cut at its beginning alone: the file's name stands at its end."""
    path = clean(str(facts["path"]))
    shown = path if len(path) <= _LONGEST_PATH else f"…{path[-_LONGEST_PATH:]}"
    return f"Le modèle «{NARROW}{shown}{NARROW}»"


def _unreadable(facts: Facts) -> str:
    known = _REASONS.get(facts["reason"])
    why = f"{NO_BREAK}: {known}" if known else because(facts["reason"])
    return f"{_template(facts)} ne peut pas être lu{why}."


def _faulty(facts: Facts) -> str:
    # The quoted reason is typst's own, in English: it is what a search engine knows.
    meant = next((said for words, said in _MEANT.items() if words in facts["reason"]), "")
    return (
        f"{_template(facts)} est refusé{_at(facts)}"
        f"{NO_BREAK}: {quoted(facts['reason'])}{meant and f' ({meant})'}."
    )


def _package(facts: Facts) -> str:
    return (
        f"{_template(facts)} est refusé{_at(facts)}{NO_BREAK}: il demande"
        f" {quoted(facts['package'])}, or certui ne télécharge rien."
    )


def _reaches_out(facts: Facts) -> str:
    return (
        f"{_template(facts)} est refusé{_at(facts)}{NO_BREAK}: il lit"
        f" {quoted(facts['wanted'])}, hors de son dossier."
    )


def _misses(facts: Facts) -> str:
    return (
        f"{_template(facts)} est refusé{_at(facts)}{NO_BREAK}: il demande"
        f" {quoted(facts['wanted'])}, qui n’est pas un fichier de son dossier"
        " (un lien n’est pas suivi)."
    )


def _font(facts: Facts) -> str:
    return (
        f"{_template(facts)} est refusé{NO_BREAK}: il demande la police {quoted(facts['wanted'])},"
        " qui n’est pas dans son dossier. Posez-y son fichier, ou demandez une autre police."
    )


def _at(facts: Facts) -> str:
    return f", ligne {facts['line']}" if facts["line"] else ""


def _file_name(facts: Facts) -> str:
    typed = facts["name"]
    return (
        f"{quoted(typed)} ne convient pas comme nom de fichier."
        if typed.strip()
        else "Le nom du fichier est vide."
    )


SENTENCES: Final[dict[type[errors.CertuiError], str | Callable[[Facts], str]]] = {
    errors.DocumentError: f"Le document n’a pas pu être produit{NARROW}; rien n’a été écrit.",
    errors.PixWouldRefuse: lambda facts: pix_list.not_written(facts["faults"]),
    errors.TemplateUnreadable: _unreadable,
    errors.TemplateFaulty: _faulty,
    errors.TemplateNeedsPackage: _package,
    errors.TemplateReachesOut: _reaches_out,
    errors.TemplateMissesFile: _misses,
    errors.TemplateFontMissing: _font,
    errors.TemplateTooHeavy: lambda facts: (
        f"{_template(facts)} est refusé{NO_BREAK}: il demande trop de mémoire ou de temps."
        " Simplifiez-le, ou supprimez-le pour revenir au modèle de certui."
    ),
    errors.BadFileName: _file_name,
    errors.FolderMissing: lambda facts: f"Le dossier {quoted(facts['path'])} n’existe pas.",
    errors.FolderNotAFolder: lambda facts: f"{quoted(facts['path'])} n’est pas un dossier.",
    errors.AlreadyThere: lambda facts: (
        f"Le fichier {quoted(facts['path'])} existe déjà{NO_BREAK}: il n’a pas été remplacé."
    ),
    errors.TargetIsAFolder: lambda facts: (
        f"{quoted(facts['path'])} est un dossier{NO_BREAK}: donnez un nom de fichier."
    ),
    errors.WritingForbidden: lambda facts: (
        f"Vous n’avez pas le droit d’écrire dans le dossier {quoted(facts['path'])}."
    ),
    errors.DiskFull: lambda facts: (
        f"Il n’y a plus de place sur le disque du dossier {quoted(facts['path'])}"
        f"{NO_BREAK}: rien n’a été écrit."
    ),
    errors.WritingFailed: lambda facts: (
        f"Le fichier {quoted(facts['path'])} n’a pas pu être écrit{because(facts['reason'])}."
    ),
    errors.NoPrintCommand: lambda facts: (
        f"La commande d’impression {quoted(facts['command'])} est introuvable."
        if facts["command"]
        else "Aucune commande d’impression n’est réglée dans la configuration."
    ),
    errors.PrintingStuck: lambda facts: (
        f"La commande d’impression {quoted(facts['command'])} n’a donné aucun signe de vie pendant"
        f" {facts['seconds']:.0f}{NO_BREAK}s{NO_BREAK}: elle a été arrêtée. Vérifiez l’imprimante,"
        " puis recommencez."
    ),
    errors.PrintingFailed: lambda facts: (
        f"La commande d’impression {quoted(facts['command'])} a échoué"
        + (f"{NO_BREAK}: {quoted(facts['reason'])}." if facts["reason"] else ".")
    ),
}
"""One sentence a refusal; :mod:`certui.wording.refusals` has those of the other rooms."""
