"""Tables as every claim prints them, and what is to be seen in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence


# From here on, no decimals.
_LARGE: Final = 10


def head(*titles: str) -> None:
    """Print the head of a table; the first column is aligned to the left."""
    row(*titles)
    row("---", *("---:" for _ in titles[1:]))


def row(*cells: str) -> None:
    """Print a row."""
    print(f"| {' | '.join(cells)} |", flush=True)


def goals(told: Sequence[tuple[str, float, float]]) -> None:
    """Print what was to be shown, and whether it was.

    Args:
        told: what, the figure seen, and the most that it may be.
    """
    print()
    for what, seen, most in told:
        verdict = "met" if seen <= most else "MISSED"
        figure = f"{seen:.2f}" if seen < _LARGE else f"{seen:.0f}"
        print(f"- {what}: {figure}, at most {most:g}: {verdict}", flush=True)
