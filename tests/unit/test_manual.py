"""The manual page is the grammar of the command line, in roff."""

from __future__ import annotations

import shutil
import subprocess
from typing import Final

from tools import manual

PAGE: Final = manual.FILE.read_text("utf-8")


def test_the_manual_is_what_the_grammar_says() -> None:
    """``make pages`` writes it; a command or an option that changed makes it stale."""
    assert manual.written() == PAGE


def test_every_command_has_its_place() -> None:
    """Commands of commands too, each with how it is called."""
    for name in ("import", "session new", "session delete", "pv", "doctor", "completion"):
        assert f".SS {name}\n" in PAGE
        assert f".B certui {name}\n" in PAGE


def test_roff_takes_no_word_for_a_request() -> None:
    """A line that begins with a point or an apostrophe would be one; a hyphen is one."""
    known = {".TH", ".SH", ".SS", ".TP", ".PP", ".B"}
    requests = {line.split()[0] for line in PAGE.splitlines()[2:] if line[:1] in {".", "'"}}
    assert requests == known
    assert r"\-\-dry\-run" in PAGE
    assert "--" not in PAGE
    assert not {"\u202f", "\u00a0"} & set(PAGE)


def test_groff_has_nothing_to_say_of_it() -> None:
    """Where it is installed: every warning is one."""
    if shutil.which("groff"):
        command = ["groff", "-ww", "-K", "utf8", "-Tutf8", "-man", str(manual.FILE)]
        done = subprocess.run(command, capture_output=True, check=True)
        assert done.stderr == b""
