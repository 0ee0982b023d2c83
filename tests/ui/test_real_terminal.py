"""certui in a real terminal: what a person at 80×24 sees, presses and loses (hazards F8 to F11)."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.ui.terminal import DEADLINE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.terminal import Terminal

    Opening = Callable[..., Terminal]

TOO_SMALL = "Fenêtre trop petite (80×24 au minimum)"


@pytest.fixture
def database(template: Path, tmp_path: Path) -> str:
    """A copy of the invented school, as its file."""
    path = tmp_path / "certui.sqlite"
    path.write_bytes(template.read_bytes())
    path.chmod(0o600)
    return str(path)


@pytest.fixture
def sessions(terminal: Opening, database: str) -> Terminal:
    """The application on that school, its list shown."""
    opened = terminal("-m", "certui", "--db", database)
    opened.wait_for("Troisièmes A, B", "Quitter")
    return opened


def assert_restored(terminal: Terminal) -> None:
    """The terminal is left as it was found."""
    assert terminal.modes() == terminal.attributes
    assert terminal.received.rindex(b"\x1b[?1049l") > terminal.received.rindex(b"\x1b[?1049h")
    assert b"\x1b[?25h" in terminal.received


def test_the_four_steps_of_the_guide(terminal: Opening) -> None:
    """A session, `a`, « 3eb », six pupils, ctrl+s: the session lists them under a green toast."""
    opened = terminal("-m", "certui", "demo")
    opened.wait_for("Sessions de certification (4)", "›208")
    opened.press("enter")
    opened.wait_for("← Session 208", "Ajoutez une liste d’élèves et c’est parti")
    opened.press("a")
    opened.wait_for("← Retour Troisièmes A, B", "600 participants")
    opened.press("3", "e", "b")
    opened.wait_for("participants filtrés")
    opened.press("enter", *["space"] * 6)
    opened.wait_for("6 élèves sélectionnés")
    opened.press("ctrl+s")
    opened.wait_for("6 élèves ajoutés à la session", "Liste des élèves (6)", "2 Candidats (6)")
    opened.press("x")
    opened.wait_for("[Annuler]", "[Supprimer]")
    opened.press("tab", "enter")
    opened.wait_for("Le candidat a été supprimé avec succès.", "Liste des élèves (5)")
    opened.press("ctrl+q")
    assert opened.wait_for_exit() == 0
    assert_restored(opened)


def test_a_burst_of_keys_does_what_the_keys_do(sessions: Terminal) -> None:
    """On a slow line the whole path arrives in one packet."""
    sessions.send(b"\ra3eb\r      \x13")
    sessions.wait_for("6 élèves ajoutés à la session", "Liste des élèves (6)")


def come_to_rest(terminal: Terminal) -> None:
    """Read until nothing has come for a while: a loaded machine paints late."""
    while terminal.sent_within(0.6):
        pass


def test_an_idle_screen_sends_nothing(sessions: Terminal) -> None:
    """Not one byte, on the list as in a field: a lost client must be noticed (F11)."""
    come_to_rest(sessions)
    assert sessions.sent_within(1.2) == b""
    sessions.press("/")
    sessions.wait_for("F1 Aide")
    come_to_rest(sessions)
    assert sessions.sent_within(1.2) == b""


def test_what_lies_below_sends_nothing_either(sessions: Terminal) -> None:
    """Pages that follow the store wake each second; those in front of them stay silent."""
    steps = {"enter": "c’est parti", "a": "600 participants", "c": "Choisir des classes"}
    for key, shown in steps.items():
        if key == "c":
            sessions.press("enter")
        sessions.press(key)
        sessions.wait_for(shown)
        come_to_rest(sessions)
        assert sessions.sent_within(2.2) == b"", shown


@pytest.mark.parametrize(
    "broken",
    [b"\xe9", b"\x1b[M \xc3\xff", b"\x1b[1114112u", b"\x1b[99999999999;1u", b"\xff\xfe\x00"],
    ids=["latin-1", "x10 mouse", "code point", "huge code", "junk"],
)
def test_broken_bytes_do_no_harm(sessions: Terminal, broken: bytes) -> None:
    """What no keyboard sends is dropped; the next key is a key (F9)."""
    sessions.send(broken)
    sessions.sent_within(0.3)
    sessions.press("escape")
    sessions.sent_within(0.3)
    sessions.press("?")
    sessions.wait_for("Fermer l’aide")
    sessions.press("ctrl+q")
    assert sessions.wait_for_exit() == 0


def test_an_unterminated_paste_gives_the_keys_back(sessions: Terminal) -> None:
    """Half a second of silence ends a paste whose end was lost."""
    sessions.press("/")
    sessions.wait_for("F1 Aide")
    sessions.send(b"\x1b[200~209")
    sessions.wait_for("(1 sur 4)")
    sessions.press("enter", "enter")
    sessions.wait_for("← Session 209")


def test_twenty_thousand_bytes_unbracketed_are_one_paste(sessions: Terminal) -> None:
    """A flood is refused in words; it does not act on the screen, nor freeze it."""
    sessions.press("/")
    sessions.wait_for("F1 Aide")
    for _ in range(40):
        sessions.send(b"Durand\nMartin\n" * 36)
    sessions.wait_for("Collez un seul nom à la fois")
    sessions.press("escape", "escape")
    sessions.wait_for("Sessions de certification (4)")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_and_restores_the_terminal(
    sessions: Terminal, number: signal.Signals
) -> None:
    """Promptly, with the status a shell expects (F10)."""
    sessions.signal(number)
    assert sessions.wait_for_exit() == 128 + number
    assert_restored(sessions)


@pytest.mark.parametrize("controlling", [True, False], ids=["signalled", "silent"])
def test_a_hang_up_ends_it(terminal: Opening, database: str, controlling: bool) -> None:
    """A lost connection leaves no process behind, be it signalled or not (F10)."""
    opened = terminal("-m", "certui", "--db", database, controlling=controlling)
    opened.wait_for("Troisièmes A, B", "Quitter")
    opened.hang_up()
    assert opened.wait_for_exit() == 128 + signal.SIGHUP


def test_a_terminal_that_takes_no_more_output_keeps_nobody_alive(sessions: Terminal) -> None:
    """A stalled client, then SIGTERM: it ends by the signal itself, after a last chance (F12)."""
    sessions.stall()
    sessions.press("?")
    sessions.signal(signal.SIGTERM)
    assert sessions.process.wait(DEADLINE) == -signal.SIGTERM


def test_a_demo_that_is_hung_up_leaves_no_file(terminal: Opening, tmp_path: Path) -> None:
    """The invented school is thrown away however one leaves."""
    opened = terminal("-m", "certui", "demo", environment={"TMPDIR": str(tmp_path)})
    opened.wait_for("Troisièmes A, B")
    assert list(tmp_path.iterdir())
    opened.hang_up()
    opened.wait_for_exit()
    assert list(tmp_path.iterdir()) == []


def test_the_end_of_its_input_ends_it(database: str, terminal: Opening) -> None:
    """End of file on standard input, without a signal: it leaves rather than spin (F10)."""
    # A pipe that ends stands for standard input after the check that it is a terminal.
    program = (
        "import os, sys; read, write = os.pipe(); os.close(write);"
        "import certui.terminal.driver as driver; told = driver.TerminalDriver._read;"
        "driver.TerminalDriver._read = lambda self: b'';"
        "from certui.__main__ import main; sys.argv[1:] = ['--db', sys.argv[1]]; sys.exit(main())"
    )
    opened = terminal("-c", program, database)
    opened.wait_for("Quitter")
    opened.press("x")
    assert opened.wait_for_exit() == 128 + signal.SIGHUP
    assert_restored(opened)


def test_a_crash_is_one_sentence_and_a_reference(
    database: str, terminal: Opening, tmp_path: Path
) -> None:
    """No traceback, no value; the details in a file of the owner's alone (F8)."""
    program = (
        "import sys; import certui.screens.sessions as screens;"
        "screens.SessionsScreen.action_refresh = lambda self: {}['Durand, née le 20/05/2011'];"
        "from certui.__main__ import main; sys.argv[1:] = ['--db', sys.argv[1]]; sys.exit(main())"
    )
    state = tmp_path / "state"
    opened = terminal("-c", program, database, environment={"XDG_STATE_HOME": str(state)})
    opened.wait_for("Troisièmes A, B")
    opened.press("r")
    assert opened.wait_for_exit() == 1
    assert "certui s’est arrêté sur une erreur imprévue" in opened.text
    assert "Traceback" not in opened.text
    assert "Durand" not in opened.received.decode(errors="replace")
    log = state / "certui" / "incidents.log"
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert "builtins.KeyError" in log.read_text("utf-8")
    assert "Durand" not in log.read_text("utf-8")
    assert_restored(opened)


@pytest.mark.parametrize("term", ["dumb", "", None])
def test_a_dumb_terminal_is_refused(database: str, terminal: Opening, term: str | None) -> None:
    """One sentence, status 2, and not one escape sequence."""
    surroundings = {"TERM": term or ""}
    opened = terminal("-m", "certui", "--db", database, environment=surroundings)
    assert opened.wait_for_exit() == 2
    assert b"\x1b" not in opened.received
    assert opened.text.strip()


def test_no_terminal_is_refused(database: str) -> None:
    """Standard input and output elsewhere: one sentence on standard error, status 2."""
    ended = subprocess.run(
        [sys.executable, "-m", "certui", "--db", database],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        env={**os.environ, "TERM": "xterm-256color"},
    )
    assert ended.returncode == 2
    assert ended.stdout == b""
    assert len(ended.stderr.decode().strip().split("\n")) == 1


@pytest.mark.parametrize(
    "surroundings",
    [{"NO_COLOR": "1"}, {"TERM": "linux"}, {"TERM": "xterm"}, {"TERM": "screen.xterm-256color"}],
    ids=lambda one: "-".join([*one, *one.values()]),
)
def test_it_can_be_read_with_few_colours_or_none(
    database: str, terminal: Opening, surroundings: dict[str, str]
) -> None:
    """Letters are never drawn in the colour of their ground; the cursor is seen in reverse."""
    opened = terminal("-m", "certui", "--db", database, environment=surroundings)
    opened.wait_for("›208", "Quitter")
    for line in opened.cells:
        for cell in line:
            assert cell.data == " " or cell.fg == "default" or cell.fg != cell.bg
    if "NO_COLOR" in surroundings:
        assert {cell.fg for line in opened.cells for cell in line} == {"default"}
    row = next(line for line in opened.cells if "".join(cell.data for cell in line)[1:4] == "208")
    assert row[1].reverse
    opened.press("enter")
    opened.wait_for("2 Candidats (0)", "c’est parti")
    tabs = next(line for line in opened.cells if "▸" in {cell.data for cell in line})
    text = "".join(cell.data for cell in tabs)
    assert "▸2 Candidats" in text
    assert tabs[text.index("Candidats")].bold
    assert not tabs[text.index("Détail")].bold


def test_a_screen_that_something_wrote_over_is_shown_again(sessions: Terminal) -> None:
    """Only what changes is sent; ctrl+l sends all."""
    come_to_rest(sessions)
    before = sessions.text
    sessions.wipe()
    sessions.press("ctrl+l")
    sessions.wait_until(lambda shown: shown == before, before)


def test_after_a_suspension_the_screen_is_shown_again(sessions: Terminal) -> None:
    """The terminal was somebody else's in between; keys work as before."""
    come_to_rest(sessions)
    before = sessions.text
    sessions.signal(signal.SIGTSTP)
    sessions.wait_for_stop()
    sessions.wipe()
    sessions.signal(signal.SIGCONT)
    sessions.wait_until(lambda shown: shown == before, before)
    sessions.press("down", "enter")
    sessions.wait_for("← Session 209")


def test_a_window_that_lost_its_lines_on_the_way_is_shown_again(sessions: Terminal) -> None:
    """Smaller and as before, faster than it was looked at: what was cut off comes back."""
    come_to_rest(sessions)
    before = sessions.text
    sessions.wipe()
    sessions.signal(signal.SIGWINCH)
    sessions.wait_until(lambda shown: shown == before, before)


def test_the_window_may_shrink_and_grow(sessions: Terminal) -> None:
    """Below 80×24 one line; then the screen again, and keys work."""
    sessions.resize(60, 15)
    sessions.wait_until(lambda shown: shown.strip() == TOO_SMALL, TOO_SMALL)
    sessions.press("enter", "q")
    sessions.resize(132, 40)
    sessions.wait_for("Sessions de certification (4)", "q Quitter")
    sessions.press("enter")
    sessions.wait_for("← Session 208")
