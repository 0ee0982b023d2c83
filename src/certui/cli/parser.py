"""The command line's grammar, in French. A subcommand is one small function.

Only what reads the arguments is loaded here: a usage error must answer at once.
"""

from __future__ import annotations

import argparse

from certui import __version__
from certui.cli import machine_grammar, paper_grammar
from certui.cli.french_parser import FrenchParser, as_json, command, number, output
from certui.domain.session_fields import TYPED
from certui.errors import NotADialogue
from certui.wording import usage as wording

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from certui.cli.french_parser import Commands


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
    _plain(parser)
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
        paper_grammar.declare,
        machine_grammar.declare,
    ):
        declare(commands)
    return parser


def parsed(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments of a command line.

    Raises:
        SystemExit: help, the version or a usage error was said.
        certui.errors.NotADialogue: a command does not talk.
    """
    grammar = build()
    arguments = grammar.parse_args(argv)
    if getattr(arguments, "plain", False) and arguments.run not in {"open_app", "demo"}:
        # It may stand before any command, and means something to those two alone.
        raise NotADialogue
    return arguments


def _demo(commands: Commands) -> None:
    parser = command(
        commands,
        "demo",
        "demo",
        "ouvre l’application sur un établissement inventé, jeté à la fin",
        module="opening",
    )
    _students(parser)
    _plain(parser)


def _seed(commands: Commands) -> None:
    parser = command(commands, "seed", "seed", "remplit une base vide avec l’établissement inventé")
    _students(parser)


def _import(commands: Commands) -> None:
    parser = command(
        commands, "import", "import_roster", "importe une liste d’élèves", module="roster"
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
    parser = command(
        commands, "export-roster", "export_roster", "enregistre les élèves en CSV", module="roster"
    )
    output(parser)


def _erase(commands: Commands) -> None:
    parser = command(
        commands,
        "erase-pupils",
        "erase_pupils",
        "efface définitivement les élèves partis qui ne sont dans aucune session",
        module="roster",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="dit qui serait effacé, sans rien effacer"
    )


def _centre(commands: Commands) -> None:
    parser = command(commands, "centre", "centre", "montre ou change le centre de certification")
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
    parser = command(commands, "sessions", "sessions", "liste les sessions")
    as_json(parser)


def _session(commands: Commands) -> None:
    parser = commands.add_parser("session", help="crée, modifie, copie ou supprime une session")
    commands = parser.commands(required=True)
    _new_session(commands)
    edit = command(commands, "edit", "edit_session", "modifie une session", module="preparing")
    number(edit)
    _fields(edit, required=())
    copy = command(
        commands, "copy", "copy_session", "crée une session comme une autre", module="preparing"
    )
    number(copy)
    _fields(copy, required=("date", "time"))
    delete = command(
        commands,
        "delete",
        "delete_session",
        "supprime une session que personne n’a rejointe",
        module="preparing",
    )
    number(delete)


def _new_session(commands: Commands) -> None:
    parser = command(commands, "new", "new_session", "crée une session")
    _fields(parser, required=[name for name, field in TYPED.items() if field.needed == "always"])


def _fields(parser: FrenchParser, *, required: Collection[str]) -> None:
    """Take the fields of a session, of which some are required."""
    # What each session has stands first.
    for name, field in sorted(TYPED.items(), key=lambda one: one[1].needed != "always"):
        parser.add_argument(
            "--" + name.replace("_", "-"),
            metavar=field.metavar,
            required=name in required,
            help=field.summary,
        )


def _candidates(commands: Commands) -> None:
    parser = command(commands, "candidates", "candidates", "liste les candidats d’une session")
    number(parser)
    as_json(parser)


def _add(commands: Commands) -> None:
    parser = command(commands, "add", "add", "ajoute des candidats à une session")
    number(parser)
    who = parser.add_mutually_exclusive_group(required=True)
    who.add_argument(
        "--class", metavar="CLASSE", dest="classes", nargs="+", action="extend", help="des classes"
    )
    who.add_argument(
        "--ine", metavar="INE", dest="ines", nargs="+", action="extend", help="des élèves"
    )


def _remove(commands: Commands) -> None:
    parser = command(commands, "remove", "remove", "retire des candidats d’une session")
    number(parser)
    _named(parser)


def _undo(commands: Commands) -> None:
    parser = command(
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
    number(command(commands, "finish", "finish", "finalise une session"))


def _reopen(commands: Commands) -> None:
    summary = "rouvre une session finalisée (administrateurs)"
    number(command(commands, "reopen", "reopen", summary))


def _extra_time(commands: Commands) -> None:
    parser = command(
        commands, "extra-time", "extra_time", "note le temps majoré de candidats", "preparing"
    )
    number(parser)
    _named(parser)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--percent", metavar="N", help="un nombre entier de 1 à 99")
    which.add_argument("--none", action="store_true", help="aucun temps majoré")


def _students(parser: FrenchParser) -> None:
    parser.add_argument("--students", metavar="N", help="le nombre d’élèves (600)")


def _plain(parser: FrenchParser) -> None:
    parser.add_argument(
        "--plain",
        action="store_true",
        # The application's own may stand before the command as after it.
        default=argparse.SUPPRESS,
        help="en dialogue, ligne par ligne, pour un lecteur d’écran ou une liaison lente",
    )
    parser.add_argument(
        "--ascii",
        action="store_true",
        default=argparse.SUPPRESS,
        help="dessine les signes en ASCII, pour un terminal qui n’a que ceux-là",
    )


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
