"""Plurals, figures, dates and the blanks of French typography."""

from __future__ import annotations

import datetime as dt

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.wording.french import unsound

from certui.services.enrolment import Enrolled
from certui.wording import enrolment
from certui.wording.typography import (
    capital,
    elided,
    hour,
    long_date,
    number,
    numeric_date,
    plural,
    quoted,
    short_date,
)

COUNTS = st.integers(min_value=0, max_value=10**9)


@settings(max_examples=100, deadline=None)
@given(COUNTS)
def test_zero_and_one_are_singular(count: int) -> None:
    """French counts 0 and 1 in the singular, everything else in the plural."""
    words = plural(count, "élève", "élèves")
    assert words.endswith("élèves") == (count >= 2)
    assert words.split(" ")[0].replace("\u202f", "") == str(count)


@settings(max_examples=100, deadline=None)
@given(COUNTS)
def test_thousands_are_grouped(count: int) -> None:
    """Groups of three digits, a narrow no-break blank between them, no digit lost."""
    groups = number(count).split("\u202f")
    assert "".join(groups) == str(count)
    assert all(len(group) == 3 for group in groups[1:])
    assert 1 <= len(groups[0]) <= 3


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_quoted_text_is_short_clean_and_in_guillemets(text: str) -> None:
    """Whatever stands inside, a quotation is one line of at most sixty characters."""
    said = quoted(text)
    assert said.startswith("«\u202f")
    assert said.endswith("\u202f»")
    assert len(said) <= 64
    assert "control character" not in " ".join(unsound(said))


@settings(max_examples=100, deadline=None)
@given(added=COUNTS, already=COUNTS)
def test_enrolment_counts_agree(added: int, already: int) -> None:
    """Nouns and verbs of the toast agree with their counts, and the typography holds."""
    said = enrolment.enrolled(Enrolled(208, added, already))
    assert ("élèves ajoutés" in said) == (added >= 2)
    assert ("y étaient" in said) == (added > 0 and already >= 2)
    assert ("(" in said) == (added > 0 and already > 0)
    assert not unsound(said)


def test_an_addition_of_nobody_is_told_as_a_refusal() -> None:
    """Who was there already is told of; « 0 élève ajouté » is never said."""
    one = enrolment.enrolled(Enrolled(208, 0, 1))
    several = enrolment.enrolled(Enrolled(208, 0, 1284))
    assert one == "Aucun élève ajouté\u00a0: cet élève est déjà dans la session."
    assert several == ("Aucun élève ajouté\u00a0: ces 1\u202f284 élèves sont déjà dans la session.")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Apolline", "d’Apolline"),
        ("Élodie", "d’Élodie"),
        ("E\u0301lodie", "d’E\u0301lodie"),
        ("Œdipe", "d’Œdipe"),
        ("Ælia", "d’Ælia"),
        ("Hugo", "d’Hugo"),
        ("HÉLÈNE", "d’HÉLÈNE"),
        ("Yves", "d’Yves"),
        ("YVONNE", "d’YVONNE"),
        ("Yannick", "de Yannick"),
        ("YANNICK", "de YANNICK"),
        ("Yaël", "de Yaël"),
        ("Yéléna", "de Yéléna"),
        ("Y", "de Y"),
        ("Zoé", "de Zoé"),
        ("Ștefan", "de Ștefan"),
        ("3EB", "de 3EB"),
        ("’Alima", "de ’Alima"),
        ("", "de "),
    ],
)
def test_de_is_elided_before_a_vowel_and_a_mute_h(name: str, said: str) -> None:
    """Accents and capitals change nothing; y is a vowel before a consonant only."""
    assert elided("de", name) == said


@pytest.mark.parametrize(("word", "said"), [("que", "qu’Ana"), ("la", "l’Ana"), ("Le", "L’Ana")])
def test_any_word_that_ends_in_a_mute_vowel_is_elided(word: str, said: str) -> None:
    """Its last letter goes, whatever its case."""
    assert elided(word, "Ana") == said


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=12))
def test_what_is_elided_is_never_lost(text: str) -> None:
    """The text stands whole after « de » or « d’ », whatever it is."""
    assert elided("de", text) in {f"de {text}", f"d’{text}"}


@pytest.mark.parametrize(
    ("added", "said"),
    [(1, "1 élève ajouté à la session"), (6, "6 élèves ajoutés à la session")],
)
def test_words_of_the_guide(added: int, said: str) -> None:
    """The toast of the guide's last step, to the letter."""
    assert enrolment.enrolled(Enrolled(208, added, 0)) == said


@settings(max_examples=50, deadline=None)
@given(COUNTS)
def test_every_count_of_the_picker(count: int) -> None:
    """Each counted sentence of the picker agrees, at any count."""
    plural_forms = {
        enrolment.filtered(count, 9, active=True): "participants filtrés",
        enrolment.filtered(9, count, active=False): "participants",
        enrolment.selected(count): "élèves sélectionnés",
        enrolment.already_added(count): "candidats déjà ajoutés",
        enrolment.ask_abandon(count): "élèves",
    }
    for said, many in plural_forms.items():
        assert (many in said) == (count >= 2)


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        (dt.date(2027, 2, 15), "Lundi 15 févr. 2027", "Lun. 15 févr. 2027"),
        (dt.date(2026, 8, 1), "Samedi 1 août 2026", "Sam. 1 août 2026"),
        (dt.date(2026, 12, 31), "Jeudi 31 déc. 2026", "Jeu. 31 déc. 2026"),
    ],
)
def test_dates_in_words(day: dt.date, long: str, short: str) -> None:
    """Dates as CLDR has them, with a capital."""
    assert (long_date(day), short_date(day)) == (long, short)


@settings(max_examples=400, deadline=None)
@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_dates_in_words_are_those_of_cldr(day: dt.date) -> None:
    """Babel has the tables of CLDR: ours, which cost no import, say the same."""
    assert long_date(day) == capital(format_date(day, "EEEE d MMM y", locale="fr"))
    assert short_date(day) == capital(format_date(day, "EEE d MMM y", locale="fr"))


def test_dates_and_hours_in_figures() -> None:
    """Days, months and hours have two digits, years four."""
    assert numeric_date(dt.date(998, 2, 3)) == "03/02/0998"
    assert hour(dt.time(9, 5)) == "09:05"


@pytest.mark.parametrize(("text", "said"), [("", ""), ("été", "Été"), ("mardi 2", "Mardi 2")])
def test_capital(text: str, said: str) -> None:
    """Only the first letter changes."""
    assert capital(text) == said
