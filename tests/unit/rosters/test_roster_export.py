"""The roster given back as CSV, and read again."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.rosters.writers import TODAY

from certui.domain.models import Person, Sex
from certui.domain.roster_files import FaultKind
from certui.domain.text import clean
from certui.rosters import fields
from certui.rosters.csv_export import write_roster
from certui.rosters.reader import read_roster

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from certui.domain.roster_files import RosterFile

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\0")
TEXTS = st.one_of(
    st.text(max_size=20),
    st.builds(
        lambda *parts: "".join(parts),
        st.text("'", max_size=3),
        st.sampled_from(["=1+1", "+33", "-x", "@SOMME(A1)", ";", '"', "'", "Nom", "", "1;2"]),
        st.text(max_size=5),
    ),
).map(clean)
TWICE = (FaultKind.DUPLICATE, FaultKind.TWO_CLASSES, FaultKind.SHARED_INE)
SOME = TEXTS.filter(bool)
PERSONS = st.builds(
    Person,
    # « - » and « 0 » say that somebody has none.
    ine=st.one_of(
        st.none(),
        st.text("0123456789ABCDEFGHJK-+", min_size=1, max_size=11).filter(
            lambda text: fields.ine(text) == text
        ),
    ),
    last_name=SOME,
    first_name=SOME,
    sex=st.one_of(st.none(), st.sampled_from(Sex)),
    birth_date=st.dates(dt.date(1900, 1, 2), TODAY),
    class_name=SOME,
    birth_city=TEXTS,
    birth_city_code=TEXTS,
    birth_department=TEXTS,
    birth_country=TEXTS,
    usage_name=TEXTS,
)


def written(persons: list[Person]) -> bytes:
    """The file that an export makes."""
    stream = io.StringIO(newline="")
    assert write_roster(persons, stream) == len(persons)
    return stream.getvalue().encode()


@settings(max_examples=60, deadline=None)
@given(st.lists(PERSONS, min_size=1, max_size=6))
def test_an_export_imports_again_unchanged(
    tmp_path_factory: pytest.TempPathFactory, persons: list[Person]
) -> None:
    """To the letter, names that look like formulas or begin with apostrophes included."""
    path: Path = tmp_path_factory.mktemp("export") / "roster"
    path.write_bytes(written(persons))
    file = read_roster(path, today=TODAY)
    told = {one.line for one in file.rejected if one.kind in TWICE}
    kept = [one for line, one in enumerate(persons, start=2) if line not in told]
    assert list(file.persons) == kept
    assert len(kept) == len(persons) - len(file.rejected)


@settings(max_examples=60, deadline=None)
@given(st.lists(PERSONS, min_size=1, max_size=4))
def test_no_cell_is_a_formula(persons: list[Person]) -> None:
    """A spreadsheet that opens the file runs nothing."""
    text = written(persons).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=";"):
        assert not any(cell.startswith(FORMULAS) for cell in row)


def test_the_file_as_spreadsheets_like_it() -> None:
    """A mark, semicolons, days as in France, headings in French."""
    person = Person(
        ine="0000000001A",
        last_name="=LEFÈVRE",
        first_name="Chloé",
        sex=Sex.FEMALE,
        birth_date=dt.date(2011, 2, 14),
        class_name="3EB",
        birth_city="Besançon",
        birth_city_code="25056",
        birth_department="Doubs",
        birth_country="France",
        usage_name="-DUPONT",
    )
    assert written([person]).decode() == (
        "\ufeffINE;Nom de famille;Prénom;Sexe;Date de naissance;Classe;Code commune de naissance;"
        "Commune de naissance;Département de naissance;Pays de naissance;Nom d’usage\r\n"
        "0000000001A;'=LEFÈVRE;Chloé;F;14/02/2011;3EB;25056;Besançon;Doubs;France;'-DUPONT\r\n"
    )


def test_a_control_character_is_no_way_round() -> None:
    """Even a person who was never cleaned makes no formula."""
    person = Person(
        ine=None,
        last_name="\t=1",
        first_name="\0=1",
        sex=None,
        birth_date=dt.date(2011, 2, 14),
        class_name="\r=1",
    )
    text = written([person]).decode("utf-8-sig")
    (_, row) = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    assert row[1:3] == ["'\t=1", "'\0=1"]
    assert row[5] == "'\r=1"


def test_faults_of_an_edited_export(read: Callable[[bytes], RosterFile]) -> None:
    """Somebody edited the file: each wrong line is told, the others can be imported."""
    person = Person(
        ine=None,
        last_name="A",
        first_name="B",
        sex=None,
        birth_date=dt.date(2011, 2, 14),
        class_name="3A",
    )
    edited = b"1A;;;X;31/02/2011\r\n2B;C;D;M;;3A;;;;\r\n;E;" + b"F" * 501
    edited += b";;14/02/2011;3A\r\n"
    file = read(written([person]) + edited)
    assert file.format_name == "certui (CSV)"
    assert list(file.persons) == [person]
    assert [(one.line, one.kind, one.field) for one in file.rejected] == [
        (3, FaultKind.MISSING, "nom de famille"),
        (3, FaultKind.MISSING, "prénom"),
        (3, FaultKind.MISSING, "classe"),
        (3, FaultKind.NO_SUCH_DAY, "date de naissance"),
        (3, FaultKind.UNKNOWN, "sexe"),
        (4, FaultKind.MISSING, "date de naissance"),
        (5, FaultKind.MALFORMED, "prénom"),
    ]
