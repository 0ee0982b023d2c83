"""The looks in a terminal: how many colours it has, what its ground is, what it answers when."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from tests.ui.seen import press, settled
from textual import events
from textual.strip import Strip

from certui.app import CertuiApp
from certui.terminal import start
from certui.terminal.ground import QUESTION, GroundTold
from certui.terminal.picture import Frame, Picture, Piece
from certui.terminal.plain import _Dressing
from certui.terminal.reader import KeyReader
from certui.terminal.roles import Dress, text_of
from certui.themes import DARK, LIGHT, NO_COLOUR, SIXTEEN, THEMES, Depth, Looks, Role, Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import School
    from tests.ui.terminal import Terminal

_ANSWER: Final = "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\"
_ASKS: Final = {"TERM": "xterm-256color"}


def block_of(role: Role) -> Style:
    """A block of a role, as a style sheet asks for one."""
    return Style(bgcolor=Color.from_ansi(role))


class Clock:
    """Seconds."""

    seconds = 100.0

    def __call__(self) -> float:
        """Now."""
        return self.seconds


def _reader() -> tuple[KeyReader, Clock]:
    clock = Clock()
    reader = KeyReader(clock)
    reader.expect_answer()
    return reader, clock


def _keys(messages: list[object]) -> list[str]:
    return [one.key for one in messages if isinstance(one, events.Key)]


@pytest.mark.parametrize("ends", ["\x1b\\", "\a"])
@pytest.mark.parametrize(
    ("told", "ground"),
    [
        ("rgb:1e1e/1e1e/1e1e", (30, 30, 30)),
        ("rgb:ff/80/00", (255, 128, 0)),
        ("rgb:f/0/f", (255, 0, 255)),
        ("rgba:ffff/ffff/ffff/ffff", (255, 255, 255)),
    ],
)
def test_an_answer_tells_the_ground(told: str, ground: tuple[int, int, int], ends: str) -> None:
    """However many digits a terminal gives."""
    reader, _ = _reader()
    (answer,) = reader.feed(f"\x1b]11;{told}{ends}".encode())
    assert isinstance(answer, GroundTold)
    assert answer.ground == ground


@given(st.data())
def test_an_answer_is_never_taken_for_keys(data: st.DataObject) -> None:
    """Cut wherever a line cuts, with pauses as bad lines make them; the keys around it count."""
    sent = f"a{_ANSWER}b"
    cuts = sorted(data.draw(st.sets(st.integers(1, len(sent) - 1), max_size=6)))
    reader, clock = _reader()
    read: list[object] = []
    for begin, end in zip([0, *cuts], [*cuts, len(sent)], strict=True):
        read += reader.feed(sent[begin:end].encode())
        for _ in range(data.draw(st.integers(0, 4))):
            clock.seconds += 0.1
            read += reader.idle()
    assert _keys(read) == ["a", "b"]
    assert sum(isinstance(one, GroundTold) for one in read) == 1


def test_what_is_cut_for_good_swallows_no_key() -> None:
    """The rest never comes: what is typed then is no part of an answer."""
    reader, clock = _reader()
    assert reader.feed(b"\x1b]11;rgb:1e1e/") == []
    assert _keys([*reader.feed(b"n")]) == ["n"]
    assert reader.feed(b"\x1b]11;rgb:1e1e") == []
    clock.seconds += 6
    assert reader.idle() == []
    assert _keys([*reader.feed(b"n")]) == ["n"]


def test_escape_is_a_key_while_an_answer_is_waited_for() -> None:
    """Half a second later than otherwise; what comes after it as an answer's rest types nothing."""
    reader, clock = _reader()
    assert reader.feed(b"\x1b") == []
    assert reader.idle() == []
    clock.seconds += 0.6
    assert _keys([*reader.idle()]) == ["escape"]
    assert _keys([*reader.feed(b"]11;rgb:0/0/0\a")]) == []
    clock.seconds += 3
    reader.feed(b"\x1b")
    assert _keys([*reader.idle()]) == ["escape"]


def test_an_answer_to_nobody_says_nothing() -> None:
    """Who did not ask is told nothing."""
    assert KeyReader(Clock()).feed(_ANSWER.encode()) == []


@pytest.mark.parametrize(
    ("environ", "depth"),
    [
        ({"TERM": "xterm-256color"}, Depth.MANY),
        ({"TERM": "tmux-256color"}, Depth.MANY),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, Depth.MANY),
        ({"TERM": "screen"}, Depth.FEW),
        ({"TERM": "linux"}, Depth.FEW),
        ({"TERM": "vt100"}, Depth.NONE),
        ({"TERM": "no-such-terminal"}, Depth.FEW),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, Depth.NONE),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, Depth.MANY),
    ],
    ids=str,
)
def test_the_colours_are_those_that_the_terminal_has(environ: dict[str, str], depth: Depth) -> None:
    """By its name, else by the system's description; NO_COLOR counts when it says something."""
    program = "import sys; from certui.terminal import start; print(start.depth(eval(sys.argv[1])))"
    said = subprocess.check_output([sys.executable, "-c", program, repr(environ)], text=True)
    assert int(said) == depth


@pytest.mark.parametrize(
    ("environ", "ascii_signs"),
    [
        ({"LANG": "fr_FR.UTF-8"}, False),
        ({"LANG": "C.UTF-8"}, False),
        ({"LANG": "fr_FR.utf8@euro"}, False),
        ({}, False),
        ({"LANG": "fr_FR.ISO-8859-15"}, True),
        ({"LANG": "fr_FR@euro"}, True),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, True),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, True),
        ({"LC_CTYPE": "C.UTF-8"}, False),
        ({"LANG": "POSIX", "LC_CTYPE": "fr_FR.UTF-8"}, False),
    ],
    ids=str,
)
def test_a_locale_that_is_not_utf_8_has_signs_in_ascii(
    environ: dict[str, str], *, ascii_signs: bool
) -> None:
    """Whatever Python puts there itself."""
    assert start.needs_ascii(environ) is ascii_signs


def _sent(text: str, style: Style, dress: Dress) -> str:
    news = Picture().news([Piece(0, 0, Strip([Segment(text, style)]))])
    return Frame(news, dress).render_segments(None)  # type: ignore[arg-type]  # it asks no console


@pytest.mark.parametrize(
    ("style", "theme", "sent"),
    [
        (text_of(Role.ACCENT), DARK, "1;38;5;117"),
        (text_of(Role.ACCENT), SIXTEEN, "1"),
        (block_of(Role.BAR), DARK, "38;5;231;48;5;24"),
        (block_of(Role.BAR), SIXTEEN, "30;46"),
        (block_of(Role.BAR), NO_COLOUR, "1"),
        (block_of(Role.ALARM), SIXTEEN, "30;101"),
        (block_of(Role.FOCUS), SIXTEEN, "7"),
        (block_of(Role.FOCUS) + text_of(Role.ALARM), LIGHT, "38;5;16;48;5;153"),
        (text_of(Role.GOOD) + Style(bold=True), DARK, "1;38;5;114"),
    ],
)
def test_a_role_is_sent_as_the_theme_has_it(style: Style, theme: Theme, sent: str) -> None:
    """A block hides the role of the letters in it."""
    assert _sent("x", style, Dress(theme)) == f"\x1b[1;1H\x1b[{sent}mx\x1b[m"


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_what_has_no_role_is_sent_plain(theme: Theme) -> None:
    """A colour of nobody's, dimmed letters: never sent."""
    for style in (Style(), Style(dim=True), Style(color="#123456"), Style(bgcolor=Color.default())):
        assert _sent("x", style, Dress(theme)) == "\x1b[1;1Hx"


def test_signs_are_sent_in_ascii() -> None:
    """Letters stay what they are."""
    sent = _sent("▸ ● ✓ – ▲ ○ ◐ é", Style(), Dress(ascii=True))
    assert sent.endswith("> * v - ^ o + é")


def test_textual_itself_sends_the_same_colours() -> None:
    """Where a part of the engine is missing."""
    (piece,) = _Dressing(Dress(DARK, ascii=True)).apply([Segment("●", text_of(Role.GOOD))], None)  # type: ignore[arg-type]  # not used
    assert piece.text == "*"
    assert piece.style is not None
    assert piece.style.color == Color.from_ansi(114)


def _bar(terminal: Terminal) -> tuple[str, str]:
    cell = terminal.cells[0][1]
    return cell.fg, cell.bg


_SHOWN: Final = {
    "sombre": ("ffffff", "005f87"),
    "16": ("black", "cyan"),
    "aucune": ("default", "default"),
}


@pytest.mark.parametrize(
    ("ground", "secondary"), [("rgb:1e1e/1e1e/1e1e", "87d7ff"), ("rgb:ffff/ffff/ffff", "005f87")]
)
def test_the_ground_that_a_terminal_tells_chooses_the_theme(
    terminal: Callable[..., Terminal], ground: str, secondary: str
) -> None:
    """Asked once, and answered: keys in the theme's accent, nothing typed."""
    one = terminal("-m", "certui", "demo", environment=_ASKS)
    one.wait_for_bytes(QUESTION.encode())
    one.send(f"\x1b]11;{ground}\x1b\\".encode())
    one.wait_for("›208", "Quitter")
    one.wait_until(lambda _: _bar(one) == _SHOWN["sombre"], "the bar in its ground")
    last = one.cells[-1]
    assert {cell.fg for cell in last if cell.bold} == {secondary}
    assert one.received.count(QUESTION.encode()) == 1
    assert "sans effet" not in one.text


def test_an_answer_that_comes_late_changes_nothing(terminal: Callable[..., Terminal]) -> None:
    """The screen is being read: no colour changes, no key is pressed."""
    one = terminal("-m", "certui", "demo", environment=_ASKS)
    one.wait_for("›208", "Quitter")
    while one.sent_within(0.4):
        pass
    one.send(_ANSWER.encode())
    assert one.sent_within(0.4) == b""
    assert _bar(one) == _SHOWN["16"]


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        ({"TERM": "tmux-256color"}, "16"),
        ({"TERM": "screen"}, "16"),
        ({"TERM": "linux"}, "16"),
        ({"TERM": "vt100"}, "aucune"),
        ({"NO_COLOR": "1"}, "aucune"),
    ],
    ids=str,
)
def test_a_terminal_that_does_not_answer_has_its_own_colours(
    terminal: Callable[..., Terminal], environment: dict[str, str], shown: str
) -> None:
    """The bar in its ground, or bold; the row under the cursor in reverse."""
    one = terminal("-m", "certui", "demo", environment=environment)
    one.wait_for("›208", "Quitter")
    assert _bar(one) == _SHOWN[shown]
    assert one.cells[0][1].bold is (shown == "aucune")
    row = next(line for line in one.cells if line[0].data == "›")
    assert all(cell.reverse for cell in row[:79])


def test_signs_are_in_ascii_for_who_asks(terminal: Callable[..., Terminal]) -> None:
    """The mark of the cursor, the states, the heading's dots; words keep their accents."""
    one = terminal("-m", "certui", "demo", "--ascii")
    one.wait_for(">208", "o à venir", "* en cours", "v finalisée", "Quitter")
    assert not set(one.text) & set("›○◐●✓▲✗▸…")


async def test_the_palette_changes_the_theme(school: School) -> None:
    """At once; what is said tells how it is kept. Where there are too few colours, why not."""
    app = CertuiApp(school.use_cases, Looks(Depth.MANY))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        shown = await press(pilot, "ctrl+p", *"theme")
        for theme in THEMES.values():
            assert f"Thème : {theme.name}" in shown
        shown = await press(pilot, *" clair", "enter")
        assert 'theme = "clair"' in shown
        assert app.dress.theme is LIGHT
    app = school.app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        shown = await press(pilot, "ctrl+p", *"theme sombre", "enter")
        assert "n’a pas assez de couleurs" in shown
        assert app.dress.theme is SIXTEEN
