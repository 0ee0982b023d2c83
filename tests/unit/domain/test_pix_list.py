"""What Pix's import refuses a list for, known before (pix-certif §2.2, §2.3, §2.4)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.unit.documents.records import FAMILY, candidate

from certui.domain.models import Sex
from certui.domain.pix_list import ListEntry, ListFault, ListFaultKind, entries, faults
from certui.domain.pix_settings import Billing, PixSettings
from certui.rosters.listed_places import ListedPlaces

SCO = PixSettings()


def listed(*who: Any, pix: PixSettings = SCO) -> tuple[ListEntry, ...]:
    """The lines of a list."""
    return entries(who, pix, ListedPlaces())


def found(*who: Any, pix: PixSettings = SCO) -> tuple[ListFault, ...]:
    """What Pix refuses it for."""
    return faults(listed(*who, pix=pix), pix, ListedPlaces())


def cells(**who: Any) -> tuple[str, str, str]:
    """Code, city and country of somebody."""
    (one,) = listed(candidate(**who))
    return one.city_code, one.city, one.country


def kinds(**who: Any) -> list[tuple[ListFaultKind, str]]:
    """What Pix refuses somebody for."""
    return [(one.kind, one.found) for one in found(candidate(**who))]


ABROAD = {"birth_city_code": "", "birth_department": ""}


def test_nobody_is_a_fault_of_the_file() -> None:
    """Pix takes no empty list, whatever else is wrong."""
    assert found(pix=PixSettings(sco=False)) == (ListFault(kind=ListFaultKind.NO_CANDIDATE),)


def test_a_sound_list_has_no_fault() -> None:
    """Born in France and abroad, with extra time or none."""
    assert found(*FAMILY[:4], FAMILY[5]) == ()


@pytest.mark.parametrize(
    ("who", "kind", "value"),
    [
        ({"sex": None}, ListFaultKind.NO_SEX, ""),
        ({"last_name": " "}, ListFaultKind.NO_LAST_NAME, ""),
        ({"first_name": ""}, ListFaultKind.NO_FIRST_NAME, ""),
        ({"birth_date": dt.date(1900, 1, 1)}, ListFaultKind.BORN_TOO_EARLY, ""),
        ({"birth_country": ""}, ListFaultKind.NO_COUNTRY, "25056"),
        ({**ABROAD, "birth_country": ""}, ListFaultKind.NO_COUNTRY, ""),
        ({**ABROAD, "birth_country": "Atlantide"}, ListFaultKind.UNKNOWN_COUNTRY, "Atlantide"),
        (
            {**ABROAD, "birth_country": "Chine", "birth_city": ""},
            ListFaultKind.NO_CITY_ABROAD,
            "Chine",
        ),
        ({"birth_city_code": ""}, ListFaultKind.NO_COMMUNE_CODE, "Besançon"),
        ({"birth_city_code": "", "birth_city": ""}, ListFaultKind.NO_COMMUNE_CODE, ""),
        ({"birth_city_code": "25999"}, ListFaultKind.UNKNOWN_COMMUNE, "25999"),
        ({"birth_city_code": "99", "birth_city": ""}, ListFaultKind.UNKNOWN_COMMUNE, "99"),
    ],
)
def test_one_fault_of_one_line(who: dict[str, Any], kind: ListFaultKind, value: str) -> None:
    """Each is named, with the code or the name that it is about."""
    assert kinds(**who) == [(kind, value)]


def test_the_first_day_that_pix_takes() -> None:
    """The day after the one that it does not."""
    assert kinds(birth_date=dt.date(1900, 1, 2)) == []


def test_all_the_faults_of_a_line_are_told_at_once() -> None:
    """Pix would tell the first, and the next one at the next attempt."""
    assert kinds(sex=None, birth_country="", last_name="") == [
        (ListFaultKind.NO_LAST_NAME, ""),
        (ListFaultKind.NO_SEX, ""),
        (ListFaultKind.NO_COUNTRY, "25056"),
    ]


def test_a_fault_has_its_line_and_its_person() -> None:
    """The headings have the first line."""
    nobody = candidate(2, last_name="SOW", sex=None)
    (fault,) = found(candidate(1), nobody)
    assert (fault.line, fault.person) == (3, nobody.person)


@pytest.mark.parametrize(
    ("who", "alike"),
    [
        ({}, True),
        ({"last_name": "jefferson", "first_name": "THOMAS"}, True),
        ({"last_name": " JEFFERSON "}, True),
        ({"class_name": "3EA", "sex": Sex.FEMALE, "ine": "2A"}, True),
        ({"last_name": "JEFFERSÓN"}, False),
        ({"first_name": "Thomàs"}, False),
        ({"birth_date": dt.date(2011, 5, 21)}, False),
    ],
)
def test_two_alike(who: dict[str, Any], alike: bool) -> None:
    """Name, first name and birth date, case left out of account, accents not (§2.4)."""
    other = candidate(2, **who)
    kind = ListFaultKind.TWICE
    twice = (ListFault(kind=kind, line=3, person=other.person, like=2),) if alike else ()
    assert found(candidate(1), other) == twice


@pytest.mark.parametrize("name", ["last_name", "first_name"])
def test_two_names_that_capitals_alone_make_one_are_two(name: str) -> None:
    """Pix compares small letters, in which « ß » is not « ss »."""
    small: dict[str, Any] = {name: "Strauß"}
    capital: dict[str, Any] = {name: "STRAUSS"}
    assert found(candidate(1, **small), candidate(2, **capital)) == ()


def test_each_of_three_alike_is_compared_with_the_first() -> None:
    """Two of the three are too many."""
    assert [(one.line, one.like) for one in found(*(candidate(at) for at in (1, 2, 3)))] == [
        (3, 2),
        (4, 2),
    ]


@pytest.mark.parametrize(
    ("who", "place"),
    [
        ({}, ("25056", "", "France")),
        ({"birth_country": "FRANCE"}, ("25056", "", "France")),
        ({"birth_city_code": "1004"}, ("01004", "", "France")),
        ({"birth_city_code": ""}, ("", "Besançon", "France")),
        ({"birth_city_code": "25999"}, ("", "Besançon", "France")),
        ({"birth_city_code": "25999", "birth_city": ""}, ("25999", "", "France")),
        ({"birth_country": "Portugal", "birth_city": "Porto"}, ("99", "Porto", "Portugal")),
        ({"birth_country": "PORTUGAL", "birth_city": ""}, ("99", "", "Portugal")),
        (
            {"birth_country": "Corée du Sud", "birth_city": "Séoul"},
            ("99", "Séoul", "République de Corée"),
        ),
        ({"birth_city_code": "01126", "birth_city": "Châtillon"}, ("01033", "", "France")),
        ({"birth_country": ""}, ("25056", "", "")),
        ({"birth_country": "Atlantide"}, ("99", "Besançon", "Atlantide")),
    ],
)
def test_a_code_takes_the_place_of_a_city_only_where_insee_lists_it(
    who: dict[str, Any], place: tuple[str, str, str]
) -> None:
    """A city is never dropped for a code that says less; abroad it stands beside 99."""
    assert cells(**who) == place


@pytest.mark.parametrize(
    ("pix", "kind"),
    [
        (PixSettings(sco=False), ListFaultKind.NO_BILLING),
        (PixSettings(sco=False, billing=Billing.PREPAID), ListFaultKind.NO_PREPAYMENT_CODE),
        (PixSettings(sco=False, billing=Billing.PREPAID, prepayment_code="A"), None),
        (PixSettings(sco=False, billing=Billing.FREE), None),
        (PixSettings(certifications=("Pix+ Droit",)), None),
    ],
)
def test_who_pays_is_asked_where_the_centre_is_not_sco(
    pix: PixSettings, kind: ListFaultKind | None
) -> None:
    """Once for the file: every line lacks the same."""
    assert [one.kind for one in found(*FAMILY[:3], pix=pix)] == ([kind] if kind else [])


def test_a_school_bills_nobody() -> None:
    """Pix refuses a bill from a SCO centre: a setting left from before is not written."""
    (one,) = listed(candidate(), pix=PixSettings(billing=Billing.PREPAID, prepayment_code="A"))
    assert (one.billing, one.prepayment_code) == (None, "")
