"""Cells that a spreadsheet would compute: none is left so, by whichever room writes the file."""

from __future__ import annotations

import csv
import datetime as dt
import io
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import person
from tests.unit.documents.records import candidate, record

from certui.documents import candidate_list, delimited
from certui.files.formulas import inert, plain
from certui.rosters.csv_export import roster_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫⁼₌−"
BEFORE = ["", " ", "  ", "\u00a0", "\u202f", "\u3000", "\t", "\r", "\n", "\0", "\u200b", "\ufeff"]


def of_the_list(text: str) -> list[str]:
    """The cells of a session's list."""
    somebody = candidate(last_name=text, birth_city_code="", birth_city=text, birth_country="Chine")
    content = delimited.write([], candidate_list.rows(record(somebody)))
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))[1]


def of_the_roster(text: str) -> list[str]:
    """The cells of an exported roster."""
    content = roster_bytes([person(last_name=text, birth_city=text)])
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))[1]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", BEFORE, ids=ascii)
def test_a_sign_after_anything_a_reader_leaves_out(before: str, sign: str) -> None:
    """Blanks that it trims, controls that it drops, characters that nobody sees."""
    text = f"{before}{sign}1+1"
    assert inert(text) == f"'{text}"
    assert plain(inert(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+33 1", "-x", "@SOMME(A1)", "＝1+1", "－1", "﹦1", "−1"])
@pytest.mark.parametrize("cells", [of_the_list, of_the_roster])
def test_lists_and_rosters_are_guarded_alike(text: str, cells: Callable[[str], list[str]]) -> None:
    """One rule: what one room holds for a formula, the other does."""
    assert cells(text).count(f"'{text}") == 2
    assert text not in cells(text)


@pytest.mark.parametrize(
    "text", ["", "O’NEILL", "N'GUESSAN", "'t Hooft", "3EB", "a=b", "20/05/2011"]
)
def test_a_text_is_left_as_it_is(text: str) -> None:
    """An apostrophe is added where it is needed, and nowhere else."""
    assert inert(text) == plain(text) == text


@given(st.text(max_size=12))
def test_any_text_comes_back(text: str) -> None:
    """To the letter, and what is written begins as no formula does."""
    assert plain(inert(text)) == text
    first = unicodedata.normalize("NFKC", inert(text).lstrip())[:1]
    assert first not in {"=", "+", "-", "@", "\u2212", "\0"} or not first


def test_a_date_is_no_formula() -> None:
    """Nor is what the list has beside names."""
    assert "20/05/2011" in of_the_list("A")
    assert f"{dt.date(2011, 5, 20):%d/%m/%Y}" in of_the_roster("A")
