"""``certui completion``: what makes a shell ask certui at the Tab key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argcomplete.shell_integration import shellcode

from certui.cli.output import say
from certui.wording import completion as wording

if TYPE_CHECKING:
    from argparse import Namespace


def completion(arguments: Namespace) -> int:
    """``certui completion bash|zsh|fish``."""
    shell: str = arguments.shell
    # Where nothing is proposed there is nothing to propose: no file of the folder instead.
    options = ("-o", "nospace")
    code = shellcode(["certui"], shell=shell, complete_arguments=options)
    say(code.strip("\n"))
    for line in wording.HOW_TO_INSTALL[shell]:
        say(f"# {line}")
    return 0
