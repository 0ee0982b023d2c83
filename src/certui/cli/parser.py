"""The command line's grammar, in French. A subcommand is one small function.

Only what reads the arguments is loaded here: a usage error must answer at once.
"""

from __future__ import annotations

import argparse
import os
import sys

from certui import __version__
from certui.wording import usage as wording

# As type checkers know it, without the 5 ms that importing typing takes.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, NoReturn, TypeAlias

    Commands: TypeAlias = "argparse._SubParsersAction[FrenchParser]"


class _FrenchFormatter(argparse.HelpFormatter):
    """argparse's own, with « Utilisation » for « usage »."""

    def __init__(self, prog: str) -> None:
        # Left to itself argparse loads shutil, and compression libraries with it, to know this.
        super().__init__(prog, width=_columns() - 2)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Begin the help."""
        super().add_usage(usage, actions, groups, wording.USAGE if prefix is None else prefix)


class FrenchParser(argparse.ArgumentParser):
    """A parser that speaks French and takes no abbreviated option.

    Every one of them knows ``--db``, so that it may stand before or after the subcommand.
    """

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("formatter_class", _FrenchFormatter)
        super().__init__(**settings, add_help=False, allow_abbrev=False)
        self._optionals.title = wording.OPTIONS
        self._positionals.title = wording.ARGUMENTS
        self.add_argument("-h", "--help", action="help", help=wording.HELP)
        self.add_argument(
            "--db",
            metavar="CHEMIN|URL",
            # A subparser's default would hide what stood before the subcommand.
            default=argparse.SUPPRESS,
            help="la base de données (sinon CERTUI_DB, sinon le dossier de données du compte)",
        )

    def error(self, message: str) -> NoReturn:
        """Say the usage and what is wrong, and leave with status 2."""
        self.print_usage(sys.stderr)
        self.exit(2, wording.error(self.prog, message) + "\n")

    def commands(self, *, required: bool) -> Commands:
        """The place of the subcommands."""
        return self.add_subparsers(
            title=wording.COMMANDS, metavar="COMMANDE", dest="command", required=required
        )


def build() -> FrenchParser:
    """The whole grammar; ``module`` and ``run`` in the result name the function to call."""
    parser = FrenchParser(
        prog="certui",
        description="Inscrire des élèves aux sessions de certification. Sans commande"
        f"{wording.NO_BREAK}: ouvre l’application.",
    )
    parser.add_argument(
        "-V", "--version", action="version", version=__version__, help="affiche la version"
    )
    parser.set_defaults(module="opening", run="open_app")
    commands = parser.commands(required=False)
    for declare in (
        _demo,
        _seed,
        _import,
        _export,
        _erase,
        _centre,
        _sessions,
        _session,
        _candidates,
        _add,
        _remove,
        _extra_time,
        _undo,
        _finish,
        _reopen,
        _pv,
        _attendance,
        _kit,
        _other_papers,
        _candidate_list,
    ):
        declare(commands)
    return parser


def _command(
    commands: Commands, name: str, run: str, summary: str, module: str = "commands"
) -> FrenchParser:
    parser = commands.add_parser(name, help=summary, description=summary)
    parser.set_defaults(module=module, run=run)
    return parser


def _demo(commands: Commands) -> None:
    parser = _command(
        commands,
        "demo",
        "demo",
        "ouvre l’application sur un établissement inventé, jeté à la fin",
        module="opening",
    )
    _students(parser)


def _seed(commands: Commands) -> None:
    parser = _command(
        commands, "seed", "seed", "remplit une base vide avec l’établissement inventé"
    )
    _students(parser)


def _import(commands: Commands) -> None:
    parser = _command(
        commands, "import", "import_roster", "importe une liste d’élèves", module="rosters"
    )
    parser.add_argument(
        "file",
        metavar="FICHIER",
        help=f"le fichier, reconnu à son contenu{wording.NO_BREAK}: SIECLE (XML ou ZIP), FREGATA,"
        " ONDE, PRONOTE, Charlemagne ou EcoleDirecte, export de certui, ou liste en CSV, XLSX,"
        " XLS ou ODS",
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="dit tout ce qui changerait, élève par élève, sans rien changer",
    )
    parser.add_argument(
        "--valid-only",
        action="store_true",
        help="laisse de côté les lignes fautives d’un tableur et importe les autres",
    )
    parser.add_argument(
        "--class",
        metavar="CLASSE",
        dest="class_name",
        default="",
        help="la classe des élèves, si le fichier ne la donne pas",
    )
    parser.add_argument(
        "--doubt",
        metavar="N=ID|nouveau",
        dest="doubts",
        nargs="+",
        action="extend",
        default=[],
        help="qui est un élève en doute, connu ou nouveau (numéros de --dry-run)",
    )
    parser.add_argument(
        "--yes",
        action="store_true",
        help="importe même si beaucoup d’élèves, ou des inscrits, sont désactivés",
    )


def _export(commands: Commands) -> None:
    parser = _command(
        commands, "export-roster", "export_roster", "enregistre les élèves en CSV", module="rosters"
    )
    _output(parser)


def _erase(commands: Commands) -> None:
    parser = _command(
        commands,
        "erase-pupils",
        "erase_pupils",
        "efface définitivement les élèves partis qui ne sont dans aucune session",
        module="rosters",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="dit qui serait effacé, sans rien effacer"
    )


def _centre(commands: Commands) -> None:
    parser = _command(commands, "centre", "centre", "montre ou change le centre de certification")
    parser.add_argument("--name", metavar="NOM", help="son nom")
    parser.add_argument("--uai", metavar="UAI", help="son code, par exemple 0690001A")
    parser.add_argument(
        "--time-zone", metavar="FUSEAU", help="son fuseau horaire, par exemple Europe/Paris"
    )
    parser.add_argument(
        "--sco",
        choices=("oui", "non"),
        help="si c’est pour Pix un établissement scolaire"
        f"{wording.NARROW}; aux autres il demande la tarification de chaque candidat",
    )
    parser.add_argument(
        "--certifications",
        metavar="INTITULÉ",
        nargs="*",
        action="extend",
        help="ses certifications complémentaires, telles que Pix les écrit, par exemple"
        f" «{wording.NARROW}CléA Numérique{wording.NARROW}»{wording.NARROW}; seul, aucune",
    )
    parser.add_argument(
        "--billing",
        metavar="TARIFICATION",
        help=f"gratuite, payante ou prépayée{wording.NARROW}; vide si elle est à taper pour chaque"
        " candidat",
    )
    parser.add_argument(
        "--prepayment-code", metavar="CODE", help="le code de prépaiement que Pix a donné"
    )


def _sessions(commands: Commands) -> None:
    parser = _command(commands, "sessions", "sessions", "liste les sessions")
    _json(parser)


def _session(commands: Commands) -> None:
    parser = commands.add_parser("session", help="crée, modifie, copie ou supprime une session")
    commands = parser.commands(required=True)
    _new_session(commands)
    edit = _command(commands, "edit", "edit_session", "modifie une session", module="preparing")
    _number(edit)
    _fields(edit, required=())
    copy = _command(
        commands, "copy", "copy_session", "crée une session comme une autre", module="preparing"
    )
    _number(copy)
    _fields(copy, required=("--date", "--time"))
    delete = _command(
        commands,
        "delete",
        "delete_session",
        "supprime une session que personne n’a rejointe",
        module="preparing",
    )
    _number(delete)


def _new_session(commands: Commands) -> None:
    parser = _command(commands, "new", "new_session", "crée une session")
    _fields(parser, required=("--name", "--date", "--time"))
    parser.set_defaults(room="", site="", invigilators="", notes="")


def _fields(parser: FrenchParser, *, required: tuple[str, ...]) -> None:
    for option, metavar, summary in (
        ("--name", "NOM", "son nom"),
        ("--date", "JOUR", "son jour, par exemple 2027-02-14, 14/02 ou lundi"),
        ("--time", "HEURE", "son heure de début, heure du centre, par exemple 15:30 ou 9h"),
        ("--room", "SALLE", "sa salle"),
        ("--site", "SITE", "son site"),
        ("--invigilators", "NOMS", "ses surveillants"),
        ("--notes", "TEXTE", "des observations"),
    ):
        parser.add_argument(option, metavar=metavar, required=option in required, help=summary)


def _candidates(commands: Commands) -> None:
    parser = _command(commands, "candidates", "candidates", "liste les candidats d’une session")
    _number(parser)
    _json(parser)


def _add(commands: Commands) -> None:
    parser = _command(commands, "add", "add", "ajoute des candidats à une session")
    _number(parser)
    who = parser.add_mutually_exclusive_group(required=True)
    who.add_argument(
        "--class", metavar="CLASSE", dest="classes", nargs="+", action="extend", help="des classes"
    )
    who.add_argument(
        "--ine", metavar="INE", dest="ines", nargs="+", action="extend", help="des élèves"
    )


def _remove(commands: Commands) -> None:
    parser = _command(commands, "remove", "remove", "retire des candidats d’une session")
    _number(parser)
    _named(parser)


def _undo(commands: Commands) -> None:
    parser = _command(
        commands,
        "undo",
        "undo",
        "annule la dernière chose que vous avez faite, depuis un jour au plus",
        module="undoing",
    )
    parser.add_argument(
        "number",
        metavar="SESSION",
        nargs="?",
        help="dans cette session (sinon sur la liste, pour ses sessions et les imports)",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="dit ce qui serait annulé, sans rien annuler"
    )


def _finish(commands: Commands) -> None:
    _number(_command(commands, "finish", "finish", "finalise une session"))


def _reopen(commands: Commands) -> None:
    summary = "rouvre une session finalisée (administrateurs)"
    _number(_command(commands, "reopen", "reopen", summary))


def _extra_time(commands: Commands) -> None:
    parser = _command(
        commands, "extra-time", "extra_time", "note le temps majoré de candidats", "preparing"
    )
    _number(parser)
    _named(parser)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--percent", metavar="N", help="un nombre entier de 1 à 99")
    which.add_argument("--none", action="store_true", help="aucun temps majoré")


def _pv(commands: Commands) -> None:
    _document(commands, "pv", "PV", "enregistre le PV d’une session, en PDF")


def _attendance(commands: Commands) -> None:
    _document(
        commands, "emargement", "ATTENDANCE", "enregistre la feuille d’émargement d’une session"
    )


def _kit(commands: Commands) -> None:
    _document(commands, "kit", "KIT", "enregistre le kit surveillant d’une session, en PDF")


def _other_papers(commands: Commands) -> None:
    for name, kind, summary in (
        ("porte", "DOOR", "enregistre la liste à afficher à la porte, sans date de naissance"),
        ("etiquettes", "LABELS", "enregistre les étiquettes de table d’une session, en PDF"),
        ("amenagements", "NEEDS", "enregistre les aménagements d’une session, pour le surveillant"),
        ("convocations", "SLIPS", "enregistre les convocations des candidats, en PDF"),
    ):
        _document(commands, name, kind, summary)


def _candidate_list(commands: Commands) -> None:
    parser = _document(commands, "liste", "LIST", "enregistre la liste des candidats d’une session")
    parser.add_argument(
        "--format",
        choices=("ods", "csv", "xlsx"),
        default="ods",
        help="ods (celui que Pix Certif importe), csv ou xlsx",
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="n’écrit rien si Pix Certif doit refuser la liste",
    )


def _document(commands: Commands, name: str, kind: str, summary: str) -> FrenchParser:
    parser = _command(commands, name, "document", summary, module="documents")
    parser.set_defaults(kind=kind, strict=False, print=False)
    _number(parser)
    # A sheet is not printed: only a spreadsheet lays it out.
    where = _output(parser)
    if kind != "LIST":
        where.add_argument(
            "--print",
            action="store_true",
            help="l’imprime, par la commande que nomme la configuration, au lieu de l’écrire",
        )
    return parser


def _output(parser: FrenchParser) -> argparse._MutuallyExclusiveGroup:
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "-o",
        metavar="FICHIER",
        dest="output",
        help=f"où l’écrire{wording.NARROW}; - pour la sortie standard (sinon le dossier courant)",
    )
    parser.add_argument("--force", action="store_true", help="remplace un fichier qui existe déjà")
    return where


def _students(parser: FrenchParser) -> None:
    parser.add_argument("--students", metavar="N", help="le nombre d’élèves (600)")


def _number(parser: FrenchParser) -> None:
    parser.add_argument("number", metavar="SESSION", help="le numéro de la session")


def _named(parser: FrenchParser) -> None:
    """Candidates of a session, one or more."""
    who = parser.add_mutually_exclusive_group(required=True)
    who.add_argument(
        "--ine", metavar="INE", dest="ines", nargs="+", action="extend", help="leur INE"
    )
    who.add_argument(
        "--id",
        metavar="ID",
        dest="ids",
        nargs="+",
        action="extend",
        help="leur id, que donne candidates --json (un élève peut n’avoir pas d’INE)",
    )


def _json(parser: FrenchParser) -> None:
    parser.add_argument("--json", action="store_true", help="en JSON")


def _columns() -> int:
    try:
        return int(os.environ.get("COLUMNS", "")) or os.get_terminal_size().columns
    except (ValueError, OSError):
        return 80
