"""The sessions laid out for their table: apart, so that the first frame need not load it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from certui.domain.search import Index, fold
from certui.domain.session_fields import LISTED
from certui.domain.wall_clock import MONTHS
from certui.widgets.line_table import Line
from certui.wording.signs import session_state
from certui.wording.typography import hour, number, numeric_date, short_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from certui.domain.models import Centre, SessionSummary


_TODAY: Final = "aujourd’hui"


class Listing(NamedTuple):
    """The sessions as they are shown and searched.

    Attributes:
        centre: whose they are.
        summaries: of the sessions, by number.
        lines: one a session.
        finder: searches them; positions in it are positions in ``lines``.
    """

    centre: Centre
    summaries: Mapping[int, SessionSummary]
    lines: tuple[Line, ...]
    finder: Index


def listing(
    centre: Centre, summaries: Sequence[SessionSummary], today: dt.date | None = None
) -> Listing:
    """Lay out the sessions; a filter finds them by any column, by day in figures, by month.

    Args:
        centre: whose they are.
        summaries: in the order of the table.
        today: the day it is at the centre; its sessions are found by « aujourd'hui ».
    """
    lines = tuple(_line(summary) for summary in summaries)
    haystacks = [
        "\x1f".join((*map(fold, line.cells), *_days(summary.session.date, today)))
        for line, summary in zip(lines, summaries, strict=True)
    ]
    by_number = {one.session.number: one for one in summaries}
    return Listing(centre, by_number, lines, Index(haystacks))


def _days(date: dt.date, today: dt.date | None) -> tuple[str, ...]:
    """What a day is looked for by, beside what its column says."""
    named = (numeric_date(date), MONTHS[date.month - 1])
    return (*named, fold(_TODAY)) if date == today else named


def _line(summary: SessionSummary) -> Line:
    session = summary.session
    shown = {"date": short_date(session.date), "time": hour(session.time)}
    cells = (
        *(shown.get(name) or str(getattr(session, name)) for name in LISTED),
        number(summary.candidates),
        session_state(summary.state),
    )
    return Line(str(session.number), cells)
