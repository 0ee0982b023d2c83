"""Undoing from a shell: what was done last, on a screen or by another command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from certui import errors
from certui.cli.opening import opened, session_number
from certui.cli.output import say
from certui.wording import undoing as wording

if TYPE_CHECKING:
    from argparse import Namespace


def undo(arguments: Namespace) -> int:
    """``certui undo [SESSION] [--dry-run]``."""
    number = None if arguments.number is None else session_number(arguments.number)
    with opened(arguments) as services:
        if number is not None:
            services.sessions.view(number)
        last = services.undoing.next(number)
        if last is None:
            raise errors.NothingToUndo
        done = None if arguments.dry_run else services.undoing.undo(last.id)
    for line in (
        [wording.offer(last), *wording.whose(last)] if done is None else [wording.undone(done)]
    ):
        say(line)
    return 0
