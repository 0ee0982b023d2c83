"""What the terminal shows, and what it must be sent to show something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.segment import Segment

from certui.signs import ASCII
from certui.terminal.privates import frames as privates
from certui.terminal.roles import UNDRESSED, Dress, codes, look

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console
    from textual.strip import Strip

# Erasing costs as many bytes.
_FEW_BLANKS: Final = 6
# Each of these takes one cell, whatever stands beside it: Latin letters, typography, frames, signs.
_NARROW: Final = re.compile(
    r"[ -~\u00a0-\u02ff\u1e00-\u1eff\u2010-\u2027\u202f-\u205e\u2190-\u21ff\u2500-\u257f"
    r"\u25a0-\u25ff\u2713\u2717]*"
)


class Piece(NamedTuple):
    """A piece of a line, to be sent.

    Attributes:
        x: its first column.
        y: its line.
        strip: what stands there.
    """

    x: int
    y: int
    strip: Strip


# A column, a line, and what is sent there.
_News = tuple[int, int, "Iterable[Segment]"]


class Picture:
    """What the terminal shows, as far as it was sent."""

    def __init__(self) -> None:
        self._lines: dict[int, dict[int, Strip]] = {}
        self._size: tuple[int, int] | None = None

    def resize(self, size: tuple[int, int]) -> bool:
        """The terminal has this size; whether it had another, and may show something else."""
        changed = self._size not in {None, size}
        if changed:
            self.forget()
        self._size = size
        return changed

    def forget(self) -> None:
        """The terminal may show something else."""
        self._lines = {}

    def news(self, pieces: Iterable[Piece]) -> list[_News]:
        """What of some pieces the terminal does not show yet; it is to be sent."""
        return [news for piece in pieces if (news := self._news(piece)) is not None]

    def _news(self, piece: Piece) -> _News | None:
        x, y, strip = piece
        line = self._lines.setdefault(y, {})
        old = line.get(x)
        if old is strip:
            return None
        if old is not None and old.cell_length == strip.cell_length:
            line[x] = strip
            return _difference(piece, old)
        _cover(line, x, x + strip.cell_length)
        line[x] = strip
        return piece


def _cover(line: dict[int, Strip], x1: int, x2: int) -> None:
    """Take what stands between two columns out of a line; what stands beside them stays known."""
    for left, strip in list(line.items()):
        right = left + strip.cell_length
        if left >= x2 or right <= x1:
            continue
        del line[left]
        # Of a letter two cells wide, half may be covered: what that leaves, each terminal decides.
        if _NARROW.fullmatch(strip.text):
            if left < x1:
                line[left] = strip.crop(0, x1 - left)
            if x2 < right:
                line[x2] = strip.crop(x2 - left)


def _difference(piece: Piece, old: Strip) -> _News | None:
    """The part of a piece that differs from what stood there, as wide; None where nothing does."""
    x, y, strip = piece
    new, was = list(strip), list(old)
    first, last, gone = 0, len(new), len(was)
    while first < min(last, gone) and new[first] == was[first]:
        x += new[first].cell_length
        first += 1
    while first < min(last, gone) and new[last - 1] == was[gone - 1]:
        last -= 1
        gone -= 1
    if first == last:
        return None
    if first + 1 == last == gone:
        (text, style, _), (before, style_before, _) = new[first], was[first]
        if style == style_before and _NARROW.fullmatch(text) and _NARROW.fullmatch(before):
            same = _common(text, before)
            end = len(text) - _common(text[:same:-1], before[:same:-1])
            return x + same, y, (Segment(text[same:end], style),)
    return x, y, new[first:last]


def _common(text: str, other: str) -> int:
    """How many letters two texts of one length, which differ, have in common at their beginning."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


class Frame(privates.CompositorUpdate):
    """What a terminal is sent.

    Args:
        news: from the top left to the bottom right.
        dress: how it is drawn.
    """

    def __init__(self, news: Sequence[_News], dress: Dress = UNDRESSED) -> None:
        self._news = news
        self._dress = dress

    def render_segments(self, console: Console) -> str:
        """What the terminal is sent: of its colours the theme knows, not the console."""
        del console
        return "".join(
            f"\x1b[{y + 1};{x + 1}H{_sequence(segments, self._dress)}"
            for x, y, segments in self._news
        )


class ChangedLines(Frame):
    """The lines that changed, whether or not a terminal shows them already.

    Args:
        pieces: from the top left to the bottom right.
    """

    def __init__(self, pieces: Sequence[Piece]) -> None:
        super().__init__(pieces)
        self.pieces = pieces


def _sequence(segments: Iterable[Segment], dress: Dress) -> str:
    """Segments as the terminal is sent them: the blanks at their end are erased, not written."""
    sequence = ""
    blanks = 0
    for text, style, _ in segments:
        kept = text.rstrip(" ") if look(style, dress.theme).leaves_blanks else text
        if kept and blanks:
            sequence += " " * blanks
            blanks = 0
        if kept:
            if dress.ascii:
                kept = kept.translate(ASCII)
            attributes = codes(style, dress.theme)
            sequence += f"\x1b[{attributes}m{kept}\x1b[m" if attributes else kept
        blanks += len(text) - len(kept)
    if blanks >= _FEW_BLANKS:
        return f"{sequence}\x1b[{blanks}X"
    return sequence + " " * blanks
