"""What a terminal sends becomes events, whatever it sends (hazards F9)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser

from certui.driver.keys import KeyReader


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        """The present second."""
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    """A clock at rest."""
    return Clock()


@pytest.fixture
def reader(clock: Clock) -> KeyReader:
    """A reader that has read nothing."""
    return KeyReader(clock)


def keys(messages: list[object]) -> list[str]:
    """The names of the keys among some events."""
    return [one.key for one in messages if isinstance(one, events.Key)]


def pastes(messages: list[object]) -> list[str]:
    """The texts pasted among some events."""
    return [one.text for one in messages if isinstance(one, events.Paste)]


def test_letters_are_keys(reader: KeyReader) -> None:
    """Letters, accented too, come as they were typed."""
    assert keys([*reader.feed("é3\r".encode())]) == ["é", "3", "enter"]


@given(st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20))
def test_letters_are_what_textual_takes_them_for(text: str) -> None:
    """The short way for letters and digits says what its parser says."""
    read = KeyReader(Clock()).feed(text.encode())
    said = [(one.key, one.character) for one in read if isinstance(one, events.Key)]
    wanted = [(one.key, one.character) for one in XTermParser().feed(text)]  # type: ignore[attr-defined]  # keys
    assert said == wanted


def test_silence_means_something_while_a_key_may_go_on(reader: KeyReader, clock: Clock) -> None:
    """After letters nobody need wake; after an escape, until it is decided what it was."""
    reader.feed(b"ab")
    assert not reader.undecided
    reader.feed(b"\x1b")
    assert reader.undecided
    clock.seconds += 2
    reader.idle()
    assert not reader.undecided


def test_a_letter_in_the_midst_of_a_sequence_is_no_key(reader: KeyReader) -> None:
    """« ESC [ » and then « B », in two reads, are the arrow down."""
    assert keys([*reader.feed(b"\x1b["), *reader.feed(b"B")]) == ["down"]


def test_an_accent_cut_in_two_reads_is_one_letter(reader: KeyReader) -> None:
    """A letter's bytes may come in two reads."""
    first, second = "é".encode()[:1], "é".encode()[1:]
    assert keys([*reader.feed(first), *reader.feed(second)]) == ["é"]


@pytest.mark.parametrize(
    "broken",
    [
        b"\xe9",
        b"\x1b[M \xc3\xff",
        b"\xff\xfe",
        b"\x1b[99999999999u",
        b"\x1b[1114112u",
        b"\x1b[55296;;55296u",
        b"\x1b[1;0:1u",
        b"\x1b[;;u",
        b"\x1b[<9;9;9;9M",
    ],
)
def test_a_broken_sequence_costs_only_itself(reader: KeyReader, broken: bytes) -> None:
    """After nonsense, the next keys are read as ever."""
    reader.feed(broken + b" ")
    reader.idle()
    reader.feed(b"zz")
    assert keys([*reader.feed(b"a\r")]) == ["a", "enter"]


@given(st.lists(st.binary(max_size=40), max_size=8))
def test_no_input_makes_it_fail(chunks: list[bytes]) -> None:
    """Any bytes, in any pieces, with silences between them."""
    clock = Clock()
    reader = KeyReader(clock)
    for chunk in chunks:
        reader.feed(chunk)
        clock.seconds += 0.3
        reader.idle()


def test_a_paste_is_one_event(reader: KeyReader) -> None:
    """What is between the paste's brackets comes whole, line feeds too."""
    assert pastes([*reader.feed(b"\x1b[200~Durand\nMartin\x1b[201~")]) == ["Durand\nMartin"]


def test_a_paste_whose_end_is_lost_ends_after_a_silence(reader: KeyReader, clock: Clock) -> None:
    """Keys are keys again half a second after an unterminated paste."""
    assert pastes([*reader.feed(b"\x1b[200~Dur"), *reader.feed(b"and")]) == []
    clock.seconds += 0.4
    assert pastes([*reader.idle()]) == []
    clock.seconds += 0.2
    assert pastes([*reader.idle()]) == ["Durand"]
    assert keys([*reader.feed(b"x")]) == ["x"]


def test_a_paste_bracket_cut_in_two_reads_is_seen(reader: KeyReader, clock: Clock) -> None:
    """The opening bracket may come in two reads."""
    reader.feed(b"\x1b[20")
    reader.feed(b"0~Durand")
    clock.seconds += 1
    assert pastes([*reader.idle()]) == ["Durand"]


def test_a_flood_without_brackets_is_a_paste(reader: KeyReader) -> None:
    """20 kB at once are no keys: as keys, their lines would act on the screen."""
    flood = ("Durand\n" * 3000).encode()
    read = [message for at in range(0, len(flood), 4096) for message in reader.feed(flood[at:])]
    assert read == []
    assert pastes([*reader.idle()])[0].startswith("Durand\nDurand")
    assert keys([*reader.feed(b"x")]) == ["x"]
