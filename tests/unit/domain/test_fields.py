"""Each field of a session and of a candidate is declared once, and whole."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from typing import Final, get_type_hints

from certui.domain import candidate_fields, models, session_fields
from certui.domain.models import Candidate, ExamSession, Person, SessionDraft
from certui.domain.session_fields import (
    BY_NAME,
    CALLED,
    FIELDS,
    HELD,
    KIT,
    LISTED,
    RECORD,
    SLIP,
    TYPED,
)

_KINDS: Final = {str: "text", dt.date: "day", dt.time: "hour"}
# Known to the state, which is said in words.
_OF_THE_END: Final = {"finalised_at", "finalised_by"}


def _hints(kind: type) -> dict[str, object]:
    return get_type_hints(kind, {**vars(models), "dt": dt})


def test_what_is_typed_is_what_a_draft_holds() -> None:
    """In the order of the form, each as what it is kept as."""
    assert list(TYPED) == [one.name for one in fields(SessionDraft)]
    hints = _hints(SessionDraft)
    assert {name: one.kind for name, one in TYPED.items()} == {
        name: _KINDS[hints[name]]  # type: ignore[index]  # one of three types
        for name in TYPED
    }


def test_every_field_of_a_session_is_declared_once() -> None:
    """None is left out of the page of details for want of a word, and none has two."""
    names = [one.name for one in FIELDS]
    assert sorted(names) == sorted({one.name for one in fields(ExamSession)} - _OF_THE_END)
    labels = [one.label for one in FIELDS if one.label]
    assert len(labels) == len(set(labels)) == len(FIELDS) - 1
    assert not BY_NAME["time_zone"].label, "which stands beside the hour"


def test_what_is_typed_has_all_its_words() -> None:
    """A label, what to ask for, an option's value and its help; no text is without an end."""
    for one in TYPED.values():
        assert all((one.label, one.wanted, one.metavar, one.summary))
        assert one.longest > 0
        assert one.metavar.isupper()


def test_lists_and_papers_name_fields_that_they_can_show() -> None:
    """A list shows what has a column, a paper what has a label on paper."""
    assert all(BY_NAME[name].column for name in LISTED)
    assert all(BY_NAME[name].paper for name in (*KIT, *RECORD, *CALLED, *SLIP, *HELD))
    headings = [one.heading for one in session_fields.list_columns()]
    assert len(headings) == len(LISTED) + len(session_fields.SUMMARY)
    assert len(set(headings)) == len(headings)


# What is known of the day is shown by the state, and how somebody came in by the journal.
_OF_THE_DAY: Final = {
    "session_number",
    "pupil_id",
    "person",
    "added_by",
    "added_at",
    "started_at",
    "ended_at",
    "absent_at",
    "unfinished_reason",
}


def test_every_field_of_a_candidate_is_declared_once() -> None:
    """Those of the pupil they are, and those of the candidate in a session."""
    declared = candidate_fields.FIELDS
    of_session = [one.name for one in declared if one.of_session]
    of_person = [one.name for one in declared if not one.of_session]
    assert sorted(of_session) == sorted({one.name for one in fields(Candidate)} - _OF_THE_DAY)
    assert sorted(of_person) == sorted(one.name for one in fields(Person))


def test_what_a_roster_says_is_compared_and_exported_whole() -> None:
    """No field of a pupil is changed unsaid, or lost on the way out and in again."""
    of_person = sorted(one.name for one in fields(Person))
    assert sorted(candidate_fields.COMPARED) == of_person
    assert sorted(candidate_fields.EXPORTED) == of_person
    known = candidate_fields.BY_NAME
    assert all(known[name].label for name in candidate_fields.COMPARED)
    assert all(known[name].file for name in candidate_fields.EXPORTED)


def test_papers_name_fields_of_candidates_that_they_can_show() -> None:
    """Each has a heading on paper, and a key of its own."""
    known = candidate_fields.BY_NAME
    shown = (
        *candidate_fields.WHO,
        *candidate_fields.SIGNED,
        *candidate_fields.RECORD,
        *candidate_fields.NEEDS,
    )
    assert all(known[name].paper for name in shown)
    keys = [one.paper.key or one.name for one in candidate_fields.FIELDS if one.paper]
    assert len(keys) == len(set(keys))
