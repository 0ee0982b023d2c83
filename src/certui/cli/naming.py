"""Candidates as they are typed: by INE, or by the id that ``candidates --json`` gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from certui import errors
from certui.cli.opening import MOST_DIGITS, NUMBER
from certui.domain.text import clean
from certui.services.naming import Named

if TYPE_CHECKING:
    from argparse import Namespace


def named_candidates(arguments: Namespace) -> Named:
    """Who is named by ``--ine`` or ``--id``.

    Raises:
        certui.errors.InvalidCandidateId: an id that is no number.
    """
    ines = tuple(clean(ine).upper() for ine in arguments.ines or ())
    return Named(ines=ines, ids=tuple(map(_id, arguments.ids or ())))


def _id(typed: str) -> int:
    text = clean(typed)
    if not NUMBER.fullmatch(text) or len(text) >= MOST_DIGITS:
        raise errors.InvalidCandidateId(value=text)
    return int(text)
