"""What a terminal sends becomes events, whatever it sends (hazards F9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser

from certui.terminal.reader import KeyReader

if TYPE_CHECKING:
    from collections.abc import Sequence


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


def keys(messages: Sequence[object]) -> list[str]:
    """The names of the keys among some events."""
    return [one.key for one in messages if isinstance(one, events.Key)]


def pastes(messages: Sequence[object]) -> list[str]:
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


ARROWS = {"up": b"\x1b[A", "down": b"\x1b[B", "end": b"\x1bOF", "f1": b"\x1bOP", "f2": b"\x1b[12~"}
TYPED = {
    "escape": b"\x1b",
    **ARROWS,
    **{one: one.encode() for one in "pux1zéOPM"},
    "enter": b"\r",
    "tab": b"\t",
    "space": b" ",
    "ctrl+s": b"\x13",
    "shift+down": b"\x1b[1;2B",
    "delete": b"\x1b[3~",
}


@pytest.mark.parametrize("after", [one for one in TYPED if one not in {"O", "P", "M"}])
def test_an_escape_before_any_key_is_that_key_and_the_next_in_one_packet(
    reader: KeyReader, after: str
) -> None:
    """No key is made with alt: Échap, then the key, at once."""
    assert keys([*reader.feed(b"\x1b" + TYPED[after]), *reader.feed(b"z")])[:2] == ["escape", after]


@pytest.mark.parametrize("letter", "pux1zé[O]PM~")
def test_a_letter_soon_after_an_escape_is_no_alt_key(
    reader: KeyReader, clock: Clock, letter: str
) -> None:
    """A person types « Échap p » within a tenth of a second: both count, none is swallowed."""
    read = reader.feed(b"\x1b")
    clock.seconds += 0.05
    read += reader.feed(letter.encode())
    clock.seconds += 1.5
    read += reader.idle()
    assert [one.character for one in read if isinstance(one, events.Key)] == ["\x1b", letter]


def test_an_escape_alone_is_told_by_the_first_silence(reader: KeyReader) -> None:
    """Nothing follows: it was the key."""
    assert keys(reader.feed(b"\x1b")) == []
    assert keys(reader.idle()) == ["escape"]
    assert not reader.undecided


@pytest.mark.parametrize("name", list(ARROWS))
def test_a_sequence_cut_anywhere_is_put_together(name: str) -> None:
    """The network cuts where it likes."""
    sequence = ARROWS[name]
    for at in range(1, len(sequence)):
        reader = KeyReader(Clock())
        assert keys([*reader.feed(sequence[:at]), *reader.feed(sequence[at:])]) == [name]


def _before(names: list[str], at: int) -> str:
    """What was typed before a key, but letters O."""
    return next((one for one in reversed(names[:at]) if one != "O"), "")


@given(st.lists(st.sampled_from(sorted(TYPED)), max_size=30), st.data())
def test_keys_are_the_same_however_they_are_cut(names: list[str], data: st.DataObject) -> None:
    """Any keys, in one packet or in many: the same as typed slowly, and in their order."""
    # « ESC O » may go on as F1: what follows tells, in the words of the VT220.
    names = [one for i, one in enumerate(names) if one != "O" or "escape" not in _before(names, i)]
    sent = b"".join(TYPED[one] for one in names)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=8)))
    reader = KeyReader(Clock())
    read: list[object] = []
    for start, end in zip([0, *cuts], [*cuts, len(sent)], strict=True):
        read += reader.feed(sent[start:end])
    read += reader.idle()
    assert keys(read) == names


def test_an_answer_of_the_terminal_is_no_key(reader: KeyReader) -> None:
    """What a terminal answers about its colours, to BEL or to ESC backslash, types nothing."""
    answers = b"\x1b]11;rgb:0000/0000/0000\x1b\\x\x1b]11;rgb:ffff/ffff/ffff\ay"
    assert keys(reader.feed(answers)) == ["x", "y"]


def test_a_key_held_while_the_line_stood_still_is_no_paste(reader: KeyReader) -> None:
    """Three hundred « u » in one packet are three hundred keys."""
    assert keys(reader.feed(b"u" * 300)) == ["u"] * 300


def test_an_unknown_sequence_swallows_no_key(reader: KeyReader) -> None:
    """What nobody asked for is dropped, and the next key counts."""
    assert keys(reader.feed(b"\x1b[5nx\x1b[?1;2cy")) == ["x", "y"]


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
