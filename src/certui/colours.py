"""Colours as they are seen: the 256 of a terminal, and how much two of them differ."""

from __future__ import annotations

from typing import Final

Rgb = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

# Which are the terminal's own: the others are the same everywhere.
_OWN: Final = 16
_STEPS: Final = (0, 95, 135, 175, 215, 255)
_CUBE, _GREYS, _SIDE = 16, 232, 6


def as_seen(colour: int) -> Rgb:
    """What a colour of the 256 looks like, from 16 on: below, each terminal has its own.

    Args:
        colour: 16 to 255.

    Raises:
        ValueError: it is the terminal's own.
    """
    if colour < _OWN:
        message = f"each terminal has its own colour {colour}"
        raise ValueError(message)
    if colour >= _GREYS:
        level = 8 + 10 * (colour - _GREYS)
        return level, level, level
    rest = colour - _CUBE
    return _STEPS[rest // _SIDE**2], _STEPS[rest // _SIDE % _SIDE], _STEPS[rest % _SIDE]


def contrast(one: Rgb, other: Rgb) -> float:
    """How much two colours differ in lightness: 1 to 21, as WCAG 2 computes it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (_linear(one / 255) for one in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(level: float) -> float:
    return level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB's own figures
