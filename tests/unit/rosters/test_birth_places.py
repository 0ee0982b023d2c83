"""Names of places from INSEE codes."""

from __future__ import annotations

import re

import pytest

from certui.config import data_file
from certui.domain.text import clean
from certui.rosters import places
from certui.rosters.places import BirthPlace, birth_place


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
        ("20999", "20999", "", "Corse"),
    ],
)
def test_corsica_before_1976(old: str, new: str, city: str, department: str) -> None:
    """One département then, two now; the commune tells which."""
    place = birth_place(country_code="99100", commune_code=old)
    assert place == BirthPlace(city, new, department, "France")


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
        ("99999", ""),
        ("990", ""),
        ("", ""),
    ],
)
def test_countries(code: str, name: str) -> None:
    """Three digits or five; an unknown code gives no name rather than a wrong one."""
    assert places.country(code) == name


def test_an_unknown_commune_keeps_what_the_file_says() -> None:
    """Its name if any, its code, and the département of the code or the file's."""
    place = birth_place(country_code="100", commune_code="33999", city="Ville-Neuve")
    assert place == BirthPlace("Ville-Neuve", "33999", "Gironde", "France")
    place = birth_place(country_code="100", commune_code="00999", department_code="033")
    assert place == BirthPlace("", "00999", "Gironde", "France")


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
