"""Candidates as a shell names them: by INE, or by the id that ``candidates --json`` gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from certui import errors

if TYPE_CHECKING:
    from certui.services.ports.store import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Who is meant.

    Attributes:
        ines: by INE.
        ids: by the candidate's own id: who has no INE has one.
    """

    ines: tuple[str, ...] = ()
    ids: tuple[int, ...] = ()


def candidate_ids(reading: Reading, number: int, named: Named) -> set[int]:
    """The ids of the candidates who are meant, all of them in the session.

    Raises:
        certui.errors.UnknownSession: no such number.
        certui.errors.NotEnrolled: nobody of one of these INE in the session.
        certui.errors.IneTwice: several candidates have one of these INE.
        certui.errors.IdNotEnrolled: nobody of one of these ids in the session.
    """
    reading.session(number)
    candidates = reading.candidates(number)
    chosen: set[int] = set()
    for ine in named.ines:
        found = [one.id for one in candidates if one.person.ine == ine]
        if not found:
            raise errors.NotEnrolled(ine=ine, number=number)
        if len(found) > 1:
            raise errors.IneTwice(ine=ine, number=number)
        chosen.update(found)
    present = {one.id for one in candidates}
    for candidate_id in named.ids:
        if candidate_id not in present:
            raise errors.IdNotEnrolled(candidate_id=candidate_id, number=number)
    return chosen | set(named.ids)
