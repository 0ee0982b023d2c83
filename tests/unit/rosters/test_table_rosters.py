"""ONDE, PRONOTE, Charlemagne and plain lists, in every container."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, TypeAlias

import pytest
from tests.unit.rosters.writers import (
    CHARLEMAGNE_HEADINGS,
    FREGATA_HEADINGS,
    LIST_HEADINGS,
    ONDE_HEADINGS,
    PRONOTE_HEADINGS,
    Cell,
    Grid,
    csv_bytes,
    html_bytes,
    ods_bytes,
    xlsx_bytes,
)

from certui import errors
from certui.domain.models import Person, Sex
from certui.domain.refusals import RosterFaults
from certui.domain.roster_files import FaultKind, RosterFile
from certui.rosters import rows

if TYPE_CHECKING:
    from collections.abc import Callable

Read: TypeAlias = "Callable[[bytes], RosterFile]"
Write: TypeAlias = "Callable[[Grid], bytes]"

BORN = dt.date(2011, 2, 14)
PUPIL = ["LEFÈVRE", "Chloé", "14/02/2011", "F", "3EB", ""]
WRITERS = pytest.mark.parametrize("write", [csv_bytes, html_bytes, xlsx_bytes, ods_bytes])


def person(**changed: object) -> Person:
    """What most formats say of a pupil."""
    said: dict[str, object] = {
        "ine": None,
        "last_name": "LEFÈVRE",
        "first_name": "Chloé",
        "sex": None,
        "birth_date": BORN,
        "class_name": "3EB",
    }
    return Person(**(said | changed))  # type: ignore[arg-type]  # any field may be changed


def rejected(read: Read, content: bytes) -> list[tuple[int, FaultKind, str, str]]:
    """Line, what is wrong, which field and what stands there."""
    file = read(content)
    assert not file.strict
    return [(one.line, one.kind, one.field, one.found) for one in file.rejected]


def listed(*rows: list[str]) -> bytes:
    """A CSV list of pupils."""
    return csv_bytes([LIST_HEADINGS, ["LEFÈVRE", "Chloé", "14/02/2011", "F", "3EB", ""], *rows])


@WRITERS
def test_pronote(read: Read, write: Write) -> None:
    """One cell for both names: the words in capitals are the family name."""
    content = write([PRONOTE_HEADINGS, ["DE LA TOUR Jean-Baptiste", BORN, "Masculin", "3B"]])
    file = read(content)
    assert list(file.persons) == [
        person(last_name="DE LA TOUR", first_name="Jean-Baptiste", sex=Sex.MALE, class_name="3B")
    ]
    assert file.format_name.startswith("PRONOTE (")


@WRITERS
def test_onde(read: Read, write: Write) -> None:
    """Its own headings, a blank before « Cycle », a total at the end."""
    row: list[Cell] = [
        "LEFÈVRE",
        "USAGE",
        "Chloé",
        BORN,
        "F",
        "123456789AB",
        "1 rue X",
        "33000",
        "Bordeaux",
    ]
    row += ["France", "", "", "", "", "CYCLE III", "CM2", "CM2 A", "77", "O", "O", "O", ""]
    file = read(write([ONDE_HEADINGS, row, ["Nombre d’élèves", "1"]]))
    known = person(ine="123456789AB", sex=Sex.FEMALE, class_name="CM2 A", usage_name="USAGE")
    assert list(file.persons) == [known]
    assert file.format_name.startswith("ONDE (")
    assert file.rejected == ()


@WRITERS
def test_charlemagne(read: Read, write: Write) -> None:
    """A title above, headings again inside, dates in figures, a number that is not the INE."""
    row: list[Cell] = ["4512", "LEFÈVRE", "Chloé", "3EB", "3EME", 20110214]
    grid: Grid = [
        ["Le 26 août 2026 à 09 h 32"],
        [],
        CHARLEMAGNE_HEADINGS,
        row,
        CHARLEMAGNE_HEADINGS,
        [*row[:2], "Zoé", *row[3:]],
    ]
    file = read(write(grid))
    assert list(file.persons) == [person(), person(first_name="Zoé")]
    assert file.format_name.startswith("Charlemagne (")


@WRITERS
def test_a_list_with_places(read: Read, write: Write) -> None:
    """Words of the file win over what its codes stand for."""
    headings = [*LIST_HEADINGS, "Code commune naissance", "Ville de naissance", "Pays naissance"]
    headings.append("Département de naissance")
    rows: Grid = [
        headings,
        ["A", "Un", BORN, "F", "3EB", "1A", 25056, "", "", ""],
        ["B", "Deux", BORN, "F", "3EB", "2B", "", "PORTO", 99139, ""],
        ["C", "Trois", BORN, "F", "3EB", "3C", "1053", "Bourg", "FRANCE", "01"],
        ["D", "Quatre", BORN, "F", "3EB", "4D", "", "Oran", "Algérie", "Oranie"],
    ]
    places = [
        (one.birth_city, one.birth_city_code, one.birth_department, one.birth_country)
        for one in read(write(rows)).persons
    ]
    assert places == [
        ("Besançon", "25056", "Doubs", "France"),
        ("PORTO", "", "", "Portugal"),
        ("Bourg", "01053", "Ain", "FRANCE"),
        ("Oran", "", "Oranie", "Algérie"),
    ]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize(
    ("codec", "shown"),
    [
        ("utf-8-sig", "UTF-8"),
        ("utf-8", "UTF-8"),
        ("cp1252", "Windows-1252"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
    ],
)
def test_csv_separators_and_encodings(read: Read, separator: str, codec: str, shown: str) -> None:
    """Told by the headings and the bytes; œ survives each."""
    row = ["CŒUR, LE", "Zoé", "14/02/2011", "F", "3;B", ""]
    file = read(csv_bytes([LIST_HEADINGS, row], separator=separator, codec=codec))
    assert [(one.last_name, one.class_name) for one in file.persons] == [("CŒUR, LE", "3;B")]
    assert file.encoding == shown


@pytest.mark.parametrize(
    "headings",
    [
        "NOM;PRENOM;DATE DE NAISSANCE;CLASSE",
        " nom* ;Prénom* : ;Date de naissance (jj/mm/aaaa)*;Division*",
        "Nom de l'élève;Prénom de l’élève;Né(e) le;Nom de la classe",
        "Nom élève;Prénom  élève;date-naissance;Libellé classe",
        "Nom de naissance;Prénom 1;NAISSANCE;Code classe",
    ],
)
def test_headings_in_any_dress(read: Read, headings: str) -> None:
    """Accents, case, apostrophes, stars and explanations do not count."""
    content = f"{headings}\nLEFÈVRE;Chloé;14/02/2011;3EB\n".encode()
    assert list(read(content).persons) == [person()]


def test_the_most_telling_heading_serves(read: Read) -> None:
    """« Nom de famille » before « Nom », « Libellé classe » before « Classe »."""
    content = "Nom;Nom de famille;Prénom;Naissance;Classe;Libellé classe\nX;A;B;14/02/2011;7;CM2"
    (one,) = read(content.encode()).persons
    assert (one.last_name, one.class_name) == ("A", "CM2")


@pytest.mark.parametrize(
    ("written", "born"),
    [
        ("14/02/2011", BORN),
        ("4/2/2011", dt.date(2011, 2, 4)),
        ("14.02.2011", BORN),
        ("14-02-2011", BORN),
        ("14/02/2011 00:00:00", BORN),
        ("14/02/2011 0:00", BORN),
        ("2011-02-14", BORN),
        ("2011-02-14 00:00:00", BORN),
        ("20110214", BORN),
        ("14/02/11", BORN),
        ("14/09/23", dt.date(2023, 9, 14)),
        ("14/09/96", dt.date(1996, 9, 14)),
        ("14/02/2011 15:30", BORN),
        ("14/02/2011 8h05", BORN),
        ("2011-02-14T00:00:00", BORN),
        ("2011-02-14T00:00:00.000Z", BORN),
        ("2011/02/14", BORN),
        ("14 02 2011", BORN),
        ("14 février 2011", BORN),
        ("14 FEVRIER 2011", BORN),
        ("lundi 14 février 2011", BORN),
        ("14-févr.-2011", BORN),
        ("14-févr-11", BORN),
        ("14 févr. 2011", BORN),
        ("1er août 2011", dt.date(2011, 8, 1)),
        ("2 déc. 2011", dt.date(2011, 12, 2)),
        ("40588", BORN),
        ("40588.0", BORN),
        ("40588,645833", BORN),
    ],
)
def test_birth_dates_as_software_writes_them(read: Read, written: str, born: dt.date) -> None:
    """Years of two digits are those of people of 3 to 30 years in 2026."""
    file = read(listed(["A", "B", written, "", "3A", ""]))
    assert [one.birth_date for one in file.persons] == [BORN, born]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("31/02/2011", FaultKind.NO_SUCH_DAY),
        ("2011-02-29", FaultKind.NO_SUCH_DAY),
        ("31 avril 2011", FaultKind.NO_SUCH_DAY),
        ("00/00/0000", FaultKind.NO_SUCH_DAY),
        ("99999999", FaultKind.NO_SUCH_DAY),
        ("15/09/2026", FaultKind.YET_TO_COME),
        ("12 mai 2030", FaultKind.YET_TO_COME),
        ("14/02/24", FaultKind.MALFORMED),
        ("14/02/95", FaultKind.MALFORMED),
        ("2011", FaultKind.MALFORMED),
        ("0", FaultKind.MALFORMED),
        ("1/1/1900", FaultKind.MALFORMED),
        ("lundi", FaultKind.MALFORMED),
        ("12 ventôse 2011", FaultKind.MALFORMED),
        ("2011-02-13T22:00:00Z", FaultKind.MALFORMED),
        ("-1", FaultKind.MALFORMED),
        ("9000", FaultKind.MALFORMED),
        ("60000", FaultKind.MALFORMED),
    ],
)
def test_birth_dates_that_are_none(read: Read, written: str, kind: FaultKind) -> None:
    """No such day, to come, too old, or a year that could be of two centuries."""
    line = rejected(read, listed(["A", "B", written, "", "3A", ""]))
    assert line == [(3, kind, "date de naissance", written)]


def test_every_fault_of_a_line_is_told(read: Read) -> None:
    """Line number, field, what was found; the other lines can be imported."""
    content = listed(
        ["", "", "", "X", "", "1A"],
        ["A", "B", "14/02/2011", "F", "3A", "2B"],
        ["C", "D", "14/02/2011", "F", "3A", "2B"],
        ["LEFEVRE", "chloe", "14/02/2011", "F", "3eb", ""],
        ["A", "B" * 501, "14/02/2011", "F", "3A", "3C"],
    )
    assert rejected(read, content) == [
        (3, FaultKind.MISSING, "nom", ""),
        (3, FaultKind.MISSING, "prénom", ""),
        (3, FaultKind.MISSING, "date de naissance", ""),
        (3, FaultKind.MISSING, "classe", ""),
        (3, FaultKind.UNKNOWN, "sexe", "X"),
        (5, FaultKind.SHARED_INE, "INE", "A B, 3A (ligne 4)"),
        (6, FaultKind.DUPLICATE, "élève", "3EB (ligne 2)"),
        (7, FaultKind.MALFORMED, "prénom", "B" * 79 + "…"),
    ]
    assert len(read(content).persons) == 2


def test_homonyms_of_two_classes_are_two_pupils(read: Read) -> None:
    """Only the same pupil twice in the same class is a duplicate."""
    content = listed(["LEFÈVRE", "Chloé", "14/02/2011", "F", "3EC", ""])
    assert len(read(content).persons) == 2


@pytest.mark.parametrize("name", ["", "Jean", "DUPONT MARTIN JEAN", "Dupont Jean Marie"])
def test_names_that_cannot_be_told_apart(read: Read, name: str) -> None:
    """Nothing is guessed: the line is set aside."""
    rows: Grid = [PRONOTE_HEADINGS, ["A Bé", BORN, "F", "3A"], [name, BORN, "F", "3A"]]
    kind = FaultKind.MALFORMED if name else FaultKind.MISSING
    assert rejected(read, csv_bytes(rows)) == [(3, kind, "nom et prénom", name)]


def test_lines_keep_their_number_after_cells_of_two_lines(read: Read) -> None:
    """The number of the line in the file, as an editor shows it."""
    content = b'Nom;Prenom;Naissance;Classe\n"A\nA";B;14/02/2011;3A\n\n\nC;;14/02/2011;3A\n'
    assert rejected(read, content) == [(6, FaultKind.MISSING, "prénom", "")]


def test_only_the_last_line_may_be_a_total(read: Read) -> None:
    """Elsewhere, a line that says little is a fault."""
    content = listed(["Total", "", "", "", "", ""], ["A", "B", "14/02/2011", "", "3A", ""])
    assert {line for line, *_ in rejected(read, content)} == {3}
    assert read(listed(["Total", "", "", "", "", ""], ["", "", "", "", "", ""])).rejected == ()


def test_not_one_usable_line_is_refused(read: Read) -> None:
    """There is nothing to choose: the faults refuse the file."""
    with pytest.raises(RosterFaults):
        read(csv_bytes([LIST_HEADINGS, ["A", "", "", "", "3A", ""]]))


def test_thousands_of_faults_refuse_the_file(read: Read) -> None:
    """A file like that is no roster; its faults are listed up to a bound."""
    rows = [[f"N{number}", "", "", "", "", ""] for number in range(4_000)]
    with pytest.raises(RosterFaults) as caught:
        read(listed(*rows))
    faults = caught.value.faults
    assert isinstance(faults, list)
    assert len(faults) == 10_000


@pytest.mark.parametrize(
    "content",
    [b" ", b"\n\n\n", b";;;\n;;\n", b"\xef\xbb\xbf", ";".join(LIST_HEADINGS).encode()],
)
def test_an_empty_sheet(read: Read, content: bytes) -> None:
    """Nothing, or headings and nothing below."""
    with pytest.raises(errors.EmptySheet):
        read(content)


@WRITERS
def test_an_empty_sheet_in_every_container(read: Read, write: Write) -> None:
    """The same, as a table or a workbook."""
    for grid in ([], [LIST_HEADINGS], [[], [], LIST_HEADINGS, ["", ""]]):
        with pytest.raises(errors.EmptySheet):
            read(write(grid))


@WRITERS
def test_no_headings(read: Read, write: Write) -> None:
    """Pupils without headings, or headings lower than the tenth line."""
    row = ["LEFÈVRE", "Chloé", "14/02/2011", "F", "3EB", ""]
    for grid in ([row], [["x"]] * 10 + [LIST_HEADINGS, row], [["Élève", "Note"], ["A B", "12"]]):
        with pytest.raises(errors.NoHeading):
            read(write(grid))


@WRITERS
def test_a_heading_twice(read: Read, write: Write) -> None:
    """Which of the two counts cannot be known."""
    with pytest.raises(errors.HeadingTwice) as caught:
        read(write([["Titre"], [*LIST_HEADINGS, "NOM *"], ["A"]]))
    assert caught.value.heading == "NOM *"
    assert caught.value.line == 2


def test_an_unknown_heading_twice(read: Read) -> None:
    """What is not read may stand as often as it likes."""
    content = csv_bytes([[*LIST_HEADINGS, "Note", "Note", ""], [*PUPIL, "12", "13", ""]])
    assert len(read(content).persons) == 1


def test_columns_that_are_needed(read: Read) -> None:
    """Names, birth date and class."""
    for headings, missing in (
        ("Nom;Prénom", ["date de naissance", "classe"]),
        ("Nom;Classe;Naissance", ["prénom"]),
        ("Élève;Classe", ["date de naissance"]),
        ("Sexe;INE", ["nom", "prénom", "date de naissance", "classe"]),
    ):
        with pytest.raises(errors.MissingColumns) as caught:
            read(f"{headings}\nA;B;C".encode())
        assert caught.value.columns == missing


def test_too_many_lines(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two million lines are refused at once, and so are those that only a reader sees."""
    with pytest.raises(errors.TooManyLines):
        read(";".join(LIST_HEADINGS).encode() + b"\nA;B" + b"\n" * 2_000_000)
    monkeypatch.setattr(rows, "MOST_LINES", 4)
    assert len(read(html_bytes([LIST_HEADINGS, *[PUPIL] * 3])).persons) == 1
    with pytest.raises(errors.TooManyLines):
        read(html_bytes([LIST_HEADINGS, *[PUPIL] * 4]))


@WRITERS
def test_too_many_columns(read: Read, write: Write) -> None:
    """Sixty pass, when what stands beyond is empty."""
    row = ["LEFÈVRE", "Chloé", "14/02/2011", "F", "3EB", "", *["x"] * 54]
    assert len(read(write([LIST_HEADINGS, [*row, "", ""]])).persons) == 1
    with pytest.raises(errors.TooManyColumns):
        read(write([LIST_HEADINGS, [*row, "x"]]))


def test_quotation_marks_left_open(read: Read) -> None:
    """They would swallow the rest of the file."""
    with pytest.raises(errors.BadQuotes) as caught:
        read(listed().replace(b"Chlo", b'"Chlo') + b"A;B\n")
    assert caught.value.line == 2


def test_an_enormous_cell(read: Read) -> None:
    """Nine megabytes in one cell."""
    with pytest.raises(errors.RecordTooLong) as caught:
        read(listed(["A" * 9_000_000]))
    assert caught.value.line == 3


def test_nul_bytes(read: Read) -> None:
    """Text has none; the line is told."""
    for codec in ("utf-8", "utf-16"):
        text = listed(["A", "B\0", "14/02/2011", "F", "3A", ""]).decode("utf-8-sig")
        with pytest.raises(errors.NulBytes) as caught:
            read(text.encode(codec))
        assert caught.value.line == 3


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("other", [b"\xe9", b"\x81"])
def test_encodings_mixed(read: Read, mark: bytes, other: bytes) -> None:
    """Half UTF-8, half Windows-1252 or nothing known: the line is told, no name is spoilt."""
    content = mark + listed().removeprefix(b"\xef\xbb\xbf") + other + b";B;14/02/2011;F;3A;\n"
    with pytest.raises(errors.BadEncoding) as caught:
        read(content)
    assert caught.value.line == 3


def test_a_table_too_large(read: Read) -> None:
    """Ten megabytes are enough for a CSV of any school."""
    with pytest.raises(errors.FileTooLarge):
        read(b"Nom;Prenom\n" + b"x" * 10_000_000)


def test_html_as_it_comes(read: Read) -> None:
    """Comments, entities, missing end tags, stray brackets, spans, several tables."""
    text = """<!DOCTYPE html><!-- <table><tr><td>Nom</td></tr> --><TABLE><tr><td colspan="2">Le 26
    <tr><th>Nom<th>Prénom<th>Date de naissance<th><b>Classe</b>
    <tr><td>D&eacute;sir&eacute;e &lt;b&gt;<td>Anne<br>Lise<td><font>14/02/2011</font><td> 3&nbsp;B
    <tr><td colspan=1>1 < 2</td><td>x<td>14/02/2011<td>3A</TR></TABLE>
    <table><tr><td>C</td><td>D</td><td>14/02/2011</td><td>3C</td></table><!-- fin"""
    names = [(one.last_name, one.first_name, one.class_name) for one in read(text.encode()).persons]
    assert names == [("Désirée <b>", "Anne Lise", "3 B"), ("1 < 2", "x", "3A"), ("C", "D", "3C")]


@pytest.mark.parametrize(
    "junk", [b"<!--", b"<td", b"<", b"<td><", b"&#", b"<!-- -", b"<td colspan=60>", b"<tr><td>a"]
)
def test_html_crafted_to_hang(read: Read, junk: bytes) -> None:
    """Two megabytes of beginnings are refused like anything else."""
    with pytest.raises(errors.RosterError):
        read(b"<table>" + junk * (2_000_000 // len(junk)))


def fregata(**changed: str) -> list[str]:
    """A line of FREGATA, sound but for what is changed (by the start of its heading)."""
    sound = "123F;Béatrice;Anne;;Kidou;Mamba;F;01/01/2009;97422;;974;99100;ST;MEF1;2NDE 1"
    values = dict(zip(FREGATA_HEADINGS, sound.split(";"), strict=True))
    for start, value in changed.items():
        (heading,) = [one for one in FREGATA_HEADINGS if one.startswith(start.replace("_", " "))]
        values[heading] = value
    return list(values.values())


@WRITERS
def test_fregata(read: Read, write: Write) -> None:
    """The model's example, with places by name."""
    abroad = fregata(
        Identifiant="124G",
        Code_pays="99139",
        Code_commune="",
        Libellé="Porto",
        Date="01/01/09",
        Division="2NDE  1",
    )
    file = read(write([FREGATA_HEADINGS, fregata(), abroad]))
    assert file.strict
    assert file.format_name == "FREGATA"
    assert list(file.persons) == [
        person(
            ine="123F",
            last_name="Kidou",
            first_name="Béatrice",
            usage_name="Mamba",
            sex=Sex.FEMALE,
            birth_date=dt.date(2009, 1, 1),
            class_name="2NDE 1",
            birth_city="Le Tampon",
            birth_city_code="97422",
            birth_department="La Réunion",
            birth_country="France",
        ),
        person(
            ine="124G",
            last_name="Kidou",
            first_name="Béatrice",
            usage_name="Mamba",
            sex=Sex.FEMALE,
            birth_date=dt.date(2009, 1, 1),
            class_name="2NDE 1",
            birth_city="Porto",
            birth_country="Portugal",
        ),
    ]


def test_fregata_of_before_sexes(read: Read) -> None:
    """Older models lack one column; any other that lacks is named."""
    grid = [FREGATA_HEADINGS, fregata()]
    without = [[cell for number, cell in enumerate(row) if number != 6] for row in grid]
    assert [one.sex for one in read(csv_bytes(without)).persons] == [None]
    without = [row[:-2] for row in grid]
    with pytest.raises(errors.MissingColumns) as caught:
        read(csv_bytes(without))
    assert caught.value.columns == ["code MEF", "division"]


@pytest.mark.parametrize(
    ("changed", "kind", "field"),
    [
        ({"Identifiant": ""}, FaultKind.MISSING, "identifiant unique"),
        ({"Premier": ""}, FaultKind.MISSING, "premier prénom"),
        ({"Nom_de": ""}, FaultKind.MISSING, "nom de famille"),
        ({"Code_sexe": ""}, FaultKind.MISSING, "code sexe"),
        ({"Code_sexe": "X"}, FaultKind.UNKNOWN, "code sexe"),
        ({"Date": ""}, FaultKind.MISSING, "date de naissance"),
        ({"Date": "31/02/2009"}, FaultKind.NO_SUCH_DAY, "date de naissance"),
        ({"Date": "1/1/2009"}, FaultKind.MALFORMED, "date de naissance"),
        ({"Code_commune": ""}, FaultKind.MISSING, "code commune naissance"),
        ({"Code_commune": "974"}, FaultKind.MALFORMED, "code commune naissance"),
        (
            {"Code_commune": "", "Code_pays": "99139"},
            FaultKind.MISSING,
            "libellé commune naissance",
        ),
        ({"Code_département": ""}, FaultKind.MISSING, "code département naissance"),
        ({"Code_département": "1"}, FaultKind.MALFORMED, "code département naissance"),
        ({"Code_pays": ""}, FaultKind.MISSING, "code pays naissance"),
        ({"Code_pays": "100"}, FaultKind.MALFORMED, "code pays naissance"),
        ({"Code_pays": "99600"}, FaultKind.MALFORMED, "code pays naissance"),
        ({"Statut": "XX"}, FaultKind.UNKNOWN, "statut"),
        ({"Code_MEF": ""}, FaultKind.MISSING, "code MEF"),
        ({"Division": ""}, FaultKind.MISSING, "division"),
        ({"Division": "x" * 256}, FaultKind.MALFORMED, "division"),
        ({"Identifiant": "9z"}, FaultKind.DUPLICATE, "INE"),
    ],
)
def test_fregata_is_held_to_its_model(
    read: Read, changed: dict[str, str], kind: FaultKind, field: str
) -> None:
    """Each fault refuses the file and names its line and field."""
    with pytest.raises(RosterFaults) as caught:
        read(csv_bytes([FREGATA_HEADINGS, fregata(Identifiant="9Z"), fregata(**changed)]))
    faults = caught.value.faults
    assert isinstance(faults, list)
    assert (kind, field, 3) in [(one.kind, one.field, one.line) for one in faults]


def test_fregata_of_nobody(read: Read) -> None:
    """Headings and nothing below."""
    with pytest.raises(errors.EmptySheet):
        read(csv_bytes([FREGATA_HEADINGS, [""] * 15]))


def test_fregata_stops_at_thousands_of_faults(read: Read) -> None:
    """The list is bounded, and so is the memory."""
    with pytest.raises(RosterFaults) as caught:
        read(csv_bytes([FREGATA_HEADINGS, *[["x"]] * 5_000]))
    faults = caught.value.faults
    assert isinstance(faults, list)
    assert 10_000 <= len(faults) < 10_020


@WRITERS
def test_fregata_never_takes_a_number_for_a_department(read: Read, write: Write) -> None:
    """That of the commune stands, and the number is told with the pupil and the line."""
    (kept,) = (file := read(write([FREGATA_HEADINGS, fregata(Code_département="200")]))).persons
    assert (kept.birth_city, kept.birth_department) == ("Le Tampon", "La Réunion")
    (told,) = file.unknown_places
    assert (told.field, told.found) == ("code département de naissance", "200")
    assert (told.pupil, told.class_name, told.line) == ("Kidou Béatrice", "2NDE 1", 2)


PLACES = [
    *("Nom", "Prénom", "Né(e) le", "Classe", "Code commune naissance"),
    *("Département naissance", "Pays naissance", "Libellé commune naissance"),
]


@pytest.mark.parametrize(
    ("cells", "expected", "told"),
    [
        ("75011;75;France;", ("Paris 11e Arrondissement", "75111", "Paris", "France"), []),
        ("33063;200;;", ("Bordeaux", "33063", "Gironde", "France"), ["200"]),
        (";200;;", ("", "", "", ""), ["200"]),
        (";33;;", ("", "", "Gironde", "France"), []),
        (";99;;Fès", ("Fès", "", "", ""), []),
        (";Gironde;;", ("", "", "Gironde", ""), []),
        ("NULL;NULL;NULL;NULL", ("", "", "", ""), []),
        ("69674;69;France;X", ("X", "", "Rhône", "France"), ["69674"]),
        ("33063;;Maroc;Fès", ("Fès", "", "", "Maroc"), []),
        (";;999;Fès", ("Fès", "", "", ""), ["999"]),
    ],
)
def test_a_place_of_a_list_is_understood_or_told(
    read: Read, cells: str, expected: tuple[str, str, str, str], told: list[str]
) -> None:
    """By words or by codes; neither a number nor NULL is ever a place."""
    text = ";".join(PLACES) + f"\nKidou;Béatrice;01/01/2009;3A;{cells}"
    file = read(text.encode())
    (kept,) = file.persons
    assert (
        kept.birth_city,
        kept.birth_city_code,
        kept.birth_department,
        kept.birth_country,
    ) == expected
    assert [one.found for one in file.unknown_places] == told
