"""What is done to a session before its day: edited, copied, deleted; extra time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from certui import errors
from certui.cli.naming import named_candidates
from certui.cli.opening import opened, session_number
from certui.cli.output import plain, say
from certui.domain import drafts
from certui.domain.session_fields import TYPED
from certui.services.sessions import draft_of
from certui.wording import preparing as wording
from certui.wording import shell

if TYPE_CHECKING:
    import datetime as dt
    from argparse import Namespace

    from certui.domain.models import SessionDraft


def edit_session(arguments: Namespace) -> int:
    """``certui session edit SESSION [--name … --date … …]``."""
    number = session_number(arguments.number)
    if all(getattr(arguments, name) is None for name in TYPED):
        raise errors.NothingToEdit(number=number)
    with opened(arguments) as services:
        known = services.sessions.view(number).session
        draft = _typed(arguments, draft_of(known), services.sessions.today())
        done = services.sessions.edit(number, draft, known=known)
    say(wording.edited(done))
    return 0


def copy_session(arguments: Namespace) -> int:
    """``certui session copy SESSION --date … --time … [--name … …]``."""
    number = session_number(arguments.number)
    with opened(arguments) as services:
        like = services.sessions.copy(number)
        draft = _typed(arguments, like, services.sessions.today())
        session = services.sessions.create(draft)
    say(shell.created(session))
    return 0


def delete_session(arguments: Namespace) -> int:
    """``certui session delete SESSION``."""
    number = session_number(arguments.number)
    with opened(arguments) as services:
        deleted = services.sessions.delete(number)
    say(wording.deleted(deleted.session, len(deleted.candidates)))
    return 0


def extra_time(arguments: Namespace) -> int:
    """``certui extra-time SESSION (--ine INE… | --id ID…) (--percent N | --none)``."""
    number, named = session_number(arguments.number), named_candidates(arguments)
    percentage = None
    if arguments.percent is not None:
        percentage = drafts.extra_time(arguments.percent)
        if percentage is None:
            # Only --none takes it away: an empty variable of a script must not.
            raise errors.InvalidExtraTime
    with opened(arguments) as services:
        done = services.needs.set_extra_time_named(number, named, percentage)
    say(wording.needs_set(done))
    return 0


def _typed(arguments: Namespace, known: SessionDraft, today: dt.date) -> SessionDraft:
    """A session with what was typed; what was not stays as it is known."""

    def text(name: str) -> str:
        typed: str | None = getattr(arguments, name)
        return str(plain(getattr(known, name))) if typed is None else typed

    return drafts.session_draft({name: text(name) for name in TYPED}, today=today)
