"""The words of roster files: why one is refused, and what is wrong with a pupil."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from certui import errors
from certui.domain.models import FaultKind
from certui.domain.text import clean
from certui.wording import roster_kinds
from certui.wording.typography import NO_BREAK, capital, elided, number, plural, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from certui.domain.models import RosterFault

    Facts = Mapping[str, Any]

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


def fault(one: RosterFault) -> str:
    """One line on one fault of a roster file, after the product's import messages."""
    text = _fault_of_pupil(one) if one.ine else _fault_of_line(one)
    if one.found:
        text += f"{NO_BREAK}: {quoted(one.found)}"
    if one.expected:
        text += f", attendu{NO_BREAK}: {one.expected}"
    where = f"Ligne {one.line}{NO_BREAK}: " if one.line else ""
    return where + (text if where else capital(text)) + "."


def at_fault(faults: Collection[RosterFault], participle: str = "") -> str:
    """``1 ligne en anomalie``: a line may have several faults; faults without a line are counted.

    Args:
        faults: of one table.
        participle: in the feminine singular, what becomes of them; it agrees.
    """
    lines = {one.line for one in faults}
    one, many = "ligne en anomalie", "lignes en anomalie"
    if 0 in lines:
        one, many = "anomalie", "anomalies"
    counted = len(faults) if 0 in lines else len(lines)
    if participle:
        one, many = f"{one}, {participle}", f"{many}, {participle}s"
    return plural(counted, one, many)


def _fault_of_pupil(one: RosterFault) -> str:
    ine = clean(one.ine)
    if one.kind is FaultKind.DUPLICATE:
        return f"l’INE {ine} est présent plusieurs fois dans le fichier pour plusieurs élèves"
    who = f"l’élève ayant pour INE {ine}"
    if one.kind is FaultKind.MISSING:
        return f"{who} n’a pas le champ {one.field} renseigné"
    if one.kind is FaultKind.UNKNOWN:
        return f"{who} a une valeur inconnue dans le champ {one.field}"
    return f"{who} n’a pas le bon format {elided('de', one.field)}"


def _fault_of_line(one: RosterFault) -> str:
    if one.kind is FaultKind.DUPLICATE:
        return "cet élève est déjà dans le fichier, dans la même classe"
    if one.kind is FaultKind.MISSING:
        return f"le champ {one.field} n’est pas renseigné"
    if one.kind is FaultKind.UNKNOWN:
        return f"le champ {one.field} a une valeur inconnue"
    return f"le champ {one.field} n’a pas le bon format"


def _path(facts: Facts) -> str:
    """Where the file was looked for."""
    return quoted(facts["path"])


def _file(facts: Facts) -> str:
    """Which file it is: its name, since a long path would be cut before it."""
    return quoted(PurePath(facts["path"]).name or facts["path"])


def _line(facts: Facts) -> str:
    return f" (ligne {number(facts['line'])})" if facts.get("line") else ""


def _unreadable(facts: Facts) -> str:
    known = _UNREADABLE.get(facts["reason"], "Le fichier {path} ne peut pas être lu.")
    return known.format(path=_path(facts), colon=f"{NO_BREAK}:")


def _missing(facts: Facts) -> str:
    if facts.get("folder"):
        return f"Le dossier {quoted(facts['folder'])} n’existe pas."
    said = f"Le fichier {_path(facts)} n’existe pas."
    near = facts.get("near")
    return f"{said} Noms proches{NO_BREAK}: {roster_kinds.some(near)}." if near else said


def _too_large(facts: Facts) -> str:
    most = number(facts["limit"] // _MEGABYTE)
    return f"Le fichier {_file(facts)} est trop gros{NO_BREAK}: {most} Mo au plus."


def _faults(facts: Facts) -> str:
    # Not lines: of an XML file they may all stand on one.
    count = plural(len(facts["faults"]), "anomalie", "anomalies")
    return f"Le fichier est refusé{NO_BREAK}: {count}, rien n’a été importé."


def _missing_columns(facts: Facts) -> str:
    names = [quoted(name) for name in facts["columns"]]
    if len(names) == 1:
        return f"La colonne {names[0]} manque dans le fichier {_file(facts)}."
    listed = f"{', '.join(names[:-1])} et {names[-1]}"
    return f"Les colonnes {listed} manquent dans le fichier {_file(facts)}."


ROSTER_REFUSALS: Final[dict[type[errors.RosterError], Callable[[Facts], str]]] = {
    errors.FileMissing: _missing,
    errors.FileIsFolder: lambda facts: (
        f"{_path(facts)} est un dossier{NO_BREAK}: donnez un fichier qu’il contient."
    ),
    errors.FileNotRegular: lambda facts: f"{_path(facts)} n’est pas un fichier ordinaire.",
    errors.FileUnreadable: _unreadable,
    errors.FileEmpty: lambda facts: (
        f"Le fichier {_path(facts)} est vide{NO_BREAK}: exportez-le de nouveau."
    ),
    errors.FileTooLarge: _too_large,
    errors.FileChanged: lambda facts: (
        f"Le fichier {_file(facts)} a changé pendant sa lecture{NO_BREAK}: réessayez."
    ),
    errors.FileOther: lambda facts: (
        f"Le fichier {_file(facts)} a changé depuis l’aperçu{NO_BREAK}: rien n’a été importé."
    ),
    errors.RosterMoved: lambda _facts: (
        f"Les élèves connus ont changé depuis l’aperçu{NO_BREAK}: rien n’a été importé."
    ),
    errors.UnknownFormat: lambda facts: (
        f"Le fichier {_file(facts)} n’est d’aucun format connu{NO_BREAK}: SIECLE, FREGATA, ONDE,"
        " PRONOTE, Charlemagne, CSV, XLSX ou ODS."
    ),
    errors.BadEncoding: lambda facts: (
        f"L’encodage du fichier {_file(facts)} n’est pas celui qu’il annonce, ou n’est pas"
        f" supporté{_line(facts)}."
    ),
    errors.ForeignFile: roster_kinds.foreign,
    errors.OtherExport: roster_kinds.other_export,
    errors.PasswordProtected: roster_kinds.protected,
    errors.BadArchive: roster_kinds.archive,
    errors.BadXml: lambda facts: (
        f"Le fichier {_file(facts)} n’est pas un XML complet et bien formé{_line(facts)}."
    ),
    errors.ForbiddenXml: lambda facts: (
        f"Le fichier {_file(facts)} définit des entités (DTD){NO_BREAK}: il n’est pas lu."
    ),
    errors.OtherSchool: lambda facts: (
        f"Le fichier est celui d’un autre établissement{NO_BREAK}: son UAI est"
        f" {quoted(facts['found'])}, le vôtre {quoted(facts['expected'])}."
    ),
    errors.NoPupil: lambda facts: (
        f"Le fichier {_file(facts)} ne contient aucun élève à importer{NO_BREAK}: les élèves"
        " doivent posséder un INE ainsi qu’une classe."
    ),
    errors.RosterFaults: _faults,
    errors.NoSchool: lambda facts: (
        f"Le fichier {_file(facts)} ne dit pas de quel établissement il vient (UAJ absent)."
    ),
    errors.NulBytes: lambda facts: (
        f"Le fichier {_file(facts)} n’est pas un texte{NO_BREAK}: il contient des octets nuls"
        f"{_line(facts)}."
    ),
    errors.OldWorkbook: lambda facts: (
        f"Le fichier {_file(facts)} est un ancien classeur Excel{NO_BREAK}: enregistrez-le au"
        " format XLSX ou CSV."
    ),
    errors.BadQuotes: lambda facts: (
        f"Un guillemet n’est pas à sa place dans le fichier {_file(facts)}{_line(facts)}."
    ),
    errors.RecordTooLong: lambda facts: (
        f"Le fichier {_file(facts)} contient une donnée démesurée{_line(facts)}."
    ),
    errors.TooManyLines: lambda facts: (
        f"Le fichier {_file(facts)} a trop de lignes{NO_BREAK}: {number(facts['limit'])} au plus."
    ),
    errors.TooManyColumns: lambda facts: (
        f"Le fichier {_file(facts)} a trop de colonnes{NO_BREAK}: {number(facts['limit'])} au plus."
    ),
    errors.TooComplex: lambda facts: (
        f"Le classeur {_file(facts)} demande trop de mémoire ou de temps{NO_BREAK}: il n’est pas"
        " lu."
    ),
    errors.NoHeading: lambda facts: (
        f"Aucune des premières lignes du fichier {_file(facts)} ne porte les titres attendus"
        " (nom, prénom, date de naissance, classe…)."
    ),
    errors.HeadingTwice: lambda facts: (
        f"La colonne {quoted(facts['heading'])} est présente deux fois dans le fichier"
        f" {_file(facts)}{_line(facts)}."
    ),
    errors.MissingColumns: _missing_columns,
    errors.ClassNeeded: lambda facts: (
        f"{_missing_columns(facts)} Sans elle, dites de quelle classe sont ses élèves."
    ),
    errors.EmptySheet: lambda facts: f"Le fichier {_file(facts)} ne contient aucun élève.",
}
"""The sentence of each refusal of a roster file, from its facts."""
