"""The feuille d'émargement: twenty candidates a sheet, each with room to sign.

How many candidates a sheet has, its headings and their order are the product's (reference
pix-certif §5.2), but for the candidate's number and extra time, and what it cuts is wrapped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.documents import french, paper
from certui.services.papers import Preview

if TYPE_CHECKING:
    from certui.services.papers import SessionRecord

TEMPLATE: Final = "emargement"
# Who a row is about: the name and the first name.
ROW_HEADERS: Final = (1, 2)
_TITLE: Final = "Feuille d’émargement"
CANDIDATES_A_SHEET: Final = 20
# For those who come without being enrolled, below the others.
_EMPTY_ROWS: Final = 3
_LONGEST_VALUE: Final = 120
_LONGEST_CLASS: Final = 40
_COLUMNS: Final = {
    "rank": "N°",
    "last_name": "Nom de naissance",
    "first_name": "Prénom",
    "birth_date": "Date de naissance (jj/mm/aaaa)",
    "class_name": "Classe",
    "extra_time": "Temps majoré",
}


def values(record: SessionRecord) -> dict[str, object]:
    """What the template shows (docs/documents.md lists it for those who write their own)."""
    rows = _rows(record)
    sheets = [
        rows[start : start + CANDIDATES_A_SHEET]
        for start in range(0, len(rows), CANDIDATES_A_SHEET)
    ]
    empty = dict.fromkeys(_COLUMNS, "")
    if sheets:
        sheets[-1] += [empty] * _EMPTY_ROWS
    else:
        sheets = [[empty] * CANDIDATES_A_SHEET]
    return {
        **paper.head(record, _TITLE, "Émargement"),
        "session": {**_facts(record), "signing": len(paper.invigilators(record))},
        "counts": {"enrolled": len(rows), "sentence": f"Inscrits{french.NO_BREAK}: {len(rows)}"},
        "sheets": sheets,
    }


def preview(record: SessionRecord) -> Preview:
    """The same as text, less the rows left empty."""
    facts = _facts(record)
    return Preview(
        title=title(record),
        facts=(
            ("Date", facts["date"]),
            ("Heure locale (début)", facts["time"]),
            ("Nom du site", facts["site"]),
            ("Nom de la salle", facts["room"]),
            ("Surveillé par", facts["invigilators"]),
        ),
        columns=(*_COLUMNS.values(), "Signature"),
        rows=tuple((*row.values(), "") for row in _rows(record)),
    )


def title(record: SessionRecord) -> str:
    """The document's title, also shown by PDF readers."""
    return paper.of_session(record, _TITLE)


def _facts(record: SessionRecord) -> dict[str, str]:
    date = french.long_day(record.session.date, with_weekday=False)
    return {**paper.session(record), "date": date}


def _rows(record: SessionRecord) -> list[dict[str, str]]:
    return [
        {
            "rank": str(rank),
            "last_name": french.cut(one.person.last_name, _LONGEST_VALUE),
            "first_name": french.cut(one.person.first_name, _LONGEST_VALUE),
            "birth_date": french.numeric_day(one.person.birth_date),
            "class_name": french.cut(one.person.class_name, _LONGEST_CLASS),
            "extra_time": french.percent(one.extra_time_percentage),
        }
        for rank, one in enumerate(record.candidates, start=1)
    ]
