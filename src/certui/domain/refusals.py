"""Refusals that tell of the domain's nouns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from certui.errors import DocumentError, RosterError, RuleError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from certui.domain.faults import Fault
    from certui.domain.models import Person
    from certui.domain.pix_list import ListFault
    from certui.domain.roster_danger import Danger
    from certui.domain.roster_files import RosterFault


class CandidatesNotRemovable(RuleError):
    """Several candidates are removed all together or not at all.

    Attributes:
        joined: who has joined.
        reported: on whom else an incident was reported.
    """

    number: int
    joined: Sequence[Person]
    reported: Sequence[Person]


class InvalidSession(RuleError):
    """A session's fields are missing or wrong.

    Attributes:
        faults: by the name of the field.
    """

    faults: Mapping[str, Fault]


class InvalidCentre(RuleError):
    """The centre's fields are wrong.

    Attributes:
        faults: by the name of the field.
        key: the letter that the digits of its UAI call for; empty unless it has another.
    """

    faults: Mapping[str, Fault]
    key: str = ""


class RosterFaults(RosterError):
    """Pupils of the file are faulty.

    Attributes:
        valid: how many others can be imported without them; 0 where nobody asked.
    """

    faults: Sequence[RosterFault]
    valid: int = 0


class DangerousImport(RosterError):
    """An import that nobody has said to be sure of."""

    danger: Danger


class PixWouldRefuse(DocumentError):
    """A list that Pix Certif's import refuses, where one that it takes was asked for.

    Attributes:
        faults: at least one.
    """

    faults: Sequence[ListFault]
