"""The sheets of a workbook by python-calamine: xlsx, xlsb and xls.

It is fast and knows these formats, but a crafted file of some hundred kilobytes makes it take as
much memory as it likes (hazards, Files). So it runs in a process of its own, which has 512 MB and
ten seconds, can write to nothing but a pipe, and whose end is told as a refusal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from certui import errors
from certui.confined import running
from certui.rosters import calamine_child, cells
from certui.rosters.archive import UNUSUAL
from certui.rosters.calamine_child import FIELD, NOT_INSTALLED, RECORD
from certui.rosters.guard import MEGABYTE
from certui.rosters.rows import MOST_COLUMNS, MOST_LINES, Row
from certui.rosters.sheets import Sheet, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from certui.rosters.guard import Source

# What the process may take (hazards, Files).
_MEMORY: Final = 512 << 20
_SECONDS: Final = 10
# What it may answer: every character of the most cells at its longest, and what separates them.
_LONGEST: Final = 4 * cells.MOST_CHARACTERS + 16 * MEGABYTE


def sheets(source: Source) -> list[Sheet]:
    """The sheets of a workbook, in order; the cells of the visible ones.

    Args:
        source: the file, from its first byte; its progress may raise to give the reading up.

    Raises:
        PasswordProtected: it is encrypted.
        BadArchive: it is damaged, or laid out as no spreadsheet does.
        TooComplex: beyond the memory or the time allowed, or what a roster takes.
        TooManyLines: beyond any school.
        TooManyColumns: beyond any roster.
    """
    return list(_sheets(source, _answer(source)))


def _command() -> list[str]:
    told = (MOST_COLUMNS, cells.MOST_CELLS)
    return running.command(
        calamine_child.__file__, "python_calamine", *told, memory=_MEMORY, seconds=_SECONDS
    )


def _answer(source: Source) -> str:
    """All that the process writes; it has ended when this returns or raises."""
    try:
        status, answer = running.answer(
            _command(),
            source.rewound(),
            seconds=_SECONDS,
            longest=_LONGEST,
            # Nobody knows how far it is: nothing but that it goes on is told.
            waiting=lambda: source.progress(0.0),
        )
    except running.TooMuch as error:
        raise errors.TooComplex(path=source.path) from error
    if status == NOT_INSTALLED:
        raise ModuleNotFoundError(name="python_calamine")
    return answer.decode("utf-8")


def _sheets(source: Source, answer: str) -> Iterator[Sheet]:
    path = source.path
    budget = cells.Budget(path)
    sheet: Sheet | None = None
    spans: list[Span] = []
    ended = False
    for record in answer.split(RECORD):
        kind, *fields = record.split(FIELD)
        if kind == "line" and sheet is not None:
            line, *texts = fields
            if len(texts) > MOST_COLUMNS:
                raise errors.TooManyColumns(path=path, limit=MOST_COLUMNS)
            if len(sheet.rows) >= MOST_LINES:
                raise errors.TooManyLines(path=path, limit=MOST_LINES)
            budget.spend(texts)
            sheet.rows.append(Row(int(line), texts))
        elif kind == "span":
            spans.append(Span(*map(int, fields)))
        elif kind == "failed":
            raise _failure(source, fields[0])
        elif kind in {"sheet", "end"}:
            if sheet is not None:
                yield sheet
            spans, ended = [], kind == "end"
            sheet = None if ended else Sheet(fields[0], fields[1] == "hidden", [], spans)
    if not ended:
        # Killed for its memory or its time, or by its own parser when it got no more.
        raise errors.TooComplex(path=path)


def _failure(source: Source, why: str) -> errors.RosterError:
    if why == "password":
        return errors.PasswordProtected(path=source.path)
    if why == "memory":
        return errors.TooComplex(path=source.path)
    return errors.BadArchive(path=source.path, reason=UNUSUAL)
