"""The commands that make documents: to a file, or to standard output for who is far away."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Final

from certui import bootstrap, errors
from certui.cli.opening import opened, session_number
from certui.cli.output import complain, is_terminal, say, say_bytes
from certui.domain.papers import DocumentKind, file_name, is_text
from certui.domain.text import clean
from certui.services.fetching import Way
from certui.wording import letters, pix_list
from certui.wording import papers as wording

if TYPE_CHECKING:
    from argparse import Namespace

    from certui.domain.papers import Document, PrinterName

STANDARD_OUTPUT: Final = "-"
# Seconds after which who waits is told what for.
_PATIENCE: Final = 2.0


def document(arguments: Namespace) -> int:
    """``certui pv|emargement|… SESSION [-o FILE] [--force] [--print]``, and liste ``--strict``."""
    number, kind = session_number(arguments.number), _kind(arguments)
    output: str | None = arguments.output
    if arguments.print:
        return _to_printer(arguments, kind, number)
    if output == STANDARD_OUTPUT:
        return _to_output(arguments, kind, number)
    folder, name = place(output)
    with opened(arguments) as services:
        made = services.papers.make(kind, number, strict=arguments.strict)
        path = services.papers.save(made, folder, name, overwrite=arguments.force)
        how = services.delivery.of(path, made)
    say(wording.saved(path))
    if how.way is not Way.HERE:
        say(wording.fetching(how))
        say(clean(wording.line(how)))
    _warn(made)
    return 0


def _to_printer(arguments: Namespace, kind: DocumentKind, number: int) -> int:
    with opened(arguments) as services:
        papers = services.papers
        if not papers.may_print(kind):
            raise errors.NoPrintCommand(command="")
        made = papers.make(kind, number)
    waited = _Waited(made, papers.printer)
    try:
        # A line that is lost takes the command with it, as ctrl+c does.
        with bootstrap.leaving_on_signals():
            papers.print(made, wording.job_title(made), waited)
    except (KeyboardInterrupt, SystemExit):
        complain(wording.print_given_up(kind, papers.printer))
        raise
    say(wording.printed(made))
    _warn(made)
    return 0


class _Waited:
    """Says, once, what keeps who is at the shell waiting."""

    def __init__(self, made: Document, where: PrinterName) -> None:
        self._made = made
        self._where = where
        self._began = time.monotonic()
        self._said = False

    def __call__(self) -> None:
        seconds = time.monotonic() - self._began
        if seconds > _PATIENCE and not self._said:
            self._said = True
            complain(wording.printing_in_shell(self._made.kind, self._where, seconds))


def _to_output(arguments: Namespace, kind: DocumentKind, number: int) -> int:
    if is_terminal() and not is_text(kind):
        raise errors.BinaryToTerminal(name=file_name(kind, number))
    with opened(arguments) as services:
        made = services.papers.make(kind, number, strict=arguments.strict)
    say_bytes(made.content)
    _warn(made)
    return 0


def _warn(made: Document) -> None:
    """Say what Pix refuses a list for, or what a paper cannot draw: it was made all the same."""
    if made.undrawn:
        complain(letters.undrawn(made.undrawn))
        for line in letters.each(made.undrawn):
            complain(line)
    if made.faults:
        complain(pix_list.refused(made.faults))
        for one in made.faults:
            complain(pix_list.fault(one))


def _kind(arguments: Namespace) -> DocumentKind:
    if arguments.kind == "LIST":
        return DocumentKind(f"liste-{arguments.format}")
    return DocumentKind[arguments.kind]


def place(output: str | None) -> tuple[str, str]:
    """Folder and name of what ``-o`` says; an empty name stands for the one proposed."""
    if output is None:
        return "", ""
    if not output:
        raise errors.BadFileName(name=output)
    # A slash at the end says that it is a folder, even of one that does not exist.
    if output.endswith("/") or os.path.isdir(output):  # noqa: PTH112 - a Path would lose the slash
        return output, ""
    folder, name = os.path.split(output)
    return folder, name
