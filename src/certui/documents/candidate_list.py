"""The liste des candidats: a sheet in the columns of the product's own import.

Columns, their order and their letters are the product's (pix-certif §5.1): its import compares
headings letter by letter and leaves out of account those that it does not ask for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from certui.documents import french
from certui.domain.papers import Preview
from certui.domain.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from certui.domain.papers import SessionRecord
    from certui.domain.pix_list import ListEntry
    from certui.domain.pix_settings import PixSettings


@dataclass(frozen=True, slots=True)
class Percentage:
    """A cell that is a number: the product drops an extra time written as text.

    Attributes:
        value: whole percent, 33 for 33 %.
    """

    value: int


Cell: TypeAlias = str | Percentage
"""Text, which no spreadsheet may read as a formula, or a percentage."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet.

    Attributes:
        heading: its first cell; a line feed begins another line in it.
        width: about how many characters of a cell are seen.
    """

    heading: str
    width: int


# The product had a no-break space before the colon in July 2020 and in February 2023; what it has
# had since is not known. One of the two is what it asks for, the other it leaves out of account.
_BIRTH_DATES: Final = (
    "* Date de naissance (format\u00a0: jj/mm/aaaa)",
    "* Date de naissance (format : jj/mm/aaaa)",
)
_ALWAYS: Final = (
    Column("* Nom de naissance", 20),
    Column("* Prénom", 16),
    *(Column(heading, 13) for heading in _BIRTH_DATES),
    Column("* Sexe (M ou F)", 8),
    Column("Code Insee", 8),
    Column("Code postal", 9),
    Column("Nom de la commune", 20),
    Column("Pays", 14),
    Column("E-mail du destinataire des résultats (formateur, enseignant…)", 16),
    Column("E-mail de convocation", 14),
    Column("Identifiant local", 13),
    Column("Temps majoré ?", 9),
)
_BILLING: Final = (Column("Tarification part Pix", 14), Column("Code de prépaiement", 14))
# As the product's own sheet has it: on a line of its own, without a blank before it.
_YES: Final = '\n("oui" ou laisser vide)'
_CERTIFICATION_WIDTH: Final = 14


def columns(settings: PixSettings) -> tuple[Column, ...]:
    """The columns that the product asks of a centre, whether or not anything stands in them."""
    return (
        *_ALWAYS,
        *(() if settings.sco else _BILLING),
        *(Column(label + _YES, _CERTIFICATION_WIDTH) for label in settings.certifications),
    )


def rows(record: SessionRecord) -> list[tuple[Cell, ...]]:
    """One row an entry, as long as :func:`columns`."""
    return [_row(one, record.centre.pix) for one in record.entries]


def sheet_name(record: SessionRecord) -> str:
    """The sheet's name; at most 31 characters, none that spreadsheets refuse."""
    return f"Candidats session {record.session.number}"[:31]


def preview(record: SessionRecord) -> Preview:
    """The same as text; the date of birth, which the file has twice, stands once."""
    session = record.session
    headings = [column.heading for column in columns(record.centre.pix)]
    shown = [at for at, heading in enumerate(headings) if heading != _BIRTH_DATES[1]]
    return Preview(
        title=f"Liste des candidats de la session n°{french.NO_BREAK}{session.number}",
        facts=(
            ("Nom de la session", clean(session.name)),
            ("Date", french.long_day(session.date)),
            ("Candidats inscrits", str(len(record.candidates))),
        ),
        columns=tuple(headings[at].replace("\n", " ") for at in shown),
        rows=tuple(tuple(_shown(row[at]) for at in shown) for row in rows(record)),
    )


def _shown(cell: Cell) -> str:
    return french.percent(cell.value) if isinstance(cell, Percentage) else cell


def _row(entry: ListEntry, settings: PixSettings) -> tuple[Cell, ...]:
    born = french.numeric_day(entry.birth_date)
    billing: Sequence[str] = ()
    if not settings.sco:
        billing = (entry.billing.value if entry.billing else "", entry.prepayment_code)
    return (
        entry.last_name,
        entry.first_name,
        *(born for _ in _BIRTH_DATES),
        entry.sex.value if entry.sex else "",
        entry.city_code,
        "",
        entry.city,
        entry.country,
        "",
        "",
        "",
        "" if entry.extra_time is None else Percentage(entry.extra_time),
        *billing,
        *("" for _ in settings.certifications),
    )
