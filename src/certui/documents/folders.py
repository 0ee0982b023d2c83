"""Completing the name of a folder, as a shell does."""

from __future__ import annotations

import os
from typing import Final

from certui.domain.text import clean

# A folder with more below it is not one to look for a place in by hand.
_MOST: Final = 10_000


def complete(typed: str) -> str:
    """Complete a folder.

    Args:
        typed: a path, absolute, relative or beginning with ``~``.

    Returns:
        The path as far as all the folders that begin so agree, with a slash after the only one;
        ``typed`` where there is none, or nothing to add. Hidden folders answer to a dot only;
        those whose name could not be shown as it is are never proposed.
    """
    above, begun = os.path.split(typed)
    if typed == "~":
        return "~/"
    names = sorted(name for name in _folders(above) if _answers(name, begun))
    if not names:
        return typed
    common = os.path.commonprefix(names)  # noqa: RUF071 - letters are meant
    return os.path.join(above, common + "/" if len(names) == 1 else common)  # noqa: PTH118 - keeps the ~ and what was typed


def _folders(above: str) -> list[str]:
    try:
        with os.scandir(os.path.expanduser(above) or ".") as found:  # noqa: PTH111 - as saving does
            entries = [entry for entry, _ in zip(found, range(_MOST), strict=False)]
        return [entry.name for entry in entries if entry.is_dir()]
    except (OSError, ValueError):  # ValueError: a NUL, which no path has
        return []  # nobody can complete what cannot be read: saving there says why


def _answers(name: str, begun: str) -> bool:
    hidden = name.startswith(".") and not begun.startswith(".")
    return name.startswith(begun) and not hidden and clean(name) == name
