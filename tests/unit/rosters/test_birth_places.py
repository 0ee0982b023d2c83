"""Names of places from INSEE codes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certui.config import data_file
from certui.domain.text import clean
from certui.rosters import places
from certui.rosters.places import BirthPlace, Unknown, birth_place

_COMMUNE = "code commune de naissance"


def table(name: str) -> dict[str, str]:
    """A shipped table, by code."""
    lines = data_file(name).read_text("utf-8").splitlines()
    return dict(line.split(";", 1) for line in lines)


DEPARTMENTS = set(table("departments.csv").values())
STANDING = table("communes.csv")


@pytest.mark.parametrize(
    ("code", "city", "department"),
    [
        ("25056", "Besançon", "Doubs"),
        ("01053", "Bourg-en-Bresse", "Ain"),
        ("1053", "Bourg-en-Bresse", "Ain"),
        ("75112", "Paris 12e Arrondissement", "Paris"),
        ("75056", "Paris", "Paris"),
        ("69383", "Lyon 3e Arrondissement", "Rhône"),
        ("2A004", "Ajaccio", "Corse-du-Sud"),
        ("2b033", "Bastia", "Haute-Corse"),
        ("97411", "Saint-Denis", "La Réunion"),
        ("97502", "Saint-Pierre", "Saint-Pierre-et-Miquelon"),
        ("98818", "Nouméa", "Nouvelle-Calédonie"),
        ("98735", "Papeete", "Polynésie française"),
        # A delegated commune keeps its name, a code taken over gets that of today.
        ("49003", "Tuffalun", "Maine-et-Loire"),
        ("01033", "Valserhône", "Ain"),
        ("01091", "Châtillon-en-Michaille", "Ain"),
        ("01126", "Valserhône", "Ain"),
    ],
)
def test_communes(code: str, city: str, department: str) -> None:
    """Mainland, Corsica, overseas, arrondissements, and communes of the past."""
    place = birth_place(country_code="100", commune_code=code)
    assert (place.city, place.department, place.country) == (city, department, "France")


@pytest.mark.parametrize(
    ("old", "new", "city", "department"),
    [
        ("20004", "2A004", "Ajaccio", "Corse-du-Sud"),
        ("20033", "2B033", "Bastia", "Haute-Corse"),
    ],
)
def test_corsica_before_1976(old: str, new: str, city: str, department: str) -> None:
    """One département then, two now; the commune tells which."""
    place = birth_place(country_code="99100", commune_code=old)
    assert place == BirthPlace(city, new, department, "France")


def test_corsica_before_1976_has_no_such_commune() -> None:
    """Corsica it was; which half of it, nothing says."""
    place = birth_place(country_code="99100", commune_code="20999")
    assert place == BirthPlace("", "", "Corse", "France", (Unknown(_COMMUNE, "20999"),))


@pytest.mark.parametrize("number", range(1, 21))
def test_a_postal_code_of_paris_is_its_arrondissement(number: int) -> None:
    """As INSEE's they were communes of the Seine until 1968: of nobody in school."""
    place = birth_place(country_code="100", commune_code=f"750{number:02}", department_code="075")
    rank = "1er" if number == 1 else f"{number}e"
    assert place == BirthPlace(f"Paris {rank} Arrondissement", f"751{number:02}", "Paris", "France")


@pytest.mark.parametrize(
    ("code", "city", "name", "read_as"),
    [
        # Alone they are communes of today.
        ("13001", "", "Aix-en-Provence", "13001"),
        ("13001", "AIX EN PROVENCE", "Aix-en-Provence", "13001"),
        ("13008", "Marseille", "Marseille 8e Arrondissement", "13208"),
        ("13016", "MARSEILLE 16", "Marseille 16e Arrondissement", "13216"),
        ("13017", "Marseille", "Boulbon", "13017"),
        ("69003", "LYON 3E ARRONDISSEMENT", "Lyon 3e Arrondissement", "69383"),
        ("69003", "", "Albigny-sur-Saône", "69003"),
        ("69123", "Lyon", "Lyon", "69123"),
        ("13055", "Marseille", "Marseille", "13055"),
        ("60387", "Marseille-en-Beauvaisis", "Marseille-en-Beauvaisis", "60387"),
    ],
)
def test_a_postal_code_of_lyon_or_marseille_needs_its_town(
    code: str, city: str, name: str, read_as: str
) -> None:
    """13001 is Aix-en-Provence for INSEE: only the town's name makes an arrondissement of it."""
    place = birth_place(country_code="100", commune_code=code, city=city)
    assert (place.city, place.city_code, place.unknown) == (name, read_as, ())


@pytest.mark.parametrize(
    ("old", "new", "city", "department"),
    [
        # Overseas.
        ("98511", "97611", "Mamoudzou", "Mayotte"),
        ("98501", "97601", "Acoua", "Mayotte"),
        ("98517", "97617", "Tsingoni", "Mayotte"),
        ("97127", "97801", "Saint-Martin", "Saint-Martin"),
        ("97123", "97701", "Saint-Barthélemy", "Saint-Barthélemy"),
        # Seine and Seine-et-Oise, until 1968.
        ("75044", "92044", "Levallois-Perret", "Hauts-de-Seine"),
        ("75021", "94021", "Chevilly-Larue", "Val-de-Marne"),
        ("75066", "93066", "Saint-Denis", "Seine-Saint-Denis"),
        ("75046", "94046", "Maisons-Alfort", "Val-de-Marne"),
        ("78176", "95176", "Cormeilles-en-Parisis", "Val-d’Oise"),
        ("78182", "91228", "Évry-Courcouronnes", "Essonne"),
        # Out of the Ain and the Isère, into the Rhône.
        ("01168", "69278", "Genay", "Rhône"),
        # Merged: the commune of today.
        ("01126", "01033", "Valserhône", "Ain"),
        # Suppressed, its ground shared: INSEE names no heir.
        ("51385", "51440", "Pontfaverger-Moronvilliers", "Marne"),
    ],
)
def test_a_code_of_the_past_is_read_as_today(
    old: str, new: str, city: str, department: str
) -> None:
    """Its commune's name, code and département as they are now."""
    place = birth_place(country_code="100", commune_code=old)
    assert place == BirthPlace(city, new, department, "France")


def test_the_department_of_today_wins_over_that_of_the_file() -> None:
    """Files of pupils born in the old Seine say 75, Levallois-Perret is in the Hauts-de-Seine."""
    place = birth_place(country_code="100", commune_code="75044", department_code="075")
    assert place.department == "Hauts-de-Seine"


@pytest.mark.parametrize(
    ("code", "country"),
    [
        ("91352", "Algérie"),
        ("92352", "Algérie"),
        ("93352", "Algérie"),
        ("94352", "Algérie"),
        ("95350", "Maroc"),
        ("96351", "Tunisie"),
    ],
)
@pytest.mark.parametrize("country_code", ["", "100", "99100"])
def test_before_independence(country_code: str, code: str, country: str) -> None:
    """The département's number then, before the country's, as social security has it."""
    place = birth_place(country_code=country_code, commune_code=code, city="ORAN")
    assert place == BirthPlace("ORAN", "", "", country)


def test_a_commune_field_may_hold_a_country() -> None:
    """Where nothing else says which; not against a country that is given."""
    assert birth_place(country_code="", commune_code="99139") == BirthPlace(country="Portugal")
    place = birth_place(country_code="100", commune_code="99139")
    assert place == BirthPlace(country="France", unknown=(Unknown(_COMMUNE, "99139"),))


@pytest.mark.parametrize("name", ["communes.csv", "former-communes.csv"])
def test_every_code_of_the_tables_has_a_name_and_a_department(name: str) -> None:
    """And a code that stands: none leads to nothing, none to another code of the past."""
    for code in table(name):
        place = birth_place(country_code="100", commune_code=code)
        assert place.city == STANDING[place.city_code]
        assert place.department in DEPARTMENTS
        assert not place.unknown


def test_codes_of_the_past_are_not_those_of_today() -> None:
    """The two tables share no code, and each heir stands."""
    former = table("former-communes.csv")
    assert not STANDING.keys() & former.keys()
    assert set(former.values()) <= STANDING.keys()


@given(
    code=st.text("0123456789ABab", max_size=6) | st.text(max_size=6),
    country=st.sampled_from(["", "100", "99100", "139", "999", "00000"]),
    department=st.sampled_from(["", "033", "200", "2A", "099", "NULL"]),
    city=st.sampled_from(["", "Lyon", "NULL", "Bordeaux"]),
)
def test_a_code_is_understood_or_told(code: str, country: str, department: str, city: str) -> None:
    """Never another's name, never a code or a département that there is not."""
    place = birth_place(
        country_code=country, commune_code=code, department_code=department, city=city
    )
    assert place.city_code == "" or place.city == STANDING[place.city_code]
    assert place.city_code or place.city in {"", city}
    assert place.city != "NULL"
    assert place.department in {"", *DEPARTMENTS}
    if place.country == "France" and code and not place.city_code:
        assert Unknown(_COMMUNE, code) in place.unknown


@pytest.mark.parametrize(
    "text",
    ["NULL", "null", "N/A", "NC", "n.c.", "Néant", "INCONNU", "Non renseigné", "-", "?", "…"],
)
def test_nothing_in_words_is_no_place(text: str) -> None:
    """What software writes where it has nothing reaches no list."""
    assert places.said(text) == ""
    assert birth_place(country_code="139", city=text) == BirthPlace(country="Portugal")


@pytest.mark.parametrize("text", ["Nancy", "Y", "Nulles", "Conques", "L’Inconnue", "NULLIGNAC"])
def test_a_name_is_a_place(text: str) -> None:
    """However much it looks like nothing."""
    assert places.said(text) == text


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("033", "Gironde"),
        ("33", "Gironde"),
        ("1", "Ain"),
        ("02A", "Corse-du-Sud"),
        ("2b", "Haute-Corse"),
        ("020", "Corse"),
        ("974", "La Réunion"),
        ("988", "Nouvelle-Calédonie"),
        ("985", "Mayotte"),
        ("976", "Mayotte"),
        ("200", ""),
        ("099", ""),
        ("", ""),
        ("Gironde", ""),
    ],
)
def test_departments(code: str, name: str) -> None:
    """Two or three characters, as each software writes them."""
    assert places.department(code) == name


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("100", "France"),
        ("99100", "France"),
        ("139", "Portugal"),
        ("99352", "Algérie"),
        ("99351", "Tunisie"),
        ("350", "Maroc"),
        ("99109", "Allemagne"),
        ("134", "Espagne"),
        ("127", "Italie"),
        ("132", "Royaume-Uni"),
        ("326", "Côte d’Ivoire"),
        ("99115", "Tchécoslovaquie"),
        ("141", "Allemagne"),
        ("99123", "Russie"),
        ("99121", "Serbie"),
        ("99325", "Maroc"),
        ("99362", "Tanzanie"),
        ("99124", "Turquie"),
        ("99999", ""),
        ("990", ""),
        ("", ""),
    ],
)
def test_countries(code: str, name: str) -> None:
    """Three digits or five; an unknown code gives no name rather than a wrong one."""
    assert places.country(code) == name


def test_an_unknown_commune_keeps_what_the_file_says() -> None:
    """Its name if any, and the département of the file or the code; the code is told, not taken."""
    place = birth_place(country_code="100", commune_code="33999", city="Ville-Neuve")
    unknown = (Unknown(_COMMUNE, "33999"),)
    assert place == BirthPlace("Ville-Neuve", "", "Gironde", "France", unknown)
    place = birth_place(country_code="100", commune_code="00999", department_code="033")
    unknown = (Unknown(_COMMUNE, "00999"),)
    assert place == BirthPlace("", "", "Gironde", "France", unknown)
    # A code that nobody knows says less than the département beside it.
    place = birth_place(country_code="100", commune_code="69674", department_code="033")
    assert place.department == "Gironde"
    # Nor does a code cut short name a département: 1999 is 01999.
    assert birth_place(country_code="100", commune_code="1999").department == "Ain"


def test_a_department_is_never_a_number() -> None:
    """That of the commune stands; a number that is no département's is told."""
    unknown = (Unknown("code département de naissance", "200"),)
    place = birth_place(country_code="99100", commune_code="97422", department_code="200")
    assert place == BirthPlace("Le Tampon", "97422", "La Réunion", "France", unknown)
    place = birth_place(country_code="99100", department_code="200")
    assert place == BirthPlace("", "", "", "France", unknown)


def test_an_unknown_country_is_told() -> None:
    """And no name is made of it; the town stays."""
    place = birth_place(country_code="999", city="X")
    assert place == BirthPlace("X", unknown=(Unknown("code pays de naissance", "999"),))


def test_abroad_has_no_department() -> None:
    """Nor a commune, whatever the file puts there."""
    place = birth_place(
        country_code="139", commune_code="99139", department_code="099", city="PORTO"
    )
    assert place == BirthPlace("PORTO", "", "", "Portugal")


def test_a_commune_without_country_is_in_france() -> None:
    """The code says it; without either, nothing is known."""
    assert birth_place(country_code="", commune_code="25056").country == "France"
    assert birth_place(country_code="", city="X") == BirthPlace("X")


@pytest.mark.parametrize(
    ("name", "form", "fewest"),
    [
        ("communes.csv", r"(\d{2}|2[AB])\d{3}", 37_000),
        ("former-communes.csv", r"\d{5}", 2_267),
        ("departments.csv", r"\d{2,3}|2[AB]", 101),
        ("countries.csv", r"99\d{3}", 195),
    ],
)
def test_tables_are_sound(name: str, form: str, fewest: int) -> None:
    """Codes unique, sorted and well formed; names clean, with the right apostrophe."""
    lines = [one.split(";") for one in data_file(name).read_text("utf-8").splitlines()]
    codes = [code for code, _ in lines]
    assert codes == sorted(set(codes))
    assert len(codes) >= fewest
    for code, text in lines:
        assert re.fullmatch(form, code)
        assert text
        assert clean(text) == text
        assert "'" not in text
