"""argparse in French."""

from __future__ import annotations

import argparse
import os
import sys

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


def command(
    commands: Commands, name: str, run: str, summary: str, module: str = "commands"
) -> FrenchParser:
    """Declare a subcommand.

    Args:
        commands: where it goes.
        name: as typed.
        run: the function that does it.
        summary: in French, for the help.
        module: of :mod:`certui.cli`, in which the function is.
    """
    parser = commands.add_parser(name, help=summary, description=summary)
    parser.set_defaults(module=module, run=run)
    return parser


def number(parser: FrenchParser) -> None:
    """Take the session's number."""
    parser.add_argument("number", metavar="SESSION", help="le numéro de la session")


def as_json(parser: FrenchParser) -> None:
    """Take whether the answer is JSON."""
    parser.add_argument("--json", action="store_true", help="en JSON")


def output(parser: FrenchParser) -> argparse._MutuallyExclusiveGroup:
    """Take where a document is written; answers the group of ways to let it go."""
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "-o",
        metavar="FICHIER",
        dest="output",
        help=f"où l’écrire{wording.NARROW}; - pour la sortie standard (sinon le dossier courant)",
    )
    parser.add_argument("--force", action="store_true", help="remplace un fichier qui existe déjà")
    return where


def _columns() -> int:
    try:
        return int(os.environ.get("COLUMNS", "")) or os.get_terminal_size().columns
    except (ValueError, OSError):
        return 80
