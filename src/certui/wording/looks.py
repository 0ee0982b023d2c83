"""The words of themes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from certui.wording.typography import NO_BREAK, quoted

if TYPE_CHECKING:
    from certui.themes import Theme


def theme(one: Theme) -> str:
    """``Thème : sombre``, as the palette has it."""
    return f"Thème{NO_BREAK}: {one.name}"


def chosen(one: Theme) -> str:
    """What is told of a theme that is worn now, and how it is kept."""
    line = f"theme = {json.dumps(one.key)}"
    return f"{theme(one)}. Pour le garder{NO_BREAK}: {line} dans config.toml."


def too_few(one: Theme) -> str:
    """Why a theme cannot be worn."""
    return f"Ce terminal n’a pas assez de couleurs pour le thème {quoted(one.name)}."
