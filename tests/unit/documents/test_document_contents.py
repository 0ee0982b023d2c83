"""What each document says, before anything is typeset."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from tests.unit.documents.records import ARRIVAL, FAMILY, candidate, many, of_centre, record

from certui.documents import attendance, candidate_list, kit, pv
from certui.documents.candidate_list import Percentage
from certui.domain.models import SessionState, Sex
from certui.domain.pix_settings import Billing, PixSettings

ABSENT = (replace(candidate(9), absent_at=ARRIVAL),)


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (SessionState.UPCOMING, ""),
        (SessionState.BEGUN, "attendu"),
        (SessionState.FINALISED, "attendu"),
    ],
)
def test_who_has_not_come_is_what_the_screen_calls_them(state: SessionState, shown: str) -> None:
    """Before the session begins, the column is left to be filled; nobody is absent unsaid."""
    values: Any = pv.values(record(candidate(), candidate(joined=ARRIVAL), state=state))
    arrivals = [row["arrival"] for row in values["candidates"]]
    assert arrivals == [shown, "15\u00a0h\u00a031"]


@pytest.mark.parametrize(
    ("candidates", "state", "sentence"),
    [
        ((), SessionState.BEGUN, "0\u00a0candidat inscrit."),
        (many(1), SessionState.BEGUN, "1\u00a0candidat inscrit, 1\u00a0présent."),
        (many(2), SessionState.BEGUN, "2\u00a0candidats inscrits, 2\u00a0présents."),
        (
            many(8),
            SessionState.BEGUN,
            "8\u00a0candidats inscrits, 6\u00a0présents, 2\u00a0attendus.",
        ),
        (FAMILY[2:4], SessionState.UPCOMING, "2\u00a0candidats inscrits."),
        (FAMILY[2:3], SessionState.BEGUN, "1\u00a0candidat inscrit."),
        (ABSENT, SessionState.BEGUN, "1\u00a0candidat inscrit, 1\u00a0absent."),
        (
            ABSENT + FAMILY[:1],
            SessionState.FINALISED,
            "2\u00a0candidats inscrits, 1\u00a0présent, 1\u00a0absent.",
        ),
    ],
)
def test_the_pv_counts_in_french(
    candidates: tuple[Any, ...], state: SessionState, sentence: str
) -> None:
    """0 and 1 are singular; what is nought is left out."""
    values: Any = pv.values(record(*candidates, state=state))
    assert values["counts"]["sentence"] == sentence


def test_the_pv_previews_what_it_prints() -> None:
    """The rows of the table on screen are those of the paper."""
    shown = pv.preview(record(*FAMILY))
    values: Any = pv.values(record(*FAMILY))
    assert shown.rows == tuple(tuple(row.values())[:-1] for row in values["candidates"])
    assert not any(row["end"] for row in values["candidates"])
    assert shown.rows[1] == (
        "2",
        "DE LA TOUR D’AUVERGNE-LAURAGUAIS",
        "Jean-Baptiste",
        "20/05/2011",
        "Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson",
        "Marne",
        "France",
        "3EB",
        "33\u00a0%",
        "15\u00a0h\u00a042",
    )
    assert len(shown.columns) == len(shown.rows[0])
    assert ("Centre", "Collège de la Démonstration 0690001A") in shown.facts


@pytest.mark.parametrize(
    ("count", "sheets"), [(0, [20]), (1, [4]), (20, [23]), (21, [20, 4]), (40, [20, 23])]
)
def test_an_attendance_sheet_holds_twenty_candidates(count: int, sheets: list[int]) -> None:
    """The twenty-first goes on the next sheet (pix-certif §5.2); three rows are left empty."""
    values: Any = attendance.values(record(*many(count)))
    assert [len(sheet) for sheet in values["sheets"]] == sheets
    assert sum(bool(row["last_name"]) for sheet in values["sheets"] for row in sheet) == count


def test_the_attendance_sheet_cuts_nothing_that_people_write() -> None:
    """Where the product cuts at 21 characters, the row has room for more."""
    long = candidate(last_name="N" * 60, first_name="P" * 60, class_name="C" * 30, extra=5)
    made = record(long, site="S" * 60, invigilators="I" * 160, room="R" * 60)
    shown = attendance.preview(made)
    assert shown.rows == (("1", "N" * 60, "P" * 60, "20/05/2011", "C" * 30, "5\u00a0%", ""),)
    facts = dict(shown.facts)
    assert facts["Nom du site"] == "S" * 60
    assert facts["Surveillé par"] == "I" * 160
    assert facts["Nom de la salle"] == "R" * 60
    assert facts["Date"] == "1er février 2027"


def test_a_pv_printed_before_is_filled_in_by_hand() -> None:
    """Who is there, who is not, and when it ended; afterwards all three are known."""
    before: Any = pv.values(record(*FAMILY[2:4], state=SessionState.UPCOMING))
    assert before["counts"]["by_hand"]
    assert before["session"]["end"] == ""
    ended = replace(FAMILY[0], started_at=ARRIVAL, ended_at=ARRIVAL)
    finished = record(ended, FAMILY[1], state=SessionState.FINALISED, finalised_at=ARRIVAL)
    after: Any = pv.values(finished)
    assert not after["counts"]["by_hand"]
    assert after["session"]["end"] == "15\u00a0h\u00a031"


@pytest.mark.parametrize(
    ("typed", "signing"),
    [
        ("", [""]),
        ("Ada", ["Ada"]),
        ("Ada Lovelace, Bea ; Cy et Dan & Eve", ["Ada Lovelace", "Bea", "Cy", "Dan", "Eve"]),
    ],
)
def test_each_invigilator_signs(typed: str, signing: list[str]) -> None:
    """However their names are parted."""
    values: Any = pv.values(record(invigilators=typed))
    *invigilators, responsible = values["signatures"]
    assert invigilators == [("Surveillant", one) for one in signing]
    assert responsible == ("Le responsable du centre de certification", "")


def test_the_kit_gives_the_codes_and_no_pupil() -> None:
    """Extra time and names stay on the papers that need them."""
    shown = kit.preview(record(*FAMILY))
    assert ("Numéro de session", "208") in shown.facts
    assert ("Code d’accès", "BCDF23") in shown.facts
    assert ("Candidats inscrits", "6") in shown.facts
    assert "ABADIE" not in repr(kit.values(record(*FAMILY)))


def test_the_list_gives_birth_places_as_the_product_takes_them() -> None:
    """In France the commune's code alone; abroad 99 and the city (pix-certif §2.3)."""
    rows = candidate_list.rows(record(*FAMILY))
    places = [row[5:9] for row in rows[:3]]
    assert places == [
        ("25056", "", "", "France"),
        ("51513", "", "", "France"),
        ("99", "", "Abidjan", "Côte d’Ivoire"),
    ]


def test_the_list_writes_sex_and_extra_time_for_a_machine() -> None:
    """An extra time is a number; an unknown sex is left out."""
    rows = candidate_list.rows(record(*FAMILY))
    assert [row[4] for row in rows] == ["F", "M", "F", "M", "", "M"]
    assert [row[12] for row in rows] == ["", Percentage(33), "", "", "", Percentage(5)]
    assert candidate_list.preview(record(*FAMILY)).rows[1][11] == "33\u00a0%"


ALWAYS = [
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


@pytest.mark.parametrize(
    ("pix", "more"),
    [
        (PixSettings(), []),
        (PixSettings(sco=False), ["Tarification part Pix", "Code de prépaiement"]),
        (
            PixSettings(certifications=("CléA Numérique", "Pix+ Droit")),
            ['CléA Numérique\n("oui" ou laisser vide)', 'Pix+ Droit\n("oui" ou laisser vide)'],
        ),
        (
            PixSettings(sco=False, certifications=("Pix+ Édu 1er degré",)),
            [
                "Tarification part Pix",
                "Code de prépaiement",
                'Pix+ Édu 1er degré\n("oui" ou laisser vide)',
            ],
        ),
    ],
)
def test_the_lists_columns_are_the_products(pix: PixSettings, more: list[str]) -> None:
    """Their order and their letters, which the product compares; those of the centre too, empty."""
    headings = [column.heading for column in candidate_list.columns(pix)]
    assert headings == [*ALWAYS, *more]
    rows = candidate_list.rows(of_centre(pix, *FAMILY))
    assert all(len(row) == len(headings) for row in rows)
    assert {cell for row in rows for cell in row[len(ALWAYS) :]} <= {""}


def test_both_columns_of_the_birth_date_are_filled() -> None:
    """Which of the two the product asks for depends on its version."""
    for row in candidate_list.rows(record(*FAMILY)):
        assert row[2] == row[3] == "20/05/2011"


def test_the_preview_shows_a_birth_date_once() -> None:
    """And a heading of two lines on one."""
    shown = candidate_list.preview(of_centre(PixSettings(certifications=("A",)), *FAMILY))
    assert len([one for one in shown.columns if one.startswith("* Date")]) == 1
    assert shown.columns[-1] == 'A ("oui" ou laisser vide)'
    assert {len(row) for row in shown.rows} == {len(shown.columns)}


def test_who_pays_stands_beside_each_candidate() -> None:
    """As the product calls it; a code for those who are paid for, and for no others."""
    prepaid = PixSettings(sco=False, billing=Billing.PREPAID, prepayment_code="AB12")
    assert candidate_list.rows(of_centre(prepaid, candidate()))[0][13:] == ("Prépayée", "AB12")
    paid = PixSettings(sco=False, billing=Billing.PAID, prepayment_code="AB12")
    assert candidate_list.rows(of_centre(paid, candidate()))[0][13:] == ("Payante", "")


def test_a_session_far_in_the_future_still_fits_a_sheets_name() -> None:
    """Spreadsheets refuse a name of more than 31 characters."""
    assert len(candidate_list.sheet_name(record(number=10**20))) == 31


def test_values_come_in_clean() -> None:
    """An escape sequence in a name reaches no paper."""
    somebody = candidate(
        last_name="A\x1b[31mB", first_name="C\u202eD", joined=dt.datetime.max.replace(tzinfo=dt.UTC)
    )
    values: Any = pv.values(record(somebody, time_zone="America/Guadeloupe"))
    assert values["candidates"][0]["last_name"] == "A[31mB"
    assert values["candidates"][0]["first_name"] == "CD"
    assert values["candidates"][0]["arrival"] == "31/12 19\u00a0h\u00a059"


def test_sexes_are_written_as_the_product_has_them() -> None:
    """The domain's own letters are M and F."""
    assert {one.value for one in Sex} == {"M", "F"}
