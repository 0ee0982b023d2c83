"""Cells of a CSV file that a spreadsheet would compute, made inert, and given back as they were.

A CSV file has no types: a spreadsheet that opens it decides which cells are formulas. Excel takes
``=``, ``+``, ``-`` and ``@`` for the sign of one, and the full-width forms in some languages;
LibreOffice takes ``=``, a NUL before it left out, and blanks too where it is told to trim them
(measured with 24.2). What any of them may read so begins with an apostrophe.
"""

from __future__ import annotations

import re
from typing import Final

# The signs with every form that compatibility (NFKC) makes one of them, and the minus sign.
_SIGNS: Final = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b⁼⁺⁻₌₊₋\u2212"
# What a reader may leave out before a sign: blanks, controls, characters without a width; and
# apostrophes, for one more stands before a cell that has some already, one less on the way back.
_SKIPPED: Final = "'\\s\0-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_COMPUTED: Final = re.compile(f"[{_SKIPPED}]*[{_SIGNS}]|'*[\0-\x1f]")


def inert(cell: str) -> str:
    """A cell's text that no spreadsheet computes; :func:`plain` gives the text back."""
    return f"'{cell}" if _COMPUTED.match(cell) else cell


def plain(cell: str) -> str:
    """The text that :func:`inert` made a cell of."""
    return cell[1:] if cell.startswith("'") and _COMPUTED.match(cell) else cell
