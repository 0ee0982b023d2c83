"""What ``certui doctor`` says: a line for each thing looked at, and what to do about it."""

from __future__ import annotations

import shlex
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from certui.domain.doctor import Check, Level, Trouble
from certui.domain.text import clean
from certui.wording.typography import NARROW, NO_BREAK, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from certui.domain.doctor import Finding

GLYPHS: Final = {Level.FINE: "✓", Level.NOTE: "·", Level.WARNING: "▲", Level.FAULT: "✗"}
NAMES: Final = {
    Check.PROGRAM: "certui",
    Check.PYTHON: "Python",
    Check.LIBRARIES: "Bibliothèques",
    Check.SQLITE: "SQLite",
    Check.FONTS: "Polices de plus",
    Check.CONFIGURATION: "Configuration",
    Check.TEMPLATES: "Modèles du centre",
    Check.PRINTING: "Impression",
    Check.EXPORT_FOLDER: "Dossier des documents",
    Check.DATABASE: "Base de données",
    Check.SCHEMA: "Schéma",
    Check.RIGHTS: "Droits",
    Check.FILE_SYSTEM: "Système de fichiers",
    Check.FREE_ROOM: "Place libre",
    Check.TIME: "Heure",
    Check.INCIDENTS: "Journal des incidents",
    Check.TERMINAL: "Terminal",
    Check.SIZE: "Taille",
    Check.COLOURS: "Couleurs",
    Check.THEME: "Thème",
    Check.ENCODING: "Codage",
    Check.CONNECTION: "Connexion",
}
_WIDTH: Final = max(map(len, NAMES.values()))
_TITLES: Final = {
    Check.PROGRAM: "Programme",
    Check.CONFIGURATION: "Réglages",
    Check.DATABASE: "Données",
    Check.TERMINAL: "Terminal",
}
_NONE: Final = {
    Check.CONFIGURATION: "pas de fichier (facultatif)",
    Check.TEMPLATES: "aucun, ceux de certui servent",
    Check.PRINTING: "aucune commande réglée (facultatif)",
    Check.EXPORT_FOLDER: "celui des téléchargements, ou le dossier personnel à travers SSH",
    Check.FILE_SYSTEM: "inconnu sur cette machine",
    Check.INCIDENTS: "vide",
    Check.TERMINAL: "inconnu",
    Check.CONNECTION: "sur cette machine",
}
_MEGABYTE: Final = 1024 * 1024
_GIGABYTE: Final = 1024 * _MEGABYTE


class Told(NamedTuple):
    """What is said of a thing that was looked at.

    Attributes:
        problem: what is wrong, or what is to be known; empty where all is well.
        advice: what to do about it; empty where nothing is to be done.
    """

    problem: str
    advice: str


_PROBLEMS: Final = {
    Trouble.LIBRARY_MISSING: (
        "il manque {detail}",
        "installez certui de nouveau, avec tout ce dont il a besoin",
    ),
    Trouble.PARTS_MISSING: (
        "cette version de Textual n’a pas tout ce qui rend l’écran rapide ({detail})",
        f"certui marche, mais moins vite{NARROW}; installez la version de Textual prévue",
    ),
    Trouble.OLD_SQLITE: (
        "cette version peut abîmer une base que plusieurs programmes écrivent par un journal WAL",
        f"certui s’en passe et écrit plus lentement{NARROW}; le paquet pysqlite3 est sûr",
    ),
    Trouble.CONFIGURATION_WRONG: (
        "ce fichier ne peut pas être lu{detail}",
        "corrigez-le, ou supprimez-le pour revenir aux réglages d’origine",
    ),
    Trouble.KEYS_UNKNOWN: (
        f"ces clés ne veulent rien dire{NO_BREAK}: {{detail}}",
        "corrigez leur nom, ou supprimez-les",
    ),
    Trouble.CONFIGURATION_OPEN: (
        "d’autres comptes peuvent le changer, et s’y donner le droit de rouvrir une session",
        "chmod go-w {quoted}",
    ),
    Trouble.PRINT_COMMAND_UNKNOWN: (
        "cette commande n’est pas sur cette machine",
        "corrigez la clé print de la configuration, ou installez la commande",
    ),
    Trouble.EXPORT_FOLDER_GONE: (
        "ce dossier n’existe pas",
        "créez-le, ou corrigez la clé export_folder de la configuration",
    ),
    Trouble.NO_DATABASE_YET: (
        "pas encore de base de données",
        "certui la crée au premier import d’élèves ou à la première session",
    ),
    Trouble.NO_DATABASE: (
        "il n’y a pas de base de données à cet endroit",
        "vérifiez le chemin (--db ou CERTUI_DB)",
    ),
    Trouble.NOT_AN_ADDRESS: (
        "ce n’est ni un chemin ni une adresse de base de données",
        "vérifiez --db ou CERTUI_DB",
    ),
    Trouble.NOT_A_FILE: (
        "c’est un dossier",
        "donnez le chemin d’un fichier de base de données",
    ),
    Trouble.NOT_OURS: (
        "ce fichier n’est pas une base de données de certui",
        "vérifiez le chemin (--db ou CERTUI_DB)",
    ),
    Trouble.DAMAGED: (
        "la base de données est abîmée",
        "fermez certui partout, gardez une copie du fichier, et remettez la dernière sauvegarde",
    ),
    Trouble.UNREADABLE: (
        "vous n’avez pas le droit de la lire",
        "demandez-le à qui s’occupe de cette machine",
    ),
    Trouble.BUSY: (
        "elle est occupée, et n’a pas été regardée",
        "réessayez dans un instant",
    ),
    Trouble.LEFT_OPEN: (
        "certui ne l’a pas fermée la dernière fois (coupure, arrêt brutal)",
        f"rien à faire{NARROW}; il la remet en ordre à la prochaine ouverture",
    ),
    Trouble.SCHEMA_OLDER: (
        "elle date d’une version plus ancienne de certui",
        f"rien à faire{NARROW}; la prochaine ouverture la met à jour. Sauvegardez-la avant",
    ),
    Trouble.SCHEMA_NEWER: (
        "elle vient d’une version plus récente de certui",
        "mettez certui à jour",
    ),
    Trouble.FOLDER_CLOSED: (
        "vous n’avez pas le droit d’écrire dans ce dossier",
        "choisissez-en un autre avec --db ou CERTUI_DB",
    ),
    Trouble.READ_ONLY: (
        "vous n’avez pas le droit d’y écrire, ou le disque est en lecture seule",
        "demandez-le à qui s’occupe de cette machine",
    ),
    Trouble.OPEN_TO_OTHERS: (
        "d’autres comptes de cette machine peuvent lire des données d’élèves",
        "chmod go= {quoted}",
    ),
    Trouble.ON_THE_NETWORK: (
        "elle est sur un disque du réseau, où les verrous de plusieurs machines ne sont pas sûrs",
        "mettez-la sur le disque de cette machine, et travaillez-y à travers SSH",
    ),
    Trouble.LITTLE_ROOM: (
        "il reste peu de place",
        "faites de la place avant un import ou une sauvegarde",
    ),
    Trouble.NO_ROOM: (
        "il n’y a presque plus de place",
        f"faites de la place{NARROW}; sans elle, rien ne peut être enregistré",
    ),
    Trouble.CLOCK_BEHIND: (
        "la base a été écrite après l’heure qu’il est ici",
        f"réglez l’horloge de cette machine{NARROW}; les sessions commencent à son heure",
    ),
    Trouble.ZONE_UNKNOWN: (
        "cette machine ne connaît pas ce fuseau horaire",
        "corrigez-le (certui centre --time-zone), ou installez le paquet tzdata",
    ),
    Trouble.INCIDENTS_SEEN: (
        "la dernière erreur inattendue est {detail}",
        f"donnez ce repère et ce fichier à qui répare{NARROW}; il ne contient aucun nom",
    ),
    Trouble.INCIDENTS_OPEN: (
        "d’autres comptes de cette machine peuvent le lire",
        "chmod go= {quoted}",
    ),
    Trouble.NO_TERMINAL: (
        "la sortie n’est pas un terminal",
        "lancez certui doctor dans le terminal où certui doit s’ouvrir",
    ),
    Trouble.DUMB: (
        "certui ne peut pas s’afficher dans ce terminal",
        "réglez TERM, par exemple TERM=xterm-256color",
    ),
    Trouble.TERMINAL_UNKNOWN: (
        "cette machine n’a pas la description de ce terminal",
        "si l’écran est brouillé, essayez TERM=xterm-256color",
    ),
    Trouble.TOO_SMALL: (
        "certui demande 80 colonnes et 24 lignes",
        "agrandissez la fenêtre, ou prenez des lettres plus petites",
    ),
    Trouble.NO_COLOUR: (
        "NO_COLOR est défini",
        f"rien à faire{NARROW}; aucun sens n’est donné par la couleur seule",
    ),
    Trouble.GROUND_UNTOLD: (
        "ce terminal ne dit pas si son fond est sombre ou clair",
        f"les seize couleurs servent{NARROW}; réglez theme dans la configuration pour les autres",
    ),
    Trouble.NOT_UTF8: (
        "certui écrit en UTF-8, que ce réglage n’annonce pas",
        "réglez le terminal en UTF-8, et par exemple LANG=fr_FR.UTF-8",
    ),
}


def told(one: Finding) -> Told:
    """What is wrong with one thing, and what to do: clauses without their full stops."""
    if one.trouble is None:
        return Told("", "")
    problem, advice = _PROBLEMS[one.trouble]
    detail = clean(one.detail)
    if one.trouble is Trouble.CONFIGURATION_WRONG and detail:
        detail = f" (ligne {detail})" if detail.isdecimal() else f" (clé {detail})"
    return Told(
        problem.format(detail=detail),
        advice.format(quoted=shlex.quote(detail or clean(one.value))),
    )


def value(one: Finding) -> str:
    """What was seen of one thing, as one reads it."""
    seen = clean(one.value)
    match one.check:
        case Check.FONTS:
            return "installées" if seen == "1" else "non installées (facultatif)"
        case Check.FREE_ROOM:
            return _size(int(seen))
        case Check.COLOURS:
            return _colours(int(seen))
        case Check.CONNECTION if seen:
            return "à travers SSH, sans souris"
        case _:
            return seen or _NONE.get(one.check, "")


def report(found: Iterable[Finding]) -> Iterator[str]:
    """The whole report: by room, a line for each thing, under it what is wrong and what to do."""
    title = ""

    def room(one: Finding) -> str:
        nonlocal title
        title = _TITLES.get(one.check, title)
        return title

    seen = list(found)
    for name, ones in groupby(seen, room):
        yield name
        for one in ones:
            yield f" {GLYPHS[one.level]} {NAMES[one.check]:{_WIDTH}}  {value(one)}".rstrip()
            if one.trouble is not None:
                said = told(one)
                yield f"   {said.problem}{NO_BREAK}: {said.advice}."
        yield ""
    yield summary(seen)


def summary(found: Iterable[Finding]) -> str:
    """How many things are wrong, and how many are to be seen to."""
    levels = [one.level for one in found]
    faults, doubts = levels.count(Level.FAULT), levels.count(Level.WARNING)
    if not faults and not doubts:
        return "Tout va bien."
    words = [
        plural(faults, "point à régler (✗)", "points à régler (✗)") if faults else "",
        plural(doubts, "point à surveiller (▲)", "points à surveiller (▲)") if doubts else "",
    ]
    return f"{', '.join(filter(None, words))}."


def faulty(count: int) -> str:
    """The one sentence on standard error when something must be seen to."""
    what = plural(count, "point empêche", "points empêchent")
    return f"{what} certui de travailler comme il faut{NO_BREAK}: voyez les lignes ✗."


def _size(free: int) -> str:
    if free >= _GIGABYTE:
        return f"{free // _GIGABYTE}{NO_BREAK}Go"
    return f"{free // _MEGABYTE}{NO_BREAK}Mo"


def _colours(count: int) -> str:
    return str(count) if count else "aucune"
