"""Why a document is not made, written or printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui import errors
from certui.domain.refusals import PixWouldRefuse
from certui.domain.text import clean
from certui.wording import pix_list
from certui.wording.sentences import said
from certui.wording.system import because
from certui.wording.typography import NARROW, NO_BREAK, quoted

if TYPE_CHECKING:
    from pathlib import Path

    from certui.wording.sentences import Said

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
_REASONS: Final = {
    "not-regular": "ce n’est pas un fichier",
    "too-large": "il dépasse 1 Mo",
    "not-utf8": "il n’est pas en UTF-8",
}
_LONGEST_PATH: Final = 120


def _template(named: str | Path) -> str:
    """The template by its path, cut at its beginning alone: the file's name stands at its end."""
    path = clean(str(named))
    shown = path if len(path) <= _LONGEST_PATH else f"…{path[-_LONGEST_PATH:]}"
    return f"Le modèle «{NARROW}{shown}{NARROW}»"


def _unreadable(error: errors.TemplateUnreadable) -> str:
    known = _REASONS.get(error.reason)
    why = f"{NO_BREAK}: {known}" if known else because(error.reason)
    return f"{_template(error.path)} ne peut pas être lu{why}."


def _faulty(error: errors.TemplateFaulty) -> str:
    # The quoted reason is typst's own, in English: it is what a search engine knows.
    meant = next((said for words, said in _MEANT.items() if words in error.reason), "")
    return (
        f"{_template(error.path)} est refusé{_at(error.line)}"
        f"{NO_BREAK}: {quoted(error.reason)}{meant and f' ({meant})'}."
    )


def _package(error: errors.TemplateNeedsPackage) -> str:
    return (
        f"{_template(error.path)} est refusé{_at(error.line)}{NO_BREAK}: il demande"
        f" {quoted(error.package)}, or certui ne télécharge rien."
    )


def _reaches_out(error: errors.TemplateReachesOut) -> str:
    return (
        f"{_template(error.path)} est refusé{_at(error.line)}{NO_BREAK}: il lit"
        f" {quoted(error.wanted)}, hors de son dossier."
    )


def _misses(error: errors.TemplateMissesFile) -> str:
    return (
        f"{_template(error.path)} est refusé{_at(error.line)}{NO_BREAK}: il demande"
        f" {quoted(error.wanted)}, qui n’est pas un fichier de son dossier"
        " (un lien n’est pas suivi)."
    )


def _font(error: errors.TemplateFontMissing) -> str:
    return (
        f"{_template(error.path)} est refusé{NO_BREAK}: il demande la police {quoted(error.wanted)}"
        ", qui n’est pas dans son dossier. Posez-y son fichier, ou demandez une autre police."
    )


def _at(line: int) -> str:
    return f", ligne {line}" if line else ""


def _file_name(error: errors.BadFileName) -> str:
    typed = error.name
    return (
        f"{quoted(typed)} ne convient pas comme nom de fichier."
        if typed.strip()
        else "Le nom du fichier est vide."
    )


SENTENCES: Final[tuple[Said, ...]] = (
    said(errors.DocumentError, f"Le document n’a pas pu être produit{NARROW}; rien n’a été écrit."),
    said(PixWouldRefuse, lambda error: pix_list.not_written(error.faults)),
    said(errors.TemplateUnreadable, _unreadable),
    said(errors.TemplateFaulty, _faulty),
    said(errors.TemplateNeedsPackage, _package),
    said(errors.TemplateReachesOut, _reaches_out),
    said(errors.TemplateMissesFile, _misses),
    said(errors.TemplateFontMissing, _font),
    said(
        errors.TemplateTooHeavy,
        lambda error: (
            f"{_template(error.path)} est refusé{NO_BREAK}: il demande trop de mémoire ou de temps."
            " Simplifiez-le, ou supprimez-le pour revenir au modèle de certui."
        ),
    ),
    said(errors.BadFileName, _file_name),
    said(errors.FolderMissing, lambda error: f"Le dossier {quoted(error.path)} n’existe pas."),
    said(errors.FolderNotAFolder, lambda error: f"{quoted(error.path)} n’est pas un dossier."),
    said(
        errors.AlreadyThere,
        lambda error: (
            f"Le fichier {quoted(error.path)} existe déjà{NO_BREAK}: il n’a pas été remplacé."
        ),
    ),
    said(
        errors.TargetIsAFolder,
        lambda error: f"{quoted(error.path)} est un dossier{NO_BREAK}: donnez un nom de fichier.",
    ),
    said(
        errors.WritingForbidden,
        lambda error: f"Vous n’avez pas le droit d’écrire dans le dossier {quoted(error.path)}.",
    ),
    said(
        errors.DiskFull,
        lambda error: (
            f"Il n’y a plus de place sur le disque du dossier {quoted(error.path)}"
            f"{NO_BREAK}: rien n’a été écrit."
        ),
    ),
    said(
        errors.WritingFailed,
        lambda error: (
            f"Le fichier {quoted(error.path)} n’a pas pu être écrit{because(error.reason)}."
        ),
    ),
    said(
        errors.NoPrintCommand,
        lambda error: (
            f"La commande d’impression {quoted(error.command)} est introuvable."
            if error.command
            else "Aucune commande d’impression n’est réglée dans la configuration."
        ),
    ),
    said(
        errors.PrintingStuck,
        lambda error: (
            f"La commande d’impression {quoted(error.command)} n’a donné aucun signe de vie pendant"
            f" {error.seconds:.0f}{NO_BREAK}s{NO_BREAK}: elle a été arrêtée. Vérifiez l’imprimante,"
            " puis recommencez."
        ),
    ),
    said(
        errors.PrintingFailed,
        lambda error: (
            f"La commande d’impression {quoted(error.command)} a échoué"
            + (f"{NO_BREAK}: {quoted(error.reason)}." if error.reason else ".")
        ),
    ),
)
