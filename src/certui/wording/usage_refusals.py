"""What is wrong with a command line, the configuration or the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui import errors
from certui.domain.text import clean
from certui.themes import THEMES
from certui.wording.sentences import said
from certui.wording.typography import NO_BREAK, number, quoted

if TYPE_CHECKING:
    from certui.wording.sentences import Said


def _configuration(error: errors.InvalidConfiguration) -> str:
    where = f"Le fichier de configuration {quoted(error.path)}"
    if error.key == "administrators":
        return f"{where} ne donne pas de liste de noms à la clé {quoted(error.key)}."
    if error.key == "theme":
        names = ", ".join(THEMES)
        return f"{where} ne donne à la clé {quoted(error.key)} aucun des thèmes{NO_BREAK}: {names}."
    if error.key in {"ascii", "forced_command"}:
        return f"{where} ne donne ni true ni false à la clé {quoted(error.key)}."
    if error.key == "print":
        return f"{where} ne donne pas de commande à la clé {quoted(error.key)}."
    if error.key:
        return f"{where} ne donne pas de texte à la clé {quoted(error.key)}."
    at = f" (ligne {error.line})" if error.line else ""
    return f"{where} n’est pas lisible{at}."


def _students(error: errors.InvalidStudents) -> str:
    most = number(error.most)
    return f"{_value(error.value)} n’est pas un nombre d’élèves entre 1 et {most}."


def _value(typed: object) -> str:
    return quoted(typed) if clean(str(typed)) else "Une valeur vide"


SENTENCES: Final[tuple[Said, ...]] = (
    said(errors.UsageError, "La commande n’est pas écrite comme il faut. Voir certui --help."),
    said(
        errors.NoTerminal,
        f"certui s’ouvre dans un terminal{NO_BREAK}: ni l’entrée ni la sortie ne peuvent être"
        " redirigées, sauf avec --plain.",
    ),
    said(
        errors.NothingToEdit,
        lambda error: (
            f"Dites ce qui change dans la session {error.number}, par exemple --time 16:00."
        ),
    ),
    said(
        errors.DumbTerminal,
        lambda error: (
            f"certui ne peut pas s’afficher dans ce terminal (TERM vaut {quoted(error.term)})"
            f"{NO_BREAK}: essayez certui --plain."
            if error.term
            else "certui ne peut pas s’afficher dans ce terminal (TERM n’est pas défini)"
            f"{NO_BREAK}: essayez certui --plain."
        ),
    ),
    said(
        errors.NotADialogue,
        f"--plain ouvre un dialogue{NO_BREAK}: écrivez-le sans commande, ou avec demo.",
    ),
    said(
        errors.InvalidDatabase,
        lambda error: (
            f"{_value(error.value)} n’est ni un chemin ni une adresse de base de données."
        ),
    ),
    said(
        errors.InvalidSessionNumber,
        lambda error: f"{_value(error.value)} n’est pas un numéro de session.",
    ),
    said(
        errors.InvalidCandidateId,
        lambda error: f"{_value(error.value)} n’est pas l’id d’un candidat.",
    ),
    said(errors.InvalidStudents, _students),
    said(
        errors.InvalidDecision,
        lambda error: (
            f"{_value(error.value)} ne dit pas qui est un élève en doute{NO_BREAK}: écrivez son"
            " numéro, =, puis l’id d’un élève connu ou nouveau, par exemple 37=12."
        ),
    ),
    said(
        errors.BinaryToTerminal,
        lambda error: (
            f"Ce document ne s’affiche pas dans un terminal{NO_BREAK}: enregistrez-le avec -o"
            f" {quoted(error.name)}, ou redirigez la sortie."
        ),
    ),
    said(errors.InvalidConfiguration, _configuration),
    said(errors.OutputFailed, "La sortie standard ne peut pas être écrite."),
)
