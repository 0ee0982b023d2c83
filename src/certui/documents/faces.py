"""The faces beyond those inside typst: what ``certui[fonts]`` brings, when it is installed.

They are packages of font files and nothing else (docs/documents.md has their licence). The fonts of
the machine are never used: the same data would give other bytes, and other letters, elsewhere.
"""

from __future__ import annotations

import importlib.util
import re
from typing import Final

_PACKAGES: Final = ("manimgx_fonts", "manimgx_fonts_cjk")
# In this order, after the face of the papers and before typst's others: New Computer Modern has the
# letters of Devanagari without its rules, DejaVu Sans Mono gives each letter of Arabic one width.
# Chinese forms come first, for Han is drawn in one style alone.
FAMILIES: Final = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "Noto Sans CJK SC",
)
# What Libertinus Serif, in which papers are written, has in each of its styles.
_USUAL: Final = re.compile(r"[\s!-~\u00a0-\u017f\u1e80-\u1e85\u1ea0-\u1ef9‐-—‘’“”…‹›€]*")


def are_usual(text: str) -> bool:
    """Whether the face of the papers draws all of a text: most texts ask for no more."""
    return _USUAL.fullmatch(text) is not None


def folders() -> tuple[str, ...]:
    """Where the faces are; none where they are not installed. No package is imported."""
    found = [importlib.util.find_spec(one) for one in _PACKAGES]
    return tuple(place for spec in found if spec for place in spec.submodule_search_locations or ())
