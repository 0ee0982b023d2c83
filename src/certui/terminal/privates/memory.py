"""What taking screens out of memory leans on."""

from __future__ import annotations

from certui.terminal.privates import Part, missing


def forget_drawn() -> None:
    """Forget the last thousand widgets that the cache of styles was asked about."""
    if not missing(Part.MEMORY):
        from textual._styles_cache import StylesCache

        StylesCache.get_inner_outer.cache_clear()
