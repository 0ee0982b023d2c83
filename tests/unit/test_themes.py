"""One module says how things look: what it says can be read, and nobody else names a colour."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tools.looks import GUIDE, table

from certui import themes
from certui.colours import Rgb, as_seen, contrast
from certui.signs import ASCII, marked
from certui.themes import (
    CONTRAST,
    DARK,
    LIGHT,
    NO_COLOUR,
    SIXTEEN,
    THEMES,
    Depth,
    Looks,
    Role,
)

_ROOT: Final = Path(__file__).parents[2]
_SOURCES: Final = _ROOT / "src" / "certui"


def _rgb(digits: str) -> Rgb:
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


# The letters and the ground that a terminal begins with, and of its own colours those that the
# theme of sixteen names (black, green, cyan, bright red), as its makers publish them.
_OWN: Final = {
    "xterm": ("000000", "ffffff", "000000", "00cd00", "00cdcd", "ff0000"),
    "xterm, reversed": ("ffffff", "000000", "000000", "00cd00", "00cdcd", "ff0000"),
    "PuTTY": ("bbbbbb", "000000", "000000", "00bb00", "00bbbb", "ff5555"),
    "Windows Terminal, Campbell": ("cccccc", "0c0c0c", "0c0c0c", "13a10e", "3a96dd", "e74856"),
    "VS Code, dark": ("cccccc", "1e1e1e", "000000", "0dbc79", "11a8cd", "f14c4c"),
    "VS Code, dark modern": ("cccccc", "1f1f1f", "000000", "0dbc79", "11a8cd", "f14c4c"),
    "VS Code, light": ("333333", "ffffff", "000000", "107c10", "0598bc", "cd3131"),
    "Linux console": ("aaaaaa", "000000", "000000", "00aa00", "00aaaa", "ff5555"),
}
# Others' grounds that people choose: letters of a role alone stand on them.
_LARGE: Final = 3.0
_DARK_GROUNDS: Final = ("000000", "0c0c0c", "1e1e1e", "1f1f1f", "181818", "282c34", "002b36")
_LIGHT_GROUNDS: Final = ("ffffff", "fafafa", "fdf6e3", "f3f3f3")


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    ("theme", "grounds"),
    [(DARK, _DARK_GROUNDS), (LIGHT, _LIGHT_GROUNDS), (CONTRAST, _DARK_GROUNDS + _LIGHT_GROUNDS)],
    ids=lambda one: getattr(one, "key", ""),
)
def test_every_role_can_be_read_in_256_colours(
    theme: themes.Theme, grounds: tuple[str, ...], role: Role
) -> None:
    """4.5 to one, 7 in « contraste élevé », on the grounds that people have."""
    for look in (theme.text(role), theme.block(role)):
        for ground in grounds:
            behind = _rgb(ground) if look.ground is None else as_seen(look.ground)
            if look.fore is not None:
                assert contrast(as_seen(look.fore), behind) >= theme.least, (role, ground)


@pytest.mark.parametrize("terminal", _OWN)
@pytest.mark.parametrize("role", Role)
def test_every_role_can_be_read_in_a_terminal_s_own_colours(terminal: str, role: Role) -> None:
    """Of sixteen colours or of none; letters of no role are the terminal's own."""
    fore, ground, *own = map(_rgb, _OWN[terminal])
    colours = dict(zip((0, 2, 6, 9), own, strict=True))
    for theme in (SIXTEEN, NO_COLOUR):
        for look in (theme.text(role), theme.block(role)):
            letters = fore if look.fore is None else colours[look.fore]
            behind = ground if look.ground is None else colours[look.ground]
            # Where there is less than 4.5 to one, VS Code itself draws letters darker or lighter,
            # until told otherwise (terminal.integrated.minimumContrastRatio).
            least = _LARGE if terminal.startswith("VS Code") else theme.least
            assert contrast(letters, behind) >= least, (theme.key, role)


def test_the_contrast_is_that_of_wcag() -> None:
    """Black on white is 21 to one, #777777 on white just below 4.5, whichever comes first."""
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((0x77,) * 3, (255, 255, 255)) == pytest.approx(4.48, abs=0.01)
    assert contrast((255, 255, 255), (0x77,) * 3) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("colour", "seen"),
    [(16, "000000"), (24, "005f87"), (117, "87d7ff"), (231, "ffffff"), (246, "949494")],
)
def test_the_256_colours_are_those_of_xterm(colour: int, seen: str) -> None:
    """A cube of six steps a side, and two dozen greys."""
    assert as_seen(colour) == _rgb(seen)


def test_below_16_each_terminal_has_its_own_colours() -> None:
    """What they look like cannot be told."""
    with pytest.raises(ValueError, match="colour 15"):
        as_seen(15)


@pytest.mark.parametrize(
    ("ground", "theme"),
    [("000000", DARK), ("282c34", DARK), ("ffffff", LIGHT), ("fdf6e3", LIGHT), ("808080", SIXTEEN)],
)
def test_the_ground_decides(ground: str, theme: themes.Theme) -> None:
    """Where neither can be read, the terminal's own colours."""
    assert Looks(Depth.MANY).suited(_rgb(ground)) is theme


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_what_suits_a_ground_can_be_read_on_it(ground: Rgb) -> None:
    """Whatever the ground."""
    theme = Looks(Depth.MANY).suited(ground)
    for look in theme.texts.values():
        assert look.fore is None or contrast(as_seen(look.fore), ground) >= theme.least


@pytest.mark.parametrize(
    ("looks", "theme", "asks"),
    [
        (Looks(Depth.MANY), SIXTEEN, True),
        (Looks(Depth.MANY, LIGHT), LIGHT, False),
        (Looks(Depth.MANY, SIXTEEN), SIXTEEN, False),
        (Looks(Depth.FEW), SIXTEEN, False),
        (Looks(Depth.FEW, LIGHT), SIXTEEN, False),
        (Looks(Depth.NONE), NO_COLOUR, False),
        (Looks(Depth.NONE, DARK), NO_COLOUR, False),
    ],
)
def test_nobody_is_asked_whose_answer_changes_nothing(
    looks: Looks, theme: themes.Theme, *, asks: bool
) -> None:
    """What is configured wins where the terminal has the colours; NO_COLOR wins over all."""
    assert looks.theme is theme
    assert looks.asks is asks


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("● en cours", (10, Role.GOOD)),
        ("✓ finalisée  ", (11, Role.GOOD)),
        ("▲ 209, même heure", (17, Role.ATTENTION)),
        ("[x]", (3, Role.ATTENTION)),
        ("[x] DURAND", (3, Role.ATTENTION)),
        ("!2", (2, Role.ALARM)),
        ("▲-3 min", (7, Role.ATTENTION)),
        ("! incident", (10, Role.ALARM)),
        ("✗ refus", (7, Role.ALARM)),
        ("○ à venir", None),
        ("[ ]", None),
        ("!x", None),
        ("DURAND ●", None),
        ("", None),
    ],
)
def test_a_sign_has_a_role(text: str, found: tuple[int, Role] | None) -> None:
    """It colours its word; of a line that is ticked, the box alone."""
    assert marked(text) == found


def test_a_sign_takes_one_cell_in_ascii_too() -> None:
    """Nothing moves."""
    for sign, drawn in ASCII.items():
        assert isinstance(drawn, str)
        assert drawn.isascii()
        assert cell_len(chr(sign)) == cell_len(drawn) == 1


# The contract's table of looks, as it stands there.
_CONTRACT: Final = """
bar | 231 on 24 | 231 on 24 | 16 on 231 | black on cyan | bold
focus | 16 on 117 | 16 on 153 | 16 on 226 | reverse | reverse
accent | bold 117 | bold 24 | bold underline | bold | bold
secondary | 246 | 240 | default | default | default
good | 114, 16 on 114 | 22, 231 on 22 | 16 on 46 | black on green | default
attention | 221 | 94 | bold | bold | bold
alarm | 210, 16 on 210 | 124, 231 on 124 | 231 on 88 | black on bright red | bold
"""


def test_each_role_looks_as_agreed() -> None:
    """Text and block, in each theme."""
    for line in _CONTRACT.strip().split("\n"):
        name, *cells = line.split(" | ")
        role = Role[name.upper()]
        for theme, cell in zip(THEMES.values(), cells, strict=True):
            assert themes.told(theme, role) == cell, (theme.key, role)


def test_the_guide_says_how_roles_look() -> None:
    """Its table is written from the themes: ``make looks`` does."""
    assert table() in GUIDE.read_text("utf-8")


# Words of colours, markup of colours, attributes that stand for roles.
_NAMED: Final = re.compile(
    r"ansi_(?:default|bright_\w+|black|red|green|yellow|blue|magenta|cyan|white)|#[0-9a-fA-F]{6}\b|\brgba?\(|\bhsla?\(|(?:color|background|border[\w-]*|text-style)"
    r":[^;$]*\b(?:black|red|green|yellow|blue|magenta|cyan|white|gr[ae]y|reverse|dim)\b"
    r"|Style\([^)]*(?:color|dim|reverse)=|from_ansi|\[(?:reverse|dim)\]"
)
# The themes; and what makes the styles that carry roles.
_MAY: Final = {"themes.py", "terminal/roles.py"}


def test_no_colour_is_named_elsewhere() -> None:
    """In no module and in no style sheet; papers have none on a screen."""
    for path in sorted([*_SOURCES.rglob("*.py"), *_SOURCES.rglob("*.tcss")]):
        name = path.relative_to(_SOURCES).as_posix()
        if name in _MAY or name.startswith("documents/"):
            continue
        assert _NAMED.findall(path.read_text("utf-8")) == [], name
