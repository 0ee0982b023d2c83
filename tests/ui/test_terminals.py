"""The keys of the terminals that people have, as these document them, read and tried.

Sources: PuTTY's manual (§4.4, the keyboard panel), xterm's ctlseqs, Microsoft's « Console Virtual
Terminal Sequences », the keyboard profile of macOS Terminal, hterm's and xterm.js' tables of keys
(Blink, Termius), console_codes(4), terminfo's entries for rxvt, screen and tmux.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from textual import events

from certui.terminal.reader import KeyReader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.terminal import Terminal

    Opening = Callable[..., Terminal]

# What all of them send.
_XTERM: Final = {
    b"\x1b[A": "up",
    b"\x1b[B": "down",
    b"\x1b[C": "right",
    b"\x1b[D": "left",
    b"\x1bOA": "up",
    b"\x1bOB": "down",
    b"\x1bOC": "right",
    b"\x1bOD": "left",
    b"\x1b[3~": "delete",
    b"\x1b[5~": "pageup",
    b"\x1b[6~": "pagedown",
    b"\x1b[Z": "shift+tab",
    b"\t": "tab",
    b"\r": "enter",
    b" ": "space",
    b"\x7f": "backspace",
    b"\x13": "ctrl+s",
    b"\x10": "ctrl+p",
    b"\x11": "ctrl+q",
    b"\x0c": "ctrl+l",
}
_WITH_MODIFIERS: Final = {
    b"\x1b[1;2A": "shift+up",
    b"\x1b[1;2B": "shift+down",
    b"\x1b[1;5C": "ctrl+right",
    b"\x1b[1;5D": "ctrl+left",
    b"\x1b[1;5H": "ctrl+home",
    b"\x1b[1;5F": "ctrl+end",
}
_HOME_AND_END: Final = {b"\x1b[H": "home", b"\x1b[F": "end"}
_VT_HOME_AND_END: Final = {b"\x1b[1~": "home", b"\x1b[4~": "end"}
_VT220_F1: Final = {b"\x1bOP": "f1", b"\x1bOQ": "f2"}
TERMINALS: Final[dict[str, dict[bytes, str]]] = {
    "PuTTY, as installed": _XTERM | _VT_HOME_AND_END | {b"\x1b[11~": "f1", b"\x1b[12~": "f2"},
    "PuTTY, Linux keys": _XTERM | _VT_HOME_AND_END | {b"\x1b[[A": "f1", b"\x1b[[B": "f2"},
    "PuTTY, Xterm R6 keys, xterm-style arrows": _XTERM
    | _VT_HOME_AND_END
    | _VT220_F1
    | _WITH_MODIFIERS,
    "PuTTY, Control-H": {b"\x08": "backspace"},
    "PuTTY, rxvt Home": {b"\x1b[H": "home"},
    "Windows Terminal": _XTERM | _HOME_AND_END | _VT220_F1 | _WITH_MODIFIERS,
    "macOS Terminal": _XTERM | _HOME_AND_END | _VT220_F1 | {b"\x1b[1;2C": "shift+right"},
    "Termius, JuiceSSH, Blink": _XTERM | _HOME_AND_END | _VT220_F1 | _WITH_MODIFIERS,
    "xterm": _XTERM | _HOME_AND_END | _VT220_F1 | _WITH_MODIFIERS,
    "tmux and screen": _XTERM | _VT_HOME_AND_END | _VT220_F1 | _WITH_MODIFIERS,
    "Linux console": _XTERM | _VT_HOME_AND_END | {b"\x1b[[A": "f1", b"\x1b[[B": "f2"},
    "rxvt": _XTERM
    | {b"\x1b[7~": "home", b"\x1b[8~": "end", b"\x1b[11~": "f1"}
    | {b"\x1b[a": "shift+up", b"\x1b[b": "shift+down"},
}


def read(*packets: bytes) -> list[object]:
    """The events of what comes, the silence after it included."""
    now = [0.0]
    reader = KeyReader(lambda: now[0])
    found: list[object] = [one for data in packets for one in reader.feed(data)]
    now[0] += 2
    return [*found, *reader.idle()]


def keys(*packets: bytes) -> list[str]:
    """The names of the keys among them; nothing else has come."""
    found = read(*packets)
    assert all(isinstance(one, events.Key) for one in found)
    return [one.key for one in found if isinstance(one, events.Key)]


@pytest.mark.parametrize("terminal", TERMINALS)
def test_a_key_is_the_same_on_every_terminal(terminal: str) -> None:
    """Alone, cut in two by the network at any place, and with all the others in one packet."""
    known = TERMINALS[terminal]
    for sent, key in known.items():
        assert keys(sent) == [key]
        for at in range(1, len(sent)):
            assert keys(sent[:at], sent[at:]) == [key]
    assert keys(b"".join(known)) == list(known.values())


@pytest.mark.parametrize("letter", ["a", "x", "3", "é"])
def test_alt_with_a_letter_is_the_letter_after_an_escape(letter: str) -> None:
    """Where alt sends ESC first, as PuTTY and most phones do: it is no other key."""
    assert keys(b"\x1b" + letter.encode()) == ["escape", letter]


def test_what_a_phone_or_a_window_says_of_itself_is_no_key() -> None:
    """Focus in and out, and the answers of a terminal that somebody asked before."""
    assert [type(one) for one in read(b"\x1b[I", b"\x1b[O")] == [events.AppFocus, events.AppBlur]
    for answer in (b"\x1b[?1;2c", b"\x1b]11;rgb:0000/0000/0000\x1b\\", b"\x1b[>0;10;1c"):
        assert not [one for one in read(answer) if isinstance(one, events.Key)]


def test_a_paste_is_one_whatever_the_client_brackets() -> None:
    """All of these clients know bracketed pastes; without, one line is letters."""
    [pasted] = read(b"\x1b[200~CHAPELAIN Quentin\x1b[201~")
    assert isinstance(pasted, events.Paste)
    assert pasted.text == "CHAPELAIN Quentin"
    assert keys(b"CHA") == ["C", "H", "A"]


@pytest.fixture
def opened(terminal: Opening, template: Path, tmp_path: Path) -> Terminal:
    """The list of sessions of the invented school."""
    path = tmp_path / "certui.sqlite"
    path.write_bytes(template.read_bytes())
    path.chmod(0o600)
    opened = terminal("-m", "certui", "--db", str(path))
    opened.wait_for("›208", "Quitter")
    return opened


@pytest.mark.parametrize(
    ("help_key", "home", "end"),
    [
        (b"\x1b[11~", b"\x1b[1~", b"\x1b[4~"),
        (b"\x1bOP", b"\x1b[H", b"\x1b[F"),
        (b"\x1b[[A", b"\x1b[1~", b"\x1b[4~"),
        (b"\x1b[11~", b"\x1b[7~", b"\x1b[8~"),
    ],
    ids=["PuTTY", "Windows Terminal, macOS, phones", "Linux console", "rxvt"],
)
def test_they_do_what_they_say(opened: Terminal, help_key: bytes, home: bytes, end: bytes) -> None:
    """Help, both ends of a list, deletion asked and given up: through the real program."""
    opened.send(end)
    opened.wait_for("›207")
    opened.send(home)
    opened.wait_for("›208")
    opened.send(help_key)
    opened.wait_for("Fermer l’aide")
    opened.send(b"\x1b")
    opened.wait_for("›208")
    opened.send(b"\x1b[3~")
    opened.wait_for("Souhaitez-vous supprimer la session 208")
    opened.send(b"\x1b")
    opened.wait_for("›208", "Quitter")


def test_a_range_is_ticked_and_a_name_is_pasted(opened: Terminal) -> None:
    """Maj+↓ as xterm has it, and a bracketed paste into the filter."""
    opened.press("enter")
    opened.wait_for("c’est parti")
    opened.press("a")
    opened.wait_for("600 participants")
    opened.send(b"\x1b[200~3eb\x1b[201~")
    opened.wait_for("30 participants filtrés")
    opened.send(b"\r\x1b[1;2B\x1b[1;2B")
    opened.wait_for("élèves sélectionnés")


def test_a_keypad_that_was_left_in_its_other_mode_sends_figures_again(opened: Terminal) -> None:
    """« 1 » would come as Échap, O, q: the terminal is told to send figures, and plain arrows."""
    assert b"\x1b[?1l\x1b>" in opened.received
