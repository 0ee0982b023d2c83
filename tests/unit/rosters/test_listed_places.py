"""Places as INSEE's list has them today, in each edition that Pix may have."""

from __future__ import annotations

import pytest

from certui.rosters.listed_places import lasting_country, listed_commune
from certui.rosters.places import table


@pytest.mark.parametrize(
    ("code", "listed"),
    [
        ("33063", "33063"),
        ("1053", "01053"),
        ("75111", "75111"),
        ("69123", "69123"),
        # A postal code, a part of a commune, one that is no more, one renumbered.
        ("75011", "75111"),
        ("01091", "01033"),
        ("01126", "01033"),
        ("98511", "97611"),
        ("20004", "2A004"),
        # The same code names a commune of today and a part of it.
        ("49003", "49003"),
        ("NULL", ""),
        ("69674", ""),
        ("99139", ""),
        ("", ""),
    ],
)
def test_a_code_becomes_that_of_a_commune_of_today(code: str, listed: str) -> None:
    """Or nothing: an importer refuses any other, and the whole file with it."""
    assert listed_commune(code) == listed


@pytest.mark.parametrize("name", ["communes.csv", "former-communes.csv"])
def test_every_code_leads_to_a_whole_commune(name: str) -> None:
    """Never to a part of one, nor to a code of the past."""
    whole = table("communes.csv").keys() - table("parts-of-communes.csv").keys()
    assert {listed_commune(code) for code in table(name)} <= whole


@pytest.mark.parametrize(
    ("name", "lasting"),
    [
        ("Portugal", "Portugal"),
        ("FRANCE", "France"),
        ("Allemagne", "Allemagne"),
        ("cote d'ivoire", "Côte d’Ivoire"),
        # Renamed by INSEE since 2019: the official name is in each edition.
        ("Corée du Sud", "République de Corée"),
        ("Corée (République de)", "République de Corée"),
        ("Corée du Nord", "République populaire démocratique de Corée"),
        ("Kirghizstan", "République kirghize"),
        ("Micronésie", "États fédérés de Micronésie"),
        ("Palestine", "État de Palestine"),
        ("Vatican", "Saint-Siège ou Vatican"),
        ("VATICAN, ou SAINT-SIEGE", "Saint-Siège ou Vatican"),
        ("Tchéquie", "République tchèque"),
        ("Burkina Faso", "Burkina"),
        # No name is in each.
        ("Gibraltar", ""),
        ("Jersey", ""),
        ("Irak", ""),
        ("Palaos", ""),
        ("Salvador", ""),
        ("Samoa", ""),
        ("Tchécoslovaquie", ""),
        ("Atlantide", ""),
        ("NULL", ""),
        ("", ""),
    ],
)
def test_the_name_of_a_country_lasts_or_there_is_none(name: str, lasting: str) -> None:
    """One that every edition since 2019 has, short or official."""
    assert lasting_country(name) == lasting


def test_every_country_is_itself_or_another_spelling_of_itself() -> None:
    """No two countries are the same letters in another order, and a lasting name lasts."""
    names, lasting = table("countries.csv"), table("lasting-country-names.csv")
    assert lasting.keys() <= names.keys()
    for code, name in names.items():
        found = lasting_country(name)
        allowed = {lasting.get(each, names[each]) for each in names if names[each] == name}
        assert found in allowed
        assert not found or lasting_country(found) == found
        assert code in lasting or found == name
