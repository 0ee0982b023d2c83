"""The words of roster files: why one is refused, and what is wrong with a pupil."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from certui import errors
from certui.domain.roster_files import FaultKind
from certui.domain.text import clean
from certui.wording import import_questions, roster_kinds
from certui.wording.typography import (
    NARROW,
    NO_BREAK,
    capital,
    elided,
    number,
    plural,
    quoted,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from certui.domain.roster_files import RosterFault

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
    text = _SAID[one.kind](one)
    where = _where(one)
    return where + (text if where else capital(text)) + "."


def at_fault(faults: Collection[RosterFault], participle: str = "") -> str:
    """``1 ligne en anomalie``: a line may have several faults; faults without a line are counted.

    Args:
        faults: of one table.
        participle: in the feminine singular, what becomes of them; it agrees.
    """
    lines = {(one.sheet, one.line) for one in faults}
    one, many = "ligne en anomalie", "lignes en anomalie"
    if any(not line for _, line in lines):
        one, many = "anomalie", "anomalies"
    counted = len(faults) if one == "anomalie" else len(lines)
    if participle:
        one, many = f"{one}, {participle}", f"{many}, {participle}s"
    return plural(counted, one, many)


def _where(one: RosterFault) -> str:
    line = f"ligne {one.line}" if one.line else ""
    sheet = f"feuille {quoted(one.sheet)}" if one.sheet else ""
    place = ", ".join(part for part in (sheet, line) if part)
    return f"{capital(place)}{NO_BREAK}: " if place else ""


def _who(one: RosterFault) -> str:
    """Whom a fault is about, by all that is known of them; empty when nothing is."""
    name, ine, class_name = clean(one.pupil), clean(one.ine), clean(one.class_name)
    if name:
        known = ", ".join(part for part in (class_name, f"INE {ine}" if ine else "") if part)
        return f"l’élève {name} ({known})" if known else f"l’élève {name}"
    if not ine:
        return ""
    return f"l’élève ayant pour INE {ine}" + (f" ({class_name})" if class_name else "")


def _values(one: RosterFault) -> str:
    found = f"{NO_BREAK}: {quoted(one.found)}" if one.found else ""
    return found + (f", attendu{NO_BREAK}: {one.expected}" if one.expected else "")


def _not_given(one: RosterFault) -> str:
    if who := _who(one):
        return f"{who} n’a pas le champ {one.field} renseigné"
    return f"le champ {one.field} n’est pas renseigné"


def _unknown(one: RosterFault) -> str:
    if who := _who(one):
        return f"{who} a une valeur inconnue dans le champ {one.field}{_values(one)}"
    return f"le champ {one.field} a une valeur inconnue{_values(one)}"


def _malformed(one: RosterFault) -> str:
    if who := _who(one):
        return f"{who} n’a pas le bon format {elided('de', one.field)}{_values(one)}"
    return f"le champ {one.field} n’a pas le bon format{_values(one)}"


def _no_such_day(one: RosterFault) -> str:
    who = _who(one)
    of = f" de {who}" if who else ""
    return f"la {one.field}{of} est un jour qui n’existe pas{_values(one)}"


def _yet_to_come(one: RosterFault) -> str:
    who = _who(one)
    of = f" de {who}" if who else ""
    return f"la {one.field}{of} est un jour encore à venir{_values(one)}"


def _lost_letters(one: RosterFault) -> str:
    who = _who(one)
    of = f" de {who}" if who else ""
    return (
        f"le champ {one.field}{of} a perdu des lettres{_values(one)}{NARROW}; corrigez-le, ou"
        " exportez de nouveau le fichier en UTF-8"
    )


def _spreadsheet(one: RosterFault) -> str:
    who = _who(one)
    of = f" de {who}" if who else ""
    return (
        f"un tableur a transformé le champ {one.field}{of} en date ou en nombre{_values(one)}"
        f"{NARROW}; reprenez l’export d’origine sans l’ouvrir, ou mettez la colonne au format Texte"
    )


def _two_classes(one: RosterFault) -> str:
    who = _who(one) or "cet élève"
    return f"{who} est déjà dans le fichier, dans une autre classe{NO_BREAK}: {clean(one.found)}"


def _duplicate(one: RosterFault) -> str:
    first = f"{NO_BREAK}: {clean(one.found)}" if one.found else ""
    return f"{_who(one) or 'cet élève'} est déjà dans le fichier, dans la même classe{first}"


def _shared_ine(one: RosterFault) -> str:
    of = f" ({clean(one.class_name)})" if one.class_name else ""
    return (
        f"l’INE {clean(one.ine)} est celui de deux élèves du fichier{NO_BREAK}:"
        f" {clean(one.found)}, et {clean(one.pupil)}{of}"
    )


_SAID: Final[dict[FaultKind, Callable[[RosterFault], str]]] = {
    FaultKind.MISSING: _not_given,
    FaultKind.UNKNOWN: _unknown,
    FaultKind.MALFORMED: _malformed,
    FaultKind.NO_SUCH_DAY: _no_such_day,
    FaultKind.YET_TO_COME: _yet_to_come,
    FaultKind.LOST_LETTERS: _lost_letters,
    FaultKind.SPREADSHEET: _spreadsheet,
    FaultKind.TWO_CLASSES: _two_classes,
    FaultKind.DUPLICATE: _duplicate,
    FaultKind.SHARED_INE: _shared_ine,
}


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
    said = f"Le fichier est refusé{NO_BREAK}: {count}, rien n’a été importé."
    if not facts.get("valid"):
        return said
    others = plural(facts["valid"], "autre élève", "autres élèves")
    return f"{said} Pour importer sans elles {others}{NO_BREAK}: --valid-only."


def _missing_columns(facts: Facts) -> str:
    names = [quoted(name) for name in facts["columns"]]
    if len(names) == 1:
        said = f"La colonne {names[0]} manque dans le fichier {_file(facts)}"
    else:
        listed = f"{', '.join(names[:-1])} et {names[-1]}"
        said = f"Les colonnes {listed} manquent dans le fichier {_file(facts)}"
    return f"{said}{headings_read(facts)}."


def headings_read(facts: Facts) -> str:
    """The headings that stand in a file that lacks another, so that one sees which is meant."""
    headings = [quoted(one) for one in facts.get("headings", ())]
    return f"{NARROW}; titres lus{NO_BREAK}: {', '.join(headings)}" if headings else ""


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
        " PRONOTE, Charlemagne, CSV, XLSX, XLS ou ODS."
    ),
    errors.BadEncoding: lambda facts: (
        f"L’encodage du fichier {_file(facts)} n’est pas celui qu’il annonce, ou n’est pas"
        f" supporté{_line(facts)}."
    ),
    errors.SheetsHidden: roster_kinds.hidden,
    errors.ForeignFile: roster_kinds.foreign,
    errors.OtherExport: roster_kinds.other_export,
    errors.PasswordProtected: roster_kinds.protected,
    errors.DoubtfulLetters: lambda facts: (
        f"Les lettres accentuées du fichier {_file(facts)} se lisent de deux façons"
        f"{_line(facts)}{NO_BREAK}: {' ou '.join(map(quoted, facts['readings']))}"
        f"{NARROW}; enregistrez-le en UTF-8."
    ),
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
        f"Le classeur {_file(facts)} demande trop de mémoire ou de temps, il n’est pas lu"
        f"{NO_BREAK}: copiez les élèves dans un classeur neuf, puis donnez celui-ci."
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
        f"Le fichier {_file(facts)} ne dit pas la classe de ses élèves{NO_BREAK}: donnez-la, par"
        " exemple --class 3A."
    ),
    errors.NotInDoubt: lambda facts: (
        f"Aucun élève en doute n’a le numéro {facts['number']} dans ce fichier."
    ),
    errors.NotPossible: lambda facts: (
        f"L’élève en doute {facts['number']} ne peut pas être l’élève {facts['pupil_id']}."
    ),
    errors.DangerousImport: lambda facts: import_questions.refused(facts["danger"]),
    errors.EmptySheet: lambda facts: f"Le fichier {_file(facts)} ne contient aucun élève.",
}
"""The sentence of each refusal of a roster file, from its facts."""
