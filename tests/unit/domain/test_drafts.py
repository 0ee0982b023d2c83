"""What is typed about a session or a centre."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certui.domain import drafts
from certui.domain.drafts import centre, extra_time
from certui.domain.faults import Fault
from certui.domain.models import Centre, SessionDraft
from certui.domain.pix_settings import Billing, PixSettings
from certui.domain.refusals import InvalidCentre, InvalidSession
from certui.domain.text import clean
from certui.errors import InvalidExtraTime

TODAY = dt.date(2026, 11, 24)
PARIS = Centre(name="Collège", uai="0690001A", time_zone="Europe/Paris")


def session_draft(*, whole: bool = False, **fields: str) -> SessionDraft:
    """A session as typed on a Tuesday of November."""
    if whole:
        return drafts.session_draft(fields, today=TODAY, whole=True)
    return drafts.session_draft(fields, today=TODAY)


def faults(*, whole: bool = False, **typed: str) -> dict[str, Fault]:
    """The faults of a session that is otherwise sound."""
    fields = {"name": "Troisièmes", "date": "2027-02-14", "time": "15:30"} | typed
    with pytest.raises(InvalidSession) as refused:
        session_draft(whole=whole, **fields)
    found = refused.value.faults
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("date", ["2027-02-14", "14/02/2027", " 14/2/2027 ", "14 février"])
def test_sound_session(date: str) -> None:
    """A date is taken in ISO and as French people write it; texts are cleaned."""
    draft = session_draft(name=" Troisièmes\t A ", date=date, time="15:30", room="B\x1b204")
    assert (draft.name, draft.room, draft.site) == ("Troisièmes A", "B204", "")
    assert (draft.date, draft.time) == (dt.date(2027, 2, 14), dt.time(15, 30))


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", Fault.MISSING),
        ("31/02/2027", Fault.NO_SUCH_DAY),
        ("2027-02-30", Fault.NO_SUCH_DAY),
        ("0000-01-01", Fault.OUT_OF_RANGE),
        ("lundi 14/02/2027", Fault.WRONG_WEEKDAY),
        ("bientôt", Fault.MALFORMED),
        ("1026-02-14", Fault.OUT_OF_RANGE),
        ("2018-12-31", Fault.OUT_OF_RANGE),
        ("2101-01-01", Fault.OUT_OF_RANGE),
        ("٢٠٢٧-٠٢-١٤", Fault.MALFORMED),
    ],
)
def test_wrong_dates(typed: str, fault: Fault) -> None:
    """A day that does not exist, is badly written or is of another age is a fault."""
    assert faults(date=typed) == {"date": fault}


@pytest.mark.parametrize("year", [2019, 2100])
def test_years_at_the_edge(year: int) -> None:
    """The first and the last year are taken."""
    assert session_draft(name="A", date=f"{year}-01-01", time="00:00").date.year == year


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("24:00", Fault.NO_SUCH_HOUR),
        ("15:60", Fault.NO_SUCH_HOUR),
        ("9:5", Fault.MALFORMED),
        ("15:30:00", Fault.MALFORMED),
        ("²0:00", Fault.MALFORMED),
        ("", Fault.MISSING),
    ],
)
def test_wrong_times(typed: str, fault: Fault) -> None:
    """An hour is from 00:00 to 23:59."""
    assert faults(time=typed) == {"time": fault}


@pytest.mark.parametrize("typed", ["00:00", "09:05", "19:59", "23:59"])
def test_times_at_the_edge(typed: str) -> None:
    """The first and last minutes of a day are taken."""
    assert session_draft(name="A", date="2027-02-14", time=typed).time.isoformat("minutes") == typed


def test_all_faults_together() -> None:
    """Every faulty field is named at once, as the product does."""
    assert faults(name="\u200b", date="", time="24:00", site="x" * 256) == {
        "name": Fault.MISSING,
        "date": Fault.MISSING,
        "time": Fault.NO_SUCH_HOUR,
        "site": Fault.TOO_LONG,
    }


def test_the_form_needs_what_the_product_needs() -> None:
    """Site, room and invigilators too; notes never; in the order of the form."""
    missing = faults(whole=True, name="", date="", time="")
    needed = ["name", "site", "room", "invigilators", "date", "time"]
    assert missing == dict.fromkeys(needed, Fault.MISSING)
    assert list(missing) == needed
    assert faults(whole=True, room="B204", site="x" * 256) == {
        "site": Fault.TOO_LONG,
        "invigilators": Fault.MISSING,
    }
    fields = {"name": "A", "site": "B", "room": "C", "invigilators": "D"}
    assert session_draft(whole=True, date="14/02", time="9h", **fields).notes == ""


def test_faults_come_in_the_order_of_the_form() -> None:
    """What is too long below the day is said after it, and in the shell's one sentence too."""
    found = faults(notes="y" * 2001, time="24:00", date="", name="")
    assert list(found) == ["name", "date", "time", "notes"]


def test_a_field_that_no_session_has_is_a_slip_of_the_code() -> None:
    """A name that is misspelt is not left out in silence."""
    with pytest.raises(TypeError, match="rom"):
        session_draft(name="A", date="14/02", time="9h", rom="B204")


def test_lengths_at_the_edge() -> None:
    """255 characters are a name, 2,000 are notes, one more is too long."""
    kept = session_draft(name="x" * 255, date="2027-02-14", time="15:30", notes="y" * 2000)
    assert (len(kept.name), len(kept.notes)) == (255, 2000)
    assert faults(name="x" * 256, notes="y" * 2001) == {
        "name": Fault.TOO_LONG,
        "notes": Fault.TOO_LONG,
    }


@settings(max_examples=60, deadline=None)
@given(name=st.text(max_size=300), date=st.text(max_size=12), time=st.text(max_size=6))
def test_anything_typed_is_a_value_or_a_fault(name: str, date: str, time: str) -> None:
    """Whatever is typed, there is a clean session or a refusal that names fields."""
    try:
        draft = session_draft(name=name, date=date, time=time)
    except InvalidSession as refused:
        sound = bool(refused.faults)
    else:
        sound = draft.name == clean(name)
    assert sound


def test_centre_keeps_what_is_not_typed() -> None:
    """A field that is not given stays as it was."""
    assert centre(PARIS) == PARIS
    moved = centre(PARIS, uai="9740002j", time_zone="Indian/Reunion", name="Lycée")
    assert moved == Centre(name="Lycée", uai="9740002J", time_zone="Indian/Reunion")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"name": " "}, {"name": Fault.MISSING}),
        ({"name": "x" * 256}, {"name": Fault.TOO_LONG}),
        ({"uai": ""}, {"uai": Fault.MISSING}),
        ({"uai": "69001A"}, {"uai": Fault.MALFORMED}),
        ({"uai": "0690001C"}, {"uai": Fault.WRONG_KEY}),
        ({"time_zone": ""}, {"time_zone": Fault.MISSING}),
        ({"time_zone": "Europe/Lyon"}, {"time_zone": Fault.MALFORMED}),
        ({"time_zone": "../../etc/passwd"}, {"time_zone": Fault.MALFORMED}),
        ({"billing": "cadeau"}, {"billing": Fault.MALFORMED}),
        ({"billing": "prépayée"}, {"prepayment_code": Fault.MISSING}),
        ({"prepayment_code": "A"}, {"prepayment_code": Fault.MALFORMED}),
        ({"billing": "payante", "prepayment_code": "A"}, {"prepayment_code": Fault.MALFORMED}),
        (
            {"billing": "prépayée", "prepayment_code": "x" * 256},
            {"prepayment_code": Fault.TOO_LONG},
        ),
        ({"certifications": ["x" * 256]}, {"certifications": Fault.TOO_LONG}),
        (
            {"uai": "x", "time_zone": "x"},
            {"uai": Fault.MALFORMED, "time_zone": Fault.MALFORMED},
        ),
    ],
)
def test_wrong_centres(typed: dict[str, Any], expected: dict[str, Fault]) -> None:
    """A centre has a name, a UAI and a zone that exists; all faults come together."""
    with pytest.raises(InvalidCentre) as refused:
        centre(PARIS, **typed)
    assert refused.value.faults == expected


def test_the_longest_that_a_centre_may_have() -> None:
    """255 characters are a name, a label and a code."""
    longest = "x" * 255
    typed = centre(
        PARIS,
        name=longest,
        certifications=[longest],
        billing="prépayée",
        prepayment_code=longest,
    )
    assert (typed.name, typed.pix.certifications) == (longest, (longest,))
    assert typed.pix.prepayment_code == longest


PREPAID = PixSettings(sco=False, billing=Billing.PREPAID, prepayment_code="A")


@pytest.mark.parametrize(
    ("known", "typed", "pix"),
    [
        (PixSettings(), {"sco": False}, PixSettings(sco=False)),
        (PREPAID, {"sco": True}, replace(PREPAID, sco=True)),
        (PREPAID, {"sco": None, "name": "Lycée"}, PREPAID),
        (PixSettings(), {"billing": "GRATUITE"}, PixSettings(billing=Billing.FREE)),
        (
            PixSettings(),
            {"billing": "prepayee", "prepayment_code": " B "},
            PixSettings(billing=Billing.PREPAID, prepayment_code="B"),
        ),
        (PREPAID, {"prepayment_code": "B"}, replace(PREPAID, prepayment_code="B")),
        (PREPAID, {"billing": "prépayée"}, PREPAID),
        (PREPAID, {"billing": "payante"}, PixSettings(sco=False, billing=Billing.PAID)),
        (PREPAID, {"billing": " "}, PixSettings(sco=False)),
        (
            PixSettings(certifications=("Pix+ Droit",)),
            {"certifications": ["clea numerique", "CléA  Numérique", "", "Pix+ Édu\nCPE"]},
            PixSettings(certifications=("CléA Numérique", "Pix+ Édu CPE")),
        ),
        (PixSettings(certifications=("Pix+ Droit",)), {"certifications": []}, PixSettings()),
    ],
)
def test_what_a_centre_is_to_pix(
    known: PixSettings, typed: dict[str, Any], pix: PixSettings
) -> None:
    """Labels that Pix has come back in its letters, any other as typed, each once."""
    assert centre(replace(PARIS, pix=known), **typed).pix == pix


@pytest.mark.parametrize(
    ("typed", "percentage"),
    [("", None), ("  ", None), ("1", 1), ("33", 33), ("33 %", 33), ("33\u202f%", 33), ("099", 99)],
)
def test_extra_time(typed: str, percentage: int | None) -> None:
    """A whole percent from 1 to 99, with its sign or without; nothing is none."""
    assert extra_time(typed) == percentage


@pytest.mark.parametrize(
    "typed", ["0", "100", "33,3", "33.3", "-5", "un tiers", "³3", "%", "9" * 99]
)
def test_wrong_extra_time(typed: str) -> None:
    """Anything else is refused, and the refusal does not repeat it."""
    with pytest.raises(InvalidExtraTime) as refused:
        extra_time(typed)
    assert vars(refused.value) == {}


@pytest.mark.parametrize(
    ("before", "uai", "zone"),
    [
        # A clock that nobody chose follows the school.
        (("", "Europe/Paris"), "9740002J", "Indian/Reunion"),
        (("0690001A", "Europe/Paris"), "9740002J", "Indian/Reunion"),
        (("9740002J", "Indian/Reunion"), "0690001B", "Europe/Paris"),
        # One that somebody chose stays.
        (("0690001A", "Indian/Mayotte"), "9740002J", "Indian/Mayotte"),
        # So does that of a code which is the same.
        (("9740002J", "Europe/Paris"), "9740002j", "Europe/Paris"),
    ],
)
def test_the_time_zone_follows_the_code(before: tuple[str, str], uai: str, zone: str) -> None:
    """Unless another is typed beside it."""
    known = Centre(name="Lycée", uai=before[0], time_zone=before[1])
    assert centre(known, uai=uai).time_zone == zone
    assert centre(known, uai=uai, time_zone="Pacific/Tahiti").time_zone == "Pacific/Tahiti"


def test_a_code_that_stands_already_is_not_judged() -> None:
    """A roster brought it, or the invented school: typed again it changes nothing."""
    assert centre(PARIS, uai="0690001a") == PARIS


def test_a_wrong_key_letter_comes_with_the_right_one() -> None:
    """So that what is told says which."""
    with pytest.raises(InvalidCentre) as refused:
        centre(PARIS, uai="9740002B")
    assert refused.value.key == "J"
