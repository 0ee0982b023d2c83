"""What the shell commands print: lines, tables, JSON."""

from __future__ import annotations

import datetime as dt
import json
import sys
import unicodedata
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from certui.errors import OutputFailed

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP: Final = "  "
# On a terminal a cell is cut here, so that one long name does not push the others off the line.
_WIDEST: Final = 40


def say(text: str) -> None:
    """Print a line."""
    if sys.stdout is not None:
        sys.stdout.write(text + "\n")


def complain(text: str) -> None:
    """Print a line on standard error."""
    if sys.stderr is not None:
        sys.stderr.write(text + "\n")


def is_terminal() -> bool:
    """Whether what is printed is seen at once."""
    return sys.stdout is not None and sys.stdout.isatty()


def say_bytes(content: bytes) -> None:
    """Print a file.

    Raises:
        certui.errors.OutputFailed: it cannot be written.
    """
    if sys.stdout is None:
        raise OutputFailed
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputFailed from error


def plain(value: object) -> object:
    """A value of the domain as JSON has it.

    Args:
        value: a text, a whole number or None as they are; a day, an hour (to the minute) or an
            instant in ISO 8601.
    """
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    return value.isoformat() if isinstance(value, dt.date) else value


def say_json(objects: Sequence[dict[str, object]]) -> None:
    """Print a list of objects as UTF-8 JSON."""
    say(json.dumps(objects, ensure_ascii=False, indent=2))


def say_table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()
) -> None:
    """Print columns aligned by what a terminal shows.

    Args:
        headings: one a column.
        rows: cells of clean text.
        right: positions of the columns aligned to the right.
    """
    widest = _WIDEST if is_terminal() else None
    shown = [[_cut(cell, widest) for cell in row] for row in (headings, *rows)]
    widths = [max(map(width, column)) for column in zip_longest(*shown, fillvalue="")]
    for row in shown:
        cells = [
            " " * (widths[at] - width(cell)) + cell
            if at in right
            else cell + " " * (widths[at] - width(cell))
            for at, cell in enumerate(row)
        ]
        say(_GAP.join(cells).rstrip())


def width(text: str) -> int:
    """How many columns a text takes in a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


def _cut(text: str, widest: int | None) -> str:
    if widest is None or width(text) <= widest:
        return text
    kept = ""
    for char in text:
        if width(kept + char) > widest - 1:
            break
        kept += char
    return kept + "…"
