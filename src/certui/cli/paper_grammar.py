"""The grammar of the commands that make a document."""

from __future__ import annotations

from certui.cli.french_parser import command, number, output

TYPE_CHECKING = False
if TYPE_CHECKING:
    from certui.cli.french_parser import Commands, FrenchParser


def declare(commands: Commands) -> None:
    """Declare the commands of documents.

    Args:
        commands: where they go.
    """
    for one in (_pv, _attendance, _kit, _other_papers, _candidate_list):
        one(commands)


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
    parser = command(commands, name, "document", summary, module="papers")
    parser.set_defaults(kind=kind, strict=False, print=False)
    number(parser)
    # A sheet is not printed: only a spreadsheet lays it out.
    where = output(parser)
    if kind != "LIST":
        where.add_argument(
            "--print",
            action="store_true",
            help="l’imprime, par la commande que nomme la configuration, au lieu de l’écrire",
        )
    return parser
