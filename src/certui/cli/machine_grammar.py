"""The grammar of the commands that are about this machine, and not about sessions."""

from __future__ import annotations

from certui.cli.french_parser import as_json, command
from certui.wording import usage as wording

TYPE_CHECKING = False
if TYPE_CHECKING:
    from certui.cli.french_parser import Commands


def declare(commands: Commands) -> None:
    """Declare them.

    Args:
        commands: where they go.
    """
    _doctor(commands)
    _completion(commands)


def _doctor(commands: Commands) -> None:
    parser = command(
        commands,
        "doctor",
        "doctor",
        "dit ce qui va et ce qui ne va pas sur cette machine, et que faire",
        module="doctor",
    )
    as_json(parser)


def _completion(commands: Commands) -> None:
    parser = command(
        commands,
        "completion",
        "completion",
        "écrit ce qui fait compléter les commandes par la touche Tab d’un shell",
        module="completion",
    )
    parser.add_argument(
        "shell",
        metavar="SHELL",
        choices=("bash", "zsh", "fish"),
        help=f"bash, zsh ou fish{wording.NARROW}; la fin de ce qui est écrit dit où le mettre",
    )
