"""What was not read of a roster file, counted and named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from certui.domain.roster_files import AsideReason
from certui.domain.text import clean
from certui.wording.typography import NO_BREAK, capital, plural, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from certui.domain.roster_files import Aside, RosterFile

_ASIDE: Final = {
    AsideReason.NO_INE: ("sans INE", "sans INE"),
    AsideReason.NO_CLASS: ("sans classe", "sans classe"),
    AsideReason.LEFT_SCHOOL: ("parti de l’établissement", "partis de l’établissement"),
}

# The one format that comes in archives of several files.
_IN_ARCHIVES: Final = "SIECLE"


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
    part, unread, *_ = _parts(source)
    return [
        *(
            LeftOut("élève", clean(one.class_name), _name(one), _ASIDE[one.reason][0])
            for one in source.aside
        ),
        *(LeftOut(part, "", clean(one), unread) for one in source.unread_sheets),
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
        parts.append(plural(len(source.unread_sheets), *_parts(source)[2:]))
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
        (source.unread_sheets, _parts(source)[2:]),
        (source.unread_columns, ("colonne non lue", "colonnes non lues")),
    ):
        if unread:
            yield f"{plural(len(unread), *words)}{NO_BREAK}: {', '.join(map(quoted, unread))}"


def class_source(source: RosterFile) -> str:
    """Where the classes come from that no column gives; empty when there are none."""
    if source.class_sheets:
        names = ", ".join(map(quoted, source.class_sheets))
        return f"Classe d’après le nom de la feuille{NO_BREAK}: {names}"
    if source.class_given:
        took = ("élève a pris la classe donnée", "élèves ont pris la classe donnée")
        return plural(source.class_given, *took)
    return ""


def _parts(source: RosterFile) -> tuple[str, str, str, str]:
    """What the parts of a file are called: an archive has files, a workbook sheets."""
    if source.format_name == _IN_ARCHIVES:
        return "fichier", "non lu", "fichier non lu", "fichiers non lus"
    return "feuille", "non lue", "feuille non lue", "feuilles non lues"


def _reasons(source: RosterFile) -> dict[AsideReason, int]:
    return {reason: sum(one.reason is reason for one in source.aside) for reason in AsideReason}


def _set_aside(reason: AsideReason) -> tuple[str, str]:
    one, many = _ASIDE[reason]
    return f"élève laissé de côté, {one}", f"élèves laissés de côté, {many}"


def _name(one: Aside) -> str:
    return clean(f"{one.last_name} {one.first_name}") or "(sans nom)"
