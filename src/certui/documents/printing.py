"""Printing: a finished PDF on the standard input of the command that the configuration names."""

from __future__ import annotations

import shlex
import subprocess

from certui import errors

# A print command queues and returns; one that asks a question would keep certui waiting.
_LONGEST_WAIT = 30.0


class CommandPrinter:
    """A :class:`certui.services.ports.Printer` that runs a command, such as ``lp -d salle``.

    Args:
        command: words as a shell would split them; no shell runs them.
    """

    def __init__(self, command: str) -> None:
        self._command = command

    def __call__(self, content: bytes) -> None:
        """Print.

        Raises:
            certui.errors.NoPrintCommand: the command is empty, ill-quoted or not installed.
            certui.errors.PrintingFailed: it failed, or took more than half a minute.
        """
        try:
            words = shlex.split(self._command)
        except ValueError as error:
            raise errors.NoPrintCommand(command=self._command) from error
        if not words:
            raise errors.NoPrintCommand(command="")
        try:
            # Its words stay off the screen, and it cannot read the keyboard.
            done = subprocess.run(  # noqa: S603 - the words of the centre's own configuration
                words, input=content, capture_output=True, timeout=_LONGEST_WAIT, check=False
            )
        except (FileNotFoundError, PermissionError, NotADirectoryError) as error:
            raise errors.NoPrintCommand(command=words[0]) from error
        except subprocess.TimeoutExpired as error:
            raise errors.PrintingFailed(command=words[0], reason="") from error
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip()
            raise errors.PrintingFailed(command=words[0], reason=said.partition("\n")[0])
