"""Values that a spreadsheet or another program spoilt: put right where certain, else told."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.unit.rosters.writers import FREGATA_HEADINGS, csv_bytes, ods_bytes, xlsx_bytes

from certui import errors
from certui.domain.roster_files import AsideReason, FaultKind
from certui.rosters import accents, fields
from certui.wording.roster import fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from certui.domain.models import Person
    from certui.domain.roster_files import RosterFault, RosterFile

    Read = Callable[[bytes], RosterFile]

HEADINGS = ["INE", "Nom", "Prénom", "Sexe", "Date de naissance", "Classe", "Commune de naissance"]
SOUND = ["0310000009Z", "SOUND", "Pupil", "F", "14/03/2012", "3A", "Pau"]
SMALL = st.text("abcdefghijklmnopqrstuvwxyzàâäçéèêëîïôöùûüÿæœ", min_size=1, max_size=9)
CAPITALS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸÆŒ", min_size=1, max_size=9)
# As names are written: in capitals, or with one before small letters.
NAMES = st.lists(
    st.one_of(st.builds("{}{}".format, CAPITALS.map(lambda word: word[0]), SMALL), CAPITALS),
    max_size=4,
).flatmap(lambda words: st.sampled_from(" -'’").map(lambda joint: joint.join(words)))


def line(**changed: str) -> list[str]:
    """A pupil's cells, some of them changed."""
    cells = dict(zip(HEADINGS, SOUND, strict=True))
    return list((cells | {key.replace("_", " "): value for key, value in changed.items()}).values())


def one(read: Read, content: bytes) -> Person:
    """The only pupil of a file without faults."""
    file = read(content)
    assert file.rejected == ()
    (person,) = file.persons
    return person


def only_fault(read: Read, row: list[str]) -> RosterFault:
    """The only fault of a line that stands below a sound one."""
    file = read(csv_bytes([HEADINGS, SOUND, row]))
    (found,) = file.rejected
    assert (found.line, len(file.persons)) == (3, 1)
    return found


def listed(fact: object) -> list[Any]:
    """A list among the facts of a refusal."""
    assert isinstance(fact, list)
    return fact


@pytest.mark.parametrize("name", ["No\x8emie", "No\x82mie", "L\x92Hay", "C\x9cur"])
def test_a_control_in_the_place_of_a_letter_is_told(read: Read, name: str) -> None:
    """Another encoding read in ISO-8859-1 and saved in UTF-8: lost, never passed over."""
    found = only_fault(read, line(Prénom=name))
    assert (found.kind, found.field) == (FaultKind.LOST_LETTERS, "prénom")
    assert only_fault(read, line(Commune_de_naissance=name)).kind is FaultKind.LOST_LETTERS


def test_letters_encoded_twice_in_latin_1_are_mended(read: Read) -> None:
    """« Ã » and a control are one letter, and which is certain."""
    content = csv_bytes([HEADINGS, line(Nom="LEF\u00c3\u0088VRE", Prénom="No\u00c3\u00a9mie")])
    pupil = one(read, content)
    assert (pupil.last_name, pupil.first_name) == ("LEFÈVRE", "Noémie")


WRITERS = pytest.mark.parametrize("write", [csv_bytes, xlsx_bytes, ods_bytes])


@WRITERS
@pytest.mark.parametrize(
    ("written", "meant"),
    [('="3E1"', "3E1"), ('="03"', "03"), ("'03", "03"), ('= "3 ""A"""', '3 "A"'), ("3E1", "3E1")],
)
def test_a_class_dressed_for_a_spreadsheet(
    read: Read, write: Callable[..., bytes], written: str, meant: str
) -> None:
    """A formula of a text, an apostrophe before it."""
    assert one(read, write([HEADINGS, line(Classe=written)])).class_name == meant


def test_every_column_may_be_dressed(read: Read) -> None:
    """Headings too."""
    headings = [f'="{heading}"' for heading in HEADINGS]
    dressed = one(read, csv_bytes([headings, [f'="{cell}"' for cell in SOUND]]))
    quoted = one(read, csv_bytes([headings, [f"'{cell}" for cell in SOUND]]))
    assert dressed == quoted == one(read, csv_bytes([HEADINGS, SOUND]))


def test_a_name_that_begins_with_an_apostrophe_keeps_it(read: Read) -> None:
    """Dutch ones do."""
    assert one(read, csv_bytes([HEADINGS, line(Nom="'t Hart")])).last_name == "'t Hart"


@pytest.mark.parametrize(
    "written",
    [
        *("3-mai", "03-mai", "05-mars", "mai-03", "1-juin", "3-févr.", "03/05/2026", "3/5/26"),
        *("2026-05-03", "2026-05-03 00:00:00", "3-May", "3,00E+01", "3.00E+01", "########"),
        *("#NOM?", "#N/A"),
    ],
)
def test_a_class_that_a_spreadsheet_made_a_date_or_a_number(read: Read, written: str) -> None:
    """It says so, with the pupil."""
    found = only_fault(read, line(INE="0310000001A", Classe=written))
    assert (found.kind, found.field, found.found) == (FaultKind.SPREADSHEET, "classe", written)
    assert (found.pupil, found.ine) == ("SOUND Pupil", "0310000001A")
    assert "tableur" in fault(found)


@pytest.mark.parametrize(
    "written",
    [
        *(
            "3A",
            "3E1",
            "3-2",
            "1-STM",
            "2-MAR2",
            "3-SEC",
            "6e Mars",
            "MAI",
            "3 MARSEILLE",
            "2NDE 1",
        ),
        *("10", "3.1", "TG-04", "1/2", "CE1-CE2", "6ème mai", "UPE2A"),
    ],
)
def test_classes_that_are_no_date(read: Read, written: str) -> None:
    """Codes of real classes look like many things."""
    assert one(read, csv_bytes([HEADINGS, line(Classe=written)])).class_name == written


@pytest.mark.parametrize("written", ["1,23E+10", "1.23457E+11", "3,1E+09", "1E+10", "#######"])
def test_an_ine_that_a_spreadsheet_rounded(read: Read, written: str) -> None:
    """It says so, with the pupil and the class."""
    found = only_fault(read, line(INE=written))
    assert (found.kind, found.field) == (FaultKind.SPREADSHEET, "INE")
    assert (found.pupil, found.class_name) == ("SOUND Pupil", "3A")


@pytest.mark.parametrize(
    "written",
    [
        *("-", "--", "NC", "N.C.", "n/c", "0", "00000000000", "en cours", "En cours d’attribution"),
        *("néant", "sans", "SANS INE", "aucun", "n/a", "#", "?", "...", "inconnu", "x", "à venir"),
        *("non communiqué", "/", "*", "NR", " "),
    ],
)
def test_what_stands_for_no_ine(read: Read, written: str) -> None:
    """Two who have none are two pupils, not one."""
    rows = [line(INE=written), line(INE=written, Prénom="Other")]
    file = read(csv_bytes([HEADINGS, *rows]))
    assert [one.ine for one in file.persons] == [None, None]
    assert file.rejected == ()


@pytest.mark.parametrize(
    "written", ["0310000001A", "070310001XY", "1A", "123456789AB", "0310000001a "]
)
def test_real_national_ids_stay(read: Read, written: str) -> None:
    """Capitals, without blanks."""
    assert one(read, csv_bytes([HEADINGS, line(INE=written)])).ine == written.strip().upper()


def test_a_word_is_no_national_id(read: Read) -> None:
    """A name in that column is a fault, not an id that somebody else may have too."""
    found = only_fault(read, line(INE="Durand"))
    assert (found.kind, found.field, found.found) == (FaultKind.MALFORMED, "INE", "Durand")


@WRITERS
@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize(
    "name",
    ["Noémie", "Côme", "Gaëlle", "Inès", "François", "Chloé", "Maël", "Zoé", "Benoît", "Àngel"],
)
def test_accents_encoded_twice_are_mended(
    read: Read, write: Callable[..., bytes], name: str, times: int
) -> None:
    """Once or twice too often, in any column, in any container."""
    spoilt = name
    for _ in range(times):
        spoilt = spoilt.encode().decode("cp1252", errors="surrogateescape")
        spoilt = "".join(chr(ord(c) - 0xDC00) if "\udc80" <= c <= "\udcff" else c for c in spoilt)
    headings = [heading.replace("é", "Ã©") for heading in HEADINGS]
    person = one(read, write([headings, line(Prénom=spoilt, Commune_de_naissance=spoilt)]))
    assert (person.first_name, person.birth_city) == (name, name)


@settings(max_examples=300, deadline=None)
@given(NAMES, st.sampled_from(["cp1252", "iso8859-1", "mac_roman", "cp850"]))
@example("À’A", "mac_roman")
def test_any_french_text_encoded_twice_is_mended(text: str, codec: str) -> None:
    """Whatever the program took UTF-8 for."""
    raw = text.encode()
    letters = [bytes([byte]).decode(codec, errors="ignore") or chr(byte) for byte in raw]
    mended = accents.mended("".join(letters))
    # « ÔÇÖ » may be a name's capitals: it is told, not mended.
    assert mended == text or ("’" in text and codec == "cp850" and accents.lost_in_name(mended))


@pytest.mark.parametrize(
    ("spoilt", "meant"),
    [
        *(("InÃšs", "Inès"), ("CÃŽme", "Côme"), ("GÃŒnter", "Günter"), ("ÃŽle", "Île")),
        *(("JESÃšS", "JESÚS"), ("StraÃŸe", "Straße"), ("ErdoÄŸan", "Erdoğan"), ("CÅ“ur", "Cœur")),
        *(
            ("Lâ€™HaÃ¿", "L’Haÿ"),
            ("No√©mie", "Noémie"),
            ("No├®mie", "Noémie"),
            ("VoilÃ\u00a0", "Voilà"),
        ),
    ],
)
def test_pairs_that_two_encodings_share(spoilt: str, meant: str) -> None:
    """What stands before them tells a small letter from a capital."""
    assert accents.mended(spoilt) == meant


@settings(max_examples=300, deadline=None)
@given(NAMES)
def test_a_sound_french_text_is_left_as_it_is(text: str) -> None:
    """No pair of letters is taken for another."""
    assert accents.mended(text) == text
    assert fields.text(text) == " ".join(text.split()) or text.startswith("'")


@pytest.mark.parametrize("field", ["Nom", "Prénom"])
@pytest.mark.parametrize(
    "written", ["No\ufffdmie", "No?mie", "Andr?", "?ric", "No¿mie", "No¤mie", "Andr√", "VoilÃ Zoé"]
)
def test_letters_lost_in_a_name_are_a_fault(read: Read, field: str, written: str) -> None:
    """With the line, the pupil and the class; never stored."""
    found = only_fault(read, line(**{field: written, "INE": "0310000001A"}))
    assert (found.kind, found.field) == (FaultKind.LOST_LETTERS, field.lower())
    assert written in found.pupil
    assert (found.class_name, found.ine) == ("3A", "0310000001A")


def test_letters_lost_elsewhere_are_a_fault(read: Read) -> None:
    """In a class or a town."""
    for field, written in (("Classe", "3\ufffd"), ("Commune de naissance", "Besan?on")):
        found = only_fault(read, line(**{field: written}, INE="0310000001A"))
        assert (found.kind, found.field) == (FaultKind.LOST_LETTERS, field.lower())


def test_a_day_that_does_not_exist_and_one_to_come(read: Read) -> None:
    """Each is told as what it is."""
    never = only_fault(read, line(INE="1A", Date_de_naissance="31/02/2012"))
    later = only_fault(read, line(INE="1A", Date_de_naissance="12/05/2030"))
    assert (never.kind, later.kind) == (FaultKind.NO_SUCH_DAY, FaultKind.YET_TO_COME)


def test_one_pupil_twice_in_two_classes(read: Read) -> None:
    """Said as such, with where the other line is; the first stays."""
    file = read(csv_bytes([HEADINGS, SOUND, line(Classe="ULIS")]))
    (found,) = file.rejected
    assert (found.kind, found.found) == (FaultKind.TWO_CLASSES, "3A (ligne 2)")
    assert (found.pupil, found.class_name) == ("SOUND Pupil", "ULIS")
    assert [one.class_name for one in file.persons] == ["3A"]


@pytest.mark.parametrize(
    "total",
    [
        *(["", "", "", "", "", "1 élève"], ["Total : 1"], ["", "Nombre d’élèves", "1"]),
        *(["Effectif : 25 élèves, 12 filles et 13 garçons"], ["25 élèves"], ["", "", "Total 1"]),
        *(["", "Total 4A : 25"], ["Effectif 3E1", "28"], ["Nombre d’élèves en 6e : 25"]),
    ],
)
@pytest.mark.parametrize("at", [1, 2])
def test_a_line_with_nothing_but_a_count_is_a_total(read: Read, total: list[str], at: int) -> None:
    """At the end or between two classes."""
    rows = [SOUND, line(INE="1A", Nom="OTHER")]
    rows.insert(at, total)
    file = read(csv_bytes([HEADINGS, *rows]))
    assert (len(file.persons), file.rejected) == (2, ())


@pytest.mark.parametrize("cell", ["Total", "TOTAL GÉNÉRAL", "Effectif", "25"])
@pytest.mark.parametrize("column", range(len(HEADINGS)))
def test_a_last_line_of_one_cell_is_a_total_in_whatever_column(
    read: Read, cell: str, column: int
) -> None:
    """One cell makes no pupil; before the end it is told, as a line cut short is."""
    foot = ["" for _ in HEADINGS]
    foot[column] = cell
    file = read(csv_bytes([HEADINGS, SOUND, foot]))
    assert (len(file.persons), file.rejected) == (1, ())
    assert read(csv_bytes([HEADINGS, foot, SOUND])).rejected


def test_a_last_line_that_names_somebody_is_no_total(read: Read) -> None:
    """Cut short, it is told rather than passed over."""
    (found, *_) = read(csv_bytes([HEADINGS, SOUND, ["", "LEFEBVRE"]])).rejected
    assert (found.line, found.kind, found.pupil) == (3, FaultKind.MISSING, "LEFEBVRE")


def test_who_has_left_is_named_and_who_will_leave_stays(read: Read) -> None:
    """By the leaving date that PRONOTE and ONDE write; other words in that column are no date."""
    rows = [
        [*line(INE="1A", Nom="GONE"), "01/09/2026"],
        [*line(INE="2B", Nom="STAYS"), "04/07/2027"],
        [*line(INE="3C", Nom="FREE"), "Autorisée"],
    ]
    file = read(csv_bytes([[*HEADINGS, "Sortie"], *rows]))
    assert [one.last_name for one in file.persons] == ["STAYS", "FREE"]
    (aside,) = file.aside
    assert (aside.last_name, aside.class_name) == ("GONE", "3A")
    assert (aside.reason, aside.ine) == (AsideReason.LEFT_SCHOOL, "1A")


def model(**changed: str) -> list[list[str]]:
    """A sound FREGATA table of one pupil, some of its columns changed or, empty, left out."""
    row = ["9Z", "Noémie", "", "", "ARVIEUX", "", "F", "14/03/2009", "97422", "", "974", "99100"]
    cells = dict(zip(FREGATA_HEADINGS, [*row, "ST", "MEF1", "2NDE 1"], strict=True))
    kept = {key: changed.get(key.rstrip("*"), value) for key, value in cells.items()}
    return [list(kept), list(kept.values())]


@pytest.mark.parametrize("column", ["Identifiant unique*", "Premier prénom*", "Code MEF*"])
def test_fregata_without_a_column_is_told_which(read: Read, column: str) -> None:
    """Never read as a list of another software, with its codes as names."""
    headings, row = model()
    place = headings.index(column)
    del headings[place], row[place]
    with pytest.raises(errors.MissingColumns) as caught:
        read(csv_bytes([headings, row]))
    (missing,) = listed(caught.value.columns)
    assert missing.casefold() == column.rstrip("*").casefold()
    assert caught.value.headings == headings


def test_a_department_is_never_a_number_that_is_none(read: Read) -> None:
    """In FREGATA as in any list: told with the pupil, and not stored."""
    rows = [[*HEADINGS, "Département de naissance"], [*line(INE="1A"), "200"], [*SOUND, "33"]]
    for content in (csv_bytes(model(**{"Code département naissance": "200"})), csv_bytes(rows)):
        file = read(content)
        assert [(one.found, one.class_name) for one in file.unknown_places] == [
            ("200", file.persons[0].class_name)
        ]
        assert "200" not in {one.birth_department for one in file.persons}


@pytest.mark.parametrize("code", ["99", "099", "0", ""])
def test_a_department_abroad_is_empty(read: Read, code: str) -> None:
    """99 is none."""
    rows = [[*HEADINGS, "Département de naissance"], [*SOUND, code]]
    assert one(read, csv_bytes(rows)).birth_department == ""


def test_a_birth_date_keeps_its_day_in_every_dress(read: Read) -> None:
    """A formula around it, an hour behind it."""
    for written in ('="14/03/2012"', "'14/03/2012", "14/03/2012 10:30", "14 mars 2012", "40982"):
        assert one(read, csv_bytes([HEADINGS, line(Date_de_naissance=written)])).birth_date == (
            dt.date(2012, 3, 14)
        )
