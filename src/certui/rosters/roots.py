"""The first element of an XML file, told from its beginning alone: which export it is."""

from __future__ import annotations

import re
from typing import Final

HEAD: Final = 4096
"""How many bytes are looked at."""

# Marks, and the other half of each letter in UTF-16.
_BESIDE: Final = b"\xef\xbb\xbf\xff\xfe\x00"
# What may stand before it. Nothing is looked at twice: a crafted file must not take longer.
_ROOT: Final = re.compile(
    rb"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\b[^\[<>]*+(?:\[[^\]]*+\]\s*+)?>)*+"
    rb"<([A-Za-z_][\w.\-]*+(?::[\w.\-]++)?)",
    re.DOTALL,
)
_SPREADSHEET: Final = b"urn:schemas-microsoft-com:office:spreadsheet"
_FLAT: Final = frozenset({"office:document", "Workbook", "ss:Workbook"})


def letters(head: bytes) -> bytes:
    """The beginning of a file as ASCII letters: without marks, NUL and the blanks before them."""
    return head.translate(None, _BESIDE).lstrip()


def of(head: bytes) -> str:
    """The name of the first element; empty when it does not stand near the beginning.

    Args:
        head: as :func:`letters` gives it.
    """
    found = _ROOT.match(head)
    return found[1].decode("ascii", errors="replace") if found else ""


def kind(head: bytes, root: str) -> str:
    """What XML of this root is, when it is no export at all.

    Args:
        head: as :func:`letters` gives it.
        root: its first element.

    Returns:
        A word of :data:`certui.wording.roster_kinds.FOREIGN_KINDS`; empty for an export.
    """
    if root in _FLAT and (root == "office:document" or _SPREADSHEET in head):
        return "flat"
    return {"svg": "image", "svg:svg": "image", "plist": "shortcut"}.get(root, "")
