"""Arguments → bootstrap → exit status."""

from __future__ import annotations

import importlib
import os
import sys

from certui import __version__
from certui.errors import CertuiError, OutputFailed, UsageError
from certui.late import late
from certui.terminal import start

# As type checkers know it, without the 5 ms that importing typing takes.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from typing import Final

    from certui import incidents
    from certui.cli import completing, opening, parser
    from certui.wording import incidents as wording
    from certui.wording import refusals
else:
    completing = late("certui.cli.completing")
    opening = late("certui.cli.opening")
    parser = late("certui.cli.parser")
    incidents = late("certui.incidents")
    wording = late("certui.wording.incidents")
    refusals = late("certui.wording.refusals")

DONE: Final = 0
REFUSED: Final = 1
WRONG_USAGE: Final = 2
# As a shell reports a program ended by SIGINT or SIGPIPE.
INTERRUPTED: Final = 130
PIPE_CLOSED: Final = 141
_STANDARD_OUTPUT: Final = 1


def main(argv: Sequence[str]) -> int:
    """Carry out a command line.

    Args:
        argv: the arguments, without the program's name.

    Returns:
        The exit status: 0 done, 1 refused, 2 wrong usage, 130 interrupted.
    """
    start.use_utf8()
    try:
        status = _guarded(argv)
        _flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return PIPE_CLOSED
    except (OSError, OutputFailed):
        # Only the output is written here: what the commands open has errors of its own.
        _forget_output()
        return _refuse(OutputFailed())
    return status


def _guarded(argv: Sequence[str]) -> int:
    try:
        return _run(argv)
    except OutputFailed:
        raise  # what waits to be written must be forgotten too
    except CertuiError as error:
        return _refuse(error)
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the last door: the person gets a sentence, the log the place
        return _report(error)


def _run(argv: Sequence[str]) -> int:
    if argv in (["--version"], ["-V"]):
        # Answered before the grammar is loaded: scripts ask for it.
        if sys.stdout is not None:
            sys.stdout.write(f"certui {__version__}\n")
        return DONE

    if "_ARGCOMPLETE" in os.environ and "COMP_LINE" in os.environ:
        # A shell that asks what may follow.
        return completing.answer()

    if not argv:
        # Nothing to parse: the first frame need not wait for the grammar either.
        return opening.open_app()

    try:
        arguments = parser.parsed(argv)
    except SystemExit as leaving:  # help, version or a usage error, said already
        return leaving.code if isinstance(leaving.code, int) else WRONG_USAGE
    return _carry_out(arguments)


def _carry_out(arguments: Namespace) -> int:
    # A usage error waits for no command, the first frame for none that prints.
    module = importlib.import_module(f"certui.cli.{arguments.module}")
    status: int = getattr(module, arguments.run)(arguments)
    return status


def _refuse(error: CertuiError) -> int:
    _complain("\n".join(refusals.lines(error)))
    return WRONG_USAGE if isinstance(error, UsageError) else REFUSED


def _report(error: Exception) -> int:
    try:
        reference, path = incidents.record(error)
    except OSError:
        _complain(wording.crashed(wording.NO_REFERENCE, None))
    else:
        _complain(wording.crashed(reference, path))
    return REFUSED


def _complain(text: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(text + "\n")


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def _forget_output() -> None:
    """Point standard output nowhere, so that Python does not complain of it once more at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STANDARD_OUTPUT)
    os.close(nowhere)
