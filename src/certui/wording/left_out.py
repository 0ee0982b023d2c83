"""What was not read of a roster file, counted and named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from certui.domain.models import AsideReason
from certui.domain.text import clean
from certui.wording.typography import NO_BREAK, capital, plural, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from certui.domain.models import Aside, RosterFile

_ASIDE: Final = {
    AsideReason.NO_INE: ("sans INE", "sans INE"),
    AsideReason.NO_CLASS: ("sans classe", "sans classe"),
    AsideReason.LEFT_SCHOOL: ("parti de l’établissement", "partis de l’établissement"),
}


class LeftOut(NamedTuple):
    """One thing of a file that is not imported.

    Attributes:
        kind: what it is.
        class_name: of a pupil.
        name: of a pupil, a column or a sheet.
        why: why not.
    """

    kind: str
    class_name: str
    name: str
    why: str


def left_out(source: RosterFile) -> list[LeftOut]:
    """All that was not read of a file, people first."""
    return [
        *(
            LeftOut("élève", clean(one.class_name), _name(one), _ASIDE[one.reason][0])
            for one in source.aside
        ),
        *(LeftOut("feuille", "", clean(one), "non lue") for one in source.unread_sheets),
        *(LeftOut("colonne", "", clean(one), "non lue") for one in source.unread_columns),
    ]


def in_full(one: LeftOut) -> str:
    """One of them as a sentence."""
    who = " ".join(part for part in (one.class_name, one.name) if part)
    return f"{capital(one.kind)} · {who}{NO_BREAK}: {one.why}"


def counted(source: RosterFile) -> str:
    """How much was not read, in one line; empty for nothing."""
    parts = [
        plural(count, *_set_aside(reason)) for reason, count in _reasons(source).items() if count
    ]
    if source.unread_sheets:
        parts.append(plural(len(source.unread_sheets), "feuille non lue", "feuilles non lues"))
    if source.unread_columns:
        parts.append(plural(len(source.unread_columns), "colonne non lue", "colonnes non lues"))
    return ", ".join(parts)


def told(source: RosterFile) -> Iterator[str]:
    """What was not read, for a shell: each kind counted, then named."""
    for reason, count in _reasons(source).items():
        if count:
            names = (
                " ".join(part for part in (clean(one.class_name), _name(one)) if part)
                for one in source.aside
                if one.reason is reason
            )
            yield f"{plural(count, *_set_aside(reason))}{NO_BREAK}: {', '.join(names)}"
    for unread, words in (
        (source.unread_sheets, ("feuille non lue", "feuilles non lues")),
        (source.unread_columns, ("colonne non lue", "colonnes non lues")),
    ):
        if unread:
            yield f"{plural(len(unread), *words)}{NO_BREAK}: {', '.join(map(quoted, unread))}"


def _reasons(source: RosterFile) -> dict[AsideReason, int]:
    return {reason: sum(one.reason is reason for one in source.aside) for reason in AsideReason}


def _set_aside(reason: AsideReason) -> tuple[str, str]:
    one, many = _ASIDE[reason]
    return f"élève laissé de côté, {one}", f"élèves laissés de côté, {many}"


def _name(one: Aside) -> str:
    return clean(f"{one.last_name} {one.first_name}") or "(sans nom)"
