"""Cleaning: whatever comes from outside, nothing of it acts on a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certui.domain.text import clean, harmless, typable

_NASTY = (
    [chr(code) for code in range(0x20)]
    + [chr(code) for code in range(0x7F, 0xA1)]
    + list("\u00ad\u034f\u061c\u115f\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202e")
    + list("\u2060\u2066\u2069\u206a\u2800\u3164\ufe0f\ufeff\uffa0\ufff9\uffff\ue000\ud800\udcff")
    + list("\U000e0041\U000e0101\U0001f468\U0001f3fd\u20e3\u0301\u0300\u0323\u0591\u302e\u0e34")
    + list("eEéœ '-Ωᄀ각ᆨ")
)
_ANY_TEXT = st.text(st.sampled_from(_NASTY) | st.characters(), max_size=40)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b]0;titre\x07Durand", "]0;titreDurand"),
        ("\x1b[2JDurand", "[2JDurand"),
        ("\x9b2JDurand", "2JDurand"),
        ("\x1b]52;c;cm0gLXJm\x1b\\Durand", "]52;c;cm0gLXJm\\Durand"),
        ("\x1bP+q544e\x1b\\Durand", "P+q544e\\Durand"),
        ("Du\x00rand\x7f", "Durand"),
        ("Du\x08\x08rand", "Durand"),
        ("Durand\r\nLéa", "Durand Léa"),
        ("Durand\tLéa\x0bB\x0cC", "Durand Léa B C"),
        ("Durand\x85Léa", "Durand Léa"),
        ("Durand\u2028Léa\u2029B", "Durand Léa B"),
        ("\u202eDNARUD\u202c", "DNARUD"),
        ("\u2066Léa\u2069 \u200fB\u061c", "Léa B"),
        ("Lé\u200ba\u200c\u2060\ufeff", "Léa"),
        ("Du\u00adrand", "Durand"),
        ("Du\U000e0041rand", "Durand"),
        ("Du\u034frand\u180b\ufe0f", "Durand"),
        ("Du\u115f\u3164\uffa0rand", "Durand"),
        ("\u2800", ""),
        ("Du\ufff9rand\ufffb", "Durand"),
    ],
)
def test_drops_what_acts_hides_or_breaks_the_line(raw: str, shown: str) -> None:
    """Escape sequences, controls, bidi, zero width, tags and line ends go (hazards F6)."""
    assert clean(raw) == shown


@pytest.mark.parametrize(
    "raw", ["", " ", "\t\r\n", "\u200b\ufeff", "\x1b\x07", "\u0301", " \u0301 "]
)
def test_a_name_of_nothing_visible_becomes_empty(raw: str) -> None:
    """What is left of only invisible characters is the empty text."""
    assert clean(raw) == ""


@pytest.mark.parametrize("lost", ["\udce9", "\ue000", "\U0010fffd", "\uffff", "\u0378"])
def test_shows_a_letter_that_is_lost_as_lost(lost: str) -> None:
    """Undecodable bytes, private use and unassigned characters are not left out in silence."""
    assert clean(f"L{lost}a") == "L\ufffda"


def test_composes_accents() -> None:
    """A decomposed and a composed accent are the same name."""
    assert clean("Le\u0301a Ca\u030adiz") == "Léa Cådiz"


def test_makes_each_run_of_blanks_one_blank() -> None:
    """Ordinary, no-break and typographic blanks are one blank, and none stands at the ends."""
    assert clean("\u00a0 Le \u202f\u2009 Goff  ") == "Le Goff"


def test_keeps_three_marks_on_a_letter() -> None:
    """Stacked marks cannot reach the lines above and below."""
    assert clean("Z" + "\u0334\u0348\u035b" * 40) == "Z\u0334\u0334\u0334"
    assert clean("Nguye\u0302\u0303n") == "Nguyễn"


def test_leaves_no_mark_without_a_letter() -> None:
    """A mark that stands first would be drawn over the cell before it."""
    assert clean("\u0301Léa \u0323\u0301Durand") == "Léa Durand"


def test_takes_a_joined_emoji_apart() -> None:
    """Without joiners and variation selectors, what is drawn is as wide as what is counted."""
    assert clean("\U0001f468\u200d\U0001f393 \u2764\ufe0f Léa") == "\U0001f468\U0001f393 \u2764 Léa"


def test_leaves_markup_and_foreign_names_alone() -> None:
    """Cleaning changes no letter that a person may have in their name."""
    for name in (
        "[bold]x[/]",
        "[@click=app.quit]y[/]",
        "Łukasz Đỗ",
        "Ærø",
        "محمد",
        "Ελένη",
        "王芳",
    ):
        assert clean(name) == name


def test_is_not_put_out_by_a_very_long_text() -> None:
    """Length is the business of who shows it."""
    assert clean("é" * 100_000) == "é" * 100_000
    assert clean("e" + "\u0301" * 100_000) == "é\u0301\u0301\u0301"


@given(_ANY_TEXT)
@settings(max_examples=300, deadline=None)
def test_is_idempotent_printable_and_composed(raw: str) -> None:
    """Cleaned text is one printable line in NFC, and cleaning it again changes nothing."""
    cleaned = clean(raw)
    assert clean(cleaned) == cleaned
    assert cleaned.isprintable()
    assert cleaned == cleaned.strip()
    assert "  " not in cleaned
    assert unicodedata.is_normalized("NFC", cleaned)


@given(_ANY_TEXT)
@settings(max_examples=300, deadline=None)
def test_cleans_the_same_with_and_without_the_short_way(raw: str) -> None:
    """A zero-width character at the end forbids the short way, and nothing else changes."""
    assert clean(raw + "\u200b") == clean(raw)


def test_takes_the_short_way_only_where_nothing_is_to_be_done() -> None:
    """Every character up to U+02FF, alone in a word: the long way agrees."""
    for code in range(0x300):
        raw = f"a{chr(code)}b"
        assert clean(raw) == clean(raw + "\u200b")
        assert clean(raw).isprintable()


def test_a_sentence_keeps_its_no_break_blanks() -> None:
    """French typography survives; whatever acts, hides or breaks the line does not."""
    sentence = "\u00abSession\u00a0: l\u2019ajout est fini\u202f!"
    assert harmless(f"  {sentence}\x1b[2J \n\u200b fin\u00a0\u0301 ") == f"{sentence}[2J fin\u00a0"


@given(_ANY_TEXT)
@settings(max_examples=200, deadline=None)
def test_a_harmless_sentence_is_as_clean_as_a_clean_value(raw: str) -> None:
    """Only the no-break blanks tell them apart, and making it harmless again changes nothing."""
    sentence = harmless(raw)
    assert harmless(sentence) == sentence
    assert clean(sentence) == clean(raw)
    assert sentence.replace("\u00a0", " ").replace("\u202f", " ").isprintable()


def test_letters_at_the_ends_of_a_sentence_stay() -> None:
    """Blanks alone are taken off."""
    assert harmless(" Xavier a fini le 6e X ") == "Xavier a fini le 6e X"


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        ("Liste  3A.csv", "Liste  3A.csv"),
        ("Capture d’écran à 15\u202fh.csv", "Capture d’écran à 15\u202fh.csv"),
        ("a\nb\x1b[31m\u202ec\u2028\udce9", "ab[31mc"),
    ],
)
def test_what_a_keyboard_types_keeps_its_blanks(value: str, typed: str) -> None:
    """Two blanks, or French ones, are part of a file's name; what acts on a terminal is not."""
    assert typable(value) == typed
