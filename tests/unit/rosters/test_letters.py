"""The letters tell the encoding: a name is read as it was written, or refused with its line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.unit.wording.french import unsound

from certui import errors
from certui.config import data_file
from certui.rosters.encodings import text_of
from certui.wording import refusals

if TYPE_CHECKING:
    from collections.abc import Callable

    from certui.domain.roster_files import RosterFile

    Read = Callable[[bytes], RosterFile]

PATH = Path("liste.csv")
BARE = "NOM;PRENOM;SEXE;DATE DE NAISSANCE;CLASSE\n"
ACCENTED = "Nom;Prénom;Sexe;Né(e) le;Classe\n"
CODECS = {
    "cp1252": "Windows-1252",
    "iso8859-15": "Windows-1252",  # the same, but for œ and Ÿ
    "mac_roman": "MacRoman",
    "cp850": "DOS (CP850)",
    "cp437": "DOS (CP850)",
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
}
# What schools write today must be read, whatever the name.
CURRENT = ["cp1252", "iso8859-15", "utf-8", "utf-8-sig", "utf-16"]
OLD = ["mac_roman", "cp850", "cp437"]

REAL = [
    *data_file("demo-first-names.txt").read_text("utf-8").split(),
    *data_file("demo-last-names.txt").read_text("utf-8").split(),
    *("Noémie", "Côme", "Inès", "Anaïs", "Gaëlle", "Benoît", "Zoë", "Maël", "Lefèvre", "Cœur"),
    *("L’Haÿ", "François", "Geneviève", "Hélène", "Loïc", "Béranger", "Brûlé", "Prévôt", "Août"),
]
NAMES = st.builds(
    lambda name, form: form(name),
    st.sampled_from([name for name in REAL if not name.isascii()]),
    st.sampled_from([str.title, str.upper]),
)
SMALL = st.text("abcdefghijklmnopqrstuvwxyzàâçéèêëîïôùûüœ", min_size=1, max_size=8)
CAPITALS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZÀÂÇÉÈÊËÎÏÔÙÛÜŒ", min_size=1, max_size=8)
INVENTED = st.one_of(
    CAPITALS, st.builds(lambda first, rest: first[0] + rest, CAPITALS, SMALL), SMALL
)


def roster(names: list[str], headings: str = BARE) -> str:
    """A list of pupils of these first names."""
    return headings + "".join(f"DURAND;{name};F;14/03/2012;3A\n" for name in names)


def encoded(text: str, codec: str) -> bytes:
    """The bytes of a text; what the encoding has not is left out, or typed as people then do."""
    typed = text if "’".encode(codec, errors="ignore") else text.replace("’", "'")
    return typed.encode(codec, errors="ignore")


def same_or_refused(text: str, codec: str) -> bool:
    """Whether a text reads back; when it is refused, its line is told."""
    raw = encoded(text, codec)
    try:
        read, _ = text_of(raw, PATH)
    except errors.BadEncoding as error:
        line = error.line
    else:
        assert read == raw.decode(codec).removeprefix("\ufeff")
        return True
    assert line in range(1, text.count("\n") + 1)
    return False


@pytest.mark.parametrize("codec", list(CODECS))
@pytest.mark.parametrize("form", [str.title, str.upper])
def test_common_names_are_read_in_every_encoding(
    read: Read, codec: str, form: Callable[[str], str]
) -> None:
    """With headings that tell nothing, whatever the program."""
    names = [form(name) for name in ("Noémie", "Côme", "Inès", "Anaïs", "Gaëlle", "Benoît", "Ève")]
    file = read(encoded(roster(names), codec))
    kept = [encoded(name, codec).decode(codec) for name in names]
    assert [one.first_name for one in file.persons] == kept
    assert file.encoding == CODECS[codec]


@pytest.mark.parametrize("codec", ["cp1252", "iso8859-15", "mac_roman", "cp850", "cp437", "utf-8"])
@pytest.mark.parametrize(
    "name",
    ["Noémie", "Côme", "Inès", "Anaïs", "Gaëlle", "Benoît", "Chloé", "François", "Zoë", "Ève"],
)
def test_one_known_name_is_enough(codec: str, name: str) -> None:
    """It is the only word of the file that has an accent."""
    assert same_or_refused(roster([encoded(name, codec).decode(codec)]), codec)


@settings(max_examples=300, deadline=None)
@given(names=st.lists(NAMES, min_size=1, max_size=6), codec=st.sampled_from(list(CODECS)))
def test_real_names_are_never_read_as_others(names: list[str], codec: str) -> None:
    """In any encoding: the same, or refused with the line."""
    same_or_refused(roster(names), codec)


@settings(max_examples=300, deadline=None)
@given(names=st.lists(NAMES, min_size=1, max_size=6), codec=st.sampled_from(CURRENT))
@example(names=["L’Haÿ"], codec="iso8859-15")
def test_what_schools_write_today_is_read(names: list[str], codec: str) -> None:
    """Real names in UTF-8, UTF-16, Windows-1252 and ISO-8859-15 are never refused."""
    assert same_or_refused(roster(names), codec)


@settings(max_examples=300, deadline=None)
@given(
    names=st.lists(INVENTED, min_size=1, max_size=6),
    codec=st.sampled_from(CURRENT),
)
@example(names=["ÇÇË"], codec="cp1252")
def test_any_letters_below_ordinary_headings_are_read(names: list[str], codec: str) -> None:
    """« Prénom » tells: no name below it, however strange, is doubted."""
    assert same_or_refused(roster(names, ACCENTED), codec)


@settings(max_examples=300, deadline=None)
@given(names=st.lists(INVENTED, min_size=1, max_size=6), codec=st.sampled_from([*OLD, *CURRENT]))
def test_any_letters_of_old_programs_are_never_read_as_others(names: list[str], codec: str) -> None:
    """The same below ordinary headings, in any encoding."""
    same_or_refused(roster(names, ACCENTED), codec)


def test_a_line_in_another_encoding_is_refused() -> None:
    """Two files pasted together: the names of one would be spoilt."""
    whole = encoded(roster(["Hélène", "Zoé"], ACCENTED), "cp1252")
    content = whole + encoded("DURAND;Noémie;F;14/03/2012;3A\n", "mac_roman")
    with pytest.raises(errors.DoubtfulLetters) as caught:
        text_of(content, PATH)
    assert caught.value.line == 4
    assert caught.value.readings == ["NoŽmie", "Noémie"]
    said = refusals.sentence(caught.value)
    assert "«\u202fNoŽmie\u202f» ou «\u202fNoémie\u202f»" in said
    assert "UTF-8" in said
    assert not unsound(said)


@pytest.mark.parametrize("name", ["Dražen", "Dušan", "Muñoz", "MUÑOZ", "García", "Strauß", "Søren"])
def test_names_of_elsewhere_stay(name: str) -> None:
    """In Windows-1252, below ordinary headings."""
    assert same_or_refused(roster([name], ACCENTED), "cp1252")


@pytest.mark.parametrize("sign", ["n° 3", "«\u00a03A\u00a0»", "Jean – Marie", "L’Haÿ", "3 €", "…"])
def test_signs_of_a_list_are_no_doubt(sign: str) -> None:
    """Typography that spreadsheets write."""
    assert same_or_refused(f"{ACCENTED}{sign};Zoé;F;14/03/2012;3A\n", "cp1252")


def test_a_text_of_no_western_encoding_is_refused() -> None:
    """Cyrillic in one byte a letter is French in no encoding."""
    with pytest.raises(errors.BadEncoding):
        text_of(roster(["Наталья", "Сергей", "Алексей"]).encode("cp866"), PATH)
