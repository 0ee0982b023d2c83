"""How a document is fetched: the path here, scp or ssh from afar, safe to paste."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certui.domain.papers import Document, DocumentKind
from certui.services.fetching import Delivery, Fetching, Way, how_to_fetch
from certui.wording import papers as wording

PATH = Path("/home/camille/pv-session-208.pdf")
FAR = {"SSH_CONNECTION": "10.0.0.9 50712 10.0.0.5 22", "USER": "camille"}
PV = Document(
    kind=DocumentKind.PV,
    number=208,
    centre="",
    name="pv-session-208.pdf",
    content=b"",
    media_type="application/pdf",
    command=("pv", "208"),
)


def test_at_the_machine_the_path_is_enough() -> None:
    """No line to paste; the path goes to the clipboard."""
    how = how_to_fetch(PATH, {"USER": "camille"}, PV)
    assert how == Fetching(Way.HERE, PATH)
    assert wording.line(how) == str(PATH)
    assert wording.fetching(how) == "Le fichier est sur cette machine\u00a0:"


@pytest.mark.parametrize(
    ("connection", "line"),
    [
        ("10.0.0.9 50712 10.0.0.5 22", "scp camille@10.0.0.5:/home/camille/pv-session-208.pdf ."),
        (
            "10.0.0.9 50712 10.0.0.5 2222",
            "scp -P 2222 camille@10.0.0.5:/home/camille/pv-session-208.pdf .",
        ),
        (
            "2001:db8::9 50712 2001:db8::5 22",
            "scp 'camille@[2001:db8::5]:/home/camille/pv-session-208.pdf' .",
        ),
    ],
)
def test_over_ssh_the_line_is_scp(connection: str, line: str) -> None:
    """Address and port are the server's, an IPv6 address in brackets."""
    how = how_to_fetch(PATH, {**FAR, "SSH_CONNECTION": connection}, PV)
    assert (how.way, how.line, how.host_known) == (Way.SCP, line, True)
    assert wording.line(how) == line
    assert wording.fetching(how) == "Pour le récupérer, lancez sur votre machine\u00a0:"


@pytest.mark.parametrize("forced", [True, False])
def test_under_a_forced_command_the_document_is_asked_for_again(*, forced: bool) -> None:
    """Known by the setting, or by the trace that a typed command leaves."""
    trace = {} if forced else {"SSH_ORIGINAL_COMMAND": "certui"}
    environ = {**FAR, "SSH_CONNECTION": "2001:db8::9 50712 2001:db8::5 2222", **trace}
    how = how_to_fetch(PATH, environ, PV, forced=forced)
    assert how.way is Way.COMMAND
    assert how.line == ("ssh -p 2222 camille@2001:db8::5 certui pv 208 -o - > pv-session-208.pdf")
    assert wording.fetching(how) == "Pour le recevoir, lancez sur votre machine\u00a0:"


def test_a_forced_command_without_a_document_falls_back_on_scp() -> None:
    """A file that no command makes again can only be copied."""
    assert how_to_fetch(PATH, FAR, forced=True).way is Way.SCP


def test_the_servers_name_from_the_settings_wins() -> None:
    """Behind a router, the address that the server sees is no use to anybody."""
    how = how_to_fetch(PATH, {**FAR, "USER": ""}, PV, host="certif.college.example")
    assert how.line == "scp certif.college.example:/home/camille/pv-session-208.pdf ."


@pytest.mark.parametrize(
    "environ",
    [
        {"SSH_TTY": "/dev/pts/1"},
        {"SSH_CONNECTION": "nonsense"},
        {"SSH_CONNECTION": "10.0.0.9 50712 10.0.0.5 port"},
    ],
)
def test_an_unknown_server_is_said_to_be_so(environ: dict[str, str]) -> None:
    """A word to replace, and a sentence that says to."""
    how = how_to_fetch(PATH, {**environ, "LOGNAME": "camille"}, PV)
    assert how.line == "scp camille@SERVEUR:/home/camille/pv-session-208.pdf ."
    assert not how.host_known
    assert "remplacez SERVEUR" in wording.fetching(how)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_characters="/\0"), min_size=1), st.booleans())
def test_a_line_pasted_in_a_shell_is_four_words_whatever_the_name(
    name: str,
    forced: bool,
) -> None:
    """No folder, user or file name can add a word or a command to the line."""
    environ = {**FAR, "USER": name}
    how = how_to_fetch(Path("/srv") / name, environ, PV, forced=forced)
    words = shlex.split(how.line)
    if forced:
        assert words == [
            *("ssh", f"{name}@10.0.0.5", "certui", "pv", "208"),
            *("-o", "-", ">", "pv-session-208.pdf"),
        ]
    else:
        assert words == ["scp", f"{name}@10.0.0.5:{Path('/srv') / name}", "."]


@pytest.mark.parametrize(
    ("forced", "line"),
    [
        (True, "ssh camille@certui.example certui pv 208 -o - > pv-session-208.pdf"),
        (False, "scp camille@certui.example:/home/camille/pv-session-208.pdf ."),
    ],
)
def test_what_is_set_for_all_says_how_each_document_is_fetched(forced: bool, line: str) -> None:
    """The server's name, and whether its accounts run nothing but certui."""
    delivery = Delivery(environ=FAR, folder=str, complete=str, host="certui.example", forced=forced)
    how = delivery.of(PATH, PV)
    assert (how.path, how.line) == (PATH, line)
    assert how.host_known
