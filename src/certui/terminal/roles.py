"""Roles as styles carry them, and what a theme makes of them when they are sent."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.color import Color, ColorType
from rich.style import Style

from certui.themes import SIXTEEN, Look, Role, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

_BRIGHT: Final = 8
_OWN: Final = 16
_ROLES: Final[Mapping[int, Role]] = {int(one): one for one in Role}


class Dress(NamedTuple):
    """How all that is sent is drawn.

    Attributes:
        theme: how each role looks.
        ascii: whether signs are drawn in ASCII.
    """

    theme: Theme = SIXTEEN
    ascii: bool = False


UNDRESSED: Final = Dress()
"""How it is drawn where nothing else is known."""


@lru_cache
def text_of(role: Role) -> Style:
    """The style of letters of a role, on the ground that they stand on."""
    return Style(color=Color.from_ansi(role))


@lru_cache(512)
def look(style: Style | None, theme: Theme) -> Look:
    """How a style looks: a block hides the role of the letters that stand in it.

    A colour that is no role's is not shown, nor are dimmed letters: how light those are is each
    terminal's own affair.
    """
    if style is None:
        return Look()
    ground = Role.FOCUS if style.reverse else _role(style.bgcolor)
    if ground is not None:
        found = theme.block(ground)
    else:
        fore = _role(style.color)
        found = Look() if fore is None else theme.text(fore)
    bold, underline = found.bold or bool(style.bold), found.underline or bool(style.underline)
    return found._replace(bold=bold, underline=underline)


@lru_cache(512)
def codes(style: Style | None, theme: Theme) -> str:
    """The parameters of the sequence that begins a style; none for the terminal's own."""
    found = look(style, theme)
    parts = [
        code for code, on in (("1", found.bold), ("4", found.underline), ("7", found.reverse)) if on
    ]
    if found.fore is not None:
        parts.append(_colour(found.fore, 30, "38"))
    if found.ground is not None:
        parts.append(_colour(found.ground, 40, "48"))
    return ";".join(parts)


def worn(style: Style | None, theme: Theme) -> Style | None:
    """A style as Textual itself is to send it."""
    if style is None:
        return None
    found = look(style, theme)
    fore, ground = (
        Color.default() if one is None else Color.from_ansi(one)
        for one in (found.fore, found.ground)
    )
    return Style(
        color=fore,
        bgcolor=ground,
        bold=found.bold,
        underline=found.underline,
        reverse=found.reverse,
        meta=style.meta or None,
    )


def _colour(number: int, first: int, many: str) -> str:
    """A colour: of the terminal's own sixteen the bright ones begin sixty after the others."""
    if number >= _OWN:
        return f"{many};5;{number}"
    return str(first + number if number < _BRIGHT else first + 60 + number - _BRIGHT)


def _role(colour: Color | None) -> Role | None:
    """The role that a colour carries."""
    if colour is None or colour.type is not ColorType.STANDARD:
        return None
    return _ROLES.get(colour.number or 0)
