"""The PV carries what became of each candidate, what was reported, and who finished the session."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tests.integration.documents import pdf_reading
from tests.unit.documents.records import ARRIVAL, FRAUD, candidate, record

from certui.documents import pv
from certui.domain.models import IncidentCategory, SessionState, UnfinishedReason
from certui.domain.papers import DocumentKind, SessionRecord

if TYPE_CHECKING:
    from certui.documents.renderer import DocumentRenderer

MINUTES = dt.timedelta(minutes=1)


def held() -> SessionRecord:
    """One who ended, one who gave up, one who is absent; two reports; finished by Ada."""
    came = candidate(1, last_name="ABADIE", first_name="Zoé", joined=ARRIVAL)
    ended = replace(came, started_at=ARRIVAL, ended_at=ARRIVAL + 105 * MINUTES)
    gave_up = replace(
        candidate(2, last_name="BERT", first_name="Léo", joined=ARRIVAL),
        unfinished_reason=UnfinishedReason.ABANDONED,
    )
    absent = replace(candidate(3, last_name="CROS"), absent_at=ARRIVAL)
    on_one = replace(
        FRAUD,
        id=2,
        candidate_id=1,
        category=IncidentCategory.PLATFORM,
        text='#panic("x") *écran* noir',
    )
    finished = {"finalised_at": ARRIVAL + 120 * MINUTES, "finalised_by": "Ada [b]Lovelace"}
    held = record(ended, gave_up, absent, state=SessionState.FINALISED, **finished)
    return replace(held, incidents=(FRAUD, on_one))


def test_each_candidate_has_their_final_state() -> None:
    """The hour of the end, or why there is none; who was marked absent is absent at any hour."""
    values: Any = pv.values(held())
    rows = values["candidates"]
    assert [row["end"] for row in rows] == ["17\u00a0h\u00a016", "abandon", ""]
    assert [row["arrival"] for row in rows][2] == "absent"
    early = replace(held(), state=SessionState.UPCOMING)
    before: Any = pv.values(early)
    assert [row["arrival"] for row in before["candidates"]][2] == "absent"
    assert values["counts"]["absent"] == 1


def test_reports_say_when_what_whom_and_by_whom() -> None:
    """On the session as a whole, and on one candidate."""
    values: Any = pv.values(held())
    first, second = values["incidents"]
    assert first == {
        "hour": "15\u00a0h\u00a031",
        "category": "C6 Suspicion de fraude",
        "whom": "toute la session",
        "text": "",
        "who": "Ada",
        "signed": False,
    }
    assert (second["whom"], second["category"]) == ("ABADIE Zoé", "E11 Problème de plateforme")


def test_a_finished_session_says_so_on_the_paper() -> None:
    """By whom and when, by the centre's clock; one that can change says nothing."""
    said = "Session finalisée le lundi 1er février 2027 à 17\u00a0h\u00a031"
    values: Any = pv.values(held())
    assert values["finished"] == f"{said} par Ada [b]Lovelace."
    nameless = replace(held(), session=replace(held().session, finalised_by=""))
    assert pv.values(nameless)["finished"] == f"{said}."
    assert pv.values(record())["finished"] == ""


def test_the_preview_has_the_end_the_reports_and_who_finished() -> None:
    """What the screen shows before anything is saved."""
    shown = pv.preview(held())
    assert shown.columns[-1] == "Fin"
    assert [row[-1] for row in shown.rows] == ["17\u00a0h\u00a016", "abandon", ""]
    facts = [value for label, value in shown.facts if label == "Incident"]
    assert facts[0] == "15\u00a0h\u00a031, C6 Suspicion de fraude, toute la session"
    assert facts[1].endswith('ABADIE Zoé\u00a0: #panic("x") *écran* noir')
    assert dict(shown.facts)["État"].startswith("Session finalisée")


def test_the_paper_prints_it_all_as_it_was_typed(renderer: DocumentRenderer) -> None:
    """Nothing of a report is read as markup; there is room left to write by hand."""
    text = pdf_reading.text(renderer.render(DocumentKind.PV, held()).content)
    squeezed = "".join(text.split())
    for words in (
        "Fin",
        "17h16",
        "abandon",
        "absent",
        "Incidents(2)",
        "C6Suspiciondefraude",
        '#panic("x")*écran*noir',
        "Sessionfinalisée",
        "Ada[b]Lovelace",
    ):
        assert words in squeezed
