"""The list held against the product's import: certui says nothing exactly when Pix takes it."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.integration.documents.pix_importer import (
    NO_BREAK_DATE,
    PLAIN_DATE,
    Importer,
    read_sheet,
)
from tests.unit.documents.records import CENTRE, FAMILY, candidate, many, session

from certui.documents.renderer import DocumentRenderer
from certui.domain.models import Sex
from certui.domain.papers import Document, DocumentKind
from certui.domain.pix_settings import CERTIFICATIONS, Billing, PixSettings
from certui.rosters.listed_places import ListedPlaces
from certui.rosters.places import table
from certui.services.papers import PaperService

if TYPE_CHECKING:
    from collections.abc import Iterator

    from certui.domain.models import Candidate, Centre, ExamSession, Incident
    from certui.services.ports.store import Reading, Store

# Pix has one edition of INSEE's list, nobody knows which. One here has short and official names of
# today; the other no name that has changed since 2019.
_NAMES: Final = table("countries.csv")
_LASTING: Final = table("lasting-country-names.csv")
EDITIONS: Final = (
    {*_NAMES.values(), *_LASTING.values()} - {""},
    {_LASTING.get(code, name) for code, name in _NAMES.items()} - {""},
)
COMMUNES: Final = table("communes.csv").keys() - table("parts-of-communes.csv").keys()


class OneSession:
    """A store that holds one session of one centre."""

    def __init__(self, pix: PixSettings, candidates: tuple[Candidate, ...]) -> None:
        self._centre = dataclasses.replace(CENTRE, pix=pix)
        self._candidates = candidates

    @contextlib.contextmanager
    def reading(self) -> Iterator[Reading]:
        """Itself."""
        yield cast("Reading", self)

    def centre(self) -> Centre:
        """The centre."""
        return self._centre

    def session(self, _: int) -> ExamSession:
        """Session 208."""
        return session()

    def candidates(self, _: int) -> list[Candidate]:
        """Its candidates."""
        return list(self._candidates)

    def incidents(self, _: int) -> list[Incident]:
        """None."""
        return []

    def last_change(self, _: int) -> None:
        """Never: a list bears no date."""


def made(
    pix: PixSettings, *candidates: Candidate, kind: DocumentKind = DocumentKind.LIST_ODS
) -> Document:
    """The list as certui makes it."""
    making = PaperService(
        cast("Store", OneSession(pix, candidates)),
        DocumentRenderer(Path("/nonexistent")),
        lambda *_, **__: Path(),
        lambda: dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
        nomenclature=ListedPlaces(),
    )
    return making.make(kind, 208)


def refusals(pix: PixSettings, content: bytes) -> set[str]:
    """What each version of Pix refuses a file for; a version that takes it adds nothing."""
    versions = (
        Importer(
            sco=pix.sco,
            certifications=pix.certifications,
            birth_date=heading,
            countries=countries,
            communes=COMMUNES,
        )
        for heading in (NO_BREAK_DATE, PLAIN_DATE)
        for countries in EDITIONS
    )
    rows = read_sheet(content)
    return {version.refuses(rows) for version in versions} - {""}


def some(*values: str) -> st.SearchStrategy[str]:
    """One of these; most often the first, so that a list is sound now and then."""
    return st.sampled_from([*values[:1] * len(values), *values])


PEOPLE: Final = st.builds(
    candidate,
    rank=st.integers(1, 10**6),
    extra=st.one_of(st.none(), st.integers(1, 99)),
    last_name=st.one_of(some("SOW", "sow", "SÓW", ""), st.text(max_size=8)),
    first_name=some("Zoé", "ZOÉ", "Zoe", "Anne", "Anna", " "),
    sex=st.sampled_from([Sex.FEMALE, Sex.MALE, Sex.MALE, Sex.FEMALE, None]),
    birth_date=st.one_of(
        st.dates(dt.date(2009, 1, 1), dt.date(2012, 1, 1)),
        st.sampled_from([dt.date(1900, 1, day) for day in (1, 2)]),
        st.dates(max_value=dt.date(1950, 1, 1)),
    ),
    birth_city=some("Besançon", "Abidjan", "", "=1+1", "Saint-Denis"),
    birth_city_code=some("25056", "", "2A004", "97105", "99999", "1004", "75056", "99", "00000"),
    birth_country=st.one_of(
        some("France", "FRANCE", "", "Côte d’Ivoire", "cote d'ivoire", "Atlantide"),
        st.sampled_from(sorted(_NAMES.values())),
        st.sampled_from([_NAMES[code] for code in sorted(_LASTING)]),
    ),
)
CENTRES: Final = st.builds(
    PixSettings,
    sco=st.booleans(),
    certifications=st.lists(st.sampled_from(CERTIFICATIONS), unique=True).map(tuple),
    billing=st.one_of(st.none(), st.sampled_from(Billing)),
    prepayment_code=some("AB-12", ""),
)


@settings(max_examples=300, deadline=None)
@given(CENTRES, st.lists(PEOPLE, max_size=3))
@example(PixSettings(), [])
@example(PixSettings(), list(FAMILY))
@example(PixSettings(), [candidate(birth_country="Portugal", birth_city="Porto")])
def test_certui_says_nothing_exactly_when_pix_takes_the_list(
    pix: PixSettings, candidates: list[Candidate]
) -> None:
    """Of whichever version and edition: what one of them refuses is said, nothing else is."""
    document = made(pix, *candidates)
    assert bool(document.faults) is bool(refusals(pix, document.content))


@pytest.mark.parametrize("name", sorted(set(_NAMES.values())))
def test_every_country_is_written_as_all_editions_have_it_or_told(name: str) -> None:
    """Nobody finds out from Pix."""
    somebody = candidate(birth_country=name, birth_city="X", birth_city_code="")
    document = made(PixSettings(), somebody)
    assert bool(document.faults) is bool(refusals(PixSettings(), document.content))


def test_a_list_of_400_is_taken() -> None:
    """By every version."""
    document = made(PixSettings(), *many(400))
    assert document.faults == ()
    assert refusals(PixSettings(), document.content) == set()


HEADINGS: Final = [
    "* Nom de naissance",
    "* Prénom",
    "* Date de naissance (format\u00a0: jj/mm/aaaa)",
    "* Date de naissance (format : jj/mm/aaaa)",
    "* Sexe (M ou F)",
    "Code Insee",
    "Code postal",
    "Nom de la commune",
    "Pays",
    "E-mail du destinataire des résultats (formateur, enseignant…)",
    "E-mail de convocation",
    "Identifiant local",
    "Temps majoré ?",
]


@pytest.mark.parametrize("candidates", [(), FAMILY[:1]], ids=["nobody", "somebody"])
@pytest.mark.parametrize("sco", [True, False])
@pytest.mark.parametrize("certifications", [(), CERTIFICATIONS[:1], CERTIFICATIONS])
def test_headings_byte_for_byte(
    certifications: tuple[str, ...],
    sco: bool,
    candidates: tuple[Candidate, ...],
) -> None:
    """As an independent reader finds them; those of the centre stand there, empty or not."""
    pix = PixSettings(sco=sco, certifications=certifications)
    billing = [] if sco else ["Tarification part Pix", "Code de prépaiement"]
    certified = [f'{one}\n("oui" ou laisser vide)' for one in certifications]
    rows = read_sheet(made(pix, *candidates).content)
    assert rows[0] == [*HEADINGS, *billing, *certified]
    assert len(rows) == 1 + len(candidates)
    assert all(not any(row[len(HEADINGS) :]) for row in rows[1:])


def test_a_sheet_with_every_column_is_taken_everywhere() -> None:
    """Columns that a version does not ask for are left out of account."""
    most = PixSettings(sco=False, certifications=CERTIFICATIONS, billing=Billing.FREE)
    content = made(most, *FAMILY[:3]).content
    for pix in (PixSettings(), PixSettings(certifications=CERTIFICATIONS[2:3]), most):
        assert refusals(pix, content) == set()


def test_a_column_that_is_missing_refuses_the_file() -> None:
    """Which is why a centre says what it may hold."""
    content = made(PixSettings(), *FAMILY[:3]).content
    for pix in (PixSettings(certifications=("Pix+ Droit",)), PixSettings(sco=False)):
        assert refusals(pix, content) == {"the document's version is not known"}


def part(document: Document, name: str) -> str:
    """A part of a zipped file."""
    with zipfile.ZipFile(io.BytesIO(document.content)) as zipped:
        return zipped.read(name).decode()


def test_an_ods_prints_on_its_side_one_page_wide_with_its_headings() -> None:
    """A4, landscape; the first row on each page."""
    document = made(PixSettings(), *many(60))
    styles = part(document, "styles.xml")
    for said in (
        'fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape"',
        'style:scale-to-X="1" style:scale-to-Y="0"',
        '<style:master-page style:name="Default" style:page-layout-name="landscape"/>',
    ):
        assert said in styles
    content = part(document, "content.xml")
    (repeated,) = content.split("<table:table-header-rows>")[1:]
    headings, rest = repeated.split("</table:table-header-rows>")
    assert headings.count("<table:table-row>") == 1
    assert "* Nom de naissance" in headings
    assert rest.count("<table:table-row>") == 60
    assert 'style:family="table" style:master-page-name="Default"' in content


def test_an_xlsx_prints_on_its_side_one_page_wide_with_its_headings() -> None:
    """A4 is paper 9; any number of pages below one another."""
    document = made(PixSettings(), *many(60), kind=DocumentKind.LIST_XLSX)
    sheet, book = part(document, "xl/worksheets/sheet1.xml"), part(document, "xl/workbook.xml")
    assert '<pageSetUpPr fitToPage="1"/>' in sheet
    assert 'paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"' in sheet
    assert '_xlnm.Print_Titles" localSheetId="0">\'Candidats session 208\'!$1:$1<' in book


def test_an_xlsx_of_more_than_26_columns_names_them_all() -> None:
    """After Z comes AA."""
    pix = PixSettings(certifications=tuple(f"Pix+ {number}" for number in range(20)))
    document = made(pix, *FAMILY[:1], kind=DocumentKind.LIST_XLSX)
    sheet = part(document, "xl/worksheets/sheet1.xml")
    assert [f'r="{name}1"' in sheet for name in ("A", "Z", "AA", "AG", "AH")] == [
        *(True,) * 4,
        False,
    ]
