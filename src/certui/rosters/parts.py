"""A roster in several sheets: what each gives, joined; and the class that a sheet's name is."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from certui.domain.refusals import RosterFaults
from certui.domain.search import fold
from certui.rosters import fields
from certui.rosters.twins import Seen, Twins

if TYPE_CHECKING:
    from collections.abc import Sequence

    from certui.domain.models import Person
    from certui.domain.roster_files import RosterFault, RosterFile

# « 3A », « 6ème 2 », « 2NDE B », « CM1-CM2 », « Tle 4 »: a class has a level or a number in it, and
# is short.
_CLASS: Final = re.compile(r"(?=.*\d)[^\W_][\w°.\-/ ]{0,19}", re.ASCII)
# « Terminale A », « CP », « ULIS »: levels that need no figure.
_LEVEL: Final = re.compile(
    r"(?:cp|gs|ms|ps|ulis|segpa|upe2a|tle|term\w*|premiere|seconde)\b.{0,14}"
)
_WORD: Final = re.compile(r"^classe\b[ :\-]*")
# What programs call their sheets, and people their lists.
_NO_CLASS: Final = re.compile(
    r"(?:feuil\w*|sheet|table\w*|tabelle|hoja|foglio|page|classeur\w*|export\w*|extract\w*|list\w*|"
    r"eleves?|donnees|data|base|resultat\w*|requete\w*|report|rapport|copie)\b|.*\b(?:19|20)\d\d\b"
    r"|(?:feuil|sheet|table|page|classeur|export|liste)\w*\d+$"
)


class Part(NamedTuple):
    """What one sheet gives.

    Attributes:
        name: of the sheet.
        roster: its pupils; None when not one of its lines is usable.
        faults: what is wrong with them then.
    """

    name: str
    roster: RosterFile | None
    faults: Sequence[RosterFault] = ()


def class_named(name: str) -> bool:
    """Whether a sheet's name is that of a class."""
    plain = _WORD.sub("", fold(name)).strip()
    if _NO_CLASS.match(plain):
        return False
    return bool(_CLASS.fullmatch(plain) or _LEVEL.fullmatch(plain))


def joined(parts: Sequence[Part]) -> RosterFile:
    """One roster of those of several sheets; each fault says on which sheet it is.

    Args:
        parts: in the order of the workbook; at least one.

    Raises:
        RosterFaults: no sheet has a usable line, or a strict format has a fault.
    """
    rosters = [one.roster for one in parts if one.roster is not None]
    if len(parts) == 1 and rosters:
        return rosters[0]
    persons: list[Person] = []
    faults: list[RosterFault] = []
    twins = Twins()
    for part in parts:
        rejected = part.faults if part.roster is None else part.roster.rejected
        faults += (dataclasses.replace(one, sheet=part.name) for one in rejected)
        for person in part.roster.persons if part.roster is not None else ():
            if fault := twins.fault(_seen(person)):
                faults.append(dataclasses.replace(fault, sheet=part.name))
            else:
                persons.append(person)
    if faults and (not persons or any(one.strict for one in rosters)):
        raise RosterFaults(faults=faults[: fields.MOST_FAULTS])
    columns = dict.fromkeys(column for one in rosters for column in one.unread_columns)
    return dataclasses.replace(
        rosters[0],
        persons=persons,
        rejected=tuple(faults),
        aside=tuple(somebody for one in rosters for somebody in one.aside),
        unread_columns=tuple(columns),
        class_given=sum(one.class_given for one in rosters),
        class_sheets=tuple(name for one in rosters for name in one.class_sheets),
    )


def _seen(person: Person) -> Seen:
    return Seen(
        ine=person.ine or "",
        last_name=person.last_name,
        first_name=person.first_name,
        born=person.birth_date.isoformat(),
        class_name=person.class_name,
    )
