"""The feuille d'émargement: twenty candidates a sheet, each with room to sign.

How many candidates a sheet has, its headings and their order are the product's (reference
pix-certif §5.2), but for the candidate's number and extra time, and what it cuts is wrapped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui.documents import french, paper
from certui.domain.candidate_fields import SIGNED
from certui.domain.papers import Preview
from certui.domain.session_fields import HELD

if TYPE_CHECKING:
    from certui.domain.papers import SessionRecord

TEMPLATE: Final = "emargement"
# Who a row is about: the name and the first name.
ROW_HEADERS: Final = (1, 2)
_TITLE: Final = "Feuille d’émargement"
CANDIDATES_A_SHEET: Final = 20
# For those who come without being enrolled, below the others.
_EMPTY_ROWS: Final = 3
_COLUMNS: Final = {"rank": "N°", **paper.headings(SIGNED, signed=True)}


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
        "session": {**_facts(record), "signing": len(paper.signers(record))},
        "counts": {"enrolled": len(rows), "sentence": f"Inscrits{french.NO_BREAK}: {len(rows)}"},
        "sheets": sheets,
    }


def preview(record: SessionRecord) -> Preview:
    """The same as text, less the rows left empty."""
    facts = _facts(record)
    return Preview(
        title=title(record),
        facts=paper.labelled({name: facts[name] for name in HELD}, signed=True),
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
        {"rank": str(rank), **paper.row(one, SIGNED)}
        for rank, one in enumerate(record.candidates, start=1)
    ]
