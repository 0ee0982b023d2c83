"""The commands that make documents: to a file, or to standard output for who is far away."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from certui import errors
from certui.cli.opening import opened, session_number
from certui.cli.output import complain, is_terminal, say, say_bytes
from certui.domain.text import clean
from certui.services.documents import DocumentKind, file_name, is_text
from certui.services.fetching import Way
from certui.wording import documents as wording
from certui.wording import pix_list

if TYPE_CHECKING:
    from argparse import Namespace

    from certui.services.documents import Document

STANDARD_OUTPUT: Final = "-"


def document(arguments: Namespace) -> int:
    """``certui pv|emargement|kit|liste SESSION [-o FILE] [--force]``, and liste ``--strict``."""
    number, kind = session_number(arguments.number), _kind(arguments)
    output: str | None = arguments.output
    if output == STANDARD_OUTPUT:
        return _print(arguments, kind, number)
    folder, name = place(output)
    with opened(arguments) as services:
        made = services.documents.make(kind, number, strict=arguments.strict)
        path = services.documents.save(made, folder, name, overwrite=arguments.force)
        how = services.delivery.of(path, made)
    say(wording.saved(path))
    if how.way is not Way.HERE:
        say(wording.fetching(how))
        say(clean(wording.line(how)))
    _warn(made)
    return 0


def _print(arguments: Namespace, kind: DocumentKind, number: int) -> int:
    if is_terminal() and not is_text(kind):
        raise errors.BinaryToTerminal(name=file_name(kind, number))
    with opened(arguments) as services:
        made = services.documents.make(kind, number, strict=arguments.strict)
    say_bytes(made.content)
    _warn(made)
    return 0


def _warn(made: Document) -> None:
    """Say what Pix refuses a list for: it was written all the same."""
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
