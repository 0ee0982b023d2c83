"""Headings as SIECLE, PRONOTE, ONDE, Charlemagne, Cyclades and schools write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.rosters.writers import LIST_HEADINGS, csv_bytes, ods_bytes, xlsx_bytes

from certui import errors
from certui.domain.models import Sex
from certui.rosters.columns import every, known
from certui.rosters.headings import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from certui.domain.models import Person
    from certui.domain.roster_files import RosterFile

    Read = Callable[[bytes], RosterFile]

HEADINGS = {
    Column.INE: [
        "INE", "Id National", "ID_NATIONAL", "N° national", "Nº INE", "Numéro INE", "Num. national",
        "Identifiant National Élève", "Identifiant national de l’élève (INE)", "Code INE",
        "INE de l'élève", "N° d’identification national", "INE-RNIE", "Identifiant unique*",
        "Code national", "ine *",
    ],
    Column.LAST_NAME: [
        "NOM", "Nom de famille", "NOM_DE_FAMILLE", "* Nom de naissance", "Nom patronymique",
        "Nom élève", "Nom de l’élève", "Nom du candidat", "Patronyme", "Nom (de famille)",
        '="Nom"', "Nom légal", "Noms",
    ],
    Column.USAGE_NAME: [
        "Nom d'usage", "Nom d’usage élève", "NOM_USAGE", "Nom (usage)", "Nom usage élève",
        "Nom usuel", "Nom marital", "Nom d’épouse", "Nom d'usage (facultatif)", "* Nom d'usage",
        "Nom de famille d'usage",
    ],
    Column.FIRST_NAME: [
        "PRENOM", "Prénom(s)", "Prénoms", "Premier prénom*", "Prénom 1", "1er prénom",
        "Prénom de l'élève", "Prénom élève", "PrÃ©nom", "Prénom usuel",
    ],
    Column.FULL_NAME: [
        "Élèves", "ÉLÈVE", "Nom et prénom", "NOM Prénom", "Nom / Prénom", "Nom & prénom",
        "Nom-Prénom", "Noms et prénoms de l'élève", "Identité", "Nom complet", "Apprenant",
    ],
    Column.FIRST_THEN_LAST: ["Prénom NOM", "Prénom et nom", "Prénom Nom de famille"],
    Column.SEX: [
        "Sexe", "SEXE", "Code sexe*", "CODE_SEXE", "* Sexe (M ou F)", "Genre", "Civilité", "Civ.",
        "M/F", "F/G", "Sexe de l’élève",
    ],
    Column.BIRTH_DATE: [
        "Date de naissance", "DATE_NAISS", "Date Naissance", "Date naiss.", "Dat. nais.",
        "Né(e) le", "NE(E) LE", "Née le", "Né le", "Naissance", "DDN", "Date de naiss",
        "* Date de naissance (format : jj/mm/aaaa)", "Date de naissance (jj/mm/aaaa)*",
        "Date de naissance de l'élève", "DateNaissance", "Jour de naissance",
    ],
    Column.CLASS: [
        "Classe", "Classes", "Classe(s)", "DIV.", "Div", "Division", "Division*", "Cl.",
        "Code classe", "Libellé classe", "Lib. classe", "Nom de la classe", "Code division",
        "Groupe classe", "Groupe-classe", "Classe de rattachement", "Classe de l’élève",
        "Classe 2026-2027", "Classe actuelle", "CODE_STRUCTURE", "Division de classe",
    ],
    Column.CITY_CODE: [
        "Code commune naissance**", "CODE_COMMUNE_INSEE_NAISS", "Code INSEE de naissance",
        "Commune de naissance (code INSEE)", "Code INSEE commune de naissance",
    ],
    Column.CITY: [
        "Commune de naissance", "Commune Naiss.", "Lieu de naissance", "Lieu naiss.", "Né(e) à",
        "Ville de naissance", "VILLE_NAISS", "Libellé commune naissance**",
    ],
    Column.CITY_ABROAD: ["Ville Naiss. Etrangère", "Ville de naissance (étranger)",
                         "Commune de naissance à l’étranger"],
    Column.DEPARTMENT: ["Dept Naiss.", "Dép. naissance", "Département de naissance",
                        "CODE_DEPARTEMENT_NAISS", "Code département naissance*"],
    Column.COUNTRY: ["Pays Naiss.", "Pays de naissance", "Code pays naissance*"],
    Column.LEAVING: ["Sortie", "Date de sortie", "Date sortie"],
}  # fmt: skip
# Headings of the same files that mean something else, or of somebody else.
OTHERS = [
    "Identifiant élève", "Identifiant classe", "Niveau", "Code niveau", "Cycle", "MEF", "REG.",
    "DIV. PREC.", "Classe précédente", "Classe (année précédente)",
    "Nom d'usage du responsable", "Prénom 2", "Deuxième prénom", "Prénom (2)", "Nom du responsable",
    "Nom (responsable)", "Prénom du père", "Civilité du responsable", "Commune", "Commune1",
    "Pays", "Code postal", "Code Insee", "Nom de la commune", "Date d'entrée", "Entrée", "Groupes",
    "Doublant", "Option 1", "Adresse E-mail", "Tuteur", "Temps majoré ?", "Nationalité", "Date",
    "N°", "Numéro", "Identifiant", "Classe de l'an dernier", "Élève délégué",
]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "column"),
    [(heading, column) for column, headings in HEADINGS.items() for heading in headings],
)
def test_a_heading_is_known(heading: str, column: Column) -> None:
    """Whatever its case, its accents, its abbreviations and its dress."""
    assert known([heading]) == {column: 0}


@pytest.mark.parametrize("heading", OTHERS)
def test_a_heading_of_something_else_is_not_taken(heading: str) -> None:
    """Last year's class, the responsible's name and an address are not the pupil's."""
    assert known([heading]) == {}


def test_the_most_telling_stands_first() -> None:
    """Where a file has several of one meaning."""
    assert every(["Nom", "Nom de famille", "Classe de rattachement", "Classe"]) == {
        Column.LAST_NAME: [1, 0],
        Column.CLASS: [3, 2],
    }


def names(file: RosterFile) -> list[tuple[str, str, str]]:
    """Who is in which class."""
    return [(one.last_name, one.first_name, one.class_name) for one in file.persons]


def person(file: RosterFile) -> Person:
    """The only pupil of a file, of which nothing was set aside."""
    (one,) = file.persons
    assert file.rejected == ()
    return one


WRITERS = pytest.mark.parametrize("write", [csv_bytes, xlsx_bytes, ods_bytes])


@WRITERS
def test_pronote_rattachement(read: Read, write: Callable[..., bytes]) -> None:
    """The class of PRONOTE's own export; a column without heading and empty ones go unsaid."""
    headings = "Élèves;Encouragement/Valorisation;Né(e) le;Sexe;Adresse E-mail;Entrée;Sortie;;"
    headings += "Classe de rattachement;Tuteur;Cnx Ele.;Option 1;Régime"
    pupil = "DA COSTA PEREIRA Tim;;15/03/2012;Masculin;;01/09/2026;;;6B;;;ANGLAIS LV1;EXTERNE LIBRE"
    file = read(write([headings.split(";"), pupil.split(";")]))
    assert names(file) == [("DA COSTA PEREIRA", "Tim", "6B")]
    assert file.unread_columns == ("Entrée", "Option 1", "Régime")


def test_one_class_in_a_column_of_another_name(read: Read) -> None:
    """« Classe » stands empty beside « Classe de rattachement »: the line's own class serves."""
    file = read("Élèves;Né(e) le;Classe;Classe de rattachement\nSOW Awa;14/02/2011;;6A\n".encode())
    assert names(file) == [("SOW", "Awa", "6A")]


@pytest.mark.parametrize("column", [";Classe", ""])
def test_a_class_that_is_nowhere_is_asked_for(
    read: Read, given: Callable[[bytes, str], RosterFile], column: str
) -> None:
    """One class exported: its column is empty, or is not there."""
    content = (
        f"Élèves;Né(e) le;Sexe{column}\nSOW Awa;14/02/2011;F\nBEAU Léo;14/02/2011;M\n".encode()
    )
    with pytest.raises(errors.ClassNeeded) as caught:
        read(content)
    assert caught.value.headings == ["Élèves", "Né(e) le", "Sexe", *column.split(";")[1:]]
    file = given(content, " 6A ")
    assert names(file) == [("SOW", "Awa", "6A"), ("BEAU", "Léo", "6A")]
    assert file.class_given == 2


def test_a_class_that_one_line_lacks_is_that_lines_fault(
    read: Read, given: Callable[[bytes, str], RosterFile]
) -> None:
    """Others have theirs: nobody is asked for a class of all; one that is given fills the gap."""
    content = "Élèves;Né(e) le;Classe\nSOW Awa;14/02/2011;6A\nBEAU Léo;14/02/2011;\n".encode()
    assert [(one.line, one.field, one.pupil) for one in read(content).rejected] == [
        (3, "classe", "BEAU Léo")
    ]
    file = given(content, "6B")
    assert names(file) == [("SOW", "Awa", "6A"), ("BEAU", "Léo", "6B")]
    assert (file.class_given, file.rejected) == (1, ())


SIECLE_LIST = (
    "NOM;PRENOM;SEXE;NE(E) LE;MEF;DIV.;REG.;OPT1;DIV. PREC.;Doublant\n"
    'ARVIEUX;Noémie;F;14/03/2009;PREMIERE GENERALE;="1G1";DP;;="2G1";N\n'
)


def test_siecles_own_list_by_division(read: Read) -> None:
    """Its class is this year's; what is not read is named."""
    file = read(SIECLE_LIST.encode("cp1252"))
    assert names(file) == [("ARVIEUX", "Noémie", "1G1")]
    assert file.unread_columns == ("MEF", "REG.", "DIV. PREC.", "Doublant")


@pytest.mark.parametrize(
    "text",
    [
        "NOM;PRENOM;NE(E) LE;DIV.\nARVIEUX;Noémie;14/03/2009;1G1\n",
        "Liste des élèves\n\nNOM PRENOM;NE LE;DIV\nARVIEUX Noémie;14/03/2009;1G1\n",
        "Nom;Prénom;Date Naiss.;Division\nARVIEUX;Noémie;14/03/2009;1G1\n",
    ],
)
def test_siecles_shorter_lists(read: Read, text: str) -> None:
    """Fewer columns, a title above."""
    assert names(read(text.encode("cp1252"))) == [("ARVIEUX", "Noémie", "1G1")]


@WRITERS
def test_birth_places_of_an_extraction(read: Read, write: Callable[..., bytes]) -> None:
    """In France a commune, abroad a town of its own column."""
    headings = (
        "Nom de famille;Prénom;Id National;Sexe;Date Naissance;Pays Naiss.;Commune Naiss.;"
        "Ville Naiss. Etrangère;Division;Régime"
    )
    grid = [
        headings.split(";"),
        [
            "ARVIEUX",
            "Noémie",
            "0310000001A",
            "F",
            "14/03/2012",
            "FRANCE",
            "BORDEAUX",
            "",
            "3A",
            "DP",
        ],
        [
            "BELLEGARDE",
            "Tim",
            "0310000002B",
            "M",
            "15/03/2012",
            "ROYAUME-UNI",
            "",
            "LONDRES",
            "3B",
            "EXT",
        ],
    ]
    file = read(write(grid))
    assert [(one.birth_city, one.birth_country) for one in file.persons] == [
        ("BORDEAUX", "FRANCE"),
        ("LONDRES", "ROYAUME-UNI"),
    ]
    assert [one.ine for one in file.persons] == ["0310000001A", "0310000002B"]
    assert file.unread_columns == ("Régime",)


CANDIDATES = (
    "* Nom de naissance;* Prénom;* Date de naissance (format : jj/mm/aaaa);"
    "* Date de naissance (format\u00a0: jj/mm/aaaa);* Sexe (M ou F);Code Insee;Code postal;"
    "Nom de la commune;{country};E-mail de convocation;Temps majoré ?;Classe"
)


@WRITERS
@pytest.mark.parametrize("country", ["* Pays", "Pays"])
def test_the_list_of_candidates_comes_back(
    read: Read, write: Callable[..., bytes], country: str
) -> None:
    """With its birth places; its date written for two programs is one; extra time is said."""
    day = "14/03/2012"
    grid = [
        CANDIDATES.format(country=country).split(";"),
        ["ARVIEUX", "Noémie", day, day, "F", "33063", "", "", "FRANCE", "", "33", "3A"],
        ["BELLEGARDE", "Tim", day, day, "M", "99", "", "LONDRES", "ROYAUME-UNI", "", "", "3B"],
        ["CANDELOT", "Inès", day, "", "F", "", "33000", "Bordeaux", "FRANCE", "", "", "3B"],
    ]
    file = read(write(grid))
    assert file.format_name.startswith("Liste des candidats")
    assert [
        (one.birth_city, one.birth_city_code, one.birth_department, one.birth_country)
        for one in file.persons
    ] == [
        ("Bordeaux", "33063", "Gironde", "FRANCE"),
        ("LONDRES", "", "", "ROYAUME-UNI"),
        ("Bordeaux", "", "", "FRANCE"),
    ]
    assert file.unread_columns == ("Code postal", "Temps majoré ?")


def test_an_address_is_no_birth_place(read: Read) -> None:
    """Where a list does not say « birth », its communes and countries are where somebody lives."""
    text = "Nom;Prénom;Né le;Classe;Commune;Pays\nSOW;Awa;14/02/2011;3A;Bordeaux;FRANCE\n"
    file = read(text.encode())
    assert (person(file).birth_city, person(file).birth_country) == ("", "")
    assert file.unread_columns == ("Commune", "Pays")


@pytest.mark.parametrize(
    ("place", "city", "department", "country"),
    [
        ("BORDEAUX (33)", "BORDEAUX", "Gironde", "France"),
        ("AJACCIO (2A)", "AJACCIO", "Corse-du-Sud", "France"),
        ("SAINT-DENIS (974)", "SAINT-DENIS", "La Réunion", "France"),
        ("LONDRES (ROYAUME-UNI)", "LONDRES", "", "ROYAUME-UNI"),
        ("BORDEAUX", "BORDEAUX", "", ""),
    ],
)
def test_a_place_with_its_department(
    read: Read, place: str, city: str, department: str, country: str
) -> None:
    """PRONOTE and ONDE write both in one cell."""
    text = f"Nom;Prénom;Né(e) le;Lieu de naissance;Classe\nSOW;Awa;14/02/2011;{place};3A\n"
    one = person(read(text.encode()))
    assert (one.birth_city, one.birth_department, one.birth_country) == (city, department, country)


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Identité", "ARVIEUX Noémie"),
        ("Identité", "Noémie ARVIEUX"),
        ("Prénom NOM", "Noémie ARVIEUX"),
        ("Prénom NOM", "Noémie Arvieux"),
        ("Prénom NOM", "ARVIEUX Noémie"),
        ("Élève", "ARVIEUX, Noémie"),
    ],
)
def test_both_names_in_either_order(read: Read, heading: str, cell: str) -> None:
    """Capitals tell the family name, else the heading does."""
    text = f'{heading};Classe;Date de naissance;Genre\n"{cell}";3A;14/03/2012;Fille\n'
    one = person(read(text.encode()))
    assert (one.last_name.upper(), one.first_name, one.sex) == ("ARVIEUX", "Noémie", Sex.FEMALE)


@pytest.mark.parametrize(
    ("written", "sex"),
    [
        *(
            (one, Sex.FEMALE)
            for one in ["Mme", "Mme.", "Mlle", "MADAME", "Fém.", "Féminin", "Fille"]
        ),
        *((one, Sex.FEMALE) for one in ["F", "f.", "2", "Mademoiselle", "Féminin (F)"]),
        *((one, Sex.MALE) for one in ["M.", "M", "Mr", "Monsieur", "Masc.", "Masculin", "Garçon"]),
        *((one, Sex.MALE) for one in ["G", "H", "Homme", "1", "mr."]),
    ],
)
def test_sexes_and_civilities(read: Read, written: str, sex: Sex) -> None:
    """M., Mr, Mme, Mlle, Masc., Fém.… in a column of either name."""
    for heading in ("Sexe", "Civilité"):
        text = f"{heading};Nom;Prénom;Naissance;Classe\n{written};SOW;Awa;14/02/2011;3A\n"
        assert person(read(text.encode())).sex is sex


def test_the_first_of_several_first_names(read: Read) -> None:
    """« Noémie, Lou » in a column of the plural."""
    text = "NOM;Prénoms;Née le;Groupe classe;N° national\nSOW;Awa, Lou;14/02/2011;3A;0310000001A\n"
    one = person(read(text.encode()))
    assert (one.first_name, one.class_name, one.ine) == ("Awa", "3A", "0310000001A")


def test_bars_separate_too(read: Read) -> None:
    """As semicolons, tabs and commas do."""
    text = "NOM|PRENOM|SEXE|DATE DE NAISSANCE|CLASSE\nFERRANDI|Côme|M|15/03/2012|3B\n"
    assert names(read(text.encode())) == [("FERRANDI", "Côme", "3B")]


def test_missing_columns_are_told_with_the_headings_that_are_there(read: Read) -> None:
    """So that one sees which column is meant by another name."""
    with pytest.raises(errors.MissingColumns) as caught:
        read("Nom;Prénom;Anniversaire;Classe;\nA;B;C;D;\n".encode())
    assert caught.value.columns == ["date de naissance"]
    assert caught.value.headings == ["Nom", "Prénom", "Anniversaire", "Classe"]


def test_two_years_of_classes_are_refused(read: Read) -> None:
    """Which one is meant cannot be known."""
    with pytest.raises(errors.HeadingTwice):
        read("Nom;Prénom;Né le;Classe 2025-2026;Classe 2026-2027\nA;B;14/02/2011;4A;3A\n".encode())


@WRITERS
def test_columns_that_were_not_read_are_named(read: Read, write: Callable[..., bytes]) -> None:
    """Those that hold something, in order; one without a heading by its number."""
    headings = [*LIST_HEADINGS, "Régime", "Vide", "", "Bourse"]
    row = ["SOW", "Awa", "14/02/2011", "F", "3A", "", "DP", "", "x", " "]
    assert read(write([headings, row])).unread_columns == ("Régime", "colonne 9")
