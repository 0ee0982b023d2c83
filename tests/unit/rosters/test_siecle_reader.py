"""The SIECLE reader: which pupils are kept, and what refuses the file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeAlias

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.unit.rosters.writers import TODAY, pupil, siecle_text, structure, zipped

from certui import errors
from certui.domain.models import Person, Sex
from certui.domain.refusals import RosterFaults
from certui.domain.roster_files import AsideReason, FaultKind, RosterFile
from certui.domain.text import clean
from certui.rosters import accents, siecle
from certui.rosters.reader import read_roster

Read: TypeAlias = Callable[[bytes], RosterFile]

CHLOE = Person(
    ine="0000000001A",
    last_name="LEFÈVRE",
    first_name="Chloé",
    sex=Sex.FEMALE,
    birth_date=dt.date(2011, 2, 14),
    class_name="3A",
    birth_city="Mérignac",
    birth_city_code="33281",
    birth_department="Gironde",
    birth_country="France",
)


def latin(text: str) -> bytes:
    """Bytes in the encoding that SIECLE declares."""
    return text.encode("iso8859-15")


def faults_of(read: Read, content: bytes) -> list[tuple[str, FaultKind, str]]:
    """Who, what and which field, for each fault that refuses a file."""
    with pytest.raises(RosterFaults) as caught:
        read(content)
    faults = caught.value.faults
    assert isinstance(faults, list)
    return [(one.ine, one.kind, one.field) for one in faults]


def test_a_pupil_is_read_whole(read: Read) -> None:
    """Every field of a pupil, and the file's own, come out with places by name."""
    file = read(latin(siecle_text([pupil(CODE_COMMUNE_INSEE_NAISS="33281")])))
    assert list(file.persons) == [CHLOE]
    assert (file.format_name, file.encoding, file.uai) == ("SIECLE", "ISO-8859-15", "0330001A")
    assert (file.school_year, file.strict, file.rejected) == (2026, True, ())


def test_a_pupil_born_abroad_keeps_the_town_as_written(read: Read) -> None:
    """VILLE_NAISS and the country's name; no commune, no département, no fault."""
    born = pupil(
        CODE_PAYS="139",
        VILLE_NAISS="PORTO",
        CODE_COMMUNE_INSEE_NAISS="",
        CODE_DEPARTEMENT_NAISS="099",
    )
    (person,) = read(latin(siecle_text([born]))).persons
    assert (person.birth_city, person.birth_country) == ("PORTO", "Portugal")
    assert (person.birth_city_code, person.birth_department) == ("", "")


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("key", ["ELEVE_ID", "ELENOET"])
def test_classes_join_whatever_their_place_and_key(read: Read, key: str, first: bool) -> None:
    """STRUCTURES may come first, and ELENOET joins where ELEVE_ID is missing."""
    text = siecle_text(
        [pupil(), pupil(ID_NATIONAL="2B")],
        classes={0: structure("3G1", "G") + structure("3EB"), 1: structure("4C")},
        structures_first=first,
        key=key,
    )
    assert [one.class_name for one in read(latin(text)).persons] == ["3EB", "4C"]


@pytest.mark.parametrize(
    "inner",
    [
        "",
        structure("3G1", "G"),
        structure("Inactifs"),
        structure("INACTIFS"),
        "<X/>",
        structure("3X", "X"),
        structure(""),
    ],
)
def test_a_pupil_without_class_is_left_out(read: Read, inner: str) -> None:
    """Groups and « Inactifs » are no classes; faults of those left out do not count."""
    text = siecle_text([pupil(), pupil(ID_NATIONAL="2B", CODE_SEXE="")], classes={1: inner})
    file = read(latin(text))
    assert [one.ine for one in file.persons] == ["0000000001A"]
    assert [(one.reason, one.ine) for one in file.aside] == [(AsideReason.NO_CLASS, "2B")]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"ID_NATIONAL": ""}, AsideReason.NO_INE),
        ({"ID_NATIONAL": "-"}, AsideReason.NO_INE),
        ({"ID_NATIONAL": "en cours"}, AsideReason.NO_INE),
        ({"ID_NATIONAL": "00000000000"}, AsideReason.NO_INE),
        ({"DATE_SORTIE": "01/09/2026"}, AsideReason.LEFT_SCHOOL),
        ({"DATE_SORTIE": "13/09/2026"}, AsideReason.LEFT_SCHOOL),
        ({"DATE_SORTIE": "hier"}, AsideReason.LEFT_SCHOOL),
    ],
)
def test_who_has_no_ine_or_has_left_is_left_out_and_named(
    read: Read, changed: dict[str, str], reason: AsideReason
) -> None:
    """Neither counts, not even as a twin of the same INE; both are told with name and class."""
    text = siecle_text([pupil(**changed, CODE_SEXE="", PRENOM="Zoé"), pupil()])
    file = read(latin(text))
    assert [one.first_name for one in file.persons] == ["Chloé"]
    (aside,) = file.aside
    assert (aside.reason, aside.class_name) == (reason, "3A")
    assert (aside.last_name, aside.first_name) == ("LEFÈVRE", "Zoé")


@pytest.mark.parametrize("day", ["14/09/2026", "15/09/2026", "04/07/2027"])
def test_who_is_still_to_leave_stays(read: Read, day: str) -> None:
    """Whoever leaves today is there today."""
    file = read(latin(siecle_text([pupil(DATE_SORTIE=day)])))
    assert (len(file.persons), file.aside) == (1, ())


@pytest.mark.parametrize("tag", ["INE_RNIE", "ID_RNIE", "RNIE", "INE_BEA"])
@pytest.mark.parametrize("first", ["", "-", "NC"])
def test_another_national_number_serves(read: Read, tag: str, first: str) -> None:
    """Where ID_NATIONAL says that there is none."""
    text = siecle_text([pupil(ID_NATIONAL=first, **{tag: "070310001xy"})])
    assert [one.ine for one in read(latin(text)).persons] == ["070310001XY"]


def test_the_national_id_wins_over_other_numbers(read: Read) -> None:
    """INE_BEA is what a pupil had before."""
    text = siecle_text([pupil(INE_BEA="0310000009Z")])
    assert [one.ine for one in read(latin(text)).persons] == ["0000000001A"]


@pytest.mark.parametrize("tag", ["PRENOM", "NOM_DE_FAMILLE", "VILLE_NAISS"])
def test_accents_encoded_twice_are_mended(read: Read, tag: str) -> None:
    """Whatever the encoding of the file itself."""
    born = {"CODE_PAYS": "139", "CODE_COMMUNE_INSEE_NAISS": "", "CODE_DEPARTEMENT_NAISS": ""}
    text = siecle_text([pupil(**born | {tag: "NoÃ©mie"})], declared="UTF-8")
    (one,) = read(text.encode()).persons
    assert "Noémie" in (one.first_name, one.last_name, one.birth_city)


@pytest.mark.parametrize("written", ["No\ufffdmie", "No?mie", "Andr?", "No¿mie"])
def test_lost_letters_are_a_fault_of_the_pupil(read: Read, written: str) -> None:
    """With the INE, the name and the class."""
    text = siecle_text([pupil(PRENOM=written)], declared="UTF-8")
    with pytest.raises(RosterFaults) as caught:
        read(text.encode())
    faults = caught.value.faults
    assert isinstance(faults, list)
    (one,) = faults
    assert (one.kind, one.field, one.found) == (FaultKind.LOST_LETTERS, "prénom", written)
    assert (one.ine, one.pupil, one.class_name) == ("0000000001A", f"LEFÈVRE {written}", "3A")


def test_one_pupil_in_two_classes_and_two_pupils_of_one_ine(read: Read) -> None:
    """Each is told as what it is."""
    text = siecle_text(
        [pupil(), pupil(), pupil(ID_NATIONAL="2B"), pupil(ID_NATIONAL="2B", PRENOM="Zoé")],
        classes={1: structure("ULIS")},
    )
    assert faults_of(read, latin(text)) == [
        ("0000000001A", FaultKind.TWO_CLASSES, "INE"),
        ("2B", FaultKind.SHARED_INE, "INE"),
    ]


def test_the_first_of_two_classes_counts(read: Read) -> None:
    """A pupil stands in one class."""
    text = siecle_text([pupil()], classes={0: structure("3A") + structure("3B")})
    assert [one.class_name for one in read(latin(text)).persons] == ["3A"]


def test_nobody_left_is_refused(read: Read) -> None:
    """A file whose pupils are all left out says so."""
    with pytest.raises(errors.NoPupil):
        read(latin(siecle_text([pupil(ID_NATIONAL="")])))


def test_older_files_name_the_family_name_nom(read: Read) -> None:
    """NOM serves where NOM_DE_FAMILLE is empty; the name in use never does."""
    text = siecle_text([pupil(NOM_DE_FAMILLE="", NOM="DUPONT", NOM_USAGE="AUTRE")])
    assert [one.last_name for one in read(latin(text)).persons] == ["DUPONT"]


def test_the_name_in_use_is_read(read: Read) -> None:
    """Beside the family name; one that repeats it, or says that there is none, is none."""
    text = siecle_text([pupil(NOM_DE_FAMILLE="MARTIN", NOM_USAGE=" DUPONT  Durand ")])
    (one,) = read(latin(text)).persons
    assert (one.last_name, one.usage_name) == ("MARTIN", "DUPONT Durand")
    for nothing in ("", "-", "NC", "Martin"):
        text = siecle_text([pupil(NOM_DE_FAMILLE="MARTIN", NOM_USAGE=nothing)])
        assert read(latin(text)).persons[0].usage_name == ""


def test_letters_lost_in_a_name_in_use_are_a_fault(read: Read) -> None:
    """As in the other names; a question mark alone says that there is none."""
    with pytest.raises(RosterFaults):
        read(latin(siecle_text([pupil(NOM_USAGE="DUPR?S")])))
    assert read(latin(siecle_text([pupil(NOM_USAGE="?")]))).persons[0].usage_name == ""


def test_only_direct_children_count(read: Read) -> None:
    """What stands in SCOLARITE_AN_DERNIER or in an unknown element is not the pupil's."""
    text = siecle_text([pupil()]).replace(
        "</ELEVE>",
        "<SCOLARITE_AN_DERNIER><PRENOM>Faux</PRENOM><DATE_SORTIE>1</DATE_SORTIE>"
        "</SCOLARITE_AN_DERNIER></ELEVE>",
    )
    text = text.replace("Chloé</PRENOM>", "Chloé<X>Y</X></PRENOM>")
    assert [one.first_name for one in read(latin(text)).persons] == ["Chloé"]


def test_every_fault_is_listed_with_its_ine(read: Read) -> None:
    """All faults of all pupils come out at once, in file order."""
    text = siecle_text(
        [
            pupil(),
            pupil(),
            pupil(ID_NATIONAL="2B", CODE_SEXE="", DATE_NAISS=""),
            pupil(ID_NATIONAL="3C", CODE_SEXE="3", CODE_COMMUNE_INSEE_NAISS=""),
            pupil(ID_NATIONAL="4D", NOM_DE_FAMILLE="", PRENOM="\u200b"),
            pupil(),
        ]
    )
    assert faults_of(read, text.replace("ISO-8859-15", "UTF-8").encode()) == [
        ("0000000001A", FaultKind.DUPLICATE, "INE"),
        ("2B", FaultKind.MISSING, "sexe"),
        ("2B", FaultKind.MISSING, "date de naissance"),
        ("3C", FaultKind.MISSING, "code commune de naissance"),
        ("3C", FaultKind.UNKNOWN, "sexe"),
        ("4D", FaultKind.MISSING, "nom de famille"),
        ("4D", FaultKind.MISSING, "prénom"),
    ]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("31/02/2011", FaultKind.NO_SUCH_DAY),
        ("00/00/0000", FaultKind.NO_SUCH_DAY),
        ("15/09/2026", FaultKind.YET_TO_COME),
        ("14-02-2011", FaultKind.MALFORMED),
        ("2011-02-14", FaultKind.MALFORMED),
        ("14/02/11", FaultKind.MALFORMED),
        ("01/01/1900", FaultKind.MALFORMED),
        ("14/02/20111", FaultKind.MALFORMED),
        ("1/2/2011", FaultKind.MALFORMED),
        ("١٤/٠٢/٢٠١١", FaultKind.MALFORMED),
    ],
)
def test_a_badly_written_birth_date_is_a_fault(read: Read, written: str, kind: FaultKind) -> None:
    """Only a day that exists, in JJ/MM/AAAA, after 1900 and not to come."""
    text = siecle_text([pupil(DATE_NAISS=written)]).replace("ISO-8859-15", "UTF-8")
    expected = ("0000000001A", kind, "date de naissance")
    assert faults_of(read, text.encode()) == [expected]


def test_a_text_beyond_measure_is_a_fault(read: Read) -> None:
    """A name of 500 characters passes, one of 501 does not."""
    (person,) = read(latin(siecle_text([pupil(PRENOM="é" * 500)]))).persons
    assert person.first_name == "é" * 500
    text = siecle_text([pupil(PRENOM="é" * 501)])
    assert faults_of(read, latin(text)) == [("0000000001A", FaultKind.MALFORMED, "texte")]


def test_names_come_out_harmless(read: Read) -> None:
    """Escape sequences, bidi and zero-width marks never leave the reader."""
    name = "Ch\u202el\u200boé\x9b31m\u0085 [bold]x[/]"
    text = siecle_text([pupil(PRENOM=name)], declared="UTF-8")
    (person,) = read(text.encode()).persons
    assert person.first_name == clean(name) == "Chloé31m [bold]x[/]"


@pytest.mark.parametrize(
    ("declared", "codec", "shown"),
    [
        ("ISO-8859-15", "iso8859-15", "ISO-8859-15"),
        ("iso-8859-1", "cp1252", "Windows-1252"),
        ("windows-1252", "cp1252", "Windows-1252"),
        ("UTF-8", "utf-8", "UTF-8"),
        ("ISO-8859-15", "utf-8-sig", "UTF-8"),
        ("UTF-16", "utf-16", "UTF-16"),
        ("UTF-16", "utf-16-le", "UTF-16"),
        ("UTF-16", "utf-16-be", "UTF-16"),
    ],
)
def test_encodings(read: Read, declared: str, codec: str, shown: str) -> None:
    """A byte order mark wins over the declaration; œ survives each of them."""
    text = siecle_text([pupil(NOM_DE_FAMILLE="CŒUR-BŒUF")], declared=declared)
    file = read(text.encode(codec))
    assert [one.last_name for one in file.persons] == ["CŒUR-BŒUF"]
    assert file.encoding == shown


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("UTF-8", "iso8859-15"),
        ("ISO-8859-15", "utf-8"),
        ("windows-1252", "utf-8"),
        ("ISO-8859-15", "cp1252"),
        ("x-unheard-of", "utf-8"),
        ("base64", "utf-8"),
        ("UTF-16", "utf-8"),
        ("UTF-8", "utf-32"),
    ],
)
def test_a_wrong_encoding_is_refused(read: Read, declared: str, codec: str) -> None:
    """Bytes that are not what they are said to be would spoil names silently."""
    text = siecle_text([pupil(NOM_DE_FAMILLE="CœUR")], declared=declared)
    with pytest.raises((errors.BadEncoding, errors.UnknownFormat)):
        read(text.encode(codec))


def test_a_truncated_file_says_where(read: Read) -> None:
    """The line at which it breaks off."""
    text = siecle_text([pupil(), pupil(ID_NATIONAL="2B")])
    with pytest.raises(errors.BadXml) as caught:
        read(latin(text[: text.index("2B")]))
    assert caught.value.line == 5


def test_no_beginning_of_a_file_passes_for_a_whole(read: Read) -> None:
    """Cut anywhere, the file is refused."""
    whole = latin(siecle_text([pupil()]))
    for end in range(0, len(whole) - 1, 7):
        with pytest.raises(errors.RosterError):
            read(whole[:end])


@pytest.mark.parametrize(
    "prolog",
    [
        "<!DOCTYPE BEE_ELEVES>",
        '<!DOCTYPE x SYSTEM "http://exemple.invalid/x.dtd">',
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_a_dtd_is_refused(read: Read, prolog: str) -> None:
    """No DTD, hence no entity, inside or outside."""
    with pytest.raises(errors.ForbiddenXml):
        read(latin(siecle_text([pupil()], prolog=prolog)))


@pytest.mark.parametrize(
    "text",
    [
        "<autre/>",
        "<BEE_PROFESSEURS><PARAMETRES/></BEE_PROFESSEURS>",
        "<BEE_ELEVES>" + "<a>" * 100,
    ],
)
def test_other_xml_is_no_roster(read: Read, text: str) -> None:
    """XML of something else, or nested beyond sense."""
    with pytest.raises(errors.UnknownFormat):
        read(text.encode())


def test_a_file_of_no_school_is_refused(read: Read) -> None:
    """Without a UAJ nobody can tell whose pupils these are."""
    with pytest.raises(errors.NoSchool):
        read(latin(siecle_text([pupil()], uai="")))


def test_one_enormous_text_is_a_fault(read: Read) -> None:
    """A text that would fill the memory is not kept, only told."""
    text = siecle_text([pupil(PRENOM="é" * 5_000_000)])
    assert faults_of(read, latin(text)) == [("0000000001A", FaultKind.MALFORMED, "texte")]


def test_one_enormous_tag_is_refused(read: Read) -> None:
    """An attribute that would fill the memory is not read to its end."""
    text = siecle_text([pupil()]).replace("<ELEVES>", '<ELEVES x="' + "é" * 5_000_000 + '">')
    with pytest.raises(errors.RecordTooLong):
        read(latin(text))


def test_many_large_things_outside_pupils_pass(read: Read) -> None:
    """Options and the like may weigh more than a pupil may: they are not kept."""
    option = "<OPTION>" + "x" * 100_000 + "</OPTION>"
    extra = "<OPTIONS>" + option * 60 + "</OPTIONS><ELEVES>"
    text = siecle_text([pupil()]).replace("<ELEVES>", extra)
    assert len(read(latin(text)).persons) == 1


@pytest.mark.parametrize(
    ("name", "most", "refusal"),
    [
        ("MOST_PUPILS", 3, errors.TooManyLines),
        ("_MOST_KEPT", 150, errors.FileTooLarge),
    ],
)
def test_more_than_the_memory_it_may_take(
    read: Read,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    most: int,
    refusal: type[errors.RosterError],
) -> None:
    """Pupils, classes and texts are counted: the real bounds take a minute to reach."""
    few = [pupil(ID_NATIONAL=f"{number}A") for number in range(2)]
    many = [pupil(ID_NATIONAL=f"{number}A") for number in range(4)]
    monkeypatch.setattr(siecle, name, most)
    for first in (True, False):
        assert len(read(latin(siecle_text(few, structures_first=first))).persons) == 2
        with pytest.raises(refusal):
            read(latin(siecle_text(many, structures_first=first)))


def test_more_classes_than_pupils(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Classes of nobody fill no memory."""
    monkeypatch.setattr(siecle, "MOST_PUPILS", 2)
    classes = {number: structure("3A") for number in range(9)}
    with pytest.raises(errors.TooManyLines):
        read(latin(siecle_text([pupil()], classes=classes)))


def test_progress_ends_at_one(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The fraction grows and ends at 1, for a file and for a zip."""
    content = latin(siecle_text([pupil(ID_NATIONAL=f"{n}A") for n in range(600)]))
    for data in (content, zipped({"a.xml": content})):
        path = tmp_path_factory.mktemp("progress") / "x"
        path.write_bytes(data)
        told: list[float] = []
        read_roster(path, progress=told.append, today=TODAY)
        assert told == sorted(told)
        assert len(told) > 2
        assert told[-1] == 1.0


NAMES = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1, max_size=30
).filter(lambda name: accents.mended(name) == name and not accents.lost_in_name(clean(name)))


@settings(max_examples=60, deadline=None)
@given(
    people=st.lists(
        st.tuples(
            NAMES.filter(clean),
            NAMES.filter(clean),
            st.dates(dt.date(1950, 1, 1), TODAY),
            st.sampled_from("12"),
        ),
        min_size=1,
        max_size=8,
    ),
    codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "iso8859-15", "cp1252"]),
    first=st.booleans(),
)
def test_any_roster_reads_back(
    tmp_path_factory: pytest.TempPathFactory,
    people: list[tuple[str, str, dt.date, str]],
    codec: str,
    first: bool,
) -> None:
    """Whatever the names, the encoding and the order, the same people come out."""
    pupils = [
        pupil(
            ID_NATIONAL=f"{number:09}AB",
            NOM_DE_FAMILLE=last,
            PRENOM=given_name,
            DATE_NAISS=f"{born:%d/%m/}{born.year:04}",
            CODE_SEXE=sex,
        )
        for number, (last, given_name, born, sex) in enumerate(people)
    ]
    text = siecle_text(pupils, declared=codec.removesuffix("-sig"), structures_first=first)
    path = tmp_path_factory.mktemp("any") / "roster"
    raw = text.encode(codec, errors="xmlcharrefreplace")
    # « Â » before a no-break blank is the one letter of UTF-8 too: such a file is refused.
    assume(codec not in {"iso8859-15", "cp1252"} or raw.isascii() or not _is_utf8(raw))
    path.write_bytes(raw)
    file = read_roster(path, today=TODAY)
    assert [(one.last_name, one.first_name, one.birth_date) for one in file.persons] == [
        (clean(last), clean(given_name), born) for last, given_name, born, _sex in people
    ]


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def test_a_postal_code_of_paris_is_an_arrondissement(read: Read) -> None:
    """75011 is no commune of today: it is the eleventh arrondissement, in every list."""
    pupils = [
        pupil(CODE_DEPARTEMENT_NAISS="075", CODE_COMMUNE_INSEE_NAISS="75011"),
        pupil(ID_NATIONAL="2B", CODE_DEPARTEMENT_NAISS="075", CODE_COMMUNE_INSEE_NAISS="75018"),
    ]
    file = read(latin(siecle_text(pupils)))
    assert [
        (one.birth_city, one.birth_city_code, one.birth_department) for one in file.persons
    ] == [
        ("Paris 11e Arrondissement", "75111", "Paris"),
        ("Paris 18e Arrondissement", "75118", "Paris"),
    ]
    assert file.unknown_places == ()


def test_an_unknown_commune_is_told_with_the_pupil(read: Read) -> None:
    """And the pupil is taken without it: no list ever says NULL, nor another commune."""
    codes = ["NULL", "69674", "99999"]
    pupils = [
        pupil(ID_NATIONAL=f"{number}B", NOM_DE_FAMILLE=name, CODE_COMMUNE_INSEE_NAISS=code)
        for number, (name, code) in enumerate(zip(["ARVIEUX", "ZOLA", "MIRO"], codes, strict=True))
    ]
    file = read(latin(siecle_text(pupils)))
    assert {
        (one.birth_city, one.birth_city_code, one.birth_department, one.birth_country)
        for one in file.persons
    } == {("", "", "Gironde", "France")}
    assert [
        (one.kind, one.field, one.ine, one.pupil, one.class_name, one.found)
        for one in file.unknown_places
    ] == [
        (FaultKind.UNKNOWN, "code commune de naissance", f"{number}B", who, "3A", code)
        for number, (who, code) in enumerate(
            zip(["ARVIEUX Chloé", "ZOLA Chloé", "MIRO Chloé"], codes, strict=True)
        )
    ]
