"""The looks of certui: the one place that names a colour.

What is shown is drawn in *roles*; a theme says how each looks, in the terminal's numbers. Style
sheets name roles (:func:`variables`), widgets and tables too (:mod:`certui.terminal.roles`), and
:mod:`certui.terminal.picture` sends what the theme in force makes of them: another theme changes
what is sent, and no style is read anew. Contrasts are computed from the same numbers, and the
table of ``docs/apparence.md`` is written from them.

The standard library only: the configuration and the shell ask for names without loading a toolkit.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from certui.colours import as_seen, contrast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from certui.colours import Rgb


class Role(enum.IntEnum):
    """What a piece of the screen is.

    The values are the colours by which a style carries its role to where it is sent: as colour of
    the letters the text of a role, as ground its block. Where Textual itself writes to the terminal
    (:mod:`certui.terminal.plain`) they are seen, so they are what one expects of them.
    """

    ALARM = 1
    GOOD = 2
    ATTENTION = 3
    BAR = 4
    FOCUS = 5
    ACCENT = 6
    SECONDARY = 8


class Depth(enum.IntEnum):
    """How many colours a terminal has; true colour counts as 256, which cost fewer bytes."""

    NONE = 0
    FEW = 16
    MANY = 256


class Look(NamedTuple):
    """How something is drawn.

    Attributes:
        fore: the colour of the letters; None for the terminal's own.
        ground: the colour behind them; None for the terminal's own.
        bold: whether it is.
        underline: whether it is.
        reverse: whether letters and ground change places.
    """

    fore: int | None = None
    ground: int | None = None
    bold: bool = False
    underline: bool = False
    reverse: bool = False

    @property
    def leaves_blanks(self) -> bool:
        """Whether a blank looks as one that was erased."""
        return self.ground is None and not (self.reverse or self.underline)

    def told(self) -> str:
        """As the table of looks has it: ``bold 117``, ``16 on 114``, ``black on cyan``."""
        words = [
            word
            for word, on in (
                ("bold", self.bold),
                ("underline", self.underline),
                ("reverse", self.reverse),
            )
            if on
        ]
        if self.fore is not None:
            words.append(_named(self.fore))
        if self.ground is not None:
            words += ["on", _named(self.ground)]
        return " ".join(words) or "default"


@dataclass(frozen=True, eq=False)
class Theme:
    """How each role looks.

    Attributes:
        key: its name in the configuration.
        name: its name on screen.
        depth: the colours that it needs.
        least: the contrast that it keeps, to one.
        texts: of each role that is written on the terminal's own ground.
        blocks: of each role that has a ground of its own.
    """

    key: str
    name: str
    depth: Depth
    least: float
    texts: Mapping[Role, Look]
    blocks: Mapping[Role, Look]

    def text(self, role: Role) -> Look:
        """How the text of a role looks; as its block where it has no text of its own."""
        return self.texts.get(role) or self.blocks.get(role, _PLAIN)

    def block(self, role: Role) -> Look:
        """How a block of a role looks; as its text where it has no ground of its own."""
        return self.blocks.get(role) or self.texts.get(role, _PLAIN)


_PLAIN: Final = Look()
_BOLD: Final = Look(bold=True)
_REVERSE: Final = Look(reverse=True)
_BLACK, _GREEN, _CYAN, _BRIGHT_RED = 0, 2, 6, 9
_NAMES: Final = {_BLACK: "black", _GREEN: "green", _CYAN: "cyan", _BRIGHT_RED: "bright red"}
_ENOUGH: Final = 4.5
_HIGH: Final = 7.0

DARK: Final = Theme(
    "sombre",
    "sombre",
    Depth.MANY,
    _ENOUGH,
    texts={
        Role.ACCENT: Look(117, bold=True),
        Role.SECONDARY: Look(246),
        Role.GOOD: Look(114),
        Role.ATTENTION: Look(221),
        Role.ALARM: Look(210),
    },
    blocks={
        Role.BAR: Look(231, 24),
        Role.FOCUS: Look(16, 117),
        Role.GOOD: Look(16, 114),
        Role.ALARM: Look(16, 210),
    },
)
LIGHT: Final = Theme(
    "clair",
    "clair",
    Depth.MANY,
    _ENOUGH,
    texts={
        Role.ACCENT: Look(24, bold=True),
        Role.SECONDARY: Look(240),
        Role.GOOD: Look(22),
        Role.ATTENTION: Look(94),
        Role.ALARM: Look(124),
    },
    blocks={
        Role.BAR: Look(231, 24),
        Role.FOCUS: Look(16, 153),
        Role.GOOD: Look(231, 22),
        Role.ALARM: Look(231, 124),
    },
)
CONTRAST: Final = Theme(
    "contraste",
    "contraste élevé",
    Depth.MANY,
    _HIGH,
    texts={
        Role.ACCENT: Look(bold=True, underline=True),
        Role.SECONDARY: _PLAIN,
        Role.ATTENTION: _BOLD,
    },
    blocks={
        Role.BAR: Look(16, 231),
        Role.FOCUS: Look(16, 226),
        Role.GOOD: Look(16, 46),
        Role.ALARM: Look(231, 88),
    },
)
SIXTEEN: Final = Theme(
    "16",
    "16 couleurs",
    Depth.FEW,
    _ENOUGH,
    texts={Role.ACCENT: _BOLD, Role.SECONDARY: _PLAIN, Role.ATTENTION: _BOLD},
    blocks={
        Role.BAR: Look(_BLACK, _CYAN),
        Role.FOCUS: _REVERSE,
        Role.GOOD: Look(_BLACK, _GREEN),
        Role.ALARM: Look(_BLACK, _BRIGHT_RED),
    },
)
NO_COLOUR: Final = Theme(
    "aucune",
    "sans couleur",
    Depth.NONE,
    _ENOUGH,
    texts={
        Role.ACCENT: _BOLD,
        Role.SECONDARY: _PLAIN,
        Role.GOOD: _PLAIN,
        Role.ATTENTION: _BOLD,
        Role.ALARM: _BOLD,
    },
    blocks={Role.BAR: _BOLD, Role.FOCUS: _REVERSE},
)
THEMES: Final = {one.key: one for one in (DARK, LIGHT, CONTRAST, SIXTEEN, NO_COLOUR)}
"""The themes, by their names in the configuration."""


class Looks(NamedTuple):
    """What is settled of the looks before the first frame.

    Attributes:
        depth: the colours that the terminal has.
        chosen: what the configuration says; None to go by the terminal's ground.
        ascii: whether signs are drawn in ASCII.
    """

    depth: Depth = Depth.FEW
    chosen: Theme | None = None
    ascii: bool = False

    @property
    def theme(self) -> Theme:
        """What to begin with, the ground unknown."""
        if self.chosen is not None and self.chosen.depth <= self.depth:
            return self.chosen
        return SIXTEEN if self.depth >= Depth.FEW else NO_COLOUR

    @property
    def asks(self) -> bool:
        """Whether the terminal's ground decides."""
        return self.chosen is None and self.depth is Depth.MANY

    def suited(self, ground: Rgb) -> Theme:
        """The theme for a ground: of two grounds in the middle neither's letters can be read."""
        for theme in (DARK, LIGHT):
            fore = (as_seen(look.fore) for look in theme.texts.values() if look.fore is not None)
            if all(contrast(one, ground) >= theme.least for one in fore):
                return theme
        return self.theme


def told(theme: Theme, role: Role) -> str:
    """How a role looks in a theme, as the table of looks has it: its text, then its block."""
    looks = dict.fromkeys((theme.text(role), theme.block(role)))
    if role in theme.blocks and role not in theme.texts:
        looks = dict.fromkeys((theme.block(role),))
    return ", ".join(one.told() for one in looks)


def variables() -> dict[str, str]:
    """The roles as style sheets name them: ``$accent``, ``$bar``…; ``$own`` is the terminal's."""
    return {"own": _OWN_COLOUR, **{one.name.lower(): marker(one) for one in Role}}


_OWN_COLOUR: Final = "ansi_default"
_MARKERS: Final = {
    Role.ALARM: "ansi_red",
    Role.GOOD: "ansi_green",
    Role.ATTENTION: "ansi_yellow",
    Role.BAR: "ansi_blue",
    Role.FOCUS: "ansi_magenta",
    Role.ACCENT: "ansi_cyan",
    Role.SECONDARY: "ansi_bright_black",
}


def marker(role: Role) -> str:
    """The colour by which a style carries a role, as Textual calls it."""
    return _MARKERS[role]


def _named(colour: int) -> str:
    return _NAMES.get(colour, str(colour))
