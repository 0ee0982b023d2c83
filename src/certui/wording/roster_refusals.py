"""Why a roster file is refused, and what to do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui import errors
from certui.domain.refusals import DangerousImport, RosterFaults
from certui.wording import import_questions, roster_kinds
from certui.wording.roster_kinds import named
from certui.wording.sentences import said
from certui.wording.typography import NARROW, NO_BREAK, number, plural, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from certui.wording.sentences import Said

_MEGABYTE: Final = 1_000_000

_UNREADABLE: Final = {
    "forbidden": "Vous n’avez pas le droit de lire le fichier {path}.",
    "loop": "Le lien {path} tourne en rond.",
    "name": "Le nom du fichier {path} est trop long.",
    "device": (
        "Le disque ou le réseau où se trouve {path} ne répond pas{colon} copiez le fichier"
        " ailleurs, puis réessayez."
    ),
}


def _line(line: int) -> str:
    return f" (ligne {number(line)})" if line else ""


def _unreadable(error: errors.FileUnreadable) -> str:
    known = _UNREADABLE.get(error.reason, "Le fichier {path} ne peut pas être lu.")
    return known.format(path=quoted(error.path), colon=f"{NO_BREAK}:")


def _missing(error: errors.FileMissing) -> str:
    if error.folder:
        return f"Le dossier {quoted(error.folder)} n’existe pas."
    sentence = f"Le fichier {quoted(error.path)} n’existe pas."
    near = error.near
    return f"{sentence} Noms proches{NO_BREAK}: {roster_kinds.some(near)}." if near else sentence


def _too_large(error: errors.FileTooLarge) -> str:
    most = number(error.limit // _MEGABYTE)
    return f"Le fichier {named(error.path)} est trop gros{NO_BREAK}: {most} Mo au plus."


def _faults(error: RosterFaults) -> str:
    # Not lines: of an XML file they may all stand on one.
    count = plural(len(error.faults), "anomalie", "anomalies")
    sentence = f"Le fichier est refusé{NO_BREAK}: {count}, rien n’a été importé."
    if not error.valid:
        return sentence
    others = plural(error.valid, "autre élève", "autres élèves")
    return f"{sentence} Pour importer sans elles {others}{NO_BREAK}: --valid-only."


def _missing_columns(error: errors.MissingColumns) -> str:
    names = [quoted(name) for name in error.columns]
    if len(names) == 1:
        sentence = f"La colonne {names[0]} manque dans le fichier {named(error.path)}"
    else:
        listed = f"{', '.join(names[:-1])} et {names[-1]}"
        sentence = f"Les colonnes {listed} manquent dans le fichier {named(error.path)}"
    return f"{sentence}{_headings_read(error.headings)}."


def _headings_read(read: Sequence[str]) -> str:
    """The headings that stand in a file that lacks another, so that one sees which is meant."""
    headings = [quoted(one) for one in read]
    return f"{NARROW}; titres lus{NO_BREAK}: {', '.join(headings)}" if headings else ""


SENTENCES: Final[tuple[Said, ...]] = (
    said(errors.FileMissing, _missing),
    said(
        errors.FileIsFolder,
        lambda error: (
            f"{quoted(error.path)} est un dossier{NO_BREAK}: donnez un fichier qu’il contient."
        ),
    ),
    said(
        errors.FileNotRegular,
        lambda error: (
            f"{quoted(error.path)} n’est pas un fichier ordinaire{NO_BREAK}: donnez un fichier"
            " enregistré sur le disque."
        ),
    ),
    said(errors.FileUnreadable, _unreadable),
    said(
        errors.FileEmpty,
        lambda error: (
            f"Le fichier {quoted(error.path)} est vide{NO_BREAK}: exportez-le de nouveau."
        ),
    ),
    said(errors.FileTooLarge, _too_large),
    said(
        errors.FileChanged,
        lambda error: (
            f"Le fichier {named(error.path)} a changé pendant sa lecture{NO_BREAK}: réessayez."
        ),
    ),
    said(
        errors.FileOther,
        lambda error: (
            f"Le fichier {named(error.path)}"
            f" a changé depuis l’aperçu{NO_BREAK}: rien n’a été importé."
        ),
    ),
    said(
        errors.RosterMoved,
        lambda _: f"Les élèves connus ont changé depuis l’aperçu{NO_BREAK}: rien n’a été importé.",
    ),
    said(
        errors.UnknownFormat,
        lambda error: (
            f"Le fichier {named(error.path)}"
            f" n’est d’aucun format connu{NO_BREAK}: SIECLE, FREGATA, ONDE,"
            " PRONOTE, Charlemagne, CSV, XLSX, XLS ou ODS."
        ),
    ),
    said(
        errors.BadEncoding,
        lambda error: (
            f"L’encodage du fichier {named(error.path)} n’est pas celui qu’il annonce, ou n’est pas"
            f" supporté{_line(error.line)}{NO_BREAK}: exportez-le de nouveau, en UTF-8."
        ),
    ),
    said(errors.SheetsHidden, roster_kinds.hidden),
    said(errors.ForeignFile, roster_kinds.foreign),
    said(errors.OtherExport, roster_kinds.other_export),
    said(errors.PasswordProtected, roster_kinds.protected),
    said(
        errors.DoubtfulLetters,
        lambda error: (
            f"Les lettres accentuées du fichier {named(error.path)} se lisent de deux façons"
            f"{_line(error.line)}{NO_BREAK}: {' ou '.join(map(quoted, error.readings))}"
            f"{NARROW}; enregistrez-le en UTF-8."
        ),
    ),
    said(errors.BadArchive, roster_kinds.archive),
    said(
        errors.BadXml,
        lambda error: (
            f"Le fichier {named(error.path)}"
            f" n’est pas un XML complet et bien formé{_line(error.line)}."
        ),
    ),
    said(
        errors.ForbiddenXml,
        lambda error: (
            f"Le fichier {named(error.path)} définit des entités (DTD){NO_BREAK}: il n’est pas lu."
        ),
    ),
    said(
        errors.OtherSchool,
        lambda error: (
            f"Le fichier est celui d’un autre établissement{NO_BREAK}: son UAI est"
            f" {quoted(error.found)}, le vôtre {quoted(error.expected)}. Choisissez l’export de"
            " votre établissement."
        ),
    ),
    said(
        errors.NoPupil,
        lambda error: (
            f"Le fichier {named(error.path)}"
            f" ne contient aucun élève à importer{NO_BREAK}: les élèves"
            " doivent posséder un INE ainsi qu’une classe."
        ),
    ),
    said(RosterFaults, _faults),
    said(
        errors.NoSchool,
        lambda error: (
            f"Le fichier {named(error.path)}"
            " ne dit pas de quel établissement il vient (UAJ absent)."
        ),
    ),
    said(
        errors.NulBytes,
        lambda error: (
            f"Le fichier {named(error.path)}"
            f" n’est pas un texte{NO_BREAK}: il contient des octets nuls"
            f"{_line(error.line)}. Exportez-le de nouveau."
        ),
    ),
    said(
        errors.BadQuotes,
        lambda error: (
            f"Un guillemet n’est pas à sa place dans le fichier {named(error.path)}"
            f"{_line(error.line)}."
        ),
    ),
    said(
        errors.RecordTooLong,
        lambda error: (
            f"Le fichier {named(error.path)} contient une donnée démesurée{_line(error.line)}."
        ),
    ),
    said(
        errors.TooManyLines,
        lambda error: (
            f"Le fichier {named(error.path)}"
            f" a trop de lignes{NO_BREAK}: {number(error.limit)} au plus."
        ),
    ),
    said(
        errors.TooManyColumns,
        lambda error: (
            f"Le fichier {named(error.path)}"
            f" a trop de colonnes{NO_BREAK}: {number(error.limit)} au plus."
        ),
    ),
    said(
        errors.TooComplex,
        lambda error: (
            f"Le classeur {named(error.path)} demande trop de mémoire ou de temps, il n’est pas lu"
            f"{NO_BREAK}: copiez les élèves dans un classeur neuf, puis donnez celui-ci."
        ),
    ),
    said(
        errors.NoHeading,
        lambda error: (
            f"Aucune des premières lignes du fichier {named(error.path)}"
            " ne porte les titres attendus"
            " (nom, prénom, date de naissance, classe…)."
        ),
    ),
    said(
        errors.HeadingTwice,
        lambda error: (
            f"La colonne {quoted(error.heading)} est présente deux fois dans le fichier"
            f" {named(error.path)}{_line(error.line)}."
        ),
    ),
    said(errors.MissingColumns, _missing_columns),
    said(
        errors.ClassNeeded,
        lambda error: (
            f"Le fichier {named(error.path)}"
            f" ne dit pas la classe de ses élèves{NO_BREAK}: donnez-la, par"
            " exemple --class 3A."
        ),
    ),
    said(
        errors.NotInDoubt,
        lambda error: f"Aucun élève en doute n’a le numéro {error.number} dans ce fichier.",
    ),
    said(
        errors.NotPossible,
        lambda error: f"L’élève en doute {error.number} ne peut pas être l’élève {error.pupil_id}.",
    ),
    said(DangerousImport, lambda error: import_questions.refused(error.danger)),
    said(
        errors.EmptySheet,
        lambda error: (
            f"Le fichier {named(error.path)} ne contient aucun élève{NO_BREAK}: exportez-le de"
            " nouveau."
        ),
    ),
)
